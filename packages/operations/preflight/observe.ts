import { DeployKitError, type InputValues, type Observer } from '../../core/index.ts'
import { normalizePath } from '../target-inputs.ts'
import type { HostFacts, PreflightFacts, SourceFacts } from './facts.ts'
import type { preflightInputs } from './inputs.ts'
import { readStrategyNeeds, type StrategyNeeds } from './strategy-needs.ts'
import { askStrategyHost } from './strategy-queries.ts'
import { readClock, readNoise, readPlace, readPorts, readSudo, readTools } from './queries.ts'
import { parseToolRequirement } from './tool-versions.ts'

type Values = InputValues<typeof preflightInputs>

/** What fails is a fact as well, so that all problems of all hosts are told at once. */
export async function observePreflight(values: Values, observer: Observer): Promise<PreflightFacts> {
  const template = values['env-template']
  const source = values.source
  const reading = orError(readStrategyNeeds(values, observer.local))
  const [strategy, sourceFacts, templateText, ...hosts] = await Promise.all([
    reading,
    source === undefined ? undefined : orError(measureSource(source, values, observer)),
    template === undefined ? undefined : orError(observer.local.readText(template)),
    ...observer.hosts.map(async (host) => orError(observeHost(host, { values, observer, strategy: await reading })))
  ])
  return {
    hosts: observer.hosts,
    source: sourceFacts,
    strategy,
    template: templateText,
    byHost: Object.fromEntries(observer.hosts.flatMap((host, index) => (hosts[index] === undefined ? [] : [[host, hosts[index]]])))
  }
}

async function orError<T>(asked: Promise<T>): Promise<T | DeployKitError> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof DeployKitError && error.code !== 'DK_CANCELLED') return error
    throw error
  }
}

async function measureSource(source: string, { exclude = [], include = [] }: Values, observer: Observer): Promise<SourceFacts> {
  const { entries } = await observer.local.readTree(source, { exclude, include })
  const sizeBytes = entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.sizeBytes : 0), 0)
  return { sizeBytes, entries: entries.length }
}

interface HostQuestion {
  readonly values: Values
  readonly observer: Observer
  readonly strategy: StrategyNeeds | DeployKitError | undefined
}

async function observeHost(host: string, { values, observer, strategy }: HostQuestion): Promise<HostFacts> {
  const path = normalizePath(values.path)
  const answers = await observer.askAll(host, {
    place: readPlace(path),
    tools: readTools(values['require-tools'].map(parseToolRequirement)),
    ports: readPorts(path, (values.ports ?? []).map(Number)),
    noise: readNoise(),
    strategy: askStrategyHost(strategy instanceof DeployKitError ? undefined : strategy),
    // Asking sudo is told to the administrators where it is not allowed: only when it will be used.
    ...(values['repair-permissions'] ? { sudo: readSudo(path) } : {})
  })
  const clock = await measureClock(host, observer)
  return { ...answers, sudo: 'sudo' in answers ? answers.sudo : undefined, ...clock }
}

/** A question of its own, so that neither the connection nor the other questions are in the measured time. */
async function measureClock(host: string, observer: Observer): Promise<Pick<HostFacts, 'roundTripMs' | 'clockAheadSeconds'>> {
  if (observer.now === undefined) return { roundTripMs: undefined, clockAheadSeconds: undefined }
  const askedAt = observer.now()
  const clock = await observer.ask(host, readClock())
  const roundTripMs = observer.now() - askedAt
  return { roundTripMs, clockAheadSeconds: Math.round(clock - (askedAt + roundTripMs / 2) / 1000) }
}
