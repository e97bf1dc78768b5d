// The workflows of the guide that back up and restore, run by act with the shipped bundles on a real sshd.
// needs: sshd, git, go, zstd, sqlite3, age, age-keygen
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { writeReleaseTree } from '../../scripts/release-tree.ts'
import { requireAct, runAct, type ActRun } from '../support/act.ts'
import { createConsumerRepository, type ConsumerRepository } from '../support/consumer-repository.ts'
import { CHECKOUT, guideWorkflows } from '../support/guide-workflows.ts'
import { startSshd, type Sshd } from '../support/sshd.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

let act = ''
let folder = ''
let identity = ''
let sshd: Sshd
let consumer: ConsumerRepository

beforeAll(async () => {
  act = requireAct()
  folder = mkdtempSync(path.join(os.tmpdir(), 'dk-act-tree-'))
  writeReleaseTree({ from: ROOT, to: path.join(folder, 'v1') })
  sshd = await startSshd()
  consumer = createConsumerRepository(sshd)
  const key = path.join(folder, 'key.txt')
  execFileSync('age-keygen', ['-o', key], { stdio: 'ignore' })
  identity = /^AGE-SECRET-KEY-1\w+$/m.exec(readFileSync(key, 'utf8'))?.[0] ?? ''
  const recipient = execFileSync('age-keygen', ['-y', key], { encoding: 'utf8' }).trim()
  const config = readFileSync(path.join(consumer.folder, 'deploy-kit.yml'), 'utf8').replace('current/healthy', 'shared/uploads/film')
  consumer.commit({
    'deploy-kit.yml': `components: [sqlite shared/desk.sqlite, files shared/uploads]\nrecipients: ${recipient}\n${config}`,
    '.github/workflows/backup.yml': guideWorkflows.backup,
    '.github/workflows/restore.yml': guideWorkflows.restore
  })
  mkdirSync(path.join(consumer.target, 'shared/uploads'), { recursive: true })
  tickets("create table tickets (title text); insert into tickets values ('printer')")
  writeFileSync(film(), 'a film')
}, 600_000)
afterAll(async () => {
  consumer.remove()
  await sshd.stop()
  rmSync(folder, { recursive: true, force: true })
})

const film = (): string => path.join(consumer.target, 'shared/uploads/film')

/** Changes the database, and tells what is in it then. */
function tickets(change = ''): readonly unknown[] {
  const database = new DatabaseSync(path.join(consumer.target, 'shared/desk.sqlite'))
  try {
    database.exec(change)
    return database.prepare('select title from tickets order by title').all().map(({ title }) => title)
  } finally {
    database.close()
  }
}

function run(workflow: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActRun> {
  return runAct(act, {
    repository: consumer.folder,
    workflow,
    event: 'workflow_dispatch',
    inputs,
    secrets: { SSH_PRIVATE_KEY: sshd.privateKey, BACKUP_IDENTITY: identity },
    variables: { SSH_KNOWN_HOSTS: sshd.knownHostsLine },
    repositories: { 'org/deploy-kit@v1': path.join(folder, 'v1'), [CHECKOUT]: consumer.checkoutAction }
  })
}

test('a sealed backup, and its restore once the name was typed', async () => {
  const backup = await run('backup.yml')
  expect({ ...backup, raw: '' }).toMatchObject({ exitCode: 0, jobs: { backup: 'success' }, outputs: { backup: { outcome: 'succeeded' } } })
  const name = backup.outputs['backup']?.['backup'] ?? ''
  const backups = path.join(consumer.target, '.deploy-kit/backups')
  expect(readdirSync(path.join(backups, name))).toEqual(expect.arrayContaining(['desk.sqlite.zst.age', 'files.tar.zst.age', 'manifest.json', 'RECOVERY.md']))
  expect(backup.summary).toContain(name)

  tickets("delete from tickets; insert into tickets values ('mistake')")
  writeFileSync(film(), 'nothing')
  const refused = await run('restore.yml', { confirm: 'prodution', backup: '' })
  expect(refused).toMatchObject({ jobs: { restore: 'failure' }, outputs: { restore: { 'error-code': 'DK_CONFIRMATION_NEEDED' } } })
  expect([tickets(), readFileSync(film(), 'utf8')]).toEqual([['mistake'], 'nothing'])

  const restored = await run('restore.yml', { confirm: 'production', backup: name })
  expect({ ...restored, raw: '' }).toMatchObject({ exitCode: 0, jobs: { restore: 'success' }, outputs: { restore: { outcome: 'succeeded', backup: name } } })
  expect([tickets(), readFileSync(film(), 'utf8')]).toEqual([['printer'], 'a film'])
  const emergency = restored.outputs['restore']?.['emergency-backup'] ?? ''
  expect(readdirSync(backups)).toEqual(expect.arrayContaining([name, emergency]))
  expect([backup, refused, restored].filter(({ log, summary }) => `${log}${summary}`.includes(identity))).toEqual([])
}, 180_000)
