// needs: postgres, setpriv, sqlite3, zstd, age, dash, busybox, curl
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { BackupManifest } from '../../../packages/operations/backup/manifest.ts'
import { askSlot } from '../../../packages/operations/backup/slots.ts'
import { parseLedger } from '../../../packages/operations/tools/ledger.ts'
import { makeCronHere, type CronHere } from '../../support/cron-here.ts'
import { startPostgres } from '../../support/databases/postgres-server.ts'
import { describeReport, runInputs } from '../../support/deploy-run.ts'
import { runOnHost } from '../../support/host-tools.ts'
import { testInLongRun } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { makeSmallDisk, whyNoSmallDisk } from '../../support/small-disk.ts'
import { waitUntil } from '../../support/wait-until.ts'

type Texts = Readonly<Record<string, string>>

const scratch = makeScratch()
const FOREIGN = 'MAILTO=ops@example.com\n0 1 * * * /bin/other\n'
const SHELLS: readonly (readonly [string, ...string[]])[] = [['dash'], ['bash', '--norc'], ['busybox', 'sh']]
let cron: CronHere
let identity: string
let recipient: string

beforeAll(() => {
  cron = makeCronHere(scratch.next('cron'))
  cron.write(FOREIGN)
  const keyFile = scratch.next('key.txt')
  execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
  identity = readFileSync(keyFile, 'utf8')
  recipient = execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim()
})
afterAll(() => {
  cron.stop()
  scratch.remove()
})

interface Place {
  readonly root: string
  readonly database: DatabaseSync
  install(more?: Texts): Promise<string>
  run(name: 'backup' | 'restore' | 'backups list' | 'backups verify' | 'backups drill' | 'backups schedule remove', more?: Texts): ReturnType<typeof runInputs>
  schedule(...names: readonly string[]): string
  backups(): readonly string[]
  manifest(id: string): BackupManifest
}

function makePlace(root = scratch.next('app')): Place {
  mkdirSync(path.join(root, 'shared/data'), { recursive: true })
  const database = new DatabaseSync(path.join(root, 'shared/data/desk.sqlite'))
  database.exec("pragma journal_mode = wal; create table tickets (id integer primary key, title text); insert into tickets (title) values ('printer')")
  writeFileSync(path.join(root, '.env'), 'VERSION=one\n')
  const texts = { host: 'local', path: root }
  const components = 'sqlite shared/data/desk.sqlite\nfiles .env'
  const kit = (...names: readonly string[]): string => path.join(root, '.deploy-kit', ...names)
  return {
    root,
    database,
    install: async (more = {}) => describeReport((await runInputs('backups schedule', { ...texts, components, ...more }, { open: cron.open })).report),
    run: (name, more = {}) => runInputs(name, { ...texts, ...(name === 'backup' ? { components } : {}), ...more }, { open: cron.open }),
    schedule: (...names) => kit('schedule', ...names),
    backups: () => (existsSync(kit('backups')) ? readdirSync(kit('backups')) : []),
    manifest: (id) => JSON.parse(readFileSync(kit('backups', id, 'manifest.json'), 'utf8')) as BackupManifest
  }
}

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** As a timer does it: in a session of its own. */
function start(file: string, { shell = ['sh'], words = [], env = {} }: { readonly shell?: readonly [string, ...string[]]; readonly words?: readonly string[]; readonly env?: Texts } = {}): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const [program, ...options] = shell
  const child = spawn(program, [...options, file, ...words], { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...env } })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr }))) }
}

