import type { Action, Control, HostPlace } from '../control.ts'
import { activateRelease } from './activate.ts'
import { listEvidence, servicesCheck } from './checks.ts'
import { askContainers, listServiceLogs } from './running-containers.ts'
import { servicesOf } from './service-checks.ts'
import { deactivateRelease, retireOthers } from './sweep.ts'
import type { ComposeSettings } from './settings.ts'

export function controlByCompose(settings: ComposeSettings, place: HostPlace): Control {
  const { project, timeoutSeconds } = settings
  const stop: Action = { title: `Stop the containers of ${place.id}`, command: deactivateRelease(settings, place) }
  return {
    strategy: 'compose',
    startBeside: undefined,
    checksBeside: () => [],
    activate: { title: `Start the services of ${project} as ${place.id} has them`, command: activateRelease(settings, place) },
    deactivate: stop,
    withdraw: stop,
    retire: { title: `Stop the old containers of ${project}`, command: retireOthers(settings, place) },
    checks: [servicesCheck(settings, place)],
    services: servicesOf(settings, place),
    evidence: listEvidence(settings, place),
    running: askContainers(settings, place),
    logs: (lines) => listServiceLogs(settings, place.host, lines),
    keepsOther: true,
    timeoutSeconds
  }
}
