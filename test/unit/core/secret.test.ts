import { expect, test } from '@jest/globals'
import { inspect } from 'node:util'
import { Secret } from '../../../packages/core/secret.ts'

const secret = new Secret('token', 'hunter2')
const holder = { name: 'app', token: secret, nested: [{ token: secret }] }

test.each<readonly [string, () => string]>([
  ['String', () => String(secret)],
  ['a template', () => `${secret}`],
  ['join', () => [secret, secret].join()],
  ['JSON', () => JSON.stringify(holder)],
  ['inspect', () => inspect(holder, { depth: 10, showHidden: true })],
  ['inspect without custom functions', () => inspect(holder, { depth: 10, showHidden: true, customInspect: false })],
  ['its entries', () => JSON.stringify(Object.entries(secret))],
  ['a copy of its members', () => inspect(Object.assign({}, secret))],
  ['a structured clone', () => inspect(structuredClone(secret), { showHidden: true })],
  ['an error message', () => inspect(new Error(`no login with ${secret}`, { cause: holder }))]
])('%s does not show the text', (_name, show) => {
  expect(show()).not.toContain('hunter2')
})

test('JSON and strings show three stars', () => {
  expect([JSON.stringify(holder.nested), String(secret)]).toEqual(['[{"token":"***"}]', '***'])
})

test('only reveal gives the text', () => {
  expect(secret.reveal()).toBe('hunter2')
})
