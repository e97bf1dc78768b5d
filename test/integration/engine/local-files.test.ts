import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sealTree, type TreeEntry } from '../../../packages/core/index.ts'
import { createLocalFiles } from '../../../packages/engine/local-files/local-files.ts'
import { writeTarHeader, type TarEntry } from '../../../packages/engine/tar-header.ts'

const scratch = mkdtempSync(path.join(os.tmpdir(), 'dk-local-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const local = createLocalFiles(scratch, { environment: { PATH: process.env['PATH'], HOME: scratch } })
const everything = { exclude: [], include: [] }
let count = 0

/** A folder in the scratch folder; returns its relative name. */
function make(files: Readonly<Record<string, string>>): string {
  const name = `source-${(count += 1)}`
  mkdirSync(path.join(scratch, name))
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(scratch, name, file)), { recursive: true })
    writeFileSync(path.join(scratch, name, file), content)
  }
  return name
}

const within = (source: string, file: string): string => path.join(scratch, source, file)
const pathsOf = (tree: { readonly entries: readonly TreeEntry[] }): readonly string[] => tree.entries.map((entry) => entry.path)

describe('a folder', () => {
  test('gives its entries sorted, with modes that the host can work with', async () => {
    const source = make({ 'b.txt': 'b', 'a/x': 'hello\n', 'a.txt': '' })
    chmodSync(within(source, 'b.txt'), 0o4751)
    chmodSync(within(source, 'a'), 0o2770)
    symlinkSync('a/x', within(source, 'l'))
    expect((await local.readTree(source, everything)).entries).toEqual([
      { type: 'folder', path: 'a', mode: 0o770 },
      { type: 'file', path: 'a.txt', mode: 0o644, sizeBytes: 0, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
      { type: 'file', path: 'a/x', mode: 0o644, sizeBytes: 6, sha256: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03' },
      { type: 'file', path: 'b.txt', mode: 0o751, sizeBytes: 1, sha256: '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d' },
      { type: 'link', path: 'l', target: 'a/x' }
    ])
  })

  test.each([0, 1, 262_143, 262_144, 262_145, 1_048_576, 8_388_608, 8_388_609, 20_000_000])('a file of %d bytes has the hash that sha256sum says', async (size) => {
    const source = make({ f: '' })
    writeFileSync(within(source, 'f'), Buffer.alloc(size, 'deploy-kit '))
    const [entry] = (await local.readTree(source, everything)).entries
    const [expected] = execFileSync('sha256sum', [within(source, 'f')], { encoding: 'utf8' }).split(' ')
    expect(entry).toMatchObject({ sha256: expected, sizeBytes: size })
  })

  test('leaves out what is excluded, whole folders unread', async () => {
    const source = make({ '.git/config': '', 'node_modules/a/b': '', 'src/a.js': '', 'src/a.test.js': '', '.deployignore': '*.test.js\n', '.deploy-kit/x': '' })
    expect(pathsOf(await local.readTree(source, { exclude: ['node_modules/'], include: [] }))).toEqual(['src', 'src/a.js'])
  })

  test('names all secrets, unless they are asked for or excluded', async () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMII\n'
    const source = make({ '.env': '', 'a/.env.production': '', '.env.example': '', 'tls/server.pem': key, 'tls/ca.pem': 'CERT', '.ssh/id_rsa': key, 'index.js': '' })
    symlinkSync('../.env', within(source, 'a/.env.local'))
    await expect(local.readTree(source, everything)).rejects.toMatchObject({
      code: 'DK_SOURCE_INVALID',
      message: expect.stringMatching(
        /^The source source-\d+ cannot be deployed: these files hold secrets: (?=.*\.env,?)(?=.*a\/\.env\.production)(?=.*a\/\.env\.local)(?=.*tls\/server\.pem)(?=.*\.ssh\/id_rsa)(?!.*ca\.pem)(?!.*example)/
      ),
      remedy: expect.stringContaining('include')
    })
    const tree = await local.readTree(source, { exclude: ['.ssh'], include: ['.env', '.env.*', 'server.pem'] })
    expect(pathsOf(tree)).toEqual(['.env', '.env.example', 'a', 'a/.env.local', 'a/.env.production', 'index.js', 'tls', 'tls/ca.pem', 'tls/server.pem'])
  })

  test('tells all problems at once', async () => {
    const source = make({ 'a\nb': '', 'fine.txt': '' })
    symlinkSync('/etc/passwd', within(source, 'absolute'))
    symlinkSync('../../x', within(source, 'climbs'))
    execFileSync('mkfifo', [within(source, 'pipe')])
    writeFileSync(Buffer.concat([Buffer.from(`${within(source, 'bad-')}`), Buffer.from([0xff, 0xfe])]), '')
    const server = net.createServer()
    await new Promise<void>((resolve) => server.listen(within(source, 's.sock'), resolve))
    const failure = await local.readTree(source, everything).catch((thrown: unknown) => thrown)
    await new Promise((resolve) => server.close(resolve))
    expect(failure).toMatchObject({ code: 'DK_SOURCE_INVALID' })
    const { message } = failure as Error
    for (const part of [
      'the name "a\\nb" cannot be deployed',
      'the link absolute points out of the tree (/etc/passwd)',
      'the link climbs points out of the tree (../../x)',
      'pipe is a named pipe',
      's.sock is a socket',
      'is not valid UTF-8'
    ]) {
      expect(message).toContain(part)
    }
    expect(message).not.toContain('fine.txt')
  })

  test('a name with the replacement character itself is fine', async () => {
    expect(pathsOf(await local.readTree(make({ 'odd \uFFFD': '' }), everything))).toEqual(['odd \uFFFD'])
  })

  test.each<[string, () => string, string]>([
    ['missing', () => 'not-there', 'is not there'],
    ['empty', () => make({}), 'holds nothing to deploy'],
    ['only folders', () => (mkdirSync(within(make({}), 'a')), `source-${count}`), 'holds nothing to deploy'],
    ['all excluded', () => make({ '.git/x': '' }), 'holds nothing to deploy']
  ])('a source that is %s', async (_, prepare, message) => {
    await expect(local.readTree(prepare(), everything)).rejects.toMatchObject({ code: 'DK_SOURCE_INVALID', message: expect.stringContaining(message) })
  })

  test('thousands of files do not keep others waiting', async () => {
    const source = make(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`d${index % 50}/f${index}`, `${index}`])))
    let turns = 0
    const timer = setInterval(() => (turns += 1), 1)
    const tree = await local.readTree(source, everything)
    clearInterval(timer)
    expect(tree.entries).toHaveLength(5050)
    expect(turns).toBeGreaterThan(2)
  })
})

