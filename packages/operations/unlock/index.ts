import { all, defineInputs, defineOperation, sealPlan, text, type Problem, type Step } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { layoutInputs, normalizePath, targetInputs } from '../target-inputs.ts'
import { hostPaths } from '../tools/host-paths.ts'
import { endRun } from '../tools/guard.ts'
import { LOCK_EXPIRY_SECONDS, releaseLock, SETTLE_SECONDS } from '../tools/lock.ts'
import { observeStates, type StateOfHost } from '../tools/observe-states.ts'
import { renderLock } from '../tools/render-lock.ts'

export const unlock = defineOperation({
  name: 'unlock',
  summary: 'End a run that is dead: stop its steps, take back what it did not confirm, release its deploy lock',
  inputs: defineInputs({
    ...connectionInputs,
    ...targetInputs,
    ...layoutInputs,
    'run-id': text({
      group: 'Target',
      description: 'End this run, which must be dead: stop its steps, take back what it did not confirm, and release its lock before it expires.',
      check: (id) => (/^[0-9a-f]{6,64}$/.test(id) ? undefined : `is not a run id: ${JSON.stringify(id)}`)
    })
  }),
  outputs: {},
  examples: [{ command: 'unlock --environment production', does: 'releases a lock that was not renewed any more' }],
  danger: 'destructive',
  isAction: false,
  observe: observeStates,
  plan: (values, states) => {
    const { kit } = hostPaths(normalizePath(values.path), values.layout)
    const held = states.filter(({ state }) => state.lock !== undefined && (values['run-id'] === undefined || state.lock.runId === values['run-id']))
    return sealPlan({
      operation: 'unlock',
      title: `Release the deploy lock of ${normalizePath(values.path)}`,
      hosts: states.map(({ host }) => host),
      tables: [
        {
          title: 'Deploy lock',
          columns: ['host', 'lock'],
          rows: states.map(({ host, state }) => [host, state.lock === undefined ? 'free' : renderLock(state.lock)])
        }
      ],
      notes: [],
      problems: values['run-id'] === undefined ? held.flatMap(findProblem) : [],
      phases: ['unlock'],
      steps: held.map(({ host, state }): Step => ({
        kind: 'run',
        id: 'unlock',
        title: `End the run of ${state.lock?.owner ?? 'nobody'} and release its lock`,
        host,
        phase: 'unlock',
        effect: 'write',
        repeatable: true,
        command: all(endRun(kit, state.lock?.runId ?? ''), releaseLock(kit, state.lock?.runId ?? '')),
        timeoutSeconds: SETTLE_SECONDS
      })),
      onFailure: 'stop',
      journals: {},
      probes: [],
      live: Object.fromEntries(states.map(({ host, state }) => [host, { before: state.live, after: state.live }])),
      outputs: {}
    })
  }
})

/** A lock in use is not taken from its run: two deploys at once is what it prevents. */
function findProblem({ host, state: { lock } }: StateOfHost): readonly Problem[] {
  if (lock === undefined || (lock.ageSeconds >= LOCK_EXPIRY_SECONDS && !lock.isAlive)) return []
  return [
    {
      code: 'DK_LOCK_HELD',
      host,
      message: `The deploy lock on ${host} is in use: ${renderLock(lock)}`,
      remedy: `Cancel that run and wait until its lock has expired (${LOCK_EXPIRY_SECONDS} s), or give its --run-id ${lock.runId}`
    }
  ]
}
