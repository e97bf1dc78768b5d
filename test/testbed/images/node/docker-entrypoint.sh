#!/bin/sh
# What is not a program is for node.
set -eu
case ${1:-} in -*) set -- node "$@" ;; esac
command -v "${1:-node}" >/dev/null || set -- node "$@"
exec "$@"
