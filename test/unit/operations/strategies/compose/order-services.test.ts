import { expect, test } from '@jest/globals'
import { parseComposeFiles } from '../../../../../packages/operations/strategies/compose/compose-file.ts'
import { orderServices, type ComposeStep, type Orders } from '../../../../../packages/operations/strategies/compose/order-services.ts'

type Given = Readonly<Record<string, { readonly depends_on?: readonly string[]; readonly profiles?: readonly string[]; readonly scale?: number }>>

const order = (services: Given, orders: Partial<Orders> = {}): readonly string[] =>
  orderServices(parseComposeFiles([{ name: 'compose.yaml', text: JSON.stringify({ services }) }], new Map()), { oneShots: [], startFirst: [], ...orders }).map(tell)

function tell(step: ComposeStep): string {
  if (step.kind === 'up') return `up ${step.services.join(' ')}`
  return step.kind === 'one-shot' ? `run ${step.service}` : `first ${step.service}:${step.port ?? '-'} x${step.replicas}`
}

const SHOP: Given = {
  worker: { depends_on: ['db', 'cache', 'migrate'] },
  api: { depends_on: ['db', 'migrate'], scale: 2 },
  migrate: { depends_on: ['db'] },
  db: {},
  cache: {},
  proxy: { depends_on: ['api'] },
  debug: { profiles: ['debug'] }
}

test.each<readonly [string, Given, Partial<Orders>, readonly string[]]>([
  ['dependencies come first, what does not depend on each other comes together', SHOP, {}, ['up cache db', 'up migrate', 'up api worker', 'up proxy']],
  ['a one-shot service comes after what it needs, and before all others', SHOP, { oneShots: ['migrate'] }, ['up db', 'run migrate', 'up api cache', 'up proxy worker']],
  [
    'a start-first service comes before whatever is stopped for the new one',
    SHOP,
    { oneShots: ['migrate'], startFirst: [{ service: 'api', port: 8000 }] },
    ['up db', 'run migrate', 'first api:8000 x2', 'up cache proxy', 'up worker']
  ],
  [
    'start-first services in the order of their dependencies, also two of them',
    { web: { depends_on: ['api'] }, api: {}, db: {} },
    { startFirst: [{ service: 'web', port: 80 }, { service: 'api', port: undefined }] },
    ['first api:- x1', 'first web:80 x1', 'up db']
  ],
  ['a service with a profile is left out, unless a one-shot service', SHOP, { oneShots: ['debug'] }, ['run debug', 'up cache db', 'up migrate', 'up api worker', 'up proxy']],
  ['a circle is left to Compose, which refuses it', { a: { depends_on: ['b'] }, b: { depends_on: ['a'] } }, {}, ['up a b']],
  ['what is not there is not waited for', { a: { depends_on: ['gone'] } }, {}, ['up a']],
  ['nothing', {}, {}, []]
])('%s', (_name, services, orders, expected) => {
  expect(order(services, orders)).toEqual(expected)
})
