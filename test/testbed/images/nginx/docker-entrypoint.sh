#!/bin/sh
# Templates become configuration: only the variables that exist are replaced, so that $host and the like stay.
set -eu
names=$(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/${\1}/p' | tr '\n' ' ')
for template in /etc/nginx/templates/*.template; do
  [ -f "$template" ] || continue
  name=$(basename "$template" .template)
  envsubst "$names" < "$template" > "/etc/nginx/conf.d/$name"
done
exec "$@"
