// needs: busybox
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, chmodSync, existsSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, test } from '@jest/globals'
import { differTree, parseTreeText, renderTreeText, type Command, type Tree, type TreeEntry } from '../../../packages/core/index.ts'
import { createLocalFiles } from '../../../packages/engine/local-files/local-files.ts'
import { createTarStream } from '../../../packages/engine/tar-stream.ts'
import { linkUnchanged, publishTree, receiveTree } from '../../../packages/operations/tools/receive-tree.ts'
import { readStoredTree, readTreeText, verifyTree } from '../../../packages/operations/tools/verify-tree.ts'
import { makeHostTools, runOnHost, type HostAnswer, type HostTools } from '../../support/host-tools.ts'

const scratch = mkdtempSync(path.join(os.tmpdir(), 'dk-tree-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const hosts = makeHostTools(path.join(scratch, 'tools'))
const local = createLocalFiles()
const everything = { exclude: [], include: [] }
let count = 0

/** A source with everything that file names, modes and kinds can be. */
function makeSource(): string {
  const source = path.join(scratch, `source-${(count += 1)}`)
  const long = `${'long-folder-name-'.repeat(6)}/${'x'.repeat(90)}/${'y'.repeat(90)}/${'z'.repeat(60)}.txt`
  const files: Readonly<Record<string, string>> = {
    'index.js': 'console.log(1)\n',
    "quotes ' and \" and `x` $HOME": 'quotes',
    ' spaces ': 'spaces',
    '-rf': 'dash',
    '--help/-n': 'dash in a folder',
    'back\\slash\\n': 'backslash',
    '*?[a]': 'glob',
    'ünïcode/日本語/🚀.txt': 'unicode',
    'NFD-e\u0301': 'decomposed',
    'tab\there': 'tab',
    'x: OK': 'looks like an answer',
    'a -> b': 'looks like a link',
    '~/file': 'tilde',
    '.hidden/.file': 'hidden',
    [long]: 'long',
    [`${'n'.repeat(99)}/f`]: 'border of a name',
    ['n'.repeat(100)]: 'just fits',
    ['n'.repeat(101)]: 'just does not fit',
    empty: '',
    'block-512': 'b'.repeat(512),
    'block-513': 'b'.repeat(513),
    'big.bin': 'big'.repeat(700_000)
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(source, name)), { recursive: true })
    writeFileSync(path.join(source, name), content)
  }
  mkdirSync(path.join(source, 'empty folder/inner'), { recursive: true })
  chmodSync(path.join(source, 'empty folder/inner'), 0o750)
  for (const [name, mode] of Object.entries({ 'index.js': 0o755, '-rf': 0o600, ' spaces ': 0o444 })) chmodSync(path.join(source, name), mode)
  symlinkSync('index.js', path.join(source, 'link'))
  symlinkSync('../index.js', path.join(source, '--help/link -> x'))
  symlinkSync('nowhere', path.join(source, 'dangling'))
  symlinkSync('empty folder', path.join(source, 'folder-link'))
  symlinkSync(`${'t'.repeat(90)}/${'u'.repeat(90)}`, path.join(source, 'far-link'))
  return source
}

interface Target {
  readonly tools: HostTools
  readonly folder: string
}

const target = (tools: HostTools): Target => {
  const folder = path.join(scratch, `target-${(count += 1)}`, 'releases')
  mkdirSync(folder, { recursive: true })
  return { tools, folder }
}

async function run({ tools }: Target, command: Command, stdin?: Readable): Promise<HostAnswer> {
  const answer = await runOnHost(tools, command, stdin)
  if (answer.code !== 0) throw new Error(`ended with ${answer.code}: ${answer.stdout}${answer.stderr}`)
  return answer
}

const at = (on: Target, name: string): string => path.join(on.folder, name)
const partial = (on: Target, name: string): string => path.join(on.folder, `${name}.partial`)
const stored = (on: Target, name: string): string => path.join(on.folder, `${name}.files.gz`)

/** What a deploy does with files, and how many of them travelled and were linked. */
async function deploy(on: Target, request: { readonly source: string; readonly name: string; readonly previous?: string }) {
  const { source, name, previous } = request
  const tree = await local.readTree(source, everything)
  const known = previous === undefined ? undefined : await askStored(on, previous)
  const { send, reuse } = differTree(known && parseTreeText(known.text), tree, new Set(known?.touched))
  await run(on, receiveTree(partial(on, name)), createTarStream(source, send))
  const how = previous === undefined ? '' : (await run(on, linkUnchanged({ previousFolder: at(on, previous), partialFolder: partial(on, name), files: reuse }))).stdout
  await run(on, verify(on, { name, tree, previous }))
  await run(on, publishTree(partial(on, name), at(on, name)))
  return { tree, sent: send.filter(({ type }) => type === 'file').map((entry) => entry.path), reused: reuse.length, how: how.trim() }
}

