import { expect, test } from '@jest/globals'
import { renderPlanText, sealPlan, type Plan } from '../../../packages/core/index.ts'
import { samplePlan } from '../../support/sample-plan.ts'

function change(changes: Partial<Plan>): Plan {
  return sealPlan({ ...samplePlan, ...changes })
}

test('a plan for people', () => {
  expect(renderPlanText(samplePlan)).toBe(`Deploy 2f3a1c9 to web1, web2 (/srv/app)

Hosts: web1, web2

Differences
Host  Files  Bytes
────  ─────  ────────
web1      3  12.1 KiB
web2     40  1.2 MiB

Notes
  - First deploy to web2: there is nothing to return to

Steps
Phase    Host  Step            Effect  Undo
───────  ────  ──────────────  ──────  ───────────
upload   web1  Upload 3 files  write   -
cutover  web1  Switch current  write   Switch back
If a step fails, what was done is undone, the last step first.

Plan hash: ${samplePlan.hash}`)
})

test('problems are told with their remedy', () => {
  const text = renderPlanText(change({ problems: [{ code: 'DK_DISK_FULL', host: 'web1', message: 'Only 3 MiB are free', remedy: 'Free some space' }] }))
  expect(text).toContain('Problems: this plan will be refused\n  - web1: Only 3 MiB are free (DK_DISK_FULL)\n    -> Free some space')
})

test('a plan that stops says so, and one without steps has no table of steps', () => {
  expect(renderPlanText(change({ onFailure: 'stop' }))).toContain('the run stops there')
  expect(renderPlanText(change({ steps: [] }))).not.toContain('Steps')
})
