import { describe, expect, test } from '@jest/globals'
import { createExcludes } from '../../../../packages/engine/local-files/excludes.ts'
import { linkProblems } from '../../../../packages/engine/local-files/entry-rules.ts'
import { classifyName, holdsPrivateKey } from '../../../../packages/engine/local-files/refused-files.ts'

describe('patterns in the syntax of gitignore', () => {
  test.each([
    ['*.log', 'a/b.log', false, true],
    ['/build', 'build', true, true],
    ['/build', 'a/build', true, false],
    ['build/', 'build', false, false],
    ['build/', 'a/build', true, true],
    ['a/**/z', 'a/b/c/z', false, true],
    ['*.LOG', 'a.log', false, false],
    ['\\#x', '#x', false, true],
    ['# comment', '# comment', false, false],
    ['a b', 'a b', false, true]
  ])('%j and %s (folder: %s): %s', (pattern, path, isFolder, expected) => {
    expect(createExcludes({ exclude: [pattern], include: [] }).isExcluded(path, isFolder)).toBe(expected)
  })

  test('.git and .deploy-kit stay at home at any depth, and no pattern brings them back', () => {
    const excludes = createExcludes({ exclude: ['!.git', '!.deploy-kit'], include: ['.git'] })
    expect(['.git', 'vendor/x/.git', '.deploy-kit', 'a/.deploy-kit'].map((path) => excludes.isExcluded(path, true))).toEqual([true, true, true, true])
    expect(excludes.isExcluded('.gitignore', false)).toBe(false)
    expect(excludes.isExcluded('.github', true)).toBe(false)
  })

  test('the ignore file comes first, so that the input can take a pattern back; it is not deployed', () => {
    const excludes = createExcludes({ exclude: ['!keep.log'], include: [] }, '# logs\r\n*.log\r\n\r\n')
    expect(excludes.isExcluded('a.log', false)).toBe(true)
    expect(excludes.isExcluded('keep.log', false)).toBe(false)
    expect(excludes.isExcluded('.deployignore', false)).toBe(true)
  })

  test('what is named to be included', () => {
    const excludes = createExcludes({ exclude: [], include: ['.env', '/certs/*.key'] })
    expect(['.env', 'app/.env', 'certs/a.key', 'x/certs/a.key', '.env.local'].map(excludes.isIncluded)).toEqual([true, true, true, false, false])
  })
})

test.each([
  ['.env', 'env'],
  ['app/.env', 'env'],
  ['.env.production', 'env'],
  ['.ENV.local', 'env'],
  ['.envrc', 'env'],
  ['.env.example.local', 'env'],
  ['.env.example', undefined],
  ['.env.production.example', undefined],
  ['.env.template', undefined],
  ['.env-sample', undefined],
  ['.env.dist', undefined],
  ['env.js', undefined],
  ['id_rsa', 'key'],
  ['.ssh/id_ed25519', 'key'],
  ['id_rsa.pub', undefined],
  ['a.ppk', 'key'],
  ['server.pem', 'by-content'],
  ['server.KEY', 'by-content'],
  ['translations.keys', undefined]
])('%s is refused: %s', (path, expected) => {
  expect(classifyName(path)).toBe(expected)
})

test.each([
  ['-----BEGIN PRIVATE KEY-----', true],
  ['cert\n-----BEGIN RSA PRIVATE KEY-----\n', true],
  ['-----BEGIN OPENSSH PRIVATE KEY-----', true],
  ['-----BEGIN ENCRYPTED PRIVATE KEY-----', true],
  ['-----BEGIN PGP PRIVATE KEY BLOCK-----', true],
  ['-----BEGIN CERTIFICATE-----', false],
  ['-----BEGIN PUBLIC KEY-----', false]
])('%j holds a private key: %s', (text, expected) => {
  expect(holdsPrivateKey(Buffer.from(text))).toBe(expected)
})

test.each([
  ['l', 'x', true],
  ['a/l', '../x', true],
  ['a/b/l', '../../x/y', true],
  ['a/l', '..', true],
  ['l', '.', true],
  ['l', '/etc/passwd', false],
  ['l', '../x', false],
  ['a/l', '../../x', false],
  ['a/l', 'b/../../..', false],
  ['a/l', '../../root/a', false],
  ['l', 'up/../x', false],
  ['l', 'a/up/x/../../y', false],
  ['l', 'a/x/../y', true],
  ['l', '', false],
  ['l', 'a\nb', false]
])('the link %s -> %j stays in the tree: %s', (path, target, expected) => {
  const others = [
    { type: 'link', path: 'up', target: 'a/b' },
    { type: 'link', path: 'a/up', target: '..' }
  ] as const
  expect(linkProblems([{ type: 'link', path, target }, ...others]).length === 0).toBe(expected)
})
