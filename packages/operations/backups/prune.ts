import { defineInputs, defineOperation, renderSize, sealPlan, type InputValues, type Observer, type Plan, type Step } from '../../core/index.ts'
import { backupPlaceInputs, retentionInputs } from '../backup/backup-inputs.ts'
import { storedBytesOf } from '../backup/manifest.ts'
import { backupsFolder } from '../backup/observe.ts'
import { askRetention, pruneBackups, type BackupDecision } from '../backup/retention.ts'
import type { KeptBackup } from '../backup/read-backups.ts'
import { retentionOf } from '../backup/retention-of.ts'
import { cutoverInputs } from '../cutover-inputs.ts'
import { lockForData } from '../tools/lock.ts'
import { askCopyRetention } from '../storage/copy-retention.ts'
import { pruneCopiesStep } from '../storage/copy-steps.ts'
import { storageInputs } from '../storage/storage-inputs.ts'
import { describeCopies } from './describe-backup.ts'
import { observeAnywhere, type BackupsAnywhere } from './observe.ts'

const pruneInputs = defineInputs({ ...backupPlaceInputs, ...retentionInputs, ...storageInputs, 'lock-wait': cutoverInputs['lock-wait'] })

type PruneValues = InputValues<typeof pruneInputs>

interface Decided extends BackupsAnywhere {
  readonly decisions: readonly BackupDecision[]
  readonly copyDecisions: readonly BackupDecision[]
}

export const backupsPrune = defineOperation({
  name: 'backups prune',
  summary: 'Remove the backups that no rule keeps; says of each why it stays or goes',
  inputs: pruneInputs,
  outputs: {},
  examples: [{ command: 'backups prune --environment production --plan', does: 'says of every backup why it would stay or go' }],
  danger: 'destructive',
  isAction: false,
  lease: lockForData,
  observe: observeDecisions,
  plan: planPrune
})

async function observeDecisions(values: PruneValues, observer: Observer): Promise<readonly Decided[]> {
  const found = await observeAnywhere(values, observer)
  return await Promise.all(
    found.map(async ({ host, folder, copies }) => {
      const there = copies?.copies ?? []
      const order = { rules: retentionOf(values), now: folder.clock, isSmallerAccepted: values['accept-smaller'] }
      const [decisions, copyDecisions] = await Promise.all([
        folder.backups.length === 0 ? [] : observer.ask(host, askRetention(backupsFolder(values), order)),
        there.length === 0 ? [] : observer.ask(host, askCopyRetention(backupsFolder(values), there, order))
      ])
      return { host, folder, copies, decisions, copyDecisions }
    })
  )
}

function planPrune(values: PruneValues, hosts: readonly Decided[]): Plan {
  const doomed = (decisions: readonly BackupDecision[]): readonly string[] => decisions.filter(({ keep }) => !keep).map(({ id }) => id)
  const request = { rules: retentionOf(values), isSmallerAccepted: values['accept-smaller'] }
  return sealPlan({
    operation: 'backups prune',
    title: `Remove ${hosts.reduce((sum, host) => sum + doomed(host.decisions).length + doomed(host.copyDecisions).length, 0)} backups of ${values.path}`,
    hosts: hosts.map(({ host }) => host),
    tables: [
      {
        title: 'Backups',
        columns: ['host', 'backup', 'where', 'size', 'what happens', 'why'],
        rows: hosts.flatMap(({ host, folder, copies, decisions, copyDecisions }) => [
          ...decisions.map((decision) => describeDecision(host, { decision, where: 'host', kept: folder.backups })),
          ...copyDecisions.map((decision) => describeDecision(host, { decision, where: 'storage', kept: (copies?.copies ?? []).map(({ backup }) => backup) }))
        ])
      }
    ],
    notes: hosts.flatMap(describeCopies),
    problems: [],
    phases: ['prune'],
    steps: hosts.flatMap((host): readonly Step[] => {
      const ids = doomed(host.decisions)
      const copies = doomed(host.copyDecisions)
      const there = host.copies === undefined || copies.length === 0 ? [] : pruneCopiesStep(host.host, host.copies, { backups: backupsFolder(values), request, only: copies, phase: 'prune' })
      if (ids.length === 0) return there
      return [
        ...there,
        {
          kind: 'run',
          id: 'prune-backups',
          title: `Remove ${ids.join(', ')}`,
          host: host.host,
          phase: 'prune',
          effect: 'write',
          repeatable: true,
          command: pruneBackups(backupsFolder(values), request, ids),
          timeoutSeconds: 900
        }
      ]
    }),
    onFailure: 'stop',
    journals: {},
    probes: [],
    live: {},
    outputs: {},
    answer: Object.fromEntries(hosts.map(({ host, decisions, copyDecisions }) => [host, [...decisions, ...copyDecisions.map((decision) => ({ ...decision, where: 'storage' }))]]))
  })
}

interface Decision {
  readonly decision: BackupDecision
  readonly where: 'host' | 'storage'
  readonly kept: readonly KeptBackup[]
}

function describeDecision(host: string, { decision: { id, keep, reason }, where, kept }: Decision): readonly string[] {
  const found = kept.find(({ manifest }) => manifest.id === id)
  return [host, id, where, found === undefined ? '' : renderSize(storedBytesOf(found.manifest)), keep ? 'stays' : 'REMOVED', reason]
}
