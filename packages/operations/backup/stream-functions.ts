/** For every program around backups: what it makes is nobody else's, what tools say is in one language, and `fail WORDS` tells, and ends it. */
export const BASE_FUNCTIONS = `
umask 077
LC_ALL=C
export LC_ALL
fail() {
  printf '%s\\n' "$*" >&2
  exit 1
}
`

/**
 * `stage NAME FUNCTION WORDS...`: runs one part of a pipe, and notes in the folder `$stages` how it ended. `require_stages NAMES...`: fails unless all
 * of them ended well.
 */
export const STAGE_FUNCTIONS = `
stage() {
  stage=$1
  shift
  "$@" 2>"$stages/$stage.err"
  echo "$?" >"$stages/$stage.code"
}
# Those after a stage that ended early are broken pipes (141 is 128 + SIGPIPE): the cause is told first.
require_stages() {
  words=''
  for stage in "$@"; do
    code=killed
    [ ! -s "$stages/$stage.code" ] || read -r code <"$stages/$stage.code"
    case $code in
      0 | 141) ;;
      *) words="\${words:+$words; }$stage: exit code $code: $(tail -n 3 "$stages/$stage.err" | tr '\\n' ' ')" ;;
    esac
  done
  [ -z "$words" ] || fail "$words"
  for stage in "$@"; do
    grep -qx 0 "$stages/$stage.code" || fail "$stage: was broken off"
  done
}
`

/**
 * Shell functions that keep a stream. For programs with `$work` (the folder of the backup that is being made), `$codec`
 * (`zstd`, `pigz`, `gzip`) and `$work/recipients.txt`, where it is to be sealed for them (age-encryption.org/v1).
 *
 * `store NAME PRODUCE CHECK`: what the function PRODUCE prints is kept as NAME: compressed, sealed, on the disk for sure (fsync).
 * On its way it is expanded again and given to CHECK, which reads all of it and fails when it is not whole: with the key
 * elsewhere this is the only place where that can be seen. At last what is on the disk is read back. Every stage tells its exit
 * code, for POSIX shells have no pipefail, and a part that was killed leaves none. `$said` is what CHECK printed.
 * `note NAME KEY VALUE`: for the manifest.
 */
export const STREAM_FUNCTIONS = `${BASE_FUNCTIONS}
compress() {
  case $codec in
    zstd) zstd -3 -T0 -q -c ;;
    pigz) pigz -6 -c ;;
    gzip) gzip -1 -c ;;
    *) fail "There is no codec $codec" ;;
  esac
}
expand() {
  case $codec in
    zstd) zstd -d -q -c ;;
    pigz | gzip) gzip -d -c ;;
    *) fail "There is no codec $codec" ;;
  esac
}
# By the name, which says what it is: a list of recipients that got lost must not leave anything open.
seal() {
  case $1 in
    *.age) age -R "$work/recipients.txt" ;;
    *) cat ;;
  esac
}
${STAGE_FUNCTIONS}digest_of() { sha256sum <"$1" | cut -d ' ' -f 1; }
store() {
  stages=$work/.stages
  rm -rf "$stages"
  mkdir "$stages" && mkfifo "$stages/look" "$stages/sum" || exit 1
  stage expand expand <"$stages/look" | stage count dd bs=64k | stage check "$3" >"$stages/said" &
  looker=$!
  stage digest sha256sum <"$stages/sum" >"$stages/digest" &
  summer=$!
  stage read "$2" | stage compress compress | stage pass tee "$stages/look" | stage seal seal "$1" | stage pass-on tee "$stages/sum" |
    stage write dd of="$work/$1" bs=1M conv=fsync
  wait "$looker" "$summer"
  require_stages write pass-on seal pass compress read expand count digest check
  # shellcheck disable=SC2034 # for those who stored it
  said=$(cat "$stages/said")
  plain=$(awk '/ bytes? / { print $1; exit }' "$stages/count.err")
  sizes=$(wc -c <"$work/$1")
  digest=$(cut -d ' ' -f 1 "$stages/digest")
  [ "\${plain:-0}" -gt 0 ] || fail "$1: nothing was read"
  [ "$(digest_of "$work/$1")" = "$digest" ] || fail "$1: the disk gives back other bytes than were written"
  printf '%s\\t%s\\t%s\\t%s\\n' "$1" "$plain" "$((sizes))" "$digest" >>"$work/.files" || fail "$1 cannot be noted"
  rm -rf "$stages"
}
note() { printf '%s\\t%s\\t%s\\n' "$1" "$2" "$(printf %s "$3" | tr '\\t\\n' '  ')" >>"$work/.facts" || fail "$1: its $2 cannot be noted"; }
`
