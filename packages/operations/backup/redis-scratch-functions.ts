import { KEYSPACE_FUNCTIONS } from './redis-functions.ts'

/**
 * Shell functions that load an RDB into a server of its own beside the live one. For programs with
 * REACH_REDIS_FUNCTIONS, `$work`, `$name` and `$run`.
 *
 * `start_scratch FILE PORT NETWORK`: of the same version: the server of the host, or the image of the container. In a container the file
 * goes through its standard input: no mount, nothing left. `in_scratch WORDS...`: redis-cli there.
 */
export const REDIS_SCRATCH_FUNCTIONS = `${KEYSPACE_FUNCTIONS}
setting_of() { in_redis cli config get "$1" </dev/null | sed -n 2p; }
# shellcheck disable=SC2016 # run by the shell of the container
scratch='
  umask 077
  mkdir -p "$1" && cd "$1" || exit 1
  IFS= read -r password || exit 1
  cat >dump.rdb || exit 1
  server=$(command -v redis-server || command -v valkey-server) || {
    echo "there is no redis-server: install it on the host"
    exit 127
  }
  printf "%s\\n" "requirepass $password" "port $2" "databases $3" "bind 127.0.0.1" "unixsocket server.sock" "unixsocketperm 600" "pidfile server.pid" \\
    "dir ." "dbfilename dump.rdb" "save \\"\\"" "appendonly no" "daemonize no" "repl-diskless-sync yes" "repl-diskless-sync-delay 0" | timeout 3600 "$server" -'
start_scratch() {
  stop_scratch
  scratch_password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \\n')
  databases=$(setting_of databases)
  if [ -n "$found" ]; then
    image=$(docker inspect --format '{{.Image}}' "$found") || exit 1
    { printf '%s\\n' "$scratch_password" && cat "$1"; } |
      docker run --rm -i --name "dk-redis-$run-$name" --network "$3" --entrypoint sh "$image" -c "$scratch" sh /tmp/deploy-kit "$2" "\${databases:-16}" >"$work/$name.log" 2>&1 &
  else
    { printf '%s\\n' "$scratch_password" && cat "$1"; } | sh -c "$scratch" sh "$work/$name.scratch" "$2" "\${databases:-16}" >"$work/$name.log" 2>&1 &
  fi
  scratch_job=$!
  trap stop_scratch EXIT
  until [ "$(in_scratch ping 2>/dev/null)" = PONG ]; do
    kill -0 "$scratch_job" 2>/dev/null || return 1
    sleep 0.1 2>/dev/null || sleep 1
  done
}
in_scratch() {
  REDISCLI_AUTH=$scratch_password
  export REDISCLI_AUTH
  if [ -n "$found" ]; then
    docker exec -i -e REDISCLI_AUTH "dk-redis-$run-$name" sh -c "cd /tmp/deploy-kit && $inside" sh cli -s server.sock "$@" </dev/null
  else
    (cd "$work/$name.scratch" && sh -c "$inside" sh cli -s server.sock "$@" </dev/null)
  fi
  code=$?
  unset REDISCLI_AUTH
  return "$code"
}
# Also one that a dead run has left: what runs in this folder is ours.
stop_scratch() {
  trap - EXIT
  if [ -n "$found" ]; then
    docker rm --force --volumes "dk-redis-$run-$name" >/dev/null 2>&1
  elif [ -d "$work/$name.scratch" ]; then
    left=$(cat "$work/$name.scratch/server.pid" 2>/dev/null)
    if [ -n "$left" ] && [ "$(readlink "/proc/$left/cwd")" = "$(cd "$work/$name.scratch" && pwd -P)" ]; then
      kill "$left"
      while kill -0 "$left" 2>/dev/null; do sleep 0.1 2>/dev/null || sleep 1; done
    fi
    rm -rf "$work/$name.scratch"
  fi
  return 0
}
scratch_words() { tail -n 3 "$work/$name.log" | tr '\\n' ' '; }
`

