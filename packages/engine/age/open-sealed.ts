import { Secret, type OpenedFiles, type SealedFile } from '../../core/index.ts'
import { parseIdentities } from './identity.ts'
import { rewrapHeader } from './rewrap.ts'

/** See `Observer.openSealed`. */
export function openSealed(files: readonly SealedFile[], keyFile: Secret): OpenedFiles {
  const identities = parseIdentities(keyFile)
  const opened = files.map(({ name, beginning }) => ({ name, ...rewrapHeader(Buffer.from(beginning, 'base64'), { identities, name }) }))
  const keys = opened.map(({ identity }) => identity.reveal())
  return {
    headers: opened.map(({ name, replacedBytes, header }) => `${name}\t${replacedBytes}\t${header.toString('base64')}`).join('\n'),
    key: new Secret('one-time keys', keys.join('\n'), keys)
  }
}
