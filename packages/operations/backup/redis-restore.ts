import { script } from '../../core/index.ts'
import type { RedisComponent } from './component.ts'
import { OPENED_FUNCTIONS } from './opened-functions.ts'
import { redisWords } from './redis-dump.ts'
import { RDB_FUNCTIONS, REACH_REDIS_FUNCTIONS } from './redis-functions.ts'
import { REDIS_BECOME_FUNCTIONS, REDIS_SCRATCH_FUNCTIONS } from './redis-scratch-functions.ts'
import type { RestoredPart, RestorePlace } from './restored-part.ts'
import { BASE_FUNCTIONS, STREAM_FUNCTIONS } from './stream-functions.ts'

export function restoreRedis(component: RedisComponent, { manifest, folder, work, suffix, runId, project, opened }: RestorePlace): RestoredPart {
  const { name } = component
  const server = redisWords(component, project)
  const words = [work, name, runId, ...server]
  return {
    stage: {
      title: `Load ${name} into a server beside what is live`,
      command: script(STAGE_REDIS_PROGRAM, [folder, work, manifest.codec, opened.headers, name, suffix, runId, ...server], opened.key === undefined ? {} : { stdin: opened.key })
    },
    unstage: script('rm -f -- "$1/$2.rdb"', [work, name]),
    swap: { title: `Put it in the place of what ${name} has`, command: script(SWAP_REDIS_PROGRAM, words) },
    swapBack: script(SWAP_BACK_REDIS_PROGRAM, words),
    removeOld: script('rm -f -- "$1/$2.before.rdb" "$1/$2.before.reserve"', [work, name])
  }
}

const STAGE_REDIS_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 suffix=$6 run=$7
shift 7
${STREAM_FUNCTIONS}${OPENED_FUNCTIONS}${REACH_REDIS_FUNCTIONS}${REDIS_SCRATCH_FUNCTIONS}
take_key
mkdir -p "$work" || exit 1
reach_redis "$@"
[ "$(of_redis role)" = master ] || fail 'This Redis is a replica: restore the one that it follows'
[ "$(of_redis cluster_enabled)" != 1 ] || fail 'This Redis is part of a cluster, which cannot be restored'
[ -n "$(setting_of databases)" ] || fail 'This Redis does not allow CONFIG, which a restore needs'
if [ -z "$found" ]; then
  case $(cat "/proc/$(of_redis process_id)/comm" 2>/dev/null) in
    *redis* | *valkey*) ;;
    *) fail 'This Redis does not run on this host itself: if it is in a container, name it (service=, container=)' ;;
  esac
fi
keep_copy() { dd of="$work/$name.rdb" bs=1M conv=fsync; }
give "$name.rdb$suffix" keep_copy
start_scratch "$work/$name.rdb" 0 none || fail "$name: what was restored cannot be loaded: $(scratch_words)"
# Keys that had an end may have ended.
differences=$(in_scratch info keyspace | counted | awk '
  NR == FNR { lasting = $1; ending = $2; next }
  { lasting -= $2; ending -= $3 }
  END { if (lasting != 0 || ending < 0) print lasting " keys without an end, and " ending " with one, are missing" }' "$folder/$name.fingerprint" -)
stop_scratch
[ -z "$differences" ] || fail "$name: what was restored is not what was backed up: $differences"
rm -f "$work/$name.log"
`

const REACH_FOR_REDIS_SWAP = `
work=$1 name=$2 run=$3
shift 3
${BASE_FUNCTIONS}${REACH_REDIS_FUNCTIONS}${REDIS_SCRATCH_FUNCTIONS}${REDIS_BECOME_FUNCTIONS}
reach_within "$patience" reach_redis "$@"
before=$work/$name.before
`

const SWAP_REDIS_PROGRAM = `
patience=0${REACH_FOR_REDIS_SWAP}${RDB_FUNCTIONS}
[ -e "$work/$name.rdb" ] || exit 0
[ ! -e "$before.swapped" ] || exit 0
if [ ! -e "$before.rdb" ]; then
  keep_settings
  in_redis cli config set repl-diskless-sync-delay 0 </dev/null >/dev/null || exit 1
  read_rdb >"$before.part" 2>"$work/$name.log" || fail "$(scratch_words)"
  stages=$work
  check_rdb <"$before.part" >/dev/null || exit 1
  rm -f "$work/words"
  { sync "$before.part" 2>/dev/null || sync; } && mv "$before.part" "$before.rdb" || exit 1
fi
# The way back needs a copy of what was live, and may come because the disk is full: its room is taken now.
[ -e "$before.reserve" ] || { cat "$before.rdb" && head -c 131072 /dev/zero; } >"$before.reserve" || exit 1
touch "$before.begun" || exit 1
become "$work/$name.rdb"
touch "$before.swapped"
`

const SWAP_BACK_REDIS_PROGRAM = `
patience=30${REACH_FOR_REDIS_SWAP}
rm -f "$before.reserve"
put_settings
[ -e "$before.begun" ] || exit 0
become "$before.rdb"
rm -f "$before.begun" "$before.swapped"
`
