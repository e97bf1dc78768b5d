/**
 * Prints every entry of the folder that one is in, in one line: `f MODE SIZE TIME PATH//`, `d MODE . . PATH//`,
 * `l MODE . . PATH//TARGET`, and other kinds with their own letter. GNU find does it at once; busybox has no -printf.
 */
export const LIST_FUNCTION = `
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

/**
 * Functions of awk for the lines of lists and listings. Each sets `kind`, `path` and `what`, which must be the same on both
 * sides. Fields are cut off by hand, for a path may hold blanks.
 */
export const LINE_FUNCTIONS = `
  function cut(  end) { end = index(rest, " "); word = substr(rest, 1, end - 1); rest = substr(rest, end + 1); return word }
  function split_path(  end) { end = index(rest, "//"); path = substr(rest, 1, end - 1); target = substr(rest, end + 2) }
  function read_wanted() {
    rest = $0; kind = cut()
    if (kind == "l") { split_path(); what = "l " target; return }
    mode = cut(); what = kind " " mode
    if (kind == "f") { what = what " " cut(); sum = cut() }
    path = rest
  }
  function read_found() {
    rest = $0; kind = cut(); mode = cut(); size = cut(); time = cut(); split_path()
    if (kind == "f") what = "f " mode " " size
    else if (kind == "d") what = "d " substr(mode, length(mode) - 2)
    else what = kind " " target
  }
`
