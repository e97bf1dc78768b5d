import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readFaultRows, writeFaultSection } from '../../support/fault-document.ts'
import { isExhaustive } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { nameFault, StrategyLane, type StrategyCell, type StrategyFault, type StrategyResult } from './strategy-lane.ts'
import type { StrategySubject } from './strategy-subject.ts'

/**
 * Tests of every fault at every step of a deploy by a strategy. To be awaited by a test file, which has no other tests.
 * `sample`: the cells of the short run, by the name of the fault.
 */
export async function describeStrategyMatrix(subject: StrategySubject, sample: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const scratch = makeScratch()
  const lane = await StrategyLane.open(scratch, subject)
  const steps = await lane.planSteps().catch(async (error: unknown) => {
    await lane.close()
    throw error
  })
  const faults: readonly StrategyFault[] = ['cut', 'killed', 'rebooted', 'no space', ...subject.ownFaults, 'health hangs']
  const everyCut: StrategyCell = { fault: 'cut', steps }
  const all = isExhaustive ? listAll(steps, faults) : [everyCut, ...faults.flatMap((fault) => (sample[nameFault(fault)] ?? []).map((step) => ({ fault, steps: [step] })))]
  // To run some of them again, while the others stay in the document: DEPLOY_KIT_CELLS='rebooted at (test-site|confirm)$'.
  const wanted = process.env['DEPLOY_KIT_CELLS']
  const cells = wanted === undefined ? all : all.filter((cell) => new RegExp(wanted).test(nameCell(cell)))
  const results = new Map<string, StrategyResult>()
  const before = wanted === undefined ? [] : readFaultRows(subject.name)

  describe(subject.title, () => {
    beforeAll(async () => {
      for (const cell of cells) {
        results.set(nameCell(cell), await lane.run(cell, steps))
        // At once, so that a run that is ended loses nothing.
        writeFaultSection({ name: subject.name, title: subject.title, text: TEXT, tables: [renderTable({ steps, faults, before }, results)] })
      }
    }, 5_400_000)

    afterAll(async () => {
      await lane.close()
      scratch.remove()
    }, 120_000)

    test.each(cells.map((cell) => [nameCell(cell)]))('%s', (name) => {
      expect(results.get(name)?.problems ?? ['It was not run']).toEqual([])
    })
  })
}

/** A health check hangs where there is one. */
function listAll(steps: readonly string[], faults: readonly StrategyFault[]): readonly StrategyCell[] {
  return faults.flatMap((fault) => steps.filter((step) => fault !== 'health hangs' || step === 'wait-healthy').map((step) => ({ fault, steps: [step] })))
}

function nameCell({ fault, steps }: StrategyCell): string {
  return `${nameFault(fault)} at ${steps.length === 1 ? steps[0] : 'every step'}`
}

const TEXT = `A cell says which release visitors were served, whole, when the host had come to rest: the files, \`current\`, the processes or
containers and the data of visitors belong together, and nothing of the other release runs. What is confirmed is live, even where its own run did not come to the end
of the one before it: that one runs beside it, asked by nobody, until the next run ends it. Then the fault is gone and the same
deploy is started again: it succeeds.

- cut: the TCP connection is broken when the step has begun; the run goes on to its end.
- killed: the runner gets SIGKILL when the step has begun. The host goes back by itself, 30 s after the guard was armed.
- rebooted: the host loses its power when the step has begun, and comes up again.
- no space: from the beginning of the step on the file system of the deploy path is full.
- health hangs: the health check gets a connection, and never an answer.`

interface Cells {
  readonly steps: readonly string[]
  readonly faults: readonly StrategyFault[]
  /** Rows of the document, of cells that are not run now. */
  readonly before: readonly (readonly string[])[]
}

function renderTable({ steps, faults, before }: Cells, results: ReadonlyMap<string, StrategyResult>): { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const describeCell = (step: string, fault: StrategyFault, column: number): string => {
    const result = results.get(nameCell({ fault, steps: [step] }))
    if (result === undefined) return before.find(([name]) => name === `\`${step}\``)?.[column + 1] ?? ''
    return result.problems.length === 0 ? result.live : `FAILED: ${result.problems[0]}`
  }
  return { columns: ['step', ...faults.map(nameFault)], rows: steps.map((step) => [`\`${step}\``, ...faults.map((fault, column) => describeCell(step, fault, column))]) }
}
