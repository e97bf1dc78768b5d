import { script, type CarryImageStep, type RunStep } from '../../../core/index.ts'
import type { StrategyTarget } from '../strategy-plan.ts'
import { BRING_PROGRAM } from './bring-images.ts'
import { carrySteps, type Carriage } from './carry.ts'
import { composeIn, liveFolder, projectFolder, recordsFolder, stagedFolder } from './compose-place.ts'
import { PIN_PROGRAM } from './pin-images.ts'
import type { ComposeSource } from './read-source.ts'
import { removeImages } from './remove-images.ts'

/** A pull or a build of everything. */
const IMAGES_SECONDS = 3600
const PIN_SECONDS = 300

/** Exit code for too little space on the disk of the engine. */
const DISK_FULL_EXIT_CODE = 28

/** Brings the images to the host and notes exactly what the release runs. Nothing that is live is touched. */
export function prepareSteps(source: ComposeSource, { host, place, uploadSeconds }: StrategyTarget, carriages: readonly Carriage[]): readonly (RunStep | CarryImageStep)[] {
  const { settings, login } = source
  const { paths, id } = place
  const folder = stagedFolder(paths, id)
  const records = recordsFolder(paths)
  const compose = { ...composeIn(folder, settings), ...(login === undefined ? {} : { stdin: login.password }) }
  const project = projectFolder(folder, settings.files)
  const step = { kind: 'run', host, phase: 'prepare', effect: 'write' } as const
  const named = [listProfiles(source), source.oneShots.join(' ')]
  const carried = carriages.flatMap(({ image, found }) => image.services.map((service) => ({ service, found })))
  return [
    {
      ...step,
      id: 'bring-images',
      title: `Bring the images of ${settings.project}`,
      command: script(BRING_PROGRAM, [`${records}/${id}`, project, ...named, login?.username ?? '', login?.registry ?? '', ...carried.map(({ service }) => service)], compose),
      timeoutSeconds: IMAGES_SECONDS,
      failures: { [DISK_FULL_EXIT_CODE]: { code: 'DK_DISK_FULL', remedy: 'Free space where Docker keeps its images (docker system df); nothing has been changed' } },
      undo: { title: 'Remove images that no release needs', command: removeImages(paths, settings.project, id), timeoutSeconds: PIN_SECONDS }
    },
    // The undo of the step before removes these as well.
    ...carrySteps(carriages, { host, uploadSeconds }),
    {
      ...step,
      id: 'pin-images',
      title: 'Note the images and files that the release runs',
      command: script(PIN_PROGRAM, [records, id, settings.project, project, folder, liveFolder(paths), ...named, ...carried.map(({ service, found }) => `${service}=${found}`)], composeIn(folder, settings)),
      timeoutSeconds: PIN_SECONDS
    }
  ]
}

/** Compose leaves out a service with a profile unless it is asked for. */
function listProfiles({ services, oneShots, settings }: ComposeSource): string {
  const started = settings.steps.flatMap((step) => (step.kind === 'start-first' ? [step.service] : []))
  return [...new Set(services.filter(({ name }) => [...oneShots, ...started].includes(name)).flatMap(({ profiles }) => profiles))].join(' ')
}
