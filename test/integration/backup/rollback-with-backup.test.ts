// needs: sqlite3, zstd, age, age-keygen
import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { makeDeployPlace, tellOutcome, type DeployPlace } from '../../support/deploy-place.ts'
import { connectionTexts, describeReport, runInputs, type DeployRun } from '../../support/deploy-run.ts'
import { HASTY, leaveAlone, runAndDie } from '../../support/killed-runner.ts'
import { testInLongRun } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import type { Moment } from '../../support/step-moments.ts'

const scratch = makeScratch()
let sshd: Sshd
let app: DeployPlace
let seen: string
const COMPONENTS = 'sqlite data/desk.sqlite as=desk\nfiles shared/uploads as=uploads'

/** A release changes the data when it is started, as a migration does, and notes which data it was started with. */
const RESTART = `set -eu
version=$(cat version.txt)
[ "$version" = one ] || sqlite3 "$1/data/desk.sqlite" "update content set version = '$version'; create table if not exists of_$version (id int)"
[ "$version" = one ] || echo "$version" >"$1/shared/uploads/by.txt"
echo "$version on $(sqlite3 "$1/data/desk.sqlite" 'select version from content')" >>"$2"
`

beforeAll(async () => {
  sshd = await startSshd()
})
afterAll(async () => {
  await sshd.stop()
  scratch.remove()
})

/** Version one, then version two, which has changed the data. */
beforeEach(async () => {
  app = makeDeployPlace(scratch, connectionTexts(sshd), 'releases')
  seen = scratch.next('seen')
  mkdirSync(path.join(app.root, 'data'), { recursive: true })
  mkdirSync(path.join(app.root, 'shared/uploads'), { recursive: true })
  writeFileSync(path.join(app.root, 'shared/uploads/by.txt'), 'one\n')
  const database = new DatabaseSync(path.join(app.root, 'data/desk.sqlite'))
  database.exec("create table content (version text); insert into content values ('one')")
  database.close()
  app.write({ 'restart.sh': RESTART })
  await deploy('one')
  await deploy('two')
  expect(readAll()).toEqual({ live: 'two', desk: 'two', uploads: 'two', tables: 2 })
}, 60_000)

const commands = (): Readonly<Record<string, string>> => ({ 'restart-command': `sh restart.sh ${app.root} ${seen}`, 'stop-command': `sh -c "echo stop >> $0" ${seen}` })

async function deploy(version: string, texts: Readonly<Record<string, string>> = {}): Promise<void> {
  app.write({ 'version.txt': version })
  expect(tellOutcome(await app.deploy({ ...commands(), components: COMPONENTS, ...texts }))).toBe('succeeded')
}

const rollback = (texts: Readonly<Record<string, string>> = {}): Promise<DeployRun> => app.rollback({ ...commands(), 'with-data': 'true', ...texts })

function readAll(): unknown {
  const database = new DatabaseSync(path.join(app.root, 'data/desk.sqlite'))
  try {
    const [row] = database.prepare("select version, (select count(*) from sqlite_schema) as tables from content").all()
    return { live: app.live(), desk: row?.['version'], uploads: readFileSync(path.join(app.root, 'shared/uploads/by.txt'), 'utf8').trim(), tables: row?.['tables'] }
  } finally {
    database.close()
  }
}

const ONE = { live: 'one', desk: 'one', uploads: 'one', tables: 1 }
const TWO = { live: 'two', desk: 'two', uploads: 'two', tables: 2 }
const starts = (): readonly string[] => readFileSync(seen, 'utf8').trim().split('\n')
const backups = (): readonly string[] => readdirSync(app.kit('backups')).toSorted()

/** Nothing staged, nothing old, no folder of the restore. */
function leftovers(): readonly string[] {
  return [...readdirSync(path.join(app.root, 'data')).filter((name) => name !== 'desk.sqlite'), ...(existsSync(app.kit('restores')) ? readdirSync(app.kit('restores')) : [])]
}

test('release and data go back together, to the backup that was made before the release that is left', async () => {
  const { report: planned } = await app.rollback({ ...commands(), 'with-data': 'true' }, { mode: 'plan' })
  const [backup] = backups()
  expect(planned.plan.notes.join('\n')).toContain(`to ${backup}: what ${app.releases()[0]} had at`)
  expect(planned.plan.notes.join('\n')).toContain('EVERYTHING that was written since is taken away')
  const { report } = await rollback()
  expect(describeReport(report)).toMatch(/^succeeded/)
  expect(readAll()).toEqual(ONE)
  expect(starts()).toEqual(['one on one', 'two on two', 'stop', 'one on one'])
  expect(report.outputs).toMatchObject({ backup, 'emergency-backup': expect.stringMatching(/^emergency_/) })
  expect(report.plan.afterwards?.join()).toContain(`deploy-kit restore --backup ${report.outputs['emergency-backup']}`)
  expect(leftovers()).toEqual([])
  expect(app.ledger().at(-1)).toMatchObject({ operation: 'rollback', outcome: 'rolled-back', backup })
  // What was left is in the emergency backup.
  expect(tellOutcome(await runInputs('restore', { ...connectionTexts(sshd), path: app.root, backup: report.outputs['emergency-backup'] ?? '' }))).toBe('succeeded')
  expect(readAll()).toEqual({ ...TWO, live: 'one' })
}, 60_000)

