import { script, type OpenedFiles, type RunStep } from '../../core/index.ts'
import { removeFolder } from '../backup/backup-programs.ts'
import { beginRestore } from '../backup/dead-restores.ts'
import type { BackupManifest } from '../backup/manifest.ts'
import { DAMAGED_EXIT_CODE, OPENED_FUNCTIONS } from '../backup/opened-functions.ts'
import type { RestoredPart } from '../backup/restored-part.ts'
import { STREAM_FUNCTIONS } from '../backup/stream-functions.ts'
import { suffixOf } from '../backup/source.ts'

/** Where one backup is looked at. */
export interface TryPlace {
  readonly host: string
  readonly manifest: BackupManifest
  readonly folder: string
  readonly work: string
  readonly opened: OpenedFiles
  readonly timeoutSeconds: number
}

const NOTE_SECONDS = 30
const REMOVE_SECONDS = 300

export const DAMAGED: NonNullable<RunStep['failures']> = {
  [DAMAGED_EXIT_CODE]: { code: 'DK_BACKUP_DAMAGED', remedy: 'Nothing that is live has been touched. Do not rely on this backup: make a new one (deploy-kit backup), and look at the others (deploy-kit backups verify)' }
}

/** Reads a stored file to its end: opened, expanded, and as many bytes as there were. */
export function readFileStep({ host, manifest, folder, work, opened, timeoutSeconds }: TryPlace, path: string, plainBytes: number): RunStep {
  const words = [folder, work, manifest.codec, opened.headers, path, String(plainBytes)]
  return {
    kind: 'run',
    id: `read-${path}`,
    title: `Read all of ${path}`,
    host,
    phase: 'verify',
    effect: 'write',
    command: script(READ_FILE_PROGRAM, words, opened.key === undefined ? {} : { stdin: opened.key }),
    timeoutSeconds,
    failures: DAMAGED
  }
}

const READ_FILE_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 bytes=$6
${STREAM_FUNCTIONS}${OPENED_FUNCTIONS}
take_key
mkdir -p "$work" || exit 1
trap 'rm -rf "$work"' EXIT
count_bytes() { wc -c >"$work/bytes"; }
give "$name" count_bytes
found=$(($(cat "$work/bytes")))
[ "$found" = "$bytes" ] || damaged "$name: it has $found bytes, and was made of $bytes"
`

/** All components, one after the other. */
export function planDrill(place: TryPlace, { kit, parts }: { readonly kit: string; readonly parts: readonly { readonly name: string; readonly part: RestoredPart }[] }): readonly RunStep[] {
  const { host, work } = place
  const step = { kind: 'run', host, phase: 'verify', effect: 'write', timeoutSeconds: REMOVE_SECONDS } as const
  return [
    {
      ...step,
      id: 'begin-drill',
      title: 'Make a folder for it',
      command: beginRestore({ kit, work }, parts.map(({ part }) => part)),
      undo: { title: 'Remove the folder of the trial', command: removeFolder(work), timeoutSeconds: REMOVE_SECONDS }
    },
    ...parts.flatMap(({ name, part }) => drillSteps(place, name, part)),
    { ...step, id: 'end-drill', title: 'Remove the folder of the trial', repeatable: true, command: removeFolder(work) }
  ]
}

/** Restores a component beside what is live, compares it, and takes it away again. */
function drillSteps({ host, timeoutSeconds }: TryPlace, name: string, part: RestoredPart): readonly RunStep[] {
  return [
    {
      kind: 'run',
      id: `drill-${name}`,
      title: part.stage.title,
      host,
      phase: 'verify',
      effect: 'write',
      command: part.stage.command,
      timeoutSeconds,
      undo: { title: `Remove what was restored of ${name}`, command: part.unstage, timeoutSeconds: REMOVE_SECONDS },
      failures: DAMAGED
    },
    { kind: 'run', id: `end-drill-${name}`, title: `Remove what was restored of ${name}`, host, phase: 'verify', effect: 'write', repeatable: true, command: part.unstage, timeoutSeconds: REMOVE_SECONDS }
  ]
}

/** What was seen stands beside the backup: it is shown in the list, and what is damaged does not count for the retention. */
export function notePassed({ host, folder }: TryPlace, kind: 'verify' | 'drill', words: string): RunStep {
  return {
    kind: 'run',
    id: `note-${kind}`,
    title: 'Note it beside the backup',
    host,
    phase: 'note',
    effect: 'write',
    command: script(NOTE_CHECK_PROGRAM, [folder, kind, 'passed', words]),
    timeoutSeconds: NOTE_SECONDS
  }
}

const NOTE_CHECK_PROGRAM = `
[ -d "$1" ] || exit 1
printf '%s\\t%s\\t%s\\t%s\\n' "$(date +%s)" "$2" "$3" "$4" >>"$1/.checks"
`

export const suffixOfBackup = ({ codec, recipients }: BackupManifest): string => suffixOf(codec, recipients.length > 0)
