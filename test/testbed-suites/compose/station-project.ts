import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { CheckResult, Report } from '../../../packages/core/index.ts'
import type { OperationName } from '../../../packages/operations/index.ts'
import { connectionTexts, runInputs } from '../../support/deploy-run.ts'
import type { Scratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'

type Texts = Readonly<Record<string, string>>

/** A project in which each service can be broken by itself. */
export interface StationProject {
  readonly root: string
  readonly source: string
  deploy(more?: Texts): Promise<Report>
  /** Any other operation on what is live. */
  run(operation: OperationName, more?: Texts): Promise<Report>
  /** Looks once: what each check has seen. */
  look(checks: readonly string[], more?: Texts): Promise<readonly CheckResult[]>
  /** Names of the containers of a service that run. */
  containers(service: string): Promise<readonly string[]>
  /** Runs a line of shell in every container of a service, as root. */
  inside(service: string, line: string): Promise<string>
}

export interface StationOptions {
  readonly root: string
  readonly compose: string
  /** Of `health-check`, for deploys. */
  readonly checks: readonly string[]
  readonly texts?: Texts
}

export function makeStationProject(scratch: Scratch, host: TargetHost, { root, compose, checks, texts = {} }: StationOptions): StationProject {
  const station = readFileSync(path.join(import.meta.dirname, 'station/station.py'), 'utf8')
  const source = scratch.write(scratch.next('station'), { 'compose.yaml': compose, 'station.py': station })
  const project = path.basename(root)
  const where = { ...connectionTexts(host), path: root, attempts: '40', delay: '500ms' }
  const deployTexts = { ...where, source, strategy: 'compose', drain: '1s', variables: 'VERSION=one', secrets: 'POSTGRES_PASSWORD=correct horse', 'health-check': checks.join('\n'), ...texts }
  const containers: StationProject['containers'] = async (service) => {
    const filters = `--filter label=com.docker.compose.project=${project} --filter label=com.docker.compose.service=${service}`
    return (await host.exec(`docker ps ${filters} --format '{{.Names}}'`)).split('\n').filter((name) => name !== '').toSorted()
  }
  return {
    root,
    source,
    containers,
    deploy: async (more = {}) => (await runInputs('ssh-deploy', { ...deployTexts, ...more })).report,
    run: async (operation, more = {}) => (await runInputs(operation, { ...where, ...more })).report,
    async look(lines, more = {}) {
      const { report } = await runInputs('health-check', { ...where, attempts: '1', 'health-check': lines.join('\n'), ...more })
      if (report.checks.length === 0) throw new Error(JSON.stringify(report.error))
      return report.checks.filter(({ title }) => !title.startsWith('compose services'))
    },
    async inside(service, line) {
      const said = []
      for (const name of await containers(service)) said.push(await host.exec(`docker exec --user 0 ${name} sh -c '${line.replaceAll("'", `'\\''`)}'`))
      return said.join('')
    }
  }
}

/** A service that runs station.py. */
export const STATION = `
x-station: &station
  image: python:3.11-slim
  pull_policy: missing
  restart: unless-stopped
  command: [python, -u, /app/station.py]
  environment:
    VERSION: \${VERSION}
    GREETING: \${GREETING:-0 CRITICAL}
  volumes:
    - ./station.py:/app/station.py:ro
  healthcheck: { test: [CMD, python, -c, "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/', timeout=2)"], interval: 1s, timeout: 3s, start_period: 1s }
`

export const DATABASE = `
  db:
    image: postgres:15-alpine
    pull_policy: missing
    restart: unless-stopped
    environment:
      POSTGRES_USER: app
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD}
      POSTGRES_DB: shop
      # Also from within the container the password is asked for.
      POSTGRES_INITDB_ARGS: --auth-host=scram-sha-256
    healthcheck: { test: [CMD, pg_isready, -h, 127.0.0.1], interval: 1s, timeout: 3s, retries: 30 }
`

export const REDIS = `
  redis:
    image: redis:7-alpine
    pull_policy: missing
    restart: unless-stopped
    command: [redis-server, --enable-debug-command, "yes", --loading-process-events-interval-bytes, "1024"]
    healthcheck: { test: [CMD, redis-cli, ping], interval: 1s, timeout: 3s, retries: 30 }
`

/** What was seen by the title of each check: words of the container's name and of times are taken out. */
export function wordsOf(checks: readonly CheckResult[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    checks.map(({ title, passed, detail }) => [title, `${passed ? 'passed' : 'failed'}: ${detail.replaceAll(/\d+ ms/g, 'N ms').replaceAll(/since [\d:.TZ-]+/g, 'since T').replaceAll(/changed \d+ s ago/g, 'changed N s ago')}`])
  )
}
