import type { Release, ReleaseManifest, ReleaseState } from '../../packages/operations/tools/release-manifest.ts'

/** A release for tests of what is decided about releases. */
export function makeRelease(id: string, state: ReleaseState, manifest: Partial<ReleaseManifest> = {}): Release {
  return {
    id,
    state,
    manifest: {
      schema: 1,
      id,
      createdAt: Date.UTC(2026, 0, 31, 15, 30),
      layout: 'releases',
      commit: undefined,
      subject: undefined,
      treeDigest: '0'.repeat(64),
      files: 1,
      sizeBytes: 1,
      environment: undefined,
      environmentFile: undefined,
      sharedPaths: [],
      strategy: { strategy: 'commands', restart: undefined, stop: undefined, timeoutSeconds: 120 },
      settingsDigest: '',
      run: { id: 'aaaa', who: 'ana@laptop', url: undefined, machine: 'laptop' },
      ...manifest
    }
  }
}
