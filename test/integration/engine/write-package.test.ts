import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import { parseTreeText, type Commit } from '../../../packages/core/index.ts'
import { createLocalFiles } from '../../../packages/engine/local-files/local-files.ts'
import { writePackage, type PackageOptions } from '../../../packages/engine/write-package.ts'
import { makeScratch } from '../../support/scratch.ts'
import { makeMember, readMembers, writeMembers, type Member } from '../../support/tar-members.ts'

const scratch = makeScratch()
afterAll(() => scratch.remove())
const local = createLocalFiles(scratch.folder, { environment: { PATH: process.env['PATH'], HOME: scratch.folder } })
const everything = { exclude: [], include: [] }

const FILES = {
  'a.txt': 'hello\n',
  'bin/start': '#!/bin/sh\necho started\n',
  'empty/': '',
  'link.txt': '->bin/start',
  [`${'long-'.repeat(30)}/${'name-'.repeat(30)}.txt`]: 'long',
  'odd name\'s $(x) "q" ünïcode.txt': 'odd',
  'big.bin': 'x'.repeat(1_200_000)
}

interface Making {
  readonly source?: string
  readonly output?: string
  readonly commit?: Commit | undefined
  readonly include?: readonly string[]
  readonly options?: PackageOptions
}

/** What the operation and the engine do together. */
async function make({ source = newSource(), output = `${scratch.next('package')}.tar.gz`, commit, include = [], options = {} }: Making = {}) {
  const tree = await local.readTree(source, { exclude: [], include, packageFile: output })
  const written = await writePackage({ source, output, entries: tree.entries, commit }, options)
  return { ...written, source, output, tree }
}

