/** Run by the shell of a container, with its environment: what is secret there stays there. The last line says what was seen. */

/** Arguments: user, database (each may be empty), seconds. By TCP: while the cluster is made, the server listens on its socket only. */
export const POSTGRES_PROGRAM = `
setting() { if [ -n "$1" ]; then printf %s "$1"; elif [ -n "$2" ]; then cat "$2"; fi; }
user=\${1:-$(setting "\${POSTGRES_USER:-}" "\${POSTGRES_USER_FILE:-}")}
user=\${user:-postgres}
database=\${2:-$(setting "\${POSTGRES_DB:-}" "\${POSTGRES_DB_FILE:-}")}
database=\${database:-$user}
password=$(setting "\${POSTGRES_PASSWORD:-}" "\${POSTGRES_PASSWORD_FILE:-}")
if [ -n "$password" ]; then
  PGPASSWORD=$password
  export PGPASSWORD
fi
PGCONNECT_TIMEOUT=$3
export PGCONNECT_TIMEOUT
if ! words=$(pg_isready -h 127.0.0.1 -U "$user" -d "$database" -t "$3" 2>&1); then
  echo "is not ready: $(printf '%s\\n' "$words" | tail -n 1)"
  exit 1
fi
if ! answer=$(psql -X -w -q -A -t -h 127.0.0.1 -U "$user" -d "$database" -c 'select 1' 2>&1) || [ "$answer" != 1 ]; then
  echo "is up, but answers no query of $user in $database: $(printf '%s\\n' "$answer" | tail -n 1)"
  exit 1
fi
echo "answers a query of $user in $database"
`

/** redis-cli takes the password from REDISCLI_AUTH; the other names are what images and compose files have for it. */
export const REDIS_PROGRAM = `
password=\${REDIS_PASSWORD:-}
if [ -z "$password" ] && [ -n "\${REDIS_PASSWORD_FILE:-}" ]; then password=$(cat "$REDIS_PASSWORD_FILE"); fi
if [ -z "\${REDISCLI_AUTH:-}" ] && [ -n "$password" ]; then
  REDISCLI_AUTH=$password
  export REDISCLI_AUTH
fi
answer=$(redis-cli ping 2>&1)
case $answer in
  PONG | *'
PONG') echo 'answers PONG' && exit 0 ;;
  *LOADING*) echo 'still loads its data: give it time with attempts and delay' ;;
  *WRONGPASS*) echo 'refuses the password that its container has in REDISCLI_AUTH or REDIS_PASSWORD' ;;
  *NOAUTH*) echo 'asks for a password: give its service the environment variable REDISCLI_AUTH' ;;
  *) printf 'does not answer PONG: %s\\n' "$(printf '%s\\n' "$answer" | tail -n 1)" ;;
esac
exit 1
`

/** Arguments: module of the application, name of the node with %h for the host, seconds to wait for its answer. */
export const CELERY_PROGRAM = `
name=$(cat /proc/sys/kernel/hostname)
case $2 in *%h*) node=\${2%%%h*}$name\${2#*%h} ;; *) node=$2 ;; esac
if ! command -v celery >/dev/null 2>&1; then
  echo 'has no program celery in its PATH'
  exit 1
fi
if ! answer=$(celery -A "$1" inspect ping -d "$node" --timeout "$3" 2>&1); then
  printf '%s does not answer: %s\\n' "$node" "$(printf '%s\\n' "$answer" | grep . | tail -n 1)"
  exit 1
fi
echo "$node answers"
`
