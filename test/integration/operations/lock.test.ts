import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { exec, script } from '../../../packages/core/index.ts'
import { armGuard, confirmGuard, goBackNow, GUARD_DECIDED_EXIT_CODE, markSwitching, requireUndecided } from '../../../packages/operations/tools/guard.ts'
import { appendLedger, parseLedger, type LedgerEntry } from '../../../packages/operations/tools/ledger.ts'
import { deployLock, LOCK_EXPIRY_SECONDS, LOCK_HELD_EXIT_CODE } from '../../../packages/operations/tools/lock.ts'
import { makeHostTools, runOnHost, type HostTools } from '../../support/host-tools.ts'
import { describeProcess, leaderOf } from '../../support/process-file.ts'
import { waitUntil } from '../../support/wait-until.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'deploy-kit-lock-'))
const hosts = makeHostTools(path.join(folder, 'tools')).slice(0, 2)
let count = 0

beforeAll(() => mkdirSync(path.join(folder, 'kits')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const newKit = (): string => path.join(folder, 'kits', String((count += 1)))
const lockOf = (kit: string, runId: string) => deployLock(kit, { waitSeconds: 0, commandTimeoutSeconds: 120 }, { runId, owner: `owner of ${runId}`, host: 'h' })
const age = (file: string, seconds: number): void => utimesSync(file, Date.now() / 1000 - seconds, Date.now() / 1000 - seconds)

describe.each(hosts.map((tools) => [tools.name, tools] as const))('deploy lock with %s', (_name, tools: HostTools) => {
  const take = (kit: string, runId: string) => runOnHost(tools, lockOf(kit, runId).take)

  test('is held by one run, told to the other, and free after its release', async () => {
    const kit = newKit()
    expect((await take(kit, 'aaaa')).code).toBe(0)
    const refused = await take(kit, 'bbbb')
    expect(refused.code).toBe(LOCK_HELD_EXIT_CODE)
    expect(refused.stdout).toMatch(/^owner of aaaa since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\n$/)
    expect((await runOnHost(tools, lockOf(kit, 'bbbb').release)).code).toBe(0)
    expect((await take(kit, 'bbbb')).code).toBe(LOCK_HELD_EXIT_CODE)
    await runOnHost(tools, lockOf(kit, 'aaaa').release)
    expect((await take(kit, 'bbbb')).code).toBe(0)
    expect(readdirSync(kit)).toEqual(['lock'])
  })

  test('can be taken again by the run that has it', async () => {
    const kit = newKit()
    await take(kit, 'aaaa')
    expect((await take(kit, 'aaaa')).code).toBe(0)
  })

  test('of twenty that come at once, one gets it', async () => {
    const kit = newKit()
    const codes = await Promise.all(Array.from({ length: 20 }, async (_, index) => (await take(kit, `aa${index}`)).code))
    expect(codes.filter((code) => code === 0)).toHaveLength(1)
    expect(codes.filter((code) => code === LOCK_HELD_EXIT_CODE)).toHaveLength(19)
  })

  test('is taken over by one of many when it has expired, and its old owner is told', async () => {
    const kit = newKit()
    await take(kit, 'dead')
    age(`${kit}/lock`, LOCK_EXPIRY_SECONDS + 1)
    const codes = await Promise.all(Array.from({ length: 10 }, async (_, index) => (await take(kit, `aa${index}`)).code))
    expect(codes.filter((code) => code === 0)).toHaveLength(1)
    const renewal = await runOnHost(tools, lockOf(kit, 'dead').renew)
    expect(renewal.code).toBe(LOCK_HELD_EXIT_CODE)
    expect(renewal.stdout).toMatch(/^owner of aa\d\n$/)
  })

  test('a renewal keeps it from expiring', async () => {
    const kit = newKit()
    await take(kit, 'aaaa')
    age(`${kit}/lock`, LOCK_EXPIRY_SECONDS + 1)
    expect((await runOnHost(tools, lockOf(kit, 'aaaa').renew)).code).toBe(0)
    expect((await take(kit, 'bbbb')).code).toBe(LOCK_HELD_EXIT_CODE)
  })

  test('is not taken over while a step of its run is alive', async () => {
    const kit = newKit()
    await take(kit, 'dead')
    age(`${kit}/lock`, LOCK_EXPIRY_SECONDS + 1)
    mkdirSync(`${kit}/steps/dead/restart`, { recursive: true })
    writeFileSync(`${kit}/steps/dead/restart/process`, describeProcess(process.pid))
    const refused = await take(kit, 'bbbb')
    expect(refused.code).toBe(LOCK_HELD_EXIT_CODE)
    expect(refused.stdout).toContain('a step of it still runs')
    writeFileSync(`${kit}/steps/dead/restart/status`, '0\n')
    expect((await take(kit, 'bbbb')).code).toBe(0)
  })

  test('is taken over when somebody else has got the process id of the guard that its run had confirmed', async () => {
    const kit = newKit()
    await take(kit, 'dead')
    age(`${kit}/lock`, LOCK_EXPIRY_SECONDS + 1)
    mkdirSync(`${kit}/guards/dead`, { recursive: true })
    writeFileSync(`${kit}/guards/dead/confirmed`, '')
    writeFileSync(`${kit}/guards/dead/process`, describeProcess(process.pid).replace(/\d+\n$/, '1\n'))
    expect((await take(kit, 'bbbb')).code).toBe(0)
  })

  test('fails with the reason where it cannot be written', async () => {
    const kit = `${newKit()}`
    writeFileSync(kit, 'a file')
    const answer = await take(kit, 'aaaa')
    expect(answer.code).toBe(1)
    expect(answer.stderr).not.toBe('')
  })
})

describe.each(hosts.map((tools) => [tools.name, tools] as const))('guard with %s', (_name, tools: HostTools) => {
  const run = (command: Parameters<typeof runOnHost>[1]) => runOnHost(tools, command)
  const arm = async (timeoutSeconds: number) => {
    const kit = newKit()
    const guard = { folder: `${kit}/guards/aaaa`, kit, runId: 'aaaa' }
    const goBack = script('echo back >> "$1/went"', [kit])
    const onFailure = script('echo told >> "$1/told"', [kit])
    mkdirSync(kit, { recursive: true })
    expect((await run(armGuard(guard, { timeoutSeconds, goBack, onFailure }))).code).toBe(0)
    return { kit, guard }
  }

  test('goes back by itself without confirmation, once, and frees the lock of its run', async () => {
    const { kit, guard } = await arm(1)
    await run(lockOf(kit, 'aaaa').take)
    await run(markSwitching(guard))
    await waitUntil('the guard has gone back', () => existsSync(`${guard.folder}/status`))
    expect(readFileSync(`${kit}/went`, 'utf8')).toBe('back\n')
    expect(readFileSync(`${kit}/told`, 'utf8')).toBe('told\n')
    expect(existsSync(`${kit}/lock`)).toBe(false)
    const late = await run(confirmGuard(guard))
    expect(late.code).toBe(GUARD_DECIDED_EXIT_CODE)
    expect(late.stderr).toContain('went back by itself')
    expect((await run(goBackNow(guard))).code).toBe(0)
    expect(readFileSync(`${kit}/went`, 'utf8')).toBe('back\n')
  })

  test('a step that comes when the host goes back already does nothing', async () => {
    const { guard } = await arm(1)
    expect((await run(requireUndecided(guard))).code).toBe(0)
    await waitUntil('the guard has decided', () => existsSync(`${guard.folder}/guard`))
    const late = await run(markSwitching(guard))
    expect([late.code, late.stderr]).toEqual([GUARD_DECIDED_EXIT_CODE, expect.stringContaining('it goes back by itself')])
    expect(existsSync(`${guard.folder}/switching`)).toBe(false)
    await waitUntil('the guard has ended', () => existsSync(`${guard.folder}/status`))
  })

  test('is disarmed by the confirmation, which can be repeated', async () => {
    const { kit, guard } = await arm(2)
    expect((await run(confirmGuard(guard))).code).toBe(0)
    expect((await run(confirmGuard(guard))).code).toBe(0)
    const pid = leaderOf(guard.folder)
    await waitUntil('the guard has ended', () => !isAlive(pid))
    expect(existsSync(`${kit}/went`)).toBe(false)
  })

  test('the undo of the runner goes back at once, also after its own confirmation', async () => {
    const { kit, guard } = await arm(60)
    await run(confirmGuard(guard))
    expect((await run(goBackNow(guard))).code).toBe(0)
    expect(readFileSync(`${kit}/went`, 'utf8')).toBe('back\n')
    expect((await run(goBackNow(guard))).code).toBe(0)
    expect(readFileSync(`${kit}/went`, 'utf8')).toBe('back\n')
  })

  test('without a guard there is nothing to undo', async () => {
    expect((await run(goBackNow({ folder: `${newKit()}/none`, kit: '/nowhere', runId: 'a' }))).code).toBe(0)
  })

  test('a run that is gone, with its guard still waiting, is taken back by the next one that takes the lock', async () => {
    const { kit, guard } = await arm(600)
    const next = lockOf(kit, 'bbbb')
    expect((await run(next.take)).code).toBe(0)
    expect((await run(next.settle?.command ?? exec(['false']))).code).toBe(0)
    expect(readFileSync(`${kit}/went`, 'utf8')).toBe('back\n')
    const pid = leaderOf(guard.folder)
    await waitUntil('the guard has ended', () => !isAlive(pid))
    expect((await run(lockOf(kit, 'cccc').take)).code).toBe(LOCK_HELD_EXIT_CODE)
    expect(readFileSync(`${kit}/went`, 'utf8')).toBe('back\n')
  })

  test('a slow way back of a dead run does not keep the lock from being taken, and runs once also when its taker comes twice', async () => {
    const kit = newKit()
    mkdirSync(kit)
    const guard = { folder: `${kit}/guards/aaaa`, kit, runId: 'aaaa' }
    const goBack = script('while [ ! -e "$1/go-on" ]; do sleep 0.1; done; echo back >> "$1/went"', [kit])
    await run(armGuard(guard, { timeoutSeconds: 600, goBack, onFailure: undefined }))
    const next = lockOf(kit, 'bbbb')
    expect((await run(next.take)).code).toBe(0)
    const settle = next.settle?.command ?? exec(['false'])
    const first = run(settle)
    await waitUntil('the way back has begun', () => existsSync(`${guard.folder}/undo`))
    // The connection of the first one was lost.
    const second = run(settle)
    expect((await run(next.renew)).code).toBe(0)
    writeFileSync(`${kit}/go-on`, '')
    expect([(await first).code, (await second).code]).toEqual([0, 0])
    expect(readFileSync(`${kit}/went`, 'utf8')).toBe('back\n')
  })

  test('a way back that fails is a failure of the undo', async () => {
    const kit = newKit()
    const guard = { folder: `${kit}/guards/aaaa`, kit, runId: 'aaaa' }
    await run(armGuard(guard, { timeoutSeconds: 60, goBack: exec(['false']), onFailure: undefined }))
    expect((await run(goBackNow(guard))).code).toBe(1)
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe.each(hosts.map((tools) => [tools.name, tools] as const))('ledger with %s', (_name, tools: HostTools) => {
  const entry = (release: string): LedgerEntry => ({
    operation: 'ssh-deploy',
    outcome: 'deployed',
    release,
    before: undefined,
    commit: "it's \"quoted\" \\ and $HOME",
    run: { id: 'aaaa', who: 'ana@laptop', url: undefined, machine: 'laptop' }
  })

  test('chains its lines, and shows a line that was changed or torn', async () => {
    const kit = newKit()
    mkdirSync(kit)
    const ledger = `${kit}/ledger.jsonl`
    for (const release of ['one', 'two', 'three']) expect((await runOnHost(tools, appendLedger(ledger, entry(release)))).code).toBe(0)
    const text = readFileSync(ledger, 'utf8')
    const reading = parseLedger(text)
    expect(reading.broken).toEqual([])
    expect(reading.lines.map((line) => line.release)).toEqual(['one', 'two', 'three'])
    expect(reading.lines[0]?.commit).toBe(entry('').commit)
    expect(parseLedger(text.replace('"two"', '"2wo"')).broken).toEqual([3])
    writeFileSync(ledger, text.slice(0, -20))
    await runOnHost(tools, appendLedger(ledger, entry('four')))
    const torn = parseLedger(readFileSync(ledger, 'utf8'))
    expect(torn.broken).toEqual([3])
    expect(torn.lines.map((line) => line.release)).toEqual(['one', 'two', 'four'])
  })
})
