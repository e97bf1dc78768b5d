import { choice, defineInputs } from '../../core/index.ts'
import { systemdInputs } from './systemd/inputs.ts'

/** How the application is run, and what the strategies are told. */
export const strategyInputs = defineInputs({
  strategy: choice(['commands', 'systemd'], {
    group: 'Strategy',
    description: 'How the application is run: by `restart-command`, or by units of `systemd`.',
    default: 'commands'
  }),
  ...systemdInputs
})
