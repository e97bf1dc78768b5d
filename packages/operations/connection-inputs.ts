import {
  boolean,
  defineInputs,
  DeployKitError,
  duration,
  integer,
  list,
  parseInputs,
  secret,
  text,
  type ConnectionSettings,
  type HostAddress,
  type InputDefinitions,
  type InputSource,
  type InputValues,
  type JumpHost
} from '../core/index.ts'
import { findMissingTime } from './input-checks.ts'

const USER = /^[a-z_][a-z0-9_.-]*\$?$/i
const ADDRESS = /^[A-Za-z0-9_.:%-]+$/

/** How to reach the hosts: shared by every operation that talks to one. */
export const connectionInputs = defineInputs({
  host: list({
    group: 'Connection',
    required: true,
    description:
      'The hosts, one a line or separated by commas: `[user@]address[:port]`, IPv6 in brackets, or `local` for this machine without SSH.',
    example: 'deploy@web1.example.com',
    check: (hosts) => firstProblem(hosts, findAddressProblem)
  }),
  user: text({
    group: 'Connection',
    description: 'The user to log in as, for hosts that name none.',
    default: 'deploy',
    example: 'deploy',
    check: findUserProblem
  }),
  port: integer({ group: 'Connection', description: 'The SSH port, for hosts that name none.', default: '22', min: 1, max: 65_535 }),
  'private-key': secret({
    group: 'Connection',
    description:
      'The private key (OpenSSH, PEM or PKCS8), best made for this purpose alone. Common damages of pasted keys are repaired and reported. Without it the SSH agent is used.'
  }),
  passphrase: secret({ group: 'Connection', description: 'The passphrase of the private key.' }),
  'agent-socket': text({ group: 'Connection', description: 'The socket of an SSH agent to log in with instead of a private key.' }),
  'known-hosts': text({
    group: 'Connection',
    description: 'The pinned host keys, as lines of a known_hosts file. `deploy-kit trust --host H` prints them.',
    example: 'web1.example.com ssh-ed25519 AAAAC3Nza...'
  }),
  fingerprint: list({
    group: 'Connection',
    description: 'Instead of known-hosts: SHA256 fingerprints, of any key of the hosts.',
    example: 'SHA256:uNiVztksCsDhcc0u9e8BrXgJvC+GqN0kSjf1c9qQ0dE',
    check: (items) => firstProblem(items, findFingerprintProblem)
  }),
  'jump-host': list({
    group: 'Connection',
    description: 'Hosts to pass through, in order from here: `[user@]address[:port]`. Their keys are verified like the others.',
    check: (hosts) => firstProblem(hosts, findJumpProblem)
  }),
  'jump-private-key': secret({ group: 'Connection', description: 'The private key for the jump hosts, when it is not the same.' }),
  'connect-timeout': duration({ group: 'Connection', description: 'How long to wait for a connection and the login.', default: '20s', check: findMissingTime }),
  'unsafe-skip-host-key-check': boolean({
    group: 'Connection',
    description: 'Accept any host key. Whoever is between you and the server can then read and change everything; log and summary warn.',
    default: 'false'
  })
})

/** For an operation that does not log in as the user that the others log in as. */
export const loginInput = defineInputs({
  'login-user': text({
    group: 'Connection',
    description: 'The user to log in as: root, or one who may use `sudo` without a password. The user in `host`, or else `user`, is the one that is made.',
    default: 'root',
    check: findUserProblem
  })
})

/**
 * The settings for the engine. Throws DK_INPUT_INVALID for what single inputs cannot show:
 * a host named twice.
 */
export function toConnectionSettings(values: InputValues<typeof connectionInputs>): ConnectionSettings {
  const hosts = values.host.map((host) => parseHost(host, values.user, values.port))
  requireDistinct(hosts)
  return {
    hosts,
    privateKey: values['private-key'],
    passphrase: values.passphrase,
    agentSocket: values['agent-socket'],
    knownHosts: { text: values['known-hosts'] ?? '', fingerprints: values.fingerprint ?? [], unsafeSkip: values['unsafe-skip-host-key-check'] },
    jumps: (values['jump-host'] ?? []).map((jump) => parseJump(jump, values)),
    connectTimeoutSeconds: values['connect-timeout']
  }
}

/**
 * The settings for an operation. Its own defaults of these inputs count (`host: local`); without an input `host` it needs no
 * connection. Inputs that are not about connections are passed over. Throws DK_INPUT_INVALID.
 */
