import { afterEach, describe, expect, test } from '@jest/globals'
import {
  boolean,
  defineInputs,
  defineOperation,
  DeployKitError,
  exec,
  query,
  sealTree,
  Secret,
  type ConnectionSettings,
  type Event,
  type LocalFiles,
  type Operation,
  type Plan,
  type Problem,
  type Report
} from '../../../packages/core/index.ts'
import { runOperation, type OperationRequest } from '../../../packages/engine/run-operation.ts'
import { FakeClock, settle } from '../../support/fake-clock.ts'
import { makePlan, makeStep } from '../../support/make-plan.ts'
import { ScriptedTransport, type ScriptedAnswer, type ScriptedRun } from '../../support/scripted-transport.ts'

const log: ScriptedRun[] = []
const opened: ScriptedTransport[] = []

afterEach(() => {
  for (const host of opened) {
    host.verify()
    expect(host.isClosed).toBe(true)
  }
  opened.length = 0
  log.length = 0
})

const inputs = defineInputs({ lazy: boolean({ description: 'Do nothing', group: 'Behaviour', default: 'false' }) })
type TestOperation = Operation<typeof inputs, readonly string[]>

/** Asks every host for its version; its plan has one step per host and the version as title. */
function makeOperation(changes: Partial<TestOperation> = {}): TestOperation {
  return defineOperation({
    ...{ name: 'test', summary: '', inputs, outputs: {}, examples: [], danger: 'write', isAction: false },
    observe: (_values, observer) => Promise.all(observer.hosts.map((host) => observer.ask(host, query(exec(['version']), ({ stdout }) => stdout.trim())))),
    plan: ({ lazy }, versions) =>
      makePlan(lazy ? [] : ['web1', 'web2'].map((host) => makeStep('switch', { host })), { title: versions.join(), outputs: { version: versions[0] ?? '' } }),
    ...changes
  })
}

const lease = (): ReturnType<NonNullable<TestOperation['lease']>> => ({
  ...{ take: exec(['take']), renew: exec(['renew']), release: exec(['release']), renewEverySeconds: 30, waitSeconds: 0 }
})

/** The answers of both hosts; questions are framed as the host frames them. */
function versions(...texts: readonly string[]): readonly [RegExp, ScriptedAnswer] {
  return [
    /version/,
    (time, { line }) => {
      const marker = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(line)?.[0] ?? ''
      const text = texts[Math.min(time, texts.length) - 1] ?? ''
      return { stdout: `\n${marker}\n${text}\n${marker} 0\n`, stderr: `\n${marker}\n` }
    }
  ]
}

const connection: ConnectionSettings = {
  hosts: ['web1', 'web2'].map((name) => ({ name, kind: 'ssh', address: name, port: 22, user: 'deploy' })),
  ...{ privateKey: undefined, passphrase: undefined, agentSocket: undefined, jumps: [], connectTimeoutSeconds: 10 },
  knownHosts: { text: '', fingerprints: [], unsafeSkip: false }
}

type Changes = Partial<OperationRequest<typeof inputs, readonly string[]>> & { readonly rules?: readonly (readonly [string | RegExp, ScriptedAnswer])[] }

