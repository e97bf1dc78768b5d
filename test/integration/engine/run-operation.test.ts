import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  defineInputs,
  defineOperation,
  exec,
  query,
  Secret,
  script,
  type Event,
  type Operation,
  type Plan,
  type Report,
  type RunStep
} from '../../../packages/core/index.ts'
import { createLocalFiles } from '../../../packages/engine/index.ts'
import { runOperation } from '../../../packages/engine/run-operation.ts'
import { openSsh } from '../../../packages/engine/transports/ssh.ts'
import type { Transport } from '../../../packages/engine/transports/transport.ts'
import { receiveTree } from '../../../packages/operations/tools/receive-tree.ts'
import { hostOf, settingsFor } from '../../support/connection.ts'
import { startEmbeddedSshServer, type EmbeddedSshServer } from '../../support/embedded-ssh-server.ts'
import { makePlan, makeStep } from '../../support/make-plan.ts'
import { waitUntil } from '../../support/wait-until.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'dk-run-'))
const source = path.join(root, 'source')
const local = createLocalFiles(root)
let server: EmbeddedSshServer
let count = 0

beforeAll(async () => {
  server = await startEmbeddedSshServer()
  mkdirSync(source)
  for (let index = 0; index < 20; index++) writeFileSync(path.join(source, `file-${index}`), `content ${index}\n`.repeat(500))
})

afterAll(async () => {
  await server.close()
  rmSync(root, { recursive: true, force: true })
})

const inputs = defineInputs({})
const PASSWORD = 'swordfish-in-the-sea'

interface Target {
  readonly folder: string
  /** A line for every time that a step or an undo ran. */
  readonly ran: () => readonly string[]
}

function newTarget(): Target {
  const folder = path.join(root, `target-${++count}`)
  mkdirSync(folder)
  const file = path.join(folder, 'ran')
  return { folder, ran: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []) }
}

const write = (id: string, { folder }: Target, changes: Partial<RunStep> = {}): RunStep =>
  makeStep(id, {
    command: script('echo "$2" >>"$1/ran"; echo "doing $2"; sleep 0.05; echo "done $2"', [folder, id]),
    undo: { title: `Undo ${id}`, command: script('echo "undo $2" >>"$1/ran"', [folder, id]), timeoutSeconds: 30 },
    ...changes
  })

/** Three writes, an upload and a secret, under a lease. */
function makeOperation(target: Target, last: Partial<RunStep> = {}): Operation<typeof inputs, { readonly hello: string }> {
  const { folder } = target
  return defineOperation({
    ...{ name: 'test', summary: '', inputs, outputs: {}, examples: [], danger: 'write', isAction: false },
    lease: () => ({
      take: script('mkdir -p "$1/lock"', [folder]),
      renew: exec(['true']),
      release: script('rmdir "$1/lock" 2>/dev/null; true', [folder]),
      ...{ renewEverySeconds: 30, waitSeconds: 0 }
    }),
    observe: async (_values, observer) => {
      const tree = await observer.local.readTree('source', { exclude: [], include: [] })
      entries = tree.entries
      return observer.askAll('web1', { hello: query(exec(['echo', 'hello']), ({ stdout }) => stdout.trim()) })
    },
    plan: (): Plan =>
      makePlan(
        [
          write('first', target),
          {
            ...{ kind: 'upload', id: 'upload', title: 'Upload', host: 'web1', phase: 'prepare', effect: 'write', timeoutSeconds: 60 },
            ...{ source, entries, receive: receiveTree(`${folder}/tree`) }
          },
          write('env', target, { command: script('cat >"$1/env"; cat "$1/env"; echo env >>"$1/ran"', [folder], { stdin: new Secret('env', PASSWORD) }) }),
          write('last', target, last)
        ],
        { journals: { web1: `${folder}/.deploy-kit/steps/run` } }
      )
  })
}
let entries: Awaited<ReturnType<typeof local.readTree>>['entries'] = []

