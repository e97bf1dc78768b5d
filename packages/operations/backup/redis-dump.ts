import { script } from '../../core/index.ts'
import type { RedisComponent } from './component.ts'
import { KEYSPACE_FUNCTIONS, RDB_FUNCTIONS, REACH_REDIS_FUNCTIONS } from './redis-functions.ts'
import { placeWords } from './server-place.ts'
import type { Dump, DumpPlace } from './source.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'

/**
 * What a replica would get: an RDB of one moment, without touching the files of the server or their folder. Arguments: folder, codec, name,
 * suffix of the files, then where the server is.
 */
const DUMP_REDIS_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4
shift 4
${STREAM_FUNCTIONS}${REACH_REDIS_FUNCTIONS}${KEYSPACE_FUNCTIONS}${RDB_FUNCTIONS}
reach_redis "$@"
store "$name.rdb$suffix" read_rdb check_rdb
# shellcheck disable=SC2154 # set by store
printf '%s\\n' "$said" >"$work/$name.fingerprint"
note "$name" keys "$(awk '{ print $1 + $2 }' "$work/$name.fingerprint")"
note "$name" keyspace "$(keyspace | awk '{ printf "%sdatabase %s: %d", sep, $1, $2 + $3; sep = ", " }')"
note "$name" server "Redis $(of_redis redis_version)"
note "$name" bytes "$(of_redis used_memory)"
`

export function redisWords({ server }: RedisComponent, project: string | undefined): readonly string[] {
  return placeWords(server, project)
}

export function dumpRedis(component: RedisComponent, { work, codec, suffix, project }: DumpPlace): Dump {
  const { name } = component
  return { title: `Dump ${name}: Redis, as of one moment`, command: script(DUMP_REDIS_PROGRAM, [work, codec, name, suffix, ...redisWords(component, project)]) }
}
