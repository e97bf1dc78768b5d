import { createInterface } from 'node:readline/promises'
import { DeployKitError, isConfirmedByName, nameToConfirm, requireConfirmedName, type AnyOperation, type Plan } from '../core/index.ts'
import type { GlobalSettings } from './command-line.ts'
import type { Terminal } from './terminal.ts'

export interface Question {
  readonly text: string
  /** What must be typed, exactly. */
  readonly answers: readonly string[]
}

/** What is about to be done, before anything is connected to. */
export interface Agreement {
  readonly operation: AnyOperation
  readonly settings: GlobalSettings
  readonly values: Readonly<Record<string, unknown>>
  readonly hosts: readonly string[]
}

/**
 * Throws DK_CONFIRMATION_NEEDED, before anything is connected to, when a person must be asked and cannot be, or when the name that they
 * typed with the command is the wrong one.
 */
export function requireSomeoneToAsk({ operation, settings, values, hosts }: Agreement, terminal: Terminal): void {
  const { yes, plan, environment } = settings
  const isTyped = isConfirmedByName(operation, values)
  if (isTyped && !plan && (yes || values['confirm'] !== undefined)) {
    requireConfirmedName({ operation, values, environment, hosts, phrase: (name) => `deploy-kit ${operation.name} ... --yes --confirm ${name}` })
  }
  if (!needsConfirmation(operation, settings, values) || terminal.canAsk) return
  const words = isTyped ? `--yes --confirm ${nameToConfirm(environment, hosts)}` : '--yes'
  throw new DeployKitError('DK_CONFIRMATION_NEEDED', {
    message: `${operation.name} is destructive, and there is no terminal to ask for confirmation`,
    remedy: `Look at it with --plan first; then add ${words}: deploy-kit ${operation.name} ... ${words}`
  })
}

/** A name that was typed with the command, and was right, is as good as the answer. */
export function needsConfirmation(operation: AnyOperation, { yes, plan }: GlobalSettings, values: Agreement['values']): boolean {
  const isTyped = isConfirmedByName(operation, values) && values['confirm'] !== undefined
  return operation.danger === 'destructive' && !yes && !plan && !isTyped
}

export interface Named {
  readonly environment: string | undefined
  readonly values: Agreement['values']
}

/**
 * What to ask before a plan is applied. One that takes itself back when it fails is agreed to with y; for others, and where data is
 * replaced, the name of the environment (or of the hosts) must be typed, so that nobody agrees to the wrong one out of habit.
 */
export function phraseQuestion(operation: AnyOperation, plan: Plan, { environment, values }: Named): Question {
  const isTyped = isConfirmedByName(operation, values)
  if (plan.onFailure === 'undo' && !isTyped) return { text: `${plan.title}? Type y to go on: `, answers: ['y', 'Y', 'yes'] }
  const name = nameToConfirm(environment, plan.hosts)
  const warning = isTyped ? 'It replaces data.' : 'This cannot be taken back.'
  return { text: `${plan.title}. ${warning} Type ${name} to go on: `, answers: [name] }
}

export interface AskStreams {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
}

/** False when something else was typed, or the input ended. Throws AbortError when the signal aborts. */
export async function askQuestion({ text, answers }: Question, { input, output }: AskStreams, signal: AbortSignal): Promise<boolean> {
  const reader = createInterface({ input, output })
  const ended = new Promise<string>((resolve) => reader.once('close', () => resolve('')))
  try {
    const answer = await Promise.race([reader.question(text, { signal }), ended])
    return answers.includes(answer.trim())
  } finally {
    reader.close()
  }
}