function verify(on: Target, { name, tree, previous }: { readonly name: string; readonly tree: Tree; readonly previous?: string | undefined }): Command {
  const treeText = renderTreeText(tree.entries)
  return verifyTree({ folder: partial(on, name), treeText, storeAs: stored(on, name), ...(previous === undefined ? {} : { previous: stored(on, previous) }) })
}

async function askStored(on: Target, name: string) {
  const { command, parse } = readStoredTree(stored(on, name), at(on, name))
  const { stdout, code } = await runOnHost(on.tools, command)
  return parse({ stdout, exitCode: code ?? -1 })
}

const inode = (file: string): number => statSync(file).ino

describe.each(hosts)('on a host with $name', (tools) => {
  test('every kind of entry arrives as it is', async () => {
    const source = makeSource()
    const on = target(tools)
    const { tree, sent } = await deploy(on, { source, name: 'v1' })
    expect(sent).toHaveLength(22)
    expect(await local.readTree(at(on, 'v1'), everything)).toEqual(tree)
    expect(lstatSync(at(on, 'v1/ spaces ')).mode & 0o777).toBe(0o444)
    expect(readlinkSync(at(on, 'v1/--help/link -> x'))).toBe('../index.js')
    expect(statSync(at(on, 'v1')).mode & 0o777).toBe(0o755)
    expect(existsSync(partial(on, 'v1'))).toBe(false)
  })

  test('what did not change is reused, and the stored list says what a release holds', async () => {
    const source = makeSource()
    const on = target(tools)
    const first = await deploy(on, { source, name: 'v1' })
    writeFileSync(path.join(source, 'index.js'), 'console.log(2)\n')
    writeFileSync(path.join(source, 'ünïcode/new'), 'new')
    rmSync(path.join(source, 'x: OK'))
    chmodSync(path.join(source, '-rf'), 0o644)
    const { tree, sent, reused, how } = await deploy(on, { source, name: 'v2', previous: 'v1' })
    expect(sent).toEqual(['-rf', 'index.js', 'ünïcode/new'])
    expect(reused).toBe(19)
    expect(how).toBe(tools.name.includes('without') ? 'copied' : 'linked')
    expect(await local.readTree(at(on, 'v2'), everything)).toEqual(tree)
    expect(inode(at(on, 'v2/big.bin')) === inode(at(on, 'v1/big.bin'))).toBe(how === 'linked')
    // The old release stays as it was.
    expect(await local.readTree(at(on, 'v1'), everything)).toEqual(first.tree)
    const { command, parse } = readTreeText(stored(on, 'v2'))
    const { stdout, code } = await runOnHost(tools, command)
    expect(parseTreeText(parse({ stdout, exitCode: code ?? -1 }) ?? '')).toEqual(tree)

    const third = await deploy(on, { source, name: 'v3', previous: 'v2' })
    expect({ sent: third.sent, reused: third.reused }).toEqual({ sent: [], reused: 22 })
  })

  test('files that were changed, removed or given another mode on the host are sent again', async () => {
    const source = makeSource()
    const on = target(tools)
    await deploy(on, { source, name: 'v1' })
    writeFileSync(at(on, 'v1/*?[a]'), 'GLOB')
    rmSync(at(on, 'v1/ünïcode/日本語/🚀.txt'))
    chmodSync(at(on, 'v1/tab\there'), 0o600)
    writeFileSync(at(on, 'v1/written by the application'), 'x')
    const { tree, sent } = await deploy(on, { source, name: 'v2', previous: 'v1' })
    expect(sent).toEqual(['*?[a]', 'tab\there', 'ünïcode/日本語/🚀.txt'])
    expect(await local.readTree(at(on, 'v2'), everything)).toEqual(tree)
  })

  test.each<[string, (folder: string) => void, string]>([
    ['a changed byte', (folder) => writeFileSync(path.join(folder, 'block-512'), `B${'b'.repeat(511)}`), 'content differs: ./block-512: FAILED'],
    ['another size', (folder) => writeFileSync(path.join(folder, 'empty'), 'x'), 'is different: empty (f 644 1 and not f 644 0)'],
    ['another mode', (folder) => chmodSync(path.join(folder, 'empty'), 0o777), 'is different: empty (f 777 0 and not f 644 0)'],
    ['a missing file', (folder) => rmSync(path.join(folder, '-rf')), 'is missing: -rf'],
    ['a missing folder', (folder) => rmSync(path.join(folder, 'empty folder'), { recursive: true }), 'is missing: empty folder'],
    ['an additional file', (folder) => writeFileSync(path.join(folder, 'more'), ''), 'should not be there: more'],
    ['another link', (folder) => (rmSync(path.join(folder, 'link')), symlinkSync('-rf', path.join(folder, 'link'))), 'is different: link (l -rf and not l index.js)'],
    ['a link for a file', (folder) => (rmSync(path.join(folder, 'empty')), symlinkSync('/dev/null', path.join(folder, 'empty'))), 'is different: empty (l /dev/null and not f 644 0)']
  ])('verification finds %s', async (_, damage, expected) => {
    const source = makeSource()
    const on = target(tools)
    const tree = await local.readTree(source, everything)
    await run(on, receiveTree(partial(on, 'v1')), createTarStream(source, tree.entries))
    await run(on, verify(on, { name: 'v1', tree }))
    rmSync(stored(on, 'v1'))
    damage(partial(on, 'v1'))
    const { code, stdout } = await runOnHost(tools, verify(on, { name: 'v1', tree }))
    expect(code).toBe(1)
    expect(stdout.split('\n')).toContain(expected)
    expect(existsSync(stored(on, 'v1'))).toBe(false)
    expect(existsSync(`${partial(on, 'v1')}.check.partial`)).toBe(false)
  })

  test('a reused file that was written after it was looked at is hashed again', async () => {
    const source = makeSource()
    const on = target(tools)
    const { tree } = await deploy(on, { source, name: 'v1' })
    const files = tree.entries.filter((entry) => entry.type === 'file')
    await run(on, receiveTree(partial(on, 'v2')), createTarStream(source, tree.entries.filter(({ type }) => type !== 'file')))
    await run(on, linkUnchanged({ previousFolder: at(on, 'v1'), partialFolder: partial(on, 'v2'), files }))
    writeFileSync(path.join(partial(on, 'v2'), 'block-512'), `B${'b'.repeat(511)}`)
    const { code, stdout } = await runOnHost(tools, verify(on, { name: 'v2', tree, previous: 'v1' }))
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('./block-512: FAILED') })
  })

  test('an upload that is cut anywhere fails, and a second one starts clean', async () => {
    const source = makeSource()
    const on = target(tools)
    const tree = await local.readTree(source, everything)
    const whole = await collect(createTarStream(source, tree.entries))
    for (const length of [0, 3, 5, 100, Math.floor(whole.length / 2), whole.length - 700]) {
      const { code } = await runOnHost(tools, receiveTree(partial(on, 'v1')), Readable.from([whole.subarray(0, length)]))
      expect({ length, code }).toEqual({ length, code: 1 })
    }
    await run(on, receiveTree(partial(on, 'v1')), Readable.from([whole]))
    await run(on, verify(on, { name: 'v1', tree }))
  })

  test('a plain stream that is cut between two entries fails', async () => {
    const source = makeSource()
    rmSync(path.join(source, 'big.bin'))
    for (let part = 0; part < 100; part += 1) writeFileSync(path.join(source, `noise-${part}`), crypto.getRandomValues(new Uint8Array(65_536)))
    const on = target(tools)
    const tree = await local.readTree(source, everything)
    const whole = await collect(createTarStream(source, tree.entries))
    expect(whole.subarray(0, 6).toString()).toBe('plain\n')
    const entriesOnly = whole.subarray(0, whole.lastIndexOf('.deploy-kit-upload-end'))
    const { code, stderr } = await runOnHost(tools, receiveTree(partial(on, 'v1')), Readable.from([entriesOnly]))
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/The upload was cut|tar: short read/) })
    await run(on, receiveTree(partial(on, 'v1')), Readable.from([whole]))
    await run(on, verify(on, { name: 'v1', tree }))
  })

  test('linking and publishing can be repeated, and nothing is replaced', async () => {
    const source = makeSource()
    const on = target(tools)
    const { tree } = await deploy(on, { source, name: 'v1' })
    await run(on, publishTree(partial(on, 'v1'), at(on, 'v1')))
    await run(on, receiveTree(partial(on, 'v2')), createTarStream(source, tree.entries.filter(({ type }) => type !== 'file')))
    const files = tree.entries.filter((entry) => entry.type === 'file')
    const link = linkUnchanged({ previousFolder: at(on, 'v1'), partialFolder: partial(on, 'v2'), files })
    await run(on, link)
    await run(on, link)
    await run(on, verify(on, { name: 'v2', tree, previous: 'v1' }))
    const { code, stderr } = await runOnHost(tools, publishTree(partial(on, 'v2'), at(on, 'v1')))
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('is there already') })
    await run(on, publishTree(partial(on, 'v2'), at(on, 'v2')))
    expect(await local.readTree(at(on, 'v2'), everything)).toEqual(tree)
  })

  test('a package is deployed like its folder', async () => {
    const source = makeSource()
    const on = target(tools)
    const file = path.join(scratch, `package-${(count += 1)}.tar.gz`)
    await runOnHost(hosts[0] ?? tools, { kind: 'exec', argv: ['tar', '-czf', file, '-C', source, '.'] })
    const { tree } = await deploy(on, { source: file, name: 'v1' })
    expect(await local.readTree(source, everything)).toEqual(tree)
    expect(await local.readTree(at(on, 'v1'), everything)).toEqual(tree)
  })
})

