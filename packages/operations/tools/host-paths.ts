/**
 * `releases`: every release has a folder, and `current` points to the live one.
 * `in-place`: the application runs in `path` itself, and is synchronised from the staged release.
 */
export type Layout = 'releases' | 'in-place'

/** Where things are on a host (see docs/layout.md). All absolute. */
export interface HostPaths {
  readonly layout: Layout
  readonly root: string
  /** Folder of the release folders. */
  readonly releases: string
  /** The link to the live release's folder. */
  readonly current: string
  readonly shared: string
  /** Mode 0700: the kit's own records. */
  readonly kit: string
  readonly ledger: string
  readonly manifests: string
  readonly environments: string
  readonly failed: string
}

export function hostPaths(root: string, layout: Layout): HostPaths {
  const kit = `${root}/.deploy-kit`
  return {
    layout,
    root,
    releases: layout === 'releases' ? `${root}/releases` : `${kit}/trees`,
    current: layout === 'releases' ? `${root}/current` : `${kit}/current`,
    shared: `${root}/shared`,
    kit,
    ledger: `${kit}/ledger.jsonl`,
    manifests: `${kit}/releases`,
    environments: `${kit}/env`,
    failed: `${kit}/failed`
  }
}

/** The folder of a release: where it is built, and (layout `releases`) where it runs. */
export function releaseFolder(paths: HostPaths, release: string): string {
  return `${paths.releases}/${release}`
}

/** Where the application of a release runs. */
export function workingFolder(paths: HostPaths, release: string): string {
  return paths.layout === 'releases' ? releaseFolder(paths, release) : paths.root
}

export function journalFolder(paths: HostPaths, runId: string): string {
  return `${paths.kit}/steps/${runId}`
}

export function guardFolder(paths: HostPaths, runId: string): string {
  return `${paths.kit}/guards/${runId}`
}
