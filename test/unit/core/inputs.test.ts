import { describe, expect, test } from '@jest/globals'
import { DeployKitError } from '../../../packages/core/errors.ts'
import * as inputs from '../../../packages/core/inputs.ts'
import { parseInputs, type InputSource } from '../../../packages/core/parse-inputs.ts'
import { Secret } from '../../../packages/core/secret.ts'

const declared = (description: string) => ({ description, group: 'Behaviour' }) as const

const definitions = inputs.defineInputs({
  host: inputs.text({ ...declared('Where to deploy. As user@host.'), required: true }),
  key: inputs.secret({ ...declared('The private key.') }),
  port: inputs.integer({ ...declared('The port.'), min: 1, max: 65_535, default: '22' }),
  timeout: inputs.duration({ ...declared('How long.'), default: '1m30s' }),
  space: inputs.size({ ...declared('How much.') }),
  layout: inputs.choice(['releases', 'in-place'], { ...declared('Which layout.'), default: 'releases' }),
  verbose: inputs.boolean({ ...declared('More lines.'), default: 'false' }),
  exclude: inputs.list({ ...declared('What stays.') }),
  start: inputs.argv({ ...declared('The start command.') }),
  path: inputs.text({ ...declared('The folder.'), check: (value) => (value.startsWith('/') ? undefined : `must be absolute, not ${value}`) })
})

const flags = (texts: Readonly<Record<string, string>>): InputSource => ({ describe: (name) => `--${name}`, texts })
const file = (texts: Readonly<Record<string, string>>): InputSource => ({ describe: (name) => `deploy-kit.yml (${name})`, texts })
const parse = (texts: Readonly<Record<string, string>>) => parseInputs(definitions, [flags({ host: 'web1', ...texts })])

function problemsOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof DeployKitError && error.code === 'DK_INPUT_INVALID') return error.message
    throw error
  }
  throw new Error('No error was thrown')
}

test('absent inputs take their default or are undefined', () => {
  expect(parse({})).toEqual({
    host: 'web1',
    key: undefined,
    port: 22,
    timeout: 90,
    space: undefined,
    layout: 'releases',
    verbose: false,
    exclude: undefined,
    start: undefined,
    path: undefined
  })
})

test.each<readonly [keyof typeof definitions, string, unknown]>([
  ['host', '  web2 ', 'web2'],
  ['port', ' 2222 ', 2222],
  ['timeout', '2m', 120],
  ['space', '1.5G', 1_610_612_736],
  ['layout', 'in-place', 'in-place'],
  ['verbose', 'TRUE', true],
  ['verbose', 'yes', true],
  ['verbose', 'on', true],
  ['verbose', '1', true],
  ['verbose', 'off', false],
  ['verbose', '0', false],
  ['exclude', 'a, b ,,c', ['a', 'b', 'c']],
  ['exclude', 'a,b\n# not this\n\n  c  \n', ['a,b', 'c']],
  ['start', "node 'my app.js'", ['node', 'my app.js']],
  ['start', '["node", "a|b"]', ['node', 'a|b']],
  ['path', '/srv', '/srv']
])('%s: %j is %j', (name, text, value) => {
  expect(parse({ [name]: text })[name]).toEqual(value)
})

test('a secret keeps its outer white space and is never shown', () => {
  const { key } = parse({ key: '  -----BEGIN\n' })
  expect(key).toBeInstanceOf(Secret)
  expect(key?.reveal()).toBe('  -----BEGIN\n')
})

test.each<readonly [keyof typeof definitions, string, string]>([
  ['port', '0', 'from 1 to 65535, not 0'],
  ['port', '65536', 'from 1 to 65535'],
  ['port', '22.5', 'whole number'],
  ['port', '1e3', 'whole number'],
  ['port', 'ssh', 'whole number'],
  ['timeout', 'soon', 'is not a duration: soon'],
  ['space', 'much', 'is not a size: much'],
  ['layout', 'Releases', 'must be one of releases, in-place, not Releases'],
  ['verbose', 'maybe', 'must be true or false'],
  ['start', 'a | b', '"|"'],
  ['path', 'srv', 'must be absolute, not srv']
])('%s: %j is wrong', (name, text, problem) => {
  expect(problemsOf(() => parse({ [name]: text }))).toMatch(new RegExp(`^Wrong input: --${name} .*${problem.replaceAll(/[|.]/g, '\\$&')}`))
})

test.each(['', '   ', '\n'])('%j is absent', (text) => {
  expect(parse({ port: text, key: text })).toMatchObject({ port: 22, key: undefined })
  expect(problemsOf(() => parse({ host: text }))).toBe('Wrong input: host is required: Where to deploy')
})

test('all problems are told at once, each once', () => {
  const message = problemsOf(() => parseInputs(definitions, [flags({ prot: '1', timeout: 'x', verbose: '?' }), file({ paht: '/', port: 'y' })]))
  expect(message.split('\n')).toEqual([
    '6 inputs are wrong:',
    '  - --prot is not known; did you mean port?',
    '  - deploy-kit.yml (paht) is not known; did you mean path?',
    '  - host is required: Where to deploy',
    '  - deploy-kit.yml (port) must be a whole number from 1 to 65535, not y',
    '  - --timeout is not a duration: x (write 90s, 2m or 1h30m)',
    '  - --verbose must be true or false, not ?'
  ])
})

test.each(['constructor', '__proto__', 'toString'])('%s is a name like any other that is not known', (name) => {
  expect(problemsOf(() => parse(Object.fromEntries([[name, 'x']])))).toContain(`--${name} is not known`)
})

test('earlier sources win, and an empty one does not hide a later one', () => {
  const values = parseInputs(definitions, [flags({ port: '1', host: '' }), file({ port: '2', host: 'web2', timeout: '5s' })])
  expect([values.port, values.host, values.timeout]).toEqual([1, 'web2', 5])
})

describe('a declaration', () => {
  test.each([
    [definitions.host, { kind: 'text', required: true, default: undefined }],
    [definitions.port, { kind: 'integer', required: false, default: '22' }],
    [definitions.layout, { kind: 'choice', choices: ['releases', 'in-place'] }],
    [definitions.key, { kind: 'secret', choices: [] }],
    [definitions.start, { kind: 'argv', description: 'The start command.', group: 'Behaviour' }]
  ])('keeps what documents need: %j', (input, expected) => {
    expect(input).toMatchObject(expected)
  })

  test('a wrong default is told by the name of the input', () => {
    const wrong = inputs.defineInputs({ wait: inputs.duration({ ...declared('Wait.'), default: 'soon' }) })
    expect(problemsOf(() => parseInputs(wrong, []))).toContain('wait is not a duration: soon')
  })
})
