// Builds dist/: every action and the command line as bundles that need no node_modules.
//   npm run build [-- --out DIR]
// One bundle for all, in which every entry is loaded lazily: what actions share is there once, and an action loads only
// what it uses. The same sources and packages give the same bytes in any folder (test/e2e/check-dist).
import { createHash } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import ts from 'typescript'
import { withoutComments } from './without-comments.ts'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const staging = path.join(root, 'build')

interface Entry {
  /** Of the file in dist/ that starts it, without `.js`. */
  readonly name: string
  /** The module whose import is the run, from the root. */
  readonly module: string
}

async function build(out: string): Promise<void> {
  const started = performance.now()
  await rm(staging, { recursive: true, force: true })
  const entries = [...(await findEntries()), { name: 'cli', module: 'packages/cli/main.ts' }]
  for (const folder of ['packages', 'actions']) await transpileFolder(folder)
  await writeStaged('entry.js', renderEntry(entries))
  const files = await bundle(path.join(staging, 'entry.js'))
  for (const { name } of entries) files.set(`${name}.js`, renderStub(name))
  files.set('package.json', '{\n  "type": "module"\n}\n')
  refuseMachinePaths(files)
  await writeOutput(out, files)
  process.stdout.write(`Built ${files.size} files in ${out} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

/** `actions/<name>/main.ts` starts as `<name>.js`, `post.ts` as `<name>-post.js`. */
async function findEntries(): Promise<readonly Entry[]> {
  const actions = (await readdir(path.join(root, 'actions'), { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const entries = await Promise.all(
    actions.map(async ({ name }) => {
      const files = await readdir(path.join(root, 'actions', name))
      return ['main.ts', 'post.ts']
        .filter((file) => files.includes(file))
        .map((file) => ({ name: file === 'main.ts' ? name : `${name}-post`, module: `actions/${name}/${file}` }))
    })
  )
  return entries.flat().sort((left, right) => (left.name < right.name ? -1 : 1))
}

/** Types are checked by `npm run check`; here they are only removed, file by file. */
async function transpileFolder(folder: string): Promise<void> {
  for (const entry of await readdir(path.join(root, folder), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.d.ts')) continue
    const source = path.join(entry.parentPath, entry.name)
    const { outputText } = ts.transpileModule(await readFile(source, 'utf8'), {
      fileName: source,
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
        rewriteRelativeImportExtensions: true,
        removeComments: true
      }
    })
    await writeStaged(path.relative(root, source).replace(/\.ts$/, '.js'), outputText)
  }
}

async function writeStaged(name: string, text: string): Promise<void> {
  const file = path.join(staging, name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}

function renderEntry(entries: readonly Entry[]): string {
  const rows = entries.map(({ name, module }) => `  ${JSON.stringify(name)}: () => import(${JSON.stringify(`./${module.replace(/\.ts$/, '.js')}`)})`)
  return `const entries = {\n${rows.join(',\n')}\n}\n\nexport const start = (name) => entries[name]()\n`
}

function renderStub(name: string): string {
  const shebang = name === 'cli' ? '#!/usr/bin/env node\n' : ''
  return `${shebang}import { start } from './kit.js'\n\nawait start(${JSON.stringify(name)})\n`
}

interface Bundle {
  readonly code: string
  readonly assets: Readonly<Record<string, { readonly source: string | Uint8Array }>>
}

/** A name that the compiler does not look up: the package has no types. */
const BUNDLER: string = '@vercel/ncc'

type Bundler = (file: string, options: Readonly<Record<string, unknown>>) => Promise<Bundle>

/** Packages written for CommonJS use these two names, which an ES module does not have. */
const BANNER =
  "import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';" +
  'const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);\n'

/** Built on the machine that installed the package, or for Windows only; ssh2 does without both. */
const UNWANTED = /\.node$|pagent\.exe$/

async function bundle(entry: string): Promise<Map<string, string | Uint8Array>> {
  const { default: ncc } = (await import(BUNDLER)) as { default: Bundler }
  const { code, assets } = await ncc(entry, {
    cache: false,
    quiet: true,
    target: 'es2022',
    filename: 'kit.js',
    sourceMapRegister: false,
    license: 'licenses.txt'
  })
  const files = new Map<string, string | Uint8Array>([['kit.js', BANNER + withoutComments(code)]])
  for (const [name, { source }] of Object.entries(assets)) {
    if (UNWANTED.test(name) || name === 'package.json') continue
    files.set(name, name.endsWith('.js') ? BANNER + withoutComments(String(source)) : source)
  }
  return files
}

function refuseMachinePaths(files: ReadonlyMap<string, string | Uint8Array>): void {
  for (const [name, content] of files) {
    if (Buffer.from(content).includes(root)) throw new Error(`${name} holds a path of this machine (${root}): the build would not be reproducible`)
  }
}

async function writeOutput(out: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  await mkdir(out, { recursive: true })
  for (const name of await readdir(out)) if (/\.js$|\.txt$|^SHA256SUMS$/.test(name)) await rm(path.join(out, name))
  const sorted = [...files].sort(([left], [right]) => (left < right ? -1 : 1))
  for (const [name, content] of sorted) {
    await mkdir(path.dirname(path.join(out, name)), { recursive: true })
    await writeFile(path.join(out, name), content)
  }
  await chmod(path.join(out, 'cli.js'), 0o755)
  const sums = sorted.map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`)
  await writeFile(path.join(out, 'SHA256SUMS'), sums.join(''))
}

const { values } = parseArgs({ options: { out: { type: 'string', default: path.join(root, 'dist') } } })
await build(path.resolve(values.out))
