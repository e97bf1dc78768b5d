// needs: age, age-keygen, busybox, zstd
import { createHash, randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { Secret } from '../../../packages/core/index.ts'
import { Bucket } from '../../../packages/engine/storage/bucket.ts'
import { createStorageReader } from '../../../packages/engine/storage/storage-reader.ts'
import type { BackupManifest } from '../../../packages/operations/backup/manifest.ts'
import { sendFilesOf } from '../../../packages/operations/storage/copy-programs.ts'
import { fetchStep } from '../../../packages/operations/storage/fetch-copy.ts'
import type { OperationName } from '../../../packages/operations/index.ts'
import { startDelayingProxy, type DelayingProxy } from '../../support/delaying-proxy.ts'
import { connectionTexts, describeReport, runInputs, type DeployRun, type DeployRunOptions } from '../../support/deploy-run.ts'
import { makeHostTools, runOnHost } from '../../support/host-tools.ts'
import { findLeaks } from '../../support/leak-search.ts'
import { testInLongRun } from '../../support/long-run.ts'
import { watchProcesses } from '../../support/process-watch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { startS3Server, type S3Server } from '../../testbed/s3-server.ts'
import { requireTestbed } from '../../testbed/testbed.ts'

const BUCKET = 'copies'
/** More than two parts, which do not get smaller by compression. */
const BIG_BYTES = 36 * 1024 * 1024 + 12_345

const scratch = makeScratch()
let server: S3Server
let sshd: Sshd
let proxy: DelayingProxy
let client: S3Client
let root: string
let identity: string
let recipient: string
let count = 0

beforeAll(async () => {
  await requireTestbed({ images: ['s3'] })
  server = await startS3Server()
  sshd = await startSshd()
  proxy = await startDelayingProxy({ target: server })
  client = new S3Client({
    region: 'us-east-1',
    endpoint: server.endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: server.keyId, secretAccessKey: server.secretKey },
    requestChecksumCalculation: 'WHEN_REQUIRED'
  })
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }))
  identity = execFileSync('age-keygen', { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  recipient = /age1[a-z0-9]+/.exec(identity)?.[0] ?? ''
}, 600_000)

afterAll(async () => {
  client.destroy()
  await proxy.close()
  await server.stop()
  await sshd.stop()
  scratch.remove()
}, 60_000)

beforeEach(() => {
  root = scratch.next('app')
  count += 1
  mkdirSync(path.join(root, 'shared/uploads'), { recursive: true })
  writeFileSync(path.join(root, 'shared/uploads/small.txt'), 'small\n')
})

function writeBig(): string {
  const content = randomBytes(BIG_BYTES)
  writeFileSync(path.join(root, 'shared/uploads/big.bin'), content)
  return digest(content)
}

const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex')
const digestOf = (file: string): string => digest(readFileSync(path.join(root, file)))
const backupsFolder = (): string => path.join(root, '.deploy-kit/backups')

function texts(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return {
    host: 'local',
    path: root,
    storage: `s3://${BUCKET}/test-${count}`,
    'storage-endpoint': server.endpoint,
    'aws-access-key-id': server.keyId,
    'aws-secret-access-key': server.secretKey,
    ...more
  }
}

async function run(operation: OperationName, more: Readonly<Record<string, string>> = {}, options: DeployRunOptions = {}): Promise<DeployRun> {
  return await runInputs(operation, texts(more), options)
}

const backup = (name: string, more: Readonly<Record<string, string>> = {}, options: DeployRunOptions = {}): Promise<DeployRun> =>
  run('backup', { components: 'files shared/uploads', 'backup-name': name, ...more }, options)

/** What is in the storage of this test, below the folder of the host. */
async function keys(host = 'local'): Promise<readonly string[]> {
  const Prefix = `test-${count}/${host}${root}/`
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix }))
  return Contents.map(({ Key = '' }) => Key.slice(Prefix.length)).toSorted()
}

const keyOf = (name: string): string => `test-${count}/local${root}/${name}`

async function openUploads(): Promise<number> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: BUCKET, Prefix: keyOf('') }))
  return Uploads.length
}

