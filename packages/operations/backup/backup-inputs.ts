import { choice, defineInputs, duration, lines, list, text } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { cutoverInputs } from '../cutover-inputs.ts'
import { findMissingTime } from '../input-checks.ts'
import { findPathProblem, layoutInputs, targetInputs } from '../target-inputs.ts'
import { COMPONENT_KINDS } from './component.ts'
import { BACKUP_ID } from './manifest.ts'
import { findComponentProblem } from './parse-components.ts'

/** Where backups are: shared by everything that looks at them. */
export const backupPlaceInputs = defineInputs({
  ...connectionInputs,
  ...targetInputs,
  ...layoutInputs,
  'backup-path': text({
    group: 'Backup',
    description: 'The folder of the backups on the hosts, best on another disk. Default: `.deploy-kit/backups` in the deploy path.',
    example: '/var/backups/app',
    check: findPathProblem
  })
})

/** Which parts a backup is made of, or a restore brings back. */
export const componentInputs = defineInputs({
  components: lines({
    group: 'Backup',
    required: true,
    description:
      'What is backed up, one a line: `postgres service=db`, `postgres database=app`, `sqlite shared/data/app.sqlite`, `files .env compose.yaml`. `as=NAME` gives a part a name. See docs/backup-and-restore.md.',
    example: 'postgres service=db',
    check: findComponentProblem
  }),
  only: list({ group: 'Backup', description: 'Only these parts: names or kinds of components.', example: 'db' }),
  skip: list({ group: 'Backup', description: `Not these parts: names or kinds of components (${COMPONENT_KINDS.join(', ')}).`, example: 'files' })
})

export const backupInputs = defineInputs({
  ...backupPlaceInputs,
  ...componentInputs,
  'backup-name': text({
    group: 'Backup',
    description: 'The name of the backup. Default: its type and the time (UTC), as in `manual_20261121_070000`.',
    example: 'before-the-move',
    check: (name) => (BACKUP_ID.test(name) ? undefined : 'must be letters, digits, dots, dashes and underscores, and begin with a letter or digit')
  }),
  recipients: list({
    group: 'Backup',
    description: 'Public keys (age-encryption.org: `age1...`) that the backup is sealed for. Who has taken the server cannot read it; nor can the server.',
    example: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
    check: (keys) => keys.filter((key) => !/^age1[02-9ac-hj-np-z]{58}$/.test(key)).map((key) => `${JSON.stringify(key)} is no public key of age (age1...)`)[0]
  }),
  compare: choice(['rows', 'count', 'off'], {
    group: 'Backup',
    description: 'What a restored database is compared with: `rows` counts and hashes all rows at the moment of the dump, `count` only counts them.',
    default: 'rows'
  }),
  'backup-timeout': duration({ group: 'Backup', description: 'How long the dump of one part may take.', default: '4h', check: findMissingTime }),
  'lock-wait': cutoverInputs['lock-wait']
})
