import { STOP_CONTAINERS_FUNCTIONS } from '../tools/stopped-containers.ts'
import type { VolumeComponent } from './component.ts'

/** Where a volume is, as the programs are told: `volume:NAME`, or `project:PROJECT/KEY`. */
export function volumeWord({ place }: VolumeComponent, project: string | undefined): string {
  return place.kind === 'volume' ? `volume:${place.volume}` : `project:${project ?? ''}/${place.key}`
}

/**
 * `find_volume PLACE`: sets `$volume`, to nothing when there is none. `list_writers`: a line for each container that runs and can write into it, and for
 * each that lives in the network of such a one: id, name, whether Docker removes it when it ends, whether Swarm would start another one;
 * the longest running first. `refuse_writers`: fails when one of them cannot be stopped and started. For programs with BASE_FUNCTIONS.
 */
export const FIND_VOLUME_FUNCTIONS = `
find_volume() {
  case $1 in
    volume:*) volume=$(docker volume ls --quiet) && volume=$(printf '%s\\n' "$volume" | grep -xF -- "\${1#volume:}") || volume='' ;;
    project:*)
      place=\${1#project:}
      [ -n "\${place%%/*}" ] || fail "No Compose project is live whose volume \${place#*/} could be meant"
      volume=$(docker volume ls --quiet --filter "label=com.docker.compose.project=\${place%%/*}" --filter "label=com.docker.compose.volume=\${place#*/}") || exit 1
      ;;
  esac
  docker version >/dev/null || exit 1
}
list_writers() {
  running=$(docker ps --no-trunc --quiet) || return 1
  [ -n "$running" ] || return 0
  # shellcheck disable=SC2086 # ids are hexadecimal
  running=$(docker inspect --format '{{.State.StartedAt}} {{.Id}} {{.Name}} {{.State.Paused}} {{.HostConfig.AutoRemove}} {{.HostConfig.NetworkMode}} {{with index .Config.Labels "com.docker.swarm.task.id"}}swarm{{else}}-{{end}}{{range .Mounts}}{{if eq .Type "volume"}} {{.Name}}:{{.RW}}{{end}}{{end}}' $running) || return 1
  printf '%s\\n' "$running" | sort | awk -v writable="$volume:true" '
    { id[NR] = $2; net[NR] = $6; words[NR] = $2 " " substr($3, 2) " " $5 " " $7; for (n = 8; n <= NF; n++) if ($n == writable && $4 != "true") is_one[$2] = 1 }
    END {
      do {
        more = 0
        for (n = 1; n <= NR; n++) if (!(id[n] in is_one) && net[n] ~ /^container:/ && (substr(net[n], 11) in is_one)) is_one[id[n]] = more = 1
      } while (more)
      for (n = 1; n <= NR; n++) if (id[n] in is_one) print words[n]
    }'
}
refuse_writers() {
  wrong=$(printf '%s\\n' "$1" | awk '$3 == "true" { print $2 }')
  [ -z "$wrong" ] || fail "Docker removes $wrong when it is stopped (--rm), so the volume $volume cannot be packed"
  wrong=$(printf '%s\\n' "$1" | awk '$4 == "swarm" { print $2 }')
  [ -z "$wrong" ] || fail "Swarm starts another one when $wrong is stopped, so the volume $volume cannot be packed"
  [ "$(docker volume inspect --format '{{index .Options "type"}}' "$volume")" != tmpfs ] || fail "The volume $volume is in memory, and would be empty as soon as nobody uses it"
}
`

/**
 * For programs with BASE_FUNCTIONS, `$name`, `$run`, `$kit` and `$watch`.
 *
 * `reach_volume PLACE`: finds it. `prepare_helper`: whether programs can be run on the volume; before anything is stopped. `in_volume ACCESS PROGRAM WORDS...`: runs a program of sh on
 * it, which is /volume, with ACCESS `ro` or `rw`: in a container with the programs of this host, for an image may have none, and with
 * no image but an empty one that is made here. What it prints goes into no log. `stop_writers`, `require_stopped`, `start_containers`.
 */
export const VOLUME_FUNCTIONS = `${FIND_VOLUME_FUNCTIONS}${STOP_CONTAINERS_FUNCTIONS}
empty_image=deploy-kit/empty
host_programs=''
for place in /bin /sbin /lib /lib32 /lib64 /libx32 /usr /etc/alternatives /etc/ld.so.cache; do
  [ ! -e "$place" ] || host_programs="$host_programs --mount type=bind,src=$place,dst=$place,readonly"
done
in_volume() {
  access=$1
  shift
  case $access in ro) access=,readonly ;; rw) access='' ;; esac
  # shellcheck disable=SC2086 # words of its own
  docker run --rm --interactive --name "dk-volume-$run-$name" --label "deploy-kit.helper=$kit" --pull never --log-driver none --network none --security-opt label=disable \\
    --security-opt no-new-privileges --cap-drop ALL --cap-add CHOWN --cap-add DAC_OVERRIDE --cap-add FOWNER --cap-add FSETID --cap-add MKNOD --cap-add SETFCAP \\
    --user 0:0 --env LC_ALL=C --tmpfs /tmp --mount "type=volume,src=$volume,dst=/volume,volume-nocopy$access" $host_programs \\
    --workdir /volume --entrypoint /bin/sh "$empty_image" -c "$@"
}
reach_volume() {
  find_volume "$1"
  # Of a program that was killed.
  docker rm --force "dk-volume-$run-$name" >/dev/null 2>&1 || :
}
prepare_helper() {
  mkdir -p "$kit/stopped" || exit 1
  docker image inspect "$empty_image" >/dev/null 2>&1 || tar -cf - -T /dev/null | docker import - "$empty_image" >/dev/null || fail "No empty image can be made for the volume $volume"
  # shellcheck disable=SC2016 # run by the shell beside the volume
  in_volume ro 'for program in tar find stat sha256sum sort mv; do command -v "$program" >/dev/null || exit 1; done' </dev/null ||
    fail "The programs of this host do not run beside the volume $volume"
}
stop_writers() {
  take_over "$run-$name"
  writers=$(list_writers) || exit 1
  refuse_writers "$writers"
  stop_containers "$(printf '%s\\n' "$writers" | cut -d ' ' -f 1,2)"
}
require_stopped() {
  writers=$(list_writers) || exit 1
  [ -z "$writers" ] || fail "Somebody has started $(printf '%s\\n' "$writers" | cut -d ' ' -f 2 | tr '\\n' ' ')while the volume $volume had to be left alone"
}
`
