import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { digestTree, isTreePath, parseTreeText, renderTreeText, sealTree } from '../../../packages/core/tree-text.ts'
import type { TreeEntry } from '../../../packages/core/tree.ts'

const sha = 'ab'.repeat(32)
const entries: readonly TreeEntry[] = [
  { type: 'folder', path: 'bin', mode: 0o755 },
  { type: 'file', path: 'a b', mode: 0o644, sizeBytes: 12, sha256: sha },
  { type: 'file', path: 'bin/-run "x"', mode: 0o755, sizeBytes: 0, sha256: sha },
  { type: 'link', path: 'bin/l -> m', target: '../x//y' },
  { type: 'file', path: 'ä\\n', mode: 0o600, sizeBytes: 9_000_000_000, sha256: sha }
]
const text =
  'tree 1 5\n' + `f 644 12 ${sha} a b\n` + 'd 755 bin\n' + `f 755 0 ${sha} bin/-run "x"\n` + 'l bin/l -> m//../x//y\n' + `f 600 9000000000 ${sha} ä\\n\n`

test('the text is canonical: the order of the entries makes no difference', () => {
  expect(renderTreeText(entries)).toBe(text)
  expect(renderTreeText(entries.toReversed())).toBe(text)
})

test('the text is read back as the same tree, with the digest of its bytes', () => {
  const tree = parseTreeText(text)
  expect(tree).toEqual(sealTree(entries))
  expect(tree.digest).toBe(createHash('sha256').update(text).digest('hex'))
  expect(digestTree(entries)).toBe(tree.digest)
})

test('an empty tree', () => {
  expect(parseTreeText(renderTreeText([])).entries).toEqual([])
})

test('two entries of one path are refused', () => {
  expect(() => sealTree([...entries, { type: 'link', path: 'bin', target: 'x' }])).toThrow(/bin/)
})

describe('damage', () => {
  const one = `f 644 12 ${sha} a`
  test.each([
    ['nothing', ''],
    ['no title', `${one}\n`],
    ['another version', `tree 2 1\n${one}\n`],
    ['cut in a line', text.slice(0, -3)],
    ['cut after a line', text.split('\n').slice(0, -2).join('\n') + '\n'],
    ['cut before the last newline', text.slice(0, -1)],
    ['a line too many', `${text}${one}\n`],
    ['out of order', `tree 1 2\n${one}b\n${one}\n`],
    ['twice', `tree 1 2\n${one}\n${one}\n`],
    ['a short hash', `tree 1 1\nf 644 12 ${sha.slice(2)} a\n`],
    ['a mode that is none', `tree 1 1\nf 844 12 ${sha} a\n`],
    ['a size that is none', `tree 1 1\nf 644 -1 ${sha} a\n`],
    ['an absolute path', `tree 1 1\nf 644 12 ${sha} /etc/passwd\n`],
    ['a path that climbs', `tree 1 1\nf 644 12 ${sha} a/../../b\n`],
    ['a link without target', 'tree 1 1\nl a//\n'],
    ['an unknown kind', 'tree 1 1\np 644 a\n']
  ])('%s', (_, damaged) => {
    expect(() => parseTreeText(damaged)).toThrow(expect.objectContaining({ code: 'DK_MANIFEST_CORRUPT' }))
  })
})

test.each([
  ['a', true],
  ['a/b.c', true],
  ['..a/...', true],
  ['.env', true],
  ['-', true],
  ['', false],
  ['/a', false],
  ['a/', false],
  ['a//b', false],
  ['.', false],
  ['./a', false],
  ['a/..', false],
  ['../a', false],
  ['a\nb', false],
  ['a\r', false],
  ['a\0', false]
])('is %j a path of a tree: %s', (path, expected) => {
  expect(isTreePath(path)).toBe(expected)
})

test('20,000 entries are rendered and read in well under a second', () => {
  const many: TreeEntry[] = Array.from({ length: 20_000 }, (_, index) => ({
    type: 'file',
    path: `packages/p-${index % 200}/lib/module-${index}.js`,
    mode: 0o644,
    sizeBytes: index,
    sha256: sha
  }))
  const start = performance.now()
  expect(parseTreeText(renderTreeText(many)).entries).toHaveLength(20_000)
  expect(performance.now() - start).toBeLessThan(1000)
})
