import { cpSync, existsSync, globSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from '@jest/globals'
import { findLoadedFiles, measureFirstOutput } from '../support/loaded-files.ts'

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))
const dist = path.join(root, 'dist')
const copies = mkdtempSync(path.join(os.tmpdir(), 'dk-dist-'))
afterAll(() => rmSync(copies, { recursive: true, force: true }))

const sources = path.join(copies, 'sources')

/** What the build reads, at one moment: someone may be editing. */
function copySources(): void {
  for (const name of ['packages', 'actions', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(path.join(root, name), path.join(sources, name), { recursive: true })
  }
}

/** Builds in a clean copy, with packages that are files of their own (a linked folder would change names in the bundle). */
function buildIn(folder: string): ReadonlyMap<string, string> {
  cpSync(sources, folder, { recursive: true })
  linkTree(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', path.join(folder, 'scripts/build.ts')], { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The build in ${folder} failed:\n${stdout}${stderr}`)
  return readHashes(path.join(folder, 'dist'))
}

function linkTree(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isFile()) linkOrCopy(source, target)
    else cpSync(source, target, { verbatimSymlinks: true })
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    // Another file system.
    cpSync(source, target)
  }
}

function readHashes(folder: string): ReadonlyMap<string, string> {
  const names = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = names.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort()
  return new Map(files.map((file) => [file, createHash('sha256').update(readFileSync(path.join(folder, file))).digest('hex')]))
}

describe('two clean builds', () => {
  let first: ReadonlyMap<string, string>

  test('in different folders are the same, byte for byte', () => {
    copySources()
    first = buildIn(path.join(copies, 'one'))
    const second = buildIn(path.join(copies, 'a much deeper', 'folder', 'two'))
    expect(second).toEqual(first)
  }, 180_000)

  test('are the dist/ of the repository (npm run build makes it current)', () => {
    expect(readHashes(dist)).toEqual(first)
  })
})

test('dist/SHA256SUMS lists every file', () => {
  const sums = readFileSync(path.join(dist, 'SHA256SUMS'), 'utf8').trimEnd().split('\n')
  const expected = [...readHashes(dist)].filter(([file]) => file !== 'SHA256SUMS').map(([file, hash]) => `${hash}  ${file}`)
  expect(sums).toEqual(expected)
})

test('no file that was built on a machine, and no path of one', () => {
  for (const file of readHashes(dist).keys()) {
    expect(file).not.toMatch(/\.(node|exe)$/)
    const text = readFileSync(path.join(dist, file), 'utf8')
    for (const machine of [root, os.homedir() === '/' ? root : `${os.homedir()}/`]) expect(text.includes(machine)).toBe(false)
  }
})

const actions = globSync('actions/*/main.ts', { cwd: root }).map((file) => path.basename(path.dirname(file)))

test.each(actions)('%s has its bundle, and a post step where it has a post.ts', (name) => {
  expect(existsSync(path.join(dist, `${name}.js`))).toBe(true)
  expect(existsSync(path.join(dist, `${name}-post.js`))).toBe(existsSync(path.join(root, 'actions', name, 'post.ts')))
})

describe('cold start', () => {
  test('ssh-deploy loads less than 2 MB, and nothing of GitHub without a token', async () => {
    const loaded = await findLoadedFiles(path.join(dist, 'ssh-deploy.js'))
    expect([...loaded.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(2_000_000)
    for (const file of loaded.keys()) expect(readFileSync(path.join(dist, file), 'utf8')).not.toContain('createDeploymentStatus:')
  })

  test.each([
    ['ssh-deploy', {}],
    ['package', { INPUT_SOURCE: path.join(root, 'docs'), 'INPUT_PLAN-ONLY': 'true' }]
  ])('%s loads no client for artifacts without the input artifact-name', async (name, env) => {
    const isClient = (file: string): boolean => readFileSync(path.join(dist, file), 'utf8').includes('class BlobServiceClient')
    expect(globSync('*.kit.js', { cwd: dist }).some(isClient)).toBe(true)
    const loaded = await findLoadedFiles(path.join(dist, `${name}.js`), env)
    expect([...loaded.keys()].filter(isClient)).toEqual([])
  })

  test.each(['ssh-deploy', 'backup'])('%s loads no client for storages without the input storage', async (name) => {
    const isClient = (file: string): boolean => readFileSync(path.join(dist, file), 'utf8').includes('class S3Client')
    expect(globSync('*.kit.js', { cwd: dist }).some(isClient)).toBe(true)
    const loaded = await findLoadedFiles(path.join(dist, `${name}.js`))
    expect([...loaded.keys()].filter(isClient)).toEqual([])
  })

  test('first output after less than 150 ms', async () => {
    const times: number[] = []
    // The best of some: other processes of the machine are not what is measured.
    for (let round = 0; round < 7; round++) times.push(await measureFirstOutput(path.join(dist, 'ssh-deploy.js')))
    expect(Math.min(...times)).toBeLessThan(150)
  })
})
