import { gunzipSync } from 'node:zlib'
import type { HostPaths } from './host-paths.ts'
import { LINE_FUNCTIONS, LIST_FUNCTION } from './tree-lines.ts'
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
  /** For `parseTreeText`. */
  readonly text: string
  /** Paths of files that were changed, removed or given another mode on the host since: they must be sent again. */
  readonly touched: readonly string[]
  /** Paths of files that the build of the release changed or removed (see `listBuilt`): its staged copies are not what was sent. */
  readonly rebuilt: readonly string[]
}

/** Undefined when nothing is stored there. Throws DK_MANIFEST_CORRUPT when it cannot be read. */
export function readStoredTree(stored: string, folder: string): Query<StoredTree | undefined> {
  return query(script(READ_STORED_PROGRAM, [stored, folder]), (answer) => parseStored(answer, stored))
}

function parseStored({ stdout, exitCode }: Answer, where: string): StoredTree | undefined {
  if (exitCode === NOT_STORED) return undefined
  const end = stdout.startsWith('\n') ? 0 : stdout.indexOf('\n\n') + 1
  const lines = stdout.slice(0, end).split('\n')
  const pathsOf = (word: string): readonly string[] => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))
  return { text: unpack(stdout.slice(end), where), touched: pathsOf('touched'), rebuilt: pathsOf('rebuilt') }
}

/** The text alone, for those who only want to know what a release holds. */
export function readTreeText(stored: string): Query<string | undefined> {
  return query(script(READ_TEXT_PROGRAM, [stored]), ({ stdout, exitCode }) => (exitCode === NOT_STORED ? undefined : unpack(stdout, stored)))
}

const NOT_STORED = 66

/** The same about the live release, whichever it is: it is asked together with what is live. */
export function readLiveTree(paths: HostPaths): Query<StoredTree | undefined> {
  const running = paths.layout === 'in-place' ? paths.root : ''
  return query(script(READ_LIVE_PROGRAM, [paths.manifests, paths.releases, paths.current, running]), (answer) =>
    parseStored(answer, `${paths.manifests}/<live release>.files.gz`)
  )
}

function unpack(base64: string, where: string): string {
  try {
    const text = gunzipSync(Buffer.from(base64, 'base64')).toString('utf8')
    // The times of the files come after the list; no line of the list begins like theirs.
    const end = text.indexOf('\ns ')
    return end < 0 ? text : text.slice(0, end + 1)
  } catch (cause) {
    throw new DeployKitError('DK_MANIFEST_CORRUPT', {
      message: `The stored file list ${where} cannot be unpacked`,
      remedy: 'Remove that file list on the host: the next deploy then sends every file again',
      cause
    })
  }
}

/**
 * Reads the stored list of the previous release, the list of this one and the listing of the folder, with a line `=`
 * between them. Prints what differs; else writes the times of all files in the order of the list, and the files to hash in
 * two lists of about the same size. A file is not hashed again when list, listing and time are those of the previous one.
 */
