import { afterAll, expect, test } from '@jest/globals'
import { systemClock, type Clock } from '../../../packages/engine/index.ts'
import { describeReport } from '../../support/deploy-run.ts'
import { expectRecovery } from '../../support/expect-undone.ts'
import { layouts, makeFaultApplication, type Layout } from '../../support/fault-application.ts'
import { FaultRows, writeFaultSection } from '../../support/fault-document.ts'
import { isExhaustive } from '../../support/long-run.ts'
import { leaveAlone } from '../../support/killed-runner.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'

const scratch = makeScratch()
const servers: Sshd[] = []
const table = new FaultRows()

afterAll(async () => {
  await Promise.all(servers.map((sshd) => sshd.stop()))
  scratch.remove()
  writeFaultSection({
    name: 'host-gone',
    title: 'The host is out of reach for good',
    text: 'Its SSH server is stopped when a step has ended, and started again when the host has been left to itself.',
    tables: [{ columns: ['layout', 'gone after', 'outcome', 'error', 'live, as the report says', 'live afterwards', 'live after the re-run'], rows: table.rows }]
  })
})

const CELLS = layouts.flatMap((layout) => (['verify', 'switch', 'wait-healthy'] as const).map((step): readonly [Layout, string] => [layout, step]))

test.each(CELLS.filter(([layout, step]) => isExhaustive || layout === 'releases' || step === 'switch'))(
  '%s: the server is stopped after %s; the report says what is known, and the host goes back by itself',
  (layout, step) => table.add([layout, `\`${step}\``], async () => {
    const sshd = await startSshd()
    servers.push(sshd)
    const app = makeFaultApplication(scratch, sshd, { layout })
    await app.deploy('one')
    const { clock, hurry } = makeImpatientClock()
    const { report } = await app.deploy('two', {
      texts: { 'confirm-timeout': '3s' },
      clock,
      listen: (event) => {
        if (event.type === 'reconnecting') hurry()
        if (event.type !== 'step-finished' || event.step.id !== step) return
        sshd.killSessions()
        void sshd.stopListening()
      }
    })
    expect(report).toMatchObject({ outcome: 'undo-failed', error: { code: 'DK_UNDO_INCOMPLETE', cause: { code: 'DK_CONNECTION_LOST' } } })
    expect(report.error?.message).toContain('could not be made again')
    expect(report.error?.message).toContain('NOT undone')
    expect(Object.values(report.live)).toEqual([undefined])
    expect(report.warnings.join()).toContain('lock')

    const runId = report.plan.journals[report.plan.hosts[0] ?? '']?.split('/').at(-1) ?? ''
    await sshd.restart()
    await leaveAlone(sshd, app.record('guards', runId))
    const live = app.live()
    expect(live).toBe('one')
    expect(app.starts()).toEqual({ verify: ['one'], switch: ['one', 'one'], 'wait-healthy': ['one', 'two', 'one'] }[step])
    // The guard released it; without a guard it expires.
    expect(app.isLocked()).toBe(step === 'verify')
    if (app.isLocked()) app.expireLock()
    await expectRecovery(app)
    return [report.outcome, describeReport(report).split(' | ')[1] ?? '', 'not known', live, app.live()]
  }),
  60_000
)

/** A clock on which the time for making a connection again is over as soon as the first try has failed. */
function makeImpatientClock(): { readonly clock: Clock; hurry(): void } {
  let ahead = 0
  return {
    clock: { now: () => Date.now() + ahead, sleep: systemClock.sleep },
    hurry: () => void (ahead += 61_000)
  }
}
