import { sealPlan, type Plan, type Problem, type Table } from '../../core/index.ts'

/** The plan of an operation that only answers: tables for people, `answer` for machines, nothing to do. */
export function answerPlan(answer: {
  readonly operation: string
  readonly title: string
  readonly hosts: readonly string[]
  readonly tables: readonly Table[]
  readonly notes?: readonly string[]
  readonly problems?: readonly Problem[]
  readonly answer: unknown
}): Plan {
  return sealPlan({
    notes: [],
    problems: [],
    phases: [],
    steps: [],
    onFailure: 'stop',
    journals: {},
    probes: [],
    live: {},
    outputs: {},
    ...answer
  })
}
