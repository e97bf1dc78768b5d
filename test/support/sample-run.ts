import { exec, sealPlan, type Plan, type Report, type RunStep, type StepReport } from '../../packages/core/index.ts'

/** A plan and report of a deploy to one host, for tests of what shows them. */
export function samplePlan(changes: Partial<Plan> = {}): Plan {
  return sealPlan({
    operation: 'ssh-deploy',
    title: 'Deploy 2f3a1c9 to web1 (/srv/app)',
    hosts: ['web1'],
    tables: [{ title: 'Files', columns: ['What', 'Count'], rows: [['changed', '3'], ['reused', '19980']] }],
    notes: ['The previous release is kept'],
    problems: [],
    phases: ['upload', 'cutover'],
    steps: [sampleStep('upload', 'Upload 3 files'), sampleStep('cutover', 'Switch current to r2')],
    onFailure: 'undo',
    journals: {},
    probes: [],
    live: { web1: { before: 'r1', after: 'r2' } },
    outputs: { release: 'r2' },
    ...changes
  })
}

export function sampleStep(phase: string, title: string, host = 'web1'): RunStep {
  const id = title.toLowerCase().replaceAll(' ', '-')
  return { kind: 'run', id, title, host, phase, effect: 'write', command: exec(['true']), timeoutSeconds: 10, undo: { title: `Undo ${title}`, command: exec(['true']), timeoutSeconds: 10 } }
}

export function sampleStepReport(changes: Partial<StepReport> = {}): StepReport {
  return { id: 'upload', title: 'Upload 3 files', host: 'web1', phase: 'upload', outcome: 'succeeded', startedMs: 100, durationMs: 1500, detail: '12.1 KiB sent', error: undefined, ...changes }
}

export function sampleReport(changes: Partial<Report> = {}): Report {
  return {
    plan: samplePlan(),
    outcome: 'succeeded',
    startedAt: Date.UTC(2026, 10, 21),
    durationMs: 4200,
    steps: [sampleStepReport(), sampleStepReport({ id: 'switch', title: 'Switch current to r2', phase: 'cutover', startedMs: 1600, durationMs: 40, detail: '' })],
    checks: [{ title: 'http://127.0.0.1:8080/health', host: 'web1', required: true, passed: true, detail: 'HTTP 200 in 12 ms', attempts: 2 }],
    restored: [],
    probes: [{ host: 'web1', url: 'http://127.0.0.1:8080/', requests: 312, failures: 0, longestGapMs: 0, worstLatencyMs: 40, p50Ms: 3, p99Ms: 12 }],
    warnings: [],
    error: undefined,
    live: { web1: 'r2' },
    evidence: [],
    answers: {},
    outputs: { release: 'r2' },
    sentBytes: 12_400,
    ...changes
  }
}
