import { script, type Command } from '../../core/index.ts'
import { BUILT_FUNCTIONS, ENVIRONMENT_FUNCTION, THEIRS_FUNCTION, type HeldRelease } from './built-files.ts'
import type { HostPaths } from './host-paths.ts'
import { trimSlash } from './shared-paths.ts'
import { LINE_FUNCTIONS, LIST_FUNCTION } from './tree-lines.ts'
import { COPY_FUNCTION } from './working-folder.ts'

export interface ChangeToComplete {
  /** Where `storeChange` put the changes `forward` and `back`. */
  readonly folder: string
  /** Undefined when nothing is live: then there is nothing to go back to. */
  readonly from: HeldRelease | undefined
  readonly to: HeldRelease
  readonly protectedPaths: readonly string[]
}

/**
 * Completes the stored changes of the working folder by what was built in either release (see `listBuilt`), just before the
 * cutover: what the new one built is copied unless the working folder has the very same file, what only the old one built is
 * removed, and the way back restores it.
 *
 * A file that no release brought, and that would be replaced, is copied into the staged release that is live, and noted there, with
 * its folders: the application may have needed it. Going back restores it; going on from there never removes it.
 *
 * Changes nothing in the working folder. Safe to repeat.
 */
export function completeChange(paths: HostPaths, { folder, from, to, protectedPaths }: ChangeToComplete): Command {
  const ends = [from?.release ?? '', from?.environmentFile ?? '', to.release, to.environmentFile ?? '']
  return script(COMPLETE_PROGRAM, [paths.kit, paths.releases, paths.root, folder, ...ends, ...protectedPaths.map(trimSlash)])
}

/** Prints the lists of a release, each with a line `=` after it: what was verified, then what was built. */
const HELD_FUNCTION = `
held() {
  if [ -f "$kit/releases/$1.files.gz" ]; then
    gzip -dc "$kit/releases/$1.files.gz"
  elif [ -n "$1" ]; then
    # Its list was lost: the planned change was made of what is staged, too.
    (cd "$trees/$1" && list) | awk '${LINE_FUNCTIONS}
      { read_found(); if (kind == "f") print what " ? " path; else if (kind == "d") print what " " path; else if (kind == "l") print "l " path "//" target }'
  fi
  environment_line "$1" "$2"
  echo '='
  [ ! -f "$kit/releases/$1.built.gz" ] || gzip -dc "$kit/releases/$1.built.gz"
  echo '='
}
`

/** Reads the lists of two releases (`held` twice) into `holds["a PATH"]` and `holds["b PATH"]`; `built` are the paths of which the plan knew too little. */
const READ_HELD = `
  function is_content(held) { return held != "" && held !~ /^d/ }
  $0 == "=" { section++; next }
  section < 4 && /^(s |tree |[+]s )/ { next }
  section < 4 {
    side = section < 2 ? "a " : "b "
    kept = sub(/^[+]/, "")
    if (/^x /) { path = substr($0, 3); held = "" } else { read_wanted(); held = kind == "f" ? what " " sum : what }
    if (is_theirs(path)) next
    holds[side path] = held
    if (kept) keeps[side path] = 1
    if (section % 2) built[path] = 1
    if (section > 1) wanted[path] = 1
    if (section == 2) sent[path] = 1
    next
  }
`

/**
 * First what is in the way of the new release by other hands: it becomes a part of the live one. Then the planned lines of every
 * path that was built are replaced by what the lists of both ends say. Last, what the working folder has already is left out.
 */
