import { describe, expect, test } from '@jest/globals'
import { argv, boolean, defineInputs, DeployKitError, duration, integer, isCommandCheck, lines, list, parseInputs, secret, text } from '../../../packages/core/index.ts'
import { parseConfigFile, type ConfigFileOptions } from '../../../packages/operations/config-file.ts'

const definitions = defineInputs({
  host: list({ group: 'Connection', description: 'Hosts.' }),
  port: integer({ group: 'Connection', description: 'Port.', min: 1, max: 65_535, default: '22' }),
  version: text({ group: 'Source', description: 'Version.' }),
  exclude: list({ group: 'Source', description: 'Excludes.' }),
  start: argv({ group: 'Commands', description: 'Start.' }),
  'health-check': lines({ group: 'Health', description: 'Checks.', isCommand: isCommandCheck }),
  hooks: list({ group: 'Commands', description: 'Hooks.' }),
  variables: text({ group: 'Environment', description: 'Variables.' }),
  secrets: secret({ group: 'Environment', description: 'Secrets.' }),
  'private-key': secret({ group: 'Connection', description: 'Key.' }),
  quick: boolean({ group: 'Health', description: 'Quick.', default: 'false' }),
  confirm: text({ group: 'Behaviour', description: 'Typed.', isTyped: true }),
  'confirm-timeout': duration({ group: 'Health', description: 'Timeout.', default: '30s' })
})

function parse(lines: string, options: Partial<ConfigFileOptions> = {}): readonly Readonly<Record<string, string>>[] {
  return parseConfigFile(lines, { file: 'deploy-kit.yml', variables: {}, definitions, ...options }).map((source) => source.texts)
}

function problemsOf(lines: string, options: Partial<ConfigFileOptions> = {}): string {
  try {
    parse(lines, options)
  } catch (error) {
    if (error instanceof DeployKitError && error.code === 'DK_CONFIG_INVALID') return error.message
    throw error
  }
  throw new Error('The file was accepted')
}

describe('values', () => {
  test.each([
    ['a word', 'host: web1', { host: 'web1' }],
    ['a number as it was written', 'version: 1.10', { version: '1.10' }],
    ['an octal mode as it was written', 'version: 0644', { version: '0644' }],
    ['a number for a number', 'port: 2222', { port: '2222' }],
    ['a boolean', 'quick: true', { quick: 'true' }],
    ['nothing', 'host:\nport: ~', {}],
    ['a list', 'host:\n  - web1\n  - web2', { host: 'web1\nweb2' }],
    ['a list of one item with a comma', 'exclude: ["a,b"]', { exclude: 'a,b\n#' }],
    ['a list of words for a command', 'start: [node, "a b", 80]', { start: '["node","a b","80"]' }],
    ['a line for a command', 'start: node "a b"', { start: 'node "a b"' }],
    ['commands in a list', 'hooks:\n  - ./a --b\n  - [./c, "d e"]', { hooks: './a --b\n["./c","d e"]' }],
    ['a map', 'variables:\n  A: 1\n  B: two words\n  C:', { variables: 'A=1\nB=two words\nC=' }],
    ['a map with values that lines cannot hold', 'variables:\n  A: "1\\n2"\n  B: x # y\n  C: "a #b"', { variables: '{"A":"1\\n2","B":"x","C":"a #b"}' }],
    ['a block of text', 'variables: |\n  A=1\n  B=2\n', { variables: 'A=1\nB=2\n' }],
    ['an alias', 'host: &h [web1]\nexclude: *h', { host: 'web1', exclude: 'web1' }],
    ['an empty file', '', undefined],
    ['a file of comments', '# nothing yet\n', undefined]
  ])('%s', (_, lines, texts) => {
    expect(parse(lines)).toEqual(texts === undefined ? [] : [texts])
  })
})