function newSource(files: Readonly<Record<string, string>> = FILES): string {
  return scratch.write(scratch.next('source'), files)
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const commit: Commit = { id: 'c0ffee'.padEnd(40, '0'), subject: 'Fix "it" \u2028 at last', isDirty: false }

describe('the same files give the same bytes', () => {
  test('in another folder, with other times, modes that another umask makes, and in any language', async () => {
    const first = await make({ commit })
    const second = newSource()
    for (const entry of readdirSync(second, { recursive: true, withFileTypes: true })) {
      if (entry.isSymbolicLink()) continue
      const file = path.join(entry.parentPath, entry.name)
      chmodSync(file, entry.isDirectory() ? 0o777 : entry.name === 'start' ? 0o770 : 0o660)
      utimesSync(file, 1, 1_000_000_000)
    }
    const { output } = await make({ source: second, commit })
    expect(readFileSync(output).equals(readFileSync(first.output))).toBe(true)
    expect(first).toMatchObject({ sha256: sha256(readFileSync(output)), sizeBytes: readFileSync(output).length })
  })

  test('and from processes under different umasks, languages and time zones', () => {
    const outputs = [
      ['022', 'C', 'UTC'],
      ['077', 'tr_TR.UTF-8', 'Asia/Tokyo'],
      ['000', 'de_DE.UTF-8', 'America/New_York']
    ].map(([umask = '', language, zone]) => {
      const folder = scratch.next('under')
      const program = 'umask "$1"; mkdir "$2" "$2/bin"; echo one >"$2/Z.txt"; echo two >"$2/a.txt"; echo ok >"$2/bin/run"; chmod u+x "$2/bin/run"; cd "$2"; exec "$3" --no-warnings "$4" package --quiet'
      const main = path.resolve(import.meta.dirname, '../../../packages/cli/main.ts')
      execFileSync('sh', ['-c', program, 'sh', umask, folder, process.execPath, main], {
        env: { PATH: process.env['PATH'], HOME: folder, LC_ALL: language, LANG: language, TZ: zone }
      })
      return sha256(readFileSync(path.join(folder, 'deployment_package.tar.gz')))
    })
    expect(new Set(outputs).size).toBe(1)
  }, 60_000)

  test('a second time, although the first package lies in the folder, and in one that was made for it', async () => {
    const source = newSource({ 'a.txt': 'a' })
    const output = path.join(source, 'build/out/app.tar.gz')
    const first = await make({ source, output })
    writeFileSync(`${output}.partial-0123`, 'what a killed run left')
    const second = await make({ source, output })
    expect(second.sha256).toBe(first.sha256)
    expect(second.tree.entries.map((entry) => entry.path)).toEqual(['a.txt'])
    writeFileSync(path.join(source, 'build/more.txt'), '')
    expect((await make({ source, output })).tree.entries.map((entry) => entry.path)).toEqual(['a.txt', 'build', 'build/more.txt'])
  })

  test('and these bytes: before the compression, and around it', async () => {
    const source = newSource({ 'a.txt': 'hello\n', 'bin/run': '#!/bin/sh\n', 'l': '->a.txt' })
    const bytes = readFileSync((await make({ source, commit })).output)
    expect(bytes.subarray(0, 10).toString('hex')).toBe('1f8b08000000000000ff')
    expect(sha256(gunzipSync(bytes))).toBe('76178d572f60ffe3ec930df808ea826e87d599de26e4af43d0d2a21e209c2e9d')
  })
})

describe('a package', () => {
  test('is read by GNU tar, busybox and sha256sum, and holds what was there', async () => {
    const { output, source, tree } = await make({ commit })
    const target = scratch.write(scratch.next('unpacked'), { 'x/': '', 'y/': '' })
    execFileSync('tar', ['-xzf', output, '-C', path.join(target, 'x')])
    execFileSync('busybox', ['tar', '-xzf', output, '-C', path.join(target, 'y')])
    execFileSync('diff', ['-r', '--no-dereference', path.join(target, 'x'), path.join(target, 'y')])
    execFileSync('sha256sum', ['-c', '--quiet', '.deploy-kit/SHA256SUMS'], { cwd: path.join(target, 'x') })
    expect(parseTreeText(readFileSync(path.join(target, 'x/.deploy-kit/manifest'), 'utf8'))).toEqual(tree)
    execFileSync('diff', ['-r', '--no-dereference', '-x', '.deploy-kit', path.join(target, 'x'), source])
    execFileSync('gzip', ['-t', output])
  })

  test('has the tree of its folder', async () => {
    const { output, source, tree } = await make()
    expect(await local.readTree(output, everything)).toEqual(tree)
    expect(await local.readTree(source, everything)).toEqual(tree)
    expect((await local.readTree(output, { exclude: ['*.bin'], include: [] })).entries).toEqual(tree.entries.filter((entry) => entry.path !== 'big.bin'))
  })

  test('refuses secrets; those that are asked for are for their owner alone', async () => {
    const source = newSource({ '.env': 'X=1', 'a.txt': '', 'keys/server.pem': '-----BEGIN PRIVATE KEY-----' })
    await expect(make({ source })).rejects.toMatchObject({ code: 'DK_SOURCE_INVALID', message: expect.stringContaining('hold secrets: .env, keys/server.pem') })
    const include = ['.env', '*.pem']
    const { output, tree } = await make({ source, include })
    expect(tree.entries.map((entry) => [entry.path, entry.type === 'link' ? 0 : entry.mode.toString(8)])).toEqual([
      ['.env', '600'],
      ['a.txt', '644'],
      ['keys', '755'],
      ['keys/server.pem', '600']
    ])
    await expect(local.readTree(output, everything)).rejects.toMatchObject({ message: expect.stringContaining('hold secrets') })
    expect(await local.readTree(output, { exclude: [], include })).toEqual(tree)
  })
})

describe('the commit', () => {
  let repository: string
  beforeEach(() => {
    repository = newSource({ 'app/a.txt': 'a', 'other/b.txt': 'b' })
    git('init', '-q')
    git('add', '-A')
    git('commit', '-q', '-m', 'First')
  })

  function git(...words: readonly string[]): string {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com']
    return execFileSync('git', ['-C', repository, ...identity, ...words], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: scratch.folder } }).trim()
  }

  test('is found in the package, wherever it is', async () => {
    const source = path.join(repository, 'app')
    const found = await local.findCommit(source, path.join(source, 'x.tar.gz'))
    expect(found).toEqual({ id: git('rev-parse', 'HEAD'), subject: 'First', isDirty: false })
    const { output } = await make({ source, commit: found })
    expect(await local.findCommit(output)).toEqual(found)

    // In another repository, and made outside of any: what is around a package says nothing about it.
    await make({ output: path.join(repository, 'strange.tar.gz') })
    expect(await local.findCommit(path.join(repository, 'strange.tar.gz'))).toBeUndefined()
    execFileSync('tar', ['-czf', path.join(repository, 'plain.tar.gz'), '-C', source, '.'])
    expect(await local.findCommit(path.join(repository, 'plain.tar.gz'))).toMatchObject({ id: found?.id })
    writeFileSync(path.join(repository, 'broken.tar.gz'), 'broken')
    expect(await local.findCommit(path.join(repository, 'broken.tar.gz'))).toMatchObject({ id: found?.id })
  })

  test.each(['x.tar.gz', 'app/x.tar.gz', 'app/build/x.tar.gz', 'app/[x]*.tar.gz'])('an earlier package %s does not make the working tree dirty', async (name) => {
    const source = path.join(repository, 'app')
    const output = path.join(repository, name)
    await make({ source, output })
    expect(await local.findCommit(source, output)).toMatchObject({ isDirty: false })
    writeFileSync(path.join(path.dirname(output), 'new.txt'), '')
    expect(await local.findCommit(source, output)).toMatchObject({ isDirty: name !== 'x.tar.gz' })
  })
})