describe('the cache of hashes', () => {
  /** The ctime of a file cannot be set back, so the clock is put forward until the file is old enough. */
  const LATER_MS = 3000
  const cached = (folder: string, later = 0) => createLocalFiles(scratch, { cacheFolder: path.join(scratch, folder), now: () => Date.now() + later })
  const age = (source: string, ...files: string[]): void => {
    for (const file of files) utimesSync(within(source, file), 1_600_000_000, 1_600_000_000)
  }

  /** What a cache says of a file, whatever is in it: a wrong hash that comes back proves that it was not read. */
  function poison(folder: string, from: string, to: string): void {
    const [file = ''] = readdirSync(path.join(scratch, folder))
    const [, ...lines] = readFileSync(path.join(scratch, folder, file), 'utf8').replaceAll(from, to).split('\n')
    const body = lines.join('\n')
    const digest = execFileSync('sha256sum', { input: body, encoding: 'utf8' }).slice(0, 64)
    writeFileSync(path.join(scratch, folder, file), `deploy-kit hashes 1 ${digest}\n${body}`)
  }

  const sha = (text: string): string => execFileSync('sha256sum', { input: text, encoding: 'utf8' }).slice(0, 64)

  test('spares reading an unchanged file, and is never wrong about a changed one', async () => {
    const source = make({ a: 'one', b: 'two' })
    age(source, 'a', 'b')
    const local = cached('cache-1', LATER_MS)
    const first = await local.readTree(source, everything)
    expect(await local.readTree(source, everything)).toEqual(first)
    expect(statSync(path.join(scratch, 'cache-1')).mode & 0o777).toBe(0o700)
    poison('cache-1', sha('one'), 'f'.repeat(64))
    expect((await local.readTree(source, everything)).entries[0]).toMatchObject({ sha256: 'f'.repeat(64) })
    writeFileSync(within(source, 'a'), 'ONE')
    age(source, 'a')
    expect((await local.readTree(source, everything)).entries[0]).toMatchObject({ sha256: sha('ONE') })
  })

  test('does not remember a file that was written just now', async () => {
    const source = make({ a: 'one' })
    const local = cached('cache-2')
    await local.readTree(source, everything)
    expect(readdirSync(scratch)).not.toContain('cache-2')
  })

  test('a damaged cache, or one that cannot be written, is as if there was none', async () => {
    const source = make({ a: 'one' })
    const local = cached('cache-3', LATER_MS)
    const tree = await local.readTree(source, everything)
    const file = path.join(scratch, 'cache-3', readdirSync(path.join(scratch, 'cache-3'))[0] ?? '')
    writeFileSync(file, readFileSync(file, 'utf8').replace(sha('one'), 'f'.repeat(64)))
    expect(await local.readTree(source, everything)).toEqual(tree)
    writeFileSync(path.join(scratch, 'a-file'), '')
    expect(await cached('a-file/cache').readTree(source, everything)).toEqual(tree)
  })
})

