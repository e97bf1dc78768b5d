import type { ErrorCode, Problem, Table } from '../../core/index.ts'

/** One row of the preflight table. */
export interface Finding {
  readonly check: string
  readonly result: 'ok' | 'warning' | 'problem'
  readonly found: string
  /** What is needed and how to get it; '' when all is well. */
  readonly remedy: string
  /** Of a problem; DK_PREFLIGHT_FAILED by default. */
  readonly code?: ErrorCode
}

export const ok = (check: string, found: string): Finding => ({ check, result: 'ok', found, remedy: '' })

export const warning = (check: string, found: string, remedy: string): Finding => ({ check, result: 'warning', found, remedy })

export function problem(check: string, found: string, remedy: string, code: ErrorCode = 'DK_PREFLIGHT_FAILED'): Finding {
  return { check, result: 'problem', found, remedy, code }
}

export function renderFindings(title: string, findings: readonly Finding[]): Table {
  return {
    title,
    columns: ['check', 'result', 'found', 'needed'],
    rows: findings.map(({ check, result, found, remedy }) => [check, result, found, remedy])
  }
}

/** `host`: absent for what concerns the machine that runs deploy-kit. */
export function toProblems(findings: readonly Finding[], host?: string): readonly Problem[] {
  return findings
    .filter(({ result }) => result === 'problem')
    .map(({ check, found, remedy, code = 'DK_PREFLIGHT_FAILED' }) => ({
      code,
      ...(host === undefined ? {} : { host }),
      message: `${check}: ${found}`,
      remedy
    }))
}
