import { script, type Command } from '../../core/index.ts'
import { DAMAGED_FUNCTION } from '../backup/opened-functions.ts'

/**
 * Whether every file of a backup is what it was when it was published: each has its line in SHA256SUMS, and each line its file.
 * Arguments: folder of the backup.
 */
const VERIFY_SUMS_PROGRAM = `${DAMAGED_FUNCTION}
folder=$1
LC_ALL=C
export LC_ALL
cd "$folder" || exit 1
[ -f SHA256SUMS ] || damaged "There is no SHA256SUMS"
found=$(for file in *; do [ "$file" = SHA256SUMS ] || printf '%s\\n' "$file"; done | sort)
listed=$(sed 's/^[0-9a-f]*  //' SHA256SUMS | sort)
[ "$found" = "$listed" ] || damaged "Its files are $(printf '%s\\n' "$found" | tr '\\n' ' '), and SHA256SUMS lists $(printf '%s\\n' "$listed" | tr '\\n' ' ')"
if ! words=$(sha256sum -c SHA256SUMS 2>&1); then
  damaged "$(printf '%s\\n' "$words" | grep -v ': OK$' | head -n 5 | tr '\\n' ' ')"
fi
`

/** Reads every byte that is stored. Ends with DAMAGED_EXIT_CODE. */
export function verifySums(folder: string): Command {
  return script(VERIFY_SUMS_PROGRAM, [folder])
}
