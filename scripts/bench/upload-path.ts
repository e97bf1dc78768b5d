import { rmSync } from 'node:fs'
import path from 'node:path'
import { all, differTree, exec, parseTreeText, render, renderTreeText, script, type Command } from '../../packages/core/index.ts'
import { createLocalFiles, createTarStream, openTransport, type Transport } from '../../packages/engine/index.ts'
import { linkUnchanged, publishTree, receiveTree } from '../../packages/operations/tools/receive-tree.ts'
import { readStoredTree, verifyTree } from '../../packages/operations/tools/verify-tree.ts'
import { hostOf, settingsFor, type TestServer } from '../../test/support/connection.ts'

export interface UploadRequest {
  readonly server: TestServer
  readonly source: string
  readonly target: string
  /** Name of the release that is live. */
  readonly live: string | undefined
  readonly release: string
  readonly cacheFolder: string | undefined
}

/**
 * The way of the files alone: connect, compare with the list that the live release left, send, link, verify, publish, switch.
 * Without plan, lock, journal, ledger and guard, which the whole `ssh-deploy` has.
 */
export async function uploadTree(request: UploadRequest): Promise<void> {
  const { server, source, target, live, release } = request
  const local = createLocalFiles('.', { cacheFolder: request.cacheFolder })
  const scanning = local.readTree(source, { exclude: [], include: ['*'] })
  scanning.catch(() => undefined)
  const transport = await openTransport(hostOf(server), settingsFor(server))
  try {
    const known = live === undefined ? undefined : await askStored(transport, target, live)
    const tree = await scanning
    const { send, reuse } = differTree(known && parseTreeText(known.text), tree, new Set(known?.touched))
    const partial = path.join(target, `${release}.partial`)
    const stream = createTarStream(source, send, { compression: await askCompression(transport) })
    await run(transport, receiveTree(partial), stream)
    if (live !== undefined) await run(transport, linkUnchanged({ previousFolder: path.join(target, live), partialFolder: partial, files: reuse }))
    const lists = { storeAs: listOf(target, release), ...(live === undefined ? {} : { previous: listOf(target, live) }) }
    await run(transport, verifyTree({ folder: partial, treeText: renderTreeText(tree.entries), ...lists }))
    const current = path.join(target, 'current')
    const cutover = all(exec(['ln', '-sfn', release, `${current}.next`]), exec(['mv', '-fT', `${current}.next`, current]))
    await run(transport, all(publishTree(partial, path.join(target, release)), cutover))
  } finally {
    await transport.close()
  }
}

async function askCompression(transport: Transport): Promise<'zstd' | 'gzip'> {
  return (await run(transport, script('command -v zstd || :'))) === '' ? 'gzip' : 'zstd'
}

export function removeRelease(target: string, release: string): void {
  rmSync(path.join(target, release), { recursive: true, force: true })
  rmSync(listOf(target, release), { force: true })
}

function listOf(target: string, release: string): string {
  return path.join(target, `${release}.files.gz`)
}

async function askStored(transport: Transport, target: string, live: string) {
  const { command, parse } = readStoredTree(listOf(target, live), path.join(target, live))
  return parse({ stdout: await run(transport, command), exitCode: 0 })
}

async function run(transport: Transport, command: Command, stdin?: ReturnType<typeof createTarStream>): Promise<string> {
  const rendered = render(command)
  const { ending, stdout, stderr } = await transport.run({ line: rendered.line, stdin: stdin ?? rendered.stdin })
  if (ending.kind !== 'exited' || ending.code !== 0) throw new Error(`${JSON.stringify(ending)}: ${stdout.slice(-500)}${stderr.slice(-1000)}`)
  return stdout
}
