/**
 * `read_crontab`: the crontab of the user, and one byte behind it, so that no newline at its end is lost; empty when there is none. Fails, with
 * what crontab said, when it cannot be read: then nothing may be written, for other lines would be lost.
 */
export const CRONTAB_FUNCTIONS = `
PATH=$PATH:/usr/sbin:/sbin
LC_ALL=C
export LC_ALL
read_crontab() {
  crontab -l 2>/dev/null && echo . && return
  said=$(crontab -l 2>&1 >/dev/null)
  case $said in *'no crontab'* | *"can't open"*) echo . ;; *) printf '%s\\n' "$said"; return 1 ;; esac
}
`
