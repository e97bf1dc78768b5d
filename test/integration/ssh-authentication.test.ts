import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Secret, type ConnectionSettings } from '../../packages/core/index.ts'
import { openTransport, readPrivateKey } from '../../packages/engine/index.ts'
import { hostOf, settingsFor } from '../support/connection.ts'
import { startEmbeddedSshServer } from '../support/embedded-ssh-server.ts'
import { generateKey, startSshd, type Sshd } from '../support/sshd.ts'
import { waitUntil } from '../support/wait-until.ts'

const PASSPHRASE = 'correct horse'
let server: Sshd

beforeAll(async () => {
  server = await startSshd()
}, 60_000)
afterAll(() => server.stop())

describe('a key that the server knows lets in', () => {
  test.each(['ed25519', 'ecdsa', 'rsa'] as const)('%s', async (type) => {
    expect(await whoami({ privateKey: secret(makeKey(`right_${type}`, type, '')) })).toBe(server.user)
  })

  test.each(['ed25519', 'rsa'] as const)('%s with a passphrase', async (type) => {
    const key = makeKey(`encrypted_${type}`, type, PASSPHRASE)
    expect(await whoami({ privateKey: secret(key), passphrase: secret(PASSPHRASE) })).toBe(server.user)
    await expect(whoami({ privateKey: secret(key), passphrase: secret('wrong') })).rejects.toMatchObject({
      code: 'DK_KEY_PASSPHRASE',
      message: expect.stringContaining('is wrong')
    })
    await expect(whoami({ privateKey: secret(key) })).rejects.toMatchObject({
      code: 'DK_KEY_PASSPHRASE',
      message: expect.stringContaining('no passphrase was given')
    })
  })

  test('PKCS #8, damaged', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    allow(readPrivateKey(text).publicKey)
    expect(await whoami({ privateKey: secret(JSON.stringify(text)) })).toBe(server.user)
  })
})

describe('a key that the server does not know', () => {
  test('is offered once, and the error tells who, where and with what', async () => {
    const key = generateAndRead('wrong', 'ed25519')
    const before = server.log().length
    const error: unknown = await whoami({ privateKey: secret(key) }).catch((thrown: unknown) => thrown)
    const { fingerprint, publicKey } = readPrivateKey(key)
    expect(error).toMatchObject({
      code: 'DK_AUTHENTICATION_FAILED',
      host: 'web1',
      message:
        `web1 does not let ${server.user} log in at 127.0.0.1 port ${server.port} ` +
        `with the key ssh-ed25519 ${fingerprint}; the server allows: publickey`,
      remedy: expect.stringContaining(publicKey)
    })
    const log = server.log().slice(before)
    expect(log.match(/Connection from/g)).toHaveLength(1)
    // The one request is that of the key: a server that counts failures counts one.
    expect(log.match(/userauth-request/g)).toHaveLength(1)
    expect(log.match(/Failed publickey/g)).toHaveLength(1)
  })

  test('a wrong user', async () => {
    const host = { ...hostOf(server), user: 'nobody-of-this-name' }
    await expect(openTransport(host, settingsFor(server))).rejects.toMatchObject({
      code: 'DK_AUTHENTICATION_FAILED',
      message: expect.stringContaining('does not let nobody-of-this-name log in')
    })
  })

  test('a server that takes only passwords', async () => {
    const strict = await startSshd({ config: ['PubkeyAuthentication no', 'PasswordAuthentication yes'] })
    try {
      await expect(openTransport(hostOf(strict), settingsFor(strict))).rejects.toMatchObject({
        code: 'DK_AUTHENTICATION_FAILED',
        message: expect.stringContaining('the server allows: password')
      })
    } finally {
      await strict.stop()
    }
  })

  test('a server that never answers the login', async () => {
    const embedded = await startEmbeddedSshServer({ faults: { neverFinishAuthentication: true } })
    try {
      await expect(openTransport(hostOf(embedded), settingsFor(embedded, { connectTimeoutSeconds: 0.5 }))).rejects.toMatchObject({
        code: 'DK_HOST_UNREACHABLE',
        message: expect.stringContaining('did not finish the login within 0.5 s')
      })
      expect(embedded.connections).toBe(1)
    } finally {
      await embedded.close()
    }
  })
})

test('without key and agent nothing is connected', async () => {
  const before = server.log().length
  await expect(whoami({ privateKey: undefined })).rejects.toMatchObject({ code: 'DK_KEY_INVALID' })
  expect(server.log().slice(before)).not.toContain('Connection from')
})

describe('ssh-agent', () => {
  let agent: ChildProcess
  let socket: string

  beforeAll(async () => {
    socket = path.join(server.folder, 'agent')
    agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
    await waitUntil('the socket of the agent', () => existsSync(socket))
  })
  afterAll(async () => {
    const ended = new Promise((resolve) => agent.once('exit', resolve))
    agent.kill()
    await ended
  })

  test('without a key that fits', async () => {
    await expect(whoami({ privateKey: undefined, agentSocket: socket })).rejects.toMatchObject({
      code: 'DK_AUTHENTICATION_FAILED',
      message: expect.stringContaining('with the keys of the agent (it has none: ssh-add)')
    })
    const file = path.join(server.folder, 'agent_wrong')
    generateKey(file, 'ed25519')
    add(file)
    await expect(whoami({ privateKey: undefined, agentSocket: socket })).rejects.toMatchObject({
      code: 'DK_AUTHENTICATION_FAILED',
      message: expect.stringContaining(`with the keys of the agent (${readPrivateKey(readFileSync(file, 'utf8')).fingerprint})`)
    })
  })

  test.each(['ed25519', 'rsa'] as const)('with the right %s key among others', async (type) => {
    makeKey(`agent_${type}`, type, '')
    add(path.join(server.folder, `agent_${type}`))
    expect(await whoami({ privateKey: undefined, agentSocket: socket })).toBe(server.user)
  })

  test('a key that is given goes first, then the agent', async () => {
    makeKey('agent_second', 'ed25519', '')
    add(path.join(server.folder, 'agent_second'))
    expect(await whoami({ privateKey: secret(generateAndRead('given', 'ed25519')), agentSocket: socket })).toBe(server.user)
  })

  test('that is not there', async () => {
    await expect(whoami({ privateKey: undefined, agentSocket: `${socket}-not` })).rejects.toMatchObject({
      code: 'DK_AUTHENTICATION_FAILED',
      message: expect.stringContaining('which does not answer')
    })
    expect(await whoami({ agentSocket: `${socket}-not` })).toBe(server.user)
  })

  function add(file: string): void {
    execFileSync('ssh-add', ['-q', file], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: 'ignore' })
  }
})

async function whoami(changes: Partial<ConnectionSettings>): Promise<string> {
  const transport = await openTransport(hostOf(server), settingsFor(server, changes))
  try {
    return (await transport.run({ line: 'id -un' })).stdout.trim()
  } finally {
    await transport.close()
  }
}

/** A key that may log in. */
function makeKey(name: string, type: 'ed25519' | 'ecdsa' | 'rsa', passphrase: string): string {
  const file = path.join(server.folder, name)
  allow(generateKey(file, type, passphrase))
  return readFileSync(file, 'utf8')
}

function generateAndRead(name: string, type: 'ed25519'): string {
  const file = path.join(server.folder, name)
  generateKey(file, type)
  return readFileSync(file, 'utf8')
}

function allow(publicKey: string): void {
  appendFileSync(path.join(server.folder, 'authorized_keys'), `${publicKey}\n`)
}

function secret(text: string): Secret {
  return new Secret('key', text)
}