test('backups of the script are listed, verified and restored like any other, from every shell, while the data is written to', async () => {
  const place = makePlace()
  expect((await runInputs('backups schedule', { host: 'local', path: place.root, components: 'files .env' }, { mode: 'plan', open: cron.open })).report.plan.tables.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['backup.sh on local', 'watch.sh on local'])
  )
  expect(existsSync(place.schedule())).toBe(false)
  expect(await place.install({ recipients: recipient })).toMatch(/^succeeded/)
  expect(cron.read().startsWith(FOREIGN)).toBe(true)
  expect([statSync(place.schedule()).mode & 0o777, statSync(place.schedule('backup.sh')).mode & 0o777]).toEqual([0o700, 0o600])
  const writing = setInterval(() => place.database.exec("insert into tickets (title) values ('another')"), 5)
  for (const shell of SHELLS) {
    const { code, stdout, stderr } = await start(place.schedule('backup.sh'), { shell }).ended
    expect({ shell, code, stderr, whole: stdout.match(/scheduled_\S+ is whole/)?.length }).toEqual({ shell, code: 0, stderr: '', whole: 1 })
  }
  clearInterval(writing)
  expect(place.backups()).toHaveLength(3)
  // What the script found out by itself is what a runner writes.
  const [ours = ''] = place.backups()
  const { report } = await place.run('backup', { recipients: recipient })
  const [script, runner] = [place.manifest(ours), place.manifest(report.outputs['backup'] ?? '')]
  const kept = ({ type: _type, id: _id, run: _run, createdAt: _at, finishedAt: _finished, files, facts, ...rest }: BackupManifest): unknown => ({ ...rest, facts: facts.map(([, name]) => name), files: files.map((file) => file.path) })
  expect(kept(script)).toEqual(kept(runner))
  expect(Object.keys(script)).toEqual(Object.keys(runner))
  expect({ type: script.type, id: script.id }).toEqual({ type: 'scheduled', id: `scheduled_${new Date(script.createdAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')}` })
  const lines = (id: string): readonly string[] => readFileSync(path.join(place.root, '.deploy-kit/backups', id, 'RECOVERY.md'), 'utf8').split('\n').slice(3)
  expect(lines(script.id)).toEqual(lines(runner.id))
  const slot = await runOnHost({ name: 'here', path: process.env['PATH'] ?? '' }, askSlot({ moment: script.createdAt / 1000, zone: 'UTC', startsAt: '03:30' }).command)
  expect(Object.values(script.slot).join('\t')).toBe(slot.stdout.trim())
  // And it can be relied on in the same way.
  writeFileSync(path.join(place.root, '.env'), 'VERSION=two\n')
  expect(describeReport((await place.run('backups verify', { backup: ours, identity })).report)).toMatch(/^succeeded/)
  place.database.close()
  expect(describeReport((await place.run('restore', { backup: ours, identity, confirm: 'local' })).report)).toMatch(/^succeeded/)
  expect(readFileSync(path.join(place.root, '.env'), 'utf8')).toBe('VERSION=one\n')
  const ledger = parseLedger(readFileSync(path.join(place.root, '.deploy-kit/ledger.jsonl'), 'utf8'))
  expect(ledger.broken).toEqual([])
  expect(ledger.lines.filter(({ run }) => run.who === 'schedule')).toHaveLength(3)
  // The list tells of the promise; a second time there is nothing to do; then it is taken away.
  expect((await place.run('backups list')).report.plan.notes.join()).toMatch(/every day at 03:30 UTC, by cron; the promise is kept/)
  expect((await runInputs('backups schedule', { host: 'local', path: place.root, components: 'sqlite shared/data/desk.sqlite\nfiles .env', recipients: recipient }, { open: cron.open })).report.steps).toEqual([])
  expect(describeReport((await place.run('backups schedule remove')).report)).toMatch(/^succeeded/)
  expect([cron.read(), existsSync(place.schedule()), place.backups().includes(ours)]).toEqual([FOREIGN, false, true])
}, 120_000)

