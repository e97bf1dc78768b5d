import { defineOperation } from '../../core/index.ts'
import { lockForData } from '../tools/lock.ts'
import { restoreInputs } from './inputs.ts'
import { observeRestore } from './observe.ts'
import { planRestore } from './plan.ts'

export const restore = defineOperation({
  name: 'restore',
  summary: 'Restore a backup beside what is live, compare it, and only then put it in its place; taken back when the application does not work with it',
  inputs: restoreInputs,
  outputs: {
    backup: { description: 'Name of the backup that was restored.' },
    'emergency-backup': { description: 'Name of the backup that was made before of what was there.' }
  },
  examples: [
    { command: 'restore --environment production', does: 'restores the newest backup' },
    { command: 'restore --environment production --backup manual_20261121_070000 --only db --yes --confirm production', does: 'restores one component of a named one, without asking' },
    { command: 'restore --environment production --only db --table public.users', does: 'copies one table of the newest backup into a schema beside the live ones' }
  ],
  danger: 'destructive',
  replacesData: ({ table }) => table === undefined,
  isAction: true,
  lease: lockForData,
  observe: observeRestore,
  plan: planRestore
})
