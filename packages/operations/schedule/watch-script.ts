import { quote } from '../../core/index.ts'
import { setOf } from '../backup/manifest.ts'
import { LIST_KEPT_FUNCTION } from '../backup/retention-functions.ts'
import { BASE_FUNCTIONS } from '../backup/stream-functions.ts'
import type { ScheduledBackup } from './backup-script.ts'
import { schedulePaths } from './schedule-paths.ts'

/** What watches over the backups of a host. */
export type Watch = Pick<ScheduledBackup, 'paths' | 'backups' | 'components' | 'tool'> & { readonly promisedAgeSeconds: number }

/**
 * The script that looks at the age of the newest verified backup, as `list_kept` reads it. While it is as young as promised, it pings a
 * dead man's switch: a service that raises an alarm when no ping comes, which it also does when the whole host is gone.
 */
export function renderWatchScript({ paths, backups, components, promisedAgeSeconds, tool }: Watch): string {
  const { pingUrl, log } = schedulePaths(paths.kit)
  const values = { backups, log, ping_url: pingUrl, promised: String(Math.ceil(promisedAgeSeconds)), parts: setOf({ components }) }
  return `#!/bin/sh
# Fails when the newest verified backup of ${paths.root} (${components.map(({ name }) => name).join(', ')}) is older than promised; pings a URL when it is not.
# Written by deploy-kit backups schedule (${tool}), which replaces it as a whole.
# shellcheck disable=SC2016 # a path may hold a dollar sign
${Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`).join('\n')}
PATH=\${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
${BASE_FUNCTIONS}${LIST_KEPT_FUNCTION}${WATCH_FUNCTIONS}`
}

/** The address is a secret: the tools read it from their standard input, for their arguments can be seen by everybody on the host. */
const WATCH_FUNCTIONS = `
note_down() { printf '%s %s\\n' "$(date -u '+%Y-%m-%d %H:%M:%S')" "$*" 2>/dev/null >>"$log"; }
alarm() {
  note_down "ALARM: $*"
  fail "$*"
}
ping() {
  [ -s "$ping_url" ] || return 0
  IFS= read -r url <"$ping_url"
  if command -v curl >/dev/null 2>&1; then
    printf 'url = "%s"\\n' "$url" | curl --fail --silent --show-error --max-time 30 --retry 2 --output /dev/null --config -
  else
    printf '%s\\n' "$url" | wget -q -T 30 -t 3 -O /dev/null -i -
  fi
}
now=$(date +%s)
newest=$(list_kept "$backups" | awk -F '\\t' -v parts="$parts" -v now="$now" '
  $3 == parts && $8 == "verified" && $2 != "emergency" && $4 <= now + 86400 && $4 > newest { newest = $4 }
  END { printf "%.0f", newest }')
[ "\${newest:-0}" -gt 0 ] || alarm "There is no verified backup in $backups"
age=$((now - newest))
[ "$age" -le "$promised" ] || alarm "The newest verified backup in $backups is $((age / 3600)) h $((age % 3600 / 60)) min old, and at most $((promised / 3600)) h $((promised % 3600 / 60)) min are promised"
words=$(ping 2>&1) || alarm "The newest verified backup is as young as promised, but the ping could not be sent: $words"
echo "The newest verified backup is $((age / 3600)) h $((age % 3600 / 60)) min old"
`
