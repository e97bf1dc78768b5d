import { expect, test } from '@jest/globals'
import { sealPlan, Secret } from '../../../packages/core/index.ts'
import { redactPlan } from '../../../packages/engine/redact-plan.ts'
import { Redactor } from '../../../packages/engine/redact.ts'

test('what a plan tells of a host is without secrets; what it does, and its hash, stay', () => {
  const plan = sealPlan({
    operation: 'logs',
    title: 'Logs',
    hosts: ['web1'],
    tables: [{ title: 'app.log on web1', columns: ['line'], rows: [['login with swordfish']] }],
    notes: ['swordfish'],
    problems: [{ code: 'DK_COMMAND_FAILED', host: 'web1', message: 'cat: swordfish', remedy: 'r' }],
    phases: [],
    steps: [],
    onFailure: 'stop',
    journals: {},
    probes: [],
    live: { web1: { before: undefined, after: undefined } },
    outputs: { problems: '["swordfish"]' },
    answer: [{ text: 'swordfish', found: true }]
  })
  const redactor = new Redactor()
  redactor.add([new Secret('password', 'swordfish')])
  const redacted = redactPlan(plan, redactor)
  expect(JSON.stringify(redacted)).not.toContain('swordfish')
  expect(redacted).toMatchObject({ hash: plan.hash, tables: [{ rows: [['login with ***']] }], answer: [{ text: '***', found: true }] })
})
