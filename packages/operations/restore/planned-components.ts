import { renderSize, type Table } from '../../core/index.ts'
import { describeBackup, volatileOf, volatileSizes, type PlannedBackup } from '../backup/backup-steps.ts'
import type { Component } from '../backup/component.ts'
import { storedBytesOf, type BackupManifest } from '../backup/manifest.ts'
import { backupsFolder } from '../backup/observe.ts'
import { restoredPart } from '../backup/restore-component.ts'
import type { RestoredPart } from '../backup/restored-part.ts'
import { suffixOf } from '../backup/source.ts'
import { normalizePath } from '../target-inputs.ts'
import { guardFolder, hostPaths, type HostPaths } from '../tools/host-paths.ts'
import type { LedgerRun } from '../tools/ledger.ts'
import { renderMoment } from '../tools/release-manifest.ts'
import type { DataFacts, DataValues } from './backup-facts.ts'

/** Data of a backup on its way back to one host: by a restore, or together with a release. */
export interface PlannedData {
  readonly host: string
  readonly paths: HostPaths
  /** Of the backup. */
  readonly folder: string
  readonly backup: BackupManifest
  /** Of this run, on the host. */
  readonly work: string
  /** Of the guard of this run, on the host. */
  readonly guard: string
  readonly parts: readonly { readonly name: string; readonly part: RestoredPart }[]
  readonly components: readonly Component[]
  readonly emergency: PlannedBackup | undefined
  /** Components of which there is nothing now. */
  readonly absent: readonly string[]
  readonly timeoutSeconds: number
}

export interface DataRun {
  readonly values: DataValues
  readonly facts: { readonly runId: string; readonly run: LedgerRun }
}

/** Undefined when there is no backup. */
export function describeData(host: string, found: DataFacts, { values, facts }: DataRun): PlannedData | undefined {
  const { backup, chosen, looks, project, opened } = found
  if (backup === undefined) return undefined
  const { manifest } = backup
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const work = `${paths.kit}/restores/${facts.runId}`
  const folder = `${backupsFolder(values)}/${manifest.id}`
  const place = { manifest, folder, work, suffix: suffixOf(manifest.codec, manifest.recipients.length > 0), runId: facts.runId, root: paths.root, project, opened }
  const present = chosen.components.filter(({ name }) => looks[name]?.problem === undefined)
  return {
    ...{ host, paths, folder, backup: manifest, work, guard: guardFolder(paths, facts.runId) },
    components: chosen.components,
    parts: chosen.components.map((component) => ({ name: component.name, part: restoredPart(component, place) })),
    emergency: values['unsafe-skip-emergency-backup'] || present.length === 0 ? undefined : describeEmergency(host, found, { values, facts, present }),
    absent: chosen.components.filter(({ name }) => looks[name]?.problem !== undefined).map(({ name }) => name),
    timeoutSeconds: values['backup-timeout']
  }
}

function describeEmergency(host: string, found: DataFacts, { values, facts, present }: DataRun & { readonly present: readonly Component[] }): PlannedBackup {
  return describeBackup(host, found, {
    type: 'emergency',
    name: undefined,
    components: present,
    paths: hostPaths(normalizePath(values.path), values.layout),
    backups: backupsFolder(values),
    recipients: values.recipients ?? found.backup?.manifest.recipients ?? [],
    compare: 'rows',
    timeoutSeconds: values['backup-timeout'],
    runId: facts.runId,
    run: facts.run,
    retention: undefined,
    isSmallerAccepted: false
  })
}

/** What becomes of what is there now, and what nobody could keep. */
export function noteData({ host, emergency, absent }: PlannedData, values: DataValues): readonly string[] {
  return [
    ...(emergency === undefined ? [] : [`${host}: what is there now is backed up before, as ${emergency.head.id}`]),
    ...(values['unsafe-skip-emergency-backup'] ? [`${host}: what is there now is NOT backed up before`] : []),
    ...(absent.length === 0 ? [] : [`${host}: of ${absent.join(', ')} there is nothing now that could be backed up`])
  ]
}

/** How to take it back, told when it has succeeded. */
export function tellWayBack({ host, emergency }: PlannedData): readonly string[] {
  if (emergency === undefined) return []
  const { id } = emergency.head
  return [`${host}: what was there before is kept as ${id}; to go back to it: deploy-kit restore --backup ${id}`]
}

/** What differs from run to run although nothing that matters differs. */
export function volatileData({ emergency }: PlannedData, { looks, opened }: DataFacts): readonly string[] {
  return [...(emergency === undefined ? [] : volatileOf(emergency, looks)), ...volatileSizes(looks), opened.headers]
}

/** Of all hosts. */
export function tableData(hosts: readonly { readonly host: string; readonly found: DataFacts }[]): Table {
  return {
    title: 'What is restored',
    columns: ['host', 'backup', 'made (UTC)', 'component', 'kind', 'now'],
    rows: hosts.flatMap(({ host, found: { backup, chosen, looks } }) =>
      chosen.components.map(({ name, kind }) => {
        const look = looks[name]
        const now = look === undefined ? '' : look.problem === undefined ? renderSize(look.bytes) : look.isAbsent ? 'nothing' : look.problem
        const size = backup === undefined ? '' : ` (${renderSize(storedBytesOf(backup.manifest))})`
        return [host, `${backup?.manifest.id ?? ''}${size}`, backup === undefined ? '' : renderMoment(backup.manifest.createdAt), name, kind, now]
      })
    )
  }
}
