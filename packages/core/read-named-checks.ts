import { askService, isOption, readHead, readTarget, told, type CheckPlace, type CheckReader } from './check-place.ts'
import { CheckOptions, SERVICE_NAME } from './check-options.ts'
import type { HttpCheck } from './health-check.ts'
import type { ServiceCheck } from './service-check.ts'

/** Well-known programs, which are asked as they want to be asked. */
export type NamedKind = 'postgres' | 'redis' | 's3' | 'celery' | 'flower' | 'prometheus' | 'grafana'

/** What looks after an application, and what works in its background: when it is away, the application still serves. */
export const OPTIONAL_KINDS: readonly string[] = ['celery', 'flower', 'prometheus', 'grafana'] satisfies readonly NamedKind[]

/** Starting Python and asking through the broker takes some seconds. */
const CELERY_SECONDS = 20

export const namedReaders: Readonly<Record<NamedKind, CheckReader>> = {
  postgres(words, place) {
    const { service, options } = readService('postgres', words, place)
    const [user, database] = [options.text('user'), options.text('database')]
    const question = { kind: 'postgres', ...(user === undefined ? {} : { user }), ...(database === undefined ? {} : { database }) } as const
    return askService(service, readHead(place, options, { title: `postgres ${service}` }), question)
  },
  redis(words, place) {
    const { service, options } = readService('redis', words, place)
    return askService(service, readHead(place, options, { title: `redis ${service}` }), { kind: 'redis' })
  },
  celery(words, place) {
    const { service, options } = readService('celery', words, place)
    const app = options.text('app')
    if (app === undefined) place.problems.push('needs app=MODULE, as celery -A has it: write celery worker app=video.tasks')
    const head = readHead(place, options, { title: `celery ${service}`, leastSeconds: CELERY_SECONDS })
    return askService(service, head, { kind: 'celery', app: app ?? '', node: options.text('node') ?? 'celery@%h' })
  },
  // An S3 server that is not MinIO refuses this, but answers.
  s3: readerOfHttp('s3', { example: 'storage:9000', path: '/minio/health/live', status: [[200, 499]] }),
  flower: readerOfHttp('flower', { example: 'flower:5555', path: '/healthcheck' }),
  prometheus: readerOfHttp('prometheus', { example: 'prometheus:9090', path: '/-/ready' }),
  grafana: readerOfHttp('grafana', { example: 'grafana:3000', path: '/api/health', body: '"database": "ok"' })
}

function readService(kind: NamedKind, words: readonly string[], place: CheckPlace): { readonly service: string; readonly options: CheckOptions } {
  const example = kind === 'celery' ? 'celery worker app=video.tasks' : `${kind} ${kind === 'postgres' ? 'db' : kind}`
  const target = place.replaceTarget(readTarget(words, place, example))
  if (target !== '' && !isOption(target) && !SERVICE_NAME.test(target)) {
    place.problems.push(`${JSON.stringify(target)} is not the name of a service: write ${example}`)
  }
  return { service: target, options: new CheckOptions(kind, words.slice(1), place.problems) }
}

interface HttpPreset {
  readonly example: string
  readonly path: string
  readonly status?: HttpCheck['status']
  readonly body?: string
}

function readerOfHttp(kind: NamedKind, preset: HttpPreset): CheckReader {
  return (words, place): ServiceCheck => {
    const example = `${kind} ${preset.example}`
    const target = place.replaceTarget(readTarget(words, place, example))
    const options = new CheckOptions(kind, words.slice(1), place.problems)
    const { service, origin } = told(place.problems, { service: '', origin: '' }, () => parseOrigin(target, example))
    const head = readHead(place, options, { title: `${kind} ${target}` })
    const url = `${origin}${preset.path}`
    const body = preset.body === undefined ? {} : { body: preset.body }
    return askService(service, head, { kind: 'http', ...head, url, from: 'host', status: preset.status ?? [[200, 299]], ...body })
  }
}

/** A service, its port, and the path that it has been put under. */
function parseOrigin(target: string, example: string): { readonly service: string; readonly origin: string } {
  const [, service = '', port = '', prefix = ''] = /^([A-Za-z0-9][A-Za-z0-9._-]*):(\d{1,5})((?:\/[\w.~-]+)*)\/?$/.exec(target) ?? []
  if (target !== '' && !isOption(target) && (Number(port) < 1 || Number(port) > 65_535)) {
    throw new RangeError(`${JSON.stringify(target)} is not a service and the port that it listens on: write ${example}`)
  }
  return { service, origin: `http://${service}:${port}${prefix}` }
}
