import { expect, test } from '@jest/globals'
import { differTree } from '../../../packages/core/tree-difference.ts'
import { sealTree } from '../../../packages/core/tree-text.ts'
import type { TreeEntry } from '../../../packages/core/tree.ts'

const file = (path: string, content: string, mode = 0o644): TreeEntry => ({
  type: 'file',
  path,
  mode,
  sizeBytes: content.length,
  sha256: Buffer.from(content).toString('hex').padEnd(64, '0')
})
const folder: TreeEntry = { type: 'folder', path: 'd', mode: 0o755 }
const link = (path: string, target: string): TreeEntry => ({ type: 'link', path, target })

const before = sealTree([
  folder,
  file('d/same', 'same'),
  file('d/content', 'old'),
  file('d/mode', 'mode'),
  file('d/gone', 'gone'),
  file('d/becomes-link', 'x'),
  link('d/link', 'same'),
  link('d/link-moved', 'same'),
  file('d/touched', 'touched')
])
const after = sealTree([
  folder,
  file('d/same', 'same'),
  file('d/content', 'new!'),
  file('d/mode', 'mode', 0o755),
  file('d/new', 'new'),
  link('d/becomes-link', 'same'),
  link('d/link', 'same'),
  link('d/link-moved', 'content'),
  file('d/touched', 'touched')
])

test('without a previous tree everything travels', () => {
  const { send, reuse, added, changed, removed, sendBytes } = differTree(undefined, after)
  expect(send).toEqual(after.entries)
  expect({ reuse, changed, removed }).toEqual({ reuse: [], changed: [], removed: [] })
  expect(added).toHaveLength(8)
  expect(sendBytes).toBe(4 + 4 + 4 + 3 + 7)
})

test('only what differs travels, and all folders and links', () => {
  const difference = differTree(before, after)
  expect(difference.reuse.map(({ path }) => path)).toEqual(['d/same', 'd/touched'])
  expect(difference.send.map(({ path }) => path)).toEqual(['d', 'd/becomes-link', 'd/content', 'd/link', 'd/link-moved', 'd/mode', 'd/new'])
  expect(difference.added).toEqual(['d/new'])
  expect(difference.changed).toEqual(['d/becomes-link', 'd/content', 'd/link-moved', 'd/mode'])
  expect(difference.removed).toEqual(['d/gone'])
  expect(difference.reuseBytes).toBe(11)
})

test('what the host no longer has as recorded is sent again, and is no change', () => {
  const difference = differTree(before, after, new Set(['d/touched', 'not/there']))
  expect(difference.reuse.map(({ path }) => path)).toEqual(['d/same'])
  expect(difference.send.map(({ path }) => path)).toContain('d/touched')
  expect(difference.changed).not.toContain('d/touched')
})

test('nothing differs', () => {
  const { send, added, changed, removed, sendBytes } = differTree(after, after)
  expect(send.every(({ type }) => type !== 'file')).toBe(true)
  expect({ added, changed, removed, sendBytes }).toEqual({ added: [], changed: [], removed: [], sendBytes: 0 })
})
