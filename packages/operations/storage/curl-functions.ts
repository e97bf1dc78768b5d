export { BASE_FUNCTIONS } from '../backup/stream-functions.ts'

/** EX_UNAVAILABLE of sysexits.h: the storage, or the way to it. */
export const STORAGE_EXIT_CODE = 69

/**
 * For programs that speak with a storage by curl. `$patience`: lines of its configuration. `may_try_again CODE`: counts `$try`, waits and says
 * yes unless the answer was a plain no. `unavailable WORDS`: ends with STORAGE_EXIT_CODE.
 */
export const CURL_FUNCTIONS = `
patience='silent
show-error
connect-timeout = 30
speed-limit = 1
speed-time = 120'
unavailable() {
  printf '%s\\n' "$*" >&2
  exit 69
}
may_try_again() {
  case $1 in
    400 | 401 | 403 | 404 | 405 | 411 | 412 | 416 | 501) return 1 ;;
  esac
  [ "$try" -lt 5 ] || return 1
  sleep "$((try * try))"
  try=$((try + 1))
}
`