async function where(more: Readonly<Record<string, string>> = {}): Promise<Readonly<Record<string, string>>> {
  const { report } = await run('backups list', more)
  const answer = report.plan.answer as Readonly<Record<string, readonly { readonly id: string; readonly where: string }[]>>
  return Object.fromEntries((answer['local'] ?? []).map((found) => [found.id, found.where]))
}

test('a backup is copied in parts by its host, without a key, and comes back to an emptied host', async () => {
  const big = writeBig()
  const watch = watchProcesses(`DEPLOY_KIT_TEST_SSHD=${sshd.folder}`)
  const made = await backup('first', { ...connectionTexts(sshd), recipients: recipient })
  watch.stop()
  expect([...watch.environments].length).toBeGreaterThan(0)
  expect(describeReport(made.report)).toMatch(/^succeeded/)
  const files = readdirSync(path.join(backupsFolder(), 'first'))
  const name = `127.0.0.1:${sshd.port}`
  expect(await keys(name)).toEqual(files.map((file) => `first/${file}`).toSorted())
  expect(await openUploads()).toBe(0)

  const commandLines = [...watch.commandLines].join('\n')
  expect(commandLines).toMatch(/curl -q -K \/dev\/fd\/3/)
  expect(commandLines).not.toMatch(/X-Amz-Signature/)
  const log = JSON.stringify(made.events) + JSON.stringify(made.report)
  const steps = readTree(path.join(root, '.deploy-kit'))
  expect(log + steps).not.toMatch(/X-Amz-Signature/)
  expect(findLeaks({ secret: server.secretKey }, { commandLines, environments: [...watch.environments].join('\n'), log, steps })).toEqual([])

  // Another server, in whose place nothing but the folder is the same.
  rmSync(root, { recursive: true })
  mkdirSync(root)
  expect(await where()).toEqual({})
  const unknown = await run('restore', { identity, confirm: 'local' })
  expect(unknown.report.error?.remedy).toContain('storage-host')
  expect(await where({ 'storage-host': name })).toEqual({ first: 'storage' })
  const restored = await run('restore', { identity, confirm: 'local', 'storage-host': name })
  expect(describeReport(restored.report)).toMatch(/^succeeded/)
  expect(digestOf('shared/uploads/big.bin')).toBe(big)
  expect(readFileSync(path.join(root, 'shared/uploads/small.txt'), 'utf8')).toBe('small\n')
  expect(await where({ 'storage-host': name })).toEqual({ first: 'host and storage' })
  const again = JSON.stringify(restored.events) + JSON.stringify(restored.report) + readTree(path.join(root, '.deploy-kit'))
  expect(again).not.toMatch(/X-Amz-Signature/)
}, 180_000)

/** All small files of a folder, as one text. */
function readTree(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name)).filter((file) => statSync(file).size < 1_000_000)
  return files.map((file) => readFileSync(file, 'utf8')).join('\n')
}

test('a copy that breaks off leaves the backup, says so, and is made up for by the next backup', async () => {
  writeBig()
  const stop = new AbortController()
  const slow = await startDelayingProxy({ target: server, sendBytesPerSecond: 8 * 1024 * 1024 })
  const running = backup('broken', { 'storage-endpoint': `http://127.0.0.1:${slow.port}` }, { signal: stop.signal })
  await waitUntil('the first part', () => slow.sentBytes > 20 * 1024 * 1024, 60)
  expect(await openUploads()).toBe(1)
  stop.abort()
  const { report } = await running
  await slow.close()
  expect(report.outcome).toBe('failed')
  expect(report.error?.message).toContain('The backup itself is whole and stays: broken on local. The next backup copies what is missing')
  expect(readdirSync(backupsFolder())).toEqual(['broken'])
  expect(await openUploads()).toBe(0)
  expect((await keys()).filter((key) => key.endsWith('manifest.json'))).toEqual([])
  expect(await where()).toEqual({ broken: 'host' })

  rmSync(path.join(root, 'shared/uploads/big.bin'))
  // Nothing was copied yet, so only the new one is.
  expect(describeReport((await backup('second')).report)).toMatch(/^succeeded/)
  expect(await where()).toEqual({ broken: 'host', second: 'host and storage' })
  expect([...new Set((await keys()).map((key) => key.split('/')[0]))]).toEqual(['second'])

  const down = await backup('third', { 'storage-endpoint': 'http://127.0.0.1:1' })
  expect(describeReport(down.report)).toMatch(/^failed \| DK_STORAGE_FAILED \| The storage s3:\/\/copies at http:\/\/127\.0\.0\.1:1 did not list unfinished uploads/)
  expect(down.report.plan.notes.join('\n')).toContain('the storage cannot be read now, so the copy will fail')
  expect(describeReport((await backup('fourth')).report)).toMatch(/^succeeded/)
  expect(await where()).toEqual({ broken: 'host', second: 'host and storage', third: 'host and storage', fourth: 'host and storage' })
}, 240_000)

