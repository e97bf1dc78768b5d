import type { ComposeService } from './compose-file.ts'
import { orderServices, type ComposeStep, type StartFirst } from './order-services.ts'
import { findTraefikRoute } from './traefik.ts'

/** The application is a project of Docker Compose. */
export interface ComposeSettings {
  readonly strategy: 'compose'
  readonly project: string
  /** In the release, in the order of `docker compose -f`. */
  readonly files: readonly string[]
  /** How its services are made to run, in order. */
  readonly steps: readonly ComposeStep[]
  /** The service that is nginx or Caddy. */
  readonly proxy: string | undefined
  /** Folder of the files that `proxy` includes. */
  readonly upstreams: string
  readonly drainSeconds: number
  readonly timeoutSeconds: number
}

/** The values that are asked for, parsed. */
export interface ComposeValues {
  readonly path: string
  readonly 'compose-project': string | undefined
  readonly 'one-shot': readonly string[] | undefined
  readonly 'start-first': readonly string[] | undefined
  readonly proxy: string | undefined
  readonly upstreams: string
  readonly drain: number
  readonly 'command-timeout': number
}

export function settingsOfCompose(values: ComposeValues, files: readonly string[], services: readonly ComposeService[]): ComposeSettings {
  return {
    strategy: 'compose',
    project: values['compose-project'] ?? nameProject(values.path),
    files,
    steps: orderServices(services, { oneShots: values['one-shot'] ?? [], startFirst: (values['start-first'] ?? []).map((item) => parseStartFirst(item, services)) }),
    proxy: values.proxy,
    upstreams: values.upstreams.replace(/\/+$/, ''),
    drainSeconds: values.drain,
    timeoutSeconds: values['command-timeout']
  }
}

/** The services that are kept running, in their order. */
export function listLasting({ steps }: Pick<ComposeSettings, 'steps'>): readonly string[] {
  return steps.flatMap((step) => (step.kind === 'one-shot' ? [] : step.kind === 'up' ? step.services : [step.service]))
}

/** `/srv/Video API` gives `video-api`. */
function nameProject(path: string): string {
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  const name = last.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')
  return name === '' ? 'app' : name
}

function parseStartFirst(item: string, services: readonly ComposeService[]): StartFirst {
  const [, service = item, port] = /^(.*?)(?::(\d+))?$/.exec(item) ?? []
  if (port !== undefined) return { service, port: Number(port) }
  const found = services.find(({ name }) => name === service)
  return found !== undefined && findTraefikRoute(found, services) !== undefined ? { service, port: undefined, byLabels: true } : { service, port: undefined }
}
