import { script, type Command } from '../../../core/index.ts'
import type { HostPaths } from '../../tools/host-paths.ts'
import { recordsFolder } from './compose-place.ts'

/**
 * Removes what releases that are gone have left: their records, the files that containers had mounted, and their images, by the names
 * that deploy-kit gave them and by those that it pulled; an image without any other name is removed itself. What a container uses, and
 * what was there before, stays. `failed`: a release that is being undone, and counts as gone unless it is live. Safe to repeat.
 */
export function removeImages(paths: HostPaths, project: string, failed = ''): Command {
  return script(REMOVE_IMAGES_PROGRAM, [recordsFolder(paths), paths.releases, project, paths.current, failed])
}

const REMOVE_IMAGES_PROGRAM = `
set -u
compose=$1 releases=$2 project=$3 failed=$5
# Without an engine nothing can be told; the next deploy does it.
if [ ! -d "$compose" ] || ! docker version >/dev/null 2>&1; then exit 0; fi
live=$(readlink "$4" 2>/dev/null)
live=\${live%/}
for folder in "$compose"/*/; do
  folder=\${folder%/}
  id=\${folder##*/}
  if [ "$id" = files ] || [ "$id" = "\${live##*/}" ]; then continue; fi
  if [ "$id" = "$failed" ] || [ ! -d "$releases/$id" ]; then rm -rf "$folder"; fi
done
for place in "$compose"/files/*; do
  [ ! -e "$place" ] || cat "$compose"/*/override.yaml 2>/dev/null | grep -qF "\${place##*/}" || rm -rf "$place"
done
needed=$(cat "$compose"/*/services 2>/dev/null | awk -v project="$project" '{ id = $3; sub(/^sha256:/, "", id); print "deploy-kit/" project ":" $1 "-" substr(id, 1, 12) }')
if [ -f "$compose/brought" ]; then
  used=$(cat "$compose"/*/services 2>/dev/null | awk '{ print $4 }')
  while read -r name id; do
    [ "$(docker image inspect --format '{{.Id}}' "$name" 2>/dev/null)" = "$id" ] || continue
    if printf '%s\\n' "$used" | grep -qxF "$name" || ! docker rmi "$name" >/dev/null 2>&1; then echo "$name $id"; fi
  done <"$compose/brought" >"$compose/brought.partial" && mv "$compose/brought.partial" "$compose/brought"
fi
docker images --filter "reference=deploy-kit/$project" --format '{{.Repository}}:{{.Tag}} {{.ID}}' | while read -r name id; do
  ! printf '%s\\n' "$needed" | grep -qxF "$name" || continue
  docker rmi "$name" >/dev/null 2>&1 || continue
  [ "$(docker image inspect --format '{{len .RepoTags}}' "$id" 2>/dev/null)" != 0 ] || docker rmi "$id" >/dev/null 2>&1
done
exit 0
`