describe('a package', () => {
  function pack(source: string, ...words: readonly string[]): string {
    const name = `package-${(count += 1)}.tar.gz`
    execFileSync('tar', ['-czf', path.join(scratch, name), '-C', path.join(scratch, source), ...words])
    return name
  }

  /** An archive that no honest tar would make. */
  function forge(...entries: readonly (TarEntry & { readonly content?: string })[]): string {
    const name = `package-${(count += 1)}.tar.gz`
    const blocks = entries.flatMap((entry) => {
      const header = Buffer.alloc(4096)
      const content = Buffer.from(entry.content ?? '')
      return [header.subarray(0, writeTarHeader(header, 0, entry)), content, Buffer.alloc((512 - (content.length % 512)) % 512)]
    })
    writeFileSync(path.join(scratch, name), gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)])))
    return name
  }

  const file = (name: string, content = ''): TarEntry & { readonly content: string } => ({ type: 'file', path: name, mode: 0o644, sizeBytes: content.length, sha256: '', content })

  test('gives the tree of the folder that it was made of', async () => {
    const source = make({ 'a/b': 'b', 'ünïcode': 'x', [`${'l'.repeat(120)}/${'m'.repeat(120)}`]: 'long' })
    mkdirSync(within(source, 'empty'))
    symlinkSync('a/b', within(source, 'link'))
    const tree = await local.readTree(source, everything)
    expect(await local.readTree(pack(source, '.'), everything)).toEqual(tree)
    expect(await local.readTree(pack(source, '--format=pax', '.'), everything)).toEqual(tree)
    expect(await local.readTree(pack(source, 'a', 'empty', 'link', 'ünïcode', 'l'.repeat(120)), everything)).toEqual(tree)
  })

  test('hard links become files, and missing folders are made', async () => {
    const name = forge(file('d/a', 'text'), { type: 'hard-link', path: 'd/b', target: 'd/a', mode: 0o644 })
    const { entries } = await local.readTree(name, everything)
    const sha256 = '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1'
    expect(entries).toEqual([
      { type: 'folder', path: 'd', mode: 0o755 },
      { type: 'file', path: 'd/a', mode: 0o644, sizeBytes: 4, sha256 },
      { type: 'file', path: 'd/b', mode: 0o644, sizeBytes: 4, sha256 }
    ])
  })

  test('exclude and .deployignore work as in a folder', async () => {
    const source = make({ 'logs/a.log': '', 'x/keep': '', 'x/.git/config': '', '.deployignore': 'logs/\n', 'b.txt': '' })
    expect(pathsOf(await local.readTree(pack(source, '.'), { exclude: ['*.txt'], include: [] }))).toEqual(['x', 'x/keep'])
  })

  test.each<[string, () => string, string]>([
    ['an absolute path', () => forge(file('/etc/cron.d/x')), 'the name "/etc/cron.d/x" cannot be deployed'],
    ['a path that climbs', () => forge(file('a/../../x')), 'the name "a/../../x" cannot be deployed'],
    ['a link that leaves', () => forge({ type: 'link', path: 'l', target: '../../etc' }), 'the link l points out of the tree'],
    ['a file behind a link', () => forge({ type: 'link', path: 'l', target: 'd' }, file('l/x')), 'l/x is inside of l, which is a link'],
    ['a file twice', () => forge(file('a', '1'), file('a', '2')), 'a is in the package twice'],
    ['a hard link to nothing', () => forge(file('b'), { type: 'hard-link', path: 'a', target: '../b', mode: 0o644 }), 'a is a hard link to something'],
    ['secrets', () => forge(file('.env', 'X=1'), file('k.pem', '-----BEGIN PRIVATE KEY-----')), 'these files hold secrets: .env, k.pem'],
    ['nothing', () => forge(), 'cannot be read'],
    ['only a folder', () => forge({ type: 'folder', path: 'a', mode: 0o755 }), 'holds nothing to deploy'],
    ['another format', () => (writeFileSync(path.join(scratch, 'x.tar.gz'), 'PK'), 'x.tar.gz'), 'cannot be read'],
    ['half of it', () => cut(pack(make({ a: 'x'.repeat(100_000) }), '.')), 'cannot be read']
  ])('%s is refused', async (_, prepare, message) => {
    await expect(local.readTree(prepare(), everything)).rejects.toMatchObject({ code: 'DK_SOURCE_INVALID', message: expect.stringContaining(message) })
  })

  test('a named pipe in it is refused', async () => {
    const source = make({ a: '' })
    execFileSync('mkfifo', [within(source, 'p')])
    await expect(local.readTree(pack(source, '.'), everything)).rejects.toMatchObject({ message: expect.stringContaining('p is a FIFO') })
  })

  function cut(name: string): string {
    const bytes = readFileSync(path.join(scratch, name))
    writeFileSync(path.join(scratch, name), bytes.subarray(0, Math.floor(bytes.length / 2)))
    return name
  }
})

