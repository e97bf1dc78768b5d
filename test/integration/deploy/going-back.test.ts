import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describeRestored } from '../../../packages/core/index.ts'
import { connectionTexts, type DeployRun } from '../../support/deploy-run.ts'
import { makeDeployPlace, tellOutcome, type DeployPlace } from '../../support/deploy-place.ts'
import type { Layout } from '../../support/fault-application.ts'
import { systemClock } from '../../../packages/engine/clock.ts'
import { createLocalFiles } from '../../../packages/engine/index.ts'
import { startHttp } from '../../support/http-servers.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { waitUntil } from '../../support/wait-until.ts'

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

describe('the commands of the way back', () => {
  test.each(LAYOUTS)('a release that was deployed without a restart command is started by the given one (%s)', async (layout) => {
    const app = place(layout)
    const { 'restart-command': restart = '', ...texts } = app.texts
    const { runInputs } = await import('../../support/deploy-run.ts')
    expect(tellOutcome(await runInputs('ssh-deploy', texts))).toBe('succeeded')
    expect(app.starts()).toEqual([])
    app.write({ 'version.txt': 'two' })
    expect((await app.deploy({ 'restart-command': restart, ...UNHEALTHY })).report.outcome).toBe('undone')
    expect(app.starts()).toEqual(['two', 'one'])
  })

  test('the on-failure hook runs after a rollback that was undone', async () => {
    const app = place()
    await app.deploy()
    app.write({ 'version.txt': 'two' })
    await app.deploy()
    const note = path.join(scratch.folder, 'told')
    expect((await app.rollback({ ...UNHEALTHY, 'on-failure': `sh -c "pwd >> $0; cat current/version.txt >> $0" ${note}` })).report.outcome).toBe('undone')
    expect(readFileSync(note, 'utf8')).toBe(`${app.root}\ntwo`)
  })

  test('the on-failure hook runs after a rollback that failed before anything was switched', async () => {
    const app = place()
    await app.deploy()
    app.write({ 'version.txt': 'two' })
    await app.deploy()
    const note = path.join(scratch.folder, 'told-early')
    const failed = await app.rollback({ 'before-cutover': 'false', 'on-failure': `touch ${note}` })
    expect(failed.report.live).toEqual({ [failed.report.plan.hosts[0] ?? '']: failed.report.plan.live[failed.report.plan.hosts[0] ?? '']?.before })
    expect(existsSync(note)).toBe(true)
    expect(app.live()).toBe('two')
  })

  test('a failing on-failure hook does not make a complete undo incomplete', async () => {
    const app = place()
    await app.deploy()
    app.write({ 'version.txt': 'two' })
    expect((await app.deploy({ ...UNHEALTHY, 'on-failure': 'false' })).report.outcome).toBe('undone')
    expect(app.live()).toBe('one')
  })
})

describe('the release that is live again', () => {
  const versionIs = (version: string): string => `command grep -qx ${version} current/version.txt`
  const restoredIn = ({ report }: DeployRun): string => report.restored.map(describeRestored).join(' | ')

  test.each(['deploy', 'rollback'] as const)('is asked whether it is healthy after a %s was undone, and it is', async (what) => {
    const app = place()
    await app.deploy()
    app.write({ 'version.txt': 'two' })
    const undone =
      what === 'deploy'
        ? await app.deploy({ 'health-check': `${versionIs('one')}\nfile current/same.txt\noptional file nowhere` })
        : ((await app.deploy()), await app.rollback({ 'health-check': `${versionIs('two')}\nfile current/same.txt\noptional file nowhere` }))
    expect(undone.report.outcome).toBe('undone')
    const [before] = Object.values(undone.report.plan.live).map((live) => live.before)
    const host = undone.report.plan.hosts[0] ?? ''
    expect(restoredIn(undone)).toBe(`${before} is live again and healthy on ${host} (2 of 3 checks)`)
    expect(undone.report.error?.message).toMatch(/is live again and healthy on \S+ \(2 of 3 checks\)$/)
    expect(undone.report.error?.remedy).not.toContain('look at it first')
    expect(app.starts().at(-1)).toBe(what === 'deploy' ? 'one' : 'two')
  })

  test('is not healthy when what both need is gone: told with the check, and what to do', async () => {
    const app = place()
    const database = await startHttp((_request, response) => response.end())
    try {
      const health = { 'health-check': `${versionIs('two')}\ntcp 127.0.0.1:${database.port}`, attempts: '3', delay: '50ms' }
      app.write({ 'version.txt': 'two' })
      expect(tellOutcome(await app.deploy(health))).toBe('succeeded')
      app.write({ 'same.txt': 'new' })
      const undone = await app.deploy(health, { listen: (event) => event.type === 'step-finished' && event.step.id === 'switch' && void database.close() })
      expect(undone.report.outcome).toBe('undone')
      expect(undone.report.error?.code).toBe('DK_DEPLOY_UNDONE')
      const [before] = Object.values(undone.report.live)
      expect(restoredIn(undone)).toMatch(new RegExp(`^${before} is live again on \\S+ but NOT healthy: tcp 127.0.0.1:${database.port}: .*refused`))
      expect(undone.report.error?.message).toContain(restoredIn(undone))
      expect(undone.report.error?.remedy).toMatch(/^What is live on \S+ does not work, look at it first: deploy-kit status, deploy-kit logs; to go back further: deploy-kit rollback --to/)
      expect(undone.report.restored[0]?.checks).toMatchObject([{ passed: true, attempts: 3 }, { passed: false, attempts: 3 }])
      expect(undone.events.filter((event) => event.type === 'step-finished' && event.step.phase === 'undo').at(-1)).toMatchObject({ result: { outcome: 'failed' } })
    } finally {
      await database.close().catch(() => undefined)
    }
  })

  test('is told apart from the one that failed, whose errors are in the same log', async () => {
    const app = place()
    const log = `${app.root}.log`
    const restart = { 'restart-command': `sh -c "grep -qx two version.txt && echo ERROR of two >> $0; echo started >> $0" ${log}` }
    const health = { 'health-check': `log ${log} without=ERROR` }
    expect(tellOutcome(await app.deploy({ ...restart, ...health }))).toBe('succeeded')
    app.write({ 'version.txt': 'two' })
    const undone = await app.deploy({ ...restart, ...health })
    expect(undone.report.outcome).toBe('undone')
    expect(restoredIn(undone)).toContain('is live again and healthy')
  })

  test('is not asked where there is nothing to ask, or nothing was switched', async () => {
    const app = place()
    expect((await app.deploy(UNHEALTHY)).report.restored).toEqual([])
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    app.write({ 'version.txt': 'two' })
    expect((await app.deploy({ 'after-cutover': 'false' })).report).toMatchObject({ outcome: 'undone', restored: [] })
    expect((await app.deploy({ ...UNHEALTHY, 'after-upload': 'false' })).report).toMatchObject({ outcome: 'undone', restored: [] })
  })
})

