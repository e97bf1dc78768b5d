import { expect, test } from '@jest/globals'
import { errorCatalogue, exitCodes } from '../../../packages/core/error-catalogue.ts'
import { DeployKitError, toDeployKitError } from '../../../packages/core/errors.ts'

const entries = Object.entries(errorCatalogue)

test.each(entries)('%s says who can mend it, and what it means', (code, { owner, exitCode, meaning }) => {
  expect(code).toMatch(/^DK_[A-Z]+(_[A-Z]+)*$/)
  expect(['yours', 'server', 'ours']).toContain(owner)
  expect(exitCodes[exitCode]).toBeDefined()
  expect(meaning).toMatch(/^[A-Za-z].{15,}\.$/s)
})

test('every exit code but success belongs to an error', () => {
  const used = new Set(entries.map(([, { exitCode }]) => exitCode))
  expect(Object.keys(exitCodes).map(Number).filter((code) => code !== 0 && !used.has(code as never))).toEqual([])
})

test('an error is told whole as JSON, without its stack', () => {
  const error = new DeployKitError('DK_LOCK_HELD', { message: 'Held', remedy: 'Wait', host: 'web1' })
  expect(JSON.parse(JSON.stringify(error))).toEqual({ code: 'DK_LOCK_HELD', message: 'Held', remedy: 'Wait', host: 'web1', owner: 'yours' })
  expect(error.processExitCode).toBe(5)
})

test.each([
  [new TypeError('x is undefined'), 'x is undefined'],
  ['text', 'text'],
  [undefined, 'undefined']
])('what was not foreseen is a defect of the kit: %s', (thrown, text) => {
  const error = toDeployKitError(thrown)
  expect({ code: error.code, named: error.message.includes(text), cause: error.cause }).toEqual({ code: 'DK_INTERNAL', named: true, cause: thrown })
})

test('a DeployKitError stays itself', () => {
  const error = new DeployKitError('DK_CANCELLED', { message: 'Cancelled', remedy: 'None' })
  expect(toDeployKitError(error)).toBe(error)
})
