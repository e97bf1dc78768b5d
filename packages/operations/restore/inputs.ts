import { boolean, confirmInput, defineInputs, secret, text, type InputValues } from '../../core/index.ts'
import { backupInputs, backupPlaceInputs, componentInputs, timeZoneInput } from '../backup/backup-inputs.ts'
import { BACKUP_ID } from '../backup/manifest.ts'
import { parseTableName } from '../backup/table-name.ts'
import { cutoverInputs } from '../cutover-inputs.ts'
import { copiesOfInput, storageInputs } from '../storage/storage-inputs.ts'

export const restoreInputs = defineInputs({
  ...backupPlaceInputs,
  backup: text({
    group: 'Backup',
    description: 'The backup to restore. Default: the newest one of the hosts.',
    example: 'manual_20261121_070000',
    check: (id) => (BACKUP_ID.test(id) ? undefined : `is no name of a backup: ${JSON.stringify(id)}`)
  }),
  ...storageInputs,
  ...copiesOfInput,
  only: componentInputs.only,
  skip: componentInputs.skip,
  table: text({
    group: 'Backup',
    description:
      'Only this table of a PostgreSQL database: it is copied into a new schema of the live database, beside what is there; nothing that is live is changed. The report tells how to copy rows back.',
    example: 'public.users',
    check: (table) => (parseTableName(table) === undefined ? `is no name of a table: ${JSON.stringify(table)}` : undefined)
  }),
  identity: secret({
    group: 'Backup',
    description: 'The private key (`AGE-SECRET-KEY-1...`, or a key file of age) of a sealed backup. It never leaves the machine that runs deploy-kit.'
  }),
  recipients: backupInputs.recipients,
  'backup-timeout': backupInputs['backup-timeout'],
  'time-zone': timeZoneInput,
  'unsafe-skip-emergency-backup': boolean({
    group: 'Backup',
    description: 'Do not back up what is there before it is replaced. What the backup replaces is gone for good when the restore is confirmed.',
    default: 'false'
  }),
  'restart-command': cutoverInputs['restart-command'],
  'stop-command': cutoverInputs['stop-command'],
  'status-command': cutoverInputs['status-command'],
  'command-timeout': cutoverInputs['command-timeout'],
  'health-check': cutoverInputs['health-check'],
  attempts: cutoverInputs.attempts,
  delay: cutoverInputs.delay,
  timeout: cutoverInputs.timeout,
  'skip-health-check': cutoverInputs['skip-health-check'],
  'confirm-timeout': cutoverInputs['confirm-timeout'],
  logs: cutoverInputs.logs,
  'lock-wait': cutoverInputs['lock-wait'],
  confirm: confirmInput
})

export type RestoreValues = InputValues<typeof restoreInputs>
