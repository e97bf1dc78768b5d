#!/bin/sh
# Arguments alone are those of redis-server, which runs as its own user and answers other containers.
set -eu
case ${1:-} in -* | *.conf) set -- redis-server "$@" ;; esac
[ "${1:-}" = redis-server ] || exec "$@"
set -- "$@" --protected-mode no
[ "$(id -u)" = 0 ] || exec "$@"
chown -R redis: /data
exec setpriv --reuid=redis --regid=redis --init-groups "$@"
