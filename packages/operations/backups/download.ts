import { defineInputs, defineOperation, query, renderSize, script, sealPlan, text, type DownloadedFile, type DownloadStep, type InputValues, type Observer, type Problem, type Query } from '../../core/index.ts'
import { backupPlaceInputs } from '../backup/backup-inputs.ts'
import { backupsFolder } from '../backup/observe.ts'
import { digest, findBackupAnywhere, parseSums, type Copies, type FoundBackup } from '../storage/read-copies.ts'
import { copiesOfInput, storageInputs } from '../storage/storage-inputs.ts'
import { describeCopies } from './describe-backup.ts'
import { observeAnywhere, type BackupsAnywhere } from './observe.ts'
import { namedBackupInput, noSuchBackup } from './show.ts'

const downloadInputs = defineInputs({
  ...backupPlaceInputs,
  ...namedBackupInput,
  ...storageInputs,
  ...copiesOfInput,
  to: text({
    group: 'Backup',
    description: 'The folder on this machine into which the backup comes, as a folder of its name.',
    default: 'backups',
    example: '/media/backups'
  })
})

type DownloadValues = InputValues<typeof downloadInputs>

interface DownloadFacts {
  readonly hosts: readonly BackupsAnywhere[]
  readonly found: FoundBackup | undefined
  readonly files: readonly DownloadedFile[]
  readonly isThere: boolean
}

export const backupsDownload = defineOperation({
  name: 'backups download',
  summary: 'Bring a backup to this machine, from the host or the storage: goes on where it was broken off, and compares every file',
  inputs: downloadInputs,
  outputs: { folder: { description: 'Where it is now.' } },
  examples: [{ command: 'backups download --environment production --backup manual_20261121_070000 --to /media/backups', does: 'downloads one backup' }],
  danger: 'read-only',
  isAction: false,
  observe: observeDownload,
  plan: planDownload
})

async function observeDownload(values: DownloadValues, observer: Observer): Promise<DownloadFacts> {
  const hosts = await observeAnywhere(values, observer)
  const [first] = hosts
  const found = first === undefined ? undefined : findBackupAnywhere(first.folder, first.copies, values.backup)
  const isThere = found !== undefined && (await observer.local.exists(target(values, found))) !== undefined
  if (first === undefined || found === undefined) return { hosts, found, files: [], isThere }
  const files = found.copy?.files ?? (await observer.ask(first.host, readFileList(`${backupsFolder(values)}/${found.backup.manifest.id}`)))
  return { hosts, found, files, isThere }
}

function target({ to }: DownloadValues, { backup }: FoundBackup): string {
  return `${to.replace(/\/+$/, '') || '/'}/${backup.manifest.id}`
}

/** What SHA256SUMS lists, and itself. */
function readFileList(folder: string): Query<readonly DownloadedFile[]> {
  return query(script(READ_FILE_LIST_PROGRAM, [folder]), ({ stdout }) => {
    const [sums = '', sizes = ''] = stdout.split('\n==\n')
    const text = `${sums}\n`
    const bytes = new Map(sizes.split('\n').map((line): readonly [string, number] => [line.split('\t')[0] ?? '', Number(line.split('\t')[1])]))
    return [...parseSums(text), ['SHA256SUMS', digest(text)] as const].map(([name, sha256]) => ({ name, sha256, sizeBytes: bytes.get(name) ?? 0 }))
  })
}

const READ_FILE_LIST_PROGRAM = `
cd "$1" || exit 1
cat SHA256SUMS
echo '=='
for file in * .slot; do printf '%s\\t%s\\n' "$file" "$(($(wc -c <"$file")))"; done
`

function planDownload(values: DownloadValues, facts: DownloadFacts): ReturnType<typeof sealPlan> {
  const { hosts, found, files } = facts
  const problems = findProblems(values, facts)
  const [first] = hosts
  const to = found === undefined ? '' : target(values, found)
  const from = found?.copy === undefined ? 'the host' : (first?.copies?.shown ?? '')
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return sealPlan({
    operation: 'backups download',
    title: found === undefined ? 'Download nothing' : `Download ${found.backup.manifest.id} (${renderSize(total)}) from ${from} to ${to}`,
    hosts: hosts.map(({ host }) => host),
    tables: [],
    notes: hosts.flatMap(describeCopies),
    problems,
    phases: ['download'],
    steps: problems.length > 0 || first === undefined || found === undefined ? [] : [downloadStep(first, { values, found, files })],
    onFailure: 'stop',
    journals: {},
    probes: [],
    live: {},
    outputs: { folder: to }
  })
}

interface Wanted {
  readonly values: DownloadValues
  readonly found: FoundBackup
  readonly files: readonly DownloadedFile[]
}

function downloadStep({ host, copies }: BackupsAnywhere, { values, found, files }: Wanted): DownloadStep {
  const { id } = found.backup.manifest
  return {
    kind: 'download',
    id: 'download-backup',
    title: `Download ${id}, and compare its checksums`,
    host,
    phase: 'download',
    // Nothing changes on the host.
    effect: 'read',
    from: readPlace(values, found, copies),
    files,
    to: target(values, found)
  }
}

function readPlace(values: DownloadValues, { backup, copy }: FoundBackup, copies: Copies | undefined): DownloadStep['from'] {
  const { id } = backup.manifest
  if (copy === undefined || copies?.place === undefined) return { kind: 'host', folder: `${backupsFolder(values)}/${id}` }
  return { kind: 'storage', place: { ...copies.place, folder: `${copies.place.folder}/${id}` } }
}

function findProblems(values: DownloadValues, { hosts, found, isThere }: DownloadFacts): readonly Problem[] {
  const [first] = hosts
  if (hosts.length > 1) return [{ code: 'DK_INPUT_INVALID', message: `Backups are downloaded from one host at a time, and there are ${hosts.map(({ host }) => host).join(', ')}`, remedy: 'Choose one with --host' }]
  if (first !== undefined && found === undefined) return [noSuchBackup(first.host, values.backup, first.folder)]
  if (found === undefined || !isThere) return []
  return [{ code: 'DK_INPUT_INVALID', message: `There is ${target(values, found)} on this machine already`, remedy: 'To see whether it is whole: sha256sum -c SHA256SUMS in that folder. Move it away, or give another folder (--to)' }]
}
