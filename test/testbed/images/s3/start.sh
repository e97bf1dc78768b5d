#!/bin/sh
# [server] [FOLDER] [flags]: the command line of MinIO; FOLDER is fixed, other words are passed over.
set -eu
mkdir -p /data/disk /var/cache/swift
chown swift: /data /data/disk /var/cache/swift
user=${MINIO_ROOT_USER:-minioadmin}
printf 'user_storage_%s = %s .admin\n' "$user" "${MINIO_ROOT_PASSWORD:-minioadmin}" > /etc/swift/keys
sed '/^# start.sh puts/r /etc/swift/keys' /etc/swift/proxy-server.conf > /run/proxy-server.conf
chown swift: /run/proxy-server.conf

memcached -u memcache -l 127.0.0.1 -m 16 -d
for kind in account container object; do "swift-$kind-server" "/etc/swift/$kind-server.conf" & done
tries=0
# A proxy that is up before them would take them for broken and pass over them for a minute.
for port in 6200 6201 6202; do
  until curl --silent --output /dev/null "http://127.0.0.1:$port/healthcheck"; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || exit 1
    sleep 0.1
  done
done
exec swift-proxy-server /run/proxy-server.conf
