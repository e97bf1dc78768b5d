import { createHash } from 'node:crypto'
import { constants, createReadStream, writeSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DeployKitError, render, renderSize, script, type DownloadedFile, type DownloadStep, type ErrorCode } from '../../core/index.ts'
import { findEndingError } from '../ending-error.ts'
import type { StepContext, StepEnding } from '../step-context.ts'
import { useBucket } from './load-bucket.ts'
import { storageFailed } from './storage-failed.ts'

const MAX_ATTEMPTS = 5
const PARTIAL = '.partial'
const PROGRESS_EVERY_MS = 200

/** Gives what comes of one file after so many bytes to `take`, which is done with it when it returns: nothing piles up in memory. */
type Fetch = (file: DownloadedFile, offset: number, take: (chunk: Buffer) => void) => Promise<void>

/** See `DownloadStep`. Throws DK_BACKUP_DAMAGED for a file that is not what it should be; it is fetched anew by the next run. */
export async function download(step: DownloadStep, context: StepContext): Promise<StepEnding> {
  try {
    return await bringAll(step, context)
  } catch (thrown) {
    throw thrown instanceof DeployKitError ? thrown : cannotWrite(step, thrown)
  }
}

async function bringAll(step: DownloadStep, context: StepContext): Promise<StepEnding> {
  const partial = `${step.to}${PARTIAL}`
  await mkdir(partial, { recursive: true, mode: 0o700 })
  await removeOthers(partial, step.files)
  const total = step.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const had = (await Promise.all(step.files.map((file) => sizeOf(`${partial}/${file.name}`)))).reduce((sum, bytes) => sum + bytes, 0)
  const tell = tellBytes(step, { had, total }, context)
  const fetchAll = async (fetch: Fetch): Promise<void> => {
    for (const file of step.files) await bring(file, { step, partial, tell, fetch, signal: context.signal })
  }
  const { from } = step
  if (from.kind === 'host') await fetchAll(fetchFromHost(step, from.folder, context))
  else {
    await useBucket(from.place.storage, context.signal, (bucket) =>
      fetchAll(async (file, offset, take) => {
        const key = `${from.place.folder}/${file.name}`
        try {
          for await (const chunk of await bucket.openFrom(key, offset)) take(Buffer.from(chunk as Uint8Array))
        } catch (thrown) {
          throw thrown instanceof DeployKitError || findWriteProblem(thrown) !== undefined ? thrown : storageFailed(from.place.storage, `read ${key}`, thrown)
        }
      })
    )
  }
  await rename(partial, step.to)
  const resumed = had === 0 ? '' : `, ${renderSize(had)} of it were there from an earlier run`
  return { detail: `${step.files.length} files, ${renderSize(total)}${resumed}`, sentBytes: 0 }
}

interface Bringing {
  readonly step: DownloadStep
  readonly partial: string
  readonly tell: (bytes: number) => void
  readonly fetch: Fetch
  readonly signal: AbortSignal
}

async function bring(file: DownloadedFile, { step, partial, tell, fetch, signal }: Bringing): Promise<void> {
  const target = path.join(partial, file.name)
  const handle = await open(target, constants.O_WRONLY | constants.O_CREAT, 0o600)
  try {
    await fill(handle, file, { tell, fetch, signal })
    await handle.sync()
  } finally {
    await handle.close()
  }
  if ((await digestOf(target)) === file.sha256) return
  await rm(target, { force: true })
  throw new DeployKitError('DK_BACKUP_DAMAGED', {
    message: `${file.name} is not what it was when the backup was made`,
    remedy: `It was removed from ${partial}; the other files stay there. Run it again to see whether it was the way; otherwise take another backup (deploy-kit backups list)`,
    step: step.id,
    host: step.host
  })
}

/** From where it ended, also when it breaks off. More than there should be is no beginning of it. */
async function fill(handle: FileHandle, { name, sizeBytes, sha256 }: DownloadedFile, { tell, fetch, signal }: Pick<Bringing, 'tell' | 'fetch' | 'signal'>): Promise<void> {
  let offset = (await handle.stat()).size
  if (offset > sizeBytes) {
    await handle.truncate(0)
    offset = 0
  }
  for (let attempt = 1; offset < sizeBytes; attempt++) {
    try {
      await fetch({ name, sizeBytes, sha256 }, offset, (chunk) => {
        const wanted = Math.min(chunk.length, sizeBytes - offset)
        for (let at = 0; at < wanted; ) at += writeSync(handle.fd, chunk, at, wanted - at, offset + at)
        offset += wanted
        tell(wanted)
      })
      if (offset < sizeBytes) throw new DeployKitError('DK_BACKUP_DAMAGED', { message: `${name} ends after ${offset} bytes, and had ${sizeBytes}`, remedy: 'Take another backup (deploy-kit backups list)' })
    } catch (thrown) {
      // A disk that is full stays full; a connection may come back.
      if (attempt === MAX_ATTEMPTS || signal.aborted || findWriteProblem(thrown) !== undefined) throw thrown
    }
  }
}

function fetchFromHost({ id, host }: DownloadStep, folder: string, { transportFor, signal }: StepContext): Fetch {
  return async ({ name }, offset, take) => {
    const unwritable = new AbortController()
    const result = await transportFor(host).run({
      line: render(script('tail -c "+$2" "$1"', [`${folder}/${name}`, String(offset + 1)])).line,
      effect: 'read',
      signal: AbortSignal.any([signal, unwritable.signal]),
      keepStdoutBytes: 0,
      onStdout: (chunk) => {
        if (unwritable.signal.aborted) return
        try {
          take(chunk)
        } catch (thrown) {
          unwritable.abort(thrown)
        }
      }
    })
    if (unwritable.signal.aborted) throw unwritable.signal.reason
    const error = findEndingError(result, { title: `Read ${name}`, host, step: id })
    if (error !== undefined) throw error
  }
}

const CODES: Readonly<Record<string, ErrorCode>> = { ENOSPC: 'DK_DISK_FULL', EDQUOT: 'DK_DISK_FULL', EACCES: 'DK_PERMISSION_DENIED', EPERM: 'DK_PERMISSION_DENIED', EROFS: 'DK_PERMISSION_DENIED' }

function findWriteProblem(failure: unknown): ErrorCode | undefined {
  return failure instanceof Error && 'code' in failure ? CODES[String(failure.code)] : undefined
}

function cannotWrite({ to, id, host }: DownloadStep, failure: unknown): DeployKitError {
  return new DeployKitError(findWriteProblem(failure) ?? 'DK_INPUT_INVALID', {
    message: `${to} cannot be written: ${failure instanceof Error ? failure.message : String(failure)}`,
    remedy: `What has come stays in ${to}${PARTIAL}: make room or give another folder (--to), and run it again`,
    step: id,
    host,
    cause: failure
  })
}

async function removeOthers(folder: string, files: readonly DownloadedFile[]): Promise<void> {
  for (const name of await readdir(folder)) if (!files.some((file) => file.name === name)) await rm(path.join(folder, name), { recursive: true })
}

async function sizeOf(file: string): Promise<number> {
  return await stat(file).then(({ size }) => size, () => 0)
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

function tellBytes(step: DownloadStep, { had, total }: { readonly had: number; readonly total: number }, { clock, listen }: StepContext): (bytes: number) => void {
  let [done, last] = [had, -Infinity]
  return (bytes) => {
    done += bytes
    if (done < total && clock.now() - last < PROGRESS_EVERY_MS) return
    last = clock.now()
    listen({ type: 'step-progress', step, doneBytes: Math.min(done, total), totalBytes: total })
  }
}
