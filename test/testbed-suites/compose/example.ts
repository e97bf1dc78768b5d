import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Report } from '../../../packages/core/index.ts'
import { describeReport } from '../../support/deploy-run.ts'
import { runCli } from '../../support/run-cli.ts'
import type { Scratch } from '../../support/scratch.ts'
import { askDocker, docker } from '../../testbed/docker.ts'
import { localName } from '../../testbed/image-recipes.ts'
import { REGISTRY, REGISTRY_ADDRESS } from '../../testbed/names.ts'
import type { TargetHost } from '../../testbed/target-host.ts'

const EXAMPLES = path.resolve(import.meta.dirname, '../../../examples')

type Flags = Readonly<Record<string, string>>

/** What an example is deployed with besides its own deploy-kit.yml. */
export interface ExampleOptions {
  readonly host: TargetHost
  readonly secrets: Readonly<Record<string, string>>
  /** Variables of the env file, for deploy and preflight. */
  readonly variables: string
}

/** A copy of an example, deployed by the command line as its README says. */
export interface Example {
  readonly folder: string
  preflight(flags?: Flags): Promise<Report>
  deploy(flags?: Flags): Promise<Report>
  rollback(): Promise<Report>
  backup(): Promise<Report>
  restore(backup: string): Promise<Report>
  checkHealth(): Promise<Report>
  /** Those that run, in the order of their names: `service id`. */
  containers(): Promise<readonly string[]>
  volumes(): Promise<string>
}

export function copyExample(scratch: Scratch, name: string, { host, secrets, variables }: ExampleOptions): Example {
  const folder = scratch.next(name)
  cpSync(path.join(EXAMPLES, name), folder, { recursive: true })
  const connection = { host: `${host.user}@${host.address}:${host.port}`, 'known-hosts': host.knownHostsLine }
  // Not in the folder, of which everything is deployed.
  const home = scratch.next('home')
  const env = { HOME: home, XDG_CACHE_HOME: home, DEPLOY_KIT_PRIVATE_KEY: host.privateKey, DEPLOY_KIT_SECRETS: JSON.stringify(secrets) }
  const filter = `--filter label=com.docker.compose.project=${name}`
  const run = async (operation: string, flags: Flags): Promise<Report> => {
    const words = Object.entries({ ...connection, ...flags }).map(([flag, value]) => `--${flag}=${value}`)
    const { stdout, stderr } = await runCli([operation, '--environment', 'production', '--json', '--yes', ...words], { cwd: folder, env })
    const { report, error } = JSON.parse(stdout) as { readonly report?: Report | null; readonly error?: unknown }
    if (report === undefined || report === null) throw new Error(`${JSON.stringify(error)}\n${stderr}`)
    return report
  }
  return {
    folder,
    preflight: (flags = {}) => run('preflight', { variables, ...flags }),
    // Nobody is connected for longer.
    deploy: (flags = {}) => run('ssh-deploy', { variables, drain: '2s', delay: '1s', ...flags }),
    rollback: () => run('rollback', { delay: '1s' }),
    backup: () => run('backup', {}),
    restore: (backup) => run('restore', { backup, confirm: 'production', delay: '1s' }),
    checkHealth: () => run('health-check', {}),
    containers: async () => (await host.exec(`docker ps ${filter} --no-trunc --format '{{.Label "com.docker.compose.service"}} {{.ID}}'`)).split('\n').toSorted(),
    volumes: () => host.exec(`docker volume ls ${filter} --format '{{.Name}}'`)
  }
}

/** Changes a file; returns what puts it back. */
export function editFile(folder: string, name: string, change: (text: string) => string): () => void {
  const file = path.join(folder, name)
  const before = readFileSync(file, 'utf8')
  const after = change(before)
  if (after === before) throw new Error(`${name} has nothing to change`)
  writeFileSync(file, after)
  return () => writeFileSync(file, before)
}

/** Builds the image of an example on the test bed's own base, and pushes it; returns the name that hosts pull it by. */
export async function pushImage(folder: string, repository: string, version: string): Promise<string> {
  const pushed = `${REGISTRY_ADDRESS}/${repository}:${version}`
  // What the Dockerfile begins with is not asked from a registry, which this machine's engine knows nothing of.
  const base = `python:3.11-slim=docker-image://${localName('python')}`
  await docker(['build', '--quiet', '--network', 'host', '--build-context', base, '--build-arg', `VERSION=${version}`, '--tag', pushed, folder])
  await docker(['push', '--quiet', pushed])
  await askDocker(['image', 'rm', pushed])
  return `${REGISTRY}:5000/${repository}:${version}`
}

/** `succeeded`, or the outcome with everything that explains it. */
export function tell(report: Report): string {
  if (report.outcome === 'succeeded') return 'succeeded'
  const words = report.steps.flatMap(({ error }) => (error?.stderrTail === undefined ? [] : [error.stderrTail]))
  return [describeReport(report), ...words, ...report.evidence.map(({ title, text }) => `${title}: ${text}`)].join('\n')
}
