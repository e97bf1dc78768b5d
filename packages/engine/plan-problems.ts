import { DeployKitError, type Plan, type Problem } from '../core/index.ts'

/** One error that tells all reasons not to apply a plan; undefined when there are none. */
export function findProblemError({ problems }: Plan): DeployKitError | undefined {
  const [first] = problems
  if (first === undefined) return undefined
  if (problems.length === 1) return new DeployKitError(first.code, { message: withHost(first), remedy: first.remedy, host: first.host })
  return new DeployKitError(first.code, {
    message: `${problems.length} problems:\n${problems.map((problem) => `  - ${withHost(problem)}`).join('\n')}`,
    remedy: [...new Set(problems.map(({ remedy }) => remedy))].join('\n')
  })
}

function withHost({ host, message }: Problem): string {
  return host === undefined || message.includes(host) ? message : `${host}: ${message}`
}
