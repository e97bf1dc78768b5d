#!/bin/bash
# On an empty data folder: makes the server's own tables, root's password, and the user and the database of the MARIADB_* variables.
set -euo pipefail

# The value of a variable, or the content of the file that NAME_FILE names.
setting() {
  local file=${1}_FILE
  if [[ -n ${!file:-} ]]; then cat "${!file}"; else printf '%s' "${!1:-}"; fi
}

create_database() {
  local password database user
  password=$(setting MARIADB_ROOT_PASSWORD)
  database=$(setting MARIADB_DATABASE)
  user=$(setting MARIADB_USER)
  [[ -n $password ]] || { echo 'Error: the database is not initialized and MARIADB_ROOT_PASSWORD is not set.' >&2 && exit 1; }
  mariadb-install-db --datadir=/var/lib/mysql --auth-root-authentication-method=normal --skip-test-db > /dev/null
  {
    echo 'FLUSH PRIVILEGES;'
    if [[ -n $database ]]; then echo "CREATE DATABASE \`$database\`;"; fi
    if [[ -n $user ]]; then
      echo "CREATE USER '$user'@'%' IDENTIFIED BY '$(setting MARIADB_PASSWORD)';"
      if [[ -n $database ]]; then echo "GRANT ALL ON \`$database\`.* TO '$user'@'%';"; fi
    fi
    # Its reader takes one statement a line.
    echo "CREATE USER 'root'@'%' IDENTIFIED BY '$password';"
    echo "GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;"
    echo "SET PASSWORD FOR 'root'@'localhost' = PASSWORD('$password');"
  } | mariadbd --bootstrap --skip-networking
}

if [[ ${1:-} == -* ]]; then set -- mariadbd "$@"; fi
if [[ ${1:-} != mariadbd ]]; then exec "$@"; fi
if [[ $(id -u) == 0 ]]; then
  chown -R mysql: /var/lib/mysql /run/mysqld
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$@"
fi
if [[ ! -d /var/lib/mysql/mysql ]]; then create_database; fi
exec "$@" --bind-address=0.0.0.0