test('a wrong key, no key, and a bucket that is gone are told, and the backup stays', async () => {
  const wrong = await backup('a', { 'aws-secret-access-key': 'another-key-than-that-one' })
  expect(describeReport(wrong.report)).toMatch(/^failed \| DK_STORAGE_FAILED \| .*SignatureDoesNotMatch.*The backup itself is whole and stays: a on local/)
  expect(wrong.report.error?.remedy).toContain('AWS_SECRET_ACCESS_KEY')
  const gone = await backup('b', { storage: 's3://no-such-bucket/x' })
  expect(describeReport(gone.report)).toMatch(/^failed \| DK_STORAGE_FAILED \| .*NoSuchBucket/)
  expect(readdirSync(backupsFolder())).toEqual(['a', 'b'])
  const none = await backup('c', { 'aws-access-key-id': '', 'aws-secret-access-key': '' })
  expect(describeReport(none.report)).toMatch(/^failed \| DK_INPUT_INVALID \| .*AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set/)
  expect(readdirSync(backupsFolder())).toEqual(['a', 'b'])
  // What is on the host comes back without any storage.
  const restored = await run('restore', { confirm: 'local', backup: 'a', storage: 's3://no-such-bucket/x' })
  expect(describeReport(restored.report)).toMatch(/^succeeded/)
  expect(restored.report.plan.notes.join('\n')).toContain('is not looked at')
}, 120_000)

test('an object that is no more what was copied is refused before anything live is touched', async () => {
  expect(describeReport((await backup('good')).report)).toMatch(/^succeeded/)
  const key = keyOf(`good/${readdirSync(path.join(backupsFolder(), 'good')).find((file) => file.startsWith('files.tar')) ?? ''}`)
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }))
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? [])
  bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40)
  await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: bytes }))
  rmSync(backupsFolder(), { recursive: true })
  writeFileSync(path.join(root, 'shared/uploads/small.txt'), 'what is live\n')
  const refused = await run('restore', { confirm: 'local' })
  expect(describeReport(refused.report)).toMatch(/DK_BACKUP_DAMAGED \| .*is not what was copied there/)
  expect(readFileSync(path.join(root, 'shared/uploads/small.txt'), 'utf8')).toBe('what is live\n')
  expect(readdirSync(backupsFolder()).filter((name) => !name.startsWith('.'))).toEqual([])
  // Without one of its files it is no copy at all.
  await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: key }))
  const listed = await run('backups list')
  expect(listed.report.plan.notes.join('\n')).toMatch(/good in s3:\/\/copies\/.* is DAMAGED/)
  const unknown = await run('restore', { confirm: 'local' })
  expect(describeReport(unknown.report)).toMatch(/^failed \| DK_BACKUP_UNKNOWN/)
}, 120_000)