/**
 * For programs with REDIS_SCRATCH_FUNCTIONS. `keep_settings`, `put_settings`: those that are others for a moment. `become FILE`: what is live is what the
 * file has, whole, or the program fails.
 */
export const REDIS_BECOME_FUNCTIONS = `
keep_settings() {
  [ -d "$work/$name.settings" ] || {
    mkdir -p "$work/$name.settings.part" || exit 1
    for key in masterauth masteruser repl-diskless-sync-delay; do setting_of "$key" >"$work/$name.settings.part/$key" || exit 1; done
    mv "$work/$name.settings.part" "$work/$name.settings" || exit 1
  }
}
put_settings() {
  for key in masterauth masteruser repl-diskless-sync-delay; do
    [ ! -e "$work/$name.settings/$key" ] || tr -d '\\n' <"$work/$name.settings/$key" | in_redis cli -x config set "$key" >/dev/null || exit 1
  done
}
# By a replication, for it brings everything that an RDB has in one step, needs no file of the server, and puts the log (AOF) in order by itself.
become() {
  keep_settings
  tries=0 network=container:$found
  until
    port=$((20000 + $(od -An -N2 -tu2 /dev/urandom | tr -d ' ') % 10000))
    start_scratch "$1" "$port" "$network"
  do
    tries=$((tries + 1))
    [ "$tries" -lt 5 ] || fail "No server can be started beside Redis: $(scratch_words)"
  done
  # The file knows which history it is from, and a server that goes on from there gets nothing of it: it is given a new one.
  { in_scratch replicaof 127.0.0.1 1 && in_scratch replicaof no one; } >/dev/null || exit 1
  printf %s "$scratch_password" | in_redis cli -x config set masterauth >/dev/null || exit 1
  if [ -s "$work/$name.settings/masteruser" ]; then in_redis cli config set masteruser '' </dev/null >/dev/null || exit 1; fi
  in_redis cli replicaof 127.0.0.1 "$port" </dev/null >/dev/null || exit 1
  until in_redis cli info replication </dev/null 2>/dev/null | tr -d '\\r' | grep -qx master_link_status:up; do
    kill -0 "$scratch_job" 2>/dev/null || fail "The server beside Redis ended: $(scratch_words)"
    sleep 0.1 2>/dev/null || sleep 1
  done
  whole=$(in_scratch info stats | field sync_full)
  in_scratch info keyspace | counted >"$work/$name.wanted"
  keyspace >"$work/$name.found"
  in_redis cli replicaof no one </dev/null >/dev/null || exit 1
  put_settings
  stop_scratch
  [ "\${whole:-0}" -gt 0 ] || fail 'Redis did not take the data'
  # Keys that end may have ended in between.
  differences=$(awk 'NR == FNR { lasting[$1] = $2; next } { lasting[$1] -= $2 } END { for (each in lasting) if (lasting[each] != 0) print "database " each }' "$work/$name.wanted" "$work/$name.found")
  [ -z "$differences" ] || fail "Redis has other keys than it was given: $differences"
  rm -f "$work/$name.wanted" "$work/$name.found" "$work/$name.log"
  make_durable
}
until_info() { until [ "$(of_redis "$1")" = "$2" ]; do sleep 0.1 2>/dev/null || sleep 1; done; }
# What is only in memory would be lost with the server.
make_durable() {
  if [ "$(setting_of appendonly)" = yes ]; then
    until_info aof_rewrite_scheduled 0
    until_info aof_rewrite_in_progress 0
    [ "$(of_redis aof_last_bgrewrite_status)" = ok ] || fail 'Redis could not write its log (AOF)'
  elif [ -n "$(setting_of save)" ]; then
    until_info rdb_bgsave_in_progress 0
    in_redis cli bgsave </dev/null >/dev/null || exit 1
    until_info rdb_bgsave_in_progress 0
    [ "$(of_redis rdb_last_bgsave_status)" = ok ] || fail 'Redis could not write its file (RDB)'
  fi
}
`
