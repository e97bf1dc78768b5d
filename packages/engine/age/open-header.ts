import { timingSafeEqual } from 'node:crypto'
import type { DeployKitError } from '../../core/index.ts'
import { damaged, keyWrong } from './file-problem.ts'
import { computeMac, parseHeader, type AgeHeader } from './header.ts'
import type { AgeIdentity } from './identity.ts'
import { parseX25519Stanza, unwrapFileKey, X25519, type X25519Stanza } from './x25519-stanza.ts'

/** What a file is opened with. */
export interface Opening {
  readonly identities: readonly AgeIdentity[]
  /** For messages: which file it is, and where. */
  readonly name: string
}

/**
 * The file key of a header that was not changed since it was written. Without the right identity a changed header cannot be told from that of a
 * file for somebody else.
 *
 * Throws DK_BACKUP_KEY_WRONG when no identity opens it, DK_BACKUP_DAMAGED when one does and the header is not what was written, or it is malformed.
 */
export function openHeader(bytes: Buffer, { identities, name }: Opening): Buffer {
  const header = parseHeader(bytes)
  if (typeof header === 'string') throw damaged(name, header)
  const ours = header.stanzas.filter(({ kind }) => kind === X25519).map(parseX25519Stanza)
  const stanzas = ours.filter((stanza) => stanza !== undefined)
  // Whoever has a passphrase trusts that nobody else could have written the file ("scrypt recipient stanza").
  const isScryptMixed = header.stanzas.length > 1 && header.stanzas.some(({ kind }) => kind === 'scrypt')
  if (stanzas.length < ours.length || isScryptMixed) throw damaged(name, 'its header is malformed')
  const fileKey = findFileKey(stanzas, { identities, name })
  if (fileKey === undefined) throw stanzas.length === 0 ? otherKinds(header, name) : noneFits(identities, name)
  if (!timingSafeEqual(computeMac(header.authenticated, fileKey), header.mac)) throw damaged(name, 'its header was changed')
  return fileKey
}

function findFileKey(stanzas: readonly X25519Stanza[], { identities, name }: Opening): Buffer | undefined {
  for (const identity of identities) {
    for (const stanza of stanzas) {
      const fileKey = unwrapFileKey(stanza, identity)
      if (fileKey === 'low-order') throw damaged(name, 'its header was made to be read by everybody')
      if (fileKey !== undefined) return fileKey
    }
  }
  return undefined
}

function otherKinds({ stanzas }: AgeHeader, name: string): DeployKitError {
  const kinds = [...new Set(stanzas.map(({ kind }) => (kind === 'scrypt' ? 'scrypt (a passphrase)' : kind)))]
  return keyWrong(
    `${name} was not encrypted for a key that deploy-kit can use (X25519), but for: ${kinds.join(', ')}`,
    'Decrypt it with the program that encrypted it (age -d), or take a backup that deploy-kit has made'
  )
}

function noneFits(identities: readonly AgeIdentity[], name: string): DeployKitError {
  const keys = identities.map(({ recipient }) => recipient.text).join(', ')
  return keyWrong(
    `${name} is encrypted for other keys than what was given (${keys}), or its header was changed`,
    'Give the key of one of the recipients that it was encrypted for: age-keygen -y KEY-FILE shows the recipient of a key'
  )
}
