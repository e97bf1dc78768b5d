import { script, type Command } from '../../core/index.ts'
import type { BackupManifest } from '../backup/manifest.ts'
import { DAMAGED_FUNCTION } from '../backup/opened-functions.ts'

/**
 * Whether every file of a backup is what it was when it was published: each has its line in SHA256SUMS, and each line its file, and the
 * manifest says the same of the files with data, so that no single one of the two can be made anew. Arguments: folder of the backup, what
 * the manifest says.
 */
const VERIFY_SUMS_PROGRAM = `${DAMAGED_FUNCTION}
folder=$1 stored=$2
LC_ALL=C
export LC_ALL
cd "$folder" || exit 1
[ -f SHA256SUMS ] || damaged "There is no SHA256SUMS"
[ -z "$(tail -c 1 SHA256SUMS)" ] || damaged "SHA256SUMS does not end with its last line"
found=$(for file in * .slot; do [ "$file" = SHA256SUMS ] || printf '%s\\n' "$file"; done | sort)
listed=$(sed 's/^[0-9a-f]*  //' SHA256SUMS | sort)
[ "$found" = "$listed" ] || damaged "Its files are $(printf '%s\\n' "$found" | tr '\\n' ' '), and SHA256SUMS lists $(printf '%s\\n' "$listed" | tr '\\n' ' ')"
other=$(printf '%s\\n' "$stored" | grep -vxFf SHA256SUMS)
[ -z "$other" ] || damaged "SHA256SUMS says other than the manifest of $(printf '%s\\n' "$other" | sed 's/^[0-9a-f]*  //' | tr '\\n' ' ')"
if ! words=$(sha256sum -c SHA256SUMS 2>&1); then
  damaged "$(printf '%s\\n' "$words" | grep -v ': OK$' | head -n 5 | tr '\\n' ' ')"
fi
`

/** Reads every byte that is stored. Ends with DAMAGED_EXIT_CODE. */
export function verifySums(folder: string, { files }: Pick<BackupManifest, 'files'>): Command {
  return script(VERIFY_SUMS_PROGRAM, [folder, files.map(({ sha256, path }) => `${sha256}  ${path}`).join('\n')])
}
