import { defineOperation } from '../../core/index.ts'
import { lockForData } from '../tools/lock.ts'
import { backupInputs } from './backup-inputs.ts'
import { observeBackup } from './observe.ts'
import { planBackup } from './plan.ts'

export const backup = defineOperation({
  name: 'backup',
  summary: 'Back up databases and files on their hosts: from one moment, read back before it counts, and sealed for keys that are elsewhere',
  inputs: backupInputs,
  outputs: {
    backup: { description: 'Name of the backup.' },
    folder: { description: 'Its folder on the hosts.' }
  },
  examples: [
    { command: 'backup --environment production', does: 'backs up all components' },
    { command: 'backup --environment production --only db --backup-name before-the-move', does: 'backs up one of them, under a name' }
  ],
  danger: 'write',
  isAction: true,
  lease: lockForData,
  observe: observeBackup,
  plan: planBackup
})
