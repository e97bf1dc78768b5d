import { boolean, defineInputs, duration, findHealthCheckProblem, integer, isCommandCheck, lines, list, text } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { findMissingTime } from '../input-checks.ts'
import { findPathProblem } from '../target-inputs.ts'

export const healthCheckInputs = defineInputs({
  ...connectionInputs,
  host: list({
    group: 'Connection',
    description:
      'The hosts, one a line or separated by commas: `[user@]address[:port]`. Without it, `local`: this machine, without SSH.',
    default: 'local',
    example: 'deploy@web1.example.com',
    check: findHostProblem
  }),
  path: text({
    group: 'Target',
    description: 'The folder of the application on the hosts. Commands of checks start there, and relative files are looked for there.',
    example: '/srv/app',
    check: findPathProblem
  }),
  'health-check': lines({
    group: 'Health',
    description:
      'The checks, one a line: `[optional|required] <kind> <target> [option=value ...]` with the kinds http, tcp, command, process, file and log; of a live release of strategy `compose` also with `service=NAME`, and postgres, redis, s3, celery, flower, prometheus and grafana. `{release}`, `{host}` and `{path}` are replaced. With `path`, the units or containers of the live release are checked as well. See docs/health-checks.md.',
    example: 'http https://app.example.com/health status=200 body={release} tls-days=14',
    check: findHealthCheckProblem,
    isCommand: isCommandCheck
  }),
  attempts: integer({
    group: 'Health',
    description: 'How often the checks are tried until all required ones pass.',
    default: '30',
    min: 1,
    max: 1000
  }),
  delay: duration({ group: 'Health', description: 'How long to wait between two attempts.', default: '2s' }),
  quick: boolean({ group: 'Health', description: 'Give up after 5 attempts.', default: 'false' }),
  timeout: duration({ group: 'Health', description: 'How long one check may take, unless its line says otherwise.', default: '5s', check: findMissingTime }),
  logs: list({
    group: 'Health',
    description: 'Log files on the hosts (absolute, or relative to the path) whose end is shown when something is not healthy.',
    example: 'var/app.log'
  }),
  'log-lines': integer({ group: 'Health', description: 'How many lines of each log are shown.', default: '50', min: 1, max: 1000 }),
  verbose: boolean({
    group: 'Behaviour',
    description: 'Show every attempt, and on failure also the memory, disks and busiest processes of the hosts.',
    default: 'false'
  })
})

/** As the connection input finds it: its parser checks every host. */
function findHostProblem(hosts: readonly string[]): string | undefined {
  try {
    connectionInputs.host.parse(hosts.join('\n'))
    return undefined
  } catch (error) {
    return error instanceof RangeError ? error.message : String(error)
  }
}
