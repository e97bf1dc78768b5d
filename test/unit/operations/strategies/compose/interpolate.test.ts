import { expect, test } from '@jest/globals'
import { interpolate } from '../../../../../packages/operations/strategies/compose/interpolate.ts'

const variables = new Map([
  ['TAG', '2'],
  ['EMPTY', '']
])

// The forms of https://docs.docker.com/reference/compose-file/interpolation/
test.each([
  ['api:$TAG', 'api:2'],
  ['api:${TAG}', 'api:2'],
  ['${TAG:-1}', '2'],
  ['${EMPTY:-1}', '1'],
  ['${EMPTY-1}', ''],
  ['${MISSING:-1}', '1'],
  ['${MISSING-}', ''],
  ['${TAG:+yes}', 'yes'],
  ['${EMPTY:+yes}', ''],
  ['${EMPTY+yes}', 'yes'],
  ['${MISSING+yes}', ''],
  ['${TAG:?is needed}', '2'],
  ['$$TAG costs $$5', '$TAG costs $5'],
  ['no $ here: 5$', 'no $ here: 5$']
])('%s gives %j', (text, expected) => {
  expect(interpolate(text, variables)).toBe(expected)
})

test.each(['$SECRET', '${SECRET}', '${SECRET:?is needed}', '${SECRET?}'])('%s, which is not known here, stays as it is', (text) => {
  expect(interpolate(`a ${text} b`, variables)).toBe(`a ${text} b`)
})
