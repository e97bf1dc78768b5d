import { releaseFolder, type HostPaths } from '../../tools/host-paths.ts'
import type { CommandPlace } from '../../tools/hooks.ts'
import type { ComposeSettings } from './settings.ts'

/**
 * What going back needs, one folder for each release: `services` (a line each: name, digest of all that makes its container,
 * id of its image, image as the compose file names it, digest in the registry, or `carried`), `override.yaml`, and `ran.<service>` for each
 * one-shot service that has done its work. Beside them `files/<digest>`, what containers have mounted of a release, and `brought`, the
 * names and ids of images that were pulled and were not there before.
 */
export function recordsFolder(paths: HostPaths): string {
  return `${paths.kit}/compose`
}

/**
 * Where the application of a release is found once it is live: the same path for all releases. A path of one release in the
 * settings of a service would make it another service for Compose, and restart a database that nobody touched.
 */
export function liveFolder(paths: HostPaths): string {
  return paths.layout === 'releases' ? paths.current : paths.root
}

/** Compose among the files in a folder that is laid out as the source. */
export function composeIn(folder: string, { project, files }: Pick<ComposeSettings, 'project' | 'files'>, override?: string): CommandPlace {
  const all = [...files.map((file) => `${folder}/${file}`), ...(override === undefined ? [] : [override])]
  return { cwd: folder, env: { COMPOSE_PROJECT_NAME: project, COMPOSE_FILE: all.join(':'), COMPOSE_PATH_SEPARATOR: ':' } }
}

/** The folder that paths in the compose files start from: that of the first one. */
export function projectFolder(folder: string, [first = '']: readonly string[]): string {
  const slash = first.lastIndexOf('/')
  return slash === -1 ? folder : `${folder}/${first.slice(0, slash)}`
}

/** Of an activated release. */
export function composeLive(paths: HostPaths, release: string, settings: ComposeSettings): CommandPlace {
  return composeIn(liveFolder(paths), settings, `${recordsFolder(paths)}/${release}/override.yaml`)
}

export function stagedFolder(paths: HostPaths, release: string): string {
  return releaseFolder(paths, release)
}
