import { describe, expect, test } from '@jest/globals'
import { findTarget, type Search } from '../../../../packages/operations/rollback/find-target.ts'
import { makeRelease } from '../../../support/sample-release.ts'

const at = (day: number): number => Date.UTC(2026, 0, day, 12)
const commit = (digit: string): string => digit.repeat(40)
const releases = [
  makeRelease('20260101-a', 'good', { commit: commit('a'), createdAt: at(1) }),
  makeRelease('20260102-b', 'bad', { commit: commit('b'), createdAt: at(2) }),
  makeRelease('20260103-c', 'good', { commit: commit('c'), createdAt: at(3) }),
  makeRelease('20260104-d', 'prepared', { commit: commit('d'), createdAt: at(4) }),
  makeRelease('20260105-e', 'good', { commit: commit('e'), createdAt: at(5) })
]
const search = (more: Partial<Search>): string => {
  const target = findTarget({ host: 'web1', releases, live: '20260105-e', to: undefined, commit: undefined, ...more })
  return 'found' in target ? target.found.id : `${target.problem.code}: ${target.problem.message}`
}

describe('what to roll back to', () => {
  test.each([
    ['the previous good release', {}, '20260103-c'],
    ['bad ones are skipped', { live: '20260103-c' }, '20260101-a'],
    ['nothing earlier', { live: '20260101-a' }, 'DK_NOTHING_TO_ROLL_BACK_TO: There is no earlier good release on web1 to roll back to'],
    ['nothing live', { live: undefined }, 'DK_NOTHING_TO_ROLL_BACK_TO: Nothing is live on web1'],
    ['a release by its id', { to: '20260101-a' }, '20260101-a'],
    ['a bad release when it is named', { to: '20260102-b' }, '20260102-b'],
    ['the beginning of a commit', { to: 'aaaaaaa' }, '20260101-a'],
    ['a tag that git resolved', { to: 'v1.0', commit: commit('c') }, '20260103-c'],
    ['a moment', { to: 'rollback_point_20260104_000000' }, '20260103-c'],
    ['a moment before all', { to: 'rollback_point_20250101_000000' }, 'DK_RELEASE_UNKNOWN: There is no release rollback_point_20250101_000000 on web1'],
    ['an unknown name', { to: 'nothing' }, 'DK_RELEASE_UNKNOWN: There is no release nothing on web1'],
    ['the live one', { to: '20260105-e' }, 'DK_RELEASE_UNKNOWN: 20260105-e is live on web1 already'],
    ['one that never was healthy', { to: '20260104-d' }, 'DK_RELEASE_UNKNOWN: 20260104-d on web1 comes from a run that did not finish and was never healthy']
  ])('%s', (_title, more, expected) => {
    expect(search(more)).toBe(expected)
  })

  test('an older bad release is mentioned when nothing good is left', () => {
    expect(search({ releases: releases.slice(1, 3), live: '20260103-c' })).toContain('1 older ones are marked bad')
  })
})