const COMPLETE_PROGRAM = `
set -eu
export LC_ALL=C
kit=$1 trees=$2 root=$3 change=$4 from=$5 from_environment=$6 to=$7 to_environment=$8
shift 8
work=$change/work
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
${LIST_FUNCTION}${ENVIRONMENT_FUNCTION}${BUILT_FUNCTIONS}${HELD_FUNCTION}${COPY_FUNCTION}
PROTECTED=$(join_lines "$@")
export PROTECTED
rm -rf "$work"
mkdir "$work"
for file in "$kit/releases/$from.built.gz" "$kit/releases/$to.built.gz"; do [ ! -f "$file" ] || gzip -t "$file"; done
cd "$root"

if [ -n "$from" ]; then
  { held "$from" "$from_environment"; held "$to" "$to_environment"; } | awk '
    ${LINE_FUNCTIONS}${THEIRS_FUNCTION}${READ_HELD}
    # What is seen through a link that goes is not there.
    function is_covered(path) {
      while (match(path, "/[^/]*$")) { path = substr(path, 1, RSTART - 1); if (is_content(holds["a " path] "")) return 1 }
      return 0
    }
    END { for (path in wanted) if (holds["b " path] != "" && holds["a " path] == "" && !is_covered(path)) print substr(holds["b " path], 1, 1) " ./" path }' >"$work/new"
  sed -n 's/^[fl] //p' "$work/new" | while IFS= read -r path; do
    if [ -L "$path" ] || [ -f "$path" ]; then printf '%s\\n' "$path"; fi
  done >"$work/kept"
  sed -n 's/^d //p' "$work/new" | while IFS= read -r path; do
    if [ -d "$path" ] && [ ! -L "$path" ]; then printf '%s\\0' "$path"; fi
  done | xargs -0 -r stat -c 'd %a %n' -- | sed 's|^d .*\\(...\\) \\./|d \\1 |' >"$work/folders"
  if [ -s "$work/kept" ] || [ -s "$work/folders" ]; then
    copy "$work/kept" "$trees/$from"
    (cd "$trees/$from" && { sed 's|^\\./||' "$work/kept"; echo './='; list; } | awk '
      ${LINE_FUNCTIONS}
      $0 == "./=" { listed = 1; next }
      !listed { kept[$0]; next }
      { read_found() }
      !(path in kept) { next }
      kind == "f" { print "f " mode " " size " " time " " path }
      kind == "l" { print "l " path "//" target }') >"$work/differs"
    cat "$work/folders" >>"$work/differs"
    hash_files <"$work/differs" >"$work/lines"
    record=$kit/releases/$from.built.gz
    {
      [ ! -f "$record" ] || gzip -dc "$record"
      sed 's/^/+/' "$work/lines"
    } >"$work/record"
    gzip -1 <"$work/record" >"$record.partial"
    mv -f "$record.partial" "$record"
  fi
fi

{
  held "$from" "$from_environment"
  held "$to" "$to_environment"
  for name in forward back; do
    for kind in r d m c; do sed "s/^/$name $kind /" "$change/$name.$kind"; done
  done
} | awk '
  ${LINE_FUNCTIONS}${THEIRS_FUNCTION}${READ_HELD}
  { rest = $0; cut(); if (cut() == "m") rest = substr(rest, 4); if (!(substr(rest, 3) in built)) print; next }
  function is_folder(held) { return held ~ /^d/ }
  function lead(name, path, before, after, stays) {
    if (before != "" && !stays && (after == "" || is_folder(before) != is_folder(after))) print name " " (is_folder(before) ? "d" : "r") " ./" path
    if (is_folder(after) && before != after) print name " m " substr(after, 3) "./" path
  }
  END {
    for (path in built) {
      # gawk 5.2 breaks down over an element that nobody has set, when it is handed from function to function.
      a = holds["a " path] ""; b = holds["b " path] ""; was_kept = ("a " path) in keeps; is_kept = ("b " path) in keeps
      lead("forward", path, a, b, was_kept)
      lead("back", path, b, a, is_kept)
      if (is_kept && a == "") print "missing ./" path
      # With the times of the build: by them it is known whether somebody changed it.
      else if (is_content(b) && (path in sent)) { print "forward c ./" path; if (a == b) print "back c ./" path }
      else if (is_content(b)) print "candidate " (a == b ? "=" : "!") " " (b ~ /^l/ ? "l - - -" : b) " ./" path
      if (is_content(a) && a != b && !(was_kept && b == "")) print "back c ./" path
    }
  }' >"$work/all"

sed -n 's/^candidate //p' "$work/all" >"$work/candidates"
cut -d ' ' -f 6- "$work/candidates" | while IFS= read -r path; do
  if [ -L "$path" ]; then printf 'l %s\\n' "$path"; elif [ -f "$path" ]; then printf 'f %s\\n' "$path"; fi
done >"$work/there"
sed -n 's/^f //p' "$work/there" >"$work/names"
tr '\\n' '\\0' <"$work/names" | xargs -0 -r sha256sum -- | sed 's/^\\\\//; s/ .*//' >"$work/sums"
tr '\\n' '\\0' <"$work/names" | xargs -0 -r stat -c '%a %s' -- >"$work/modes" || true
{
  sed -n 's/^l //p' "$work/there"
  for file in names sums modes candidates; do echo '='; cat "$work/$file"; done
} | awk '
  ${LINE_FUNCTIONS}
  $0 == "=" { section++; next }
  !section { links[$0]; next }
  section == 1 { names[++count] = $0; next }
  section == 2 { sums[++summed] = $0; next }
  section == 3 { told++; found[names[told]] = "f " $0 " " sums[told]; next }
  {
    rest = $0; is_same = cut() == "="; held = cut() " " cut() " " cut() " " cut(); path = rest
    # A file that came or went meanwhile: the answers may be of others.
    if (count == summed && count == told && found[path] == held) next
    if (is_same && (path in links) && held ~ /^l/) next
    print "forward c " path
    if (is_same) print "back c " path
  }' >>"$work/all"
sed -n 's/^missing //p' "$work/all" | while IFS= read -r path; do
  if [ -L "$path" ] || [ -e "$path" ]; then continue; fi
  printf 'forward c %s\\nback r %s\\n' "$path" "$path"
done >"$work/again"
cat "$work/again" >>"$work/all"
for name in forward back; do
  for kind in r m c; do sed -n "s/^$name $kind //p" "$work/all" >"$change/$name.$kind"; done
  # Inner ones first.
  sed -n "s/^$name d //p" "$work/all" | sort -r >"$change/$name.d"
done
`
