import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { DeployKitError, parseInputs, type StoredFolder } from '../../../../packages/core/index.ts'
import type { BackupManifest } from '../../../../packages/operations/backup/manifest.ts'
import type { BackupFolder, KeptBackup } from '../../../../packages/operations/backup/read-backups.ts'
import { findUncopied } from '../../../../packages/operations/storage/copy-steps.ts'
import { findBackupAnywhere, readCopies, type Copies } from '../../../../packages/operations/storage/read-copies.ts'
import { storageInputs } from '../../../../packages/operations/storage/storage-inputs.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function manifest(id: string, createdAt: number, changes: Partial<BackupManifest> = {}): BackupManifest {
  return {
    schema: 1,
    ...{ id, createdAt },
    type: 'manual',
    slot: { day: '2026-11-21', week: '2026-W47', month: '2026-11' },
    host: 'web1',
    path: '/srv/app',
    release: undefined,
    commit: undefined,
    codec: 'zstd',
    recipients: [],
    fingerprint: 'rows',
    components: [{ kind: 'sqlite', name: 'desk', path: 'shared/desk.sqlite' }],
    tool: 'deploy-kit',
    run: { run: 'r', who: 'ana', url: undefined } as unknown as BackupManifest['run'],
    finishedAt: createdAt / 1000,
    files: [{ path: 'desk.sqlite.zst', plainBytes: 5, storedBytes: 4, sha256: sha256('data') }],
    facts: [],
    ...changes
  }
}

const kept = (each: BackupManifest, passed?: boolean): KeptBackup => ({ manifest: each, pin: undefined, checks: passed === undefined ? [] : [{ at: 1, kind: 'verify', passed, words: '' }] })

const folder = (...backups: readonly KeptBackup[]): BackupFolder => ({ backups, foreign: [], damaged: [], clock: 0, freeBytes: 0, tools: [] })

const copies = (...backups: readonly BackupManifest[]): Copies => ({ shown: 's3://b', place: undefined, damaged: [], problem: undefined, copies: backups.map((each) => ({ backup: kept(each), files: [] })) })

describe('what is copied besides the new backup', () => {
  const [one, two, three] = [manifest('one', 1000), manifest('two', 2000), manifest('three', 3000)]

  test('nothing of the time before the storage', () => {
    expect(findUncopied(folder(kept(three), kept(two), kept(one)), copies())).toEqual([])
  })

  test('what is newer than the newest copy, oldest first', () => {
    expect(findUncopied(folder(kept(three), kept(two), kept(one)), copies(one))).toEqual(['two', 'three'])
  })

  test('not what the storage has removed', () => {
    expect(findUncopied(folder(kept(three), kept(two), kept(one)), copies(three))).toEqual([])
  })

  test('each set of components by itself', () => {
    const files = manifest('files', 500, { components: [{ kind: 'files', name: 'files', paths: ['x'] }] })
    const later = { ...files, id: 'later', createdAt: 600 }
    expect(findUncopied(folder(kept(three), kept(later), kept(files)), copies(three, files))).toEqual(['later'])
  })

  test('nothing that is damaged, here or there, nor what was made before a deploy or a restore', () => {
    const found = folder(kept(three, false), kept({ ...three, id: 'deploy', type: 'pre-deploy' }), kept({ ...three, id: 'mercy', type: 'emergency' }), kept({ ...two, id: 'there' }))
    expect(findUncopied(found, { ...copies(one), damaged: ['there'] })).toEqual([])
  })
})

