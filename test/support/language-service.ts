import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ActionsMetadataProvider, Logger, validate, ValidationConfig } from '@actions/languageservice'
import { build } from 'esbuild'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { publishReferences, REPOSITORY } from '../../scripts/published-references.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** One complaint of GitHub's own language service about a document. */
export interface Finding {
  /** From 1. */
  readonly line: number
  readonly message: string
}

/** What our own references mean: the text of an action.yml or of a workflow of the kit, or undefined. */
export interface KitFiles {
  readAction(name: string): string | undefined
  readWorkflow(fileName: string): string | undefined
}

/** The files of the working tree. */
export const workingTree: KitFiles = {
  readAction: (name) => readIfThere(path.join(ROOT, 'actions', name, 'action.yml')),
  readWorkflow: (fileName) => readIfThere(path.join(ROOT, '.github/workflows', fileName))
}

/**
 * Checks a document as github.com does when it is committed: keys, expressions and their contexts, `needs`, the inputs of
 * our actions and of our reusable workflows. Inputs of foreign actions are not known here and not checked.
 */
export async function checkDocument(kind: 'workflow' | 'action', text: string, kit: KitFiles = workingTree): Promise<readonly Finding[]> {
  const service = await loadService()
  const failures: string[] = []
  // The service logs its own exceptions and then finds nothing: that must not look like a good document.
  service.registerLogger(collectErrors(failures))
  // It keeps what it parsed by address, and tells workflows from actions by address.
  const uri = `file:///${documents++}/${kind === 'action' ? 'action.yml' : '.github/workflows/checked.yml'}`
  const document = service.TextDocument.create(uri, 'yaml', 1, publishReferences(text))
  const diagnostics = await service.validate(document, toConfig(kit))
  if (failures.length > 0) throw new Error(`The language service failed: ${failures.join('; ')}`)
  return diagnostics.map(({ range, message }) => ({
    line: range.start.line + 1,
    message: typeof message === 'string' ? message : message.value
  }))
}

let documents = 0

function toConfig(kit: KitFiles): ValidationConfig {
  return {
    actionsMetadataProvider: { fetchActionMetadata: (reference) => fetchMetadata(reference, kit) },
    fileProvider: {
      getFileContent: (reference) => {
        const isOurs = 'repository' in reference && `${reference.owner}/${reference.repository}` === REPOSITORY
        const text = isOurs ? kit.readWorkflow(path.posix.basename(reference.path)) : undefined
        if (text === undefined) return Promise.reject(new Error(`there is no ${reference.path}`))
        return Promise.resolve({ name: reference.path, content: text })
      }
    }
  }
}

type Metadata = Awaited<ReturnType<ActionsMetadataProvider['fetchActionMetadata']>>
type Reference = Parameters<ActionsMetadataProvider['fetchActionMetadata']>[0]

function fetchMetadata(reference: Reference, kit: KitFiles): Promise<Metadata> {
  // No `inputs`: whatever a foreign action is given is accepted. Undefined would mean that it does not exist.
  if (`${reference.owner}/${reference.name}` !== REPOSITORY) return Promise.resolve({ name: reference.name, description: '' })
  const text = reference.path === undefined ? undefined : kit.readAction(reference.path)
  if (text === undefined) return Promise.resolve(undefined)
  return Promise.resolve(parse(text) as Metadata)
}

function collectErrors(failures: string[]): Logger {
  const ignore = (): void => undefined
  return { error: (message) => void failures.push(message), warn: ignore, info: ignore, log: ignore }
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

interface Service {
  readonly validate: typeof validate
  readonly registerLogger: (logger: Logger) => void
  readonly TextDocument: typeof TextDocument
}

let loading: Promise<Service> | undefined

function loadService(): Promise<Service> {
  loading ??= bundle().then((file): Promise<Service> => import(pathToFileURL(file).href))
  return loading
}

/** The published package imports JSON without an import attribute, which Node refuses: so it is bundled, once per version. */
async function bundle(): Promise<string> {
  const folder = path.join(ROOT, '.cache')
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'node_modules/@actions/languageservice/package.json'), 'utf8')) as {
    version: string
  }
  const file = path.join(folder, `languageservice-${manifest.version}.mjs`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const unfinished = path.join(folder, `languageservice-${process.pid}.mjs`)
  await build({
    stdin: {
      contents: `export { validate, registerLogger } from '@actions/languageservice'
        export { TextDocument } from 'vscode-languageserver-textdocument'`,
      resolveDir: ROOT
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    // A package inside is CommonJS and requires Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
    outfile: unfinished,
    logLevel: 'silent'
  })
  renameSync(unfinished, file)
  return file
}
