/**
 * Shell functions that read what STREAM_FUNCTIONS have stored. For programs with `$folder` (of the backup), `$work` (a folder of
 * this run) and `$codec`. Of a sealed backup the standard input is a key that opens nothing but its files: each has a header
 * of its own for it, `NAME TAB bytes of the old header TAB base64`, a line each in `$headers`. The key of the backup itself never comes here.
 *
 * `take_key`: once, before anything else. `opened NAME`: prints what was stored. `give NAME FUNCTION`: what was stored goes into the
 * function, and all of it has to arrive.
 */
export const OPENED_FUNCTIONS = `
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
  { header_of "$1" 3 | base64 -d && tail -c "+$(($(header_of "$1" 2) + 1))" "$folder/$1"; } | age -d -i /dev/fd/3 3<<KEY
$key
KEY
}
give() {
  [ -f "$folder/$1" ] || fail "The backup has no $1"
  stages=$work/.stages
  rm -rf "$stages"
  mkdir -p "$stages"
  stage open unseal "$1" | stage expand expand | stage take "$2"
  require_stages take open expand
  rm -rf "$stages"
}
`
