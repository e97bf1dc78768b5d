import type { Problem, Tree } from '../../../core/index.ts'
import type { StrategyTarget } from '../strategy-plan.ts'
import { isWithin } from '../../tools/shared-paths.ts'
import type { Located } from './compose-file.ts'
import type { ComposeSource } from './read-source.ts'
import type { Mount } from './service-parts.ts'

export type Refusal = Pick<Problem, 'message' | 'remedy'>

/**
 * What a container writes into the folder of a release is lost with it. So a relative path that is mounted writable must be kept for all
 * releases; a file of the release may be (it is configuration), a folder may not.
 */
export function findMountProblems({ services, settings, keptPaths }: ComposeSource, { place, tree }: StrategyTarget): readonly Refusal[] {
  const input = place.paths.layout === 'releases' ? 'shared-paths' : 'protected-paths'
  return services.flatMap(({ name, mounts }) =>
    mounts.flatMap((mount) => {
      const path = resolveMount(mount.value, settings.files)
      if (path === undefined || isWithin(path, keptPaths)) return []
      return judgeMount({ service: name, mount, path, tree, input })
    })
  )
}

/** The path in the source of a relative bind mount; undefined for anything else, or with a variable that is not known here. */
export function resolveMount({ kind, source }: Mount, [first = '']: readonly string[]): string | undefined {
  if (kind !== 'bind' || !source.startsWith('.') || source.includes('$')) return undefined
  const parts: string[] = first.split('/').slice(0, -1)
  for (const part of source.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

interface Judgement {
  readonly service: string
  readonly mount: Located<Mount>
  readonly path: string
  readonly tree: Tree
  readonly input: string
}

function judgeMount({ service, mount, path, tree, input }: Judgement): readonly Refusal[] {
  const entry = tree.entries.find((found) => found.path === path)
  const isFilled = tree.entries.some((found) => found.type !== 'folder' && found.path.startsWith(`${path}/`) && !/(^|\/)\.git(keep|ignore)$/.test(found.path))
  const subject = `${mount.place}: ${service} mounts ${mount.value.text}`
  if (entry === undefined && !isFilled && path !== '') {
    return [{ message: `${subject}, which is not in the source: each release would begin with an empty one`, remedy: `Add ${path}/ to ${input}, or use a named volume` }]
  }
  if (mount.value.isReadOnly || (entry !== undefined && entry.type !== 'folder')) return []
  const remedy = isFilled ? `Mount it read-only (:ro), or add ${path}/ to ${input}` : `Add ${path}/ to ${input}, or use a named volume`
  return [{ message: `${subject} writable: what it writes there would be lost with the next release`, remedy }]
}
