import { renderDuration } from '../../../core/index.ts'
import type { ComposeService } from './compose-file.ts'
import { resolveMount, type Refusal } from './mounts.ts'
import type { StartFirst } from './order-services.ts'
import type { ComposeSource } from './read-source.ts'
import type { ReplacementTimes } from './replacement-times.ts'
import { findSingleWriter, listSharedMounts } from './single-writer.ts'
import { findTraefikRoute } from './traefik.ts'

/** Why two containers of a service cannot run at a time, with the line that is the reason; undefined when they can. */
export function findObstacle(service: ComposeService): string | undefined {
  const { ports, containerName, hostNetwork } = service
  const [port] = ports
  if (port !== undefined) return `publishes port ${port.value} of the host (${port.place})`
  if (containerName !== undefined) return `has the container_name ${containerName.value} (${containerName.place})`
  if (hostNetwork !== undefined) return `uses the network of the host (${hostNetwork.place})`
  return findSingleWriter(service)
}

/** What is known of a service on a host. */
export interface SeenService {
  readonly times?: ReplacementTimes | undefined
  /** What its containers tell Traefik now, as `name=value`; undefined when there are none. */
  readonly labels?: readonly string[] | undefined
}

/** How a service is replaced, why so, and for how long it is down. */
export function tellReplacement(service: ComposeService, source: ComposeSource, { times, labels }: SeenService = {}): readonly [string, string, string] {
  const { settings, oneShots } = source
  if (oneShots.includes(service.name)) return ['one-shot', 'runs to its end once per release, before the others', 'none']
  const first = settings.steps.find((step) => step.kind === 'start-first' && step.service === service.name)
  if (first?.kind === 'start-first' && first.byLabels === true && labels !== undefined && hasOtherLabels(service, labels)) {
    return ['stop-first', 'its labels change, and Traefik serves nobody while two containers differ in them', estimateDowntime(service, times)]
  }
  if (first?.kind === 'start-first') return ['start-first', ...tellStartFirst(service, source, first)]
  return ['stop-first', findObstacle(service) ?? 'is not named in start-first', estimateDowntime(service, times)]
}

/** Of what is only known on the host (a secret) nothing is said. */
function hasOtherLabels({ labels }: ComposeService, seen: readonly string[]): boolean {
  const told = labels.map(({ value: { name, value } }) => `${name}=${value}`).filter((label) => label.toLowerCase().startsWith('traefik.'))
  return !told.some((label) => label.includes('${')) && told.toSorted().join('\n') !== seen.toSorted().join('\n')
}

function tellStartFirst(service: ComposeService, { settings, services }: ComposeSource, { port }: StartFirst): readonly [string, string] {
  if (port !== undefined) return [`${settings.proxy ?? ''} is led to the new container when it is healthy`, 'none']
  const route = findTraefikRoute(service, services)
  if (route === undefined) return ['named in start-first', 'none']
  const why = `Traefik finds the new container by its labels when it is healthy (${route.place})`
  return [why, route.retryPlace === undefined ? 'requests to the old container while it ends' : `none: Traefik asks another container (${route.retryPlace})`]
}

/** Of a service that is stopped first. What was measured when it was replaced last is the best guess for the next time. */
export function estimateDowntime({ stopPeriod }: Pick<ComposeService, 'stopPeriod'>, { replacedSeconds, healthySeconds }: ReplacementTimes = {}): string {
  const stop = `its stop (at most ${stopPeriod})`
  if (replacedSeconds !== undefined && healthySeconds !== undefined) {
    return `about ${renderDuration(replacedSeconds + healthySeconds)}, as last time (${renderDuration(healthySeconds)} of it until it was healthy); its stop may take ${stopPeriod}`
  }
  if (healthySeconds !== undefined) return `${stop}, and about ${renderDuration(healthySeconds)} until it is healthy, as last time`
  if (replacedSeconds !== undefined) return `about ${renderDuration(replacedSeconds)} until it runs, as last time, and until it answers; its stop may take ${stopPeriod}`
  return `${stop} and its start`
}