describe('variables', () => {
  const variables = { HOST: 'web1', KEY: 'secret: # {text}\n[more]', EMPTY: '' }

  test.each([
    ['host: ${HOST}', { host: 'web1' }],
    ['host: "deploy@${HOST}:${HOST}"', { host: 'deploy@web1:web1' }],
    ['private-key: ${KEY}', { 'private-key': variables.KEY }],
    ['secrets:\n  A: ${HOST}\n  B: u:${HOST}', { secrets: 'A=web1\nB=u:web1' }],
    ['secrets:\n  A: ${KEY}', { secrets: JSON.stringify({ A: variables.KEY }) }],
    ['version: ${EMPTY}', { version: '' }],
    ['start: echo $${HOST}', { start: 'echo ${HOST}' }],
    ['start: echo $HOST $5', { start: 'echo $HOST $5' }]
  ])('%s', (lines, texts) => {
    expect(parse(lines, { variables })).toEqual([texts])
  })

  test.each([
    ['a: 1\n', 'deploy-kit.yml:1:1: a is not known'],
    ['port: 22\nhost: ${HOSTT}', 'deploy-kit.yml:2:7: host needs the environment variable HOSTT, which is not set'],
    ['host: ${HOST:-x}', 'deploy-kit.yml:1:7: host has ${HOST:-x}, which is not understood'],
    ['host: "${HOST"', 'deploy-kit.yml:1:7: host has ${HOST, which is not understood'],
    ['host:\n  - a\n  - ${NO}', 'deploy-kit.yml:3:5: host needs the environment variable NO'],
    ['secrets:\n  A: ${NO}', 'deploy-kit.yml:2:6: secrets.A needs the environment variable NO']
  ])('%s is refused', (lines, problem) => {
    expect(problemsOf(lines, { variables })).toContain(problem)
  })

  test('a variable of an input that is given elsewhere, or that the environment overrides, need not exist', () => {
    expect(parse('private-key: ${NO}', { given: ['private-key'] })).toEqual([{}])
    expect(parse('host: ${NO}\nenvironments:\n  a:\n    host: web1', { environment: 'a' })).toEqual([{ host: 'web1' }, {}])
  })

  test('a variable of another operation or environment need not exist', () => {
    expect(parse('tag: ${NO}\nenvironments:\n  a: {host: "${NO}"}\n  b: {host: x}', { otherNames: ['tag'], environment: 'b' })).toEqual([{ host: 'x' }, {}])
  })
})

describe('variables in commands', () => {
  const variables = { TOKEN: 'hunter2', HOST: 'web1', CHECKS: 'tcp a:1\ncommand ./check hunter2' }

  test.each([
    ['start: app --token ${TOKEN}', 'deploy-kit.yml:1:8: start holds ${TOKEN} in a command'],
    ['port: 22\nstart: [app, --token, "a${TOKEN}"]', 'deploy-kit.yml:2:23: start holds ${TOKEN} in a command'],
    ['start: app ${NOT_SET}', 'start holds ${NOT_SET} in a command'],
    ['environments:\n  a:\n    start: app ${TOKEN}', 'deploy-kit.yml:3:12: environments.a.start holds ${TOKEN} in a command'],
    ['health-check: command ./check ${TOKEN}', 'deploy-kit.yml:1:15: health-check holds ${TOKEN} in a command'],
    ['health-check: |\n  tcp a:1\n  optional command ./check ${TOKEN}\n', 'health-check holds ${TOKEN} in a command'],
    ['health-check:\n  - tcp a:1\n  - command ./check ${TOKEN}', 'deploy-kit.yml:3:5: health-check holds ${TOKEN} in a command'],
    ['health-check:\n  - [command, ./check, "${TOKEN}"]', 'deploy-kit.yml:2:24: health-check holds ${TOKEN} in a command'],
    ['health-check: ${CHECKS}', 'health-check holds ${CHECKS} in a command']
  ])('%j is refused, with the remedy and without the value', (text, problem) => {
    const message = problemsOf(text, { variables, ...(text.startsWith('environments') ? { environment: 'a' } : {}) })
    expect(message).toContain(problem)
    expect(message).toMatch(/give (TOKEN|NOT_SET|CHECKS) in variables or secrets \(the env file\)/)
    expect(message).not.toContain('hunter2')
  })

  test.each([
    ['health-check: http https://${HOST}/health', { 'health-check': 'http https://web1/health' }],
    ['health-check: |\n  command ./check\n  tcp ${HOST}:80\n', { 'health-check': 'command ./check\ntcp web1:80\n' }],
    ['health-check:\n  - [tcp, "${HOST}:80"]', { 'health-check': '["tcp","web1:80"]\n#' }],
    ['start: sh -c "echo $${HOST}"', { start: 'sh -c "echo ${HOST}"' }]
  ])('%j is taken', (text, texts) => {
    expect(parse(text, { variables })).toEqual([texts])
  })

  test('a command that is given elsewhere is not read from the file', () => {
    expect(parse('start: app ${TOKEN}', { variables, given: ['start'] })).toEqual([{}])
  })
})

describe('secrets', () => {
  test.each([
    ['private-key: abc', 'deploy-kit.yml:1:14: private-key is a secret and must not stand in the file'],
    ['secrets:\n  A: ${X}\n  B: hunter2', 'deploy-kit.yml:3:6: secrets.B is a secret and must not stand in the file'],
    ['secrets: $${X}', 'secrets is a secret and must not stand in the file'],
    ['variables: |\n  -----BEGIN OPENSSH PRIVATE KEY-----\n  abc', 'deploy-kit.yml:1:12: variables holds a private key'],
    ['hooks:\n  - "-----BEGIN RSA PRIVATE KEY-----"', 'deploy-kit.yml:2:5: hooks holds a private key']
  ])('%s is refused, and the value is not repeated', (lines, problem) => {
    const message = problemsOf(lines, { variables: { X: 'x' } })
    expect(message).toContain(problem)
    expect(message).not.toMatch(/hunter2|abc|OPENSSH/)
  })
})

