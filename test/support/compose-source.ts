import { parseInputs, sealTree, type Tree } from '../../packages/core/index.ts'
import { createLocalFiles } from '../../packages/engine/index.ts'
import { sshDeploy } from '../../packages/operations/ssh-deploy/index.ts'
import { readComposeSource, type ComposeSource } from '../../packages/operations/strategies/compose/read-source.ts'
import type { StrategyTarget } from '../../packages/operations/strategies/strategy-plan.ts'
import { hostPaths, type Layout } from '../../packages/operations/tools/host-paths.ts'
import type { Release } from '../../packages/operations/tools/release-manifest.ts'
import { makeScratch } from './scratch.ts'

type Texts = Readonly<Record<string, string>>

/** What a deploy by Compose knows of a source with these files, by inputs as a user writes them. */
export async function readSource(files: Texts, inputs: Texts = {}): Promise<ComposeSource> {
  const scratch = makeScratch()
  try {
    const source = scratch.write(scratch.next('source'), files)
    const texts = { host: 'web1', path: '/srv/shop', strategy: 'compose', source, ...inputs }
    return await readComposeSource(parseInputs(sshDeploy.inputs, [{ describe: (name) => name, texts }]), createLocalFiles())
  } finally {
    scratch.remove()
  }
}

interface Given {
  readonly layout?: Layout
  readonly live?: Release | undefined
  /** Paths of the source; a folder ends with a slash. */
  readonly tree?: readonly string[]
}

/** A host on which release r2 is to be made live. */
export function makeTarget({ layout = 'releases', live, tree = [] }: Given = {}): StrategyTarget {
  const place = { host: 'web1', paths: hostPaths('/srv/shop', layout), id: 'r2', commit: undefined, live: live?.id, served: {} }
  return { host: 'web1', place, live, buildSeconds: 600, uploadSeconds: 3600, tree: makeTree(tree) }
}

function makeTree(paths: readonly string[]): Tree {
  return sealTree(
    paths.map((path) =>
      path.endsWith('/')
        ? { type: 'folder', path: path.slice(0, -1), mode: 0o755 }
        : { type: 'file', path, mode: 0o644, sizeBytes: 1, sha256: '0'.repeat(64) }
    )
  )
}
