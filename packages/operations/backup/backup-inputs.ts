import { boolean, choice, defineInputs, duration, integer, lines, list, text, type Input } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { cutoverInputs } from '../cutover-inputs.ts'
import { findMissingTime } from '../input-checks.ts'
import { storageInputs } from '../storage/storage-inputs.ts'
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

const COMPONENTS =
  'What is backed up, one a line: `postgres service=db`, `postgres database=app`, `mysql service=db`, `redis service=redis`, `sqlite shared/data/app.sqlite`, `files shared/uploads`, `volume uploads`, `s3 bucket=videos service=storage`, `configuration`. `as=NAME` gives a part a name. See docs/backup-and-restore.md.'

/** Which parts a backup is made of, or a restore brings back. */
export const componentInputs = defineInputs({
  components: lines({ group: 'Backup', required: true, description: COMPONENTS, example: 'postgres service=db', check: findComponentProblem }),
  only: list({ group: 'Backup', description: 'Only these parts: names or kinds of components.', example: 'db' }),
  skip: list({ group: 'Backup', description: `Not these parts: names or kinds of components (${COMPONENT_KINDS.join(', ')}).`, example: 'files' })
})

const count = (description: string, standard: string, min = 0): Input<number> => integer({ group: 'Backup', description, default: standard, min, max: 10_000 })

/** Which backups stay: whatever any of the rules keeps. */
export const retentionInputs = defineInputs({
  'keep-backups': count('How many of the newest backups stay, scheduled and manual ones.', '30', 1),
  'keep-daily': count('The newest backup of so many days stays.', '7'),
  'keep-weekly': count('The newest backup of so many weeks stays.', '4'),
  'keep-monthly': count('The newest backup of so many months stays.', '12'),
  'keep-pre-deploy': count('How many of the newest backups stay that were made before a deploy.', '10'),
  'keep-emergency': count('How many of the newest backups stay that were made before a restore.', '5'),
  'accept-smaller': boolean({
    group: 'Backup',
    description: 'Remove old backups although the newest one is less than half as big as those before it.',
    default: 'false'
  })
})

export const timeZoneInput = text({
  group: 'Backup',
  description: 'The time zone whose days, weeks and months count.',
  default: 'UTC',
  example: 'Europe/Berlin',
  check: (zone) => (/^[A-Za-z][A-Za-z0-9_/+-]*$/.test(zone) ? undefined : `is no name of a time zone: ${JSON.stringify(zone)}`)
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
  ...retentionInputs,
  'time-zone': timeZoneInput,
  ...storageInputs,
  'lock-wait': cutoverInputs['lock-wait']
})

/** For a deploy that is to be preceded by a backup. */
export const preDeployInputs = defineInputs({
  components: lines({
    group: 'Backup',
    description: `${COMPONENTS} When it is given, a backup of them is made before anything is changed.`,
    example: 'postgres service=db',
    check: findComponentProblem
  }),
  'backup-path': backupInputs['backup-path'],
  recipients: backupInputs.recipients,
  compare: backupInputs.compare,
  'backup-timeout': backupInputs['backup-timeout'],
  'time-zone': timeZoneInput,
  'unsafe-skip-backup': boolean({ group: 'Backup', description: 'Deploy without the backup of the `components`. Log and summary warn.', default: 'false' })
})
