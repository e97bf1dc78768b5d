import type { HostPaths } from '../../tools/host-paths.ts'

/** The rendered units of releases, and of what is installed. */
export function unitsFolder(paths: HostPaths): string {
  return `${paths.kit}/units`
}

/** What `sudo install` reads, by a path that never changes, so that a line of sudoers can name it. */
export function stagedUnit(paths: HostPaths, name: string): string {
  return `${unitsFolder(paths)}/live/${name}`
}

export function stagedSite(paths: HostPaths, name: string): string {
  return `${unitsFolder(paths)}/live/nginx/${name}`
}

/** The link to the release that is served on a port. Outside of the kit's folder, for the service may run as another user. */
export function portLink(paths: HostPaths, port: number | '%i'): string {
  return `${paths.root}/current-${port}`
}

export const UNITS_PLACE = '/etc/systemd/system'
export const SITES_PLACE = '/etc/nginx'
