import { defineOperation, type InputValues, type Report } from '../../core/index.ts'
import type { PreflightFacts } from './facts.ts'
import { preflightInputs } from './inputs.ts'
import { observePreflight } from './observe.ts'
import { planPreflight } from './plan.ts'

export const preflight = defineOperation<typeof preflightInputs, PreflightFacts>({
  name: 'preflight',
  summary: 'Look whether hosts are ready for a deploy: disk, permissions, tools, variables, ports, clock. All problems at once.',
  inputs: preflightInputs,
  outputs: {
    ready: { description: '`true` when a deploy would find everything that it needs, otherwise `false`.' },
    problems: { description: 'The problems as JSON: code, host, message, remedy.' }
  },
  examples: [
    {
      command: 'preflight --host deploy@web1 --path /srv/app --source . --require-tools "python3>=3.9, docker>=24"',
      does: 'Looks at the host, and estimates the space from the files of this folder.'
    },
    {
      command: 'preflight --host deploy@web1 --path /srv/app --repair-permissions',
      does: 'Makes the deploy user the owner of /srv/app by sudo -n chown, when it may not write there.'
    }
  ],
  danger: 'write',
  isAction: true,
  observe: observePreflight,
  plan: planPreflight,
  outputsAfter: (_values: InputValues<typeof preflightInputs>, { plan, outcome }: Report): Readonly<Record<string, string>> => ({
    ready: String(plan.problems.length === 0 && outcome !== 'failed')
  })
})
