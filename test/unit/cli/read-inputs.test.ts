import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { renderFlags, Secret, type AnyOperation } from '../../../packages/core/index.ts'
import { parseCommandLine } from '../../../packages/cli/command-line.ts'
import { readInputs, type OperationInputs } from '../../../packages/cli/read-inputs.ts'
import { createLocalFiles } from '../../../packages/engine/local-files/local-files.ts'
import { backupsList } from '../../../packages/operations/backups/list.ts'
import { healthCheck } from '../../../packages/operations/health-check/index.ts'
import { status } from '../../../packages/operations/status/index.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'deploy-kit-inputs-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}

interface Given {
  readonly variables?: Readonly<Record<string, string>>
  readonly operation?: AnyOperation
}

function read(argv: readonly string[], { variables = {}, operation = status }: Given = {}): Promise<OperationInputs> {
  const commandLine = parseCommandLine(argv, renderFlags(operation.inputs))
  return readInputs({ operation, commandLine, variables: { HOME: path.join(folder, 'home'), ...variables }, local: createLocalFiles(folder) })
}

function reveal(secret: unknown): string | undefined {
  return secret instanceof Secret ? secret.reveal() : undefined
}

describe('precedence', () => {
  beforeEach(() => {
    write('deploy-kit.yml', 'host: top\npath: /srv/top\nuser: top\nenvironments:\n  production:\n    host: section\n    path: /srv/section\n')
  })

  test('flag, environment, top level, default', async () => {
    const { values } = await read(['--environment', 'production', '--host', 'flag'])
    expect(values).toMatchObject({ host: ['flag'], path: '/srv/section', user: 'top', port: 22 })
  })

  test('another file, and its environments', async () => {
    write('other.yml', 'host: other\npath: /srv/other\n')
    expect((await read(['--config', 'other.yml'])).values).toMatchObject({ host: ['other'], user: 'deploy' })
    await expect(read(['--config', 'other.yml', '-e', 'production'])).rejects.toMatchObject({ code: 'DK_CONFIG_INVALID' })
    await expect(read(['--config', 'none.yml'])).rejects.toThrow('There is no configuration file none.yml')
  })

  test('a key of another operation is passed over, one of none is refused', async () => {
    write('deploy-kit.yml', 'host: top\npath: /srv/app\nkeep: 3\n')
    await read([])
    write('deploy-kit.yml', 'host: top\npath: /srv/app\nkeeep: 3\n')
    await expect(read([])).rejects.toThrow('deploy-kit.yml:3:1: keeep is not known; did you mean keep?')
  })
})

test('an environment without a file is an error: it would mean nothing', async () => {
  await expect(read(['-e', 'production', '--host', 'a', '--path', '/srv/app'])).rejects.toThrow('there is no deploy-kit.yml in the working folder')
})

describe('secrets', () => {
  const where = ['--host', 'web1', '--path', '/srv/app']

  test('from a file, before the variable', async () => {
    write('key', 'line 1\nline 2\n')
    const { connection } = await read([...where, '--private-key-file', 'key'], { variables: { DEPLOY_KIT_PRIVATE_KEY: 'variable' } })
    expect(reveal(connection.privateKey)).toBe('line 1\nline 2\n')
  })

  test('from the variable, before the file of the configuration', async () => {
    write('deploy-kit.yml', 'private-key: ${NOT_SET}\n')
    const { connection } = await read(where, { variables: { DEPLOY_KIT_PRIVATE_KEY: 'variable' } })
    expect(reveal(connection.privateKey)).toBe('variable')
  })

  test('the final newline of a passphrase file is not part of it, other space is', async () => {
    write('passphrase', ' a b \n')
    expect(reveal((await read([...where, '--passphrase-file', 'passphrase'])).connection.passphrase)).toBe(' a b ')
  })

  test.each([
    ['missing', 'is not a file'],
    ['empty', 'is empty'],
    ['folder', 'is not a file']
  ])('a file that is %s is refused before anything else', async (file, problem) => {
    write('empty', '\n')
    mkdirSync(path.join(folder, 'folder'))
    await expect(read([...where, '--private-key-file', file])).rejects.toThrow(`Wrong flag: --private-key-file ${file} ${problem}`)
  })
})

describe('what ssh would use', () => {
  const where = ['--host', 'web1', '--path', '/srv/app']
  const agent = { SSH_AUTH_SOCK: '/run/agent' }

  beforeEach(() => {
    write('home/.ssh/known_hosts', 'web1 ssh-ed25519 AAAA\n')
  })

  test('known_hosts of the user, and the agent', async () => {
    const { connection } = await read(where, { variables: agent })
    expect(connection).toMatchObject({ agentSocket: '/run/agent', knownHosts: { text: 'web1 ssh-ed25519 AAAA' } })
  })

  test('not the agent when a key is given, and not known_hosts when keys are pinned', async () => {
    const { connection } = await read([...where, '--fingerprint', `SHA256:${'A'.repeat(43)}`], { variables: { ...agent, DEPLOY_KIT_PRIVATE_KEY: 'key' } })
    expect(connection).toMatchObject({ agentSocket: undefined, knownHosts: { text: '' } })
    expect((await read([...where, '--known-hosts', 'other'])).connection.knownHosts.text).toBe('other')
  })
})

test('an operation may do without a host', async () => {
  const { connection } = await read(['--health-check', 'http http://127.0.0.1:1/'], { operation: healthCheck })
  expect(connection.hosts).toMatchObject([{ kind: 'local' }])
})

test('all wrong inputs are told at once, each with where it came from', async () => {
  write('deploy-kit.yml', 'port: 99999\n')
  await expect(read(['--path', 'relative'])).rejects.toThrow(/3 inputs are wrong:[\s\S]*deploy-kit\.yml:1:1 \(port\) must be[\s\S]*--path must be absolute/)
})

test('a secret that other tools have a name for is read from the variable of that name', async () => {
  const variables = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'from-the-environment', DEPLOY_KIT_AWS_SECRET_ACCESS_KEY: 'not this one' }
  const { values } = await read(['--host', 'web1', '--path', '/srv/app', '--storage', 's3://backups'], { variables, operation: backupsList })
  expect(reveal(values['aws-access-key-id'])).toBe('id')
  expect(reveal(values['aws-secret-access-key'])).toBe('from-the-environment')
  expect(values['aws-session-token']).toBeUndefined()
})