test('a host with zstd is sent zstd, and a cut stream is noticed', async () => {
  const source = makeSource()
  const bin = path.join(scratch, 'zstd-host')
  // Node has zstd; the host's program may be missing where the tests run.
  mkdirSync(bin)
  const unpack = "const z = require('zlib').createZstdDecompress(); z.on('error', () => process.exit(1)); process.stdin.pipe(z).pipe(process.stdout)"
  writeFileSync(path.join(bin, 'zstd'), `#!/bin/sh\nexec '${process.execPath}' -e "${unpack}"\n`, { mode: 0o755 })
  const on = target({ name: 'zstd', path: `${bin}:${hosts[0]?.path ?? ''}` })
  const tree = await local.readTree(source, everything)
  const whole = await collect(createTarStream(source, tree.entries, { compression: 'zstd' }))
  expect(whole.subarray(0, 5).toString()).toBe('zstd\n')
  expect((await runOnHost(on.tools, receiveTree(partial(on, 'v1')), Readable.from([whole.subarray(0, whole.length - 1000)]))).code).toBe(1)
  await run(on, receiveTree(partial(on, 'v1')), Readable.from([whole]))
  await run(on, verify(on, { name: 'v1', tree }))
})

test('hard links in a package arrive, also when the file that they link to does not travel', async () => {
  const source = makeSource()
  linkSync(path.join(source, 'big.bin'), path.join(source, 'link-1'))
  linkSync(path.join(source, 'big.bin'), path.join(source, 'link-2'))
  const on = target(hosts[0] ?? { name: '', path: '' })
  const file = path.join(scratch, `package-${(count += 1)}.tar.gz`)
  execFileSync('tar', ['-czf', file, '-C', source, '--sort=name', '.'])
  const { tree } = await deploy(on, { source: file, name: 'v1' })
  expect(await local.readTree(at(on, 'v1'), everything)).toEqual(tree)
  const links = new Set(['link-1', 'link-2'])
  for (const left of [links, new Set(['big.bin'])]) {
    rmSync(partial(on, 'v2'), { recursive: true, force: true })
    const send = tree.entries.filter((entry) => entry.type !== 'file' || left.has(entry.path))
    const files = tree.entries.filter((entry) => entry.type === 'file').filter((entry) => !left.has(entry.path))
    await run(on, receiveTree(partial(on, 'v2')), createTarStream(file, send))
    await run(on, linkUnchanged({ previousFolder: at(on, 'v1'), partialFolder: partial(on, 'v2'), files }))
    await run(on, verify(on, { name: 'v2', tree, previous: 'v1' }))
  }
})

