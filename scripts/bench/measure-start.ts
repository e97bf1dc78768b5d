import { existsSync } from 'node:fs'
import path from 'node:path'
import { findLoadedFiles, measureFirstOutput } from '../../test/support/loaded-files.ts'
import { median } from './take-turns.ts'

export interface StartMeasure {
  readonly program: string
  readonly firstOutputMs: number
  /** The same for a program that prints and nothing else: what Node itself needs. */
  readonly bareNodeMs: number
  readonly loadedBytes: number
}

/** Empty when nothing was built. */
export async function measureStarts(dist: string, rounds: number): Promise<readonly StartMeasure[]> {
  const programs = ['ssh-deploy.js', 'cli.js'].map((file) => path.resolve(dist, file)).filter((file) => existsSync(file))
  const bare = path.join(import.meta.dirname, 'bare-program.mjs')
  const measures: StartMeasure[] = []
  for (const program of programs) {
    const times: number[] = []
    const bareTimes: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      times.push(await measureFirstOutput(program))
      bareTimes.push(await measureFirstOutput(bare))
    }
    const loaded = await findLoadedFiles(program)
    measures.push({
      program: `dist/${path.basename(program)}`,
      firstOutputMs: median(times),
      bareNodeMs: median(bareTimes),
      loadedBytes: [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0)
    })
  }
  return measures
}
