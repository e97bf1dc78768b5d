import { defineInputs, defineOperation, renderSize, type InputValues, type Observer } from '../../core/index.ts'
import { backupPlaceInputs } from '../backup/backup-inputs.ts'
import { answerPlan } from '../tools/answer-plan.ts'
import { renderMoment } from '../tools/release-manifest.ts'
import { describePromise } from '../schedule/promise.ts'
import { readSettings, type ScheduleSettings } from '../schedule/settings.ts'
import { copiesOfInput, storageInputs } from '../storage/storage-inputs.ts'
import { normalizePath } from '../target-inputs.ts'
import { hostPaths } from '../tools/host-paths.ts'
import { describeCopies, placeBackups, renderAge } from './describe-backup.ts'
import { observeAnywhere, type BackupsAnywhere } from './observe.ts'

interface Listed extends BackupsAnywhere {
  readonly schedule: ScheduleSettings | undefined
}

const listInputs = defineInputs({ ...backupPlaceInputs, ...storageInputs, ...copiesOfInput })

async function observeListed(values: InputValues<typeof listInputs>, observer: Observer): Promise<readonly Listed[]> {
  const { kit } = hostPaths(normalizePath(values.path), values.layout)
  const found = await observeAnywhere(values, observer)
  return await Promise.all(found.map(async (host) => ({ ...host, schedule: await observer.ask(host.host, readSettings(kit)) })))
}

export const backupsList = defineOperation({
  name: 'backups list',
  summary: 'List the backups on the hosts and in the storage: of when they are, what they hold, and when they were last verified and restored for a trial',
  inputs: listInputs,
  outputs: {},
  examples: [{ command: 'backups list --environment production', does: 'lists what can be restored' }],
  danger: 'read-only',
  isAction: false,
  observe: observeListed,
  plan: (values, found) =>
    answerPlan({
      operation: 'backups list',
      title: `Backups of ${values.path}`,
      hosts: found.map(({ host }) => host),
      tables: [
        {
          title: 'Backups',
          columns: ['host', 'backup', 'where', 'made (UTC)', 'components', 'size', 'sealed', 'last verified', 'last drilled', 'notes'],
          rows: found.flatMap(({ host, folder, copies }) =>
            placeBackups({ folder, copies }).map((backup) => [
              host,
              backup.id,
              backup.where,
              renderMoment(backup.createdAt * 1000),
              backup.components.join(' '),
              renderSize(backup.bytes),
              backup.isSealed ? 'yes' : 'no',
              renderAge(backup.lastVerified, folder.clock),
              renderAge(backup.lastDrilled, folder.clock),
              [...(backup.pin === undefined ? [] : [`pinned: ${backup.pin}`]), ...(backup.problem === undefined ? [] : [`DAMAGED: ${backup.problem}`])].join('; ')
            ])
          )
        }
      ],
      notes: found.flatMap(({ host, folder, copies, schedule }) => [
        ...(schedule === undefined ? [] : [`${host}: ${describePromise(schedule, folder)}`]),
        ...describeCopies({ host, copies }),
        ...(placeBackups({ folder, copies }).length === 0 ? [`${host}: there is no backup`] : []),
        ...folder.damaged.map((name) => `${host}: ${name} is DAMAGED: its manifest is not what was published, so it is never restored by deploy-kit, nor removed`),
        ...folder.foreign.map((name) => `${host}: ${name} is no backup of deploy-kit, and is left alone`)
      ]),
      answer: Object.fromEntries(found.map((each) => [each.host, placeBackups(each)]))
    })
})