interface Started {
  readonly report: Promise<Report>
  readonly events: Event[]
}

function start(operation: Operation<typeof inputs, { readonly hello: string }>, signal?: AbortSignal, open?: () => Promise<Transport>): Started {
  const events: Event[] = []
  const report = runOperation({
    ...{ operation, values: {}, connection: settingsFor(server), local, mode: 'apply', signal, open },
    identity: { who: 'ana@laptop', runUrl: undefined, machine: 'laptop', processId: 1 },
    listen: (event) => void events.push(event)
  })
  return { report, events }
}

const outputOf = (events: readonly Event[]): readonly string[] => events.flatMap((event) => (event.type === 'step-output' ? [event.line] : []))
const OUTPUT = ['doing first', 'done first', '***', 'doing last', 'done last']

test('a plan over real SSH: journal, upload, secret, lease', async () => {
  const target = newTarget()
  const { report, events } = start(makeOperation(target))
  expect(await report).toMatchObject({ outcome: 'succeeded', error: undefined })
  expect(target.ran()).toEqual(['first', 'env', 'last'])
  expect(outputOf(events)).toEqual(OUTPUT)
  expect(readFileSync(path.join(target.folder, 'tree/file-7'), 'utf8')).toBe('content 7\n'.repeat(500))
  expect(readFileSync(path.join(target.folder, 'env'), 'utf8')).toBe(PASSWORD)
  expect(existsSync(path.join(target.folder, 'lock'))).toBe(false)
  expect(JSON.stringify([events, server.lines])).not.toContain(PASSWORD)
})

test('a failure is undone over real SSH', async () => {
  const target = newTarget()
  const { report } = start(makeOperation(target, { command: script('echo last >>"$1/ran"; echo broken >&2; exit 5', [target.folder]) }))
  expect(await report).toMatchObject({ outcome: 'undone', error: { code: 'DK_DEPLOY_UNDONE', exitCode: 5, stderrTail: 'broken' } })
  expect(target.ran()).toEqual(['first', 'env', 'last', 'undo last', 'undo env', 'undo first'])
})

test('a cancel stops the command on the host, and undoes', async () => {
  const target = newTarget()
  const cancel = new AbortController()
  const { report } = start(makeOperation(target, { command: script('echo last >>"$1/ran"; sleep 60; echo too late >>"$1/ran"', [target.folder]) }), cancel.signal)
  await waitUntil('the last step', () => target.ran().includes('last'))
  cancel.abort()
  expect(await report).toMatchObject({ outcome: 'undone', error: { code: 'DK_CANCELLED' } })
  expect(target.ran()).toEqual(['first', 'env', 'last', 'undo last', 'undo env', 'undo first'])
})

describe('the connection is cut at every command', () => {
  test('and everything ran once all the same', async () => {
    const clean = newTarget()
    const before = server.lines.length
    await start(makeOperation(clean)).report
    const commands = server.lines.length - before
    expect(commands).toBeGreaterThan(6)
    for (let cutAt = 1; cutAt <= commands; cutAt++) {
      const target = newTarget()
      let runs = 0
      const open = async (): Promise<Transport> => {
        const transport = await openSsh(hostOf(server), settingsFor(server))
        return {
          host: transport.host,
          // While the command is on its way, or just begun.
          run: (request) => {
            if (++runs === cutAt) setTimeout(() => server.dropConnections(), cutAt % 2 === 0 ? 0 : 15)
            return transport.run(request)
          },
          forward: (address, port) => transport.forward(address, port),
          close: () => transport.close()
        }
      }
      const { report, events } = start(makeOperation(target), undefined, open)
      expect([cutAt, await report]).toMatchObject([cutAt, { outcome: 'succeeded', error: undefined }])
      expect([cutAt, target.ran(), outputOf(events)]).toEqual([cutAt, ['first', 'env', 'last'], OUTPUT])
      expect(events.filter(({ type }) => type === 'reconnecting').length).toBeGreaterThan(0)
    }
  }, 60_000)
})
