import { choice, defineInputs, duration } from '../../core/index.ts'
import { composeInputs } from './compose/inputs.ts'
import { systemdInputs } from './systemd/inputs.ts'

/** How the application is run, and what the strategies are told. */
export const strategyInputs = defineInputs({
  strategy: choice(['commands', 'systemd', 'compose'], {
    group: 'Strategy',
    description: 'How the application is run: by `restart-command`, by units of `systemd`, or by Docker `compose`.',
    default: 'commands'
  }),
  drain: duration({
    group: 'Strategy',
    description: 'How long the old release may take to end its requests, when the new one was started beside it.',
    default: '10s'
  }),
  ...systemdInputs,
  ...composeInputs
})