describe('a package that was changed is refused:', () => {
  type Change = (members: readonly Member[]) => readonly Member[]
  const find = (members: readonly Member[], name: string): Member => {
    const member = members.find((candidate) => candidate.name === name)
    if (member === undefined) throw new Error(`No member ${name}`)
    return member
  }
  const edit =
    (name: string, change: (body: Buffer) => Buffer): Change =>
    (members) => members.map((member) => (member.name === name ? { ...member, body: change(member.body) } : member))
  const flip = (name: string, at: number): Change => edit(name, (body) => Buffer.concat([body.subarray(0, at), Buffer.from([(body[at] ?? 0) ^ 1]), body.subarray(at + 1)]))
  const remove = (name: string): Change => (members) => members.filter((member) => member.name !== name)
  const replace = (member: Member): Change => (members) => members.map((old) => (old.name === member.name ? member : old))
  const file = (name: string, text = '', mode = 0o644): Member => makeMember({ type: 'file', path: name, mode, sizeBytes: 0, sha256: '' }, text)
  const digest = (member: Member): string => sha256(member.body)
  /** What somebody would do who knows the format: a manifest of other files that has its right SHA-256. */
  const forgeManifest: Change = (members) => {
    const manifest = file('.deploy-kit/manifest', find(members, '.deploy-kit/manifest').body.toString().replace(/^f 644 6 \w+ a.txt$/m, `f 644 6 ${sha256(Buffer.from('HELLO\n'))} a.txt`))
    const sums = `${digest(manifest)}  .deploy-kit/manifest\n${digest(find(members, '.deploy-kit/record.json'))}  .deploy-kit/record.json\n`
    return replace(file('.deploy-kit/SHA256SUMS', sums))(replace(manifest)(members))
  }
  const reseal =
    (record: string): Change =>
    (members) => {
      const changed = replace(file('.deploy-kit/record.json', record))(members)
      const sums = ['.deploy-kit/manifest', '.deploy-kit/record.json'].map((name) => `${digest(find(changed, name))}  ${name}\n`).join('')
      return replace(file('.deploy-kit/SHA256SUMS', sums))(changed)
    }

  const CHANGES: readonly (readonly [string, Change, string])[] = [
    ['a byte of a file', flip('a.txt', 2), 'a.txt was changed'],
    ['a byte of a long file', flip('big.bin', 1_199_999), 'big.bin was changed'],
    ['a byte of the manifest', flip('.deploy-kit/manifest', 40), 'its manifest was changed'],
    ['a byte of the record', flip('.deploy-kit/record.json', 20), 'its manifest was changed'],
    ['a byte of the checksums', flip('.deploy-kit/SHA256SUMS', 3), 'its manifest was changed'],
    ['invalid UTF-8 in the record', edit('.deploy-kit/record.json', (body) => Buffer.concat([body.subarray(0, -2), Buffer.from([0xff]), body.subarray(-1)])), 'its manifest was changed'],
    ['a file less', remove('a.txt'), 'a.txt is missing'],
    ['a folder less', remove('empty/'), 'empty is missing'],
    ['a file more', (members) => [...members, file('new.txt')], 'new.txt was added'],
    ['a file more where none is deployed', (members) => [...members, file('.git/config')], '.git/config was added'],
    ['a file more among our own', (members) => [...members, file('.deploy-kit/more')], '.deploy-kit/more was added'],
    ['a .deployignore', (members) => [...members, file('.deployignore', '*.txt')], '.deployignore was added'],
    ['a file twice', (members) => [...members, file('a.txt', 'HELLO\n')], 'a.txt is in it twice'],
    ['a manifest twice', (members) => [...members, find(members, '.deploy-kit/manifest')], '.deploy-kit/manifest was added'],
    ['another mode', replace(file('a.txt', 'hello\n', 0o755)), 'a.txt was changed'],
    ['another target of a link', replace(makeMember({ type: 'link', path: 'link.txt', target: 'a.txt' })), 'link.txt was changed'],
    ['a file as a hard link', replace(makeMember({ type: 'hard-link', path: 'a.txt', target: 'big.bin', mode: 0o644 })), 'a.txt was changed'],
    ['a file as a folder', replace(makeMember({ type: 'folder', path: 'a.txt', mode: 0o755 })), 'a.txt'],
    ['no manifest, but the rest of our files', remove('.deploy-kit/manifest'), 'its manifest is not complete'],
    ['no checksums', remove('.deploy-kit/SHA256SUMS'), 'its manifest is not complete'],
    ['our files at the end', (members) => [...members.slice(3), ...members.slice(0, 3)], 'not at its beginning'],
    ['another manifest, of the right SHA-256', forgeManifest, 'a.txt was changed'],
    ['a record of a later version', reseal('{"schema":2}\n'), 'of a later version of deploy-kit'],
    ['a record that is no JSON', reseal('{'), 'its manifest is damaged'],
    ['a commit that is none', reseal('{"commit":{"id":"--upload-pack=x","isDirty":false,"subject":""},"schema":1}'), 'its manifest is damaged']
  ]

  test.each(CHANGES)('%s', async (_, change, message) => {
    const { output } = await make({ commit })
    const changed = writeMembers(output.replace('.tar.gz', '-changed.tar.gz'), change(readMembers(output)))
    await expect(local.readTree(changed, everything)).rejects.toMatchObject({
      code: 'DK_SOURCE_INVALID',
      message: expect.stringContaining(message),
      remedy: expect.stringMatching(/^Make it again with deploy-kit package/)
    })
  })

  test('nothing: written again by another program, it is as it was', async () => {
    const { output, tree } = await make({ commit })
    expect(await local.readTree(writeMembers(output, readMembers(output)), everything)).toEqual(tree)
  })

  test('cut off, anywhere', async () => {
    const { output } = await make({ commit })
    const bytes = readFileSync(output)
    for (const part of [0.01, 0.3, 0.7, 0.99]) {
      writeFileSync(output, bytes.subarray(0, Math.floor(bytes.length * part)))
      await expect(local.readTree(output, everything)).rejects.toMatchObject({ code: 'DK_SOURCE_INVALID' })
    }
    for (const keep of [1, 2, 3, 4, 6]) {
      writeFileSync(output, bytes)
      writeMembers(output, readMembers(output).slice(0, keep))
      await expect(local.readTree(output, everything)).rejects.toMatchObject({ code: 'DK_SOURCE_INVALID', message: expect.stringContaining('not as it was made') })
    }
  })

  test('any byte of the compressed file', async () => {
    const { output, tree } = await make({ source: newSource({ 'a.txt': 'hello\n', 'b/c.txt': 'x'.repeat(500) }), commit })
    const bytes = readFileSync(output)
    const silent: number[] = []
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 0x10
      writeFileSync(output, changed)
      const read = await local.readTree(output, everything).catch(() => undefined)
      // A byte that says nothing about the content (the system that compressed it) may differ.
      if (read !== undefined) silent.push(at)
      if (read !== undefined) expect(read).toEqual(tree)
    }
    expect(silent.every((at) => at < 10)).toBe(true)
  })

  test('one that tar made has no manifest, and is what it is', async () => {
    const { output, tree } = await make()
    const plain = writeMembers(output, readMembers(output).slice(3))
    expect(await local.readTree(plain, everything)).toEqual(tree)
  })
})