describe('where a backup comes from', () => {
  const [old, young] = [manifest('old', 1000), manifest('young', 2000)]
  const choose = (host: BackupFolder, there: Copies | undefined, id?: string): string => {
    const found = findBackupAnywhere(host, there, id)
    return found === undefined ? 'nowhere' : `${found.backup.manifest.id} from ${found.copy === undefined ? 'the host' : 'the storage'}`
  }

  test('the host, where it is whole there', () => {
    expect(choose(folder(kept(young), kept(old)), copies(young, old))).toBe('young from the host')
    expect(choose(folder(kept(young), kept(old)), copies(young, old), 'old')).toBe('old from the host')
  })

  test('the storage, where it is damaged on the host, or gone', () => {
    expect(choose(folder(kept(young, false), kept(old)), copies(young))).toBe('young from the storage')
    expect(choose(folder(kept(young, false), kept(old)), copies(young), 'young')).toBe('young from the storage')
    expect(choose(folder(kept(old)), copies(young))).toBe('young from the storage')
    expect(choose(folder(), copies(young, old), 'old')).toBe('old from the storage')
  })

  test('a damaged one is taken by its name alone; an emergency one as well', () => {
    expect(choose(folder(kept(young, false), kept(old)), undefined)).toBe('old from the host')
    expect(choose(folder(kept(young, false)), undefined, 'young')).toBe('young from the host')
    expect(choose(folder(kept({ ...young, type: 'emergency' }), kept(old)), undefined)).toBe('old from the host')
    expect(choose(folder(), undefined)).toBe('nowhere')
  })
})

describe('a copy counts', () => {
  const whole = manifest('good', 1000)
  const text = JSON.stringify(whole)
  const sums = `${sha256('data')}  desk.sqlite.zst\n${sha256(text)}  manifest.json\n${sha256('slot')}  .slot\n`
  const files = [
    { name: 'desk.sqlite.zst', sizeBytes: 4 },
    { name: 'manifest.json', sizeBytes: text.length },
    { name: 'SHA256SUMS', sizeBytes: sums.length },
    { name: '.slot', sizeBytes: 4 }
  ]
  const stored: StoredFolder = { name: 'good', files, texts: { 'manifest.json': text, SHA256SUMS: sums } }

  const read = async (found: StoredFolder | DeployKitError): Promise<string> => {
    const texts = { storage: 's3://bucket/app', 'aws-access-key-id': 'id', 'aws-secret-access-key': 'secret' }
    const values = { ...parseInputs(storageInputs, [{ texts, describe: (name) => name }]), path: '/srv/app/' }
    let asked = ''
    const storage = {
      list: async (place: { readonly folder: string }) => {
        asked = place.folder
        if (found instanceof DeployKitError) throw found
        return await Promise.resolve([found])
      },
      readBeginnings: () => Promise.reject(new Error('not asked')),
      presign: () => Promise.reject(new Error('not asked'))
    }
    const answer = await readCopies('web1', { values, observer: { storage } })
    expect(asked).toBe('app/web1/srv/app')
    expect(answer?.shown).toBe('s3://bucket/app/web1/srv/app')
    return answer?.problem ?? (answer?.copies.length === 1 ? 'whole' : answer?.damaged.length === 1 ? 'damaged' : 'nothing')
  }

  test('when all of its files are there', async () => {
    expect(await read(stored)).toBe('whole')
  })

  test.each<readonly [string, string, Partial<StoredFolder>]>([
    ['without its manifest', 'nothing', { files: files.filter(({ name }) => name !== 'manifest.json') }],
    ['without a file', 'damaged', { files: files.slice(1) }],
    ['with a shorter file', 'damaged', { files: files.map((file) => ({ ...file, sizeBytes: file.sizeBytes - (file.name === 'desk.sqlite.zst' ? 1 : 0) })) }],
    ['with another manifest', 'damaged', { texts: { 'manifest.json': text.replace('web1', 'web2'), SHA256SUMS: sums } }],
    ['with another checksum of a file', 'damaged', { texts: { 'manifest.json': text, SHA256SUMS: sums.replace(sha256('data'), sha256('date')) } }],
    ['under another name', 'damaged', { name: 'better' }]
  ])('not %s', async (_, expected, changes) => {
    expect(await read({ ...stored, ...changes })).toBe(expected)
  })

  test('a storage that cannot be read is told, and fails nothing', async () => {
    expect(await read(new DeployKitError('DK_STORAGE_FAILED', { message: 'It did not list', remedy: 'Correct it' }))).toBe('It did not list. Correct it')
  })
})
