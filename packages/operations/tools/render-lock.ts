import { renderDuration } from '../../core/index.ts'
import type { LockState } from './read-host.ts'
import { renderMoment } from './release-manifest.ts'

/** `ana@laptop since 2026-11-21 07:00:00 UTC, renewed 12.0 s ago, a step still runs`. */
export function renderLock(lock: LockState): string {
  const running = lock.isAlive ? ', a step of it still runs' : ''
  return `held by ${lock.owner} since ${renderMoment(lock.since * 1000)} UTC, renewed ${renderDuration(lock.ageSeconds)} ago${running}`
}
