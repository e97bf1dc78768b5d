import { createInterface } from 'node:readline/promises'
import { DeployKitError, type AnyOperation, type Plan } from '../core/index.ts'
import type { GlobalSettings } from './command-line.ts'
import type { Terminal } from './terminal.ts'

export interface Question {
  readonly text: string
  /** What must be typed, exactly. */
  readonly answers: readonly string[]
}

/** Throws DK_CONFIRMATION_NEEDED, before anything is connected to, when a person must be asked and cannot be. */
export function requireSomeoneToAsk(operation: AnyOperation, settings: GlobalSettings, terminal: Terminal): void {
  if (!needsConfirmation(operation, settings) || terminal.canAsk) return
  throw new DeployKitError('DK_CONFIRMATION_NEEDED', {
    message: `${operation.name} is destructive, and there is no terminal to ask for confirmation`,
    remedy: `Look at it with --plan first; then add --yes: deploy-kit ${operation.name} ... --yes`
  })
}

export function needsConfirmation({ danger }: AnyOperation, { yes, plan }: GlobalSettings): boolean {
  return danger === 'destructive' && !yes && !plan
}

/**
 * What to ask before a plan is applied. One that takes itself back when it fails is agreed to with y; for others the
 * name of the environment (or of the host) must be typed, so that nobody agrees to the wrong one out of habit.
 */
export function phraseQuestion(plan: Plan, environment: string | undefined): Question {
  if (plan.onFailure === 'undo') return { text: `${plan.title}? Type y to go on: `, answers: ['y', 'Y', 'yes'] }
  const name = environment ?? plan.hosts.join(',')
  return { text: `${plan.title}. This cannot be taken back. Type ${name} to go on: `, answers: [name] }
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
