import { CONTAINER_FUNCTIONS } from './server-place.ts'

/**
 * Shell functions for a Redis server, in a container or on the host. For programs with BASE_FUNCTIONS.
 *
 * `reach_redis WHERE ADDRESS PORT`: leads the others to it. Its password is what REDISCLI_AUTH, REDIS_PASSWORD (also _FILE) of its container, or
 * its configuration file, say; it stays there. `in_redis cli|check WORDS...`: redis-cli, or redis-check-rdb, there (or those of Valkey).
 * `of_redis FIELD` of INFO;
 */
export const REACH_REDIS_FUNCTIONS = `${CONTAINER_FUNCTIONS}
# shellcheck disable=SC2016 # run by the shell of the container
inside=$setting'
  if [ -z "\${REDISCLI_AUTH:-}" ]; then
    REDISCLI_AUTH=$(setting "\${REDIS_PASSWORD:-}" "\${REDIS_PASSWORD_FILE:-}")
    for file in /etc/redis/redis.conf /usr/local/etc/redis/redis.conf /etc/valkey/valkey.conf; do
      [ -n "$REDISCLI_AUTH" ] || [ ! -r "$file" ] || REDISCLI_AUTH=$(sed -n "s/^ *requirepass  *[\\"]\\{0,1\\}\\([^\\" ]*\\).*/\\1/p" "$file" | tail -n 1)
    done
    if [ -n "$REDISCLI_AUTH" ]; then export REDISCLI_AUTH; else unset REDISCLI_AUTH; fi
  fi
  case $1 in check) wanted=check-rdb ;; *) wanted=$1 ;; esac
  shift
  path=$(command -v "redis-$wanted" || command -v "valkey-$wanted") || {
    echo "there is no redis-$wanted beside the server" >&2
    exit 127
  }
  exec "$path" "$@"'
reach_redis() {
  found='' redis_address=$2 redis_port=$3
  [ "$1" = host ] || find_container "$1"
  while answer=$(in_redis cli ping 2>&1 </dev/null); do
    case $answer in *LOADING*) sleep 0.2 2>/dev/null || sleep 1 ;; *) break ;; esac
  done
  case $answer in
    PONG) ;;
    *NOAUTH*) fail 'Redis asks for a password: give its service the environment variable REDISCLI_AUTH' ;;
    *) fail "Redis does not answer: $(printf '%s\\n' "$answer" | tail -n 1)" ;;
  esac
}
in_redis() {
  program=$1
  shift
  if [ -n "$found" ]; then
    docker exec -i "$found" sh -c "$inside" sh "$program" "$@"
    return
  fi
  if [ "$program" = cli ]; then
    [ -z "$redis_port" ] || set -- -p "$redis_port" "$@"
    case $redis_address in
      '') ;;
      /*) set -- -s "$redis_address" "$@" ;;
      *) set -- -h "$redis_address" "$@" ;;
    esac
  fi
  sh -c "$inside" sh "$program" "$@"
}
field() { tr -d '\\r' | sed -n "s/^$1://p"; }
of_redis() { in_redis cli info all </dev/null | field "$1"; }
`

/** For programs that have reached a server. `keyspace`: a line for every database: its keys without an end, and those with one. */
export const KEYSPACE_FUNCTIONS = `
counted() { tr -d '\\r' | sed -n 's/^db\\([0-9]*\\):keys=\\([0-9]*\\),expires=\\([0-9]*\\).*/\\1 \\2 \\3/p' | awk '{ print $1, $2 - $3, $3 }'; }
keyspace() { in_redis cli info keyspace </dev/null | counted; }
`

/** `read_rdb`: the dataset as of one moment. `check_rdb` reads all of it, and prints how many keys have no end, and how many have one. `$stages` is a folder. */
export const RDB_FUNCTIONS = `
read_rdb() { in_redis cli --rdb - </dev/null; }
check_rdb() {
  in_redis check /dev/stdin >"$stages/words" || {
    tail -n 5 "$stages/words" >&2
    return 1
  }
  awk '/ keys read$/ { keys = $2 } / expires$/ { ends = $2 } END { print keys - ends, ends + 0 }' "$stages/words"
}
`
