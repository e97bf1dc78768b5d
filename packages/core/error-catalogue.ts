/** Who can mend it: `yours` (inputs, configuration, application), `server` (the host or the network), `ours` (a defect). */
export type ErrorOwner = 'yours' | 'server' | 'ours'

export interface ErrorEntry {
  readonly owner: ErrorOwner
  /** Exit code of the command line. */
  readonly exitCode: number
  /** For the errors page: what it means, and what deploy-kit has done by then. */
  readonly meaning: string
}

const entry = (owner: ErrorOwner, exitCode: number, meaning: string): ErrorEntry => ({ owner, exitCode, meaning })

/** Exit codes of the command line, for the help and the errors page. */
export const exitCodes: Readonly<Record<number, string>> = {
  0: 'succeeded',
  1: 'failed for another reason',
  2: 'wrong use: an input, flag or configuration is wrong; nothing was changed',
  3: 'refused: the host or the release is not fit for it; nothing was changed',
  4: 'no connection: network, host key or authentication; see the report for what is live',
  5: 'the deploy lock is held by another run; nothing was changed',
  6: 'failed, and everything was undone: the previous release is live',
  7: 'failed, and something could NOT be undone: look at the host',
  8: 'not healthy',
  130: 'cancelled; what had been done was undone'
}

export const errorCatalogue = {
  DK_INPUT_INVALID: entry('yours', 2, 'One or more inputs are missing, unknown or wrong. All problems are listed.'),
  DK_CONFIG_INVALID: entry('yours', 2, 'deploy-kit.yml cannot be read; the line and column are given.'),
  DK_CONFIRMATION_NEEDED: entry('yours', 2, 'A destructive operation needs a typed confirmation: in a script --yes, and where data is replaced the name of the environment, as confirm.'),
  DK_SOURCE_INVALID: entry('yours', 2, 'The tree or package to deploy is missing, empty, unreadable, or holds something that must not be deployed.'),
  DK_ENV_INCOMPLETE: entry('yours', 2, 'The env template names variables that were not given. All are listed.'),
  DK_KEY_INVALID: entry('yours', 4, 'The private key cannot be read. What is wrong with it is named.'),
  DK_KEY_PASSPHRASE: entry('yours', 4, 'The passphrase of the private key is missing or wrong.'),
  DK_HOST_UNREACHABLE: entry('server', 4, 'No TCP connection or no SSH greeting within the connect timeout.'),
  DK_HOST_KEY_UNKNOWN: entry('yours', 4, 'The host key is not pinned. Its fingerprint and the line to add are shown.'),
  DK_HOST_KEY_CHANGED: entry('server', 4, 'The host key is not the pinned one: the server was reinstalled, or someone is in between.'),
  DK_AUTHENTICATION_FAILED: entry('yours', 4, 'The server refused the key. It is never tried again, so that the address is not blocked.'),
  DK_CONNECTION_LOST: entry('server', 4, 'The connection broke and could not be made again in time. The host goes back by itself if a release was not confirmed.'),
  DK_CHANNEL_REFUSED: entry('server', 4, 'The server refuses to open another session on the connection.'),
  DK_FORWARDING_REFUSED: entry('server', 4, 'The server does not allow TCP forwarding, which a check from the host needs.'),
  DK_COMMAND_FAILED: entry('yours', 1, 'A command on the host ended with an exit code other than 0.'),
  DK_COMMAND_SIGNALLED: entry('server', 1, 'A command on the host was ended by a signal (out of memory, for example).'),
  DK_COMMAND_TIMEOUT: entry('yours', 1, 'A command took longer than allowed; its process group was stopped.'),
  DK_COMMAND_UNKNOWN_END: entry('server', 1, 'The exit code of a command is not known; it counts as failed.'),
  DK_SUDO_PASSWORD: entry('server', 3, 'sudo asks for a password; deploy-kit only uses `sudo -n`.'),
  DK_PREFLIGHT_FAILED: entry('server', 3, 'The host is not ready. All problems are in one table.'),
  DK_DISK_FULL: entry('server', 3, 'Not enough space or inodes on the host.'),
  DK_PERMISSION_DENIED: entry('server', 3, 'The deploy user may not write where it must.'),
  DK_UPLOAD_CORRUPT: entry('server', 1, 'What arrived is not what was sent. The release was not made live.'),
  DK_LOCK_HELD: entry('yours', 5, 'Another run holds the deploy lock.'),
  DK_LOCK_LOST: entry('server', 1, 'The deploy lock was taken over by another run while this one could not renew it.'),
  DK_PLAN_DRIFTED: entry('yours', 3, 'The host has changed since the plan was approved.'),
  DK_OLDER_COMMIT: entry('yours', 3, 'The commit is older than the live one; deploying it needs to be asked for.'),
  DK_RELEASE_UNKNOWN: entry('yours', 3, 'There is no such release on the host.'),
  DK_NOTHING_TO_ROLL_BACK_TO: entry('yours', 3, 'There is no earlier good release.'),
  DK_UNHEALTHY: entry('yours', 8, 'A required health check did not pass in time.'),
  DK_DOWNTIME: entry('yours', 8, 'More requests failed during the cutover than `max-failed-requests` allows.'),
  DK_DEPLOY_UNDONE: entry('yours', 6, 'The deploy failed and was undone: the previous release is live.'),
  DK_UNDO_INCOMPLETE: entry('server', 7, 'The operation failed and something could not be undone: look at the host.'),
  DK_GUARD_FIRED: entry('server', 6, 'The runner did not confirm in time, so the host went back to the previous release by itself.'),
  DK_LEDGER_CORRUPT: entry('server', 3, 'The ledger on the host was changed by hand or is damaged.'),
  DK_MANIFEST_CORRUPT: entry('server', 3, 'The stored file list of a release on the host was changed by hand or is damaged.'),
  DK_BACKUP_KEY_INVALID: entry('yours', 2, 'A recipient (age1...) or a key (AGE-SECRET-KEY-1...) for the encryption of backups cannot be read. What is wrong with it is named.'),
  DK_BACKUP_KEY_WRONG: entry('yours', 2, 'No key that was given opens the encrypted file of the backup.'),
  DK_BACKUP_DAMAGED: entry('server', 3, 'A file of the backup is truncated, missing, was changed, or is not an encrypted file at all. Nothing that is live was touched.'),
  DK_ARTIFACT_FAILED: entry('server', 1, 'The package was made, but it could not be kept as an artifact of the workflow run.'),
  DK_BACKUP_FAILED: entry('server', 6, 'The backup could not be made, and what there was of it was removed. Older backups are untouched, and so is everything that is live.'),
  DK_RESTORE_UNDONE: entry('server', 6, 'The restore failed and was undone: all of the data that was live before is live.'),
  DK_BACKUP_SOURCE: entry('server', 3, 'Something that is to be backed up cannot be read. Nothing was changed.'),
  DK_BACKUP_UNKNOWN: entry('yours', 3, 'There is no such backup, or it is of another application. Nothing was changed.'),
  DK_STORAGE_FAILED: entry('yours', 1, 'A copy of a backup could not be made, read or removed in the storage. What is on the host is untouched.'),
  DK_CANCELLED: entry('yours', 130, 'The run was cancelled.'),
  DK_DRY_RUN_WRITE: entry('ours', 1, 'A write was attempted while only planning: a defect of deploy-kit.'),
  DK_INTERNAL: entry('ours', 1, 'A defect of deploy-kit.')
} as const satisfies Readonly<Record<string, ErrorEntry>>

export type ErrorCode = keyof typeof errorCatalogue
