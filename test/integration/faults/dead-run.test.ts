import { afterAll, describe, expect, test } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { describeReport } from '../../support/deploy-run.ts'
import { makeFaultApplication, type FaultApplication } from '../../support/fault-application.ts'
import { isExhaustive } from '../../support/long-run.ts'
import { deployAndDie, leaveAlone } from '../../support/killed-runner.ts'
import { describeProcess, leaderOf } from '../../support/process-file.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { waitUntil } from '../../support/wait-until.ts'

const scratch = makeScratch()
const servers: Sshd[] = []

async function startServer(): Promise<Sshd> {
  const sshd = await startSshd()
  servers.push(sshd)
  return sshd
}

afterAll(async () => {
  await Promise.all(servers.map((sshd) => sshd.stop()))
  scratch.remove()
})

describe('the lock that a killed run left', () => {
  test('names its owner and since when, and is taken over once it has expired', async () => {
    const app = makeFaultApplication(scratch, await startServer(), { layout: 'releases' })
    await app.deploy('one')
    await deployAndDie({ scratch, app, version: 'two', death: { step: 'publish', moment: 'after' } })
    const refused = await app.deploy('two')
    expect(refused.report).toMatchObject({ outcome: 'failed', error: { code: 'DK_LOCK_HELD' } })
    expect(refused.report.error?.message).toMatch(/held by tester@here since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)
    app.expireLock()
    expect(describeReport((await app.deploy('two')).report)).toMatch(/^succeeded/)
    expect(app.live()).toBe('two')
    expect(app.starts()).toEqual(['one', 'two'])
  }, 60_000)

  test('of two runs at once, each waits for the other, and both succeed', async () => {
    const app = makeFaultApplication(scratch, await startServer(), { layout: 'in-place' })
    const texts = { 'lock-wait': '2m' }
    const runs = await Promise.all([app.deploy('one', { texts }), app.deploy('two', { texts })])
    expect(runs.map(({ report }) => report.outcome)).toEqual(['succeeded', 'succeeded'])
    expect([...app.starts()].sort()).toEqual(['one', 'two'])
    expect(app.live()).toBe(app.starts().at(-1))
    expect(app.isLocked()).toBe(false)
  }, 60_000)
})

test('a restart that outlasts the guard is taken back by it, which the runner is told', async () => {
  const app = makeFaultApplication(scratch, await startServer(), { layout: 'releases' })
  await app.deploy('one')
  const texts = { 'restart-command': `sh -c "echo hanging >> $0; exec sleep 600" ${app.startsFile}`, 'confirm-timeout': '1s' }
  const { report } = await app.deploy('two', { texts })
  expect(describeReport(report)).toMatch(/^undone/)
  expect(app.live()).toBe('one')
  expect(app.starts()).toEqual(['one', 'hanging', 'one'])
  expect(describeReport((await app.deploy('two')).report)).toMatch(/^succeeded/)
}, 60_000)

