import { DeployKitError, render, renderSize, Secret, type CopyToStorageStep } from '../../core/index.ts'
import { findEndingError } from '../ending-error.ts'
import { runJournaled } from '../journal.ts'
import { journalOf } from '../step-commands.ts'
import type { StepContext, StepEnding } from '../step-context.ts'
import { TextLines } from '../text-lines.ts'
import type { RunResult } from '../transports/transport.ts'
import type { Bucket } from './bucket.ts'
import { splitIntoParts, type Part } from './file-parts.ts'
import { useBucket } from './load-bucket.ts'
import { inTurns, listFolders, removeFolder } from './storage-reader.ts'

/** A file that is about to be sent. */
interface Upload {
  readonly file: FileOnHost
  readonly key: string
  /** Undefined: it is sent in one piece. */
  readonly uploadId: string | undefined
  readonly parts: readonly Part[]
}

interface FileOnHost {
  readonly name: string
  readonly sizeBytes: number
}

/** What the host says of a part that it has sent. */
interface Sent {
  readonly etag: string
  readonly md5: string
}

/** See `CopyToStorageStep`. Throws DeployKitError; then there is no part of the file that counts, and no upload left open, as far as the storage can be reached. */
export async function copyToStorage(step: CopyToStorageStep, context: StepContext): Promise<StepEnding> {
  const files = await listFiles(step, context)
  const { storage, folder } = step.to
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  await useBucket(storage, context.signal, async (bucket) => {
    await removeLeftovers(bucket, step)
    const copy = new Copy(bucket, total, { step, context })
    const isLast = ({ name }: FileOnHost): boolean => name === step.marks.last
    const isFirst = ({ name }: FileOnHost): boolean => name === step.marks.first
    await copy.send(files.filter(isFirst))
    await copy.send(files.filter((file) => !isFirst(file) && !isLast(file)))
    await copy.send(files.filter(isLast))
  })
  return { detail: `${files.length} files, ${renderSize(total)}, in ${folder}/${step.name}` }
}

async function listFiles(step: CopyToStorageStep, context: StepContext): Promise<readonly FileOnHost[]> {
  const result = await runOnce(step, context, { part: 'list', stdin: undefined })
  return result.stdout.split('\n').flatMap((line) => {
    const [name = '', bytes = ''] = line.split('\t')
    return /^\d+$/.test(bytes) ? [{ name, sizeBytes: Number(bytes) }] : []
  })
}

/** The lock on the host keeps others from writing here meanwhile. What is not of ours stays. */
async function removeLeftovers(bucket: Bucket, step: CopyToStorageStep): Promise<void> {
  const { to, name, marks } = step
  const { folder } = to
  await bucket.abortUploads(`${folder}/`)
  for (const found of await listFolders(bucket, to, [])) {
    const has = (file: string): boolean => found.files.some((each) => each.name === file)
    if (found.name === name && has(marks.last)) throw alreadyThere(step)
    if (found.name === name || (has(marks.first) && !has(marks.last))) await removeFolder(bucket, { folder, ...found }, marks)
  }
}

/** Whoever overwrites one copy with another has lost it when that breaks off. */
function alreadyThere({ to, name, id, host }: CopyToStorageStep): DeployKitError {
  return new DeployKitError('DK_STORAGE_FAILED', {
    message: `There is a copy ${name} in s3://${to.storage.bucket}/${to.folder} already, and it is not overwritten`,
    remedy: 'Look at it (deploy-kit backups list), and remove it there by hand when it may go',
    step: id,
    host
  })
}

class Copy {
  readonly #bucket: Bucket
  readonly #step: CopyToStorageStep
  readonly #context: StepContext
  readonly #totalBytes: number
  #doneBytes = 0
  #sends = 0

  constructor(bucket: Bucket, totalBytes: number, { step, context }: { readonly step: CopyToStorageStep; readonly context: StepContext }) {
    this.#bucket = bucket
    this.#totalBytes = totalBytes
    this.#step = step
    this.#context = context
  }

