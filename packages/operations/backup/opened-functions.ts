/** EX_DATAERR of sysexits.h: what is stored is not what it was. */
export const DAMAGED_EXIT_CODE = 65

/**
 * `damaged WORDS`: notes it beside the backup in `$folder`, which then counts for nothing any more, and ends with DAMAGED_EXIT_CODE. What is
 * wrong with the host (no space, a server that does not answer) is no verdict over a backup.
 */
export const DAMAGED_FUNCTION = `
damaged() {
  printf '%s\\tverify\\tfailed\\t%s\\n' "$(date +%s)" "$(printf %s "$*" | tr '\\t\\n' '  ' | cut -c 1-300)" >>"$folder/.checks"
  printf '%s\\n' "$*" >&2
  exit 65
}
`

/**
 * Shell functions that read what STREAM_FUNCTIONS have stored. For programs with `$folder` (of the backup), `$work` (a folder of
 * this run) and `$codec`. Of a sealed backup the standard input is a key that opens nothing but its files: each has a header
 * of its own for it, `NAME TAB bytes of the old header TAB base64`, a line each in `$headers`. The key of the backup itself never comes here.
 *
 * `take_key`: once, before anything else. `give NAME FUNCTION`: what was stored goes into the
 * function, and all of it has to arrive.
 */
export const OPENED_FUNCTIONS = `${DAMAGED_FUNCTION}
take_key() {
  key=''
  [ -z "$headers" ] || key=$(cat)
}
header_of() { printf '%s\\n' "$headers" | awk -F '\\t' -v name="$1" '$1 == name { print $'"$2"' }'; }
unseal() {
  if [ -z "$headers" ]; then
    cat "$folder/$1"
    return
  fi
  # No verdict, should they not come.
  header=$(header_of "$1" 3) length=$(header_of "$1" 2)
  if [ -z "$header" ] || [ -z "$length" ]; then
    echo "$1 has no header for this run" >&2
    return 126
  fi
  stage feed feed_sealed "$1" | age -d -i /dev/fd/3 3<<KEY
$key
KEY
}
feed_sealed() { printf '%s\n' "$header" | base64 -d && tail -c "+$((length + 1))" "$folder/$1"; }
give() {
  [ -f "$folder/$1" ] || damaged "The backup has no $1"
  stages=$work/.stages
  rm -rf "$stages"
  mkdir -p "$stages" || exit 1
  { echo 0 >"$stages/feed.code" && : >"$stages/feed.err"; } || exit 1
  stage open unseal "$1" | stage expand expand | stage take "$2"
  # Whoever takes it ends early when it breaks off, and whoever gives it when it is not taken. A program that was killed, is missing, or
  # could not even note how it ended (the disk is full), says nothing about the backup, nor do those behind it.
  for stage in feed open expand; do
    case $(cat "$stages/$stage.code") in
      0 | 141) ;;
      [1-9] | [1-9][0-9] | 1[01][0-9] | 12[0-5]) damaged "$1 cannot be read: $(tail -n 3 "$stages/$stage.err" | tr '\\n' ' ')" ;;
      *) break ;;
    esac
  done
  require_stages take feed open expand
  rm -rf "$stages"
}
`
