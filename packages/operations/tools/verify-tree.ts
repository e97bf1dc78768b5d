import { gunzipSync } from 'node:zlib'
import type { HostPaths } from './host-paths.ts'
import { type Answer, type Command, DeployKitError, type Query, query, script } from '../../core/index.ts'

/**
 * Verifies a folder against the canonical text of a tree: the same entries and no others, of the same kinds, modes,
 * sizes and link targets, and the same SHA-256 of every file. Exits with 1 and prints the first 20 differences.
 * Repeatable.
 *
 * `storeAs`: once verified, the text is kept there (gzip), with the times of the files. A later verification that names
 * that file as `previous` does not hash again what was linked from there, was not written since, and should be the same.
 */
export function verifyTree(request: VerifyRequest): Command {
  const { folder, treeText, storeAs = '', previous = '' } = request
  return script(VERIFY_PROGRAM, [folder, storeAs, previous], { stdin: treeText })
}

export interface VerifyRequest {
  readonly folder: string
  /** Of `renderTreeText`. */
  readonly treeText: string
  readonly storeAs?: string
  readonly previous?: string
}

/** What was stored by `verifyTree` about a folder, and what is no longer so. */
export interface StoredTree {
  /** For \`parseTreeText\`. */
  readonly text: string
  /** Paths of files that were changed, removed or given another mode on the host since: they must be sent again. */
  readonly touched: readonly string[]
}

/** Undefined when nothing is stored there. Throws DK_MANIFEST_CORRUPT when it cannot be read. */
export function readStoredTree(stored: string, folder: string): Query<StoredTree | undefined> {
  return query(script(READ_STORED_PROGRAM, [stored, folder]), parseStored)
}

function parseStored({ stdout, exitCode }: Answer): StoredTree | undefined {
  if (exitCode === NOT_STORED) return undefined
  const end = stdout.startsWith('\n') ? 0 : stdout.indexOf('\n\n') + 1
  const touched = stdout.slice(0, end).split('\n').filter((path) => path !== '')
  return { text: unpack(stdout.slice(end)), touched }
}

/** The text alone, for those who only want to know what a release holds. */
export function readTreeText(stored: string): Query<string | undefined> {
  return query(script(READ_TEXT_PROGRAM, [stored]), ({ stdout, exitCode }) => (exitCode === NOT_STORED ? undefined : unpack(stdout)))
}

const NOT_STORED = 66

/** The same about the live release, whichever it is: it is asked together with what is live. */
export function readLiveTree(paths: HostPaths): Query<StoredTree | undefined> {
  const running = paths.layout === 'in-place' ? paths.root : ''
  return query(script(READ_LIVE_PROGRAM, [paths.manifests, paths.releases, paths.current, running]), parseStored)
}

function unpack(base64: string): string {
  try {
    const text = gunzipSync(Buffer.from(base64, 'base64')).toString('utf8')
    // What the host could not unpack arrives as nothing.
    if (text === '') throw new RangeError('nothing is in it')
    return text
  } catch (cause) {
    throw new DeployKitError('DK_MANIFEST_CORRUPT', {
      message: 'The stored file list of a release cannot be unpacked',
      remedy: 'Remove that file list on the host: the next deploy then sends every file again',
      cause
    })
  }
}

/**
 * Prints every entry of the working folder in one line: `f MODE SIZE TIME PATH//`, `d MODE . . PATH//`,
 * `l MODE . . PATH//TARGET`, and other kinds with their own letter. GNU find does it at once; busybox has no -printf.
 */
const LIST_FUNCTION = `
list() {
  if find . -maxdepth 0 -printf '' 2>/dev/null; then
    find . -mindepth 1 -printf '%y %m %s %T@ %P//%l\\n'
    return
  fi
  find . -type f -exec stat -c 'f %a %s %y %n//' {} + | sed 's|^\\(f [0-7]* [0-9]* [^ ]*\\) \\([^ ]*\\) [^ ]* \\./|\\1T\\2 |'
  find . -mindepth 1 -type d -exec stat -c 'd %a . . %n//' {} + | sed 's| \\./| |'
  find . -type l | while IFS= read -r link; do printf 'l 777 . . %s//%s\\n' "\${link#./}" "$(readlink "$link")"; done
  find . -mindepth 1 ! -type f ! -type d ! -type l | sed 's|^\\./|? . . . |'
}
`

/** Of a listing: `PATH//MODE SIZE TIME` of each file. */
const STAMPS_FUNCTION = `
stamps() { sed -n 's|^f \\([0-7]*\\) \\([0-9]*\\) \\([^ ]*\\) \\(.*\\)//$|\\4//\\1 \\2 \\3|p'; }
`

/**
 * `check LIST` prints `NAME: OK` for each right file of a list as sha256sum writes it. openssl, where it is there, uses the
 * processor's own instructions and is several times faster; only when it confirms every file is it believed.
 */
