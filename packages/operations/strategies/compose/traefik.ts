import type { ComposeService, Label, Located } from './compose-file.ts'

/** How Traefik finds a service by its labels, as far as the compose files tell. */
export interface TraefikRoute {
  /** The line by which it does. */
  readonly place: string
  /** The line that lets Traefik ask another container when one is gone; undefined when a router of the service has none. */
  readonly retryPlace: string | undefined
}

/** Undefined for a service of which Traefik is told nothing. Names of its labels may be written in any case. */
export function findTraefikRoute({ labels }: Pick<ComposeService, 'labels'>, all: readonly Pick<ComposeService, 'labels'>[]): TraefikRoute | undefined {
  const enabled = labels.find(({ value }) => isNamed(value, /^traefik\.enable$/))
  if (enabled?.value.value.toLowerCase() === 'false') return undefined
  const found = enabled ?? labels.find(({ value }) => isNamed(value, /^traefik\.(http|tcp|udp)\.(routers|services)\./))
  return found === undefined ? undefined : { place: found.place, retryPlace: findRetry(labels, all.flatMap((service) => service.labels)) }
}

function isNamed({ name }: Label, pattern: RegExp): boolean {
  return pattern.test(name.toLowerCase())
}

/** Of the first router, when each of them has one. */
function findRetry(own: readonly Located<Label>[], all: readonly Located<Label>[]): string | undefined {
  const retries = new Map(all.flatMap((label) => nameRetry(label)))
  const places = new Map<string, string | undefined>()
  for (const { value } of own) {
    const [, router, option] = /^traefik\.http\.routers\.([^.]+)\.(.+)$/.exec(value.name.toLowerCase()) ?? []
    if (router === undefined) continue
    const named = option === 'middlewares' ? value.value.split(',').map((name) => name.trim().toLowerCase().replace(/@docker$/, '')) : []
    places.set(router, places.get(router) ?? named.map((name) => retries.get(name)).find((place) => place !== undefined))
  }
  return [...places.values()].includes(undefined) ? undefined : [...places.values()][0]
}

/** One attempt is none again. */
function nameRetry({ value: { name, value }, place }: Located<Label>): readonly (readonly [string, string])[] {
  const [, middleware] = /^traefik\.http\.middlewares\.([^.]+)\.retry\.attempts$/.exec(name.toLowerCase()) ?? []
  return middleware === undefined || Number(value) < 2 ? [] : [[middleware, place]]
}