  /** All of them in one command of the host. */
  async send(files: readonly FileOnHost[]): Promise<void> {
    const { to, name } = this.#step
    try {
      const uploads = await inTurns(files, (file) => this.#begin(file))
      const lines = (await inTurns(uploads, (upload) => this.#sign(upload))).flat()
      const stdin = new Secret('addresses in the storage', `${lines.join('\n')}\n`)
      this.#sends += 1
      const sizes = new Map(lines.map((line) => line.split('\t')).map(([file, first, bytes]) => [`${file}\t${first}`, Number(bytes)]))
      const onLine = (line: string): void => this.#tell(sizes.get(line.split('\t').slice(0, 2).join('\t')) ?? 0)
      const { stdout } = await runOnce(this.#step, this.#context, { part: `send-${this.#sends}`, stdin, onLine })
      const sent = parseSent(stdout)
      await inTurns(uploads, (upload) => this.#finish(upload, sent))
    } catch (thrown) {
      // Parts that are kept cost money; also when this was cancelled. What cannot be ended now is ended by the next run.
      await useBucket(to.storage, undefined, (bucket) => bucket.abortUploads(`${to.folder}/${name}/`)).catch(() => undefined)
      throw thrown
    }
  }

  #tell(bytes: number): void {
    this.#doneBytes += bytes
    this.#context.listen({ type: 'step-progress', step: this.#step, doneBytes: this.#doneBytes, totalBytes: this.#totalBytes })
  }

  async #begin(file: FileOnHost): Promise<Upload> {
    const { to, name } = this.#step
    const key = `${to.folder}/${name}/${file.name}`
    const parts = splitIntoParts(file.sizeBytes)
    return { file, key, parts, uploadId: parts.length === 1 ? undefined : await this.#bucket.beginParts(key) }
  }

  async #sign({ file, key, uploadId, parts }: Upload): Promise<readonly string[]> {
    const { timeoutSeconds } = this.#step
    return await inTurns(parts, async ({ number, firstMebibyte, sizeBytes }) => {
      const address =
        uploadId === undefined ? await this.#bucket.presignWrite(key, timeoutSeconds) : await this.#bucket.presignPart(key, { uploadId, number }, timeoutSeconds)
      return [file.name, firstMebibyte, sizeBytes, address].join('\t')
    })
  }

  async #finish({ file, key, uploadId, parts }: Upload, sent: ReadonlyMap<string, Sent>): Promise<void> {
    const told = parts.map(({ firstMebibyte }) => sent.get(`${file.name}\t${firstMebibyte}`))
    const whole = told.filter((part) => part !== undefined)
    if (whole.length < parts.length) throw this.#refuse(`the host has not sent all of ${file.name}`)
    if (uploadId !== undefined) await this.#bucket.completeParts(key, uploadId, whole.map(({ etag }) => etag))
    // A storage that says yes and keeps something else is not believed.
    const { sizeBytes, md5 } = await this.#bucket.look(key)
    if (sizeBytes !== file.sizeBytes) throw this.#refuse(`${file.name} has ${sizeBytes} bytes there, and ${file.sizeBytes} here`)
    if (uploadId === undefined && md5 !== undefined && md5 !== whole[0]?.md5) throw this.#refuse(`${file.name} has another content there`)
  }

  #refuse(what: string): DeployKitError {
    const { to, name, host } = this.#step
    return new DeployKitError('DK_STORAGE_FAILED', {
      message: `The copy of ${name} in s3://${to.storage.bucket}/${to.folder} is not what is on ${host}: ${what}`,
      remedy: 'It does not count there. The next backup copies it again'
    })
  }
}

function parseSent(stdout: string): ReadonlyMap<string, Sent> {
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [name, firstMebibyte, etag, md5] = line.split('\t')
      return md5 === undefined ? [] : [[`${name}\t${firstMebibyte}`, { etag: etag ?? '', md5 }] as const]
    })
  )
}

interface Run {
  /** Of the step: each has a journal of its own. */
  readonly part: string
  readonly stdin: Secret | undefined
  readonly onLine?: (line: string) => void
}

/** Detached, so that a lost connection neither ends what is sent nor begins it a second time. */
async function runOnce(step: CopyToStorageStep, context: StepContext, { part, stdin, onLine }: Run): Promise<RunResult> {
  const { line } = render(stdin === undefined ? step.list : step.send)
  const journal = journalOf({ ...step, id: `${step.id}-${part}` }, context)
  if (journal === undefined) throw new RangeError(`${step.id} needs a journal`)
  const told = new TextLines((text) => onLine?.(text))
  const onStdout = (chunk: Buffer): void => told.push(chunk)
  const command = { folder: journal, line, stdin, timeoutSeconds: step.timeoutSeconds, signal: context.signal, onStdout }
  const result = await runJournaled(context.transportFor(step.host), command, context.clock)
  const error = findEndingError(result, { ...step, step: step.id })
  if (error !== undefined) throw error
  return result
}
