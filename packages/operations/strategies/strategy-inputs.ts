import { choice, defineInputs } from '../../core/index.ts'
import { composeInputs } from './compose/inputs.ts'

/** How the application is run, and what the strategies are told. */
export const strategyInputs = defineInputs({
  strategy: choice(['commands', 'compose'], {
    group: 'Strategy',
    description: 'How the application is run: by `restart-command`, or by Docker `compose`.',
    default: 'commands'
  }),
  ...composeInputs
})
