import { script, type Command } from '../../core/index.ts'

/**
 * Whether every file of a backup is what it was when it was published: each has its line in SHA256SUMS, and each line its file.
 * Arguments: folder of the backup.
 */
const VERIFY_SUMS_PROGRAM = `
LC_ALL=C
export LC_ALL
cd "$1" || exit 1
[ -f SHA256SUMS ] || { echo "$1 has no SHA256SUMS" >&2; exit 1; }
found=$(for file in *; do [ "$file" = SHA256SUMS ] || printf '%s\\n' "$file"; done | sort)
listed=$(sed 's/^[0-9a-f]*  //' SHA256SUMS | sort)
if [ "$found" != "$listed" ]; then
  echo "The files of $1 are not those that SHA256SUMS lists: it has $(printf '%s\\n' "$found" | tr '\\n' ' '), listed are $(printf '%s\\n' "$listed" | tr '\\n' ' ')" >&2
  exit 1
fi
words=$(sha256sum -c SHA256SUMS 2>&1) && exit 0
printf '%s\\n' "$words" | grep -v ': OK$' | head -n 5 >&2
exit 1
`

/** Reads every byte that is stored. */
export function verifySums(folder: string): Command {
  return script(VERIFY_SUMS_PROGRAM, [folder])
}
