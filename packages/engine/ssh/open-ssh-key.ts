import { randomBytes } from 'node:crypto'

/**
 * What an OpenSSH key file tells without its passphrase (PROTOCOL.key of OpenSSH).
 * `cipher` is `none` when there is no passphrase.
 */
export interface OpenSshKey {
  readonly cipher: string
  readonly publicKey: Buffer
}

const MAGIC = Buffer.from('openssh-key-v1\0', 'latin1')

export function isOpenSshKey(bytes: Buffer): boolean {
  return bytes.subarray(0, MAGIC.length).equals(MAGIC)
}

/** Undefined when bytes are missing at the end. */
export function readOpenSshKey(bytes: Buffer): OpenSshKey | undefined {
  let position = MAGIC.length
  const readBytes = (): Buffer | undefined => {
    const length = position + 4 <= bytes.length ? bytes.readUInt32BE(position) : Infinity
    if (position + 4 + length > bytes.length) return undefined
    position += 4 + length
    return bytes.subarray(position - length, position)
  }
  const [cipher, _kdf, kdfOptions] = [readBytes(), readBytes(), readBytes()]
  // The number of keys, which is always 1.
  position += 4
  const [publicKey, privateKey] = [readBytes(), readBytes()]
  if (cipher === undefined || kdfOptions === undefined || publicKey === undefined || privateKey === undefined) return undefined
  // The tag of aes-gcm follows after the private part.
  if (cipher.includes('gcm') && bytes.length - position < 16) return undefined
  return { cipher: cipher.toString('latin1'), publicKey }
}

/** An unencrypted Ed25519 key as the bytes of an OpenSSH key file: the only form of it that SSH libraries take. */
export function renderEd25519Key(publicKey: Buffer, seed: Buffer): Buffer {
  const publicPart = Buffer.concat([wireString('ssh-ed25519'), wireString(publicKey)])
  const check = randomBytes(4)
  const noComment = wireString('')
  const fields = [check, check, wireString('ssh-ed25519'), wireString(publicKey), wireString(Buffer.concat([seed, publicKey])), noComment]
  const size = fields.reduce((sum, field) => sum + field.length, 0)
  const padding = Buffer.from(Array.from({ length: (8 - (size % 8)) % 8 }, (_, index) => index + 1))
  const count = Buffer.from([0, 0, 0, 1])
  return Buffer.concat([
    MAGIC,
    wireString('none'),
    wireString('none'),
    wireString(''),
    count,
    wireString(publicPart),
    wireString(Buffer.concat([...fields, padding]))
  ])
}

/** RFC 4251, 5: `string`. */
function wireString(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