testInLongRun('a backup that is damaged on the host is fetched from the storage, and goes on where it was broken off', async () => {
  const big = writeBig()
  expect(describeReport((await backup('kept')).report)).toMatch(/^succeeded/)
  const file = path.join(backupsFolder(), 'kept', readdirSync(path.join(backupsFolder(), 'kept')).find((name) => name.startsWith('files.tar')) ?? '')
  const whole = readFileSync(file)
  truncateSync(file, 1000)
  expect(describeReport((await runInputs('backups verify', { host: 'local', path: root })).report)).toMatch(/DK_BACKUP_DAMAGED/)
  // As a run that was broken off leaves it.
  const partial = path.join(backupsFolder(), '.fetched-kept')
  mkdirSync(partial)
  writeFileSync(path.join(partial, path.basename(file)), whole.subarray(0, 30 * 1024 * 1024))
  const before = proxy.receivedBytes
  const restored = await run('restore', { confirm: 'local', 'storage-endpoint': `http://127.0.0.1:${proxy.port}` })
  expect(describeReport(restored.report)).toMatch(/^succeeded/)
  expect(proxy.receivedBytes - before).toBeLessThan(BIG_BYTES - 25 * 1024 * 1024)
  expect(digestOf('shared/uploads/big.bin')).toBe(big)
  expect(digest(readFileSync(file))).toBe(digest(whole))
  expect(readdirSync(backupsFolder()).filter((name) => name.startsWith('.'))).toEqual([])
}, 120_000)

testInLongRun('a host with busybox and curl copies and fetches', async () => {
  writeBig()
  expect(describeReport((await backup('here', { storage: '' })).report)).toMatch(/^succeeded/)
  const tools = makeHostTools(scratch.next('tools')).find(({ name }) => name === 'busybox')
  if (tools === undefined) throw new Error('no busybox')
  symlinkSync(execFileSync('sh', ['-c', 'command -v curl'], { encoding: 'utf8' }).trim(), path.join(tools.path, 'curl'))
  const storage = { bucket: BUCKET, endpoint: server.endpoint, region: 'us-east-1', keyId: new Secret('id', server.keyId), secretKey: new Secret('key', server.secretKey), sessionToken: undefined }
  const folder = path.join(backupsFolder(), 'here')
  const bucket = new Bucket(storage, undefined)
  const files = readdirSync(folder).map((name) => ({ name, content: readFileSync(path.join(folder, name)) }))
  // Bytes that shells treat in their own way are among those of so many checksums.
  const samples = Array.from({ length: 60 }, (_, index) => ({ name: `sample-${index}`, content: Buffer.from(`${index}\n`) }))
  for (const { name, content } of samples) writeFileSync(path.join(folder, name), content)
  const sent = [...files, ...samples]
  const lines = await Promise.all(sent.map(async ({ name, content }) => `${name}\t0\t${content.length}\t${await bucket.presignWrite(keyOf(`here/${name}`), 600)}\n`))
  const { code, stdout, stderr } = await runOnHost(tools, sendFilesOf(folder), Readable.from([lines.join('')]))
  expect(stderr).toBe('')
  expect(code).toBe(0)
  const md5 = (content: Buffer): string => createHash('md5').update(content).digest('hex')
  expect(stdout.trim().split('\n')).toEqual(sent.map(({ name, content }) => [name, 0, md5(content), md5(content)].join('\t')))
  for (const { name } of samples) rmSync(path.join(folder, name))

  rmSync(folder, { recursive: true })
  const place = { storage, folder: keyOf('here') }
  const addresses = await createStorageReader(new AbortController().signal).presign(place, files.map(({ name }) => name), 600)
  const copied = files.map(({ name, content }) => ({ name, sizeBytes: content.length, sha256: digest(content) }))
  const manifest = { id: 'here' } as unknown as BackupManifest
  const step = fetchStep('local', { copy: { backup: { manifest, checks: [], pin: undefined }, files: copied }, addresses }, { backups: backupsFolder(), timeoutSeconds: 60 })
  const fetched = await runOnHost(tools, step.command, Readable.from([addresses.reveal()]))
  expect(fetched.stderr).toBe('')
  expect(fetched.code).toBe(0)
  for (const { name, content } of files) expect(digest(readFileSync(path.join(folder, name)))).toBe(digest(content))
  bucket.close()
}, 120_000)