/** The reasons to refuse, each with the line of the compose file. */
export function findStartFirstProblems(source: ComposeSource): readonly Refusal[] {
  const first = listStartFirst(source)
  const blocked = first.flatMap(({ service }) => {
    const obstacle = findObstacle(service)
    return obstacle === undefined ? [] : [{ message: `${service.name} cannot be started beside itself: it ${obstacle}`, remedy: 'Take it out of start-first, or take away that line' }]
  })
  const proxied = first.some(({ step }) => step.port !== undefined) ? findProxyProblems(source) : []
  return [...blocked, ...first.flatMap(({ service, step }) => findRouteProblems(service, step, source)), ...proxied]
}

function listStartFirst({ services, settings }: ComposeSource): readonly { readonly service: ComposeService; readonly step: StartFirst }[] {
  return settings.steps.flatMap((step) => (step.kind === 'start-first' ? services.filter(({ name }) => name === step.service).map((service) => ({ service, step })) : []))
}

/** Without a health check Traefik would take every container that runs for one that can answer. */
function findRouteProblems(service: ComposeService, { port }: StartFirst, { services }: ComposeSource): readonly Refusal[] {
  const route = port === undefined ? findTraefikRoute(service, services) : undefined
  if (route === undefined || service.hasHealthcheck) return []
  return [{ message: `${route.place}: Traefik finds ${service.name}, which has no healthcheck: it would lead requests to a container that cannot answer yet`, remedy: `Write a healthcheck for ${service.name}` }]
}

/** What start-first asks of the application, and nobody but its author can know. */
export function noteStartFirst(source: ComposeSource): readonly string[] {
  return listStartFirst(source).flatMap(({ service, step }) => {
    const shared = listSharedMounts(service).map(({ value, place }) => `${value.text} (${place})`)
    const route = step.port === undefined ? findTraefikRoute(service, source.services) : undefined
    const { name } = service
    return [
      ...(shared.length === 0 ? [] : [`two containers of ${name} write to ${shared.join(', ')} while it is replaced: they must not harm each other there`]),
      ...(route === undefined || route.retryPlace !== undefined
        ? []
        : [`requests that Traefik leads to the old container of ${name} while it ends fail, unless it goes on answering for some seconds after SIGTERM: label its router with a retry middleware (traefik.http.middlewares.${name}-retry.retry.attempts=5)`])
    ]
  })
}

function findProxyProblems({ services, settings, keptPaths }: ComposeSource): readonly Refusal[] {
  const { proxy, upstreams } = settings
  if (proxy === undefined) return [{ message: 'start-first names a port, but no proxy is given that could be led to it', remedy: 'Set proxy to the service that is nginx or Caddy, or take away the port' }]
  const found = services.find(({ name }) => name === proxy)
  if (found?.image !== undefined && /(^|\/)traefik(:|@|$)/.test(found.image)) {
    return [{ message: `${found.place}: ${proxy} is Traefik, which is not led to containers: it finds them by their labels`, remedy: 'Take away proxy and the port in start-first' }]
  }
  if (!keptPaths.some((path) => path.replace(/\/+$/, '') === upstreams)) {
    return [{ message: `The folder ${upstreams} is neither shared nor protected: it must stay when releases come and go`, remedy: `Add ${upstreams}/ to shared-paths (layout releases) or protected-paths (in-place)` }]
  }
  const isMounted = found?.mounts.some(({ value }) => resolveMount(value, settings.files) === upstreams) === true
  if (found === undefined || isMounted) return []
  const remedy = `Mount it: ./${upstreams}:/etc/${upstreams}:ro, and write in nginx: resolver 127.0.0.11 valid=1s; include /etc/${upstreams}/<service>.address.conf; location / { proxy_pass http://$<service>_address; }, or in Caddy: reverse_proxy { import /etc/${upstreams}/<service>.caddy }`
  return [{ message: `${found.place}: ${proxy} does not mount ./${upstreams}, where it is told which containers serve`, remedy }]
}
