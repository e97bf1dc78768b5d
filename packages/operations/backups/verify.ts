import { defineInputs, defineOperation, sealPlan, type InputValues, type Observer, type OpenedFiles, type Plan, type Step } from '../../core/index.ts'
import { backupInputs, backupPlaceInputs } from '../backup/backup-inputs.ts'
import { backupsFolder, projectOf } from '../backup/observe.ts'
import { restoredPart } from '../backup/restore-component.ts'
import type { BackupFolder, KeptBackup } from '../backup/read-backups.ts'
import { cutoverInputs } from '../cutover-inputs.ts'
import { restoreInputs } from '../restore/inputs.ts'
import { openBackup } from '../restore/backup-facts.ts'
import { findBackup } from '../restore/observe.ts'
import { verifySums } from '../restore/verify-program.ts'
import { normalizePath } from '../target-inputs.ts'
import { hostPaths, journalFolder } from '../tools/host-paths.ts'
import { lockForData } from '../tools/lock.ts'
import { observeStates } from '../tools/observe-states.ts'
import { observeBackups } from './observe.ts'
import { namedBackupInput, noSuchBackup } from './show.ts'
import { DAMAGED, notePassed, planDrill, readFileStep, suffixOfBackup, type TryPlace } from './try-steps.ts'

const tryInputs = defineInputs({
  ...backupPlaceInputs,
  ...namedBackupInput,
  identity: restoreInputs.identity,
  'backup-timeout': backupInputs['backup-timeout'],
  'lock-wait': cutoverInputs['lock-wait']
})

type TryValues = InputValues<typeof tryInputs>

interface TryFacts {
  readonly runId: string
  readonly hosts: readonly { readonly host: string; readonly backup: KeptBackup | undefined; readonly folder: BackupFolder; readonly opened: OpenedFiles; readonly project: string | undefined }[]
}

export const backupsVerify = defineOperation({
  name: 'backups verify',
  summary: 'Read every byte of a backup: checksums, decryption, decompression; what was seen stands in the list',
  inputs: tryInputs,
  outputs: {},
  examples: [{ command: 'backups verify --environment production --identity-file key.txt', does: 'verifies the newest backup' }],
  danger: 'write',
  isAction: false,
  lease: lockForData,
  observe: observeTry,
  plan: (values, facts) => planTry('verify', values, facts)
})

export const backupsDrill = defineOperation({
  name: 'backups drill',
  summary: 'Prove that a backup can be restored: into a scratch database beside the live one, compared row by row, and removed again',
  inputs: tryInputs,
  outputs: {},
  examples: [{ command: 'backups drill --environment production', does: 'restores the newest backup for a trial' }],
  danger: 'write',
  isAction: false,
  lease: lockForData,
  observe: observeTry,
  plan: (values, facts) => planTry('drill', values, facts)
})

async function observeTry(values: TryValues, observer: Observer): Promise<TryFacts> {
  const [found, states] = await Promise.all([observeBackups(values, observer), observeStates(values, observer)])
  const hosts = await Promise.all(
    found.map(async ({ host, folder }) => {
      const backup = findBackup(folder, values.backup)
      const state = states.find((each) => each.host === host)?.state
      const opened = backup === undefined ? { headers: '', key: undefined } : await openBackup(host, { values, observer, manifest: backup.manifest })
      return { host, backup, folder, opened, project: state === undefined ? undefined : projectOf(state) }
    })
  )
  return { runId: observer.runId, hosts }
}

function planTry(kind: 'verify' | 'drill', values: TryValues, { runId, hosts }: TryFacts): Plan {
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const problems = hosts.flatMap(({ host, backup, folder }) => {
    if (backup === undefined) return [noSuchBackup(host, values.backup, folder)]
    if (kind === 'verify' || backup.manifest.recipients.length === 0 || values.identity !== undefined) return []
    return [{ code: 'DK_INPUT_INVALID', host, message: `${backup.manifest.id} is sealed: restoring it needs the private key of one of its recipients`, remedy: 'Give it as identity' } as const]
  })
  const notes = hosts.flatMap(({ host, backup, opened }) =>
    backup !== undefined && backup.manifest.recipients.length > 0 && opened.key === undefined && kind === 'verify'
      ? [`${host}: ${backup.manifest.id} is sealed, and no identity is given: its checksums are compared, and it is not opened`]
      : []
  )
  return sealPlan(
    {
      operation: `backups ${kind}`,
      title: `${kind === 'verify' ? 'Verify' : 'Restore for a trial'} ${hosts.map(({ backup }) => backup?.manifest.id ?? 'nothing').join(', ')}`,
      hosts: hosts.map(({ host }) => host),
      tables: [],
      notes,
      problems,
      phases: ['verify', 'note'],
      steps: problems.length > 0 ? [] : hosts.flatMap((host) => planHost(kind, host, { values, runId })),
      onFailure: 'undo',
      journals: Object.fromEntries(hosts.map(({ host }) => [host, journalFolder(paths, runId)])),
      probes: [],
      live: {},
      outputs: {}
    },
    [runId, ...hosts.map(({ opened }) => opened.headers)]
  )
}

function planHost(
  kind: 'verify' | 'drill',
  { host, backup, opened, project }: TryFacts['hosts'][number],
  { values, runId }: { readonly values: TryValues; readonly runId: string }
): readonly Step[] {
  if (backup === undefined) return []
  const { manifest } = backup
  const { kit, root } = hostPaths(normalizePath(values.path), values.layout)
  const folder = `${backupsFolder(values)}/${manifest.id}`
  const place: TryPlace = { host, manifest, folder, work: `${kit}/restores/${runId}`, opened, timeoutSeconds: values['backup-timeout'] }
  const sums: Step = {
    kind: 'run',
    id: 'verify-sums',
    title: `Read all of ${manifest.id}, and compare its checksums`,
    host,
    phase: 'verify',
    effect: 'write',
    command: verifySums(folder, manifest),
    timeoutSeconds: values['backup-timeout'],
    failures: DAMAGED
  }
  const isShut = manifest.recipients.length > 0 && opened.key === undefined
  const suffix = suffixOfBackup(manifest)
  const tried =
    kind === 'verify'
      ? manifest.files.filter(() => !isShut).map(({ path, plainBytes }) => readFileStep(place, path, plainBytes))
      : planDrill(place, { kit, parts: manifest.components.map((component) => ({ name: component.name, part: restoredPart(component, { ...place, suffix, runId, root, project }) })) })
  const words = kind === 'drill' ? 'restored beside what was live, and compared' : isShut ? 'checksums are right; it was not opened' : 'every file was opened and read'
  return [sums, ...tried, notePassed(place, kind, words)]
}
