// needs: zstd
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startDelayingProxy, type DelayingProxy } from '../../support/delaying-proxy.ts'
import { connectionTexts, describeReport, runInputs } from '../../support/deploy-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { waitUntil } from '../../support/wait-until.ts'

const BIG_BYTES = 24 * 1024 * 1024

const scratch = makeScratch()
let sshd: Sshd
let proxy: DelayingProxy
let root: string

beforeAll(async () => {
  sshd = await startSshd()
  proxy = await startDelayingProxy({ target: sshd })
  root = scratch.next('app')
  mkdirSync(path.join(root, 'shared'), { recursive: true })
  writeFileSync(path.join(root, 'shared/big.bin'), randomBytes(BIG_BYTES))
  const { report } = await runInputs('backup', { host: 'local', path: root, components: 'files shared', 'backup-name': 'mine' })
  expect(describeReport(report)).toMatch(/^succeeded/)
}, 60_000)

afterAll(async () => {
  await proxy.close()
  await sshd.stop()
  scratch.remove()
}, 60_000)

const texts = (to: string): Readonly<Record<string, string>> => {
  const server = { ...sshd, port: proxy.port, knownHostsLine: sshd.knownHostsLine.replace(String(sshd.port), String(proxy.port)) }
  return { ...connectionTexts(server), path: root, to }
}

test('a line that breaks while a backup is downloaded is made again, and what had come is not fetched twice', async () => {
  const to = scratch.next('downloads')
  const big = readdirSync(path.join(root, '.deploy-kit/backups/mine')).find((name) => name.startsWith('files.tar')) ?? ''
  const partial = path.join(to, 'mine.partial', big)
  const running = runInputs('backups download', texts(to))
  await waitUntil('half of the file', () => existsSync(partial) && statSync(partial).size > BIG_BYTES / 3, 60)
  proxy.cut()
  const { report, events } = await running
  expect(describeReport(report)).toMatch(/^succeeded/)
  expect(events.some(({ type }) => type === 'reconnecting')).toBe(true)
  expect(proxy.receivedBytes).toBeLessThan(1.8 * BIG_BYTES)
  const folder = path.join(to, 'mine')
  execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder })
  expect(readdirSync(folder).toSorted()).toEqual(readdirSync(path.join(root, '.deploy-kit/backups/mine')).toSorted())
  for (const file of readdirSync(folder)) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
}, 120_000)

test('a file that differs from its checksum is told by its name; no backup appears, and the next run fetches that file alone', async () => {
  const to = scratch.next('downloads')
  mkdirSync(path.join(to, 'mine.partial'), { recursive: true })
  writeFileSync(path.join(to, 'mine.partial/RECOVERY.md'), 'something else')
  const wrong = await runInputs('backups download', texts(to))
  expect(describeReport(wrong.report)).toMatch(/^failed \| DK_BACKUP_DAMAGED \| RECOVERY\.md is not what it was when the backup was made/)
  expect(readdirSync(to)).toEqual(['mine.partial'])
  expect(describeReport((await runInputs('backups download', texts(to))).report)).toMatch(/^succeeded/)
  expect(readFileSync(path.join(to, 'mine/RECOVERY.md'), 'utf8')).toContain('# mine')
  const unknown = await runInputs('backups download', { ...texts(to), backup: 'other' })
  expect(describeReport(unknown.report)).toMatch(/^failed \| DK_BACKUP_UNKNOWN/)
}, 120_000)