describe('a re-run that comes before the host has settled a dead run', () => {
  async function killAfterRestart(texts: Readonly<Record<string, string>> = {}): Promise<{ readonly app: FaultApplication; readonly sshd: Sshd; readonly runId: string }> {
    const sshd = await startServer()
    const app = makeFaultApplication(scratch, sshd, { layout: 'releases' })
    await app.deploy('one')
    const runId = await deployAndDie({ scratch, app, version: 'two', death: { step: 'restart', moment: 'after' }, texts })
    return { app, sshd, runId }
  }

  test('is refused, or waits for the guard, and ends well', async () => {
    const { app } = await killAfterRestart({ 'confirm-timeout': '5s' })
    expect(app.live()).toBe('two')
    const refused = await app.deploy('two')
    expect(refused.report.error?.code).toBe('DK_LOCK_HELD')
    expect(refused.report.error?.message).toMatch(/held by tester@here since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)
    const waited = await app.deploy('two', { texts: { 'lock-wait': '60s' } })
    expect(describeReport(waited.report)).toMatch(/^succeeded/)
    expect(waited.events.some((event) => event.type === 'lease-waiting')).toBe(true)
    expect(app.live()).toBe('two')
    // The dead run's, the guard's, and its own.
    expect(app.starts()).toEqual(['one', 'two', 'one', 'two'])
  }, 120_000)

  test('takes the release back itself when the lock has expired and the guard was killed too', async () => {
    const { app, runId } = await killAfterRestart({ 'confirm-timeout': '1h' })
    process.kill(leaderOf(app.record('guards', runId)), 'SIGKILL')
    app.expireLock()
    const next = await app.deploy('two')
    expect(describeReport(next.report)).toMatch(/^succeeded/)
    expect(next.report.plan.live[next.report.plan.hosts[0] ?? '']?.before).not.toBe(next.report.outputs['release'])
    expect(app.live()).toBe('two')
    expect(app.starts()).toEqual(['one', 'two', 'one', 'two'])
  }, 120_000)

  test.each(['a restart of the host', 'its end'] as const)('spares the process that has got the id of a step after %s', async (moment) => {
    const { app, runId, innocent } = await giveIdsAway(moment)
    try {
      app.expireLock()
      expect(describeReport((await app.deploy('two')).report)).toMatch(/^succeeded/)
      expect(app.live()).toBe('two')
      expect(app.starts().filter((start) => start !== 'hanging')).toEqual(['one', 'one', 'two'])
      expect(readFileSync(app.record('guards', runId, 'status'), 'utf8').trim()).toBe('0')
      expect(innocent.exitCode ?? innocent.signalCode).toBeNull()
    } finally {
      innocent.kill('SIGKILL')
    }
  }, 120_000)

  /** The restart command hung; its step and its guard were killed, or the host was restarted, and others have their process ids. */
  async function giveIdsAway(after: 'a restart of the host' | 'its end'): Promise<{ readonly app: FaultApplication; readonly runId: string; readonly innocent: ChildProcess }> {
    const sshd = await startServer()
    const app = makeFaultApplication(scratch, sshd, { layout: 'in-place' })
    await app.deploy('one')
    const texts = { 'restart-command': `sh -c "echo hanging >> $0; exec sleep 600" ${app.startsFile}`, 'confirm-timeout': '1h' }
    const runId = await deployAndDie({ scratch, app, version: 'two', death: { step: 'restart', moment: 'during' }, texts })
    await waitUntil('the restart hangs', () => app.starts().includes('hanging'))
    const folders = [app.record('steps', runId, 'restart'), app.record('guards', runId)]
    for (const folder of folders) process.kill(-leaderOf(folder), 'SIGKILL')
    const innocent = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })
    const [pid = '', boot = '', tick] = describeProcess(innocent.pid).split(' ')
    for (const folder of folders) {
      const [, , began = ''] = readFileSync(`${folder}/process`, 'utf8').split(' ')
      writeFileSync(`${folder}/process`, after === 'its end' ? `${pid} ${boot} ${began}` : `${pid} another-start ${tick}`)
    }
    return { app, runId, innocent }
  }

  test('finds the restart that hung ended by the guard', async () => {
    const sshd = await startServer()
    const app = makeFaultApplication(scratch, sshd, { layout: 'in-place' })
    await app.deploy('one')
    const texts = { 'restart-command': `sh -c "echo hanging >> $0; exec sleep 600" ${app.startsFile}` }
    const runId = await deployAndDie({ scratch, app, version: 'two', death: { step: 'restart', moment: 'during' }, texts })
    await leaveAlone(sshd, app.record('guards', runId))
    expect(app.live()).toBe('one')
    expect(app.starts().filter((start) => start !== 'hanging')).toEqual(['one', 'one'])
    expect(describeReport((await app.deploy('two')).report)).toMatch(/^succeeded/)
    expect(app.live()).toBe('two')
  }, 120_000)

  if (isExhaustive) {
    test('waits until the lock of a run without a guard has really expired', async () => {
      const app = makeFaultApplication(scratch, await startServer(), { layout: 'releases' })
      await app.deploy('one')
      await deployAndDie({ scratch, app, version: 'two', death: { step: 'publish', moment: 'after' } })
      const { report } = await app.deploy('two', { texts: { 'lock-wait': '2m' } })
      expect(describeReport(report)).toMatch(/^succeeded/)
      expect(report.durationMs).toBeGreaterThan(80_000)
      expect(app.live()).toBe('two')
      expect(app.starts()).toEqual(['one', 'two'])
    }, 240_000)
  }
})
