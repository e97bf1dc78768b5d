import type { Problem } from '../../core/index.ts'
import { serviceOf, type Component } from '../backup/component.ts'
import type { KeptBackup } from '../backup/read-backups.ts'
import { giveBack, listSwaps, noteArmed, swapSecondsOf } from '../restore/stage-and-give-back.ts'
import { describeData, type DataRun, type PlannedData } from '../restore/planned-components.ts'
import type { DataFacts } from '../restore/backup-facts.ts'
import type { HostPlace } from '../strategies/control.ts'
import { pauseOf, type Pause } from '../strategies/pause.ts'
import type { StrategySettings } from '../strategies/strategy.ts'
import type { CutoverData } from '../tools/cutover.ts'
import { renderMoment } from '../tools/release-manifest.ts'

/** One end of the rollback, and how it is run. */
export interface DataEnd {
  readonly settings: StrategySettings
  readonly place: HostPlace
}

/** The data that goes back together with the release, on one host. */
export interface DataBack {
  readonly data: PlannedData
  readonly cutover: CutoverData
  /** How what is live is stopped; undefined when nobody has said it. */
  readonly pause: Pause | undefined
}

interface Ends {
  readonly run: DataRun
  readonly from: DataEnd
  readonly to: DataEnd
}

/** Undefined when there is no backup. */
export function planDataBack(host: string, found: DataFacts, { run, from, to }: Ends): DataBack | undefined {
  const data = describeData(host, found, run)
  if (data === undefined) return undefined
  const except = data.components.flatMap((component) => serviceOf(component) ?? [])
  const [pause, pauseTarget] = [from, to].map(({ settings, place }) => pauseOf(settings, { place, record: `${data.work}/stopped`, except }))
  const stop = pause === undefined ? [] : [{ id: 'stop-writers', title: `Stop ${pause.title}`, command: pause.stop, timeoutSeconds: pause.timeoutSeconds }]
  return {
    data,
    pause,
    cutover: {
      armed: noteArmed(data),
      swap: [...stop, ...listSwaps(data)],
      back: giveBack(data, [pauseTarget?.stop, pause?.stop].filter((command) => command !== undefined)),
      backSeconds: (pause?.timeoutSeconds ?? 0) + (pauseTarget?.timeoutSeconds ?? 0) + swapSecondsOf(data)
    }
  }
}

/** What of a backup is no part of a release: what is, comes back with the release. */
export function withoutReleaseFiles(components: readonly Component[]): readonly Component[] {
  return components.flatMap((component): readonly Component[] => {
    if (component.kind !== 'files') return [component]
    const paths = component.paths.filter((path) => !/^(\.\/)*(current|releases)(\/|$)/.test(path))
    return paths.length === 0 ? [] : [{ ...component, paths }]
  })
}

/** What is lost is said before it is. */
export function describeLoss(host: string, { manifest }: KeptBackup, target: string): string {
  return `${host}: the data goes back with the release, to ${manifest.id}: what ${target} had at ${renderMoment(manifest.createdAt)} UTC. EVERYTHING that was written since is taken away`
}

export function findNothingLeft(host: string, { backup, chosen }: DataFacts): readonly Problem[] {
  if (backup === undefined || chosen.components.length > 0) return []
  const message = `${backup.manifest.id} holds nothing but files of a release, which come back with it`
  return [{ code: 'DK_BACKUP_UNKNOWN', host, message, remedy: 'Go back without with-data' }]
}
