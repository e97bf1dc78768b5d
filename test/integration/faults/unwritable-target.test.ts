import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Event } from '../../../packages/core/index.ts'
import { describeReport } from '../../support/deploy-run.ts'
import { expectRecovery } from '../../support/expect-undone.ts'
import { layouts, makeFaultApplication, type FaultApplication, type Layout } from '../../support/fault-application.ts'
import { FaultRows, writeFaultSection } from '../../support/fault-document.ts'
import { makeOrdinaryUser, type OrdinaryUser } from '../../support/ordinary-user.ts'
import { makeScratch } from '../../support/scratch.ts'
import { makeSmallDisk, whyNoSmallDisk } from '../../support/small-disk.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { waitUntil } from '../../support/wait-until.ts'

const scratch = makeScratch()
const table = new FaultRows()
let user: OrdinaryUser | undefined
let sshd: Sshd

beforeAll(async () => {
  user = makeOrdinaryUser()
  sshd = await startSshd(user === undefined ? {} : { asUser: user })
  chmodSync(scratch.folder, 0o755)
})

afterAll(async () => {
  await sshd.stop()
  user?.remove()
  scratch.remove()
  writeFaultSection({
    name: 'unwritable-target',
    title: 'The target cannot be written',
    text: 'The deploy user is an ordinary one. Then the target can be written again, and the re-run follows.',
    tables: [{ columns: ['layout', 'fault', 'outcome', 'error', 'live afterwards', 'live after the re-run'], rows: table.rows }]
  })
})

/** An application in a folder of the deploy user. */
function makeOwnApplication(layout: Layout, root = scratch.next('app')): FaultApplication {
  const startsFile = scratch.next('starts')
  mkdirSync(root)
  writeFileSync(startsFile, '')
  if (user !== undefined) for (const file of [root, startsFile]) chownSync(file, user.uid, user.gid)
  return makeFaultApplication(scratch, sshd, { layout, root, startsFile })
}

function whenStarted(step: string, act: () => void): (event: Event) => void {
  return (event) => {
    if (event.type === 'step-started' && event.step.id === step) act()
  }
}

const stagingOf = (app: FaultApplication): string => (app.layout === 'releases' ? path.join(app.root, 'releases') : app.record('trees'))

describe.each(layouts)('layout %s', (layout) => {
  test('a target without permission is refused before anything is changed', () => table.add([layout, 'no permission from the beginning'], async () => {
    const app = makeOwnApplication(layout)
    chmodSync(app.root, 0o555)
    const { report } = await app.deploy('two')
    expect(report).toMatchObject({ outcome: 'failed', error: { code: 'DK_PERMISSION_DENIED' } })
    expect(report.error?.message).toContain(app.root)
    expect(readdirSync(app.root)).toEqual([])
    chmodSync(app.root, 0o755)
    await expectRecovery(app)
    return [report.outcome, report.error?.code ?? '', 'nothing', app.live()]
  }))

  test('permission that is lost before the release is published leaves the old one live', () => table.add([layout, 'permission lost before `publish`'], async () => {
    const app = makeOwnApplication(layout)
    await app.deploy('one')
    const { report } = await app.deploy('two', { listen: whenStarted('publish', () => chmodSync(stagingOf(app), 0o555)) })
    expect(describeReport(report)).toMatch(/^undone/)
    expect(report.error).toMatchObject({ step: 'publish', cause: { code: 'DK_PERMISSION_DENIED' } })
    const live = app.live()
    expect(live).toBe('one')
    chmodSync(stagingOf(app), 0o755)
    await expectRecovery(app)
    // What could not be removed then was swept now.
    expect(app.partials()).toEqual([])
    expect(app.starts()).toEqual(['one', 'two'])
    return [report.outcome, report.error?.code ?? '', live, app.live()]
  }))

  test('permission that is lost after the switch is told as not undone, and the next run ends well', () => table.add([layout, 'permission lost after `switch`'], async () => {
    const app = makeOwnApplication(layout)
    await app.deploy('one')
    // The link cannot be replaced any more, in neither direction.
    const locked = layout === 'releases' ? app.root : app.record()
    const { report } = await app.deploy('two', {
      texts: { 'restart-command': 'false' },
      listen: whenStarted('restart', () => chmodSync(locked, 0o555))
    })
    chmodSync(locked, 0o755)
    expect(report).toMatchObject({ outcome: 'undo-failed', error: { code: 'DK_UNDO_INCOMPLETE' } })
    expect(report.error?.message).toContain('NOT undone: "Arm the guard')
    expect(Object.values(report.live)).toEqual([undefined])
    const live = app.live()
    // In-place, the files are the old ones, and only the record of it could not be changed.
    expect(live).toBe(layout === 'releases' ? 'two' : 'one')
    if (app.isLocked()) app.expireLock()
    // Goes back first, so that in-place nothing is left of either.
    const started = app.starts().length
    expect(describeReport((await app.deploy('two')).report)).toMatch(/^succeeded/)
    expect(app.live()).toBe('two')
    expect(app.starts().slice(started)).toEqual(['one', 'two'])
    return [report.outcome, report.error?.code ?? '', live, app.live()]
  }))
})

if (whyNoSmallDisk !== undefined) test.skip(`a read-only file system (left out: ${whyNoSmallDisk})`, () => undefined)

const describeHere = whyNoSmallDisk === undefined ? describe : describe.skip

describeHere.each(layouts)('a read-only file system, layout %s', (layout) => {
  test.each([
    ['from the beginning', undefined],
    ['before `verify`', 'verify'],
    ['before `arm-guard`', 'arm-guard']
  ] as const)('%s: the old release stays', (when, step) => table.add([layout, `read-only ${when}`], async () => {
    const disk = makeSmallDisk(scratch.folder)
    try {
      if (user !== undefined) chownSync(disk.folder, user.uid, user.gid)
      const app = makeOwnApplication(layout, path.join(disk.folder, 'app'))
      await app.deploy('one')
      if (step === undefined) {
        await waitUntil('the guard has ended, which has its log open', () => sshd.isIdle())
        disk.remount('ro')
      }
      const { report } = await app.deploy('two', step === undefined ? {} : { listen: whenStarted(step, () => disk.remount('ro')) })
      // A release that was published cannot be put aside, which is told; it was not made live.
      expect(describeReport(report)).toMatch({ '': /^failed \| DK_PERMISSION_DENIED/, verify: /^undone/, 'arm-guard': /^undo-failed/ }[step ?? ''])
      expect(`${report.error?.message} ${String(report.error?.cause)}`).toMatch(/read-only file system|may not write/i)
      const live = app.live()
      expect(live).toBe('one')
      disk.remount('rw')
      if (app.isLocked()) app.expireLock()
      await expectRecovery(app)
      expect(app.starts()).toEqual(['one', 'two'])
      return [report.outcome, report.error?.code ?? '', live, app.live()]
    } finally {
      disk.remove()
    }
  }), 60_000)
})
