import { renderSize, version, type RunStep, type Step } from '../../core/index.ts'
import type { HostPaths } from '../tools/host-paths.ts'
import { appendLedger, type LedgerRun } from '../tools/ledger.ts'
import { renderMoment } from '../tools/release-manifest.ts'
import { beginBackup, publishBackup, removeFolder, renderNeeded, type Covering } from './backup-programs.ts'
import type { Component } from './component.ts'
import { nameBackup, slotLine, storedBytesOf, type BackupHead, type BackupType } from './manifest.ts'
import type { BackupHostFacts } from './observe.ts'
import { pruneBackups, type RetentionRequest, type RetentionRules } from './retention.ts'
import { renderRecovery } from './render-recovery.ts'
import { dumpOf } from './dump-component.ts'
import { CODECS, suffixOf, type Codec, type FingerprintLevel } from './source.ts'

/** All hosts have their backup before anything else begins. */
export const BACKUP_PHASE = 'backup'

const SHORT_SECONDS = 60
/** What a dead restore left may be large. */
const BEGIN_SECONDS = 600
/** Flushing may take its time on a busy disk. */
const PUBLISH_SECONDS = 900

/** One backup on one host, as it will be made. */
export interface PlannedBackup {
  readonly head: BackupHead
  readonly kit: string
  readonly backups: string
  readonly work: string
  readonly final: string
  readonly project: string | undefined
  /** About what it will need: `N bytes`, and as people read it. */
  readonly needed: string
  readonly about: string
  readonly covering: Covering
  readonly timeoutSeconds: number
  readonly ledger: string
  readonly retention: RetentionRequest | undefined
}

/** What is to be made. */
export interface BackupOrder {
  readonly type: BackupType
  /** Undefined: named by its type and the time. */
  readonly name: string | undefined
  readonly components: readonly Component[]
  readonly paths: HostPaths
  readonly backups: string
  readonly recipients: readonly string[]
  readonly compare: FingerprintLevel
  readonly timeoutSeconds: number
  readonly runId: string
  readonly run: LedgerRun
  /** What is removed when it is whole; undefined: nothing. */
  readonly retention: RetentionRules | undefined
  readonly isSmallerAccepted: boolean
}

export type BackupHost = Pick<BackupHostFacts, 'state' | 'folder' | 'project' | 'looks' | 'slot'> & {
  /** Of what is in the storage. */
  readonly copyNames?: readonly string[]
}

export function describeBackup(host: string, { state, folder, project, looks, slot, copyNames = [] }: BackupHost, order: BackupOrder): PlannedBackup {
  const { type, paths, backups, recipients, components } = order
  const taken = folder.backups.map(({ manifest }) => manifest.id)
  const id = order.name ?? nameBackup(type, folder.clock * 1000, [...taken, ...folder.foreign, ...folder.damaged, ...copyNames])
  const head: BackupHead = {
    schema: 1,
    id,
    type,
    createdAt: folder.clock * 1000,
    slot,
    host,
    path: paths.root,
    release: state.live,
    commit: state.releases.find((release) => release.id === state.live)?.manifest?.commit,
    codec: chooseCodec(folder.tools),
    recipients,
    fingerprint: order.compare,
    components,
    tool: `deploy-kit ${version}`,
    run: order.run
  }
  return {
    head,
    kit: paths.kit,
    backups,
    work: `${backups}/.partial-${order.runId}`,
    final: `${backups}/${id}`,
    project,
    ...tellNeeded(estimate(head, folder, looks)),
    covering: coverBackup(head),
    timeoutSeconds: order.timeoutSeconds,
    ledger: paths.ledger,
    retention: order.retention === undefined ? undefined : { rules: order.retention, isSmallerAccepted: order.isSmallerAccepted }
  }
}

function tellNeeded(bytes: number): Pick<PlannedBackup, 'needed' | 'about'> {
  return { needed: renderNeeded(bytes), about: renderSize(bytes) }
}

/** Of what is there, the one that is quickest. */
export function chooseCodec(tools: readonly string[]): Codec {
  return CODECS.find((codec) => tools.includes(codec)) ?? 'gzip'
}