describe('while it is written', () => {
  const leftIn = (folder: string): readonly string[] => readdirSync(folder).toSorted()

  test('a source that changes is found out, even at the same size, and an earlier package stays', async () => {
    const source = newSource({ 'a.txt': 'one', 'b.txt': 'b' })
    const target = scratch.write(scratch.next('target'), { 'p.tar.gz': 'the earlier one' })
    const output = path.join(target, 'p.tar.gz')
    const { entries } = await local.readTree(source, { ...everything, packageFile: output })
    for (const [text, message] of [['two', 'a.txt was changed'], ['longer', 'a.txt was changed while being sent']] as const) {
      writeFileSync(path.join(source, 'a.txt'), text)
      await expect(writePackage({ source, entries, output, commit })).rejects.toMatchObject({ code: 'DK_SOURCE_INVALID', message: expect.stringContaining(message) })
    }
    rmSync(path.join(source, 'a.txt'))
    await expect(writePackage({ source, entries, output, commit })).rejects.toMatchObject({ code: 'DK_SOURCE_INVALID' })
    expect(leftIn(target)).toEqual(['p.tar.gz'])
    expect(readFileSync(output, 'utf8')).toBe('the earlier one')
  })

  test('a run that is cancelled leaves nothing', async () => {
    const stop = new AbortController()
    const target = scratch.write(scratch.next('target'), { 'x/': '' })
    const output = path.join(target, 'p.tar.gz')
    await expect(make({ output, options: { signal: stop.signal, onBytes: () => stop.abort() } })).rejects.toMatchObject({ code: 'DK_CANCELLED' })
    expect(leftIn(target)).toEqual(['x'])
  })

  test('an output that cannot be written is named', async () => {
    const target = scratch.write(scratch.next('target'), { file: '', 'folder.tar.gz/': '' })
    await expect(make({ output: path.join(target, 'file/p.tar.gz') })).rejects.toMatchObject({ code: 'DK_INPUT_INVALID', message: expect.stringMatching(/p\.tar\.gz cannot be written: /) })
    await expect(make({ output: path.join(target, 'folder.tar.gz') })).rejects.toMatchObject({ code: 'DK_INPUT_INVALID', message: expect.stringContaining('it is a folder') })
    expect(leftIn(target)).toEqual(['file', 'folder.tar.gz'])
  })

  test('missing folders are made', async () => {
    const target = scratch.next('target')
    mkdirSync(target)
    const { output } = await make({ output: path.join(target, 'a/b/p.tgz') })
    expect(existsSync(output)).toBe(true)
  })

  test('progress is told', async () => {
    const told: number[] = []
    await make({ options: { onBytes: (bytes) => told.push(bytes) } })
    expect(told.length).toBeGreaterThan(1)
    expect(told).toEqual(told.toSorted((left, right) => left - right))
    expect(told.at(-1)).toBeGreaterThan(1_200_000)
  })
})
