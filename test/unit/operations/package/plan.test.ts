import { describe, expect, test } from '@jest/globals'
import { digestTree, parseInputs, sealTree, type Commit } from '../../../../packages/core/index.ts'
import { packageOperation } from '../../../../packages/operations/package/index.ts'
import { packageInputs } from '../../../../packages/operations/package/inputs.ts'
import { planPackage } from '../../../../packages/operations/package/plan.ts'

const read = (texts: Readonly<Record<string, string>>) => parseInputs(packageInputs, [{ describe: (name) => name, texts }])

const tree = sealTree([
  { type: 'folder', path: 'bin', mode: 0o755 },
  { type: 'file', path: 'bin/run', mode: 0o755, sizeBytes: 2000, sha256: 'a'.repeat(64) },
  { type: 'link', path: 'run', target: 'bin/run' }
])
const commit: Commit = { id: 'c0ffee'.padEnd(40, '0'), subject: 'Fix it', isDirty: false }

describe('inputs', () => {
  test('have defaults', () => {
    expect(read({})).toEqual({ source: '.', output: 'deployment_package.tar.gz', exclude: undefined, include: undefined, 'artifact-name': undefined })
  })

  test.each([
    [{ output: 'app.zip' }, 'output must be the name of a file that ends with .tar.gz or .tgz, not "app.zip"'],
    [{ output: 'dist/' }, 'output must be the name'],
    [{ output: 'dist/.tar.gz' }, 'output must be the name'],
    [{ 'artifact-name': 'a/b' }, 'artifact-name must not contain'],
    [{ 'artifact-name': 'a:b' }, 'artifact-name must not contain'],
    [{ host: 'web1' }, 'host is not known']
  ])('%j is refused', (texts, message) => {
    expect(() => read(texts)).toThrow(message)
  })
})

describe('the plan', () => {
  test('is one step on this machine, with what it says', () => {
    expect(planPackage(read({ source: 'build', output: 'x.tgz' }), { tree, commit })).toEqual({
      operation: 'package',
      title: 'Package build as x.tgz',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      hosts: ['local'],
      tables: [{ title: 'What is packaged', columns: ['files', 'folders', 'size', 'tree digest'], rows: [['2', '1', '2.0 KiB', digestTree(tree.entries)]] }],
      notes: ['Recorded in the package: commit c0ffee0 (Fix it)'],
      problems: [],
      phases: ['package'],
      steps: [
        {
          ...{ kind: 'write-package', id: 'write-package', title: 'Write x.tgz', host: 'local', phase: 'package', effect: 'write' },
          ...{ source: 'build', output: 'x.tgz', answer: 'package', commit, entries: tree.entries }
        }
      ],
      onFailure: 'stop',
      journals: {},
      probes: [],
      live: {},
      outputs: { path: 'x.tgz', files: '2', 'tree-digest': tree.digest, commit: commit.id }
    })
  })

  test.each([
    [undefined, {}, ['No commit is recorded in the package: the source is not in a git repository']],
    [{ ...commit, isDirty: true }, {}, [expect.stringContaining('c0ffee0'), expect.stringContaining('has changes that are not in the commit')]],
    [commit, { 'artifact-name': 'app' }, [expect.stringContaining('c0ffee0'), 'In a workflow, the package is then kept as the artifact app']]
  ])('tells where it comes from: %j', (found, texts, notes) => {
    expect(planPackage(read(texts), { tree, commit: found }).notes).toEqual(notes)
  })
})

test.each([
  [{ 'local/package': `${'b'.repeat(64)} 1234` }, { sha256: 'b'.repeat(64), 'size-bytes': '1234' }],
  [{}, {}]
])('the outputs after answers %j', (answers, outputs) => {
  const plan = planPackage(read({}), { tree, commit })
  const report = { plan, outcome: 'succeeded', startedAt: 0, durationMs: 0, steps: [], checks: [], restored: [], probes: [], warnings: [], error: undefined, live: {}, evidence: [], outputs: {}, sentBytes: 0 } as const
  expect(packageOperation.outputsAfter?.(read({}), { ...report, answers })).toEqual(outputs)
})
