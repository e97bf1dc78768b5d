/** A public key as a line of `~/.ssh/id_ed25519.pub` has it. */
export interface PublicKey {
  readonly type: string
  /** Base64: what is the same in every line of this key, whatever its options and its comment. */
  readonly blob: string
  readonly comment: string
}

const TYPES = [
  ...['ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ...['sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com']
]

/** What is wrong with a line, or undefined. The line itself is never told: it may be of a private key. */
export function findKeyProblem(line: string): string | undefined {
  if (/PRIVATE KEY|PuTTY-User-Key-File/.test(line)) {
    return 'is a private key. Give the public one (the line in the file that ends with .pub); if others could read it here, make a new pair'
  }
  const { type, blob } = splitLine(line)
  if (/^(restrict|command=|from=|no-|permit|environment=|cert-authority)/.test(line)) return 'has options before the key: give the key alone'
  if (!TYPES.includes(type)) return `is not a public key: a line begins with ${TYPES.slice(0, 2).join(' or ')}`
  return isWhole(type, blob) ? undefined : 'is not a whole public key: was it cut off when it was copied?'
}

export function parsePublicKey(line: string): PublicKey {
  return splitLine(line)
}

function splitLine(line: string): PublicKey {
  const [, type = '', blob = '', comment = ''] = /^(\S+)(?:[ \t]+(\S+))?(?:[ \t]+(.*))?$/.exec(line.trim()) ?? []
  return { type, blob, comment }
}

/** RFC 4253, 6.6: the blob is strings with their lengths before them, of which the first is the type. */
function isWhole(type: string, blob: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(blob)) return false
  const bytes = Buffer.from(blob, 'base64')
  let at = 0
  let fields = 0
  while (at + 4 <= bytes.length) {
    const end = at + 4 + bytes.readUInt32BE(at)
    if (end > bytes.length || (fields === 0 && bytes.toString('latin1', at + 4, end) !== type)) return false
    at = end
    fields += 1
  }
  return at === bytes.length && fields > 1
}

/** An address of a host that may be reached through its SSH connection. */
export interface Forward {
  readonly address: string
  readonly port: number
}

/**
 * The line for authorized_keys: commands alone; no terminal, no agent, no X11, and no forwarding but to the given addresses
 * (sshd(8), AUTHORIZED_KEYS FILE FORMAT).
 */
export function renderAuthorizedKey({ type, blob, comment }: PublicKey, forwards: readonly Forward[]): string {
  const opened = forwards.map(({ address, port }) => `permitopen="${address.includes(':') ? `[${address}]` : address}:${port}"`)
  // `port-forwarding` would also let the key listen on the host. There is no word for no port: this is one that only root can have.
  const options = opened.length === 0 ? ['restrict'] : ['restrict', 'port-forwarding', 'permitlisten="localhost:1"', ...opened]
  return `${options.join(',')} ${type} ${blob} ${comment === '' ? 'deploy-kit' : comment}`
}

/** The lines of an authorized_keys that let this key in. */
export function findLinesOf(blob: string, authorizedKeys: string): readonly string[] {
  return authorizedKeys.split('\n').filter((line) => !line.trimStart().startsWith('#') && line.split(/[ \t]+/).includes(blob))
}
