// needs: go
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { DeployKitError, Secret } from '../../../packages/core/index.ts'
import { decryptAge } from '../../../packages/engine/age/decrypt.ts'
import { generateIdentity, parseIdentities } from '../../../packages/engine/age/identity.ts'
import { inPieces } from '../../support/byte-streams.ts'

/** The vectors of the format's authors; Go's checksum database verifies them. */
const MODULE = 'c2sp.org/CCTV/age@v0.0.0-20251208015420-e9274a7bdbfd'

interface Vector {
  readonly name: string
  readonly expected: string
  readonly identities: string
  readonly payloadSha256: string | undefined
  /** Of a feature that is left out on purpose: a passphrase, armour, a key of another kind. */
  readonly isLeftOut: boolean
  readonly file: Buffer
}

function bringVectors(): readonly Vector[] {
  const { stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', MODULE], { cwd: os.tmpdir(), encoding: 'utf8' })
  const { Dir: folder } = JSON.parse(stdout) as { readonly Dir?: string }
  if (folder === undefined) throw new Error(`${MODULE} could not be brought: ${stderr}${stdout}`)
  const testdata = path.join(folder, 'testdata')
  return readdirSync(testdata).map((name) => readVector(name, readFileSync(path.join(testdata, name))))
}

/** Lines `key: value`, an empty line, and the file. */
function readVector(name: string, bytes: Buffer): Vector {
  const end = bytes.indexOf('\n\n')
  const lines = bytes.toString('latin1', 0, end).split('\n')
  const find = (key: string): readonly string[] => lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2))
  const file = bytes.subarray(end + 2)
  const identities = find('identity')
  return {
    name,
    expected: find('expect')[0] ?? '',
    identities: identities.join('\n'),
    payloadSha256: find('payload')[0],
    isLeftOut: identities.length === 0 || identities.some((text) => text.startsWith('AGE-SECRET-KEY-PQ-')) || find('armored').length > 0,
    file: find('compressed')[0] === 'zlib' ? inflateSync(file) : file
  }
}

async function decrypt(file: Buffer, identities: string): Promise<{ readonly code: string; readonly given: Buffer }> {
  const given: Buffer[] = []
  try {
    for await (const piece of decryptAge(inPieces(file, 1000, 70_000), { identities: parseIdentities(new Secret('key', identities)), name: 'vector' })) given.push(piece)
    return { code: 'success', given: Buffer.concat(given) }
  } catch (thrown) {
    if (!(thrown instanceof DeployKitError)) throw thrown
    return { code: thrown.code, given: Buffer.concat(given) }
  }
}

const CODES: Readonly<Record<string, string>> = {
  success: 'success',
  'no match': 'DK_BACKUP_KEY_WRONG',
  'HMAC failure': 'DK_BACKUP_DAMAGED',
  'header failure': 'DK_BACKUP_DAMAGED',
  'payload failure': 'DK_BACKUP_DAMAGED'
}

const vectors = bringVectors()

describe('the vectors of the format age-encryption.org/v1', () => {
  const used = vectors.filter(({ isLeftOut }) => !isLeftOut)

  test('are all there', () => {
    expect(used.length).toBeGreaterThan(60)
  })

  test.each(used)('$name: $expected', async ({ expected, identities, payloadSha256, file }) => {
    const { code, given } = await decrypt(file, identities)
    expect(code).toBe(CODES[expected])
    if (payloadSha256 !== undefined) expect(createHash('sha256').update(given).digest('hex')).toBe(payloadSha256)
  })

  test.each(vectors.filter(({ isLeftOut }) => isLeftOut))('$name is refused: a feature that is left out', async ({ file }) => {
    const { code, given } = await decrypt(file, generateIdentity('another key').identity.reveal())
    expect(['DK_BACKUP_KEY_WRONG', 'DK_BACKUP_DAMAGED']).toContain(code)
    expect(given).toHaveLength(0)
  })
})