export function readConnection(own: InputDefinitions, sources: readonly InputSource[]): ConnectionSettings {
  const needed = Object.hasOwn(own, 'host')
  const presets = Object.fromEntries(Object.entries(own).map(([name, input]) => [name, input.default ?? '']))
  const all = [...sources, { texts: needed ? presets : { host: 'local' }, describe: (name: string) => name }]
  const settings = toConnectionSettings(parseInputs(connectionInputs, all.map((source) => keepInputs(connectionInputs, source))))
  if (!needed) return { ...settings, hosts: [] }
  if (!Object.hasOwn(own, 'login-user')) return settings
  const { 'login-user': user } = parseInputs(loginInput, all.map((source) => keepInputs(loginInput, source)))
  return { ...settings, hosts: settings.hosts.map((host) => ({ ...host, user })) }
}

function keepInputs(inputs: InputDefinitions, { texts, describe }: InputSource): InputSource {
  return { describe, texts: Object.fromEntries(Object.entries(texts).filter(([name]) => Object.hasOwn(inputs, name))) }
}

type HostValues = Pick<InputValues<typeof connectionInputs>, 'host' | 'user' | 'port'>

/** The name of a host as plans, reports and outputs show it. */
export function nameHosts(values: HostValues): readonly string[] {
  return values.host.map((host) => parseHost(host, values.user, values.port).name)
}

/** The users of the hosts, by the names of the hosts. */
export function nameUsers(values: HostValues): Readonly<Record<string, string>> {
  return Object.fromEntries(values.host.map((host) => parseHost(host, values.user, values.port)).map(({ name, user }) => [name, user]))
}

function parseHost(text: string, user: string, port: number): HostAddress {
  if (text === 'local') return { name: 'local', kind: 'local', address: 'localhost', port: 0, user }
  const parts = parseAddress(text)
  const address = parts.address
  const actualPort = parts.port ?? port
  return { name: actualPort === 22 ? address : `${address}:${actualPort}`, kind: 'ssh', address, port: actualPort, user: parts.user ?? user }
}

function parseJump(text: string, values: InputValues<typeof connectionInputs>): JumpHost {
  const parts = parseAddress(text)
  return {
    address: parts.address,
    port: parts.port ?? 22,
    user: parts.user ?? values.user,
    privateKey: values['jump-private-key']
  }
}

interface AddressParts {
  readonly user: string | undefined
  readonly address: string
  readonly port: number | undefined
}

/** Throws RangeError with what is wrong. */
function parseAddress(text: string): AddressParts {
  const match = /^(?:([^@]*)@)?(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(text)
  const address = match?.[2] ?? match?.[3] ?? ''
  const port = match?.[4] === undefined ? undefined : Number(match[4])
  if (!match || !ADDRESS.test(address) || address.startsWith('-')) {
    throw new RangeError(`is not a host: ${JSON.stringify(text)} (write [user@]address[:port])`)
  }
  if (match[1] !== undefined && !USER.test(match[1])) throw new RangeError(`has a wrong user name in ${JSON.stringify(text)}`)
  if (port !== undefined && (port < 1 || port > 65_535)) throw new RangeError(`has a port out of range (1 to 65535) in ${JSON.stringify(text)}`)
  return { user: match[1], address, port }
}

function findAddressProblem(text: string): string | undefined {
  try {
    if (text !== 'local') parseAddress(text)
    return undefined
  } catch (error) {
    return error instanceof RangeError ? error.message : String(error)
  }
}

/** `local` is a word for this machine, which nobody can pass through. */
function findJumpProblem(text: string): string | undefined {
  return text === 'local' ? 'is not a host to pass through: "local" is this machine' : findAddressProblem(text)
}

function findUserProblem(user: string): string | undefined {
  return USER.test(user) ? undefined : `is not a user name: ${JSON.stringify(user)}`
}

function findFingerprintProblem(text: string): string | undefined {
  return /^SHA256:[A-Za-z0-9+/]{43}=?$/.test(text) ? undefined : `is not a SHA256 fingerprint: ${JSON.stringify(text)} (ssh-keygen -lf prints it)`
}

function firstProblem(items: readonly string[], find: (item: string) => string | undefined): string | undefined {
  if (items.length === 0) return 'is an empty list'
  return items.map(find).find((problem) => problem !== undefined)
}

function requireDistinct(hosts: readonly HostAddress[]): void {
  const names = hosts.map((host) => host.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice === undefined) return
  throw new DeployKitError('DK_INPUT_INVALID', {
    message: `The host ${twice} is named twice`,
    remedy: 'Name each host once'
  })
}
