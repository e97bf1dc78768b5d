import { defineOperation } from '../../core/index.ts'
import { cutoverOutputs, readCutoverOutputs } from '../cutover-outputs.ts'
import { lockForCutover } from '../tools/lock.ts'
import { rollbackInputs } from './inputs.ts'
import { observeRollback } from './observe.ts'
import { planRollback } from './plan.ts'

export const rollback = defineOperation({
  name: 'rollback',
  summary: 'Go back to an earlier good release: atomically, health-gated, itself undone when it fails',
  inputs: rollbackInputs,
  outputs: {
    release: { description: 'Id of the release that is live after the rollback.' },
    backup: { description: 'With data: name of the backup that was brought back.' },
    'emergency-backup': { description: 'With data: name of the backup that was made before of what was there.' },
    'rolled-back-from': { description: 'Id of the release that was live before; it is marked bad.' },
    ...cutoverOutputs
  },
  examples: [
    { command: 'rollback --environment production', does: 'goes back to the previous good release' },
    { command: 'rollback --environment production --to 2f3a1c9 --yes', does: 'goes back to the release of a commit, without asking' },
    { command: 'rollback --environment production --with-data --plan', does: 'shows which data fits the previous release, and what would be lost' }
  ],
  danger: 'destructive',
  replacesData: (values) => values['with-data'],
  isAction: true,
  lease: lockForCutover,
  observe: observeRollback,
  plan: planRollback,
  outputsAfter: (_, report) => readCutoverOutputs(report)
})
