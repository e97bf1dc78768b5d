import { argv, defineInputs, duration, list, text } from '../../../core/index.ts'
import { findInnerPathProblem } from '../../tools/shared-paths.ts'

const innerPaths = (paths: readonly string[]): string | undefined => paths.map(findInnerPathProblem).find((problem) => problem !== undefined)

/** What `strategy: systemd` is told. */
export const systemdInputs = defineInputs({
  units: list({
    group: 'Strategy',
    description:
      'Strategy `systemd`: unit files in the source, installed for the system. In them {path}, {current}, {release}, {shared}, {user} and {port} are replaced.',
    example: 'deploy/helpdesk.service',
    check: innerPaths
  }),
  'nginx-site': text({
    group: 'Strategy',
    description: 'Strategy `systemd`: an nginx site in the source, with the same placeholders. It is installed under its own name when `nginx -t` accepts it.',
    example: 'deploy/helpdesk.conf',
    check: findInnerPathProblem
  }),
  ports: list({
    group: 'Strategy',
    description: 'Strategy `systemd`: what {port} stands for. With two ports, a unit `name@.service` and an `nginx-site`, the new release starts beside the old one.',
    example: '8001, 8002',
    check: findPortsProblem
  }),
  settle: duration({
    group: 'Strategy',
    description: 'Strategy `systemd`: how long a service must stay up, and be the same process, before it counts as started.',
    default: '5s'
  }),
  'python-requirements': text({
    group: 'Strategy',
    description: 'Strategy `systemd`: a requirements file in the source. Its packages are installed on the host, and linked into the release as `.venv`.',
    example: 'requirements.txt',
    check: findInnerPathProblem
  }),
  'pip-options': argv({
    group: 'Strategy',
    description: 'Options of `pip install`, which runs in the release.',
    example: '--no-index --find-links wheels'
  })
})

function findPortsProblem(ports: readonly string[]): string | undefined {
  const wrong = ports.find((port) => !/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535)
  if (wrong !== undefined) return `is not a port from 1 to 65535: ${wrong}`
  if (ports.length > 2) return 'has more than two ports: one for each of two releases is enough'
  return new Set(ports).size < ports.length ? `names ${ports[0]} twice` : undefined
}