test('nothing stored, or something else', async () => {
  const on = target(hosts[0] ?? { name: '', path: '' })
  expect(await askStored(on, 'v1')).toBeUndefined()
  mkdirSync(at(on, 'v1'))
  writeFileSync(stored(on, 'v1'), 'not gzip')
  await expect(askStored(on, 'v1')).rejects.toMatchObject({ code: 'DK_MANIFEST_CORRUPT' })
})

test.each<[string, (source: string) => void]>([
  ['shrunk', (source) => writeFileSync(path.join(source, 'big.bin'), 'small')],
  ['grown', (source) => writeFileSync(path.join(source, 'big.bin'), 'big'.repeat(900_000))],
  ['gone', (source) => rmSync(path.join(source, 'big.bin'))],
  ['a link now', (source) => (rmSync(path.join(source, 'big.bin')), symlinkSync('index.js', path.join(source, 'big.bin')))]
])('a file that is %s since the scan ends the upload', async (_, change) => {
  const source = makeSource()
  const { entries } = await local.readTree(source, everything)
  change(source)
  await expect(collect(createTarStream(source, entries))).rejects.toMatchObject({
    code: 'DK_SOURCE_INVALID',
    message: expect.stringContaining('big.bin was changed while being sent')
  })
})

test('progress counts the bytes before and after compression', async () => {
  const source = makeSource()
  const { entries } = await local.readTree(source, everything)
  const seen: { rawBytes: number; sentBytes: number }[] = []
  const sent = await collect(createTarStream(source, entries, { onBytes: (progress) => seen.push(progress) }))
  const last = seen.at(-1)
  expect(last?.sentBytes).toBe(sent.length - 'gzip\n'.length)
  expect(last?.rawBytes).toBeGreaterThan(2_100_000)
  expect((last?.rawBytes ?? 0) % 10_240).toBe(0)
})

