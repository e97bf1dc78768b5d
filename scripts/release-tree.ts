// npm run release-tree -- --out DIR: writes what the tag v1 holds, and nothing else.
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { findReleaseTreeProblems } from './check-release-tree.ts'
import { MAJOR_TAG, publishReferences, REPOSITORY } from './published-references.ts'

export interface ReleaseTreeOptions {
  /** The kit's working tree, with a current dist/. */
  readonly from: string
  /** Must not exist, or be empty. */
  readonly to: string
  /** What the workflows inside refer to. */
  readonly ref?: string
}

/**
 * Consumers name a folder at the root (`org/deploy-kit/ssh-deploy@v1`), and every file of the tag is downloaded by every
 * job that uses it: so the tag holds one small folder per action, the bundles, and no sources.
 *
 * Returns the names of the actions. Throws when something is missing in the sources, or in the result.
 */
export function writeReleaseTree({ from, to, ref = MAJOR_TAG }: ReleaseTreeOptions): readonly string[] {
  if (existsSync(to) && readdirSync(to).length > 0) throw new Error(`${to} is not empty\n-> Give a folder that does not exist yet`)
  const actions = globSync('actions/*/action.yml', { cwd: from }).map((file) => path.basename(path.dirname(file)))
  if (actions.length === 0) throw new Error('There is no actions/*/action.yml\n-> Run: npm run generate')
  if (!existsSync(path.join(from, 'dist'))) throw new Error('There is no dist/\n-> Run: npm run build')

  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true })
    writeFileSync(path.join(to, file), text)
  }
  const read = (file: string): string => readFileSync(path.join(from, file), 'utf8')

  for (const name of actions) write(`${name}/action.yml`, moveToRoot(read(`actions/${name}/action.yml`)))
  cpSync(path.join(from, 'dist'), path.join(to, 'dist'), { recursive: true })
  for (const file of globSync('.github/workflows/*.yml', { cwd: from })) {
    if (isReusable(read(file))) write(file, publishReferences(read(file), ref))
  }
  write('action.yml', renderRootAction(actions.toSorted(), ref))
  const pages = ['LICENSE', 'README.md', 'action-catalog.md'].filter((file) => existsSync(path.join(from, file)))
  for (const file of pages) write(file, read(file))
  for (const file of globSync('*.md', { cwd: to })) write(file, pointOutside(readFileSync(path.join(to, file), 'utf8'), to))

  const problems = findReleaseTreeProblems(to)
  if (problems.length > 0) throw new Error(`The release tree is not whole:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
  return actions.toSorted()
}

/** `actions/<name>/action.yml` becomes `<name>/action.yml`: one level less to dist/. */
function moveToRoot(text: string): string {
  return text.replaceAll(/^(\s*(?:main|pre|post):\s*['"]?)\.\.\/\.\.\/dist\//gm, '$1../dist/')
}

/** The workflows that only build and test the kit itself are of no use to others. */
function isReusable(text: string): boolean {
  const workflow = parse(text) as { on?: unknown }
  return typeof workflow.on === 'object' && workflow.on !== null && 'workflow_call' in workflow.on
}

/** The marketplace wants an action at the root, and people try it: it tells them what to write instead. */
function renderRootAction(actions: readonly string[], ref: string): string {
  const lines = actions.map((name) => `        echo '  uses: ${REPOSITORY}/${name}@${ref}'`)
  return `name: deploy-kit
description: Deploys applications over SSH, atomically, gated by health checks, undone when it fails. Use one of the actions in the folders.
branding:
  icon: upload-cloud
  color: blue
runs:
  using: composite
  steps:
    - name: Name the actions of the kit
      shell: sh
      run: |
        echo '::error title=deploy-kit is a suite of actions::Name one of them, as in uses: ${REPOSITORY}/${actions[0] ?? ''}@${ref}'
        echo 'The actions of deploy-kit:'
${lines.join('\n')}
        exit 1
`
}

/** Links to files that the tag does not hold lead to the repository's main branch. */
function pointOutside(text: string, tree: string): string {
  return text.replaceAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)\s]*)?\)/g, (link: string, target: string, anchor = '') =>
    existsSync(path.join(tree, target)) ? link : `](https://github.com/${REPOSITORY}/blob/main/${target}${anchor})`
  )
}

function main(): void {
  const { out, ref } = parseArgs({ options: { out: { type: 'string' }, ref: { type: 'string', default: MAJOR_TAG } } }).values
  if (out === undefined) throw new Error('Where to?\n-> Run: npm run release-tree -- --out DIR')
  const actions = writeReleaseTree({ from: path.dirname(import.meta.dirname), to: path.resolve(out), ref })
  console.log(`${out}: what the tag ${ref} holds, with ${actions.length} actions: ${actions.join(', ')}`)
}

if (import.meta.main) {
  try {
    main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
