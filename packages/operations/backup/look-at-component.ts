import { exec, query, script, type Command, type Query } from '../../core/index.ts'
import type { Component } from './component.ts'
import { mysqlWords } from './mysql-dump.ts'
import { REACH_MYSQL_FUNCTIONS } from './mysql-functions.ts'
import { postgresWords } from './postgres-dump.ts'
import { REACH_POSTGRES_FUNCTIONS } from './postgres-functions.ts'
import { redisWords } from './redis-dump.ts'
import { REACH_REDIS_FUNCTIONS } from './redis-functions.ts'
import { s3Words } from './s3-dump.ts'
import { REACH_S3_FUNCTIONS } from './s3-functions.ts'
import { LIST_FUNCTIONS } from './s3-list-functions.ts'
import { BASE_FUNCTIONS } from './stream-functions.ts'
import { FIND_VOLUME_FUNCTIONS, volumeWord } from './volume-functions.ts'

/** Whether a component can be read, and about how much it is. `isAbsent`: there is nothing that could be read, or lost. */
export type ComponentLook = { readonly bytes: number; readonly problem?: undefined } | { readonly problem: string; readonly isAbsent: boolean }

export const ABSENT_EXIT_CODE = 3

export interface LookPlace {
  readonly root: string
  readonly project: string | undefined
}

/** Asks the server, or the files; changes nothing. */
export function lookAtComponent(component: Component, place: LookPlace): Query<ComponentLook> {
  return query(lookCommand(component, place), ({ stdout, exitCode }) => {
    const words = stdout.trim()
    return exitCode === 0 && /^\d+$/.test(words) ? { bytes: Number(words) } : { problem: words === '' ? `ended with exit code ${exitCode}` : words, isAbsent: exitCode === ABSENT_EXIT_CODE }
  })
}

function lookCommand(component: Component, { root, project }: LookPlace): Command {
  switch (component.kind) {
    case 'postgres':
      return script(LOOK_AT_POSTGRES_PROGRAM, postgresWords(component, project))
    case 'mysql':
      return script(LOOK_AT_MYSQL_PROGRAM, mysqlWords(component, project))
    case 'redis':
      return script(LOOK_AT_REDIS_PROGRAM, redisWords(component, project))
    case 'sqlite':
      return script(LOOK_AT_SQLITE_PROGRAM, [component.path.startsWith('/') ? component.path : `${root}/${component.path}`])
    case 'files':
      return script(LOOK_AT_FILES_PROGRAM, [root, ...component.paths])
    case 's3':
      return script(LOOK_AT_S3_PROGRAM, s3Words(component, { root, project }))
    case 'volume':
      return script(LOOK_AT_VOLUME_PROGRAM, [volumeWord(component, project)])
    case 'configuration':
      // Texts, and always there.
      return exec(['echo', '100000'])
  }
}

const LOOK_AT_POSTGRES_PROGRAM = `
exec 2>&1
${BASE_FUNCTIONS}${REACH_POSTGRES_FUNCTIONS}
words=$(reach_postgres "$@" 2>&1) || {
  printf '%s\n' "$words"
  case $words in *'database "'*'" does not exist'*) exit 3 ;; esac
  exit 1
}
reach_postgres "$@"
in_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -c 'select pg_database_size(current_database())'
`

const LOOK_AT_MYSQL_PROGRAM = `
exec 2>&1
${BASE_FUNCTIONS}${REACH_MYSQL_FUNCTIONS}
reach_mysql "$@"
say_size="select ifnull(sum(data_length + index_length), 0) from information_schema.tables where table_schema = database()"
words=$(echo "$say_size" | sql "$my_database" 2>&1) || {
  printf '%s\\n' "$words"
  case $words in *'ERROR 1049 '*) exit 3 ;; esac
  exit 1
}
printf '%.0f\\n' "$words"
`

const LOOK_AT_REDIS_PROGRAM = `
exec 2>&1
${BASE_FUNCTIONS}${REACH_REDIS_FUNCTIONS}
reach_redis "$@"
of_redis used_memory
`

const LOOK_AT_SQLITE_PROGRAM = `
exec 2>&1
command -v sqlite3 >/dev/null || { echo 'there is no sqlite3 on the host: install it'; exit 1; }
[ -e "$1" ] || { echo "$1 is not there"; exit 3; }
[ -r "$1" ] || { echo "$1 cannot be read"; exit 1; }
echo "$(($(wc -c <"$1")))"
`

const LOOK_AT_FILES_PROGRAM = `
exec 2>&1
cd "$1" || exit 1
shift
for path in "$@"; do
  [ -e "$path" ] || [ -L "$path" ] || { echo "there is no $path in $PWD"; exit 3; }
done
du -sk -- "$@" | awk '{ sum += $1 } END { printf "%d\\n", sum * 1024 }'
`

/** Of many objects only the first 20,000 are counted: the dump counts them all before it begins. */
const LOOK_AT_S3_PROGRAM = `
exec 2>&1
${BASE_FUNCTIONS}${REACH_S3_FUNCTIONS}${LIST_FUNCTIONS}
s3=$(mktemp -d) || exit 1
trap 'rm -rf "$s3"' EXIT
reach_s3 "$@"
list_bucket "$s3/live" 20 || {
  echo "there is no bucket $s3_bucket at $s3_endpoint"
  exit 3
}
awk -F '\\t' '{ sum += $2 } END { printf "%.0f\\n", sum }' "$s3/live"
`

/** How large a volume is only Docker knows without a container, and it may take long to tell. */
const LOOK_AT_VOLUME_PROGRAM = `
exec 2>&1
${BASE_FUNCTIONS}${FIND_VOLUME_FUNCTIONS}
find_volume "$1"
[ -n "$volume" ] || { echo "there is no volume \${1#*:}"; exit 3; }
writers=$(list_writers) || exit 1
refuse_writers "$writers"
timeout 20 docker system df --verbose --format '{{range .Volumes}}{{.Name}} {{.Size}}{{println}}{{end}}' 2>/dev/null | awk -v volume="$volume" '
  $1 == volume { factor = 1; if ($2 ~ /kB$/) factor = 1e3; if ($2 ~ /MB$/) factor = 1e6; if ($2 ~ /GB$/) factor = 1e9; if ($2 ~ /TB$/) factor = 1e12; bytes = $2 * factor }
  END { printf "%.0f\\n", bytes }'
`
