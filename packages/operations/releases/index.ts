import { defineInputs, defineOperation, renderSize } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { layoutInputs, normalizePath, targetInputs } from '../target-inputs.ts'
import { answerPlan } from '../tools/answer-plan.ts'
import { describeState } from '../tools/describe-state.ts'
import { observeStates } from '../tools/observe-states.ts'
import { renderMoment } from '../tools/release-manifest.ts'

export const releases = defineOperation({
  name: 'releases',
  summary: 'List the releases on the hosts: which is live, which are good, and what they hold',
  inputs: defineInputs({ ...connectionInputs, ...targetInputs, ...layoutInputs }),
  outputs: {},
  examples: [{ command: 'releases --environment production', does: 'lists what can be rolled back to' }],
  danger: 'read-only',
  isAction: false,
  observe: observeStates,
  plan: (values, states) =>
    answerPlan({
      operation: 'releases',
      title: `Releases in ${normalizePath(values.path)}`,
      hosts: states.map(({ host }) => host),
      tables: [
        {
          title: 'Releases',
          columns: ['host', 'release', 'state', 'made (UTC)', 'commit', 'subject', 'files', 'size', 'by'],
          rows: states.flatMap(({ host, state }) =>
            state.releases.toReversed().map(({ id, state: condition, manifest }) => [
              host,
              id,
              id === state.live ? `${condition}, live` : condition,
              manifest === undefined ? '' : renderMoment(manifest.createdAt),
              manifest?.commit?.slice(0, 7) ?? '',
              manifest?.subject ?? '',
              manifest === undefined ? '' : String(manifest.files),
              manifest === undefined ? '' : renderSize(manifest.sizeBytes),
              manifest?.run.who ?? ''
            ])
          )
        }
      ],
      notes: states.flatMap(({ host, state }) => [...(state.releases.length === 0 ? [`${host}: there are no releases`] : []), ...describeState(host, state)]),
      answer: states.map(({ host, state }) => ({ host, live: state.live, releases: state.releases, failed: state.failed }))
    })
})