describe('environments', () => {
  const lines = 'host: all\nport: 22\nenvironments:\n  production:\n    host: web1\n  staging:\n    host: web2\n  empty:\n'

  test('the section comes first, then the top level', () => {
    expect(parse(lines, { environment: 'production' })).toEqual([{ host: 'web1' }, { port: '22' }])
    expect(parse(lines)).toEqual([{ host: 'all', port: '22' }])
    expect(parse(lines, { environment: 'empty' })).toEqual([{ host: 'all', port: '22' }])
  })

  test('an unknown environment lists the known ones', () => {
    expect(problemsOf(lines, { environment: 'produktion' })).toContain(
      'deploy-kit.yml:3:1: there is no environment produktion: known are production, staging, empty; did you mean production?'
    )
    expect(problemsOf('host: a', { environment: 'production' })).toContain('there is no environment production: the file has no environments')
    expect(problemsOf('', { environment: 'production' })).toContain('the file has no environments')
  })

  test.each([
    ['environments: production', 'deploy-kit.yml:1:15: environments must be a map'],
    ['environments:\n  production: web1', 'deploy-kit.yml:2:15: environments.production must be a map of inputs'],
    ['environments:\n  production:\n    hosst: web1', 'deploy-kit.yml:3:5: hosst is not known; did you mean host?'],
    ['environments:\n  production:\n    environments: {}', 'deploy-kit.yml:3:5: environments is not known']
  ])('%j is refused, whichever environment is used', (wrong, problem) => {
    expect(problemsOf(wrong)).toContain(problem)
  })
})

describe('mistakes', () => {
  test.each([
    ['what is typed for each run', 'host: a\nconfirm: web1', 'deploy-kit.yml:2:1: confirm is typed for each run, and cannot stand in a file'],
    ['the same in a section', 'environments:\n  a:\n    confirm: a', 'deploy-kit.yml:3:5: confirm is typed for each run, and cannot stand in a file'],
    ['an unknown key', 'host: a\nprot: 22', 'deploy-kit.yml:2:1: prot is not known; did you mean port?'],
    ['wrong YAML', 'host: a\n  port: 22', 'deploy-kit.yml:1:7: '],
    ['an open quote', 'host: "a\nport: 22\n', 'deploy-kit.yml:'],
    ['a tab', 'host:\n\t- a', 'deploy-kit.yml:2:1: '],
    ['a key twice', 'host: a\nhost: b', 'deploy-kit.yml:2:1: Map keys must be unique'],
    ['a list at the top', '- host: a', 'deploy-kit.yml:1:1: must be a map of inputs'],
    ['a word at the top', 'web1', 'deploy-kit.yml:1:1: must be a map of inputs'],
    ['two documents', 'host: a\n---\nport: 1', 'deploy-kit.yml:2:1: '],
    ['a list for a number', 'port: [1, 2]', 'deploy-kit.yml:1:7: port must be a single value, not a list'],
    ['a map for a command', 'start: {a: 1}', 'deploy-kit.yml:1:8: start must be one line or a list of words, not a map'],
    ['a map in a list', 'host:\n  - a: 1', 'host has an item that is not a single value'],
    ['a list in a map', 'variables:\n  A: [1]', 'variables.A must be a single value'],
    ['a comment sign in a list', 'exclude:\n  - "#a"', 'exclude has an item with a newline or a # in front'],
    ['an alias of nothing', 'host: *h', 'deploy-kit.yml:1:7: there is no anchor &h'],
    ['an alias that holds itself', 'host: &h [*h]', 'host has an item that is not a single value']
  ])('%s', (_, lines, problem) => {
    expect(problemsOf(lines)).toContain(problem)
  })

  test('all problems are told at once', () => {
    expect(problemsOf('prot: 22\nprivate-key: abc\nhost: ${NO}').split('\n')).toHaveLength(4)
  })

  test('a wrong value is told with its place by the parser of inputs', () => {
    const sources = parseConfigFile('port: 22\nenvironments:\n  production:\n    port: 70000', {
      file: 'deploy-kit.yml',
      environment: 'production',
      variables: {},
      definitions
    })
    expect(() => parseInputs(definitions, sources)).toThrow('deploy-kit.yml:4:5 (environments.production.port) must be a whole number from 1 to 65535')
  })
})