test('text and existence', async () => {
  const source = make({ a: 'text ä', b: '' })
  writeFileSync(within(source, 'latin1'), Buffer.from([0x61, 0xe4]))
  expect(await local.readText(`${source}/a`)).toBe('text ä')
  expect(await Promise.all([source, `${source}/a`, 'nothing', '/dev/null'].map((name) => local.exists(name)))).toEqual(['folder', 'file', undefined, undefined])
  await expect(local.readText('nothing')).rejects.toMatchObject({ code: 'DK_SOURCE_INVALID', message: expect.stringContaining('there is no such file') })
  await expect(local.readText(`${source}/latin1`)).rejects.toMatchObject({ code: 'DK_SOURCE_INVALID', message: expect.stringContaining('UTF-8') })
})

describe('git', () => {
  const ids: string[] = []
  let repository = ''
  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-C', path.join(scratch, repository), '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], { encoding: 'utf8', stdio: 'pipe' }).trim()

  beforeAll(() => {
    repository = make({ 'app/a': 'a', 'other/b': 'b' })
    git('init', '-q', '-b', 'main')
    for (const subject of ['first', 'second: "quoted"', 'third']) {
      git('add', '.')
      git('commit', '-q', '--allow-empty', '-m', subject)
      ids.push(git('rev-parse', 'HEAD'))
    }
    git('tag', '-a', '-m', 'x', 'v1', ids[0] ?? '')
  })

  test('finds the commit, and whether the source differs from it', async () => {
    expect(await local.findCommit(repository)).toEqual({ id: ids[2], subject: 'third', isDirty: false })
    writeFileSync(within(repository, 'app/new'), '')
    expect(await local.findCommit(`${repository}/app`)).toMatchObject({ isDirty: true })
    expect(await local.findCommit(`${repository}/other`)).toMatchObject({ isDirty: false })
    expect(await local.findCommit(`${repository}/app/a`)).toMatchObject({ id: ids[2], isDirty: false })
    rmSync(within(repository, 'app/new'))
    expect(await local.findCommit(make({ a: '' }))).toBeUndefined()
    expect(await local.findCommit('nothing')).toBeUndefined()
  })

  test('is not led astray by the environment of a hook', async () => {
    const other = createLocalFiles(scratch, { environment: { PATH: process.env['PATH'], GIT_DIR: '/nowhere', GIT_WORK_TREE: '/nowhere' } })
    expect(await other.findCommit(repository)).toMatchObject({ id: ids[2] })
  })

  test('resolves branches, tags and short ids', async () => {
    const names = ['main', 'v1', ids[1]?.slice(0, 8) ?? '', ids[1] ?? '', 'nothing', 'f'.repeat(40), '--all', '-h', 'HEAD:app/a']
    expect(await Promise.all(names.map((name) => local.resolveCommit(repository, name)))).toEqual([ids[2], ids[0], ids[1], ids[1], undefined, undefined, undefined, undefined, undefined])
  })

  test('knows ancestors, and what a shallow clone cannot know', async () => {
    const [first = '', second = '', third = ''] = ids
    const ask = (source: string, ancestor: string, commit: string) => local.isAncestor(source, ancestor, commit)
    expect(await Promise.all([ask(repository, first, third), ask(repository, third, first), ask(repository, third, third)])).toEqual([true, false, true])
    expect(await ask(repository, 'f'.repeat(40), third)).toBeUndefined()
    const shallow = `shallow-${(count += 1)}`
    execFileSync('git', ['clone', '-q', '--depth', '2', `file://${path.join(scratch, repository)}`, path.join(scratch, shallow)], { stdio: 'pipe' })
    expect(await Promise.all([ask(shallow, second, third), ask(shallow, third, second), ask(shallow, first, third)])).toEqual([true, false, undefined])
    execFileSync('git', ['-C', path.join(scratch, shallow), 'checkout', '-q', '-b', 'x'], { stdio: 'pipe' })
    expect(await local.resolveCommit(shallow, 'main')).toBe(third)
  })
})

test('a sealed tree equals one that was read', async () => {
  const tree = await local.readTree(make({ a: 'x' }), everything)
  expect(sealTree(tree.entries)).toEqual(tree)
})