describe('a script file as a hook', () => {
  test('is read from the working folder, not from the source, and runs on the host with its arguments', async () => {
    const app = place()
    const folder = scratch.next('working-folder')
    scratch.write(folder, { 'deploy/build.sh': 'echo "$0 $1" > built.txt\n' })
    app.write({ 'deploy/build.sh': 'echo of the source > built.txt\n' })
    const run = await app.deploy({ 'after-upload': 'file:deploy/build.sh fast' }, { local: createLocalFiles(folder) })
    expect(tellOutcome(run)).toBe('succeeded')
    expect(app.live('built.txt')).toBe('deploy/build.sh fast\n')
  })
})

describe('the umask of the deploy user', () => {
  test('is the one that the guard starts the application with', async () => {
    const app = place()
    const files = scratch.next('made')
    const restart = { 'restart-command': `sh -c "umask >> $0" ${files}` }
    await app.deploy(restart)
    app.write({ 'version.txt': 'two' })
    const dies = new AbortController()
    // The runner is stopped by a health check that never ends in time for the guard.
    const late = await app.deploy({ ...restart, 'confirm-timeout': '1s', 'health-check': 'command sleep 4', timeout: '10s' }, { signal: dies.signal })
    expect(late.report.error?.code).toBe('DK_GUARD_FIRED')
    expect(new Set(readFileSync(files, 'utf8').trim().split('\n')).size).toBe(1)
    expect(readFileSync(files, 'utf8').trim().split('\n')).toHaveLength(3)
  })
})

describe('what starts the application', () => {
  test('may leave processes that keep its output open, and reads nothing', async () => {
    const app = place()
    const began = Date.now()
    const run = await app.deploy({ 'restart-command': 'sh -c "cat; sleep 55 & sleep 55 & echo started"', 'after-upload': 'sh -c "sleep 55 &"', 'on-failure': 'sh -c "sleep 55 &"' })
    expect(tellOutcome(run)).toBe('succeeded')
    expect(Date.now() - began).toBeLessThan(50_000)
  })

  test('may leave such processes when the guard or the undo starts it', async () => {
    const app = place()
    const restart = { 'restart-command': 'sh -c "sleep 55 & cat version.txt"' }
    await app.deploy(restart)
    app.write({ 'version.txt': 'two' })
    const began = Date.now()
    expect((await app.deploy({ ...restart, ...UNHEALTHY, 'on-failure': 'sh -c "sleep 55 &"' })).report.outcome).toBe('undone')
    expect((await app.deploy({ ...restart, 'confirm-timeout': '1s', 'health-check': 'command sleep 3', timeout: '10s' })).report.outcome).toBe('undone')
    expect(Date.now() - began).toBeLessThan(50_000)
    await waitUntil('the guard has ended', () => !existsSync(app.kit('lock')))
  })
})

describe('clocks', () => {
  const at = (offsetMs: number) => ({ clock: { now: () => Date.now() + offsetMs, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms, signal) } })

  test('a runner whose clock is behind makes the newest release all the same', async () => {
    const app = place()
    await app.deploy({}, at(3_600_000))
    app.write({ 'version.txt': 'two' })
    const second = await app.deploy({}, at(0))
    expect(tellOutcome(second)).toBe('succeeded')
    app.write({ 'version.txt': 'three' })
    expect(tellOutcome(await app.deploy({ keep: '1' }, at(-3_600_000)))).toBe('succeeded')
    const back = await app.rollback({}, at(-7_200_000))
    expect(tellOutcome(back)).toBe('succeeded')
    expect(back.report.outputs['release']).toBe(second.report.outputs['release'])
    expect(app.live()).toBe('two')
  })

  test('two releases in one moment are two', async () => {
    const app = place()
    const frozen = Date.now()
    const still = { clock: { now: () => frozen, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms, signal) } }
    const ids: string[] = []
    for (const version of ['one', 'two', 'three']) {
      app.write({ 'version.txt': version, 'pad.txt': version })
      const run = await app.deploy({ 'allow-older': 'true' }, still)
      expect(tellOutcome(run)).toBe('succeeded')
      ids.push(run.report.outputs['release'] ?? '')
    }
    expect(new Set(ids).size).toBe(3)
    expect(tellOutcome(await app.rollback())).toBe('succeeded')
    expect(app.live()).toBe('two')
    expect(tellOutcome(await app.rollback())).toBe('succeeded')
    expect(app.live()).toBe('one')
  })
})
