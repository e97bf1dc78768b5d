// needs: postgres, setpriv, sqlite3, zstd, root
import { describeBackupFaults } from '../../support/backup-fault-matrix.ts'
import type { BackupFault, BackupFaultCell, BackupScenario } from '../../support/backup-fault-lane.ts'

/** Always the same few: each kind of fault, at the steps where most is at stake. */
const SAMPLE: readonly (readonly [BackupScenario, string, BackupFault])[] = [
  ['backup', 'dump-db', { kind: 'killed', moment: 'during' }],
  ['restore', 'stage-desk', { kind: 'full', blocks: 3 }],
  ['restore', 'swap-desk', { kind: 'killed', moment: 'after' }],
  ['restore', 'swap-db', { kind: 'server killed' }]
]

/** All in one run; it takes a second to connect again. */
const CUT = ['dump-db', 'publish-backup', 'stage-db', 'swap-db', 'confirm']

await describeBackupFaults(({ scenario, steps }): readonly BackupFaultCell[] => [
  ...SAMPLE.filter(([of]) => of === scenario).map(([, step, fault]) => ({ scenario, planned: steps, steps: [step], fault })),
  { scenario, planned: steps, steps: steps.filter((step) => CUT.includes(step)), fault: { kind: 'cut', moment: 'during' } }
])
