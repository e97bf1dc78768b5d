import { DeployKitError } from './errors.ts'
import { text } from './inputs.ts'
import type { AnyOperation } from './operation.ts'

/**
 * For an operation that replaces data: an agreement that cannot be given out of habit, nor by a file that was copied from elsewhere. An
 * operation that has it among its inputs, as `confirm`, is only applied when the name is right.
 */
export const confirmInput = text({
  group: 'Behaviour',
  description:
    'The name of the environment whose data is replaced, typed for this very run; without an environment the names of the hosts, with commas between them. It cannot stand in `deploy-kit.yml`. A plan needs none.',
  example: 'production',
  isTyped: true
})

/** Whether the name has to be typed for these values. */
export function isConfirmedByName({ inputs, replacesData }: Pick<AnyOperation, 'inputs' | 'replacesData'>, values: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(inputs, 'confirm') && replacesData?.(values) !== false
}

/** What has to be typed. */
export function nameToConfirm(environment: string | undefined, hosts: readonly string[]): string {
  return environment ?? hosts.join(',')
}

export interface Confirmation {
  readonly operation: Pick<AnyOperation, 'name'>
  /** The values of its inputs. */
  readonly values: Readonly<Record<string, unknown>>
  readonly environment: string | undefined
  readonly hosts: readonly string[]
  /** How it is written here: `--confirm production`, `confirm: production`. */
  readonly phrase: (name: string) => string
}

/** Throws DK_CONFIRMATION_NEEDED when the name was not given, or is another one. */
export function requireConfirmedName({ operation, values, environment, hosts, phrase }: Confirmation): void {
  const [given, name] = [values['confirm'], nameToConfirm(environment, hosts)]
  if (given === name) return
  throw new DeployKitError('DK_CONFIRMATION_NEEDED', {
    message: given === undefined ? `${operation.name} replaces the data of ${name}, and nobody has confirmed that` : `${operation.name} replaces the data of ${name}, but ${JSON.stringify(given)} was confirmed`,
    remedy: `Nothing has been changed. If ${name} is meant, say so: ${phrase(name)}`
  })
}
