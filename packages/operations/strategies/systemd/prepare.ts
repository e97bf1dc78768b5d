import { script, type Command } from '../../../core/index.ts'
import { releaseFolder, type HostPaths } from '../../tools/host-paths.ts'
import { SITE_FUNCTIONS, UNIT_FUNCTIONS } from './shell-functions.ts'
import type { SystemdSettings } from './settings.ts'
import { unitsFolder } from './unit-paths.ts'

export interface RenderedFile {
  /** Below the folder of the release's units: `units/helpdesk.service`, `nginx/8001`. */
  readonly file: string
  readonly text: string
}

/** Keeps what is installed for a release for as long as the release is kept. Safe to repeat. */
export function writeRendered(paths: HostPaths, release: string, files: readonly RenderedFile[]): Command {
  return script(WRITE_PROGRAM, [`${unitsFolder(paths)}/${release}`, ...files.flatMap(({ file, text }) => [file, text])])
}

const WRITE_PROGRAM = `
set -eu
folder=$1
shift
rm -rf "$folder.partial"
mkdir -p "$folder.partial/units" "$folder.partial/nginx" "\${folder%/*}/live/nginx"
while [ "$#" -gt 1 ]; do
  printf '%s' "$2" >"$folder.partial/$1"
  chmod 644 "$folder.partial/$1"
  shift 2
done
rm -rf "$folder"
mv "$folder.partial" "$folder"
`

/** Ends with 1, and what nginx says, when it does not accept a site; nothing has been changed then. `variant`: see `writeRendered`. */
export function testSite(paths: HostPaths, release: string, site: { readonly name: string; readonly variant: string }): Command {
  return script(TEST_SITE_PROGRAM, [unitsFolder(paths), release, site.name, site.variant])
}

const TEST_SITE_PROGRAM = `
set -eu
units=$1 release=$2
${UNIT_FUNCTIONS}${SITE_FUNCTIONS}
test_site "$units/$release/nginx/$4" "$3"
`

/**
 * Makes the Python environment of a release, unless one with the same requirements, options and Python is there, and links it into the
 * release as `.venv`. It is built where it stays: its programs hold their path. The mark comes last, so that half of one is never used.
 */
export function buildEnvironment(paths: HostPaths, release: string, { requirements, pipOptions }: NonNullable<SystemdSettings['python']>): Command {
  return script(BUILD_PROGRAM, [environmentsFolder(paths), releaseFolder(paths, release), requirements, ...pipOptions])
}

function environmentsFolder(paths: HostPaths): string {
  return `${paths.kit}/venvs`
}

const BUILD_PROGRAM = `
set -eu
venvs=$1 release=$2 requirements=$3
shift 3
cd "$release"
key=$({ cat "$requirements"; python3 -VV; for option in "$@"; do printf '%s\\n' "$option"; done; } | sha256sum | cut -c 1-32)
venv=$venvs/$key
if [ -e "$venv/.complete" ]; then
  echo "The Python environment $key is there already"
else
  rm -rf "$venv"
  mkdir -p "$venvs"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off -r "$requirements" "$@"
  : >"$venv/.complete"
fi
ln -sfn "$venv" .venv
`

/** Removes the rendered units of releases that are gone, and the Python environments that no release is linked to. Safe to repeat. */
export function sweep(paths: HostPaths): Command {
  return script(SWEEP_PROGRAM, [unitsFolder(paths), environmentsFolder(paths), paths.releases])
}

const SWEEP_PROGRAM = `
units=$1 venvs=$2 releases=$3 failed=0
for folder in "$units"/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  id=\${id##*/}
  [ "$id" = live ] || [ -d "$releases/$id" ] || rm -rf "\${units:?}/$id" || failed=1
done
for venv in "$venvs"/*/; do
  [ -d "$venv" ] || continue
  venv=\${venv%/} used=''
  for link in "$releases"/*/.venv; do
    [ "$(readlink "$link" 2>/dev/null)" != "$venv" ] || used=yes
  done
  [ -n "$used" ] || rm -rf "$venv" || failed=1
done
exit "$failed"
`
