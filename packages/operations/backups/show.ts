import { defineInputs, defineOperation, renderSize, text, type Problem } from '../../core/index.ts'
import { backupPlaceInputs } from '../backup/backup-inputs.ts'
import { BACKUP_ID } from '../backup/manifest.ts'
import type { BackupFolder, KeptBackup } from '../backup/read-backups.ts'
import { findBackupAnywhere } from '../storage/read-copies.ts'
import { copiesOfInput, storageInputs } from '../storage/storage-inputs.ts'
import { describeCopies, placeBackups } from './describe-backup.ts'
import { answerPlan } from '../tools/answer-plan.ts'
import { renderMoment } from '../tools/release-manifest.ts'
import { observeAnywhere } from './observe.ts'

/** Which backup is meant. */
export const namedBackupInput = defineInputs({
  backup: text({
    group: 'Backup',
    description: 'The backup that is meant. Default: the newest one of the hosts.',
    example: 'manual_20261121_070000',
    check: (id) => (BACKUP_ID.test(id) ? undefined : `is no name of a backup: ${JSON.stringify(id)}`)
  })
})

/** Also when it is there, and its manifest cannot be believed. */
export function noSuchBackup(host: string, id: string | undefined, { damaged }: Pick<BackupFolder, 'damaged'>): Problem {
  if (id !== undefined && damaged.includes(id)) {
    return { code: 'DK_BACKUP_DAMAGED', host, message: `The manifest of ${id} on ${host} is not what was published, or is missing`, remedy: 'Nothing that is live has been touched. Choose another one (deploy-kit backups list); what is left of it can be restored by hand: its RECOVERY.md says how' }
  }
  const message = id === undefined ? `There is no backup on ${host}` : `There is no backup ${id} on ${host}`
  return { code: 'DK_BACKUP_UNKNOWN', host, message, remedy: 'deploy-kit backups list shows all' }
}

export const backupsShow = defineOperation({
  name: 'backups show',
  summary: 'Show all that is known of a backup: its files, facts, and what was seen when it was looked at',
  inputs: defineInputs({ ...backupPlaceInputs, ...namedBackupInput, ...storageInputs, ...copiesOfInput }),
  outputs: {},
  examples: [{ command: 'backups show --environment production --backup manual_20261121_070000', does: 'shows one backup' }],
  danger: 'read-only',
  isAction: false,
  observe: observeAnywhere,
  plan: (values, hosts) => {
    const found = hosts.map(({ host, folder, copies }) => ({ host, folder, copies, found: findBackupAnywhere(folder, copies, values.backup) }))
    const shown = found.flatMap(({ host, folder, copies, found: one }) => {
      const where = placeBackups({ folder, copies }).find(({ id }) => id === one?.backup.manifest.id)?.where ?? ''
      return one === undefined ? [] : [{ host, where, backup: one.backup }]
    })
    return answerPlan({
      operation: 'backups show',
      title: `Backup ${values.backup ?? shown[0]?.backup.manifest.id ?? ''} of ${values.path}`,
      hosts: hosts.map(({ host }) => host),
      tables: [
        { title: 'About', columns: ['host', 'what', 'value'], rows: shown.flatMap(({ host, where, backup }) => [['where it is', where] as const, ...describe(backup)].map((row) => [host, ...row])) },
        {
          title: 'Files',
          columns: ['host', 'file', 'size', 'unpacked', 'SHA-256'],
          rows: shown.flatMap(({ host, backup }) =>
            backup.manifest.files.map(({ path, storedBytes, plainBytes, sha256 }) => [host, path, renderSize(storedBytes), renderSize(plainBytes), sha256])
          )
        },
        {
          title: 'Checks',
          columns: ['host', 'when (UTC)', 'kind', 'outcome', 'words'],
          rows: shown.flatMap(({ host, backup }) =>
            backup.checks.map(({ at, kind, passed, words }) => [host, renderMoment(at * 1000), kind, passed ? 'passed' : 'FAILED', words])
          )
        }
      ],
      problems: found.flatMap(({ host, folder, found: one }) => (one === undefined ? [noSuchBackup(host, values.backup, folder)] : [])),
      notes: hosts.flatMap(describeCopies),
      answer: Object.fromEntries(shown.map(({ host, backup }) => [host, backup]))
    })
  }
})

function describe({ manifest, pin }: KeptBackup): readonly (readonly [string, string])[] {
  const { id, type, createdAt, release, commit, codec, recipients, tool, run, facts } = manifest
  return [
    ['name', id],
    ['type', type],
    ['made (UTC)', renderMoment(createdAt)],
    ['by', `${run.who}${run.url === undefined ? '' : `, ${run.url}`}, with ${tool}`],
    ['release that was live', release ?? 'none'],
    ['commit', commit ?? ''],
    ['compressed with', codec],
    ['sealed for', recipients.length === 0 ? 'nobody: it is not encrypted' : recipients.join(' ')],
    ...(pin === undefined ? [] : [['pinned', pin] as const]),
    ...facts.map(([component, name, value]) => [`${component}: ${name}`, value] as const)
  ]
}