testInLongRun('without with-data nothing but the release goes back, and what fits is told', async () => {
  const { report } = await rollback({ 'with-data': 'false' })
  expect(describeReport(report)).toMatch(/^succeeded/)
  expect(readAll()).toEqual({ ...TWO, live: 'one' })
  expect(report.plan.notes.join()).toContain(`as ${backups()[0]}: with --with-data they go back as well`)
  expect(backups()).toHaveLength(1)
}, 60_000)

test('an old release that is not healthy leaves both as they were', async () => {
  const { report } = await rollback({ 'health-check': 'command grep -qx two version.txt' })
  expect(describeReport(report)).toMatch(/^undone \| DK_DEPLOY_UNDONE \| .*The release and the data that were live before are live/)
  expect(readAll()).toEqual(TWO)
  expect(starts().slice(2).filter((line) => line !== 'stop')).toEqual(['one on one', 'two on two'])
  expect(leftovers()).toEqual([])
}, 60_000)

async function dieAt(step: string, moment: Moment): Promise<void> {
  const { source: _, ...texts } = app.texts
  const runId = await runAndDie(scratch, { operation: 'rollback', death: { step, moment }, texts: { ...texts, ...commands(), ...HASTY, 'with-data': 'true' } })
  await leaveAlone(sshd, app.kit('guards', runId))
  expect(readAll()).toEqual(TWO)
  expect(new Set(starts().filter((line) => line !== 'stop'))).toEqual(new Set(['one on one', 'two on two']))
}

test('a runner that is killed when data and release have changed places: the host takes both back by itself', () => dieAt('restart', 'after'), 90_000)

for (const step of ['stage-desk', 'arm-guard', 'stop-writers', 'swap-desk', 'swap-uploads', 'switch']) {
  testInLongRun(`killed in ${step}`, () => dieAt(step, 'during'), 90_000)
  testInLongRun(`killed after ${step}`, () => dieAt(step, 'after'), 90_000)
}

test('what cannot be given back is told, the rest is, and nothing is started on data of two kinds; the next run takes the rest back', async () => {
  const [shared, away] = [path.join(app.root, 'shared'), path.join(app.root, 'shared.away')]
  const { report } = await rollback({ 'health-check': 'command false', 'after-cutover': `sh -c "mv ${shared} ${away}; touch ${shared}"` })
  expect(describeReport(report)).toMatch(/^undo-failed \| DK_UNDO_INCOMPLETE \| .*NOT given back: uploads\. What writes is not started/)
  expect(starts().at(-1)).toBe('stop')
  rmSync(shared)
  renameSync(away, shared)
  expect(tellOutcome(await runInputs('backup', { ...connectionTexts(sshd), path: app.root, components: COMPONENTS }))).toBe('succeeded')
  expect(readAll()).toEqual(TWO)
  expect(starts().at(-1)).toBe('two on two')
  expect(leftovers()).toEqual([])
}, 60_000)

testInLongRun('several releases back: the data of the release that is gone back to, or none', async () => {
  await deploy('three')
  const [first] = app.releases().toSorted()
  expect(tellOutcome(await rollback({ to: first ?? '' }))).toBe('succeeded')
  expect(readAll()).toEqual(ONE)
  await deploy('four', { 'unsafe-skip-backup': 'true' })
  expect(describeReport((await rollback()).report)).toMatch(/^failed \| DK_BACKUP_UNKNOWN \| No backup was made on .* before \S+ took the place of/)
  expect(app.live()).toBe('four')
}, 90_000)

testInLongRun('a sealed backup needs the private key', async () => {
  const keyFile = scratch.next('key.txt')
  execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
  await deploy('three', { recipients: execFileSync('age-keygen', ['-y', keyFile], { encoding: 'utf8' }).trim() })
  expect(describeReport((await rollback()).report)).toMatch(/^failed \| DK_INPUT_INVALID \| .* is sealed: it needs the private key/)
  expect(tellOutcome(await rollback({ identity: readFileSync(keyFile, 'utf8') }))).toBe('succeeded')
  expect(readAll()).toEqual(TWO)
}, 60_000)

test('a backup that is damaged or gone is refused before anything is done', async () => {
  const [backup = ''] = backups()
  const dump = readdirSync(app.kit('backups', backup)).find((name) => name.startsWith('desk.sqlite')) ?? ''
  appendFileSync(app.kit('backups', backup, dump), 'x')
  const { report: damaged } = await rollback()
  expect(describeReport(damaged)).toMatch(/^failed \| DK_BACKUP_DAMAGED/)
  expect(describeReport((await rollback()).report)).toMatch(/^failed \| DK_BACKUP_DAMAGED \| \S+ on .* is damaged/)
  rmSync(app.kit('backups', backup), { recursive: true })
  expect(describeReport((await rollback()).report)).toMatch(/^failed \| DK_BACKUP_UNKNOWN \| .* is not on .* any more/)
  expect(readAll()).toEqual(TWO)
  expect(backups()).toEqual([])
}, 60_000)
