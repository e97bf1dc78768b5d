import type { AskedCheck, HealthCheck } from '../../core/index.ts'
import type { Control } from '../strategies/control.ts'

export interface BoundChecks {
  readonly checks: readonly HealthCheck[]
  /** What cannot be asked of this release, each in a sentence. */
  readonly refused: readonly string[]
}

/** The checks as they are asked of one release. `control` is undefined where nothing is known to run. */
export function bindChecks(asked: readonly AskedCheck[], control: Pick<Control, 'services'> | undefined): BoundChecks {
  const checks: HealthCheck[] = []
  const refused: string[] = []
  for (const check of asked) {
    const services = control?.services
    if (check.kind !== 'service') checks.push(check)
    else if (services === undefined) refused.push(`${check.title} asks the containers of the service ${check.service}: only strategy compose has such`)
    else if (!services.names.includes(check.service)) refused.push(`${check.title}: no service ${check.service} is kept running; there are ${services.names.join(', ')}`)
    else checks.push(services.ask(check))
  }
  return { checks, refused }
}
