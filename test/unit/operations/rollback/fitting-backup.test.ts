import { describe, expect, test } from '@jest/globals'
import type { BackupManifest } from '../../../../packages/operations/backup/manifest.ts'
import type { BackupCheck, BackupFolder } from '../../../../packages/operations/backup/read-backups.ts'
import { findFitting } from '../../../../packages/operations/rollback/fitting-backup.ts'
import type { Release } from '../../../../packages/operations/tools/release-manifest.ts'
import { makeRelease } from '../../../support/sample-release.ts'

/** `a` (good), `b` (rolled back from), `c` (good), `d` (live); each but the first after a backup of what was live. */
const releases: readonly Release[] = [
  makeRelease('a', 'good', { createdAt: 1 }),
  makeRelease('b', 'bad', { createdAt: 2, backup: 'before-b' }),
  makeRelease('c', 'good', { createdAt: 3, backup: 'before-c' }),
  makeRelease('d', 'good', { createdAt: 4, backup: 'before-d' })
]

const keep = (id: string, release: string, checks: readonly BackupCheck[] = []) => ({ manifest: { id, release } as BackupManifest, checks, pin: undefined })
const all = [keep('before-d', 'c'), keep('before-c', 'a'), keep('before-b', 'a')]

function find(target: string, more: { readonly live?: string; readonly releases?: readonly Release[]; readonly folder?: Partial<BackupFolder> } = {}): string {
  const known = more.releases ?? releases
  const folder: BackupFolder = { backups: all, foreign: [], damaged: [], clock: 0, freeBytes: 0, tools: [], ...more.folder }
  const release = known.find(({ id }) => id === target) ?? makeRelease(target, 'good')
  const fitting = findFitting({ host: 'web1', state: { live: more.live ?? 'd', releases: known }, target: release }, folder)
  return 'found' in fitting ? fitting.found.manifest.id : `${fitting.problem.code}: ${fitting.problem.message}`
}

describe('the backup that fits', () => {
  test.each([
    ['the previous release', 'c', {}, 'before-d'],
    ['several back: what it had when it was left for good, not when the bad one came', 'a', {}, 'before-c'],
    ['the only one that was tried since is live', 'a', { live: 'b' }, 'before-b'],
    ['a release that was rolled back from has none: its data was not kept by a deploy', 'b', {}, 'DK_BACKUP_UNKNOWN: before-c on web1 was made when a was live, not b: its data does not fit'],
    ['a newer release', 'd', { live: 'c' }, 'DK_BACKUP_UNKNOWN: No release took the place of d on web1, so no backup is known that fits it'],
    ['a deploy without a backup', 'c', { releases: [...releases.slice(0, 3), makeRelease('d', 'good')] }, 'DK_BACKUP_UNKNOWN: No backup was made on web1 before d took the place of c'],
    ['one that was removed', 'c', { folder: { backups: all.slice(1) } }, 'DK_BACKUP_UNKNOWN: The backup before-d, which was made before d took the place of c, is not on web1 any more'],
    ['one whose manifest is damaged', 'c', { folder: { backups: [], damaged: ['before-d'] } }, 'DK_BACKUP_DAMAGED: The manifest of before-d on web1 is not what was published, or is missing'],
    ['one that was found damaged', 'c', { folder: { backups: [keep('before-d', 'c', [{ at: 1, kind: 'verify', passed: false, words: 'a bit' }])] } }, 'DK_BACKUP_DAMAGED: before-d on web1 is damaged: a bit']
  ])('%s', (_title, target, more, expected) => {
    expect(find(target, more)).toBe(expected)
  })
})
