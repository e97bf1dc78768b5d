import { CONFIG_FUNCTIONS } from './config-table.ts'
import { SERVICES_FUNCTIONS } from './service-functions.ts'

/**
 * Writes what the release runs: images by what they hold, not by tags that move, under names that keep them from being pruned. What
 * containers mount of the release is copied to where no other release, and no cleaning up, changes it under them.
 */
export const PIN_PROGRAM = `
set -u
compose=$1 release=$2 project=$3 directory=$4 folder=$5 live=$6 profiles=$7 named=$8
shift 8
${SERVICES_FUNCTIONS}${CONFIG_FUNCTIONS}
records=$compose/$release
mkdir -p "$compose/files" || exit 1
config=$records/config
trap 'rm -f "$config" "$records"/*.partial' EXIT
trap 'exit 143' HUP INT TERM
write_config || exit 1
services=$(list_services) || exit 1
tab=$(printf '\\t')
read_config "$config" >"$records/table.partial" || exit 1

digest_files() {
  if [ -d "$1" ]; then
    (cd "$1" && find . -type f -exec sha256sum {} + | sort -k 2 && find . ! -type f | sort && find . -type f -perm -u+x | sort)
  else
    sha256sum <"$1"
  fi | sha256sum | cut -d ' ' -f 1
}

# Prints where a file or folder of the release is found for good; nothing for what is not the release's own.
pin() {
  case $1 in "$folder"/*) ;; *) return 0 ;; esac
  if [ ! -e "$1" ] || [ -L "$1" ]; then return 0; fi
  # A folder that containers may write to is not ours to copy.
  [ ! -d "$1" ] || [ "$2" = ro ] || return 0
  digest=$(digest_files "$1")
  place=$compose/files/$(printf %.32s "$digest")
  if [ ! -e "$place" ]; then
    rm -rf "$place.partial"
    (umask 022 && mkdir "$place.partial") && cp -a "$1" "$place.partial/" && mv "$place.partial" "$place" || return 1
  fi
  printf '%s\\n' "$place/\${1##*/}"
}
# What a container mounts without a copy makes it another one as well when it changes.
watch() {
  case $1 in "$folder"/*) ;; *) return 0 ;; esac
  if [ -f "$1" ]; then sha256sum <"$1"; elif [ -d "$1" ] && [ ! -L "$1" ]; then digest_files "$1"; fi
}
quoted() { printf '"%s"' "$(printf %s "$1" | sed 's/[\\\\"]/\\\\&/g')"; }

# Of each service: the name of its image, whether it was carried, and what to find it by.
for service in $services; do
  name=$(awk -F '\\t' -v service="$service" '$1 == "image" && $2 == service { print $3 }' "$records/table.partial")
  name=\${name:-$project-$service} carried=''
  for pair in "$@"; do
    if [ "\${pair%%=*}" = "$service" ]; then carried=\${pair#*=}; fi
  done
  echo "$service $name \${carried:+carried} \${carried:-pulled $name}"
done >"$records/images.partial"
# shellcheck disable=SC2046 # names and ids of images have no spaces
if ! docker image inspect --format '{{.Id}} {{if .RepoDigests}}{{index .RepoDigests 0}}{{else}}-{{end}}' $(awk '{ print $4 }' "$records/images.partial") >"$records/found.partial"; then
  while read -r service name how reference; do
    docker image inspect "$reference" >/dev/null 2>&1 && continue
    [ "$how" = pulled ] || how=' any more: deploy again, and it is carried there'
    echo "The image $name of $service is not on the host\${how#pulled}" >&2
  done <"$records/images.partial"
  exit 1
fi
tagged=$(docker images --no-trunc --filter "reference=deploy-kit/$project" --format '{{.Repository}}:{{.Tag}} {{.ID}}')

: >"$records/services.partial"
: >"$records/override.partial"
echo services: >>"$records/override.partial"
paste -d ' ' "$records/images.partial" "$records/found.partial" >"$records/pinned.partial"
while read -r service image how _ id origin; do
  [ "$how" = pulled ] || origin=carried
  name=deploy-kit/$project:$service-$(printf %.12s "\${id#sha256:}")
  printf '%s\\n' "$tagged" | grep -qxF "$name $id" || docker tag "$id" "$name" || exit 1
  : >"$records/mounts.partial"
  : >"$records/seen.partial"
  # shellcheck disable=SC2094 # it is only read
  while IFS=$tab read -r kind owner source target mode; do
    case $kind in
      bind)
        [ "$owner" = "$service" ] || continue
        place=$(pin "$source" "$mode") || exit 1
        if [ -z "$place" ]; then watch "$source" >>"$records/seen.partial"; continue; fi
        only=false
        [ "$mode" = rw ] || only=true
        printf '      - {type: bind, source: %s, target: %s, read_only: %s}\\n' "$(quoted "$place")" "$(quoted "$target")" "$only" >>"$records/mounts.partial"
        ;;
      uses)
        [ "$owner" = "$service" ] || continue
        path=$(awk -F '\\t' -v section="$source" -v name="$target" '$1 == "file" && $2 == section && $3 == name { print $4 }' "$records/table.partial")
        [ ! -f "$path" ] || sha256sum <"$path" >>"$records/seen.partial"
        ;;
    esac
  done <"$records/table.partial"
  digest=$({ digest_service "$config" "$service" "$folder" "$live"; echo "$id"; cat "$records/mounts.partial" "$records/seen.partial"; } | sha256sum | cut -d ' ' -f 1)
  {
    printf '  %s:\\n    image: %s\\n    labels:\\n      deploy-kit.config: "%s"\\n    depends_on: !reset {}\\n' "$(quoted "$service")" "$name" "$digest"
    [ ! -s "$records/mounts.partial" ] || { echo '    volumes:'; cat "$records/mounts.partial"; }
    # A name for these containers alone, wherever Docker starts them again.
    awk -F '\\t' -v service="$service" '$1 == "network" && $2 == service { print $3 }' "$records/table.partial" >"$records/seen.partial"
    [ ! -s "$records/seen.partial" ] || echo '    networks:'
    while IFS= read -r network; do printf '      %s:\\n        aliases: [%s]\\n' "$(quoted "$network")" "$(quoted "$service-$(printf %.12s "$digest")")"; done <"$records/seen.partial"
  } >>"$records/override.partial"
  echo "$service $digest $id $image $origin" >>"$records/services.partial"
done <"$records/pinned.partial"
for section in configs secrets; do
  while IFS=$tab read -r kind owner name path; do
    if [ "$kind" != file ] || [ "$owner" != "$section" ]; then continue; fi
    place=$(pin "$path" ro) || exit 1
    [ -z "$place" ] || printf '  %s:\\n    file: %s\\n' "$(quoted "$name")" "$(quoted "$place")"
  done <"$records/table.partial" >"$records/seen.partial"
  [ ! -s "$records/seen.partial" ] || { echo "$section:"; cat "$records/seen.partial"; } >>"$records/override.partial"
done
# What Compose does not take is found out here, and not in the midst of the cutover.
COMPOSE_FILE=$COMPOSE_FILE:$records/override.partial compose config --quiet || exit 1
mv "$records/override.partial" "$records/override.yaml"
mv "$records/services.partial" "$records/services"
while read -r service _ id image _; do echo "$service runs $image, $id"; done <"$records/services"
`
