import { boolean, confirmInput, defineInputs, text, type InputValues } from '../../core/index.ts'
import { backupInputs } from '../backup/backup-inputs.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { cutoverInputs } from '../cutover-inputs.ts'
import { restoreInputs } from '../restore/inputs.ts'
import { layoutInputs, targetInputs } from '../target-inputs.ts'

export const rollbackInputs = defineInputs({
  ...connectionInputs,
  ...targetInputs,
  ...layoutInputs,
  to: text({
    group: 'Target',
    description:
      'What to go back to: a release id, a commit (or its beginning), a git tag, or `rollback_point_YYYYMMDD_HHMMSS` (UTC). Default: the previous good release.',
    example: '20261121-070000-2f3a1c9',
    check: (to) => (/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(to) ? undefined : `is not a release, commit or tag: ${JSON.stringify(to)}`)
  }),
  'with-data': boolean({
    group: 'Backup',
    description:
      'Go back with the data as well: to the backup that was made before the release after it was deployed. Everything that was written since is taken away. Needs `confirm`, and cannot stand in `deploy-kit.yml`.',
    default: 'false',
    isTyped: true
  }),
  'backup-path': backupInputs['backup-path'],
  identity: restoreInputs.identity,
  recipients: backupInputs.recipients,
  'backup-timeout': backupInputs['backup-timeout'],
  'time-zone': backupInputs['time-zone'],
  'unsafe-skip-emergency-backup': restoreInputs['unsafe-skip-emergency-backup'],
  ...cutoverInputs,
  confirm: confirmInput
})

export type RollbackValues = InputValues<typeof rollbackInputs>
