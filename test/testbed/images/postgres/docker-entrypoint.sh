#!/bin/bash
# On an empty data folder: makes the cluster, the user and the database of the POSTGRES_* variables and runs
# /docker-entrypoint-initdb.d. The server listens to the network only after that.
set -euo pipefail

# The value of a variable, or the content of the file that NAME_FILE names.
setting() {
  local file=${1}_FILE
  if [[ -n ${!file:-} ]]; then cat "${!file}"; else printf '%s' "${!1:-${2:-}}"; fi
}

create_cluster() {
  local user password database method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  user=$(setting POSTGRES_USER postgres)
  password=$(setting POSTGRES_PASSWORD)
  database=$(setting POSTGRES_DB "$user")
  if [[ -z $password && $method != trust ]]; then
    echo 'Error: the database is not initialized and POSTGRES_PASSWORD is not set.' >&2
    exit 1
  fi
  local arguments=()
  read -r -a arguments <<< "${POSTGRES_INITDB_ARGS:-}"
  local password_file
  password_file=$(mktemp)
  printf '%s\n' "$password" > "$password_file"
  if [[ -n $password ]]; then arguments+=(--pwfile="$password_file"); fi
  initdb --username="$user" "${arguments[@]}"
  rm "$password_file"
  echo "host all all all $method" >> "$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >> "$PGDATA/postgresql.conf"

  export PGUSER=$user PGPASSWORD=$password
  pg_ctl --wait --options="-c listen_addresses=''" start
  if [[ $database != postgres ]]; then createdb --maintenance-db=postgres "$database"; fi
  export PGDATABASE=$database
  run_scripts
  pg_ctl --wait --mode=fast stop
  unset PGUSER PGPASSWORD PGDATABASE
}

run_scripts() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) bash "$file" ;;
      *.sql) psql --no-psqlrc --set=ON_ERROR_STOP=1 --file="$file" ;;
      *.sql.gz) gunzip --stdout "$file" | psql --no-psqlrc --set=ON_ERROR_STOP=1 ;;
    esac
  done
}

if [[ ${1:-} == -* ]]; then set -- postgres "$@"; fi
if [[ ${1:-} != postgres ]]; then exec "$@"; fi
if [[ $(id -u) == 0 ]]; then
  mkdir -p "$PGDATA"
  chown -R postgres: "$PGDATA"
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [[ ! -s $PGDATA/PG_VERSION ]]; then create_cluster; fi
exec "$@"