test.each([
  ['one big file of noise', { noise: 8_000_000 }, 'plain'],
  ['a few', { a: 3_000_000, b: 3_000_000, c: 3_000_000 }, 'plain'],
  ['a small one', { a: 5000 }, 'plain'],
  ['noise in text', { a: 1_000_000, 'index.txt': -4_000_000 }, 'gzip'],
  ['text', { 'index.txt': -50_000 }, 'gzip'],
  ['nothing at all', { empty: 0 }, 'gzip']
])('%s is sent in the way that fits', async (_, sizes, expected) => {
  const source = path.join(scratch, `source-${(count += 1)}`)
  mkdirSync(source)
  for (const [name, size] of Object.entries(sizes)) writeFileSync(path.join(source, name), size < 0 ? 'some text\n'.repeat(-size / 10) : randomBytes(size))
  const { entries } = await local.readTree(source, everything)
  const stream = await collect(createTarStream(source, entries))
  expect(stream.subarray(0, stream.indexOf('\n')).toString()).toBe(expected)
})

test('the same tree is the same stream', async () => {
  const [one, other] = [makeSource(), makeSource()]
  const entries: readonly TreeEntry[] = (await local.readTree(one, everything)).entries
  expect((await collect(createTarStream(one, entries))).equals(await collect(createTarStream(other, entries)))).toBe(true)
  expect(readFileSync(path.join(one, 'empty'))).toHaveLength(0)
})

describe('memory', () => {
  const program = `
    import { createLocalFiles } from ${JSON.stringify(path.resolve('packages/engine/local-files/local-files.ts'))}
    import { createTarStream } from ${JSON.stringify(path.resolve('packages/engine/tar-stream.ts'))}
    const source = process.argv.at(-1)
    const { entries } = await createLocalFiles().readTree(source, { exclude: [], include: [] })
    let bytes = 0
    for await (const chunk of createTarStream(source, entries)) bytes += chunk.length
    console.log(JSON.stringify({ bytes, kibibytes: process.resourceUsage().maxRSS }))
  `

  function measure(source: string): { readonly bytes: number; readonly kibibytes: number } {
    const words = ['--no-warnings', '--input-type=module', '-e', program, source]
    return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as { bytes: number; kibibytes: number }
  }

  test('stays within bounds for a file of 300 MB, in a folder and in a package', () => {
    const source = path.join(scratch, 'huge')
    mkdirSync(source)
    writeFileSync(path.join(source, 'file'), '')
    const idle = measure(source)
    const noise = crypto.getRandomValues(new Uint8Array(65_536))
    for (let part = 0; part < 300 * 16; part += 1) appendFileSync(path.join(source, 'file'), noise)
    const folder = measure(source)
    expect(folder.bytes).toBeGreaterThan(300 * 1024 ** 2)
    expect(folder.kibibytes - idle.kibibytes).toBeLessThan(128 * 1024)
    const file = path.join(scratch, 'huge.tar.gz')
    execFileSync('tar', ['-cf', file, '-C', source, '.'])
    rmSync(source, { recursive: true })
    expect(measure(file).kibibytes - idle.kibibytes).toBeLessThan(128 * 1024)
    rmSync(file)
  })
})

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