const CHECK_FUNCTIONS = `
confirm() {
  sed 's/^[0-9a-f]*  //' "$1" | tr '\\n' '\\0' | xargs -0 openssl dgst -sha256 -r 2>/dev/null | sed 's/ \\*/  /' | cmp -s - "$1"
}
check() {
  [ -s "$1" ] || return 0
  if command -v openssl >/dev/null 2>&1 && confirm "$1"; then
    sed 's/$/: OK/' "$1"
  else
    sha256sum -c "$1" 2>/dev/null
  fi
}
`

const VERIFY_PROGRAM = `
set -u
export LC_ALL=C
folder=$1 store=$2 previous=$3 work=$1.check.partial
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
rm -rf "$work"
mkdir "$work" && cat >"$work/tree" || exit 2
read -r word version count <"$work/tree"
if [ "$word $version" != 'tree 1' ] || [ "$(wc -l <"$work/tree")" -ne "$((count + 1))" ]; then
  echo 'The file list was cut on its way' >&2
  exit 2
fi
cd "$folder" || exit 2
${LIST_FUNCTION}${STAMPS_FUNCTION}
list >"$work/list" || exit 2

sed -n -e 's|^f \\([0-7]*\\) \\([0-9]*\\) [0-9a-f]* \\(.*\\)$|f \\1 \\2 \\3//|p' -e 's|^d .*$|&//|p' -e '/^l /p' "$work/tree" | sort >"$work/wanted"
sed -e 's|^f \\([0-7]*\\) \\([0-9]*\\) [^ ]* |f \\1 \\2 |' -e 's|^d [0-7]*\\([0-7][0-7][0-7]\\) [^ ]* [^ ]* |d \\1 |' \\
  -e 's|^l [^ ]* [^ ]* [^ ]* |l |' "$work/list" | sort >"$work/found"
if ! cmp -s "$work/wanted" "$work/found"; then
  sort "$work/wanted" "$work/found" "$work/found" | uniq -u | sed -n '1,20s/^/missing or different: /p'
  sort "$work/found" "$work/wanted" "$work/wanted" | uniq -u | sed -n '1,20s/^/found: /p'
  exit 1
fi

sed -n 's|^f [0-7]* [0-9]* \\([0-9a-f]*\\) \\(.*\\)$|\\2//\\1|p' "$work/tree" | sort | sed 's|^.*//||' >"$work/sums"
stamps <"$work/list" | sort | paste -d ' ' - "$work/sums" >"$work/stamps"
: >"$work/trusted"
if [ -f "$previous" ]; then gzip -dc "$previous" 2>/dev/null | sed -n 's/^s //p' >"$work/trusted"; fi
sort "$work/stamps" "$work/trusted" "$work/trusted" | uniq -u | sed 's|^\\(.*\\)//[^/]* \\([0-9a-f]*\\)$|\\2  ./\\1|' >"$work/hash"
[ -s "$work/stamps" ] || : >"$work/hash"
sed -n 'p;n' "$work/hash" >"$work/hash1"
sed -n 'n;p' "$work/hash" >"$work/hash2"
${CHECK_FUNCTIONS}check "$work/hash1" >"$work/answer1" &
check "$work/hash2" >"$work/answer2"
wait
cat "$work/answer1" "$work/answer2" >"$work/answer"
if [ "$(grep -c ': OK$' "$work/answer")" -ne "$(wc -l <"$work/hash")" ]; then
  grep -v ': OK$' "$work/answer" | sed -n '1,20s/^/content differs: /p'
  echo "$(grep -c ': OK$' "$work/answer") of $(wc -l <"$work/hash") files have the right content"
  exit 1
fi

[ -n "$store" ] || exit 0
{ cat "$work/tree" && sed 's/^/s /' "$work/stamps"; } | gzip -1 >"$store.partial" && mv -f "$store.partial" "$store" || exit 2
`

const READ_STORED_PROGRAM = `
set -u
export LC_ALL=C
stored=$1 folder=$2
[ -f "$stored" ] && cd "$folder" 2>/dev/null || exit 66
${LIST_FUNCTION}${STAMPS_FUNCTION}
{
  gzip -dc "$stored" | sed -n '/^s /{s/^s //;s/ [0-9a-f]*$//;p;}'
  list | stamps | sed p
} | sort | uniq -u | sed 's|//[^/]*$||'
echo
gzip -dc "$stored" | sed '/^s /d' | gzip -1 | base64
`

const READ_LIVE_PROGRAM = `
live=$(readlink "$3" 2>/dev/null) || exit 66
set -- "$1/\${live##*/}.files.gz" "\${4:-$2/\${live##*/}}"
${READ_STORED_PROGRAM}`

const READ_TEXT_PROGRAM = `
[ -f "$1" ] || exit 66
gzip -dc "$1" | sed '/^s /d' | gzip -1 | base64
`
