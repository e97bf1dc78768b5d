import type { ComposeService } from './compose-file.ts'
import { resolveMount, type Refusal } from './mounts.ts'
import type { ComposeSource } from './read-source.ts'

/** Why two containers of a service cannot run at a time, with the line that is the reason; undefined when they can. */
export function findObstacle({ ports, containerName, hostNetwork, mounts }: ComposeService): string | undefined {
  const [port] = ports
  if (port !== undefined) return `publishes port ${port.value} of the host (${port.place})`
  if (containerName !== undefined) return `has the container_name ${containerName.value} (${containerName.place})`
  if (hostNetwork !== undefined) return `uses the network of the host (${hostNetwork.place})`
  const written = mounts.find(({ value }) => value.kind === 'volume' && !value.isReadOnly)
  return written === undefined ? undefined : `writes to the volume ${written.value.text} (${written.place})`
}

/** How a service is replaced, why so, and for how long it is down. */
export function tellReplacement(service: ComposeService, { settings, oneShots }: ComposeSource): readonly [string, string, string] {
  if (oneShots.includes(service.name)) return ['one-shot', 'runs to its end once per release, before the others', 'none']
  const first = settings.steps.find((step) => step.kind === 'start-first' && step.service === service.name)
  if (first !== undefined && first.kind === 'start-first') {
    return ['start-first', first.port === undefined ? 'named in start-first' : `${settings.proxy ?? ''} is led to the new container when it is healthy`, 'none']
  }
  return ['stop-first', findObstacle(service) ?? 'is not named in start-first', `its stop (at most ${service.stopPeriod}) and its start`]
}

/** The reasons to refuse, each with the line of the compose file. */
export function findStartFirstProblems({ services, settings, keptPaths }: ComposeSource): readonly Refusal[] {
  const first = settings.steps.flatMap((step) => (step.kind === 'start-first' ? [step] : []))
  const blocked = first.flatMap(({ service }) => {
    const found = services.find(({ name }) => name === service)
    const obstacle = found === undefined ? undefined : findObstacle(found)
    return obstacle === undefined ? [] : [{ message: `${service} cannot be started beside itself: it ${obstacle}`, remedy: 'Take it out of start-first, or take away that line' }]
  })
  return first.some(({ port }) => port !== undefined) ? [...blocked, ...findProxyProblems({ services, settings, keptPaths })] : blocked
}

function findProxyProblems({ services, settings, keptPaths }: Pick<ComposeSource, 'services' | 'settings' | 'keptPaths'>): readonly Refusal[] {
  const { proxy, upstreams } = settings
  if (proxy === undefined) return [{ message: 'start-first names a port, but no proxy is given that could be led to it', remedy: 'Set proxy to the service that is nginx or Caddy, or take away the port' }]
  if (!keptPaths.some((path) => path.replace(/\/+$/, '') === upstreams)) {
    return [{ message: `The folder ${upstreams} is neither shared nor protected: it must stay when releases come and go`, remedy: `Add ${upstreams}/ to shared-paths (layout releases) or protected-paths (in-place)` }]
  }
  const found = services.find(({ name }) => name === proxy)
  const isMounted = found?.mounts.some(({ value }) => resolveMount(value, settings.files) === upstreams) === true
  if (found === undefined || isMounted) return []
  const remedy = `Mount it: ./${upstreams}:/etc/${upstreams}:ro, and write in nginx: resolver 127.0.0.11 valid=1s; include /etc/${upstreams}/<service>.address.conf; location / { proxy_pass http://$<service>_address; }, or in Caddy: reverse_proxy { import /etc/${upstreams}/<service>.caddy }`
  return [{ message: `${found.place}: ${proxy} does not mount ./${upstreams}, where it is told which containers serve`, remedy }]
}
