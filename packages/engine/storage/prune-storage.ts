import { render, type PruneStorageStep } from '../../core/index.ts'
import { findEndingError } from '../ending-error.ts'
import { runRepeatable } from '../run-repeatable.ts'
import type { StepContext, StepEnding } from '../step-context.ts'
import { useBucket } from './load-bucket.ts'
import { listFolders, removeFolder } from './storage-reader.ts'

/** See `PruneStorageStep`. Throws DeployKitError; nothing is removed when it could not be decided to the end. */
export async function pruneStorage(step: PruneStorageStep, context: StepContext): Promise<StepEnding> {
  const { from, marks, pin } = step
  return await useBucket(from.storage, context.signal, async (bucket) => {
    const found = await listFolders(bucket, from, [marks.first, pin])
    const whole = found.filter(({ files, texts }) => files.some(({ name }) => name === marks.last) && texts[marks.first] !== undefined)
    const lines = whole.map(({ name, texts, files }) => {
      const isPinned = files.some((file) => file.name === pin)
      return [name, firstLine(texts[marks.first]), isPinned ? firstLine(texts[pin]) || 'pinned in the storage' : '-'].join('\t')
    })
    const doomed = await decide(step, `${lines.join('\n')}\n`, context)
    const removed = whole.filter(({ name }) => doomed.includes(name) && (step.only.length === 0 || step.only.includes(name)))
    for (const each of removed) await removeFolder(bucket, { folder: from.folder, ...each }, marks)
    return { detail: removed.length === 0 ? 'nothing had to go' : removed.map(({ name }) => name).join(', ') }
  })
}

async function decide(step: PruneStorageStep, stdin: string, { transportFor, signal }: StepContext): Promise<readonly string[]> {
  const { line } = render(step.decide)
  const { timeoutSeconds } = step
  const result = await runRepeatable(transportFor(step.host), { line, stdin: () => stdin, effect: 'read', timeoutSeconds, signal })
  const error = findEndingError(result, { ...step, step: step.id })
  if (error !== undefined) throw error
  return result.stdout.split('\n').flatMap((text) => {
    const [name = '', decision] = text.split('\t')
    return decision === 'remove' ? [name] : []
  })
}

function firstLine(text = ''): string {
  return (text.split('\n')[0] ?? '').trim()
}
