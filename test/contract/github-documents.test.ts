import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { parseInputs, type AnyOperation, type InputDefinitions } from '../../packages/core/index.ts'
import { operations, parseConfigFile } from '../../packages/operations/index.ts'
import { checkDocument, workingTree } from '../support/language-service.ts'
import { findRuleProblems } from '../support/workflow-rules.ts'
import { completeBlock, findYamlBlocks } from '../support/yaml-blocks.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

const find = (...patterns: readonly string[]): readonly string[] =>
  globSync([...patterns], { cwd: ROOT, exclude: (entry) => entry === 'node_modules' }).toSorted()
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

type Interface = Readonly<Record<'inputs' | 'secrets' | 'outputs', Readonly<Record<string, unknown>>>>

interface Checked {
  readonly kind: 'workflow' | 'action'
  readonly text: string
  readonly isWhole: boolean
  readonly addedLines?: number
}

async function findProblems({ kind, text, isWhole, addedLines = 0 }: Checked): Promise<readonly string[]> {
  const findings = await checkDocument(kind, text)
  return [
    ...findings.map(({ line, message }) => `line ${line - addedLines}: ${message}`),
    ...findRuleProblems(text, { isWhole, kit: workingTree })
  ]
}

/** Throws what somebody would be told who copies this configuration file. */
async function requireGoodConfig(text: string): Promise<void> {
  const loaded = await Promise.all(Object.values(operations).map((load): Promise<AnyOperation> => load()))
  const definitions: InputDefinitions = Object.fromEntries(
    loaded.toReversed().flatMap((operation: { readonly inputs: InputDefinitions }) => Object.entries(operation.inputs))
  )
  const variables = new Proxy<Record<string, string>>({}, { get: (_, name) => `value of ${String(name)}` })
  const sections = Object.keys((parse(text) as { environments?: object }).environments ?? {})
  for (const environment of [undefined, ...sections]) {
    const sources = parseConfigFile(text, { file: 'deploy-kit.yml', environment, variables, definitions })
    const optional = Object.fromEntries(Object.entries(definitions).map(([name, input]) => [name, { ...input, required: false }]))
    parseInputs(optional, sources)
  }
}

describe('what GitHub reads', () => {
  const workflows = find('.github/workflows/*.yml', 'examples/**/.github/workflows/*.yml')
  test.each(workflows)('%s', async (file) => {
    expect(await findProblems({ kind: 'workflow', text: read(file), isWhole: true })).toEqual([])
  })

  const actions = find('actions/*/action.yml')
  test.each([
    ['deploy.yml', '## With the reusable workflow'],
    ['backup.yml', '## Backups'],
    ['restore.yml', '## Restores']
  ])('the guide lists what the reusable workflow %s takes and gives', (file, heading) => {
    const { on } = parse(read(`.github/workflows/${file}`)) as { on: Record<'workflow_call' | 'workflow_dispatch', Interface> }
    const { inputs, secrets, outputs } = on.workflow_call
    const section = read('docs/github-actions.md').split(/^(?=## )/m).find((part) => part.startsWith(heading)) ?? ''
    const rows = [...section.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name)
    // Names of an input and of an output may be the same.
    expect(rows).toEqual([inputs, secrets, outputs].flatMap((part) => Object.keys(part)))
    expect(Object.keys(on.workflow_dispatch.inputs)).toEqual(Object.keys(inputs))
  })

  test('there are actions and workflows', () => {
    expect(actions.length).toBeGreaterThan(0)
    expect(workflows).toContain(path.join('.github', 'workflows', 'deploy.yml'))
  })
  if (actions.length > 0) {
    test.each(actions)('%s', async (file) => {
      expect(await findProblems({ kind: 'action', text: read(file), isWhole: true })).toEqual([])
    })
  }
})

describe('what people copy from the pages', () => {
  const pages = find('*.md', 'actions/*/README.md', 'docs/**/*.md', 'examples/**/*.md', 'examples/**/.gitlab-ci.yml')
  const blocks = pages.flatMap((page) => findYamlBlocks(read(page)).map((block) => ({ place: `${page}:${block.line}`, ...block })))

  test('there are blocks', () => {
    expect(blocks.map(({ place }) => place)).toEqual(expect.arrayContaining([expect.stringContaining('github-actions.md')]))
  })
  test.each(blocks)('$place', async ({ line, text }) => {
    const completed = completeBlock(text)
    if (completed !== undefined) expect(await findProblems({ ...completed, addedLines: completed.addedLines - line + 1 })).toEqual([])
    else if (/^# .*deploy-kit\.yml/.test(text) || /^environments:/m.test(text)) await requireGoodConfig(text)
  })
})
