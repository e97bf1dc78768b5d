import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml'
import { DeployKitError } from '../../../core/index.ts'
import { interpolate } from './interpolate.ts'
import { parseMount, parsePort, toList, toRecord, toText, type Mount } from './service-parts.ts'

/** Something in a compose file that decides, and where it stands. */
export interface Located<T = string> {
  readonly value: T
  /** `compose.yaml:12`. */
  readonly place: string
}

export interface Label {
  readonly name: string
  readonly value: string
}

/** Of a service what a plan has to know; Compose itself reads the rest on the host. */
export interface ComposeService {
  readonly name: string
  readonly image: string | undefined
  readonly isBuilt: boolean
  /** Ports of the host that are always the same, as they are written. */
  readonly ports: readonly Located[]
  readonly containerName: Located | undefined
  readonly hostNetwork: Located | undefined
  readonly mounts: readonly Located<Mount>[]
  readonly labels: readonly Located<Label>[]
  readonly dependsOn: readonly string[]
  readonly profiles: readonly string[]
  readonly hasRestartPolicy: boolean
  readonly hasHealthcheck: boolean
  readonly replicas: number
  /** As it is written; Docker waits 10 s otherwise. */
  readonly stopPeriod: string
  readonly place: string
}

export interface ComposeText {
  /** Of the file, in the source. */
  readonly name: string
  readonly text: string
}

/** The services of compose files, later files over earlier ones. Throws DK_SOURCE_INVALID. */
export function parseComposeFiles(texts: readonly ComposeText[], variables: ReadonlyMap<string, string>): readonly ComposeService[] {
  const services = new Map<string, ComposeService>()
  for (const service of texts.flatMap((text) => parseComposeFile(text, variables))) {
    const before = services.get(service.name)
    services.set(service.name, before === undefined ? service : mergeServices(before, service))
  }
  return [...services.values()]
}

function parseComposeFile({ name, text }: ComposeText, variables: ReadonlyMap<string, string>): readonly ComposeService[] {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, merge: true, logLevel: 'error' })
  const problem = document.errors[0]
  if (problem !== undefined) throw unreadable(name, problem.message.split('\n')[0] ?? '')
  const content = toRecord(interpolateAll(document.toJS({ maxAliasCount: 1000 }), variables))
  const place = placesIn(name, document, lineCounter)
  return Object.entries(toRecord(content['services'])).map(([service, definition]) => parseService(service, toRecord(definition), place))
}

function unreadable(name: string, reason: string): DeployKitError {
  return new DeployKitError('DK_SOURCE_INVALID', { message: `${name} cannot be read: ${reason}`, remedy: 'Look at it with: docker compose config' })
}

type Place = (path: readonly (string | number)[]) => string

/** The line of what is at a path of keys, or of the nearest thing around it that has one (what an anchor brought has none). */
function placesIn(name: string, document: Document, lineCounter: LineCounter): Place {
  return (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = findOffset(document, path.slice(0, length))
      if (offset !== undefined) return `${name}:${lineCounter.linePos(offset).line}`
    }
    return name
  }
}

function findOffset(document: Document, path: readonly (string | number)[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  const key = path.at(-1)
  const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === key) : undefined
  const node = pair === undefined ? document.getIn(path, true) : pair.key
  return isNode(node) ? node.range?.[0] : undefined
}

function parseService(name: string, definition: Readonly<Record<string, unknown>>, place: Place): ComposeService {
  const at = (...path: readonly (string | number)[]): string => place(['services', name, ...path])
  const located = (key: string): Located | undefined => {
    const value = toText(definition[key])
    return value === undefined ? undefined : { value, place: at(key) }
  }
  const network = located('network_mode')
  const deploy = toRecord(definition['deploy'])
  return {
    name,
    image: toText(definition['image']),
    isBuilt: definition['build'] !== undefined,
    ports: toList(definition['ports']).flatMap((port, index) => parsePort(port).map((value) => ({ value, place: at('ports', index) }))),
    containerName: located('container_name'),
    hostNetwork: network?.value === 'host' ? network : undefined,
    mounts: toList(definition['volumes']).flatMap((mount, index) => parseMount(mount).map((value) => ({ value, place: at('volumes', index) }))),
    labels: parseLabels(definition['labels'], (key) => at('labels', key)),
    dependsOn: parseDependsOn(definition['depends_on']),
    profiles: toList(definition['profiles']).map(String),
    hasRestartPolicy: ![undefined, 'no'].includes(toText(definition['restart'])) || toRecord(deploy['restart_policy'])['condition'] !== undefined,
    hasHealthcheck: isHealthcheck(definition['healthcheck']),
    replicas: Number(toText(definition['scale']) ?? toText(deploy['replicas']) ?? 1) || 1,
    stopPeriod: toText(definition['stop_grace_period']) ?? '10s',
    place: at()
  }
}

/** One can also be told that there is none. */
function isHealthcheck(value: unknown): boolean {
  const { disable, test } = toRecord(value)
  return value !== undefined && disable !== true && toText(toList(test)[0]) !== 'NONE'
}

function parseLabels(value: unknown, place: (key: string | number) => string): readonly Located<Label>[] {
  if (!Array.isArray(value)) return Object.entries(toRecord(value)).map(([name, text]) => ({ value: { name, value: toText(text) ?? '' }, place: place(name) }))
  return value.map(String).map((line, index) => {
    const [, name = line, text = ''] = /^([^=]*)=(.*)$/s.exec(line) ?? []
    return { value: { name, value: text }, place: place(index) }
  })
}

function parseDependsOn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : Object.keys(toRecord(value))
}

/** As Compose merges them, as far as the plan goes: lists grow, a mount replaces the one at the same place. */
function mergeServices(before: ComposeService, after: ComposeService): ComposeService {
  const targets = after.mounts.map(({ value }) => value.target)
  const names = after.labels.map(({ value }) => value.name)
  return {
    ...after,
    image: after.image ?? before.image,
    isBuilt: after.isBuilt || before.isBuilt,
    ports: [...before.ports, ...after.ports],
    containerName: after.containerName ?? before.containerName,
    hostNetwork: after.hostNetwork ?? before.hostNetwork,
    mounts: [...before.mounts.filter(({ value }) => !targets.includes(value.target)), ...after.mounts],
    labels: [...before.labels.filter(({ value }) => !names.includes(value.name)), ...after.labels],
    dependsOn: [...new Set([...before.dependsOn, ...after.dependsOn])],
    profiles: after.profiles.length > 0 ? after.profiles : before.profiles,
    hasRestartPolicy: after.hasRestartPolicy || before.hasRestartPolicy,
    hasHealthcheck: after.hasHealthcheck || before.hasHealthcheck,
    replicas: Math.max(before.replicas, after.replicas),
    stopPeriod: after.stopPeriod === '10s' ? before.stopPeriod : after.stopPeriod,
    place: before.place
  }
}

function interpolateAll(value: unknown, variables: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return interpolate(value, variables)
  if (Array.isArray(value)) return value.map((item) => interpolateAll(item, variables))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, interpolateAll(member, variables)]))
}
