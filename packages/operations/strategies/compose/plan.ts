import { renderCount, type Problem, type RunStep, type Table } from '../../../core/index.ts'
import type { StrategyPlan, StrategyTarget } from '../strategy-plan.ts'
import { carriageTable, findCarryProblems, planCarriages, tellWhole, type Carriage } from './carry.ts'
import { findMountProblems } from './mounts.ts'
import type { ComposeFacts } from './observe.ts'
import { prepareSteps } from './prepare.ts'
import type { ComposeSource } from './read-source.ts'
import { removeImages } from './remove-images.ts'
import { findStartFirstProblems, noteStartFirst, tellReplacement } from './replacement.ts'
import { retireOthers } from './sweep.ts'

export function planCompose(source: ComposeSource, facts: ComposeFacts, target: StrategyTarget): StrategyPlan {
  const { carried, settings } = source
  const carriages = carried === undefined || facts.images === undefined ? [] : planCarriages(carried, facts.images, settings.project)
  return {
    prepare: prepareSteps(source, target, carriages),
    finish: finishSteps(source, target),
    tables: [replacementTable(source, facts, target), ...(carriages.length > 0 ? [carriageTable(carriages, target.host)] : [])],
    notes: writeNotes(source, facts, target).map((note) => `${target.host}: ${note}`),
    problems: [...findProblems(source, facts, target), ...(facts.images === undefined ? [] : findCarryProblems(carriages, facts.images, target.host))],
    differs: hasOtherImages(source, facts, carriages)
  }
}

/** A tag may lead to another image than it did; what is carried is known. */
function hasOtherImages({ services }: ComposeSource, { images }: ComposeFacts, carriages: readonly Carriage[]): boolean {
  return services.some(({ name, image, isBuilt }) => {
    const carriage = carriages.find((found) => found.image.services.includes(name))
    if (carriage !== undefined) return images?.live[name] !== carriage.found
    return !isBuilt && image?.includes('@sha256:') !== true
  })
}

const QUICK_SECONDS = 600

function finishSteps({ settings }: ComposeSource, { host, place, live }: StrategyTarget): readonly RunStep[] {
  const step = { kind: 'run', host, phase: 'finish', effect: 'write', optional: true, timeoutSeconds: QUICK_SECONDS } as const
  // What another strategy has started is not retired by it.
  const isNew = live?.manifest?.strategy.strategy !== 'compose'
  return [
    ...(isNew ? [{ ...step, id: 'retire-others', title: `Stop other containers of ${settings.project}`, command: retireOthers(settings, place) }] : []),
    { ...step, id: 'remove-images', title: 'Remove images that no release needs', command: removeImages(place.paths, settings.project) }
  ]
}

function replacementTable(source: ComposeSource, { times, labels }: ComposeFacts, { host }: StrategyTarget): Table {
  return {
    title: `Services of ${source.settings.project} on ${host}, when they change`,
    columns: ['service', 'how it is replaced', 'why', 'expected downtime'],
    rows: source.services
      .filter(({ name }) => source.settings.steps.some((step) => (step.kind === 'up' ? step.services.includes(name) : step.service === name)))
      .map((service) => [service.name, ...tellReplacement(service, source, { times: times[service.name], labels: labels[service.name] })])
  }
}

function writeNotes(source: ComposeSource, { foreign, images }: ComposeFacts, { live }: StrategyTarget): readonly string[] {
  const { services, oneShots, leftOut, settings, carried } = source
  const withoutPolicy = services.filter(({ hasRestartPolicy, name, profiles }) => !hasRestartPolicy && !oneShots.includes(name) && profiles.length === 0).map(({ name }) => name)
  const notes: readonly (string | false | undefined)[] = [
    carried !== undefined && images !== undefined && tellWhole(carried, images),
    leftOut !== undefined && `${leftOut} is not used: name it in compose-files if it is meant for this host`,
    withoutPolicy.length > 0 && `without a restart policy, after a reboot ${withoutPolicy.join(', ')} will stay down: write restart: unless-stopped`,
    foreign.length > 0 && live?.manifest?.strategy.strategy !== 'compose' &&
      `takes over ${renderCount(foreign.length, 'container')} of the project ${settings.project}: each is made anew once, also a database (its volumes stay)`
  ]
  return [...notes.filter((note) => note !== false && note !== undefined), ...noteStartFirst(source)]
}

function findProblems(source: ComposeSource, facts: ComposeFacts, target: StrategyTarget): readonly Problem[] {
  const { host, live } = target
  const refused = [...findMountProblems(source, target), ...findStartFirstProblems(source)].map((problem): Problem => ({ code: 'DK_INPUT_INVALID', host, ...problem }))
  const before = live?.manifest?.strategy
  const isRenamed = before?.strategy === 'compose' && before.project !== source.settings.project
  return [
    ...findEngineProblems(facts, host),
    ...refused,
    ...(isRenamed
      ? [{ code: 'DK_INPUT_INVALID', host, message: `The live release is the project ${before.project}, not ${source.settings.project}: its volumes would be left behind`, remedy: `Set compose-project: ${before.project}` } as const]
      : [])
  ]
}

function findEngineProblems({ engine, compose, problem }: ComposeFacts, host: string): readonly Problem[] {
  if (engine === undefined) {
    return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `The user cannot use Docker on ${host}: ${problem}`, remedy: 'Install Docker, and on the host: sudo usermod -aG docker <user>' }]
  }
  if (compose === undefined || isOlder(compose, [2, 24])) {
    const found = compose === undefined ? 'is not installed' : `is ${compose}`
    return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `Docker Compose on ${host} ${found}; 2.24 or newer is needed`, remedy: 'Install the package docker-compose-plugin on the host' }]
  }
  return []
}

function isOlder(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, foundMajor = '0', foundMinor = '0'] = /^v?(\d+)\.(\d+)/.exec(version) ?? []
  return Number(foundMajor) < major || (Number(foundMajor) === major && Number(foundMinor) < minor)
}
