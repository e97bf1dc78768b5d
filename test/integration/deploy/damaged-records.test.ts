import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { connectionTexts, runInputs } from '../../support/deploy-run.ts'
import { makeDeployPlace, tellOutcome, type DeployPlace } from '../../support/deploy-place.ts'
import type { Layout } from '../../support/fault-application.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'

const scratch = makeScratch()
let sshd: Sshd

beforeAll(async () => {
  sshd = await startSshd()
})

afterAll(async () => {
  await sshd.stop()
  scratch.remove()
})

const place = (layout: Layout = 'releases'): DeployPlace => makeDeployPlace(scratch, connectionTexts(sshd), layout)
const UNHEALTHY = { 'health-check': 'file nowhere' }
const LAYOUTS: readonly Layout[] = ['releases', 'in-place']

interface Deployed {
  readonly app: DeployPlace
  readonly first: string
  readonly second: string
}

/** `one` with a file that `two` has not, and the other way round. */
async function withTwoReleases(layout: Layout): Promise<Deployed> {
  const app = place(layout)
  app.replace({ 'version.txt': 'one', 'same.txt': 'same', 'only-one/file': 'one' })
  const one = await app.deploy()
  expect(tellOutcome(one)).toBe('succeeded')
  app.replace({ 'version.txt': 'two', 'same.txt': 'same', 'only-two/file': 'two' })
  const two = await app.deploy()
  expect(tellOutcome(two)).toBe('succeeded')
  return { app, first: one.report.outputs['release'] ?? '', second: two.report.outputs['release'] ?? '' }
}

function expectWhole(app: DeployPlace, version: 'one' | 'two'): void {
  expect(app.live()).toBe(version)
  expect(app.live('same.txt')).toBe('same')
  expect([app.has('only-one/file'), app.has('only-two/file')]).toEqual([version === 'one', version === 'two'])
}

describe.each(LAYOUTS)('a list of files that is lost (%s)', (layout) => {
  test('of the live release: a failed deploy leaves every file, a good one removes what is gone', async () => {
    const { app, second } = await withTwoReleases(layout)
    rmSync(app.kit('releases', `${second}.files.gz`))
    app.replace({ 'version.txt': 'three', 'same.txt': 'same' })
    expect((await app.deploy(UNHEALTHY)).report.outcome).toBe('undone')
    expectWhole(app, 'two')
    rmSync(app.kit('releases', `${second}.files.gz`), { force: true })
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    expect([app.live(), app.live('same.txt'), app.has('only-two/file')]).toEqual(['three', 'same', false])
  })

  test('of the live release or of the target: a rollback is whole', async () => {
    const { app, first, second } = await withTwoReleases(layout)
    rmSync(app.kit('releases', `${first}.files.gz`))
    rmSync(app.kit('releases', `${second}.files.gz`))
    expect((await app.rollback(UNHEALTHY)).report.outcome).toBe('undone')
    expectWhole(app, 'two')
    expect(tellOutcome(await app.rollback({ to: first }))).toBe('succeeded')
    expectWhole(app, 'one')
  })
})

describe.each(LAYOUTS)('a list of files that is damaged (%s)', (layout) => {
  test('is named, nothing changes, and without it all goes on', async () => {
    const { app, second } = await withTwoReleases(layout)
    const list = app.kit('releases', `${second}.files.gz`)
    writeFileSync(list, 'not gzip at all')
    app.replace({ 'version.txt': 'three', 'same.txt': 'same' })
    const refused = await app.deploy()
    expect(refused.report.error).toMatchObject({ code: 'DK_MANIFEST_CORRUPT', message: expect.stringContaining(app.kit('releases')) as unknown })
    expectWhole(app, 'two')
    rmSync(list)
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    expect([app.live(), app.has('only-two/file')]).toEqual(['three', false])
  })

  test('of an older release only concerns that one', async () => {
    const { app, first } = await withTwoReleases(layout)
    writeFileSync(app.kit('releases', `${first}.files.gz`), readFileSync(app.kit('releases', `${first}.files.gz`)).subarray(0, 40))
    app.replace({ 'version.txt': 'three' })
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    expect(tellOutcome(await app.rollback())).toBe('succeeded')
    expectWhole(app, 'two')
  })
})

const DAMAGES = ['{"schema":1,"id', '', 'null', '[]', '{}', '{\n  "schema": 1\n}\n', '"text"', 'not json']

describe('a release manifest that is damaged', () => {
  test.each(DAMAGES)('of an older release only keeps that one from being used: %j', async (text) => {
    const { app, first, second } = await withTwoReleases('releases')
    writeFileSync(app.kit('releases', `${first}.json`), text)
    const releases = await runInputs('releases', { ...connectionTexts(sshd), path: app.root })
    expect(tellOutcome(releases)).toBe('succeeded')
    expect(JSON.stringify(releases.report.plan.tables)).toContain(second)
    expect(releases.report.plan.notes.join()).toContain(`${first}.json`)
    const back = await app.rollback({ to: first })
    expect(back.report.error?.code).toBe('DK_RELEASE_UNKNOWN')
    app.replace({ 'version.txt': 'three' })
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    expect(tellOutcome(await app.rollback())).toBe('succeeded')
    expectWhole(app, 'two')
    expect(app.releases()).toContain(first)
  })

  test.each(LAYOUTS)('of the live release: it is still what is gone back to (%s)', async (layout) => {
    const { app, second } = await withTwoReleases(layout)
    writeFileSync(app.kit('releases', `${second}.json`), '{"schema":1,"id')
    app.replace({ 'version.txt': 'three', 'same.txt': 'same' })
    expect((await app.deploy(UNHEALTHY)).report.outcome).toBe('undone')
    expectWhole(app, 'two')
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    expect(app.live()).toBe('three')
  })
})

describe('other records', () => {
  test('an empty lock, as a loss of power leaves it, is taken over when it has expired', async () => {
    const app = place()
    await app.deploy()
    writeFileSync(app.kit('lock'), '')
    utimesSync(app.kit('lock'), Date.now() / 1000 - 91, Date.now() / 1000 - 91)
    app.write({ 'version.txt': 'two' })
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
  })

  test('an empty lock that is young is held by somebody, and says so', async () => {
    const app = place()
    await app.deploy()
    writeFileSync(app.kit('lock'), '')
    app.write({ 'version.txt': 'two' })
    const held = await app.deploy()
    expect(held.report.error?.code).toBe('DK_LOCK_HELD')
  })

  test('a ledger with a torn line goes on, and names it', async () => {
    const app = place()
    await app.deploy()
    writeFileSync(app.kit('ledger.jsonl'), `${readFileSync(app.kit('ledger.jsonl'), 'utf8')}{"previous":"to`)
    app.write({ 'version.txt': 'two' })
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    expect(app.ledger().map(({ outcome }) => outcome)).toEqual(['deployed', 'deployed'])
  })

  test('a state that is lost makes no release vanish', async () => {
    const { app, first, second } = await withTwoReleases('releases')
    rmSync(app.kit('releases', `${second}.state`))
    app.replace({ 'version.txt': 'three' })
    expect((await app.deploy(UNHEALTHY)).report.outcome).toBe('undone')
    expectWhole(app, 'two')
    expect(readdirSync(`${app.root}/releases`)).toEqual(expect.arrayContaining([first, second]))
  })
})
