import { createHash } from 'node:crypto'
import type { Plan } from './plan.ts'
import { renderStableJson } from './stable-json.ts'

/**
 * A plan with its hash: SHA-256 of its JSON with sorted keys.
 *
 * `volatile` texts (the release id, the run id, who runs it) differ from run to run although nothing that matters
 * differs: wherever they stand they count as a placeholder, so that an approved hash can be applied by a later run.
 */
export function sealPlan(plan: Omit<Plan, 'hash'>, volatile: readonly string[] = []): Plan {
  // A plan that is sealed again after a change must not carry its old hash into the new one.
  const plain = renderStableJson({ ...plan, hash: undefined })
  // The longest first: one may be a part of another.
  const texts = volatile.map((value) => JSON.stringify(value).slice(1, -1)).toSorted((left, right) => right.length - left.length)
  const text = texts.reduce((json, value) => (value === '' ? json : json.replaceAll(value, '<volatile>')), plain)
  return { ...plan, hash: createHash('sha256').update(text).digest('hex') }
}
