import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { parseLedger } from '../../../packages/operations/tools/ledger.ts'
import { describeReport } from '../../support/deploy-run.ts'
import { layouts, makeFaultApplication } from '../../support/fault-application.ts'
import { findFreePort } from '../../support/free-port.ts'
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

const HOOKS = ['before-upload', 'after-upload', 'before-cutover', 'after-cutover']

test.each(layouts)('of twenty deploys started at once each runs whole and alone, or is refused (%s)', async (layout) => {
  const app = makeFaultApplication(scratch, sshd, { layout, port: await findFreePort() })
  const runs = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const version = index % 2 === 0 ? 'one' : 'two'
      return { version, report: (await app.deploy(version)).report }
    })
  )
  for (const { report } of runs) expect(describeReport(report)).toMatch(/^(succeeded|unchanged|failed \| DK_LOCK_HELD)/)
  const succeeded = runs.filter(({ report }) => report.outcome === 'succeeded')
  expect(succeeded.length).toBeGreaterThanOrEqual(1)
  expect([...app.starts()].sort()).toEqual(succeeded.map(({ version }) => version).sort())
  // One after the other: nothing of one run came between what another one ran.
  expect(app.ran()).toEqual(app.starts().flatMap((version) => [...HOOKS.slice(0, 3), `restart ${version}`, ...HOOKS.slice(3)]))
  expect(await app.whole()).toBe(app.starts().at(-1))
  expect(parseLedger(readFileSync(app.record('ledger.jsonl'), 'utf8')).lines).toHaveLength(succeeded.length)

  const next = app.live() === 'one' ? 'two' : 'one'
  expect(describeReport((await app.deploy(next)).report)).toMatch(/^succeeded/)
  expect(await app.whole()).toBe(next)
  await waitUntil('nothing of a run is left', () => sshd.isIdle())
  expect(app.leftovers()).toEqual([])
}, 120_000)
