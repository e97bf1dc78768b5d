import { expect, test } from '@jest/globals'
import { exec } from '../../../packages/core/command.ts'
import type { Plan } from '../../../packages/core/plan.ts'
import { sealPlan } from '../../../packages/core/plan-hash.ts'
import { Secret } from '../../../packages/core/secret.ts'
import { renderStableJson } from '../../../packages/core/stable-json.ts'

const plan: Omit<Plan, 'hash'> = {
  operation: 'ssh-deploy',
  title: 'Deploy 2f3a1c9 to web1',
  hosts: ['web1'],
  tables: [],
  notes: [],
  problems: [],
  phases: ['cutover'],
  steps: [
    {
      kind: 'run',
      id: 'env',
      title: 'Write env file',
      host: 'web1',
      phase: 'cutover',
      effect: 'write',
      timeoutSeconds: 5,
      command: exec(['cat'], { stdin: new Secret('env', 'PASSWORD=one') })
    }
  ],
  onFailure: 'undo',
  journals: {},
  probes: [],
  live: { web1: { before: 'a', after: 'b' } },
  outputs: { release: 'b' }
}

test('the hash is 64 hex digits and the rest of the plan is kept', () => {
  const { hash, ...rest } = sealPlan(plan)
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(rest).toEqual(plan)
})

test('the order of keys does not matter, at any depth', () => {
  expect(sealPlan(reversed(plan)).hash).toBe(sealPlan(plan).hash)
})

test('the order of steps and words matters', () => {
  const swapped = { ...plan, hosts: ['web2', 'web1'] }
  expect(sealPlan(swapped).hash).not.toBe(sealPlan({ ...plan, hosts: ['web1', 'web2'] }).hash)
})

test('secrets are not in the hash', () => {
  const other = { ...plan, steps: plan.steps.map((step) => ({ ...step, command: exec(['cat'], { stdin: new Secret('env', 'PASSWORD=two') }) })) }
  expect(sealPlan(other).hash).toBe(sealPlan(plan).hash)
})

test.each<readonly [string, Partial<Plan>]>([
  ['title', { title: 'x' }],
  ['notes', { notes: ['x'] }],
  ['outputs', { outputs: {} }],
  ['live', { live: { web1: { before: undefined, after: 'b' } } }],
  ['onFailure', { onFailure: 'stop' }]
])('%s is in the hash', (_name, change) => {
  expect(sealPlan({ ...plan, ...change }).hash).not.toBe(sealPlan(plan).hash)
})

test('sealing again gives the same hash', () => {
  expect(sealPlan(sealPlan(plan))).toEqual(sealPlan(plan))
})

test('stable JSON keeps the order of arrays, sorts keys, and drops what is undefined', () => {
  expect(renderStableJson({ b: [3, 1, { d: 1, c: undefined }], a: new Secret('x', 'y') })).toBe('{"a":"***","b":[3,1,{"d":1}]}')
})

test('volatile texts do not change the hash, wherever they stand', () => {
  const run = (id: string): string => sealPlan({ ...plan, title: `Deploy ${id}`, outputs: { release: id }, journals: { web1: `/srv/"x"/${id}` } }, [id]).hash
  expect(run('20260131-1')).toBe(run('20260201-2'))
  expect(sealPlan(plan, ['']).hash).toBe(sealPlan(plan).hash)
})

function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T
  if (typeof value !== 'object' || value === null || value instanceof Secret) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)])) as T
}