test('who comes while a deploy is at work says so; killed in the middle, the next run takes its leftovers away', async () => {
  const place = makePlace()
  expect(await place.install({ 'lock-wait': '0s' })).toMatch(/^succeeded/)
  const lock = path.join(place.root, '.deploy-kit/lock')
  writeFileSync(lock, `feedfacecafe\nana@laptop\n${Math.floor(Date.now() / 1000)}\n`)
  const refused = await start(place.schedule('backup.sh')).ended
  expect({ code: refused.code, stderr: refused.stderr }).toEqual({ code: 75, stderr: expect.stringMatching(/There is no new backup, .*The deploy lock is held by ana@laptop since .*, also after 0 s of waiting/) })
  expect([place.backups(), readFileSync(lock, 'utf8').split('\n')[0]]).toEqual([[], 'feedfacecafe'])
  expire(lock)
  // A tar that never ends.
  const slow = scratch.write(scratch.next('slow'), { tar: '#!/bin/sh\nsleep 1000\n' })
  const { child, ended } = start(place.schedule('backup.sh'), { env: { PATH: `${slow}:${process.env['PATH'] ?? ''}` } })
  await waitUntil('the archive is packed', () => place.backups().some((name) => name.startsWith('.partial-') && existsSync(path.join(place.root, '.deploy-kit/backups', name, 'desk.sqlite.zst'))))
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  expect((await ended).code).toBe(null)
  expire(lock)
  const next = await start(place.schedule('backup.sh')).ended
  expect({ code: next.code, stderr: next.stderr }).toEqual({ code: 0, stderr: '' })
  expect(place.backups()).toEqual([expect.stringMatching(/^scheduled_/)])
  expect(existsSync(lock)).toBe(false)
}, 120_000)

function expire(lock: string): void {
  const long = new Date(Date.now() - 3_600_000)
  utimesSync(lock, long, long)
}

