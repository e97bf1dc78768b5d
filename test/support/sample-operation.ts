import { argv, boolean, choice, defineInputs, defineOperation, integer, list, sealPlan, secret, text } from '../../packages/core/index.ts'

export const sampleInputs = defineInputs({
  host: list({ group: 'Connection', description: 'The hosts.', required: true, example: 'deploy@web1' }),
  port: integer({ group: 'Connection', description: 'The port.', default: '22', min: 1, max: 65_535 }),
  'private-key': secret({ group: 'Connection', description: 'The private key.' }),
  'known-hosts': text({ group: 'Connection', description: 'The host keys.' }),
  layout: choice(['releases', 'in-place'], { group: 'Target', description: 'The layout.', default: 'releases' }),
  start: argv({ group: 'Commands', description: 'Starts | restarts it.' }),
  quick: boolean({ group: 'Health', description: 'Fewer attempts.', default: 'false' }),
  verbose: boolean({ group: 'Health', description: 'Tell more.', default: 'false' })
})

/** An operation with one input of nearly every kind, for tests of help, flags and documents. */
export const sampleOperation = defineOperation({
  name: 'sample',
  summary: 'Shows what help looks like',
  inputs: sampleInputs,
  outputs: { release: { description: 'The release that is live.' } },
  examples: [
    { command: 'sample --host web1', does: 'The shortest' },
    { command: 'sample --host web1 --port 2222 --plan', does: 'Only looks' }
  ],
  danger: 'destructive',
  isAction: true,
  observe: () => Promise.resolve(undefined),
  plan: () =>
    sealPlan({
      operation: 'sample',
      title: 'Sample',
      hosts: [],
      tables: [],
      notes: [],
      problems: [],
      phases: [],
      steps: [],
      onFailure: 'stop',
      journals: {},
      probes: [],
      live: {},
      outputs: {}
    })
})
