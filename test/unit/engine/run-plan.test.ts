import { afterEach, describe, expect, test } from '@jest/globals'
import { Readable } from 'node:stream'
import { DeployKitError, exec, Secret, type CarryImageStep, type Event, type Plan, type UploadStep } from '../../../packages/core/index.ts'
import type { PlanEnding } from '../../../packages/engine/plan-ending.ts'
import { Redactor } from '../../../packages/engine/redact.ts'
import { runPlan, type Interruption } from '../../../packages/engine/run-plan.ts'
import { FakeClock, settle } from '../../support/fake-clock.ts'
import { makeHealthStep, makePlan, makeStep } from '../../support/make-plan.ts'
import { ScriptedTransport, type ScriptedAnswer, type ScriptedRun } from '../../support/scripted-transport.ts'

const log: ScriptedRun[] = []
const hosts: ScriptedTransport[] = []

afterEach(() => {
  for (const host of hosts.splice(0)) host.verify()
  log.length = 0
})

interface Started {
  readonly ending: Promise<PlanEnding>
  readonly clock: FakeClock
  readonly events: Event[]
  readonly interrupt: (interruption: Interruption) => void
}

/** Every `do-*` and `undo-*` succeeds unless the rules say otherwise. */
function start(plan: Plan, rules: readonly (readonly [string | RegExp, ScriptedAnswer])[] = [], secrets: readonly Secret[] = []): Started {
  const transports = new Map(plan.hosts.map((host) => [host, new ScriptedTransport(host, [...rules, [/^'(un)?do-/, {}]], { log })]))
  hosts.push(...transports.values())
  const transportFor = (host: string): ScriptedTransport => {
    const transport = transports.get(host)
    if (transport === undefined) throw new Error(host)
    return transport
  }
  const clock = new FakeClock()
  const events: Event[] = []
  const stop = new AbortController()
  let interruption: Interruption | undefined
  const redactor = new Redactor()
  redactor.add(secrets)
  const context = {
    ...{ plan, transportFor, clock, redactor, startedAt: clock.now(), signal: stop.signal, marks: new Map() },
    listen: (event: Event) => void events.push(event),
    openTree: ({ source }: { readonly source: string }) => Readable.from([Buffer.from(`tar of ${source}`)]),
    openImage: ({ image, leaveOut }: CarryImageStep) => Readable.from([Buffer.from(`${image} without ${leaveOut.join(' ')}`)])
  }
  return {
    ending: runPlan({ context, undoSignal: new AbortController().signal, findInterruption: () => interruption }),
    ...{ clock, events },
    interrupt: (given) => {
      interruption = given
      stop.abort()
    }
  }
}

async function run(plan: Plan, rules: readonly (readonly [string | RegExp, ScriptedAnswer])[] = []): Promise<PlanEnding> {
  const { ending, clock } = start(plan, rules)
  await clock.advance(1_000)
  return await ending
}

const ran = (): readonly string[] => log.map(({ host, line }) => `${host}: ${line.replaceAll("'", '')}`)

describe('order', () => {
  test('the steps of a host run in sequence, and a phase ends on all hosts before the next begins', async () => {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const steps = ['web1', 'web2'].flatMap((host) => [
      makeStep('a', { host }),
      makeStep(`b-${host}`, { host }),
      makeStep('c', { host, phase: 'switch' })
    ])
    const { ending } = start(makePlan(steps), [["'do-b-web2'", { until: held }]])
    await settle()
    expect(ran()).toEqual(['web1: do-a', 'web2: do-a', 'web1: do-b-web1', 'web2: do-b-web2'])
    release()
    expect(await ending).toMatchObject({ outcome: 'succeeded', error: undefined, live: { web1: 'new', web2: 'new' } })
    expect(ran().slice(4)).toEqual(['web1: do-c', 'web2: do-c'])
  })

  test('writes are journaled unless they are repeatable; reads are not', async () => {
    const plan = makePlan([makeStep('a'), makeStep('b', { repeatable: true }), makeStep('c', { effect: 'read' })])
    await run(plan)
    expect(log.map(({ isJournaled, effect }) => [isJournaled, effect])).toEqual([
      [true, 'write'],
      [false, 'write'],
      [false, 'read']
    ])
  })

  test('what a phase has brought stays: a later failure undoes nothing, and says what is there', async () => {
    const failing = { undone: 'DK_BACKUP_FAILED', asBefore: 'Nothing is there', unsure: 'Look at it', kept: { phase: 'one', words: 'It is there' } } as const
    const steps = [{ ...makeStep('a'), phase: 'one' }, { ...makeStep('b'), phase: 'two' }]
    const plan = { ...makePlan(steps), phases: ['one', 'two'], failing }
    const later = await run(plan, [["'do-b'", { code: 3 }]])
    expect(later).toMatchObject({ outcome: 'failed', error: { code: 'DK_COMMAND_FAILED' } })
    expect(later.error?.message).toMatch(/\. It is there$/)
    expect(log.map(({ line }) => line)).not.toContain("'undo-a'")
    const earlier = await run(plan, [["'do-a'", { code: 3 }]])
    expect(earlier).toMatchObject({ outcome: 'undone', error: { code: 'DK_BACKUP_FAILED' } })
    expect(earlier.error?.message).toMatch(/Nothing is there$/)
  })

  test('answers are kept, and reports have their times', async () => {
    const plan = makePlan([makeStep('a', { answer: 'mode' })])
    const { answers, steps } = await run(plan, [["'do-a'", { stdout: 'linked\n' }]])
    expect(answers).toEqual({ 'web1/mode': 'linked\n' })
    expect(steps).toMatchObject([{ id: 'a', outcome: 'succeeded', startedMs: 0, durationMs: 0, error: undefined }])
  })
})

describe('failure', () => {
  test('undoes what was begun, the failed step too, backwards', async () => {
    const plan = makePlan([makeStep('a'), makeStep('b'), makeStep('c'), makeStep('d')])
    const { outcome, steps, error, live, evidence } = await run(plan, [["'do-c'", { code: 3, stdout: 'half\n', stderr: 'no\nway\n' }]])
    expect(ran()).toEqual(['web1: do-a', 'web1: do-b', 'web1: do-c', 'web1: undo-c', 'web1: undo-b', 'web1: undo-a'])
    expect(log.slice(3).every(({ isJournaled }) => isJournaled)).toBe(true)
    expect(outcome).toBe('undone')
    expect(steps.map((step) => step.outcome)).toEqual(['undone', 'undone', 'failed', 'skipped'])
    expect(live).toEqual({ web1: 'old' })
    expect(evidence).toEqual([{ title: 'Output of "Do c"', host: 'web1', text: 'half\nno\nway\n[the command ended with exit code 3]' }])
    expect(error).toMatchObject({
      code: 'DK_DEPLOY_UNDONE',
      message: '"Do c" failed on web1: the command ended with exit code 3. Everything was undone on web1. Live now: old on web1',
      host: 'web1',
      step: 'c',
      exitCode: 3,
      stderrTail: 'no\nway',
      cause: { code: 'DK_COMMAND_FAILED' }
    })
  })

  test.each([
    ['undone', 0, 'DK_BACKUP_FAILED', 'Everything was undone on web1. Nothing is lost'],
    ['undo-failed', 1, 'DK_UNDO_INCOMPLETE', 'NOT undone: "Do b" on web1 (']
  ] as const)('of data is told by words of its own when it is %s', async (ending, code, errorCode, words) => {
    const failing = { undone: 'DK_BACKUP_FAILED', asBefore: 'Nothing is lost', unsure: 'Look at it' } as const
    const { outcome, error } = await run({ ...makePlan([makeStep('a'), makeStep('b')]), failing }, [["'do-b'", { code: 3 }], ["'undo-b'", { code }]])
    expect([outcome, error?.code]).toEqual([ending, errorCode])
    expect(error?.message).toContain(words)
    expect(error?.message).toMatch(ending === 'undone' ? /Nothing is lost$/ : /Look at it$/)
    expect(error?.message).not.toContain('Live now')
    expect(error?.remedy).not.toContain('rollback')
  })

  test('whose first failure says that nothing live was touched keeps its code', async () => {
    const plan = makePlan([makeStep('a', { failures: { 65: { code: 'DK_BACKUP_DAMAGED', remedy: 'Take another one' } } })])
    const { error } = await run(plan, [["'do-a'", { code: 65 }]])
    expect(error?.code).toBe('DK_BACKUP_DAMAGED')
  })

  test('lets other hosts end their step, skips the rest, and undoes on all hosts', async () => {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const steps = ['web1', 'web2'].flatMap((host) => [makeStep(`a-${host}`, { host }), makeStep(`b-${host}`, { host })])
    const { ending } = start(makePlan(steps), [
      ["'do-a-web1'", { code: 1 }],
      ["'do-a-web2'", { until: held }]
    ])
    await settle()
    expect(ran()).toEqual(['web1: do-a-web1', 'web2: do-a-web2'])
    release()
    expect((await ending).outcome).toBe('undone')
    expect(ran().slice(2).sort()).toEqual(['web1: undo-a-web1', 'web2: undo-a-web2'])
  })

  test('tells every host that failed', async () => {
    const steps = ['web1', 'web2'].map((host) => makeStep('a', { host }))
    const { error } = await run(makePlan(steps), [["'do-a'", { code: 1 }]])
    expect(error?.message).toContain('failed on web1')
    expect(error?.message).toContain('failed on web2')
  })

  test('a failed undo is told, and the earlier steps are undone all the same', async () => {
    const plan = makePlan([makeStep('a'), makeStep('b')])
    const { outcome, steps, error, live } = await run(plan, [
      ["'do-b'", { code: 1 }],
      ["'undo-b'", { code: 9, stderr: 'stuck\n' }]
    ])
    expect(ran().slice(2)).toEqual(['web1: undo-b', 'web1: undo-a'])
    expect(outcome).toBe('undo-failed')
    expect(steps.map((step) => step.outcome)).toEqual(['undone', 'undo-failed'])
    expect(live).toEqual({ web1: undefined })
    expect(error?.code).toBe('DK_UNDO_INCOMPLETE')
    expect(error?.message).toContain('NOT undone: "Do b" on web1 ("Undo b" failed on web1')
    expect(error?.remedy).toContain('Look at web1')
  })

  test('a host whose undo fails does not spoil the others', async () => {
    const steps = ['web1', 'web2'].map((host) => makeStep(`a-${host}`, { host }))
    const { live, error } = await run(makePlan(steps), [
      ["'do-a-web1'", { code: 1 }],
      ["'undo-a-web2'", { code: 1 }]
    ])
    expect(live).toEqual({ web1: 'old', web2: undefined })
    expect(error?.message).toContain('Everything was undone on web1. NOT undone: "Do a-web2" on web2')
  })

  test('onFailure stop undoes nothing, and does not claim to know what is live', async () => {
    const plan = makePlan([makeStep('a'), makeStep('b')], { onFailure: 'stop' })
    const { outcome, error, live } = await run(plan, [["'do-b'", { code: 1 }]])
    expect(ran()).toEqual(['web1: do-a', 'web1: do-b'])
    expect(outcome).toBe('failed')
    expect(error?.code).toBe('DK_COMMAND_FAILED')
    expect(error?.message).toContain('What had been done before stays as it is')
    expect(live).toEqual({ web1: undefined })
  })

  test('before anything that can be undone, the failure keeps its code', async () => {
    const plan = makePlan([makeStep('a', { effect: 'read', undo: undefined as never }), makeStep('b')])
    const { outcome, error, live } = await run(plan, [["'do-a'", { code: 1, stderr: 'mkdir: /srv: Permission denied\n' }]])
    expect(outcome).toBe('failed')
    expect(error).toMatchObject({ code: 'DK_PERMISSION_DENIED' })
    expect(error?.message).toContain('Nothing was changed')
    expect(live).toEqual({ web1: 'old' })
  })

  test.each([
    ['sudo', { code: 1, stderr: 'sudo: a password is required\n' }, 'DK_SUDO_PASSWORD'],
    ['full disk', { code: 2, stderr: 'tar: a: No space left on device\n' }, 'DK_DISK_FULL'],
    ['signal', { code: 137 }, 'DK_COMMAND_SIGNALLED'],
    ['unknown end', { ending: { kind: 'unknown' } }, 'DK_COMMAND_UNKNOWN_END'],
    ['exit code 255', { code: 255 }, 'DK_COMMAND_FAILED'],
    ['meaning of the step', { code: 76, stderr: 'went back\n' }, 'DK_GUARD_FIRED']
  ] as const)('%s has its own code', async (_name, reply, code) => {
    const failures = { 76: { code: 'DK_GUARD_FIRED', remedy: 'Look' } } as const
    const { error } = await run(makePlan([makeStep('a', { failures })], { onFailure: 'stop' }), [["'do-a'", reply]])
    expect(error?.code).toBe(code)
  })

  test('a code that says itself that all was undone stays', async () => {
    const failures = { 76: { code: 'DK_GUARD_FIRED', remedy: 'Look' } } as const
    const { error, outcome } = await run(makePlan([makeStep('a', { failures })]), [["'do-a'", { code: 76 }]])
    expect([outcome, error?.code]).toEqual(['undone', 'DK_GUARD_FIRED'])
  })

  test('an optional step only warns', async () => {
    const { ending, events } = start(makePlan([makeStep('a', { optional: true }), makeStep('b')]), [["'do-a'", { code: 1 }]])
    const { outcome, steps } = await ending
    expect(outcome).toBe('succeeded')
    expect(steps.map((step) => step.outcome)).toEqual(['failed', 'succeeded'])
    expect(events).toContainEqual(expect.objectContaining({ type: 'warning', host: 'web1' }))
  })

  test('an undo that cannot be journaled (no space) runs without a journal', async () => {
    const { outcome, error } = await run(makePlan([makeStep('a')]), [
      ["'do-a'", { cannotBegin: 'mkdir: No space left on device' }],
      ["'undo-a'", [{ cannotBegin: 'mkdir: No space left on device' }, {}]]
    ])
    expect([outcome, error?.cause]).toEqual(['undone', expect.objectContaining({ code: 'DK_DISK_FULL' })])
    expect(log.map(({ line, isJournaled }) => [line, isJournaled])).toEqual([
      ["'do-a'", true],
      ["'undo-a'", true],
      ["'undo-a'", false]
    ])
  })

  test('a journaled step survives lost connections', async () => {
    const lost = { ending: { kind: 'connection-lost', sent: true } } as const
    const { outcome } = await run(makePlan([makeStep('a')]), [["'do-a'", [lost, lost, {}]]])
    expect(outcome).toBe('succeeded')
    expect(ran()).toEqual(['web1: do-a', 'web1: do-a', 'web1: do-a'])
  })
})

describe('health', () => {
  test('evidence is collected before anything is undone', async () => {
    const plan = makePlan([makeStep('a'), makeHealthStep()])
    const { outcome, error, evidence, checks } = await run(plan, [
      [/healthy/, { code: 1, stdout: 'sick\n' }],
      ["'tail-log'", { stdout: 'Traceback\n' }]
    ])
    // The check is run by a program that ends it in time.
    const lines = ran().map((line) => line.replace(/sh -c [\s\S]* healthy$/, 'healthy'))
    expect(lines).toEqual(['web1: do-a', 'web1: healthy', 'web1: healthy', 'web1: tail-log', 'web1: undo-a'])
    expect(outcome).toBe('undone')
    expect(error).toMatchObject({ code: 'DK_DEPLOY_UNDONE', cause: { code: 'DK_UNHEALTHY' } })
    expect(evidence).toEqual([{ title: 'Log', host: 'web1', text: 'Traceback' }])
    expect(checks).toMatchObject([{ title: 'healthy', passed: false, attempts: 2 }])
  })

  test('attempts are told', async () => {
    const { ending, events, clock } = start(makePlan([makeHealthStep()]), [[/healthy/, [{ code: 1 }, {}]]])
    await clock.advance(1_000)
    expect((await ending).outcome).toBe('succeeded')
    expect(events.filter(({ type }) => type === 'checked')).toMatchObject([
      { attempt: 1, attempts: 2 },
      { attempt: 2, attempts: 2 }
    ])
  })
})

describe('what is live again after an undo', () => {
  const { checks, attempts, delaySeconds } = makeHealthStep()
  const cutover = makeStep('a', { undo: { title: 'Undo a', command: exec(['undo-a']), timeoutSeconds: 30, health: { release: 'old', checks, attempts, delaySeconds } } })
  const steps = [cutover, makeStep('b')]
  const lines = (): readonly string[] => ran().map((line) => line.replace(/sh -c [\s\S]* healthy$/, 'healthy'))

  test('is asked once everything is undone, and told', async () => {
    const { restored, error } = await run(makePlan(steps), [["'do-b'", { code: 1 }], [/healthy/, [{ code: 1 }, {}]]])
    expect(lines()).toEqual(['web1: do-a', 'web1: do-b', 'web1: undo-b', 'web1: undo-a', 'web1: healthy', 'web1: healthy'])
    expect(restored).toMatchObject([{ host: 'web1', release: 'old', passed: true, checks: [{ title: 'healthy', attempts: 2 }] }])
    expect(error?.message).toMatch(/Live now: old on web1\. old is live again and healthy on web1 \(1 of 1 checks\)$/)
  })

  test('not being healthy changes neither outcome nor code, but comes first in the remedy', async () => {
    const { outcome, restored, error, steps: reports } = await run(makePlan(steps), [["'do-b'", { code: 1 }], [/healthy/, { code: 1 }]])
    expect([outcome, error?.code]).toEqual(['undone', 'DK_DEPLOY_UNDONE'])
    expect(reports.map((step) => step.outcome)).toEqual(['undone', 'failed'])
    expect(restored).toMatchObject([{ passed: false }])
    expect(error?.message).toContain('old is live again on web1 but NOT healthy: healthy: ')
    expect(error?.remedy).toMatch(/^What is live on web1 does not work, look at it first: deploy-kit status/)
  })

  test('is not asked where the undo failed, or the cutover was not begun', async () => {
    const failed = await run(makePlan(steps), [["'do-b'", { code: 1 }], ["'undo-a'", { code: 1 }]])
    expect(failed.restored).toEqual([])
    const early = await run(makePlan([makeStep('c'), cutover]), [["'do-c'", { code: 1 }]])
    expect(early.restored).toEqual([])
  })

  test('a secret in what is told is hidden', async () => {
    const health = { release: 'old', checks: checks.map((check) => ({ ...check, title: 'ask correct-horse' })), attempts: 1, delaySeconds: 0 }
    const step = makeStep('a', { undo: { title: 'Undo a', command: exec(['undo-a']), timeoutSeconds: 30, health } })
    const rules = [["'do-a'", { code: 1 }], [/healthy/, { code: 1, stdout: 'correct-horse' }]] as const
    const { restored, error } = await start(makePlan([step]), rules, [new Secret('token', 'correct-horse')]).ending
    expect(JSON.stringify([restored, error])).toContain('NOT healthy: ask ***: ')
    expect(JSON.stringify([restored, error])).not.toContain('correct-horse')
  })

  test('a cancelled run asks as well', async () => {
    const { ending, interrupt } = start(makePlan([cutover]), [["'do-a'", { until: new Promise(() => undefined) }], [/healthy/, {}]])
    await settle()
    interrupt({ error: new DeployKitError('DK_CANCELLED', { message: 'The run was cancelled', remedy: '' }), mayUndo: true })
    expect((await ending).restored).toMatchObject([{ passed: true }])
  })
})

describe('upload', () => {
  const upload: UploadStep = {
    ...{ kind: 'upload', id: 'upload', title: 'Upload', host: 'web1', phase: 'upload', effect: 'write' },
    ...{ source: 'dist', receive: exec(['receive']), timeoutSeconds: 60 },
    entries: [{ type: 'file', path: 'a', mode: 0o644, sizeBytes: 5, sha256: '' }]
  }

  test('is sent again from the beginning when the connection was lost', async () => {
    const lost = { ending: { kind: 'connection-lost', sent: true } } as const
    const { outcome, sentBytes, steps } = await run(makePlan([upload]), [["'receive'", [lost, {}]]])
    expect(outcome).toBe('succeeded')
    expect(log.map(({ stdin }) => stdin)).toEqual(['tar of dist', 'tar of dist'])
    expect(sentBytes).toBe(22)
    expect(steps[0]?.detail).toBe('1 file, 22 B sent')
  })
})

describe('carry-image', () => {
  const carry: CarryImageStep = {
    ...{ kind: 'carry-image', id: 'carry-api', title: 'Carry api:1', host: 'web1', phase: 'prepare', effect: 'write' },
    ...{ reference: 'api:1', image: 'sha256:new', name: 'deploy-kit/shop:api-new', identity: { id: 'sha256:new' } },
    ...{ layers: ['a', 'b', 'c'], leaveOut: ['a', 'b'], sendBytes: 10, receive: exec(['load']), look: exec(['look']), timeoutSeconds: 60 }
  }
  const there = { stdout: JSON.stringify({ Id: 'sha256:new', Os: 'linux', Architecture: 'amd64', RootFS: { Layers: ['a', 'b', 'c'] } }) }
  const gone = { code: 1, stderr: 'No such image' }
  const sent = (): readonly string[] => log.filter(({ line }) => line.includes('load')).map(({ stdin }) => stdin)

  test('sends what the host has not, and looks whether the image is there', async () => {
    const { outcome, steps, sentBytes } = await run(makePlan([carry]), [["'load'", {}], ["'look'", there]])
    expect([outcome, sent(), sentBytes]).toEqual(['succeeded', ['sha256:new without a b'], 22])
    expect(steps[0]?.detail).toBe('1 of 3 layers, 22 B sent')
  })

  test.each([
    ['the engine misses a layer', { code: 1, stderr: 'open blobs/sha256/a: no such file or directory' }, gone],
    ['another image is there', {}, { stdout: there.stdout.replace('sha256:new', 'sha256:other') }]
  ])('sends everything, once, when %s', async (_when, loaded, looked) => {
    const { ending, events } = start(makePlan([carry]), [["'load'", [loaded, {}]], ["'look'", [looked, there]]])
    const { outcome, steps } = await ending
    expect([outcome, sent()]).toEqual(['succeeded', ['sha256:new without a b', 'sha256:new without ']])
    expect(steps[0]?.detail).toBe('3 of 3 layers, 41 B sent')
    expect(events).toContainEqual(expect.objectContaining({ type: 'warning', message: expect.stringContaining('all of them are sent') }))
  })

  test('fails when the image is not there after everything was sent', async () => {
    const { outcome, error } = await run(makePlan([carry]), [["'load'", {}], ["'look'", gone]])
    expect([outcome, sent().length, error?.cause]).toEqual(['failed', 2, expect.objectContaining({ code: 'DK_UPLOAD_CORRUPT' })])
  })

  test('a full disk is not tried again', async () => {
    const full = { code: 1, stderr: 'write /var/lib/docker/tmp/1: no space left on device' }
    const { error } = await run(makePlan([carry]), [["'load'", full], ["'look'", gone]])
    expect([sent().length, error]).toEqual([1, expect.objectContaining({ code: 'DK_DISK_FULL' })])
  })

  test('is sent again when the connection was lost, unless it has arrived', async () => {
    const lost = { ending: { kind: 'connection-lost', sent: true } } as const
    expect((await run(makePlan([carry]), [["'load'", [lost, {}]], ["'look'", [gone, there]]])).outcome).toBe('succeeded')
    expect(sent()).toEqual(['sha256:new without a b', 'sha256:new without a b'])
    log.length = 0
    expect((await run(makePlan([carry]), [["'load'", lost], ["'look'", there]])).outcome).toBe('succeeded')
    expect(sent()).toHaveLength(1)
  })
})

describe('interruption', () => {
  const cancel = { error: new DeployKitError('DK_CANCELLED', { message: 'The run was cancelled', remedy: '' }), mayUndo: true }

  test('cancel stops the step on the host, then undoes', async () => {
    const { ending, interrupt } = start(makePlan([makeStep('a'), makeStep('b')]), [["'do-b'", { until: new Promise(() => undefined) }]])
    await settle()
    interrupt(cancel)
    const { outcome, error } = await ending
    expect(ran()).toEqual(['web1: do-a', 'web1: do-b', 'web1: stop /srv/app/.deploy-kit/steps/run1/b', 'web1: undo-b', 'web1: undo-a'])
    expect(outcome).toBe('undone')
    expect(error).toMatchObject({ code: 'DK_CANCELLED', cause: { code: 'DK_CANCELLED' } })
  })

  test('a lost lease stops the step and undoes nothing', async () => {
    const { ending, interrupt } = start(makePlan([makeStep('a')]), [["'do-a'", { until: new Promise(() => undefined) }]])
    await settle()
    interrupt({ error: new DeployKitError('DK_LOCK_LOST', { message: 'Lost', remedy: '' }), mayUndo: false })
    const { outcome, error, live } = await ending
    expect(ran()).toEqual(['web1: do-a', 'web1: stop /srv/app/.deploy-kit/steps/run1/a'])
    expect([outcome, error?.code, live]).toEqual(['undo-failed', 'DK_LOCK_LOST', { web1: undefined }])
    expect(error?.message).toContain('NOTHING was undone by this run on web1')
  })

  test('what comes when all is done comes too late', async () => {
    const { ending, interrupt } = start(makePlan([makeStep('a')]), [["'do-a'", () => (queueMicrotask(() => interrupt(cancel)), {})]])
    expect((await ending).outcome).toBe('succeeded')
  })

  test('a step that takes too long is stopped with its process group', async () => {
    const { ending, clock } = start(makePlan([makeStep('a')]), [["'do-a'", { until: new Promise(() => undefined) }]])
    await clock.advance(60_000)
    const { outcome, error } = await ending
    expect(ran()).toEqual(['web1: do-a', 'web1: stop /srv/app/.deploy-kit/steps/run1/a', 'web1: undo-a'])
    expect([outcome, error?.cause]).toEqual(['undone', expect.objectContaining({ code: 'DK_COMMAND_TIMEOUT' })])
  })
})

test('secrets appear nowhere: neither in events nor in errors nor in evidence', async () => {
  const secret = new Secret('token', 'correct-horse-battery')
  const reply = { code: 1, stdout: 'token=correct-horse-battery\n', stderr: `${Buffer.from('correct-horse-battery').toString('base64')}\n` }
  const { ending, events } = start(makePlan([makeStep('a', { answer: 'x' })]), [["'do-a'", reply]], [secret])
  const text = JSON.stringify([await ending, events])
  expect(text).toContain('token=***')
  expect(text).not.toContain('correct-horse')
  expect(text).not.toContain(Buffer.from('correct-horse-battery').toString('base64'))
})

test('events come in order, the undo as a step of its own', async () => {
  const { ending, events } = start(makePlan([makeStep('a')]), [["'do-a'", { code: 1, stdout: 'one\ntwo' }]])
  await ending
  expect(events.map((event) => ('step' in event ? `${event.type} ${event.step.id}` : event.type))).toEqual([
    'step-started a',
    'step-output a',
    'step-output a',
    'step-finished a',
    'undo-started',
    'step-started a.undo',
    'step-finished a.undo'
  ])
})
