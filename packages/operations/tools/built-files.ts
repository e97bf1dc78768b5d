import { script, type Command } from '../../core/index.ts'
import { releaseFolder, type HostPaths } from './host-paths.ts'
import { trimSlash } from './shared-paths.ts'
import { LINE_FUNCTIONS, LIST_FUNCTION } from './tree-lines.ts'

/** A release, as the programs on the host find what it holds. */
export interface HeldRelease {
  readonly release: string
  /** Where it has a link to its env file, which is in no list. */
  readonly environmentFile: string | undefined
}

/**
 * Layout `in-place`: lists what the after-upload hook made, changed and removed in a staged release, next to the list of its
 * files (`<id>.built.gz`): nobody else can know what to bring to the working folder, and what to take from it again.
 * Without `protectedPaths`. Fails when something cannot be read, or has a newline in its name. Safe to repeat.
 *
 * Lines as in the list of files, each file followed by its time (`s TIME`); `x PATH` is gone. A line that begins with `+` is
 * of a file that no release brought, and that a cutover from this release replaced (see `completeChange`).
 */
export function listBuilt(paths: HostPaths, { release, environmentFile = '' }: HeldRelease, protectedPaths: readonly string[]): Command {
  return script(LIST_BUILT_PROGRAM, [paths.kit, releaseFolder(paths, release), release, environmentFile, ...protectedPaths.map(trimSlash)])
}

/**
 * `theirs` (awk): whether a path belongs to the host, or to the kit. `hash_files`: reads lines of a listing (without folder and link
 * lines that need nothing), prints them as lines of a list, with hashes and times.
 */
export const BUILT_FUNCTIONS = `
join_lines() { for line in "$@"; do printf '%s\\n' "$line"; done; }
hash_files() {
  cat >"$work/found"
  awk '/^f / { rest = substr($0, 3); for (i = 0; i < 3; i++) rest = substr(rest, index(rest, " ") + 1); print "./" rest }' "$work/found" >"$work/names"
  tr '\\n' '\\0' <"$work/names" | xargs -0 -r sha256sum -- | sed 's/^\\\\//; s/ .*//' >"$work/sums"
  if [ "$(wc -l <"$work/sums")" -ne "$(wc -l <"$work/names")" ]; then
    echo 'Not all that was built can be read' >&2
    return 1
  fi
  { cat "$work/sums"; echo '='; cat "$work/found"; } | awk '
    ${LINE_FUNCTIONS}
    $0 == "=" { section++; next }
    !section { sums[++count] = $0; next }
    !/^f / { print; next }
    { rest = $0; cut(); mode = cut(); size = cut(); time = cut(); print "f " mode " " size " " sums[++used] " " rest; print "s " time }'
}
`

/** Of awk; the paths come in the variable PROTECTED of the environment. */
export const THEIRS_FUNCTION = `
  function is_theirs(path,  i) {
    if (!counted) { counted = 1; theirs = split(ENVIRON["PROTECTED"], their, "\\n") }
    if (path == ".deploy-kit" || index(path, ".deploy-kit/") == 1) return 1
    for (i = 1; i <= theirs; i++) if (their[i] != "" && (path == their[i] || index(path, their[i] "/") == 1)) return 1
    return 0
  }
`

/** The link to the env file, as a line of a list. */
export const ENVIRONMENT_FUNCTION = `
environment_line() {
  if [ -z "$2" ] || [ ! -f "$kit/env/$1.version" ]; then return 0; fi
  printf 'l %s//%s/env/%s.env\\n' "$2" "$kit" "$(cat "$kit/env/$1.version")"
}
`

const LIST_BUILT_PROGRAM = `
set -eu
export LC_ALL=C
kit=$1 folder=$2 release=$3 environment=$4
shift 4
list=$kit/releases/$release.files.gz built=$kit/releases/$release.built.gz work=$folder.built.partial
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
${LIST_FUNCTION}${ENVIRONMENT_FUNCTION}${BUILT_FUNCTIONS}
PROTECTED=$(join_lines "$@")
export PROTECTED
rm -rf "$work"
mkdir "$work"
cd "$folder"
# As the folders that are sent: else what they hold could not be replaced later.
find . -type d ! -perm -700 -exec chmod u+rwx {} \\;
newline=$(printf '\\n.')
if find . -name "*\${newline%.}*" | grep -q .; then
  echo 'The hook made a file whose name has a newline: it cannot be brought to the working folder' >&2
  exit 1
fi
{
  gzip -dc "$list"
  environment_line "$release" "$environment"
  echo '='
  list
} | awk '
  ${LINE_FUNCTIONS}${THEIRS_FUNCTION}
  $0 == "=" { section++; next }
  section == 0 && /^s / { times[names[++stamped]] = substr($0, 3); next }
  section == 0 && /^tree / { next }
  section == 0 { read_wanted(); known[path] = what; if (kind == "f") names[++count] = path; next }
  {
    read_found()
    if (is_theirs(path) || kind !~ /^[fdl]$/) next
    if ((path in known) && known[path] == what && (kind != "f" || times[path] == time)) { delete known[path]; next }
    delete known[path]
    if (kind == "f") print "f " mode " " size " " time " " path
    else if (kind == "d") print what " " path
    else print "l " path "//" target
  }
  END { for (path in known) if (!is_theirs(path)) print "x " path }' >"$work/differs"
hash_files <"$work/differs" >"$work/lines"
gzip -1 <"$work/lines" >"$built.partial"
mv -f "$built.partial" "$built"
`
