import { mkdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { findFreePort } from '../support/free-port.ts'
import { ABSENT, badSource, eachValue, HIDDEN, RefusedRuns, wrong, type Texts } from '../support/refused-runs.ts'
import { generateKey } from '../support/sshd.ts'

/** Hosts that cannot be reached or entered, and wishes that a host cannot fulfil: told, and nothing is changed. */
const runs = new RefusedRuns()

/** A new key, which opens no server. */
function makeKey(passphrase = ''): string {
  const folder = runs.scratch.next('key')
  mkdirSync(folder)
  generateKey(path.join(folder, 'key'), 'ed25519', passphrase)
  return readFileSync(path.join(folder, 'key'), 'utf8')
}

const hostAt = (address: string): Texts => ({ host: `${runs.sshd.user}@${address}` })

let web: Server
beforeAll(async () => {
  web = createServer((_, response) => response.end('hello'))
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  web.closeAllConnections()
  web.close()
})

runs.define('the connection', [
  { name: 'no host', inputs: { host: ABSENT }, ...wrong, says: /host is required: The hosts/ },
  ...eachValue('host', ['web 1', 'user@', '@web1', '-oProxyCommand=id', 'web1;id', 'web1:ssh', '$(id)', 'a/b'], { ...wrong, says: /host (is not a host|has a wrong user name)/ }),
  ...eachValue('host', ['web1:0', 'web1:65536', 'web1:99999'], { ...wrong, says: /host has a port out of range \(1 to 65535\) in "web1:/ }),
  { name: 'two hosts in one word', inputs: { host: 'web1;web2' }, ...wrong, says: /host is not a host: "web1;web2"/ },
  {
    name: 'one host twice', inputs: { host: 'web1\nroot@web1:22' }, ...wrong, says: /The host web1 is named twice/,
    remedy: /Name each host once/
  },
  ...eachValue('user', ['a b', '-x', 'a;b'], { ...wrong, says: /user is not a user name/ }),
  ...eachValue('jump-host', ['ju mp', 'jump:0', '-J', 'local'], { ...wrong, says: /jump-host (is not a host|has a port out of range)/ }),

  ...eachValue('fingerprint', ['MD5:aa', 'SHA256:short'], { ...wrong, says: /fingerprint is not a SHA256 fingerprint: .*ssh-keygen -lf prints it/ }),
  {
    name: 'a closed port', inputs: async () => hostAt(`127.0.0.1:${await findFreePort()}`),
    code: 'DK_HOST_UNREACHABLE',
    says: /Cannot reach 127\.0\.0\.1:\d+ .*the connection was refused/, remedy: /systemctl status ssh/
  },
  {
    name: 'a name that is not in DNS', inputs: () => hostAt('web1.invalid'), code: 'DK_HOST_UNREACHABLE',
    says: /Cannot reach web1\.invalid .*(the name is not known to DNS|DNS does not answer)/,
    remedy: /spelling|name resolution/
  },
  {
    name: 'no SSH server', inputs: () => hostAt(`127.0.0.1:${(web.address() as AddressInfo).port}`),
    code: 'DK_HOST_UNREACHABLE',
    says: /answered, but no SSH connection could be made/, remedy: /port of an SSH server/
  },
  {
    name: 'no key and no agent', inputs: { 'private-key': ABSENT }, code: 'DK_KEY_INVALID',
    says: /There is no private key, and no SSH agent/, remedy: /private-key: \$\{\{ secrets/
  },
  {
    name: 'an agent that is not there', inputs: { 'private-key': ABSENT, 'agent-socket': '/nowhere/agent' },
    code: 'DK_AUTHENTICATION_FAILED',
    says: /the agent at \/nowhere\/agent, which does not answer/,
    remedy: /Start the agent: .*ssh-add\. Or give the input private-key/
  },
  {
    name: 'a key that the server does not know', inputs: () => ({ 'private-key': makeKey() }),
    code: 'DK_AUTHENTICATION_FAILED',
    says: /does not let .* log in at 127\.0\.0\.1 port \d+ with the key ssh-ed25519 SHA256:/,
    remedy: /authorized_keys on the server has this line: ssh-ed25519 /
  },
  {
    name: 'a key that was cut', inputs: () => ({ 'private-key': runs.sshd.privateKey.slice(0, 250) }),
    code: 'DK_KEY_INVALID',
    says: /The private key is truncated/, remedy: /Copy the whole file again/
  },
  {
    name: 'a public key', inputs: () => ({ 'private-key': runs.sshd.publicKey }), code: 'DK_KEY_INVALID',
    says: /This is a public key/, remedy: /Give the file without \.pub/
  },
  {
    name: 'the path of a key', inputs: { 'private-key': '~/.ssh/id_ed25519' }, code: 'DK_KEY_INVALID',
    says: /the path of a file, not its content/, remedy: /Give the content of that file; .*--private-key-file/
  },
  {
    name: 'something else than a key', inputs: { 'private-key': HIDDEN }, code: 'DK_KEY_INVALID',
    says: /The private key is/, remedy: /Copy the whole file again/
  },
  {
    name: 'no passphrase', inputs: () => ({ 'private-key': makeKey('right') }), code: 'DK_KEY_PASSPHRASE',
    says: /is encrypted, and no passphrase was given/, remedy: /Give the input passphrase/
  },
  {
    name: 'a wrong passphrase', inputs: () => ({ 'private-key': makeKey('right'), passphrase: HIDDEN }),
    code: 'DK_KEY_PASSPHRASE',
    says: /The passphrase of the private key .* is wrong/, remedy: /ssh-keygen -y -f KEY/
  },
  {
    name: 'no pinned host key', inputs: { 'known-hosts': ABSENT }, code: 'DK_HOST_KEY_UNKNOWN',
    says: /127\.0\.0\.1.*SHA256:/s, remedy: /\[127\.0\.0\.1\]:\d+ ssh-ed25519 AAAA/
  },
  {
    name: 'the key of another server', inputs: () => ({ 'known-hosts': `[127.0.0.1]:${runs.sshd.port} ${runs.sshd.publicKey}` }),
    code: 'DK_HOST_KEY_CHANGED',
    says: /is not the pinned one: the server shows ssh-ed25519 SHA256:.*, pinned is ssh-ed25519 SHA256:/,
    remedy: /^Either the server was reinstalled, or someone is in between: nothing was sent/
  },
  {
    name: 'known-hosts that is malformed', inputs: { 'known-hosts': 'web1 ssh-ed25519 AAAA' },
    code: 'DK_HOST_KEY_UNKNOWN',
    says: /line 1: the key is not a complete ssh-ed25519 key/, remedy: /add this line to known-hosts/
  },
  {
    name: 'known-hosts with a certificate authority',
    inputs: () => ({ 'known-hosts': `@cert-authority * ${runs.sshd.hostKey}` }), code: 'DK_HOST_KEY_UNKNOWN',
    says: /a certificate authority for it \(line 1\), which deploy-kit does not check, and no key/,
    remedy: /add this line to known-hosts/
  }
])

runs.define('a rollback', [
  ...eachValue('to', ['x y', '../../etc', '$(id)', '-x'], { operation: 'rollback', ...wrong, says: /to is not a release, commit or tag/ }),
  {
    name: 'to what is not there', operation: 'rollback', inputs: { to: '20200101-000000-abcdef0' },
    code: 'DK_RELEASE_UNKNOWN',
    says: /There is no release 20200101-000000-abcdef0 on 127/, remedy: /It has: /
  },
  {
    name: 'with nothing to go back to', operation: 'rollback', inputs: {}, code: 'DK_NOTHING_TO_ROLL_BACK_TO',
    says: /There is no earlier good release on 127/, remedy: /ssh-deploy/
  }
])

runs.define('preflight tells', [
  {
    name: 'a source that is missing', operation: 'preflight', inputs: { source: 'no/such' },
    ...badSource, says: /The source no\/such is not there/, remedy: /build it first/
  },
  {
    name: 'a template that is missing', operation: 'preflight', inputs: { 'env-template': 'no.example' },
    ...badSource, says: /no\.example cannot be read/, remedy: /Check the path/
  },
  {
    name: 'variables without a value', operation: 'preflight', inputs: { 'require-variables': 'A, B' },
    code: 'DK_ENV_INCOMPLETE',
    says: /without a value: A, B/, remedy: /Give them in/
  },
  {
    name: 'a tool that is missing', operation: 'preflight', inputs: { 'require-tools': 'sh, no-such-tool' },
    code: 'DK_PREFLIGHT_FAILED',
    says: /no-such-tool: not found/, remedy: /Install no-such-tool on the host/
  }
])
