import { all, exec, script, type Command } from '../../core/index.ts'
import { releaseFolder, type HostPaths } from './host-paths.ts'
import type { ReleaseManifest, ReleaseState } from './release-manifest.ts'

/** Makes the folders of a deploy path. Safe to repeat. */
export function makeFolders(paths: HostPaths): Command {
  return script(MAKE_FOLDERS_PROGRAM, [paths.root, paths.kit, paths.releases, paths.manifests, paths.failed])
}

const MAKE_FOLDERS_PROGRAM = `
set -eu
mkdir -p "$1"
(umask 077 && mkdir -p "$2")
shift 2
mkdir -p "$@"
`

/**
 * Records what the release is. The state is written last: a release without a state was never whole.
 */
export function recordRelease(paths: HostPaths, manifest: ReleaseManifest): Command {
  return script(RECORD_RELEASE_PROGRAM, [paths.manifests, manifest.id, JSON.stringify(manifest)])
}

const RECORD_RELEASE_PROGRAM = `
set -eu
printf '%s\\n' "$3" > "$1/$2.json.partial"
mv -f "$1/$2.json.partial" "$1/$2.json"
echo prepared > "$1/$2.state"
`

export function markRelease(paths: HostPaths, release: string, state: ReleaseState): Command {
  return script(MARK_RELEASE_PROGRAM, [paths.manifests, release, state])
}

const MARK_RELEASE_PROGRAM = `
set -eu
echo "$3" > "$1/$2.state.partial"
mv -f "$1/$2.state.partial" "$1/$2.state"
`

/** Points `current` to a release: link to a temporary name, then rename(2), so that it never is missing or half. */
export function switchCurrent(paths: HostPaths, release: string): Command {
  const next = `${paths.current}.next`
  return all(linkRelease(paths, release, next), putLink(paths, next))
}

/** Makes a link to a release, to be put in the place of `current`. */
export function linkRelease(paths: HostPaths, release: string, link: string): Command {
  const prefix = paths.layout === 'releases' ? `${paths.root}/` : `${paths.kit}/`
  // Relative, so that the link still holds when the path is seen from elsewhere (a mount, a container).
  return exec(['ln', '-sfn', releaseFolder(paths, release).slice(prefix.length), link])
}

/** Makes a prepared link the `current` one. Needs no space, and no new file. */
export function putLink(paths: HostPaths, link: string): Command {
  return exec(['mv', '-fT', link, paths.current])
}

/** After a failed first deploy: nothing is live again. */
export function removeCurrent(paths: HostPaths): Command {
  return exec(['rm', '-f', `${paths.current}.next`, paths.current])
}

/**
 * Takes a release that did not become live out of the way: an unfinished upload is removed, a whole release is kept apart
 * as evidence. Never touches the live release. Safe to repeat, and when there is nothing.
 */
export function setReleaseAside(paths: HostPaths, release: string): Command {
  return script(SET_ASIDE_PROGRAM, [paths.releases, paths.current, paths.failed, paths.manifests, release])
}

const SET_ASIDE_PROGRAM = `
set -u
releases=$1 current=$2 failed=$3 manifests=$4 release=$5
rm -rf "$releases/$release.partial"
live=$(readlink "$current" 2>/dev/null)
live=\${live%/}
if [ "\${live##*/}" = "$release" ]; then
  echo "$release is live and stays" >&2
  exit 1
fi
[ -d "$releases/$release" ] || exit 0
mkdir -p "$failed" || exit 1
rm -rf "\${failed:?}/$release"
mv "$releases/$release" "$failed/$release" || exit 1
rm -f "$manifests/$release.state" "$manifests/$release.files.gz" "$manifests/$release.built.gz"
mv "$manifests/$release.json" "$failed/$release.json" 2>/dev/null
exit 0
`

/** Removes releases, with their records, and what earlier runs left behind. Ids were checked by \`RELEASE_ID\`. */
export function removeReleases(paths: HostPaths, removal: Removal): Command {
  const { releases, failed, keepJournals } = removal
  return script(REMOVE_PROGRAM, [paths.releases, paths.kit, String(keepJournals), releases.join(' '), failed.join(' ')])
}

export interface Removal {
  readonly releases: readonly string[]
  readonly failed: readonly string[]
  /** How many journals and guards of earlier runs stay. */
  readonly keepJournals: number
}

/**
 * Removal goes through a rename: a release that is half removed is never taken for a whole one. Versions of the env file go with
 * the last release that used them, be it a failed one.
 */
const REMOVE_PROGRAM = `
releases=$1 kit=$2 keep=$3 failed=0
for id in $4; do
  rm -f "$kit/releases/$id.state" "$kit/releases/$id.json" "$kit/releases/$id.files.gz" "$kit/releases/$id.built.gz" "$kit/env/$id.version"
  if mv "$releases/$id" "$releases/$id.partial"; then rm -rf "$releases/$id.partial" || failed=1; else failed=1; fi
done
for folder in "$releases"/*.partial; do [ ! -d "$folder" ] || rm -rf "$folder" || failed=1; done
for record in "$kit/releases"/*.json; do
  id=\${record##*/}
  id=\${id%.json}
  [ ! -f "$record" ] || [ -d "$releases/$id" ] || rm -f "$kit/releases/$id.state" "$record" "$kit/releases/$id.files.gz" "$kit/releases/$id.built.gz" "$kit/env/$id.version"
done
for id in $5; do rm -rf "$kit/failed/$id" "$kit/failed/$id.json" || failed=1; done
rm -f "$kit/env"/*.partial
for version in "$kit/env"/*.version; do
  id=\${version##*/}
  id=\${id%.version}
  [ ! -f "$version" ] || [ -d "$releases/$id" ] || [ -d "$kit/failed/$id" ] || rm -f "$version"
done
for file in "$kit/env"/*.env; do
  id=\${file##*/}
  [ ! -f "$file" ] || cat "$kit/env"/*.version 2>/dev/null | grep -qxF -- "\${id%.env}" || rm -f "$file" || failed=1
done
for kind in steps guards; do
  [ -d "$kit/$kind" ] || continue
  # shellcheck disable=SC2012 # run ids are hexadecimal
  ls -t "$kit/$kind" | tail -n "+$((keep + 1))" | while IFS= read -r run; do rm -rf "\${kit:?}/$kind/$run"; done
done
exit "$failed"
`

/** Where the list of a release's files is kept (see `verifyTree`). */
export function storedTree(paths: HostPaths, release: string): string {
  return `${paths.manifests}/${release}.files.gz`
}

/** Notes which version of the env file a release uses, and links it to where the release expects it. */
export function linkEnvironment(paths: HostPaths, release: string, link: { readonly version: string; readonly file: string }): Command {
  const folder = releaseFolder(paths, release)
  return script(LINK_ENVIRONMENT_PROGRAM, [paths.environments, release, link.version, `${folder}.partial/${link.file}`])
}

const LINK_ENVIRONMENT_PROGRAM = `
set -eu
echo "$3" > "$1/$2.version"
mkdir -p "$(dirname "$4")"
rm -f "$4"
ln -s "$1/$3.env" "$4"
`