function start({ rules = [], ...changes }: Changes = {}): { readonly report: Promise<Report>; readonly events: Event[]; readonly clock: FakeClock } {
  const events: Event[] = []
  const clock = new FakeClock()
  const report = runOperation({
    operation: makeOperation(),
    values: { lazy: false },
    connection,
    local: {} as LocalFiles,
    identity: { who: 'ana@laptop', runUrl: undefined, machine: 'laptop', processId: 1 },
    mode: 'apply',
    listen: (event) => void events.push(event),
    clock,
    open: ({ name }) => {
      const transport = new ScriptedTransport(name, [...rules, versions('1'), [/^'(un)?do-|'(take|release|renew)'/, {}]], { log })
      opened.push(transport)
      return Promise.resolve(transport)
    },
    ...changes
  })
  return { report, events, clock }
}

const ran = (): readonly string[] => log.filter(({ line }) => !line.includes('version')).map(({ host, line }) => `${host} ${line.replaceAll("'", '')}`)

describe('flow', () => {
  test('looks, plans, acts, tells, closes', async () => {
    const { report, events } = start()
    expect(await report).toMatchObject({ outcome: 'succeeded', error: undefined, outputs: { version: '1' }, live: { web1: 'new', web2: 'new' } })
    expect(ran()).toEqual(['web1 do-switch', 'web2 do-switch'])
    expect(events.map(({ type }) => type).filter((type) => type !== 'debug')).toEqual([
      ...['connecting', 'connecting', 'connected', 'connected', 'planned'],
      ...['step-started', 'step-started', 'step-finished', 'step-finished', 'finished']
    ])
  })

  test('outputs that are known afterwards are added', async () => {
    const { report } = start({ operation: makeOperation({ outputsAfter: (_values, { outcome }) => ({ outcome }) }) })
    expect((await report).outputs).toEqual({ version: '1', outcome: 'succeeded' })
  })

  test.each([
    ['write', 'unchanged'],
    ['read-only', 'succeeded']
  ] as const)('a plan of a %s operation without steps is %s, and takes no lease', async (danger, outcome) => {
    const { report } = start({ operation: makeOperation({ danger, lease }), values: { lazy: true } })
    expect((await report).outcome).toBe(outcome)
    expect(ran()).toEqual([])
  })

  test('the source is read once, however often the hosts are looked at', async () => {
    let reads = 0
    const tree = sealTree([{ type: 'folder', path: 'app', mode: 0o755 }])
    const local = { readTree: () => ((reads += 1), Promise.resolve(tree)) } as Partial<LocalFiles> as LocalFiles
    const observe: TestOperation['observe'] = async (_values, observer) => {
      expect(await observer.local.readTree('dist', { exclude: [], include: [] })).toBe(tree)
      return [await observer.ask('web1', query(exec(['version']), ({ stdout }) => stdout.trim()))]
    }
    expect((await start({ local, operation: makeOperation({ observe, lease }) }).report).outcome).toBe('succeeded')
    expect([reads, log.filter(({ line }) => line.includes('version')).length]).toEqual([1, 2])
  })

  test('an operation that asks no host makes no connection', async () => {
    const operation = makeOperation({ observe: () => Promise.resolve([]) })
    expect((await start({ operation, values: { lazy: true } }).report).outcome).toBe('unchanged')
    expect(opened).toEqual([])
  })

  test('a refused plan tells all of its problems', async () => {
    const problem = (host: string): Problem => ({ code: 'DK_DISK_FULL', host, message: 'full', remedy: 'Free some space' })
    const operation = makeOperation({ plan: () => makePlan([makeStep('a')], { problems: [problem('web1'), problem('web2')] }) })
    const { outcome, error } = await start({ operation }).report
    expect([outcome, error?.code, error?.message]).toEqual(['failed', 'DK_DISK_FULL', '2 problems:\n  - web1: full\n  - web2: full'])
    expect(ran()).toEqual([])
  })

  test('what is not confirmed is not done', async () => {
    const { error } = await start({ confirm: () => Promise.resolve(false) }).report
    expect([error?.code, ran()]).toEqual(['DK_CANCELLED', []])
  })

  test('a defect is told as one, and the report is there all the same', async () => {
    const operation = makeOperation({
      plan: () => {
        throw new TypeError('x is not a function')
      }
    })
    expect(await start({ operation }).report).toMatchObject({ outcome: 'failed', error: { code: 'DK_INTERNAL' }, plan: { operation: 'test' } })
  })
})

describe('mode plan', () => {
  test('reads and stops', async () => {
    const { report } = start({ mode: 'plan', operation: makeOperation({ lease }) })
    expect(await report).toMatchObject({ outcome: 'planned', live: { web1: 'old' } })
    expect(log.map(({ effect }) => effect)).toEqual(['read', 'read'])
  })
})

describe('approved plan', () => {
  const hashOf = async (): Promise<string> => (await start({ mode: 'plan' }).report).plan.hash

  test('is applied', async () => {
    expect((await start({ approvedHash: await hashOf() }).report).outcome).toBe('succeeded')
  })

  test('is refused when the host has drifted', async () => {
    const { error } = await start({ approvedHash: await hashOf(), rules: [versions('2')] }).report
    expect([error?.code, ran()]).toEqual(['DK_PLAN_DRIFTED', []])
  })

  test('is refused when the host drifts before the lease is taken', async () => {
    const approvedHash = await hashOf()
    const { error } = await start({ approvedHash, operation: makeOperation({ lease }), rules: [versions('1', '2')] }).report
    expect([error?.code, ran()]).toEqual(['DK_PLAN_DRIFTED', ['web1 take', 'web2 take', 'web1 release', 'web2 release']])
  })
})

describe('lease', () => {
  test('is held around the last look and the plan', async () => {
    const { report, events } = start({ operation: makeOperation({ lease }) })
    expect((await report).outcome).toBe('succeeded')
    expect(log.map(({ line }) => /take|version|switch|release/.exec(line)?.[0])).toEqual([
      ...['version', 'version', 'take', 'take', 'version', 'version', 'switch', 'switch', 'release', 'release']
    ])
    expect(events.filter(({ type }) => type === 'planned')).toHaveLength(1)
  })

  test('a host that changed before it was taken gives a new plan', async () => {
    const { report, events } = start({ operation: makeOperation({ lease }), rules: [versions('1', '2')] })
    expect(await report).toMatchObject({ outcome: 'succeeded', plan: { title: '2,2' }, warnings: [expect.stringContaining('plan was made anew')] })
    expect(events.filter(({ type }) => type === 'planned')).toHaveLength(2)
  })

  test('is released after a failure', async () => {
    const { report } = start({ operation: makeOperation({ lease }), rules: [["'do-switch'", { code: 1 }]] })
    expect((await report).outcome).toBe('undone')
    expect(ran().slice(-2)).toEqual(['web1 release', 'web2 release'])
  })

  test('that is lost stops the run and undoes nothing', async () => {
    const rules = [
      ["'renew'", { code: 75, stdout: 'run 7\n' }],
      ["'do-switch'", { until: new Promise(() => undefined) }]
    ] as const
    const { report, clock } = start({ operation: makeOperation({ lease }), rules })
    await clock.advance(30_000)
    expect(await report).toMatchObject({ outcome: 'undo-failed', error: { code: 'DK_LOCK_LOST' } })
    expect(ran().some((line) => line.includes('undo'))).toBe(false)
  })
})

describe('connections', () => {
  test('all hosts that cannot be reached are told', async () => {
    const open = ({ name }: { readonly name: string }): Promise<never> =>
      Promise.reject(new DeployKitError('DK_HOST_UNREACHABLE', { message: `No route to ${name}`, remedy: 'Check the network' }))
    const { outcome, error } = await start({ open }).report
    expect([outcome, error?.code]).toEqual(['failed', 'DK_HOST_UNREACHABLE'])
    expect(error?.message).toBe('2 hosts cannot be reached:\n  - No route to web1\n  - No route to web2')
  })

  test('a cancel while connecting ends the run', async () => {
    const cancel = new AbortController()
    const { report } = start({ open: () => new Promise(() => undefined), signal: cancel.signal })
    await settle()
    cancel.abort()
    expect((await report).error?.code).toBe('DK_CANCELLED')
  })

  test('unchecked host keys are warned about', async () => {
    const { report } = start({ connection: { ...connection, knownHosts: { text: '', fingerprints: [], unsafeSkip: true } } })
    expect((await report).warnings).toEqual([expect.stringContaining('Host keys are NOT checked')])
  })
})

test('cancel undoes', async () => {
  const cancel = new AbortController()
  const { report } = start({ signal: cancel.signal, rules: [["'do-switch'", { until: new Promise(() => undefined) }]] })
  await settle()
  cancel.abort()
  expect(await report).toMatchObject({ outcome: 'undone', error: { code: 'DK_CANCELLED' } })
})

test('secrets of values, connection and plan are hidden', async () => {
  const secret = new Secret('env', 'DB_PASSWORD=swordfish\nDEBUG=true\n')
  const plan = (): Plan => makePlan([makeStep('switch', { command: exec(['do-env'], { stdin: secret }) })])
  const { report, events } = start({ operation: makeOperation({ plan }), rules: [["'do-env'", { stdout: 'with swordfish', code: 1 }]] })
  const text = JSON.stringify([await report, events])
  expect(text).toContain('with ***')
  expect(text).not.toContain('swordfish')
})
