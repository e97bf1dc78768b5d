import { boolean, choice, defineInputs, list, secret, size, text } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { composeInputs } from '../strategies/compose/inputs.ts'
import { systemdInputs } from '../strategies/systemd/inputs.ts'
import { layoutInputs, targetInputs } from '../target-inputs.ts'
import { parseToolRequirement } from './tool-versions.ts'

export const preflightInputs = defineInputs({
  ...connectionInputs,
  ...targetInputs,
  ...layoutInputs,
  source: text({
    group: 'Source',
    description: 'What will be deployed (a folder, or a `.tar.gz` package): its size says how much space the hosts need.',
    example: 'deployment_package.tar.gz'
  }),
  exclude: list({ group: 'Source', description: 'Patterns in gitignore syntax of what will not be deployed.', example: 'node_modules/' }),
  include: list({ group: 'Source', description: 'Files that are refused unless they are named here: `.env` files and private keys.' }),
  'disk-margin': size({
    group: 'Target',
    description: 'Space that must stay free besides what the deploy needs.',
    default: '200M',
    example: '1GiB'
  }),
  'require-tools': list({
    group: 'Target',
    description: 'Programs that the hosts must have, with the least version where it matters.',
    default: 'sh, tar, gzip, sha256sum',
    example: 'tar, python3>=3.9, docker>=24, docker compose>=2.20',
    check: (items) => firstProblem(items, parseToolRequirement)
  }),
  ports: list({
    group: 'Target',
    description: 'TCP ports that the application will listen on: who holds them now is told.',
    example: '8080, 5432',
    check: (items) => firstProblem(items, requirePort)
  }),
  strategy: choice(['commands', 'systemd', 'compose'], {
    group: 'Strategy',
    description: 'How the application will be run: what that needs is looked at as well, for `systemd` also each command that runs by sudo.',
    default: 'commands'
  }),
  units: systemdInputs.units,
  'nginx-site': systemdInputs['nginx-site'],
  'python-requirements': systemdInputs['python-requirements'],
  'compose-files': composeInputs['compose-files'],
  'carry-images': composeInputs['carry-images'],
  'require-variables': list({
    group: 'Environment',
    description: 'Names that must have a value in `variables`, `secrets` or the env template.',
    example: 'DATABASE_URL, SECRET_KEY',
    check: (items) => firstProblem(items, requireName)
  }),
  'env-template': text({
    group: 'Environment',
    description: 'A committed template of the env file. Every name in it must have a value: there, in `variables`, or in `secrets`.',
    example: '.env.production.example'
  }),
  variables: text({ group: 'Environment', description: 'Variables for the env file, as KEY=VALUE lines.', example: 'PORT=8080' }),
  secrets: secret({
    group: 'Environment',
    description: 'Secrets for the env file: a JSON object or KEY=VALUE lines. Only the names are looked at.'
  }),
  'repair-permissions': boolean({
    group: 'Behaviour',
    description: 'Where the user may not write in the path, make it the owner by `sudo -n chown` (and make the path when it is missing).',
    default: 'false'
  })
})

function requirePort(item: string): void {
  const port = /^\d{1,5}$/.test(item) ? Number(item) : 0
  if (port < 1 || port > 65_535) throw new RangeError(`has a port that is not a number from 1 to 65535: ${item}`)
}

function requireName(item: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(item)) throw new RangeError(`has a name that no variable can have: ${JSON.stringify(item)}`)
}

function firstProblem(items: readonly string[], require: (item: string) => unknown): string | undefined {
  for (const item of items) {
    try {
      require(item)
    } catch (error) {
      return error instanceof RangeError ? error.message : String(error)
    }
  }
  return undefined
}
