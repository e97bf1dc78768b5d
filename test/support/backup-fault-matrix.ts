import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { BackupFaultLane, nameBackupCell, nameBackupFault, type BackupCellResult, type BackupFault, type BackupFaultCell, type BackupScenario } from './backup-fault-lane.ts'
import { writeFaultSection } from './fault-document.ts'
import { isExhaustive } from './long-run.ts'
import { makeScratch } from './scratch.ts'
import { whyNoSmallDisk } from './small-disk.ts'

/** In the columns of the document. */
const FAULTS: readonly BackupFault[] = [
  ...(['before', 'during', 'after'] as const).map((moment) => ({ kind: 'cut', moment }) as const),
  ...(['during', 'after'] as const).map((moment) => ({ kind: 'killed', moment }) as const),
  { kind: 'server killed' },
  ...[0, 3, 6, 9, 14].map((blocks) => ({ kind: 'full', blocks }) as const)
]

const TITLES: Readonly<Record<BackupScenario, string>> = { backup: '`backup`', restore: '`restore`, with the backup that it makes before of what is there' }

const TEXT = `An application has a PostgreSQL, a MariaDB and a Redis database, an SQLite file and a file. A cell says whose data was live, and whole, when the host had come
to rest: \`old\` is what was live before, \`new\` what was in the backup; a mixture of parts would stand here as FAILED. How the run ended stands
behind it, where it was there to tell. At that moment everything that has the name of a backup is verified to its last byte, the backup that was
there before among it. Then the fault is gone and the same run is started again: it succeeds, and leaves no staged or old database, no
file, no unfinished backup and no lock.

- cut, killed: as for releases, above. A restore is confirmed within 3 s, otherwise the host goes back by itself.
- server killed: SIGKILL of the server of the step's database (of PostgreSQL, where the step has none) when the step begins; it is started again at
  once, and recovers.
- blocks left: so many blocks of 4 KiB are left on the file system of the deploy path when the step begins.`

interface Planned {
  readonly scenario: BackupScenario
  readonly steps: readonly string[]
}

/** Runs what is chosen of a backup and a restore with faults in them. To be awaited by a test file that has no other tests. */
export async function describeBackupFaults(choose: (planned: Planned) => readonly BackupFaultCell[]): Promise<void> {
  const scratch = makeScratch()
  const lane = await BackupFaultLane.open(scratch, { hasAllServers: isExhaustive })
  const planned: Planned[] = []
  for (const scenario of ['backup', 'restore'] as const) planned.push({ scenario, steps: await lane.planSteps(scenario) })
  const cells = planned.flatMap(choose).filter(({ fault }) => fault.kind !== 'full' || whyNoSmallDisk === undefined)
  const results = new Map<string, BackupCellResult>()

  describe('faults of backup and restore', () => {
    beforeAll(async () => {
      for (const cell of cells) results.set(nameBackupCell(cell), await lane.run(cell))
    }, 7_200_000)

    afterAll(async () => {
      await lane.close()
      scratch.remove()
      writeFaultSection({ name: 'backup and restore', title: 'Backup and restore', text: TEXT, tables: planned.map((plan) => renderPlanned(plan, results)) })
    }, 60_000)

    test('the plans have the steps that are met', () => {
      expect(planned.map(({ steps }) => steps)).toEqual([
        expect.arrayContaining(['begin-backup', 'dump-db', 'dump-desk', 'dump-files', 'publish-backup']),
        expect.arrayContaining(['publish-backup', 'verify-backup', 'stage-db', 'arm-guard', 'swap-db', 'swap-desk', 'swap-files', 'confirm', 'remove-old'])
      ])
    })

    test.each(cells.map((cell) => [nameBackupCell(cell)]))('%s', (name) => {
      expect(results.get(name)?.problems ?? ['It was not run']).toEqual([])
    })
  })
}

/** Every fault at every step. */
export function listAllBackupCells({ scenario, steps }: Planned): readonly BackupFaultCell[] {
  return isExhaustive ? FAULTS.flatMap((fault) => steps.map((step) => ({ scenario, planned: steps, steps: [step], fault }))) : []
}

function renderPlanned({ scenario, steps }: Planned, results: ReadonlyMap<string, BackupCellResult>): { readonly title: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const describeCell = (step: string, fault: BackupFault): string => {
    const result = results.get(nameBackupCell({ scenario, planned: steps, steps: [step], fault }))
    if (result === undefined) return 'not run'
    return result.problems.length === 0 ? `${result.live}; ${result.ended}` : `FAILED: ${result.problems[0]}`
  }
  return {
    title: TITLES[scenario],
    columns: ['step', ...FAULTS.map(nameBackupFault)],
    rows: steps.map((step) => [`\`${step}\``, ...FAULTS.map((fault) => describeCell(step, fault))])
  }
}