testInLongRun('copies are pruned by the rules of the host; pinned and foreign ones stay', async () => {
  const few = { 'keep-backups': '1', 'keep-daily': '0', 'keep-weekly': '0', 'keep-monthly': '0' }
  for (const name of ['a', 'b', 'c']) expect(describeReport((await backup(name)).report)).toMatch(/^succeeded/)
  await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: keyOf('a/.pinned'), Body: 'before the audit\n' }))
  await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: keyOf('notes/readme.txt'), Body: 'mine' }))
  const planned = await run('backups prune', few, { mode: 'plan' })
  const rows = planned.report.plan.tables[0]?.rows.map(([, id, place, , what, why]) => `${id} ${place} ${what} ${why}`)
  expect(rows).toEqual([
    'c host stays 1 of 1',
    'b host REMOVED older than everything that the rules keep',
    'a host REMOVED older than everything that the rules keep',
    'c storage stays 1 of 1',
    'b storage REMOVED older than everything that the rules keep',
    'a storage stays pinned: before the audit'
  ])
  expect(await where()).toEqual({ a: 'host and storage', b: 'host and storage', c: 'host and storage' })
  // A copy is never overwritten, also when the backup on the host is gone.
  rmSync(path.join(backupsFolder(), 'a'), { recursive: true })
  expect(describeReport((await backup('a')).report)).toMatch(/^failed \| DK_INPUT_INVALID \| There is a backup a on local, or a copy of one in the storage, already/)
  // A backup removes by itself what its rules do not keep, here and there.
  expect(describeReport((await backup('d', few)).report)).toMatch(/^succeeded/)
  expect(await where()).toEqual({ a: 'storage', d: 'host and storage' })
  expect([...new Set((await keys()).map((key) => key.split('/')[0]))]).toEqual(['a', 'd', 'notes'])
}, 120_000)

testInLongRun('a backup is downloaded from the host or the storage, goes on where it ended, and is compared', async () => {
  writeBig()
  expect(describeReport((await backup('mine')).report)).toMatch(/^succeeded/)
  const to = scratch.next('downloads')
  const fromHost = await run('backups download', { backup: 'mine', to })
  expect(describeReport(fromHost.report)).toMatch(/^succeeded/)
  const folder = path.join(to, 'mine')
  execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder })
  for (const file of readdirSync(folder)) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
  const twice = await run('backups download', { backup: 'mine', to })
  expect(describeReport(twice.report)).toMatch(/^failed \| DK_INPUT_INVALID \| There is .*mine on this machine already/)

  // Only in the storage now; a part of the big file came in an earlier run.
  rmSync(backupsFolder(), { recursive: true })
  const big = readdirSync(folder).find((name) => name.startsWith('files.tar')) ?? ''
  const other = scratch.next('downloads')
  mkdirSync(path.join(other, 'mine.partial'), { recursive: true })
  writeFileSync(path.join(other, 'mine.partial', big), readFileSync(path.join(folder, big)).subarray(0, 30 * 1024 * 1024))
  const before = proxy.receivedBytes
  const fromStorage = await run('backups download', { to: other, 'storage-endpoint': `http://127.0.0.1:${proxy.port}` })
  expect(describeReport(fromStorage.report)).toMatch(/^succeeded/)
  expect(proxy.receivedBytes - before).toBeLessThan(BIG_BYTES - 25 * 1024 * 1024)
  for (const file of readdirSync(folder)) expect(digest(readFileSync(path.join(other, 'mine', file)))).toBe(digest(readFileSync(path.join(folder, file))))

  // A file that differs is told, and is not given a name.
  const third = scratch.next('downloads')
  mkdirSync(path.join(third, 'mine.partial'), { recursive: true })
  writeFileSync(path.join(third, 'mine.partial', big), randomBytes(1000))
  appendFileSync(path.join(third, 'mine.partial', 'RECOVERY.md'), 'x'.repeat(100_000))
  const damaged = await run('backups download', { to: third })
  expect(describeReport(damaged.report)).toMatch(/^failed \| DK_BACKUP_DAMAGED \| files\.tar\.\S+ is not what it was/)
  expect(existsSync(path.join(third, 'mine'))).toBe(false)
  expect(describeReport((await run('backups download', { to: third })).report)).toMatch(/^succeeded/)
  execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: path.join(third, 'mine') })
}, 180_000)
