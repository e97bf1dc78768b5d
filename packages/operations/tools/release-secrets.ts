import { query, script, Secret, type Observer, type Query } from '../../core/index.ts'
import { parseVariables } from './env-file.ts'
import { hostPaths, type HostPaths } from './host-paths.ts'
import type { ReleaseManifest } from './release-manifest.ts'

/**
 * The secrets in the env file of a release that is on the host: its application may print them, also in a run that is not
 * given them (a rollback, or a deploy with new ones that is undone). `release`: an id, or the link to the live one.
 * None when there is no such file.
 */
export function readReleaseSecrets(paths: HostPaths, release: string): Query<readonly Secret[]> {
  return query(script(READ_SECRETS_PROGRAM, [release, paths.manifests, paths.environments]), ({ stdout }) => parseSecrets(stdout))
}

/** Hides the secrets of what is live in a deploy path, whatever its layout: for operations that show what the application prints. */
export async function hideLiveSecrets(observer: Observer, host: string, root: string): Promise<void> {
  const [releases, inPlace] = [hostPaths(root, 'releases'), hostPaths(root, 'in-place')]
  const found = await observer.askAll(host, {
    releases: readReleaseSecrets(releases, releases.current),
    inPlace: readReleaseSecrets(inPlace, inPlace.current)
  })
  observer.hide?.([...found.releases, ...found.inPlace])
}

/** A line with the manifest, then the env file. */
const READ_SECRETS_PROGRAM = `
release=$1
case $release in /*) release=$(readlink "$release" 2>/dev/null) || exit 0 ;; esac
release=\${release%/}
release=\${release##*/}
version=$(cat "$3/$release.version" 2>/dev/null) || exit 0
cat "$2/$release.json" "$3/$version.env" 2>/dev/null
exit 0
`

/** What cannot be read (a file that was edited by hand) hides nothing: no deploy should fail because of it. */
function parseSecrets(text: string): readonly Secret[] {
  const end = text.indexOf('\n')
  try {
    const { environmentSecrets = [] } = JSON.parse(text.slice(0, end)) as Partial<ReleaseManifest>
    const variables = parseVariables(text.slice(end + 1), 'the env file')
    return environmentSecrets.flatMap((name) => new Secret(name, variables.get(name) ?? ''))
  } catch {
    return []
  }
}
