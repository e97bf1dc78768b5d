import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Layout } from './fault-application.ts'
import { faults, nameCell, nameFault, type CellResult, type Fault, type FaultCell } from './fault-cells.ts'
import { writeFaultSection } from './fault-document.ts'
import { isExhaustive } from './long-run.ts'
import { FaultLane } from './fault-lane.ts'
import { scenarios, type Scenario } from './fault-stage.ts'
import { makeScratch } from './scratch.ts'
import { whyNoSmallDisk } from './small-disk.ts'

/** Hosts at the same time. */
const LANES = 5

interface Planned {
  readonly scenario: Scenario
  readonly steps: readonly string[]
}

/**
 * Tests of every fault at every step of every plan of a layout: the steps are asked of the plans themselves, so that a new
 * one is covered as soon as there is one. To be awaited by a test file, which has no other tests.
 */
export async function describeFaultMatrix(layout: Layout): Promise<void> {
  const scratch = makeScratch()
  const first = await FaultLane.open(scratch, layout)
  const lanes = [first]
  const planned: Planned[] = []
  for (const scenario of scenarios[layout]) planned.push({ scenario, steps: await first.planSteps(scenario) })
  const cells = planned.flatMap((plan) => (isExhaustive ? listAll(plan) : listSample(plan))).filter(canRun)
  const results = new Map<string, CellResult>()

  describe(`layout ${layout}`, () => {
    beforeAll(async () => {
      for (let count = 1; count < LANES; count++) lanes.push(await FaultLane.open(scratch, layout))
      const queue = [...cells]
      const runLane = async (lane: FaultLane): Promise<void> => {
        for (let cell = queue.shift(); cell !== undefined; cell = queue.shift()) results.set(nameCell(cell), await lane.run(cell))
      }
      await Promise.all(lanes.map(runLane))
    }, 3_600_000)

    afterAll(async () => {
      await Promise.all(lanes.map((lane) => lane.close()))
      scratch.remove()
      writeFaultSection({ name: `matrix ${layout}`, title: `Layout \`${layout}\``, text: TEXT, tables: planned.map((plan) => renderPlanned(plan, results)) })
    })

    test('every plan has a cutover that is met', () => {
      for (const { steps } of planned) expect(steps).toEqual(expect.arrayContaining(['begin', 'arm-guard', 'switch', 'restart', 'wait-healthy', 'confirm']))
    })

    test.each(cells.map((cell) => [nameCell(cell)]))('%s', (name) => {
      expect(results.get(name)?.problems ?? ['It was not run']).toEqual([])
    })

    if (whyNoSmallDisk !== undefined) test.skip(`full disks (left out: ${whyNoSmallDisk})`, () => undefined)
  })
}

function canRun({ fault }: FaultCell): boolean {
  return 'moment' in fault || whyNoSmallDisk === undefined
}

function listAll({ scenario, steps }: Planned): readonly FaultCell[] {
  return faults.flatMap((fault) => steps.map((step) => ({ scenario, planned: steps, steps: [step], fault })))
}

const TURNING_POINTS = ['adopt', 'switch', 'restart']
const CUTOVER = ['switch', 'restart', 'wait-healthy']

/**
 * Always the same part. Of a later deploy: the connection is cut before, during and after every step, in one run each; killed
 * during or after every step, in turn, and after three of the cutover; a full disk from every fifth step on. Of the others:
 * cut during every step of one run, killed after the turning points, a full disk from the switch on.
 */
function listSample({ scenario, steps }: Planned): readonly FaultCell[] {
  const cell = (fault: Fault, ...at: readonly string[]): FaultCell => ({ scenario, planned: steps, steps: at, fault })
  const isMain = scenario === 'deploy'
  const isKilled = (step: string, index: number, moment: 'during' | 'after'): boolean =>
    isMain ? index % 3 === (moment === 'during' ? 0 : 1) || (moment === 'after' && CUTOVER.includes(step)) : moment === 'after' && TURNING_POINTS.includes(step)
  const killed = (['during', 'after'] as const).flatMap((moment) =>
    steps.filter((step, index) => isKilled(step, index, moment)).map((step) => cell({ kind: 'killed', moment }, step))
  )
  const cuts = (isMain ? (['before', 'during', 'after'] as const) : (['during'] as const)).map((moment) => cell({ kind: 'cut', moment }, ...steps))
  const full = steps.filter((step, index) => step === 'switch' || (isMain && index % 5 === 1))
  const points = isMain || scenario === 'rollback' ? ['restart'] : []
  return [...killed, ...cuts, ...full.map((step) => cell({ kind: 'no space' }, step)), ...points.map((step) => cell({ kind: 'no inodes' }, step))]
}

const TITLES: Readonly<Record<Scenario, string>> = {
  'first deploy': '`ssh-deploy`, first deploy: old is nothing at all',
  takeover: '`ssh-deploy` into a folder that is in use: old is the folder as it was',
  deploy: '`ssh-deploy` over a live release',
  rollback: '`rollback` to the release before: new is the earlier one'
}

const TEXT = `A cell says which release was live, and whole, when the host had come to rest, and how long after the fault that was. Whole: every
file is of that release, and so are the env file and the answer of the running application; it counts every start, and every hook
counts itself, so that nothing runs twice. Then the fault is gone and the same run is started again: it succeeds (or has nothing
left to do), and leaves no lock, no half of a file, and no process but the application.

- cut: every TCP connection is broken before the step is sent, when it has begun on the host, or when its end was told.
  The run itself goes on to its end.
- killed: the runner gets SIGKILL when the step has begun on the host, or when its end was told; nothing is sent between
  the end of one step and the beginning of the next. The confirmation is awaited for 3 s; after that the host goes back by itself.
  The lock of a dead run whose guard did not free it expires after 90 s, which the tests shorten; when the re-run has nothing
  left to do, the next run that changes something takes it over.
- no space, no inodes: from the beginning of the step on the file system of the deploy path is full.`

function renderPlanned({ scenario, steps }: Planned, results: ReadonlyMap<string, CellResult>): { readonly title: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const describeCell = (step: string, fault: Fault): string => {
    const result = results.get(nameCell({ scenario, planned: steps, steps: [step], fault }))
    if (result === undefined) return 'not run'
    return result.problems.length === 0 ? `${result.live}, ${result.wholeAfter}` : `FAILED: ${result.problems[0]}`
  }
  return {
    title: TITLES[scenario],
    columns: ['step', ...faults.map(nameFault)],
    rows: steps.map((step) => [`\`${step}\``, ...faults.map((fault) => describeCell(step, fault))])
  }
}