/** Of what a database takes on the disk, a compressed dump is seldom more than a third (indexes are not in it). */
const FIRST_SHARE = 0.35
const GROWTH = 1.3

/** By the newest backup of the same parts, or else by their sizes. What is new of the objects of a bucket is known when it is listed: its dump looks by itself. */
function estimate({ components }: BackupHead, { backups }: BackupHost['folder'], looks: BackupHost['looks']): number {
  const names = components.map(({ name }) => name).join()
  const last = backups.find(({ manifest }) => manifest.components.map(({ name }) => name).join() === names)
  const dumped = components.filter(({ kind }) => kind !== 's3')
  if (last !== undefined) {
    const buckets = components.filter(({ kind }) => kind === 's3')
    return storedBytesOf({ files: last.manifest.files.filter(({ path }) => !buckets.some(({ name }) => path.startsWith(`${name}.pack-`))) }) * GROWTH
  }
  return dumped.reduce((sum, component) => sum + sizeOf(looks, component) * (component.kind === 'postgres' ? FIRST_SHARE : 1 + FIRST_SHARE), 0)
}

function sizeOf(looks: BackupHost['looks'], { name }: Component): number {
  const look = looks[name]
  return look !== undefined && 'bytes' in look ? look.bytes : 0
}

/** Everything that one host does for its backup. */
export function planBackupSteps({ head, kit, backups, work, final, project, needed, about, covering, timeoutSeconds, ledger, retention }: PlannedBackup): readonly Step[] {
  const { host, id, components, codec, recipients, fingerprint, path: root } = head
  const suffix = suffixOf(codec, recipients.length > 0)
  const step = (rest: Pick<RunStep, 'id' | 'title' | 'command' | 'timeoutSeconds'> & Partial<RunStep>): RunStep => ({
    kind: 'run',
    host,
    phase: BACKUP_PHASE,
    effect: 'write',
    ...rest
  })
  return [
    step({
      id: 'begin-backup',
      title: `Make room for ${id}: about ${about}`,
      command: beginBackup({ kit, backups, work, id }, needed, recipients),
      timeoutSeconds: BEGIN_SECONDS,
      undo: { title: 'Remove the unfinished backup', command: removeFolder(work), timeoutSeconds: SHORT_SECONDS }
    }),
    ...components.map((component) => {
      const { title, command, undo } = dumpOf(component, { work, codec, suffix, fingerprint, root, project })
      const undoing = undo === undefined ? {} : { undo: { title: 'Start what was stopped for it', command: undo, timeoutSeconds: BEGIN_SECONDS } }
      return step({ id: `dump-${component.name}`, title, command, timeoutSeconds, ...undoing })
    }),
    step({
      id: 'publish-backup',
      title: `Flush ${id} to the disk, and give it its name`,
      command: publishBackup({ work, final }, covering),
      timeoutSeconds: PUBLISH_SECONDS
    }),
    step({
      id: 'note-backup',
      title: 'Note it in the ledger',
      command: appendLedger(ledger, { operation: 'backup', outcome: 'backed-up', release: id, before: head.release, commit: head.commit, run: head.run }),
      timeoutSeconds: SHORT_SECONDS,
      optional: true
    }),
    ...(retention === undefined
      ? []
      : [step({ id: 'prune-backups', title: 'Remove the backups that nothing keeps', command: pruneBackups(backups, retention, []), timeoutSeconds: PUBLISH_SECONDS, optional: true })])
  ]
}

function coverBackup(head: BackupHead): Covering {
  return { head: JSON.stringify(head), slot: slotLine(head), recovery: renderRecovery(head, renderMoment(head.createdAt)) }
}

/** What of a planned backup differs from run to run although nothing that matters differs. */
export function volatileOf({ head, covering, needed, about }: PlannedBackup, looks: BackupHost['looks']): readonly string[] {
  return [covering.head, covering.slot, covering.recovery, head.id, needed, about, ...volatileSizes(looks)]
}

/** Sizes, as tables show them. */
export function volatileSizes(looks: BackupHost['looks']): readonly string[] {
  return Object.values(looks).flatMap((look) => (look.problem === undefined ? [renderSize(look.bytes)] : []))
}
