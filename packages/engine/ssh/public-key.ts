import { createHash } from 'node:crypto'

/** `SHA256:...` of a public key in SSH wire format, as `ssh-keygen -l` prints it. */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

/** `ssh-ed25519`, `ssh-rsa`, ...: the first string of a public key in SSH wire format (RFC 4253, 6.6). */
export function keyTypeOf(key: Buffer): string {
  const length = key.length < 4 ? 0 : key.readUInt32BE(0)
  return key.toString('latin1', 4, 4 + length)
}

/** `ssh-ed25519 SHA256:...`, for people. */
export function describeKey(key: Buffer): string {
  return `${keyTypeOf(key)} ${fingerprintOf(key)}`
}