test('the watcher pings while the newest verified backup is young, and raises the alarm when it is not', async () => {
  const pings: string[] = []
  const server = http.createServer((request, response) => {
    pings.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const place = makePlace()
  expect(await place.install({ 'ping-url': `http://127.0.0.1:${port}/secret-word` })).toMatch(/^succeeded/)
  expect(statSync(place.schedule('ping-url')).mode & 0o777).toBe(0o600)
  for (const name of ['backup.sh', 'watch.sh', 'schedule.json']) expect(readFileSync(place.schedule(name), 'utf8')).not.toContain('secret-word')
  const watch = (): Promise<Ended> => start(place.schedule('watch.sh')).ended
  expect(await watch()).toMatchObject({ code: 1, stderr: expect.stringMatching(/^There is no verified backup in /) })
  expect((await place.run('backups list')).report.plan.notes.join()).toMatch(/NOT KEPT: there is no verified backup/)
  expect((await start(place.schedule('backup.sh')).ended).code).toBe(0)
  expect(await watch()).toMatchObject({ code: 0, stderr: '' })
  expect(pings).toEqual(['/secret-word', '/secret-word'])
  const [id = ''] = place.backups()
  const folder = path.join(place.root, '.deploy-kit/backups', id)
  const old = readFileSync(path.join(folder, '.slot'), 'utf8').split('\t')
  const makeOlder = (seconds: number): void => {
    writeFileSync(path.join(folder, '.slot'), old.with(2, String(Number(old[2]) - seconds)).join('\t'))
    execFileSync('sh', ['-c', 'files=$(cut -c 67- SHA256SUMS) && sha256sum $files >.sums && mv .sums SHA256SUMS'], { cwd: folder })
  }
  makeOlder(27 * 3600)
  expect(await watch()).toMatchObject({ code: 1, stderr: expect.stringMatching(/is 27 h 0 min old, and at most 26 h 0 min are promised/) })
  makeOlder(0)
  writeFileSync(path.join(folder, '.checks'), `${Math.floor(Date.now() / 1000)}\tverify\tfailed\tone bit\n`)
  expect(await watch()).toMatchObject({ code: 1, stderr: expect.stringMatching(/^There is no verified backup/) })
  expect((await place.run('backups list')).report.plan.notes.join()).toMatch(/NOT KEPT/)
  expect(pings).toHaveLength(2)
  // Without the input the address goes as well.
  expect(await place.install()).toMatch(/^succeeded/)
  expect(existsSync(place.schedule('ping-url'))).toBe(false)
  server.close()
}, 60_000)

test('cron starts it at every time once, also when the host was off then, and not for what was before the installation', async () => {
  const place = makePlace()
  expect(await place.install({ at: '00:00, 23:59', 'time-zone': 'Pacific/Kiritimati' })).toMatch(/^succeeded/)
  const due = async (): Promise<number> => {
    expect(await start(place.schedule('backup.sh'), { words: ['due'] }).ended).toMatchObject({ code: 0, stderr: '' })
    return place.backups().length
  }
  expect([await due(), await due()]).toEqual([0, 0])
  writeFileSync(place.schedule('tried'), '2026-01-01 00:00\n')
  expect([await due(), await due()]).toEqual([1, 1])
}, 60_000)

testInLongRun('a database of PostgreSQL that is written to, from every shell: a drill restores each of them', async () => {
  const postgres = await startPostgres()
  try {
    await postgres.sql('create database app')
    await postgres.sql("create table items (id serial primary key, name text); insert into items (name) select 'item ' || n from generate_series(1, 20000) n", 'app')
    const place = makePlace()
    const components = `postgres database=app as=db user=${postgres.user} address=${postgres.socketFolder} port=${postgres.port}`
    expect(await place.install({ components })).toMatch(/^succeeded/)
    let isOver = false
    const writing = (async () => {
      while (!isOver) await postgres.sql("insert into items (name) select 'more' from generate_series(1, 50)", 'app')
    })()
    for (const shell of SHELLS) expect(await start(place.schedule('backup.sh'), { shell }).ended).toMatchObject({ code: 0, stderr: '' })
    isOver = true
    await writing
    expect(place.backups()).toHaveLength(3)
    for (const backup of place.backups()) expect(describeReport((await place.run('backups drill', { backup })).report)).toMatch(/^succeeded/)
  } finally {
    await postgres.stop()
  }
}, 120_000)

testInLongRun('two at once make two backups, one after the other', async () => {
  const place = makePlace()
  expect(await place.install()).toMatch(/^succeeded/)
  const both = await Promise.all([start(place.schedule('backup.sh')).ended, start(place.schedule('backup.sh')).ended])
  expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual([{ code: 0, stderr: '' }, { code: 0, stderr: '' }])
  expect(place.backups()).toHaveLength(2)
}, 60_000)

testInLongRun('a step that takes too long is ended, and told', async () => {
  const place = makePlace()
  expect(await place.install({ 'backup-timeout': '4s' })).toMatch(/^succeeded/)
  const slow = scratch.write(scratch.next('slow'), { tar: '#!/bin/sh\nsleep 1000\n' })
  const { code, stderr } = await start(place.schedule('backup.sh'), { env: { PATH: `${slow}:${process.env['PATH'] ?? ''}` } }).ended
  expect({ code, stderr }).toEqual({ code: 143, stderr: expect.stringMatching(/older ones are untouched: it took longer than 4 s/) })
  expect([place.backups(), existsSync(path.join(place.root, '.deploy-kit/lock'))]).toEqual([[], false])
}, 60_000)

if (whyNoSmallDisk === undefined) {
  testInLongRun('on a full disk it fails with words, keeps what is there, and succeeds when there is room again', async () => {
    const disk = makeSmallDisk(scratch.folder)
    try {
      const place = makePlace(path.join(disk.folder, 'app'))
      expect(await place.install()).toMatch(/^succeeded/)
      expect((await start(place.schedule('backup.sh')).ended).code).toBe(0)
      const before = place.backups()
      for (const leave of [0, 4096, 65_536]) {
        disk.fill(leave)
        const { code, stderr } = await start(place.schedule('backup.sh')).ended
        expect({ leave, code, stderr }).toEqual({ leave, code: 1, stderr: expect.stringMatching(/There is no new backup, older ones are untouched/) })
        disk.empty()
        expect(place.backups().filter((name) => !name.startsWith('.'))).toEqual(before)
      }
      const { code, stderr } = await start(place.schedule('backup.sh')).ended
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(place.backups()).toHaveLength(2)
      place.database.close()
    } finally {
      disk.remove()
    }
  }, 120_000)
}

test('without systemd and cron it refuses, and says what to install', async () => {
  const place = makePlace()
  const { report } = await runInputs('backups schedule', { host: 'local', path: place.root, components: 'files .env' })
  expect(describeReport(report)).toMatch(/^failed \| DK_PREFLIGHT_FAILED \| Nothing on local can start a backup at its time: systemd does not run there, and (there is no program crontab|no cron daemon runs)/)
}, 30_000)
