// needs: age, age-keygen, curl, zstd
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { factOf, parseBackupManifest, type BackupManifest } from '../../../packages/operations/backup/manifest.ts'
import type { OperationName } from '../../../packages/operations/index.ts'
import { testSource } from '../../integration/backup/sources.contract.ts'
import { describeReport, runInputs, type DeployRun } from '../../support/deploy-run.ts'
import { isExhaustive, testInLongRun } from '../../support/long-run.ts'
import { askS3, requireS3, type S3Access } from '../../support/objects/s3-client.ts'
import { startS3Proxy, type Fate, type S3Proxy } from '../../support/objects/s3-proxy.ts'
import { createS3Sample, makeBucket, putObject, readBucket } from '../../support/objects/s3-sample.ts'
import { makeSmallDisk } from '../../support/small-disk.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startS3Container, type S3Container } from './s3-container.ts'

async function changeSample(access: S3Access, bucket: string): Promise<void> {
  for (const key of ['large', 'folder/']) await requireS3(access, { method: 'DELETE', path: `/${bucket}/${key}` })
  await putObject(access, `/${bucket}/block`, Buffer.alloc(512, 2))
  // The same bytes, described otherwise.
  await putObject(access, `/${bucket}/described`, 'x', { 'content-type': 'text/plain', 'x-amz-meta-title': 'later' })
  await putObject(access, `/${bucket}/later/x`, 'later', { 'content-type': 'text/html' })
}

const listRestores = (root: string): readonly string[] => (existsSync(path.join(root, '.deploy-kit/restores')) ? readdirSync(path.join(root, '.deploy-kit/restores')) : [])

let starting: Promise<S3Container> | undefined
/** One for all: it takes seconds to start. */
const theServer = (): Promise<S3Container> => (starting ??= startS3Container())
afterAll(async () => {
  await (await starting)?.stop()
}, 60_000)

testSource('s3 in a container', async (root) => {
  const server = await theServer()
  const { access } = server
  await createS3Sample(access, 'videos')
  return {
    component: `s3 container=${server.name} bucket=videos`,
    read: () => readBucket(access, 'videos'),
    change: () => changeSample(access, 'videos'),
    findLeft: () => Promise.resolve(listRestores(root)),
    stop: () => Promise.resolve()
  }
})

