import { changeOnePercent, touchAll, type BenchTree } from './bench-trees.ts'
import type { Contestant } from './contestants.ts'
import { runQuietly } from './run-quietly.ts'

export interface Scenario {
  readonly title: string
  readonly isFirst: boolean
  readonly change: 'nothing' | '1 %'
  readonly mtimes: 'fresh' | 'kept'
}

export const scenarios: readonly Scenario[] = [
  { title: 'first deploy', isFirst: true, change: 'nothing', mtimes: 'fresh' },
  { title: 'nothing changed, fresh mtimes', isFirst: false, change: 'nothing', mtimes: 'fresh' },
  { title: 'nothing changed, kept mtimes', isFirst: false, change: 'nothing', mtimes: 'kept' },
  { title: '1 % changed, fresh mtimes', isFirst: false, change: '1 %', mtimes: 'fresh' },
  { title: '1 % changed, kept mtimes', isFirst: false, change: '1 %', mtimes: 'kept' }
]

/** Seconds of each round, by the name of the contestant. */
export type Times = ReadonlyMap<string, readonly number[]>

/**
 * Runs all contestants once a round, each round beginning with another one: what the machine does besides hits them alike.
 * All see the same change of the source.
 */
export async function takeTurns(tree: BenchTree, scenario: Scenario, contest: { readonly contestants: readonly Contestant[]; readonly rounds: number }): Promise<Times> {
  const { contestants, rounds } = contest
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  if (!scenario.isFirst) await bringUpToDate(tree, contestants)
  for (let round = 0; round < rounds; round += 1) {
    if (scenario.mtimes === 'fresh') touchAll(tree)
    if (scenario.change === '1 %') changeOnePercent(tree)
    for (const [index] of contestants.entries()) {
      const contestant = contestants[(index + round) % contestants.length]
      if (contestant === undefined) continue
      if (scenario.isFirst) contestant.reset()
      // Nobody waits for the disk to take what others wrote: we flush what we publish, and that flushes everything.
      await runQuietly(['sync'])
      const start = performance.now()
      await contestant.deploy(tree.folder, scenario.mtimes === 'kept')
      times.get(contestant.name)?.push((performance.now() - start) / 1000)
      contestant.tidy()
    }
  }
  return times
}

/** Twice, so that caches of the kept scenarios are filled with files that are old enough. */
async function bringUpToDate(tree: BenchTree, contestants: readonly Contestant[]): Promise<void> {
  for (const contestant of contestants) {
    for (let time = 0; time < 2; time += 1) {
      await contestant.deploy(tree.folder, true)
      contestant.tidy()
    }
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? (sorted[Math.floor(middle)] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

/** The median of the ratios of the rounds, which is steadier than the ratio of the medians. */
export function medianRatio(times: Times, name: string, to: string): number | undefined {
  const [own, others] = [times.get(name), times.get(to)]
  return own === undefined || others === undefined ? undefined : median(own.map((seconds, round) => seconds / (others[round] ?? Number.NaN)))
}
