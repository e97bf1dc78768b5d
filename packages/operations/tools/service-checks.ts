import type { AskedCheck, Evidence, HealthCheck } from '../../core/index.ts'
import type { Control } from '../strategies/control.ts'

export interface BoundChecks {
  readonly checks: readonly HealthCheck[]
  /** What explains why a service that is asked does not answer as it should. */
  readonly evidence: readonly Evidence[]
  /** What cannot be asked of this release, each in a sentence. */
  readonly refused: readonly string[]
}

/** The checks as they are asked of one release. `control` is undefined where nothing is known to run. */
export function bindChecks(asked: readonly AskedCheck[], control: Pick<Control, 'services'> | undefined): BoundChecks {
  const services = control?.services
  const checks: HealthCheck[] = []
  const names = new Set<string>()
  const refused: string[] = []
  for (const check of asked) {
    if (check.kind !== 'service') checks.push(check)
    else if (services === undefined) refused.push(`${check.title} asks the containers of the service ${check.service}, which only a release of strategy compose has`)
    else if (!services.names.includes(check.service)) refused.push(`${check.title}: no service ${check.service} is kept running; there are ${services.names.join(', ')}`)
    else {
      checks.push(services.ask(check))
      names.add(check.service)
    }
  }
  return { checks, evidence: services === undefined || names.size === 0 ? [] : [services.logs([...names])], refused }
}
