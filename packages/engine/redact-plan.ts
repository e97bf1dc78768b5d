import type { Plan } from '../core/index.ts'
import type { Redactor } from './redact.ts'

/** What a plan tells people of the hosts (logs, problems), without secrets. What it does is left as it is, and so is its hash. */
export function redactPlan(plan: Plan, redactor: Redactor): Plan {
  const { tables, notes, problems, outputs, answer, afterwards } = plan
  return {
    ...plan,
    ...redactMembers({ tables, notes, problems, outputs }, redactor),
    ...(answer === undefined ? {} : { answer: redactMembers(answer, redactor) }),
    ...(afterwards === undefined ? {} : { afterwards: redactMembers(afterwards, redactor) })
  }
}

function redactMembers<T>(value: T, redactor: Redactor): T
function redactMembers(value: unknown, redactor: Redactor): unknown {
  if (typeof value === 'string') return redactor.redact(value)
  if (Array.isArray(value)) return value.map((member: unknown) => redactMembers(member, redactor))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, redactMembers(member, redactor)]))
}
