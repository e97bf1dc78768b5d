import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Report } from '../../../packages/core/index.ts'
import { expectRecovery, expectUndone } from '../../support/expect-undone.ts'
import { layouts, makeFaultApplication, type FaultApplication, type FaultDeployOptions, type Layout } from '../../support/fault-application.ts'
import { FaultRows, writeFaultSection } from '../../support/fault-document.ts'
import { isExhaustive } from '../../support/long-run.ts'
import { startHttp } from '../../support/http-servers.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { waitUntil } from '../../support/wait-until.ts'

const scratch = makeScratch()
const table = new FaultRows()
let sshd: Sshd

beforeAll(async () => {
  sshd = await startSshd()
})

afterAll(async () => {
  await sshd.stop()
  scratch.remove()
  writeFaultSection({
    name: 'failing-commands',
    title: 'Commands that fail, hang, or are cancelled',
    text: '"Started" is everything that was started from the beginning to the end of the failed run: `one` at the end is the old release, started again. Then the fault is gone, and the re-run follows.',
    tables: [{ columns: ['layout', 'fault', 'outcome', 'error', 'live afterwards', 'started', 'left running', 'live after the re-run'], rows: table.rows }]
  })
})

async function makeLiveOne(layout: Layout): Promise<FaultApplication> {
  const app = makeFaultApplication(scratch, sshd, { layout })
  await app.deploy('one')
  return app
}

interface Failing {
  readonly fault: string
  readonly options: FaultDeployOptions
  /** Everything that was started from the first deploy on, to the end of the failed one. */
  readonly starts: readonly string[]
  readonly look?: (report: Report) => void
}

/** Deploys `two` with a fault, which is undone, without a process of it being left; then without. */
async function failWith(app: FaultApplication, { fault, options, starts, look }: Failing): Promise<void> {
  await table.add([app.layout, fault], async () => {
    const { report } = await app.deploy('two', options)
    expectUndone(app, report)
    look?.(report)
    expect(app.starts()).toEqual(starts)
    await waitUntil('every process of the run has ended', () => sshd.isIdle())
    const live = app.live()
    await expectRecovery(app)
    return [report.outcome, report.error?.code ?? '', live, starts.join(', '), 'nothing', app.live()]
  })
}

/** A restart that notes itself as `hanging`, and hangs with a child. */
const hangingRestart = (app: FaultApplication): string => `sh -c "echo hanging >> $0; sleep 600 & sleep 600" ${app.startsFile}`

// How an in-place deploy is undone is shown by the matrix; how a command fails is the same for both.
describe.each(layouts.filter((layout) => isExhaustive || layout === 'releases'))('layout %s', (layout) => {
  test('a restart that is killed by a signal is a failure, told as that signal, and undone', async () => {
    const app = await makeLiveOne(layout)
    const options = { texts: { 'restart-command': 'sh -c "kill -9 $$"' } }
    await failWith(app, {
      ...{ fault: 'restart killed by SIGKILL', options, starts: ['one', 'one'] },
      look: (report) => {
        const restart = report.steps.find((step) => step.id === 'restart')
        expect(restart).toMatchObject({ outcome: 'failed', error: { code: 'DK_COMMAND_SIGNALLED', exitCode: undefined } })
        expect(report.error).toMatchObject({ code: 'DK_DEPLOY_UNDONE', step: 'restart' })
        expect(report.error?.message).toContain('SIGKILL')
      }
    })
  })

  test('a hook that is killed by a signal before the cutover changes nothing', async () => {
    const app = await makeLiveOne(layout)
    const options = { texts: { 'after-upload': 'sh -c "kill -TERM $$"' } }
    await failWith(app, {
      ...{ fault: 'hook killed by SIGTERM', options, starts: ['one'] },
      look: (report) => expect(report.error?.message).toContain('SIGTERM')
    })
  })

  test('a restart that hangs is stopped with its whole process group, and undone', async () => {
    const app = await makeLiveOne(layout)
    const options = { texts: { 'restart-command': hangingRestart(app), 'command-timeout': '1s' } }
    await failWith(app, {
      ...{ fault: 'restart hangs', options, starts: ['one', 'hanging', 'one'] },
      look: (report) => expect(report.steps.find((step) => step.id === 'restart')?.error?.code).toBe('DK_COMMAND_TIMEOUT')
    })
  }, 60_000)

  test('a run that is cancelled during the restart is undone, and its command stopped', async () => {
    const app = await makeLiveOne(layout)
    const cancel = new AbortController()
    const options = { texts: { 'restart-command': hangingRestart(app) }, signal: cancel.signal }
    const failing = failWith(app, {
      ...{ fault: 'cancelled during the restart', options, starts: ['one', 'hanging', 'one'] },
      look: (report) => expect(report.error?.code).toBe('DK_CANCELLED')
    })
    await Promise.all([failing, waitUntil('the restart hangs', () => app.starts().includes('hanging')).finally(() => cancel.abort())])
  }, 60_000)

  test('a run that is cancelled during the upload leaves nothing of it', async () => {
    const app = await makeLiveOne(layout)
    writeFileSync(path.join(app.sourceOf('two'), 'big.bin'), randomBytes(64 * 1024 * 1024))
    const cancel = new AbortController()
    const failing = failWith(app, {
      ...{ fault: 'cancelled during the upload', options: { signal: cancel.signal }, starts: ['one'] },
      look: (report) => {
        expect(report.error?.code).toBe('DK_CANCELLED')
        expect(report.steps.find((step) => step.id === 'verify')?.outcome).toBe('skipped')
      }
    })
    await Promise.all([failing, waitUntil('a part has arrived', () => hasArrived(app, 'big.bin')).finally(() => cancel.abort())])
  }, 60_000)

  test('a health endpoint that never answers is unhealthy, and undone', async () => {
    const app = await makeLiveOne(layout)
    const server = await startHttp(() => undefined)
    const check = `http http://127.0.0.1:${server.port}/health timeout=300ms`
    try {
      await failWith(app, {
        ...{ fault: 'health endpoint hangs', options: { texts: { 'health-check': check, attempts: '2' } }, starts: ['one', 'two', 'one'] },
        look: (report) => {
          expect(report.steps.find((step) => step.id === 'wait-healthy')?.error).toMatchObject({ code: 'DK_UNHEALTHY' })
          expect(report.error?.message).toContain('no answer')
        }
      })
    } finally {
      await server.close()
    }
  }, 60_000)

  test('a health check that hangs on the host is ended, and undone', async () => {
    const app = await makeLiveOne(layout)
    const options = { texts: { 'health-check': 'command timeout=500ms sleep 600', attempts: '2' } }
    await failWith(app, {
      ...{ fault: 'health command hangs', options, starts: ['one', 'two', 'one'] },
      look: (report) => expect(report.error?.message).toContain('Not healthy')
    })
  }, 60_000)
})

function hasArrived(app: FaultApplication, file: string): boolean {
  const folder = app.layout === 'releases' ? path.join(app.root, 'releases') : app.record('trees')
  const partial = readdirSync(folder).find((name) => name.endsWith('.partial'))
  if (partial === undefined) return false
  return (statSync(path.join(folder, partial, file), { throwIfNoEntry: false })?.size ?? 0) > 0
}
