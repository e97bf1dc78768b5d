import { all, script, type Command, type RunStep } from '../../core/index.ts'
import { DAMAGED } from '../backups/try-steps.ts'
import { BASE_FUNCTIONS, CURL_FUNCTIONS, STORAGE_EXIT_CODE } from './curl-functions.ts'
import { verifySums } from '../restore/verify-program.ts'

export const STORAGE_FAILURES: NonNullable<RunStep['failures']> = {
  ...DAMAGED,
  [STORAGE_EXIT_CODE]: { code: 'DK_STORAGE_FAILED', remedy: 'See that the host can reach the storage (curl, its proxy, its firewall) and that its clock is right, then run it again' }
}

/** The files of a backup that is whole: what is damaged is not copied. */
export function listFilesOf(folder: string): Command {
  return all(verifySums(folder, { files: [] }), script(LIST_FILES_PROGRAM, [folder]))
}

const LIST_FILES_PROGRAM = `
cd "$1" || exit 1
for file in * .slot; do printf '%s\\t%s\\n' "$file" "$(($(wc -c <"$file")))" || exit 1; done
`

/** See `CopyToStorageStep.send`. */
export function sendFilesOf(folder: string): Command {
  return script(SEND_PARTS_PROGRAM, [folder])
}

/**
 * No part is kept anywhere on its way. The storage compares it with the MD5 that is sent along, which is made by reading it once before. The
 * address comes to curl by a descriptor, and is neither among its words nor in its environment.
 */
const SEND_PARTS_PROGRAM = `
folder=$1
${BASE_FUNCTIONS}${CURL_FUNCTIONS}
read_part() { dd if="$folder/$name" bs=1048576 skip="$first" count="$(((bytes + 1048575) / 1048576))" 2>/dev/null; }
# dash prints no bytes by hexadecimal numbers.
to_base64() {
  octal=$(printf %s "$1" | awk '{
    for (i = 1; i < length($0); i += 2)
      printf "\\\\0%03o", (index("0123456789abcdef", substr($0, i, 1)) - 1) * 16 + index("0123456789abcdef", substr($0, i + 1, 1)) - 1
  }')
  printf %b "$octal" | base64
}
send_part() {
  answer=$(read_part | curl -q -K /dev/fd/3 2>&1 3<<CURL
url = "$address"
upload-file = "-"
http1.1
include
header = "Content-Length: $bytes"
header = "Transfer-Encoding:"
header = "Expect:"
header = "Content-MD5: $base64"
$patience
CURL
  )
}
tab=$(printf '\\t')
while IFS="$tab" read -r name first bytes address; do
  [ -n "$address" ] || continue
  md5=$(read_part | md5sum | cut -d ' ' -f 1)
  base64=$(to_base64 "$md5")
  try=1
  until
    send_part
    code=$(printf '%s\\n' "$answer" | awk '/^HTTP\\// { code = $2 } END { print code }')
    [ "$code" = 200 ]
  do
    said=$(printf '%s\\n' "$answer" | sed -n 's/.*<Code>\\([A-Za-z0-9]*\\)<.*/\\1/p; s/^curl: //p' | head -n 2 | tr '\\n' ' ')
    may_try_again "$code" || unavailable "The storage did not take $name: \${code:+HTTP $code }$said"
  done
  etag=$(printf '%s\\n' "$answer" | tr -d '\\r"' | awk 'tolower($1) == "etag:" { etag = $2 } END { print etag }')
  printf '%s\\t%s\\t%s\\t%s\\n' "$name" "$first" "$etag" "$md5"
done
`
