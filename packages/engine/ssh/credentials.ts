import ssh2, { type AnyAuthMethod } from 'ssh2'
import { DeployKitError, type ConnectionSettings, type Secret } from '../../core/index.ts'
import type { Endpoint } from './host-key-check.ts'
import { readPrivateKey, type PrivateKey } from './private-key.ts'
import { fingerprintOf } from './public-key.ts'

/** With what to log in at one endpoint. */
export interface Credentials {
  readonly key: PrivateKey | undefined
  readonly agentSocket: string | undefined
}

/** Throws DK_KEY_INVALID, DK_KEY_PASSPHRASE. */
export function readCredentials(settings: ConnectionSettings, privateKey: Secret | undefined): Credentials {
  if (privateKey === undefined && settings.agentSocket === undefined) {
    throw new DeployKitError('DK_KEY_INVALID', {
      message: 'There is no private key, and no SSH agent to ask for one',
      remedy: [
        'Give the text of a private key (in a workflow: private-key: ${{ secrets.SSH_PRIVATE_KEY }}),',
        'or start an agent: eval "$(ssh-agent)"; ssh-add'
      ].join(' ')
    })
  }
  const key = privateKey === undefined ? undefined : readPrivateKey(privateKey.reveal(), settings.passphrase?.reveal())
  return { key, agentSocket: settings.agentSocket }
}

/** In the order to try them. Not `none`, which servers that count failures would count, and which costs a round trip. */
export function listLoginMethods({ key, agentSocket }: Credentials, username: string): AnyAuthMethod[] {
  return [
    ...(key === undefined ? [] : [{ type: 'publickey' as const, username, key: key.key }]),
    ...(agentSocket === undefined ? [] : [{ type: 'agent' as const, username, agent: agentSocket }])
  ]
}

export interface Refusal {
  readonly endpoint: Endpoint
  readonly credentials: Credentials
  /** What the server would take instead, as far as it said. */
  readonly allowedMethods: readonly string[]
  /** The server's or the agent's own words. */
  readonly words: readonly string[]
}

/** Never tried again: servers block addresses that fail repeatedly. */
export async function authenticationFailed({ endpoint, credentials, allowedMethods, words }: Refusal): Promise<DeployKitError> {
  const { name, user, address, port } = endpoint
  const offered = await describeOffer(credentials)
  const allowed = allowedMethods.length === 0 ? '' : `; the server allows: ${allowedMethods.join(', ')}`
  const said = words.length === 0 ? '' : ` (${words.join('; ')})`
  const hasDeafAgent = credentials.key === undefined && offered.endsWith(DEAF)
  return new DeployKitError('DK_AUTHENTICATION_FAILED', {
    host: name,
    message: `${name} does not let ${user} log in at ${address} port ${port} with ${offered}${allowed}${said}`,
    remedy: hasDeafAgent ? 'Start the agent: eval "$(ssh-agent)"; ssh-add. Or give the input private-key' : adviseLogin(user, credentials)
  })
}

function adviseLogin(user: string, { key }: Credentials): string {
  const log = 'The log of the SSH server tells why: journalctl -u ssh.'
  if (key === undefined) return `${log} Add the public key to ~${user}/.ssh/authorized_keys on the server, and the private key to the agent: ssh-add`
  return `${log} Check that the user is right, and that ~${user}/.ssh/authorized_keys on the server has this line: ${key.publicKey}`
}

/** What is said of an agent that cannot be asked. */
const DEAF = 'which does not answer'

async function describeOffer({ key, agentSocket }: Credentials): Promise<string> {
  const offers = [
    ...(key === undefined ? [] : [`the key ${key.publicKeyType} ${key.fingerprint}`]),
    ...(agentSocket === undefined ? [] : [await describeAgent(agentSocket)])
  ]
  return offers.join(' or ')
}

function describeAgent(socketPath: string): Promise<string> {
  return new Promise((resolve) => {
    ssh2.createAgent(socketPath).getIdentities((error, keys = []) => {
      if (error !== undefined && error !== null) return resolve(`the agent at ${socketPath}, ${DEAF}`)
      const known = keys.filter((key) => typeof key === 'object' && 'getPublicSSH' in key)
      const fingerprints = known.map((key) => fingerprintOf(key.getPublicSSH()))
      resolve(`the keys of the agent (${fingerprints.length === 0 ? 'it has none: ssh-add' : fingerprints.join(', ')})`)
    })
  })
}
