import { expect, test } from '@jest/globals'
import { closest } from '../../../packages/core/closest.ts'

const NAMES = ['host', 'port', 'user', 'path', 'known-hosts', 'private-key', 'to', 'health-url', 'keep-releases']

test.each([
  ['hsot', 'host'],
  ['paht', 'path'],
  ['ot', 'to'],
  ['hosts', 'host'],
  ['HOST', 'host'],
  ['prot', 'port'],
  ['know-hosts', 'known-hosts'],
  ['known_hosts', 'known-hosts'],
  ['privatekey', 'private-key'],
  ['keep-release', 'keep-releases'],
  ['too', 'to'],
  ['health_urls', 'health-url']
])('%s was meant to be %s', (word, candidate) => {
  expect(closest(word, NAMES)).toBe(candidate)
})

test.each(['', 'x', 'ab', 'zzz', 'environment', 'database-url', '日本語'])('%j is near to nothing', (word) => {
  expect(closest(word, NAMES)).toBeUndefined()
})

test('a candidate is not near because it has other characters', () => {
  expect(closest('abcd', ['👩‍🚀👩‍🚀'])).toBeUndefined()
})

test('without candidates there is nothing to suggest', () => {
  expect(closest('host', [])).toBeUndefined()
})
