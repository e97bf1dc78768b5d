import path from 'node:path'
import { connectionTexts, describeReport, runInputs, type DeployRun, type DeployRunOptions } from '../../support/deploy-run.ts'
import { runAndDie, type Death } from '../../support/killed-runner.ts'
import type { Scratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { askDocker, docker } from '../../testbed/docker.ts'
import { REGISTRY_ADDRESS } from '../../testbed/names.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { visitDuring, type Visited } from '../visitors/visit-during.ts'

const REPOSITORY = 'dk-compose/api'

/** The others are images of versions that do not work; a `deaf` one has to be killed as well. */
export type ImageKind = 'works' | 'exits' | 'unhealthy' | 'deaf'

/** Pushes an image of the API to the registry of the test bed. */
export async function pushApi(tag: string, version: string, kind: ImageKind = 'works'): Promise<void> {
  const name = `${REGISTRY_ADDRESS}/${REPOSITORY}:${tag}`
  const breaks = kind === 'works' ? [] : ['--build-arg', `BREAKS=${kind}`]
  await docker(['build', '--quiet', '--tag', name, '--build-arg', `VERSION=${version}`, ...breaks, path.join(import.meta.dirname, 'video')])
  await docker(['push', '--quiet', name])
  await askDocker(['image', 'rm', name])
}

/** `succeeded`, or the outcome with everything that explains it. */
export function tell({ report }: DeployRun): string {
  if (report.outcome === 'succeeded') return 'succeeded'
  return [describeReport(report), ...report.steps.map((step) => step.error?.stderrTail ?? '')].join('\n')
}

export interface Container {
  readonly id: string
  readonly name: string
  readonly startedAt: string
  readonly imageId: string
}

type Texts = Readonly<Record<string, string>>

/** A project of five services on a host of the test bed, deployed by deploy-kit. */
export interface VideoProject {
  readonly root: string
  readonly source: string
  /** As seen from this machine. */
  readonly url: string
  deploy(more?: Texts, options?: DeployRunOptions): Promise<DeployRun>
  rollback(more?: Texts, options?: DeployRunOptions): Promise<DeployRun>
  /** Deploys from another process, which is killed; the id of its run. */
  deployAndDie(death: Death | 'beside', more?: Texts): Promise<string>
  texts(more?: Texts): Texts
  write(files: Texts): void
  /** By service; a service with two containers is there twice. */
  containers(): Promise<readonly (Container & { readonly service: string })[]>
  /** The one container of a service. */
  container(service: string): Promise<Container>
  sql(query: string): Promise<string>
  /** What the application answers. */
  ask(place?: string): Promise<string>
  /** Does something while visitors ask all the time; some of their requests take long. */
  visitDuring<T>(work: () => Promise<T>): Promise<Visited<T>>
  /** Until an old and a new container of the API run beside each other. */
  waitUntilBeside(): Promise<unknown>
  /** The release that `current` points to. */
  live(): Promise<string>
  /** Names of images, without those that Docker has for itself. */
  images(): Promise<readonly string[]>
}

/** Traefik is not led to containers, but finds them by their labels. */
type ProxyKind = 'nginx' | 'caddy' | 'traefik'

export interface ProjectOptions {
  readonly root: string
  /** The port of the host that `proxy` publishes. */
  readonly port: number
  readonly isStartFirst: boolean
  /** Which program is in front; default: nginx. */
  readonly proxy?: ProxyKind
  /** More lines of the service `api`, without their indentation. */
  readonly api?: readonly string[]
  /** The port of the host that `api` publishes itself. */
  readonly apiPort?: number
}

export function makeVideoProject(scratch: Scratch, host: TargetHost, { root, port, isStartFirst, proxy = 'nginx', api = [], apiPort = port }: ProjectOptions): VideoProject {
  const proxyFiles = { nginx: { 'nginx/default.conf': isStartFirst ? NGINX : PLAIN_NGINX }, caddy: { Caddyfile: CADDY }, traefik: {} }[proxy]
  const source = scratch.write(scratch.next('video'), { 'compose.yaml': composeFile(port, api, proxy), ...proxyFiles, 'README.md': 'video' })
  const project = path.basename(root)
  const url = `http://${host.address}:${host.portOf(apiPort)}`
  const texts = (more: Texts = {}): Texts => ({
    ...connectionTexts(host),
    path: root,
    'health-check': `http http://127.0.0.1:${apiPort}/health`,
    attempts: '20',
    delay: '500ms',
    ...more
  })
  const deployTexts = (more: Texts = {}): Texts =>
    texts({
      source,
      strategy: 'compose',
      'one-shot': 'migrate',
      'shared-paths': 'upstreams/',
      drain: '1s',
      ...(isStartFirst ? (proxy === 'traefik' ? { 'start-first': 'api' } : { 'start-first': 'api:8000', proxy: 'proxy' }) : {}),
      variables: 'API_TAG=1',
      secrets: 'POSTGRES_PASSWORD=correct horse',
      ...more
    })
  const containers: VideoProject['containers'] = async () => {
    const words = `docker ps --all --quiet --no-trunc --filter label=com.docker.compose.project=${project} | xargs -r docker inspect --format '{{index .Config.Labels "com.docker.compose.service"}} {{.Id}} {{.Name}} {{.State.StartedAt}} {{.Image}}'`
    return (await host.exec(words)).split('\n').filter((line) => line !== '').map((line) => {
      const [service = '', id = '', name = '', startedAt = '', imageId = ''] = line.split(' ')
      return { service, id, name: name.slice(1), startedAt, imageId }
    })
  }
  const apis = `docker ps --quiet --filter label=com.docker.compose.project=${project} --filter label=com.docker.compose.service=api`
  const waitUntilBeside: VideoProject['waitUntilBeside'] = () =>
    waitUntil('two containers of the API', async () => (await host.ask(apis)).stdout.trim().includes('\n'), 60)
  return {
    root,
    source,
    url,
    texts: deployTexts,
    async deployAndDie(death, more) {
      const dying = { operation: 'ssh-deploy', texts: deployTexts(more) } as const
      if (death !== 'beside') return runAndDie(scratch, { ...dying, death })
      const beside = waitUntilBeside()
      const runId = await runAndDie(scratch, { ...dying, death: { step: 'wait-healthy', moment: 'before' } }, beside)
      await beside
      return runId
    },
    visitDuring: (work) => visitDuring(`${url}/health`, work, { slowUrl: `${url}/slow` }),
    waitUntilBeside,
    live: async () => path.basename((await host.exec(`readlink ${root}/current`)).trim()),
    images: async () => (await host.exec("docker images --format '{{.Repository}}:{{.Tag}} {{.ID}}'")).trim().split('\n').toSorted(),
    deploy: (more, options) => runInputs('ssh-deploy', deployTexts(more), options),
    rollback: (more, options) => runInputs('rollback', texts(more), options),
    write: (files) => void scratch.write(source, files),
    containers,
    async container(service) {
      const found = (await containers()).filter((container) => container.service === service)
      const [one] = found
      if (one === undefined || found.length > 1) throw new Error(`${service} has ${found.length} containers`)
      return one
    },
    sql: (query) => host.exec(`docker exec ${project}-db-1 psql -qAtU app -c "${query}" app`),
    ask: (place = '/health') => askServer(`${url}${place}`)
  }
}

const NGINX = `
server {
  listen 80;
  resolver 127.0.0.11 valid=1s ipv6=off;
  include /etc/upstreams/api.address.conf;
  location / { proxy_pass http://$api_address; }
}
`

const CADDY = `
:80 {
  reverse_proxy {
    import /etc/upstreams/api.caddy
  }
}
`

/** Asks the name service again for each new container. */
const PLAIN_NGINX = `
server {
  listen 80;
  resolver 127.0.0.11 valid=1s;
  set $api http://api:8000;
  location / { proxy_pass $api; }
}
`

/** The service that publishes port 80, without its ports. */
const PROXIES: Readonly<Record<ProxyKind, string>> = {
  nginx: `image: nginx:alpine
    volumes:
      - ./nginx/default.conf:/etc/nginx/conf.d/default.conf:ro
      - ./upstreams:/etc/upstreams:ro`,
  caddy: `image: caddy:2-alpine
    volumes:
      - ./Caddyfile:/etc/caddy/Caddyfile:ro
      - ./upstreams:/etc/upstreams:ro`,
  traefik: `image: traefik:v3
    command: ["--providers.docker=true", "--providers.docker.exposedbydefault=false", "--entrypoints.web.address=:80"]
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro`
}

function composeFile(port: number, api: readonly string[], proxy: ProxyKind): string {
  return `
x-api: &api
  image: dk-registry:5000/${REPOSITORY}:\${API_TAG}
  restart: unless-stopped
  env_file: .env
  depends_on:
    db: { condition: service_healthy }
    migrate: { condition: service_completed_successfully }

services:
  db:
    image: postgres:15-alpine
    restart: unless-stopped
    environment:
      POSTGRES_USER: app
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD}
    volumes:
      - dbdata:/var/lib/postgresql/data
    healthcheck: { test: ["CMD-SHELL", "pg_isready -U app -h 127.0.0.1"], interval: 1s, timeout: 3s, retries: 30 }
  migrate:
    image: postgres:15-alpine
    entrypoint: ["psql", "-h", "db", "-U", "app", "-v", "ON_ERROR_STOP=1", "-c", "create table if not exists runs (at timestamptz default now()); insert into runs default values", "app"]
    environment:
      PGPASSWORD: \${POSTGRES_PASSWORD}
    depends_on:
      db: { condition: service_healthy }
  api:
    <<: *api
    healthcheck: { test: ["CMD", "python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=2)"], interval: 1s, timeout: 3s, retries: 3, start_period: 1s }
${api.map((line) => `    ${line}\n`).join('')}  worker:
    <<: *api
    command: ["sh", "-c", "trap 'exit 0' TERM; while :; do sleep 1 & wait; done"]
    stop_grace_period: 5s
    healthcheck: { test: ["CMD", "true"], interval: 1s, timeout: 3s, retries: 3 }
  proxy:
    ${PROXIES[proxy]}
    restart: unless-stopped
    depends_on: [api]
    ports:
      - "${port}:80"
volumes:
  dbdata:
  uploads:
`
}

async function askServer(url: string): Promise<string> {
  const response = await fetch(url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(5000) })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.text()
}
