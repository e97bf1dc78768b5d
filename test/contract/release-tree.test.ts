import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { listFiles } from '../../scripts/check-release-tree.ts'
import { publishReferences } from '../../scripts/published-references.ts'
import { writeReleaseTree } from '../../scripts/release-tree.ts'
import { checkDocument, type Finding, type KitFiles } from '../support/language-service.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dk-release-tree-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('of the working tree', () => {
  let tree = ''
  const read = (file: string): string => readFileSync(path.join(tree, file), 'utf8')
  beforeEach(() => {
    tree = path.join(folder, 'tree')
    writeReleaseTree({ from: ROOT, to: tree })
  })

  test('holds every action, the bundles and the reusable workflows, and no sources', () => {
    const files = listFiles(tree)
    const pages = ['LICENSE', 'README.md', 'action-catalog.md']
    const actions = ['ssh-deploy', 'package', 'rollback', 'backup', 'restore', 'preflight', 'health-check'].map((name) => `${name}/action.yml`)
    const workflows = ['backup', 'deploy', 'restore'].map((name) => `.github/workflows/${name}.yml`)
    expect(files.filter((file) => !file.startsWith('dist'))).toEqual(
      [...pages, ...actions, 'action.yml', ...workflows].map(path.normalize).toSorted()
    )
    expect(files.filter((file) => file.endsWith('.ts'))).toEqual([])
  })

  test('is understood by GitHub', async () => {
    const kit: KitFiles = {
      readAction: (name) => (existsSync(path.join(tree, name, 'action.yml')) ? read(`${name}/action.yml`) : undefined),
      readWorkflow: (file) => (existsSync(path.join(tree, '.github/workflows', file)) ? read(`.github/workflows/${file}`) : undefined)
    }
    const documents = listFiles(tree).filter((file) => file.endsWith('.yml'))
    const findings = await Promise.all(
      documents.map(async (file): Promise<readonly [string, readonly Finding[]]> => {
        const kind = file.startsWith('.github') ? 'workflow' : 'action'
        return [file, await checkDocument(kind, read(file), kit)]
      })
    )
    expect(findings).toEqual(documents.map((file) => [file, []]))
  })

  test('tells who uses the root action what to write', () => {
    expect(read('action.yml')).toContain("echo '  uses: org/deploy-kit/ssh-deploy@v1'")
  })
})

describe('of a small kit', () => {
  const put = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, 'kit', file)), { recursive: true })
    writeFileSync(path.join(folder, 'kit', file), text)
  }
  const action = (main: string): string =>
    `name: a\ndescription: b\nruns:\n  using: node24\n  main: ${main}\n  post: '../../dist/post.js'\n`
  const workflow = (uses: string): string => `on:\n  workflow_call:\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: ${uses}\n`
  const write = (): readonly string[] => writeReleaseTree({ from: path.join(folder, 'kit'), to: path.join(folder, 'tree') })

  beforeEach(() => {
    put('actions/ship/action.yml', action('../../dist/ship.js'))
    put('actions/ship/main.ts', 'source')
    put('dist/ship.js', "import { start } from './core.js'\nstart()\n")
    put('dist/core.js', 'export const start = () => {}\n')
    put('dist/post.js', '')
    put('.github/workflows/deploy.yml', workflow('$/actions/ship'))
    put('.github/workflows/ci.yml', 'on: push\njobs: {}\n')
    put('README.md', '[docs](docs/guide.md#top) [here](LICENSE) [there](https://example.com) [a](#b)\n')
    put('LICENSE', 'MIT\n')
  })

  test('has paths and links as consumers need them', () => {
    expect(write()).toEqual(['ship'])
    const read = (file: string): string => readFileSync(path.join(folder, 'tree', file), 'utf8')
    const dist = ['dist/core.js', 'dist/post.js', 'dist/ship.js']
    const rest = ['.github/workflows/deploy.yml', 'LICENSE', 'README.md', 'action.yml', 'ship/action.yml']
    expect(listFiles(path.join(folder, 'tree'))).toEqual([...dist, ...rest].map(path.normalize).toSorted())
    expect(read('ship/action.yml')).toContain("main: ../dist/ship.js\n  post: '../dist/post.js'")
    expect(read('.github/workflows/deploy.yml')).toContain('uses: org/deploy-kit/ship@v1\n')
    expect(read('README.md')).toBe(
      '[docs](https://github.com/org/deploy-kit/blob/main/docs/guide.md#top) [here](LICENSE) [there](https://example.com) [a](#b)\n'
    )
  })

  test('has a root action that fails with the names of the others', () => {
    write()
    const { runs } = { runs: readFileSync(path.join(folder, 'tree/action.yml'), 'utf8').split('run: |\n')[1] ?? '' }
    expect(() => execFileSync('sh', ['-c', runs], { encoding: 'utf8', stdio: 'pipe' })).toThrow(
      expect.objectContaining({ status: 1, stdout: expect.stringContaining('\n  uses: org/deploy-kit/ship@v1\n') })
    )
  })

  const putWorkflow = (uses: string): void => put('.github/workflows/deploy.yml', workflow(uses))
  test.each([
    ['a bundle that is not built', () => put('actions/ship/action.yml', action('../../dist/shop.js')), /dist\/shop\.js does not exist/],
    ['a stub without its bundle', () => put('dist/ship.js', "import './gone.js'\n"), /imports \.\/gone\.js/],
    ['an action that is not there', () => putWorkflow('org/deploy-kit/shop@v1'), /deploy-kit\/shop is not in the tree/],
    ['a path of the caller', () => putWorkflow('./tools/x'), /\.\/tools\/x means nothing in another repository/],
    ['an old runtime', () => put('actions/ship/action.yml', action('../../dist/ship.js').replace('24', '20')), /node20, not node24/],
    ['a source in dist', () => put('dist/ship.ts', ''), /is a source/],
    ['no bundles', () => rmSync(path.join(folder, 'kit/dist'), { recursive: true }), /npm run build/],
    ['no actions', () => rmSync(path.join(folder, 'kit/actions'), { recursive: true }), /npm run generate/]
  ])('is refused with %s', (_, damage, expected) => {
    damage()
    expect(write).toThrow(expected)
  })

  test('never overwrites', () => {
    write()
    expect(write).toThrow(/is not empty/)
  })
})

describe('references', () => {
  test.each([
    ['- uses: $/actions/ssh-deploy', '- uses: org/deploy-kit/ssh-deploy@v1'],
    ['  uses: ./actions/ssh-deploy # why', '  uses: org/deploy-kit/ssh-deploy@v1 # why'],
    ["- uses: '$/actions/ssh-deploy'", "- uses: 'org/deploy-kit/ssh-deploy@v1'"],
    ['  uses: $/.github/workflows/deploy.yml', '  uses: org/deploy-kit/.github/workflows/deploy.yml@v1'],
    ['- uses: ./actions/ssh-deploy/sub', '- uses: ./actions/ssh-deploy/sub'],
    ['- uses: actions/checkout@v1', '- uses: actions/checkout@v1'],
    ['# write $/actions/ssh-deploy', '# write $/actions/ssh-deploy']
  ])('%s', (text, expected) => {
    expect(publishReferences(text)).toBe(expected)
  })
})
