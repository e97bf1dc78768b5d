import type { Command, OpenedFiles } from '../../core/index.ts'
import type { BackupManifest } from './manifest.ts'

/** Where one component of a backup is brought back. */
export interface RestorePlace {
  readonly manifest: BackupManifest
  /** Of the backup. */
  readonly folder: string
  /** Of this restore, on the host: what is staged there, and what was found there. */
  readonly work: string
  readonly suffix: string
  readonly runId: string
  readonly root: string
  readonly project: string | undefined
  readonly opened: OpenedFiles
}

/**
 * One component on its way back. All commands but `stage` are safe to repeat, take no standard input, and do nothing when there is
 * nothing to do: the guard runs them when the runner is gone.
 */
export interface RestoredPart {
  /** Restores it beside what is live, and compares it with what was backed up. Touches nothing that is live. */
  readonly stage: { readonly title: string; readonly command: Command }
  /** Takes that away again. */
  readonly unstage: Command
  /** Puts it in the place of what is live, of which everything is kept. In moments, unless it says how long it may take. */
  readonly swap: { readonly title: string; readonly command: Command; readonly timeoutSeconds?: number }
  readonly swapBack: Command
  /** Removes what was live before. */
  readonly removeOld: Command
}
