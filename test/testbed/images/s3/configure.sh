#!/bin/sh
# One node with one copy of everything: a ring and a server of each kind.
set -eu
cd /etc/swift
port=6200
for kind in account container object; do
  swift-ring-builder "$kind.builder" create 4 1 0
  swift-ring-builder "$kind.builder" add "r1z1-127.0.0.1:$port/disk" 1
  # Ends with 1 when it only warns that there is nothing to balance.
  swift-ring-builder "$kind.builder" rebalance || [ $? = 1 ]
  sed "s/KIND/$kind/g; s/PORT/$port/" storage-server.conf > "$kind-server.conf"
  port=$((port + 1))
done
rm storage-server.conf
chown -R swift: /etc/swift
