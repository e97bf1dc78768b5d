// What every kind of component does: dumped while somebody writes, it comes back whole; in the long run, what it replaces comes back too.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { OperationName } from '../../../packages/operations/index.ts'
import { sectionsThatDiffer, type Contents } from '../../support/databases/contents.ts'
import type { Writer, Written } from '../../support/databases/writer.ts'
import { describeReport, runInputs, type DeployRun } from '../../support/deploy-run.ts'
import { isExhaustive } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'

/** A source of data that is live, full of what a backup must bring back. */
export interface LiveSource {
  /** The line of the input `components`. */
  readonly component: string
  /** Everything in it. */
  read(): Promise<Contents>
  /** Takes something away, and adds something of every kind. */
  change(): Promise<void>
  /** Undefined for what cannot be read in one moment while somebody writes. */
  startWriter?(): Promise<Writer>
  readWritten?(): Promise<Written>
  /** What restores have left beside it. */
  findLeft(): Promise<readonly string[]>
  stop(): Promise<void>
}

/** `start` makes one; `root` is the deploy path. */
export function testSource(kind: string, start: (root: string) => Promise<LiveSource>): void {
  describe(kind, () => {
    const scratch = makeScratch()
    const root = scratch.next('app')
    let source: LiveSource | undefined
    let writer: Writer | undefined
    beforeAll(async () => {
      mkdirSync(path.join(root, 'shared'), { recursive: true })
      source = await start(root)
    }, 60_000)
    afterAll(async () => {
      await writer?.stop()
      await source?.stop()
      scratch.remove()
    })

    const run = async (name: OperationName, texts: Readonly<Record<string, string>>): Promise<DeployRun & { readonly told: string }> => {
      const ended = await runInputs(name, { host: 'local', path: root, ...texts })
      return { ...ended, told: `${describeReport(ended.report)} ${ended.report.error?.stderrTail ?? ''}` }
    }

    test('what was dumped while somebody writes comes back as it was', async () => {
      if (source === undefined) throw new Error('there is no source')
      const before = await source.read()
      writer = await source.startWriter?.()
      await writer?.goOn(10)
      const backup = await run('backup', { components: source.component })
      expect(backup.told).toMatch(/^succeeded/)
      const id = backup.report.outputs['backup'] ?? ''
      const sizes = await run('backups size', { components: source.component })
      // Of a volume and of a bucket only the whole is told.
      const parts = /^(volume|s3) /.test(source.component) ? [] : expect.arrayContaining([expect.objectContaining({ name: expect.any(String) })])
      expect(sizes.report.plan.answer).toMatchObject({ local: [{ now: { bytes: expect.any(Number), parts }, backups: [{ id }] }] })
      await writer?.goOn(10)
      await writer?.stop()
      const last = await source.readWritten?.()
      await source.change()
      const changed = await source.read()
      expect(entriesMissing(before, changed)).not.toEqual([])

      const restored = await run('restore', { backup: id })
      expect(restored.told).toMatch(/^succeeded/)
      expect(entriesMissing(before, await source.read())).toEqual([])
      const written = await source.readWritten?.()
      if (written !== undefined && last !== undefined) {
        expect([written.isConsistent, written.transactions >= 10, written.transactions < last.transactions]).toEqual([true, true, true])
      }

      expect(await source.findLeft()).toEqual([])
      if (!isExhaustive) return

      expect((await run('restore', { backup: restored.report.outputs['emergency-backup'] ?? '' })).told).toMatch(/^succeeded/)
      expect(sectionsThatDiffer(changed, await source.read())).toEqual([])
      const undone = await run('restore', { backup: id, 'health-check': 'command false', attempts: '1', 'unsafe-skip-emergency-backup': 'true' })
      expect(undone.told).toMatch(/^undone/)
      expect(sectionsThatDiffer(changed, await source.read())).toEqual([])
      expect(await source.findLeft()).toEqual([])
    }, 120_000)
  })
}

/** What the first has and the second has not. */
function entriesMissing(first: Contents, second: Contents): readonly string[] {
  return Object.entries(first).flatMap(([section, entries]) => {
    const found = new Set(second[section] ?? [])
    return entries.filter((entry) => !found.has(entry)).map((entry) => `${section}: ${entry.slice(0, 200)}`)
  })
}
