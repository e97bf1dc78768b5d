import { CONFIG_FUNCTIONS } from './config-table.ts'
import { SERVICES_FUNCTIONS } from './service-functions.ts'

/**
 * Registry images are asked for anew, because a tag may have moved, unless \`pull_policy\` says otherwise. The password is read before
 * anything else can read it, and the login is in a folder of its own that nobody else sees, and that is gone at the end.
 */
export const BRING_PROGRAM = `
set -u
records=$1 directory=$2 profiles=$3 named=$4 user=$5 registry=$6
shift 6
carried=" $* "
${SERVICES_FUNCTIONS}${CONFIG_FUNCTIONS}
mkdir -p "$records" || exit 1
config=$records/config
# Also the login of a run that was killed.
rm -rf "\${records%/*}"/*/docker
trap 'rm -rf "$config" "$records/docker"' EXIT
trap 'exit 143' HUP INT TERM
if [ -n "$user" ]; then
  (umask 077 && mkdir "$records/docker") || exit 1
  # Where people install Compose for themselves.
  [ ! -d "\${HOME-}/.docker/cli-plugins" ] || ln -s "$HOME/.docker/cli-plugins" "$records/docker/cli-plugins"
  export DOCKER_CONFIG="$records/docker"
  # shellcheck disable=SC2086 # empty for Docker Hub
  docker login --username "$user" --password-stdin $registry >/dev/null 2>"$DOCKER_CONFIG/words" || { cat "$DOCKER_CONFIG/words" >&2; exit 1; }
fi
write_config || exit 1
services=$(list_services) || exit 1
table=$(read_config "$config")
of() { printf '%s\\n' "$table" | awk -F '\\t' -v kind="$1" -v service="$2" '$1 == kind && $2 == service { print $3 }'; }

# About as much as the biggest of them takes now.
# shellcheck disable=SC2046 # names of images have no spaces
largest=$(docker image inspect --format '{{.Size}}' $(for service in $services; do of image "$service"; done) 2>/dev/null | sort -n | tail -n 1)
need=$((\${largest:-268435456} / 1024 + 65536))
free=$(df -Pk "$(docker info --format '{{.DockerRootDir}}')" 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -n "$free" ] && [ "$free" -lt "$need" ]; then
  echo "Images need about $((need / 1024)) MiB, $((free / 1024)) MiB are free on the disk of the Docker Engine" >&2
  exit 28
fi

builds='' pulled=' '
for service in $services; do
  case $carried in *" $service "*) continue ;; esac
  if [ -n "$(of build "$service")" ]; then
    builds="$builds $service"
    continue
  fi
  image=$(of image "$service") policy=$(of policy "$service")
  case $pulled in *" $image "*) continue ;; esac
  pulled="$pulled$image "
  before=$(docker image inspect --format '{{.Id}}' "$image" 2>/dev/null)
  case \${before:+yes}:$policy:$image in
    yes:never:*|yes:missing:*|yes:if_not_present:*|yes:*@sha256:*) continue ;;
    :never:*) echo "$image of $service is not on the host, and its pull_policy is never" >&2; exit 1 ;;
  esac
  echo "Pulling $image"
  docker pull --quiet "$image" >/dev/null || { echo "$image of $service cannot be pulled" >&2; exit 1; }
  id=$(docker image inspect --format '{{.Id}}' "$image") || exit 1
  [ "$id" = "$before" ] || echo "$image $id" >>"\${records%/*}/brought"
done
# shellcheck disable=SC2086 # names of services have no spaces
[ -z "$builds" ] || compose build $builds >&2
`
