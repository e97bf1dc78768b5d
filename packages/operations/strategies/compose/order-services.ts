import type { ComposeService } from './compose-file.ts'

/** Services that are made to run at a time; one after the other when each is `start-first`. */
export type ComposeStep =
  | { readonly kind: 'up'; readonly services: readonly string[] }
  | { readonly kind: 'one-shot'; readonly service: string }
  | ({ readonly kind: 'start-first'; readonly replicas: number } & StartFirst)

export interface StartFirst {
  readonly service: string
  /** The one that it listens on in its container, when the proxy leads to it. */
  readonly port: number | undefined
  /** Traefik finds its containers by their labels, without being led to them. */
  readonly byLabels?: boolean
}

export interface Orders {
  readonly oneShots: readonly string[]
  readonly startFirst: readonly StartFirst[]
}

/**
 * First what the one-shot services need, then these; what the start-first services need, then these; then all others. So that a
 * new image that is broken is found out before a worker that runs the same image is stopped. Dependencies come before dependents.
 */
export function orderServices(services: readonly ComposeService[], { oneShots, startFirst }: Orders): readonly ComposeStep[] {
  const byName = new Map(services.map((service) => [service.name, service]))
  const started = services.filter(({ name, profiles }) => profiles.length === 0 || startFirst.some(({ service }) => service === name)).map(({ name }) => name)
  const special = new Set([...oneShots, ...startFirst.map(({ service }) => service)])
  const done = new Set<string>()
  const plain = (names: readonly string[]): readonly ComposeStep[] => {
    const left = names.filter((name) => !special.has(name) && !done.has(name) && byName.has(name))
    for (const name of left) done.add(name)
    return splitByDepth(left, byName).map((level) => ({ kind: 'up', services: level }))
  }
  const orderedFirst = splitByDepth(startFirst.map(({ service }) => service), byName).flat()
  return [
    ...plain(oneShots.flatMap((name) => listNeeded(name, byName))),
    ...oneShots.map((service) => ({ kind: 'one-shot', service }) as const),
    ...plain(orderedFirst.flatMap((name) => listNeeded(name, byName))),
    ...orderedFirst.flatMap((name) =>
      startFirst.filter(({ service }) => service === name).map((item) => ({ kind: 'start-first', ...item, replicas: byName.get(name)?.replicas ?? 1 }) as const)
    ),
    ...plain(started)
  ]
}

type Services = ReadonlyMap<string, ComposeService>

/** What a service depends on, and what these do. */
function listNeeded(name: string, services: Services, seen: ReadonlySet<string> = new Set()): readonly string[] {
  const direct = (services.get(name)?.dependsOn ?? []).filter((needed) => !seen.has(needed) && needed !== name)
  const more = new Set([...seen, ...direct])
  return [...new Set([...direct, ...direct.flatMap((needed) => listNeeded(needed, services, more))])]
}

/** Each level depends on those before it only. A circle, which Compose refuses, comes last as one. */
function splitByDepth(names: readonly string[], services: Services): readonly (readonly string[])[] {
  const left = new Set(names)
  const levels: (readonly string[])[] = []
  while (left.size > 0) {
    const free = [...left].filter((name) => !listNeeded(name, services).some((needed) => left.has(needed)))
    const level = free.length > 0 ? free : [...left]
    levels.push(level.toSorted())
    for (const name of level) left.delete(name)
  }
  return levels
}
