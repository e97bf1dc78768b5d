import { createHash } from 'node:crypto'
import type { Plan } from './plan.ts'

/**
 * A plan with its hash: SHA-256 of its JSON with sorted keys.
 *
 * `volatile` texts (the release id, the run id, who runs it) differ from run to run although nothing that matters
 * differs: wherever they stand they count as a placeholder, so that an approved hash can be applied by a later run.
 */
export function sealPlan(plan: Omit<Plan, 'hash'>, volatile: readonly string[] = []): Plan {
  // A plan that is sealed again after a change must not carry its old hash into the new one.
  const plain = renderStableJson({ ...plan, hash: undefined })
  const text = volatile.reduce((json, value, index) => (value === '' ? json : json.replaceAll(JSON.stringify(value).slice(1, -1), `<${index}>`)), plain)
  return { ...plan, hash: createHash('sha256').update(text).digest('hex') }
}

/** JSON with sorted keys, so that equal values have equal text. `toJSON` is honoured: secrets are `***`. */
export function renderStableJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (isRecord(member) ? sortKeys(member) : member))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sortKeys(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)))
}
