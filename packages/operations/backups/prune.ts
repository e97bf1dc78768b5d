import { defineInputs, defineOperation, renderSize, sealPlan, type InputValues, type Observer, type Plan, type Step } from '../../core/index.ts'
import { backupPlaceInputs, retentionInputs } from '../backup/backup-inputs.ts'
import { storedBytesOf } from '../backup/manifest.ts'
import { backupsFolder } from '../backup/observe.ts'
import { askRetention, pruneBackups, type BackupDecision } from '../backup/retention.ts'
import { retentionOf } from '../backup/retention-of.ts'
import { cutoverInputs } from '../cutover-inputs.ts'
import { lockForData } from '../tools/lock.ts'
import { observeBackups, type BackupsOfHost } from './observe.ts'

const pruneInputs = defineInputs({ ...backupPlaceInputs, ...retentionInputs, 'lock-wait': cutoverInputs['lock-wait'] })

type PruneValues = InputValues<typeof pruneInputs>

interface Decided extends BackupsOfHost {
  readonly decisions: readonly BackupDecision[]
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
  const found = await observeBackups(values, observer)
  return await Promise.all(
    found.map(async ({ host, folder }) => {
      const order = { rules: retentionOf(values), now: folder.clock, isSmallerAccepted: values['accept-smaller'] }
      return { host, folder, decisions: folder.backups.length === 0 ? [] : await observer.ask(host, askRetention(backupsFolder(values), order)) }
    })
  )
}

function planPrune(values: PruneValues, hosts: readonly Decided[]): Plan {
  const doomed = ({ decisions }: Decided): readonly string[] => decisions.filter(({ keep }) => !keep).map(({ id }) => id)
  return sealPlan({
    operation: 'backups prune',
    title: `Remove ${hosts.reduce((sum, host) => sum + doomed(host).length, 0)} backups of ${values.path}`,
    hosts: hosts.map(({ host }) => host),
    tables: [
      {
        title: 'Backups',
        columns: ['host', 'backup', 'size', 'what happens', 'why'],
        rows: hosts.flatMap(({ host, folder, decisions }) =>
          decisions.map(({ id, keep, reason }) => {
            const kept = folder.backups.find(({ manifest }) => manifest.id === id)
            return [host, id, kept === undefined ? '' : renderSize(storedBytesOf(kept.manifest)), keep ? 'stays' : 'REMOVED', reason]
          })
        )
      }
    ],
    notes: [],
    problems: [],
    phases: ['prune'],
    steps: hosts.flatMap((host): readonly Step[] => {
      const ids = doomed(host)
      if (ids.length === 0) return []
      return [
        {
          kind: 'run',
          id: 'prune-backups',
          title: `Remove ${ids.join(', ')}`,
          host: host.host,
          phase: 'prune',
          effect: 'write',
          repeatable: true,
          command: pruneBackups(backupsFolder(values), { rules: retentionOf(values), isSmallerAccepted: values['accept-smaller'] }, ids),
          timeoutSeconds: 900
        }
      ]
    }),
    onFailure: 'stop',
    journals: {},
    probes: [],
    live: {},
    outputs: {},
    answer: Object.fromEntries(hosts.map(({ host, decisions }) => [host, decisions]))
  })
}
