import { query, script, type Query } from '../../core/index.ts'
import { BACKUP_ID, parseBackupManifest, type BackupManifest } from './manifest.ts'

/** What is in the folder of the backups. */
export interface BackupFolder {
  /** Newest first. */
  readonly backups: readonly KeptBackup[]
  /** Entries that are not backups of ours: they are never touched. */
  readonly foreign: readonly string[]
  /** Backups of ours whose manifest is not what was published: nothing is known of them for sure. */
  readonly damaged: readonly string[]
  /** Seconds since 1970, host clock. */
  readonly clock: number
  readonly freeBytes: number
  /** Programs for streams that the host has. */
  readonly tools: readonly string[]
}

export interface KeptBackup {
  readonly manifest: BackupManifest
  /** Newest last. */
  readonly checks: readonly BackupCheck[]
  readonly pin: string | undefined
}

/** How a backup was looked at, and what was seen. */
export interface BackupCheck {
  /** Seconds since 1970, host clock. */
  readonly at: number
  /** `verify`: everything was read. `drill`: it was restored into a scratch place, and compared. */
  readonly kind: 'verify' | 'drill'
  readonly passed: boolean
  readonly words: string
}

/** Everything about the backups of a deploy path in one question. */
export function readBackups(folder: string): Query<BackupFolder> {
  return query(script(READ_BACKUPS_PROGRAM, [folder]), ({ stdout }) => parseBackupFolder(stdout))
}

/** Lines: a word, and fields behind tabs. */
const READ_BACKUPS_PROGRAM = `
folder=$1
for backup in "$folder"/*; do
  [ -e "$backup" ] || [ -L "$backup" ] || continue
  id=\${backup##*/}
  # One flipped bit may leave a manifest that can be read, and says something else.
  if [ -f "$backup/SHA256SUMS" ] && ( cd "$backup" && sha256sum manifest.json 2>/dev/null | grep -qxFf - SHA256SUMS ); then
    printf 'backup\\t%s\\t' "$id"
    tr '\\n' ' ' <"$backup/manifest.json"
    echo
    [ ! -s "$backup/.checks" ] || sed "s/^/check	$id	/" "$backup/.checks"
    [ ! -e "$backup/.pinned" ] || printf 'pin\\t%s\\t%s\\n' "$id" "$(head -n 1 "$backup/.pinned")"
  elif [ -e "$backup/manifest.json" ] || [ -e "$backup/SHA256SUMS" ]; then
    printf 'damaged\\t%s\\n' "$(printf %s "$id" | tr '\\n\\t' '  ')"
  else
    printf 'foreign\\t%s\\n' "$(printf %s "$id" | tr '\\n\\t' '  ')"
  fi
done
for tool in zstd pigz gzip age sqlite3 docker sha256sum curl; do
  ! command -v "$tool" >/dev/null 2>&1 || printf 'tool\\t%s\\n' "$tool"
done
printf 'clock\\t%s\\n' "$(date +%s)"
at=$folder
while [ ! -e "$at" ] && [ "$at" != / ]; do at=$(dirname "$at"); done
df -Pk "$at" 2>/dev/null | tail -n 1 | while read -r _ _ _ free _; do printf 'free\\t%s\\n' "$free"; done
`

function parseBackupFolder(stdout: string): BackupFolder {
  const lines = stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t'))
  const of = (word: string): readonly (readonly string[])[] => lines.filter(([first]) => first === word).map(([, ...fields]) => fields)
  const damaged = of('damaged').map(([name = '']) => name)
  const backups: KeptBackup[] = []
  for (const [id = '', text = ''] of of('backup')) {
    const manifest = parseBackupManifest(text)
    if (manifest?.id !== id || !BACKUP_ID.test(id)) {
      damaged.push(id)
      continue
    }
    const checks = of('check').flatMap(([whose, ...fields]) => (whose === id ? parseCheck(fields) : []))
    backups.push({ manifest, checks, pin: of('pin').find(([whose]) => whose === id)?.[1] })
  }
  return {
    backups: backups.toSorted((left, right) => right.manifest.createdAt - left.manifest.createdAt || (left.manifest.id < right.manifest.id ? 1 : -1)),
    foreign: of('foreign').map(([name = '']) => name),
    damaged,
    clock: Number(of('clock')[0]?.[0] ?? 0),
    freeBytes: Number(of('free')[0]?.[0] ?? 0) * 1024,
    tools: of('tool').map(([tool = '']) => tool)
  }
}

function parseCheck([at = '', kind = '', verdict = '', words = '']: readonly string[]): readonly BackupCheck[] {
  if ((kind !== 'verify' && kind !== 'drill') || !/^\d+$/.test(at)) return []
  return [{ at: Number(at), kind, passed: verdict === 'passed', words }]
}