const COMPARE_FUNCTION = `
compare() {
  WORK=$work awk '
  ${LINE_FUNCTIONS}
  function tell(text) { if (++told <= 20) print text }
  $0 == "=" { section++; next }
  section == 0 && /^f / { read_wanted(); names[++count] = path; previous[path] = what " " sum; next }
  section == 0 && /^s / { path = names[++stamped]; previous[path] = previous[path] " " substr($0, 3); next }
  section == 0 || /^tree / { next }
  section == 1 { read_wanted(); wanted[path] = what; if (kind == "f") { order[++files] = path; sums[path] = sum }; next }
  {
    read_found()
    if (!(path in wanted)) tell("should not be there: " path)
    else if (wanted[path] != what) tell("is different: " path " (" what " and not " wanted[path] ")")
    else if (kind == "f") { times[path] = time; found[path] = what " " sums[path] " " time }
    delete wanted[path]
  }
  END {
    for (path in wanted) tell("is missing: " path)
    if (told > 0) exit 1
    work = ENVIRON["WORK"]
    for (i = 1; i <= files; i++) {
      path = order[i]
      print "s " times[path] >(work "/times")
      if (found[path] != previous[path]) print sums[path] "  ./" path >(work "/hash" (i % 2))
    }
  }'
}
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
mkdir "$work" && cat >"$work/tree" && : >"$work/times" && : >"$work/hash0" && : >"$work/hash1" || exit 2
read -r word version count <"$work/tree"
if [ "$word $version" != 'tree 1' ] || [ "$(wc -l <"$work/tree")" -ne "$((count + 1))" ]; then
  echo 'The file list was cut on its way' >&2
  exit 2
fi
cd "$folder" || exit 2
${LIST_FUNCTION}${COMPARE_FUNCTION}${CHECK_FUNCTIONS}
{
  if [ -f "$previous" ]; then gzip -dc "$previous" 2>/dev/null; fi
  printf '\\n=\\n'
  cat "$work/tree"
  echo '='
  list
} | compare || exit

if [ -n "$store" ]; then cat "$work/tree" "$work/times" | gzip -1 >"$store.partial" & fi
storing=$!
check "$work/hash0" >"$work/answer0" &
checking=$!
check "$work/hash1" >"$work/answer1"
wait "$checking"
cat "$work/answer0" "$work/answer1" >"$work/answer"
wanted=$(cat "$work/hash0" "$work/hash1" | wc -l)
right=$(grep -c ': OK$' "$work/answer")
if [ "$right" -ne "$wanted" ]; then
  grep -v ': OK$' "$work/answer" | sed -n '1,20s/^/content differs: /p'
  echo "$right of $wanted files have the right content"
  exit 1
fi
[ -n "$store" ] || exit 0
wait "$storing" && mv -f "$store.partial" "$store" || exit 2
`

/** What was built and is missing was touched as well; the rest of it is the application's to change (caches). */
const READ_STORED_PROGRAM = `
set -u
export LC_ALL=C
stored=$1 folder=$2 built=\${3:-}
[ -f "$stored" ] && cd "$folder" 2>/dev/null || exit 66
${LIST_FUNCTION}
{
  gzip -dc "$stored"
  printf '\\n=\\n'
  if [ -f "$built" ]; then gzip -dc "$built"; fi
  echo '='
  list
} | awk '
  ${LINE_FUNCTIONS}
  # Some tools copy whole seconds, or microseconds, only.
  function is_same_time(recorded, now) {
    if (now ~ /[.]/) sub(/[.]?0*$/, "", now)
    return index(recorded, now) == 1 && (now ~ /[.]/ || substr(recorded, length(now) + 1) ~ /^([.]|$)/)
  }
  $0 == "=" { section++; next }
  section == 0 && /^f / { read_wanted(); names[++count] = path; previous[path] = what; next }
  section == 0 && /^s / { times[names[++stamped]] = substr($0, 3); next }
  section == 0 { next }
  section == 1 && /^x / { path = substr($0, 3); if (path in previous) { delete previous[path]; rebuilt[path] }; next }
  section == 1 && /^s / { times[path] = substr($0, 3); next }
  section == 1 && /^[fl] / {
    read_wanted()
    if (path in previous) { rebuilt[path]; if (kind == "f") previous[path] = what; else delete previous[path] }
    else made[path]
    next
  }
  section == 1 { next }
  {
    read_found(); delete made[path]
    if (kind == "f" && (path in previous) && previous[path] == what && is_same_time(times[path], time)) delete previous[path]
  }
  END {
    if (stamped > 0) for (path in previous) print "touched " path
    for (path in made) print "touched " path
    for (path in rebuilt) print "rebuilt " path
  }'
echo
base64 "$stored"
`

const READ_LIVE_PROGRAM = `
live=$(readlink "$3" 2>/dev/null) || exit 66
live=\${live%/}
set -- "$1/\${live##*/}.files.gz" "\${4:-$2/\${live##*/}}" "$1/\${live##*/}.built.gz"
${READ_STORED_PROGRAM}`

const READ_TEXT_PROGRAM = `
[ -f "$1" ] || exit 66
base64 "$1"
`
