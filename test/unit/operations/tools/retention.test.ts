import { describe, expect, test } from '@jest/globals'
import { decideRetention } from '../../../../packages/operations/tools/retention.ts'
import { makeRelease } from '../../../support/sample-release.ts'

const decide = (states: string, keep: number, needed: readonly string[] = []): string =>
  decideRetention([...states].map((state, index) => makeRelease(`r${index}`, state === 'g' ? 'good' : state === 'b' ? 'bad' : 'prepared')), { keep, needed })
    .map((decision) => (decision.keep ? decision.release : `-${decision.release}`))
    .toReversed()
    .join(' ')

describe('retention', () => {
  test.each([
    ['ggggg', 3, [], '-r0 -r1 r2 r3 r4'],
    ['gbbbb', 1, [], 'r0 -r1 -r2 r3 r4'],
    ['gppg', 2, [], 'r0 -r1 -r2 r3'],
    ['ggg', 1, ['r0'], 'r0 -r1 r2'],
    ['pg', 1, ['r0'], 'r0 r1'],
    ['', 1, [], '']
  ])('of %s, keeping %d, with %j in use: %s', (states, keep, needed, expected) => {
    expect(decide(states, keep, needed)).toBe(expected)
  })

  test('every decision has a reason, and folders of other tools stay', () => {
    const decisions = decideRetention([{ id: 'foreign', state: 'prepared', manifest: undefined }, makeRelease('r1', 'good')], { keep: 1, needed: [] })
    expect(decisions).toEqual([
      { release: 'r1', keep: true, reason: 'good, 1 of 1' },
      { release: 'foreign', keep: true, reason: 'has no manifest that can be read' }
    ])
  })

  test('failed deploys never push out a good release, however many there are', () => {
    for (let failures = 0; failures < 20; failures += 1) {
      const kept = decide(`g${'b'.repeat(failures)}g`, 2)
      expect(kept.split(' ')[0]).toBe('r0')
    }
  })
})