describe('an object storage that is reached by an address', () => {
  const scratch = makeScratch()
  let proxy: S3Proxy
  let access: S3Access
  let root: string
  let buckets = 0
  let bucket: string

  beforeAll(async () => {
    access = (await theServer()).access
    proxy = await startS3Proxy(access.endpoint)
  }, 600_000)
  afterAll(async () => {
    await proxy.close()
    scratch.remove()
  }, 60_000)
  beforeEach(() => {
    bucket = `bucket-${(buckets += 1)}`
    root = scratch.next('app')
    mkdirSync(path.join(root, 'shared'), { recursive: true })
    writeKeys(access.secretKey)
    proxy.decide = () => 'pass'
  })

  function writeKeys(secretKey: string): void {
    writeFileSync(path.join(root, 'shared/s3.env'), `S3_ACCESS_KEY=${access.accessKey}\nS3_SECRET_KEY='${secretKey}'\n`)
  }

  const component = (): string => `s3 bucket=${bucket} endpoint=${proxy.endpoint} keys=shared/s3.env as=v`
  async function run(name: OperationName, texts: Readonly<Record<string, string>> = {}): Promise<DeployRun & { readonly told: string }> {
    const ended = await runInputs(name, { host: 'local', path: root, ...texts })
    return { ...ended, told: `${describeReport(ended.report)} ${ended.report.error?.stderrTail ?? ''}` }
  }
  const folderOf = (id: string): string => path.join(root, '.deploy-kit/backups', id)
  const backUp = async (id: string, texts: Readonly<Record<string, string>> = {}): Promise<BackupManifest> => {
    const { told } = await run('backup', { components: component(), 'backup-name': id, ...texts })
    expect(told).toMatch(/^succeeded/)
    const manifest = parseBackupManifest(readFileSync(path.join(folderOf(id), 'manifest.json'), 'utf8'))
    if (manifest === undefined) throw new Error('no manifest')
    return manifest
  }
  const packsOf = (id: string): Readonly<Record<string, number>> =>
    Object.fromEntries(readdirSync(folderOf(id)).filter((name) => name.includes('.pack-')).map((name) => [name, statSync(path.join(folderOf(id), name)).ino]))

  test('only what is new is read; each backup is whole without the others, sealed too', async () => {
    const keyFile = scratch.next('key.txt')
    execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
    const recipients = execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim()
    const identity = readFileSync(keyFile, 'utf8')
    await createS3Sample(access, bucket)
    await backUp('first', { recipients })
    await putObject(access, `/${bucket}/new`, 'new')
    const reads: string[] = []
    proxy.decide = ({ method, path: asked }) => {
      if (method === 'GET' && !asked.includes('?')) reads.push(asked)
      return 'pass'
    }
    const second = await backUp('second', { recipients })
    expect(reads).toEqual([`/${bucket}/new`])
    expect(factOf(second, 'v', 'objects')).toMatch(/^18, \d+ bytes$/)
    expect(packsOf('second')).toEqual({ ...packsOf('first'), 'v.pack-2.tar.zst.age': expect.any(Number) })
    const before = await readBucket(access, bucket)
    rmSync(folderOf('first'), { recursive: true })
    await changeSample(access, bucket)
    expect((await run('restore', { backup: 'second', identity })).told).toMatch(/^succeeded/)
    expect(await readBucket(access, bucket)).toEqual(before)
    if (!isExhaustive) return
    for (const operation of ['backups verify', 'backups drill'] as const) expect((await run(operation, { backup: 'second', identity })).told).toMatch(/^succeeded/)
    // What a disk has changed is not linked again: everything in it is read anew.
    const [pack = ''] = Object.keys(packsOf('second'))
    const damaged = readFileSync(path.join(folderOf('second'), pack))
    damaged.writeUInt8(damaged.readUInt8(5000) ^ 1, 5000)
    writeFileSync(path.join(folderOf('second'), pack), damaged)
    expect((await run('restore', { backup: 'second', identity })).told).toMatch(/DK_BACKUP_DAMAGED/)
    await backUp('third', { recipients })
    expect(packsOf('third')[pack]).toBeUndefined()
    expect((await run('backups drill', { backup: 'third', identity })).told).toMatch(/^succeeded/)
    expect(await readBucket(access, bucket)).toEqual(before)
  }, 180_000)

  test('what changes, breaks off or goes while it is read, is as it was at one moment, or not in the backup', async () => {
    await makeBucket(access, bucket)
    for (const key of ['changes', 'cut', 'goes', 'stays']) await putObject(access, `/${bucket}/${key}`, key.repeat(50_000))
    const seen = new Set<string>()
    proxy.decide = async ({ path: asked }): Promise<Fate> => {
      const key = asked.split('/')[2] ?? ''
      if (seen.has(key)) return 'pass'
      seen.add(key)
      if (key === 'changes') await putObject(access, asked, 'other'.repeat(60_000), { 'content-type': 'text/other' })
      if (key === 'goes') await requireS3(access, { method: 'DELETE', path: asked })
      return key === 'cut' ? 'cut' : 'pass'
    }
    await backUp('first')
    const before = await readBucket(access, bucket)
    expect(JSON.stringify(before)).toMatch(/changes.* 300000 .*text\/other.*cut.* 150000 .*stays/)
    for (const key of ['changes', 'cut', 'stays']) await requireS3(access, { method: 'DELETE', path: `/${bucket}/${key}` })
    expect((await run('restore', { backup: 'first' })).told).toMatch(/^succeeded/)
    expect(await readBucket(access, bucket)).toEqual(before)
  }, 120_000)

  testInLongRun('an object that never holds still makes no backup', async () => {
    await makeBucket(access, bucket)
    let writes = 0
    proxy.decide = async ({ path: asked }): Promise<Fate> => {
      if (asked === `/${bucket}/stays`) await putObject(access, asked, String((writes += 1)))
      return 'pass'
    }
    await putObject(access, `/${bucket}/stays`, 'x')
    expect((await run('backup', { components: component(), 'backup-name': 'none' })).told).toMatch(/^undone \| DK_BACKUP_FAILED .*changes or breaks off again and again: stays/s)
    expect(readdirSync(path.join(root, '.deploy-kit/backups'))).toEqual([])
  }, 120_000)

  async function sampleToRestore(): Promise<unknown> {
    await createS3Sample(access, bucket)
    await backUp('good')
    await changeSample(access, bucket)
    return await readBucket(access, bucket)
  }
  /** The fate of the requests that change the bucket, from the one with that number on. */
  const fateFrom = (number: number, fate: Fate): (() => number) => {
    let changes = 0
    proxy.decide = ({ method }) => {
      if (method === 'PUT' || method === 'DELETE') changes += 1
      return changes >= number && (method !== 'GET' || fate === 'dead') ? fate : 'pass'
    }
    return () => changes
  }

  test('a key that may not write changes nothing; a server that dies in the middle has all of the old when it is there again', async () => {
    const old = await sampleToRestore()
    if (isExhaustive) {
      fateFrom(1, 'refuse')
      const refused = await run('restore', { backup: 'good' })
      expect(refused.told).toMatch(/^undone \| DK_RESTORE_UNDONE .*cannot be written: HTTP 403 AccessDenied/s)
      expect(await readBucket(access, bucket)).toEqual(old)
    }
    fateFrom(3, 'dead')
    const broken = await run('restore', { backup: 'good', 'unsafe-skip-emergency-backup': 'true' })
    expect(broken.told).toMatch(/^undo-failed/)
    expect(await readBucket(access, bucket)).not.toEqual(old)
    expect(listRestores(root)).toHaveLength(1)
    proxy.decide = () => 'pass'
    // Whatever comes next goes back first.
    await backUp('next')
    expect(await readBucket(access, bucket)).toEqual(old)
    expect(listRestores(root)).toEqual([])
    expect((await run('restore', { backup: 'good' })).told).toMatch(/^succeeded/)
    expect(await readBucket(access, bucket)).not.toEqual(old)
  }, 180_000)

  testInLongRun('the bucket is all old after a swap that was refused at any of its requests', async () => {
    const old = await sampleToRestore()
    for (let number = 1, isOver = false; !isOver; number += 1) {
      const changes = fateFrom(number, 'pass')
      let isRefused = false
      const { decide } = proxy
      proxy.decide = async (request) => {
        await decide(request)
        if (isRefused || changes() !== number || request.method === 'GET') return 'pass'
        isRefused = true
        return 'refuse'
      }
      const { told } = await run('restore', { backup: 'good', 'unsafe-skip-emergency-backup': 'true' })
      isOver = !isRefused
      expect(told).toMatch(isOver ? /^succeeded/ : /^undone/)
      if (!isOver) expect(await readBucket(access, bucket)).toEqual(old)
    }
  }, 600_000)

  testInLongRun('a disk that is too small, or full in the middle, makes no backup, and the next one succeeds', async () => {
    const disk = makeSmallDisk(scratch.folder, { sizeMiB: 40, inodes: 2000 })
    try {
      root = path.join(disk.folder, 'app')
      mkdirSync(path.join(root, 'shared'), { recursive: true })
      writeKeys(access.secretKey)
      await makeBucket(access, bucket)
      await putObject(access, `/${bucket}/huge`, randomBytes(32 * 1024 ** 2))
      expect((await run('backup', { components: component() })).told).toMatch(/^undone \| DK_BACKUP_FAILED .*the objects that are new in .* make room/s)
      await putObject(access, `/${bucket}/huge`, randomBytes(8 * 1024 ** 2))
      proxy.decide = ({ path: asked }) => {
        if (asked.endsWith('/huge')) disk.fill(1024 ** 2)
        return 'pass'
      }
      // Its own words have no room there either.
      expect((await run('backup', { components: component() })).told).toMatch(/^undone \| DK_BACKUP_FAILED .*There is no new backup/s)
      disk.empty()
      expect(readdirSync(path.join(root, '.deploy-kit/backups'))).toEqual([])
      proxy.decide = () => 'pass'
      await backUp('good')
      const before = await readBucket(access, bucket)
      await requireS3(access, { method: 'DELETE', path: `/${bucket}/huge` })
      disk.fill(4 * 1024 ** 2)
      expect((await run('restore', { backup: 'good', 'unsafe-skip-emergency-backup': 'true' })).told).toMatch(/^undone .*make room/s)
      disk.empty()
      expect((await run('restore', { backup: 'good' })).told).toMatch(/^succeeded/)
      expect(await readBucket(access, bucket)).toEqual(before)
    } finally {
      disk.remove()
    }
  }, 180_000)

  testInLongRun('a bucket that is gone is made again, and is gone again when the restore is undone', async () => {
    await makeBucket(access, bucket)
    await putObject(access, `/${bucket}/a/b`, 'x', { 'content-type': 'text/x' })
    const before = await readBucket(access, bucket)
    await backUp('good')
    await requireS3(access, { method: 'DELETE', path: `/${bucket}/a/b` })
    await requireS3(access, { method: 'DELETE', path: `/${bucket}` })
    const none = await run('backup', { components: component() })
    expect(none.told).toMatch(/^failed \| DK_BACKUP_SOURCE .*there is no bucket/)
    const undone = await run('restore', { backup: 'good', 'health-check': 'command false', attempts: '1' })
    expect(undone.told).toMatch(/^undone/)
    expect((await askS3(access, { method: 'GET', path: `/${bucket}` })).status).toBe(404)
    expect((await run('restore', { backup: 'good' })).told).toMatch(/^succeeded/)
    expect(await readBucket(access, bucket)).toEqual(before)
  }, 120_000)

  test('wrong keys and no server are told, without the keys', async () => {
    await makeBucket(access, bucket)
    await backUp('empty')
    writeKeys('wrong-secret')
    const wrong = await run('backup', { components: component() })
    expect(wrong.told).toMatch(/^failed \| DK_BACKUP_SOURCE .*cannot be listed at http.*: HTTP 403 SignatureDoesNotMatch/)
    expect(JSON.stringify(wrong)).not.toContain('wrong-secret')
    rmSync(path.join(root, 'shared/s3.env'))
    expect((await run('backup', { components: component() })).told).toMatch(/DK_BACKUP_SOURCE .*The file with the keys .*s3\.env, cannot be read/)
    writeKeys(access.secretKey)
    proxy.decide = () => 'dead'
    expect((await run('backup', { components: component() })).told).toMatch(/DK_BACKUP_SOURCE .*cannot be listed at http/)
    expect(spawnSync('grep', ['-rlF', access.secretKey, path.join(root, '.deploy-kit')], { encoding: 'utf8' }).stdout).toBe('')
  }, 120_000)

  test('RECOVERY.md brings the objects back without deploy-kit', async () => {
    await createS3Sample(access, bucket)
    const before = await readBucket(access, bucket)
    await backUp('good')
    const target = `${bucket}-again`
    await makeBucket(access, target)
    const commands = readFileSync(path.join(folderOf('good'), 'RECOVERY.md'), 'utf8')
      .split('\n')
      .flatMap((line) => (line.startsWith('       ') ? [line.trim()] : []))
      .join('\n')
      .replace(`ADDRESS/${bucket}`, `${access.endpoint}/${target}`)
    writeFileSync(path.join(folderOf('good'), 'keys.txt'), `user = "${access.accessKey}:${access.secretKey}"\n`)
    const { status, stderr } = spawnSync('sh', ['-ec', commands], { cwd: folderOf('good'), encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
    const bytes = (contents: unknown): string => JSON.stringify(contents).replaceAll(/ \[\[.*?\]\]/g, '')
    expect(bytes(await readBucket(access, target))).toBe(bytes(before))
  }, 60_000)
})
