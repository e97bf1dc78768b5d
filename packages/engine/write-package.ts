import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DeployKitError, digestTree, type ErrorCode, type WritePackageStep } from '../core/index.ts'
import { gzipStably } from './gzip-stably.ts'
import { PARTIAL } from './local-files/excludes.ts'
import { renderOwnFiles } from './local-files/package-manifest.ts'
import { readPackage } from './local-files/package.ts'
import { describeFailure, sourceError } from './local-files/source-problems.ts'
import { BatchWriter, packBytes, packFile } from './tar-batches.ts'
import { cancelled } from './until-aborted.ts'

export interface PackageOptions {
  /** What relative paths start from; default: that of the process. */
  readonly workingFolder?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Called about once a megabyte, with the bytes of the archive before compression. */
  readonly onBytes?: ((rawBytes: number) => void) | undefined
}

export interface WrittenPackage {
  /** Of the whole file, lower-case hex. */
  readonly sha256: string
  readonly sizeBytes: number
}

type PackageRequest = Pick<WritePackageStep, 'source' | 'entries' | 'commit' | 'output'>

/**
 * Writes a package of a folder: the same entries and commit give the same bytes, wherever and whenever, as far as zlib (a
 * part of Node) compresses the same way. What was written is read back and compared before it gets its name; on failure
 * nothing is left behind, and an earlier package stays.
 *
 * Throws DK_SOURCE_INVALID when the folder has changed since it was scanned, DK_DISK_FULL, DK_PERMISSION_DENIED or
 * DK_INPUT_INVALID for what is wrong with the output, and DK_CANCELLED.
 */
export async function writePackage(request: PackageRequest, options: PackageOptions = {}): Promise<WrittenPackage> {
  const workingFolder = options.workingFolder ?? '.'
  const output = path.resolve(workingFolder, request.output)
  const partial = `${output}${PARTIAL}${randomBytes(6).toString('hex')}`
  try {
    await mkdir(path.dirname(output), { recursive: true })
    const written = await writePartial(partial, { ...request, source: path.resolve(workingFolder, request.source) }, options)
    await requireAsScanned(partial, request)
    options.signal?.throwIfAborted()
    await rename(partial, output)
    return written
  } catch (thrown) {
    await rm(partial, { force: true }).catch(() => undefined)
    if (options.signal?.aborted === true) throw cancelled()
    throw thrown instanceof DeployKitError ? thrown : cannotWrite(request.output, thrown)
  }
}

async function writePartial(partial: string, request: PackageRequest, { signal, onBytes }: PackageOptions): Promise<WrittenPackage> {
  const digest = createHash('sha256')
  let sizeBytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk)
      sizeBytes += chunk.length
      done(null, chunk)
    }
  })
  // On disk before it is renamed: a machine that loses its power must not leave a good name on an empty file.
  const file = createWriteStream(partial, { flags: 'wx', flush: true })
  await pipeline(gzipStably(packPackage(request), onBytes), measure, file, signal === undefined ? {} : { signal })
  return { sha256: digest.digest('hex'), sizeBytes }
}

async function* packPackage({ source, entries, commit }: PackageRequest): AsyncGenerator<Buffer> {
  const writer = new BatchWriter()
  for (const { path: name, bytes } of renderOwnFiles(entries, commit)) {
    writer.addHeader({ type: 'file', path: name, mode: 0o644, sizeBytes: bytes.length, sha256: '' })
    yield* packBytes(writer, bytes)
    if (writer.isFull) yield writer.take()
  }
  for (const entry of entries) {
    writer.addHeader(entry)
    if (entry.type === 'file') yield* packFile(writer, `${source}/${entry.path}`, entry)
    if (writer.isFull) yield writer.take()
  }
  yield writer.takeLast()
}

/** Sizes are compared while files are packed; only the content itself tells that one was written to meanwhile. */
async function requireAsScanned(partial: string, { source, entries, output }: PackageRequest): Promise<void> {
  const reason = await readPackage(partial, { exclude: [], include: ['*'], name: output }).then(
    (tree) => (tree.digest === digestTree(entries) ? undefined : 'it holds something else'),
    (failure: unknown) => (failure instanceof Error ? failure.message : String(failure))
  )
  if (reason === undefined) return
  throw sourceError(`The source ${source} was changed while it was packaged (${reason})`, 'Package it again when nothing writes into it any more')
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'DK_DISK_FULL',
  EDQUOT: 'DK_DISK_FULL',
  EACCES: 'DK_PERMISSION_DENIED',
  EPERM: 'DK_PERMISSION_DENIED',
  EROFS: 'DK_PERMISSION_DENIED'
}

function cannotWrite(output: string, failure: unknown): DeployKitError {
  const code = failure instanceof Error && 'code' in failure ? CODES[String(failure.code)] : undefined
  return new DeployKitError(code ?? 'DK_INPUT_INVALID', {
    message: `The package ${output} cannot be written: ${describeFailure(failure)}`,
    remedy: 'Give another place by `output`, or make room there and give this user the right to write',
    cause: failure
  })
}
