import { script, type CarryImageStep, type RunStep } from '../../../core/index.ts'
import type { StrategyTarget } from '../strategy-plan.ts'
import { carrySteps, type Carriage } from './carry.ts'
import { composeIn, liveFolder, projectFolder, recordsFolder, stagedFolder } from './compose-place.ts'
import { CONFIG_FUNCTIONS } from './config-table.ts'
import type { ComposeSource } from './read-source.ts'
import { removeImages } from './remove-images.ts'

/** A pull or a build of everything. */
const IMAGES_SECONDS = 3600
const PIN_SECONDS = 300

/** Exit code for too little space on the disk of the engine. */
const DISK_FULL_EXIT_CODE = 28

/** Brings the images to the host and notes exactly what the release runs. Nothing that is live is touched. */
export function prepareSteps(source: ComposeSource, { host, place, uploadSeconds }: StrategyTarget, carriages: readonly Carriage[]): readonly (RunStep | CarryImageStep)[] {
  const { settings, login } = source
  const { paths, id } = place
  const folder = stagedFolder(paths, id)
  const records = recordsFolder(paths)
  const compose = { ...composeIn(folder, settings), ...(login === undefined ? {} : { stdin: login.password }) }
  const project = projectFolder(folder, settings.files)
  const step = { kind: 'run', host, phase: 'prepare', effect: 'write' } as const
  const named = [listProfiles(source), source.oneShots.join(' ')]
  const carried = carriages.flatMap(({ image, found }) => image.services.map((service) => ({ service, found })))
  return [
    {
      ...step,
      id: 'bring-images',
      title: `Bring the images of ${settings.project}`,
      command: script(BRING_PROGRAM, [`${records}/${id}`, project, ...named, login?.username ?? '', login?.registry ?? '', ...carried.map(({ service }) => service)], compose),
      timeoutSeconds: IMAGES_SECONDS,
      failures: { [DISK_FULL_EXIT_CODE]: { code: 'DK_DISK_FULL', remedy: 'Free space where Docker keeps its images (docker system df); nothing has been changed' } },
      undo: { title: 'Remove images that no release needs', command: removeImages(paths, settings.project, id), timeoutSeconds: PIN_SECONDS }
    },
    // The undo of the step before removes these as well.
    ...carrySteps(carriages, { host, uploadSeconds }),
    {
      ...step,
      id: 'pin-images',
      title: 'Note the images and files that the release runs',
      command: script(PIN_PROGRAM, [records, id, settings.project, project, folder, liveFolder(paths), ...named, ...carried.map(({ service, found }) => `${service}=${found}`)], composeIn(folder, settings)),
      timeoutSeconds: PIN_SECONDS
    }
  ]
}

/** Compose leaves out a service with a profile unless it is asked for. */
function listProfiles({ services, oneShots, settings }: ComposeSource): string {
  const started = settings.steps.flatMap((step) => (step.kind === 'start-first' ? [step.service] : []))
  return [...new Set(services.filter(({ name }) => [...oneShots, ...started].includes(name)).flatMap(({ profiles }) => profiles))].join(' ')
}

/** For programs with `$directory`, `$profiles`, `$named` and `$config`: the services of the release, and all that they are told. */
const SERVICES_FUNCTIONS = `
compose() { docker compose --progress quiet --project-directory "$directory" "$@" </dev/null; }
write_config() {
  flags=''
  for profile in $profiles; do flags="$flags --profile $profile"; done
  # shellcheck disable=SC2086 # profiles are words
  (umask 077 && compose $flags config >"$config")
}
list_services() {
  if [ -z "$profiles" ]; then
    awk '/^[^ ]/ { section = $1 } section == "services:" && /^  [^ ]/ { name = $1; sub(/:$/, "", name); gsub(/"/, "", name); print name }' "$config" | sort -u
    return 0
  fi
  # What other services share a profile with is not asked for.
  names=$(compose config --services) || return 1
  # shellcheck disable=SC2086 # names of services have no spaces
  printf '%s\\n' $names $named | sort -u
}
`

/**
 * Registry images are asked for anew, because a tag may have moved, unless \`pull_policy\` says otherwise. The password is read before
 * anything else can read it, and the login is in a folder of its own that nobody else sees, and that is gone at the end.
 */
const BRING_PROGRAM = `
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

/**
 * Writes what the release runs: images by what they hold, not by tags that move, under names that keep them from being pruned. What
 * containers mount of the release is copied to where no other release, and no cleaning up, changes it under them.
 */
const PIN_PROGRAM = `
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
