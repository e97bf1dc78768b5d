import { describe, expect, test } from '@jest/globals'
import { ESLint } from 'eslint'
import { fileNameProblems } from '../../../scripts/checks/file-names.ts'
import { importCycles } from '../../../scripts/checks/import-cycles.ts'
import { layerRule } from '../../../scripts/lint/layer-rule.ts'
import { root, type SourceFile } from '../../../scripts/checks/source-files.ts'

const file = (path: string, text = ''): SourceFile => ({ path, text })

describe('import cycles', () => {
  test('are told once, wherever they are entered', () => {
    const files = [
      file('p/a.ts', "import { b } from './b.ts'"),
      file('p/b.ts', "export * from './q/c.ts'\nimport type { D } from './d.ts'"),
      file('p/q/c.ts', "const a = await import('../a.ts')"),
      file('p/d.ts', "import 'node:fs'\nimport './missing.ts'")
    ]
    expect(importCycles(files)).toEqual(['p/a.ts -> p/b.ts -> p/q/c.ts -> p/a.ts'])
  })

  test('a file that imports itself is one', () => {
    expect(importCycles([file('p/a.ts', "import './a.ts'")])).toEqual(['p/a.ts -> p/a.ts'])
  })

  test('a diamond is none', () => {
    const files = [file('a.ts', "import './b.ts'\nimport './c.ts'"), file('b.ts', "import './d.ts'"), file('c.ts', "import './d.ts'"), file('d.ts')]
    expect(importCycles(files)).toEqual([])
  })
})

test.each([
  ['packages/core/render-plan.ts', 0],
  ['packages/core/index.ts', 0],
  ['test/unit/core/quote.test.ts', 0],
  ['packages/core/renderPlan.ts', 1],
  ['packages/core/path-utils.ts', 1],
  ['packages/engine/lease-manager.ts', 1],
  ['packages/core/information.ts', 0],
  ['packages/operations/tools/index.ts', 1]
])('the name %s has %d problems', (path, count) => {
  const barrel = "/** All. */\nexport * from './a.ts'\nexport {\n  b\n} from './b.ts'\n"
  expect(fileNameProblems([file(path, barrel)])).toHaveLength(count)
})

test('an index that holds something itself is no barrel', () => {
  expect(fileNameProblems([file('packages/operations/rollback/index.ts', "export * from './a.ts'\nexport const rollback = 1\n")])).toEqual([])
})

describe('the layer rule', () => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.ts'], plugins: { 'deploy-kit': { rules: { layers: layerRule } } }, rules: { 'deploy-kit/layers': 'error' } }
    ]
  })

  test.each([
    ['packages/core/x.ts', './y.ts', ''],
    ['packages/core/x.ts', 'node:crypto', ''],
    ['packages/core/x.ts', 'node:fs', 'core is pure'],
    ['packages/core/x.ts', '../engine/index.ts', 'may import nothing, but not packages/engine'],
    ['packages/operations/rollback/plan.ts', '../../core/index.ts', ''],
    ['packages/operations/rollback/plan.ts', '../../engine/index.ts', 'not packages/engine: operations decide and never act'],
    ['packages/operations/rollback/plan.ts', 'node:child_process', 'may not use node:child_process'],
    ['packages/engine/x.ts', 'ssh2', ''],
    ['packages/engine/x.ts', '../operations/index.ts', 'not packages/operations'],
    ['packages/engine/x.ts', '@actions/core', 'belongs to packages/github'],
    ['packages/github/x.ts', '@actions/core', ''],
    ['packages/github/x.ts', 'node:fs/promises', 'Only packages/engine may use'],
    ['packages/cli/x.ts', '../engine/index.ts', ''],
    ['packages/cli/x.ts', '../github/index.ts', 'not packages/github'],
    ['packages/generate/x.ts', '../engine/index.ts', 'not packages/engine'],
    ['actions/rollback/main.ts', '../../packages/github/index.ts', ''],
    ['actions/rollback/main.ts', '../../packages/engine/index.ts', 'not packages/engine'],
    ['test/unit/x.test.ts', '../../packages/engine/index.ts', '']
  ])('%s importing %s: %j', async (from, name, message) => {
    const [result] = await eslint.lintText(`import { a } from '${name}'\nexport { a }\n`, { filePath: `${root}/${from}` })
    const messages = result?.messages.map((one) => one.message) ?? ['no result']
    expect(messages).toEqual(message === '' ? [] : [expect.stringContaining(message)])
  })
})
