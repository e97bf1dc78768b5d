import type { CommandPlace } from './hooks.ts'
import { workingFolder, type HostPaths } from './host-paths.ts'

/** A release on a host, for whatever runs there. */
export interface ReleasePlace {
  readonly paths: HostPaths
  readonly id: string
  readonly commit: string | undefined
}

/** The folder that hooks and commands run in, and the environment that they see. Nothing secret is in it. */
export function commandPlace({ paths, id, commit }: ReleasePlace): CommandPlace {
  const folder = workingFolder(paths, id)
  return {
    cwd: folder,
    env: {
      DEPLOY_KIT_PATH: paths.root,
      DEPLOY_KIT_RELEASE: id,
      DEPLOY_KIT_RELEASE_PATH: folder,
      DEPLOY_KIT_CURRENT_PATH: paths.layout === 'releases' ? paths.current : paths.root,
      DEPLOY_KIT_SHARED_PATH: paths.shared,
      DEPLOY_KIT_COMMIT: commit ?? ''
    }
  }
}
