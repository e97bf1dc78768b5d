import type { Command, OpenedFiles } from '../../core/index.ts'
import type { Component } from './component.ts'
import type { BackupManifest } from './manifest.ts'
import { restoreMysql } from './mysql-restore.ts'
import { restorePostgres } from './postgres-restore.ts'
import { restoreRedis } from './redis-restore.ts'
import { restoreSqlite } from './sqlite-restore.ts'
import { restoreFiles } from './files-restore.ts'

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
  /** Puts it in the place of what is live, of which everything is kept. */
  readonly swap: { readonly title: string; readonly command: Command }
  readonly swapBack: Command
  /** Removes what was live before. */
  readonly removeOld: Command
}

/** How a component is brought back. */
export function restoredPart(component: Component, place: RestorePlace): RestoredPart {
  switch (component.kind) {
    case 'postgres':
      return restorePostgres(component, place)
    case 'mysql':
      return restoreMysql(component, place)
    case 'redis':
      return restoreRedis(component, place)
    case 'sqlite':
      return restoreSqlite(component, place)
    case 'files':
      return restoreFiles(component, place)
  }
}
