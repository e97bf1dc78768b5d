import { replacePlaceholders, type CheckContext } from './check-placeholders.ts'
import type { CheckOptions } from './check-options.ts'
import type { HealthCheck } from './health-check.ts'
import type { AskedCheck, ServiceCheck, ServiceQuestion } from './service-check.ts'

/** What the readers of the kinds of checks know of a line besides its words. */
export interface CheckPlace {
  readonly context: CheckContext
  readonly required: boolean
  /** Where they put what is wrong, so that all problems of a line are told at once. */
  readonly problems: string[]
  replace(text: string): string
  /** Where braces have no other use, a mistyped placeholder is a problem. */
  replaceTarget(text: string): string
}

/** Makes a check of the words after its kind. */
export type CheckReader = (words: readonly string[], place: CheckPlace) => AskedCheck

export function startPlace(context: CheckContext, required: boolean): CheckPlace {
  const problems: string[] = []
  return {
    context,
    required,
    problems,
    replace: (text) => told(problems, '', () => replacePlaceholders(text, context)),
    replaceTarget: (text) => told(problems, '', () => replacePlaceholders(text, context, 'strict'))
  }
}

export type CheckHead = Pick<HealthCheck, 'title' | 'host' | 'required' | 'timeoutSeconds'>

/** `leastSeconds`: for a program that is slow by itself, where its line does not say how long it may take. */
export function readHead(place: CheckPlace, options: CheckOptions, { title, leastSeconds = 0 }: { readonly title: string; readonly leastSeconds?: number }): CheckHead {
  const { host, timeoutSeconds } = place.context
  return { title, host, required: place.required, timeoutSeconds: options.duration('timeout') ?? Math.max(leastSeconds, timeoutSeconds) }
}

export function askService(service: string, { title, host, required, timeoutSeconds }: CheckHead, question: ServiceQuestion): ServiceCheck {
  return { kind: 'service', title, host, required, timeoutSeconds, service, question }
}

export function isOption(word: string): boolean {
  return /^[a-z][a-z-]*=/.test(word)
}

export function readTarget(words: readonly string[], place: CheckPlace, example: string): string {
  const [target = ''] = words
  if (target === '' || isOption(target)) place.problems.push(`has no target: write ${example}`)
  return target
}

/** A RangeError becomes one more problem. */
export function told<T>(problems: string[], otherwise: T, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    problems.push(error.message)
    return otherwise
  }
}
