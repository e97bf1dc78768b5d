import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { DeployRun } from '../../support/deploy-run.ts'
import { expectRecovery, expectUndone } from '../../support/expect-undone.ts'
import { layouts, makeFaultApplication, type FaultApplication, type FaultDeployOptions, type Layout } from '../../support/fault-application.ts'
import { writeFaultSection } from '../../support/fault-matrix.ts'
import { startHttp } from '../../support/http-servers.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { waitUntil } from '../../support/wait-until.ts'

const scratch = makeScratch()
const rows: string[][] = []
let sshd: Sshd

beforeAll(async () => {
  sshd = await startSshd()
})

afterAll(async () => {
  await sshd.stop()
  scratch.remove()
  writeFaultSection(
    {
      name: 'failing-commands',
      title: 'Commands that fail, hang, or are cancelled',
      text: '"Started" is everything that was started from the beginning to the end of the failed run: `one` at the end is the old release, started again.',
      columns: ['layout', 'fault', 'outcome', 'error', 'live afterwards', 'started', 'left running']
    },
    rows
  )
})

async function makeLiveOne(layout: Layout): Promise<FaultApplication> {
  const app = makeFaultApplication(scratch, sshd, { layout })
  await app.deploy('one')
  return app
}

/** Deploys `two` with a fault, which is undone, without a process of it being left. */
async function failWith(app: FaultApplication, fault: string, options: FaultDeployOptions): Promise<DeployRun> {
  const run = await app.deploy('two', options)
  expectUndone(app, run.report)
  await waitUntil('every process of the run has ended', () => sshd.isIdle())
  rows.push([app.layout, fault, run.report.outcome, run.report.error?.code ?? '', app.live(), app.starts().join(', '), 'nothing'])
  return run
}

/** A restart that notes itself as `hanging`, and hangs with a child. */
const hangingRestart = (app: FaultApplication): string => `sh -c "echo hanging >> $0; sleep 600 & sleep 600" ${app.startsFile}`

describe.each(layouts)('layout %s', (layout) => {
  test('a restart that is killed by a signal is a failure, told as that signal, and undone', async () => {
    const app = await makeLiveOne(layout)
    const { report } = await failWith(app, 'restart killed by SIGKILL', { texts: { 'restart-command': 'sh -c "kill -9 $$"' } })
    const restart = report.steps.find((step) => step.id === 'restart')
    expect(restart).toMatchObject({ outcome: 'failed', error: { code: 'DK_COMMAND_SIGNALLED', exitCode: undefined } })
    expect(report.error).toMatchObject({ code: 'DK_DEPLOY_UNDONE', step: 'restart' })
    expect(report.error?.message).toContain('SIGKILL')
    expect(app.starts()).toEqual(['one', 'one'])
    await expectRecovery(app)
  })

  test('a hook that is killed by a signal before the cutover changes nothing', async () => {
    const app = await makeLiveOne(layout)
    const { report } = await failWith(app, 'hook killed by SIGTERM', { texts: { 'after-upload': 'sh -c "kill -TERM $$"' } })
    expect(report.error?.message).toContain('SIGTERM')
    expect(app.starts()).toEqual(['one'])
    await expectRecovery(app)
  })

  test('a restart that hangs is stopped with its whole process group, and undone', async () => {
    const app = await makeLiveOne(layout)
    const { report } = await failWith(app, 'restart hangs', { texts: { 'restart-command': hangingRestart(app), 'command-timeout': '1s' } })
    expect(report.steps.find((step) => step.id === 'restart')?.error?.code).toBe('DK_COMMAND_TIMEOUT')
    expect(app.starts()).toEqual(['one', 'hanging', 'one'])
    await expectRecovery(app)
  }, 60_000)

  test('a run that is cancelled during the restart is undone, and its command stopped', async () => {
    const app = await makeLiveOne(layout)
    const cancel = new AbortController()
    const running = failWith(app, 'cancelled during the restart', { texts: { 'restart-command': hangingRestart(app) }, signal: cancel.signal })
    await waitUntil('the restart hangs', () => app.starts().includes('hanging'))
    cancel.abort()
    const { report } = await running
    expect(report.error?.code).toBe('DK_CANCELLED')
    expect(app.starts()).toEqual(['one', 'hanging', 'one'])
    await expectRecovery(app)
  }, 60_000)

  test('a run that is cancelled during the upload leaves nothing of it', async () => {
    const app = await makeLiveOne(layout)
    writeFileSync(path.join(app.sourceOf('two'), 'big.bin'), randomBytes(64 * 1024 * 1024))
    const cancel = new AbortController()
    const running = failWith(app, 'cancelled during the upload', { signal: cancel.signal })
    await waitUntil('a part has arrived', () => hasArrived(app, 'big.bin'))
    cancel.abort()
    const { report } = await running
    expect(report.error?.code).toBe('DK_CANCELLED')
    expect(report.steps.find((step) => step.id === 'verify')?.outcome).toBe('skipped')
    expect(app.starts()).toEqual(['one'])
    await expectRecovery(app)
  }, 60_000)

  test('a health endpoint that never answers is unhealthy, and undone', async () => {
    const app = await makeLiveOne(layout)
    const server = await startHttp(() => undefined)
    try {
      const check = `http http://127.0.0.1:${server.port}/health timeout=300ms`
      const { report } = await failWith(app, 'health endpoint hangs', { texts: { 'health-check': check, attempts: '2' } })
      expect(report.steps.find((step) => step.id === 'wait-healthy')?.error).toMatchObject({ code: 'DK_UNHEALTHY' })
      expect(report.error?.message).toContain('no answer')
      expect(app.starts()).toEqual(['one', 'two', 'one'])
    } finally {
      await server.close()
    }
    await expectRecovery(app)
  }, 60_000)

  test('a health check that hangs on the host is ended, and undone', async () => {
    const app = await makeLiveOne(layout)
    const texts = { 'health-check': 'command timeout=500ms sleep 600', attempts: '2' }
    const { report } = await failWith(app, 'health command hangs', { texts })
    expect(report.error?.message).toContain('Not healthy')
    await expectRecovery(app)
  }, 60_000)
})

function hasArrived(app: FaultApplication, file: string): boolean {
  const folder = app.layout === 'releases' ? path.join(app.root, 'releases') : app.record('trees')
  const partial = readdirSync(folder).find((name) => name.endsWith('.partial'))
  if (partial === undefined) return false
  return (statSync(path.join(folder, partial, file), { throwIfNoEntry: false })?.size ?? 0) > 0
}
