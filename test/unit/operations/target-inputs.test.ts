import { describe, expect, test } from '@jest/globals'
import { parseInputs } from '../../../packages/core/index.ts'
import { connectionInputs, toConnectionSettings } from '../../../packages/operations/connection-inputs.ts'
import { findPathProblem, normalizePath } from '../../../packages/operations/target-inputs.ts'
import { findInnerPathProblem } from '../../../packages/operations/tools/shared-paths.ts'

describe('the deploy path', () => {
  test.each([['/'], [''], ['srv/app'], ['/srv'], ['/etc/'], ['//'], ['/srv/../etc'], ['/srv/./x'], ["/srv/it's"], ['/srv/a"b'], ['/srv/a\nb'], ['/srv/\\x'], ['~/app'], ['/home'], ['/var/']])(
    '%j is refused',
    (path) => {
      expect(findPathProblem(path)).toEqual(expect.any(String))
    }
  )

  test.each([['/srv/app', '/srv/app'], ['/srv//my app/', '/srv/my app'], ['/home/deploy/app', '/home/deploy/app'], ['/var/www/größe', '/var/www/größe']])(
    '%j is taken as %j',
    (path, normal) => {
      expect(findPathProblem(path)).toBeUndefined()
      expect(normalizePath(path)).toBe(normal)
    }
  )

  test.each([['/abs'], ['..'], ['a/../b'], ['.'], ['a//b'], [''], ['.deploy-kit/x'], ['a\nb']])('%j is no path inside', (path) => {
    expect(findInnerPathProblem(path)).toEqual(expect.any(String))
  })

  test.each([['data/'], ['blog/db'], ['.env'], ['a b/c']])('%j is one', (path) => {
    expect(findInnerPathProblem(path)).toBeUndefined()
  })
})

describe('hosts', () => {
  const settings = (texts: Readonly<Record<string, string>>) =>
    toConnectionSettings(parseInputs(connectionInputs, [{ describe: (name) => name, texts }]))

  test.each([
    ['web1', { name: 'web1', kind: 'ssh', address: 'web1', port: 22, user: 'deploy' }],
    ['ana@web1:2222', { name: 'web1:2222', kind: 'ssh', address: 'web1', port: 2222, user: 'ana' }],
    ['ana@[2001:db8::1]:22', { name: '2001:db8::1', kind: 'ssh', address: '2001:db8::1', port: 22, user: 'ana' }],
    ['local', { name: 'local', kind: 'local', address: 'localhost', port: 0, user: 'deploy' }]
  ])('%s', (host, expected) => {
    expect(settings({ host }).hosts).toEqual([expected])
  })

  test('several, with the user and port of all', () => {
    expect(settings({ host: 'a, b:23', user: 'u', port: '24' }).hosts.map(({ name, port, user }) => [name, port, user])).toEqual([
      ['a:24', 24, 'u'],
      ['b:23', 23, 'u']
    ])
  })

  test.each([
    ['-oProxyCommand=x'],
    ['a b'],
    ['web1;rm'],
    ['web1:0'],
    ['web1:70000'],
    ['$(x)@web1'],
    ['@web1'],
    ['web1\nweb1'],
    ['[::1'],
    [',']
  ])('%j is refused', (host) => {
    expect(() => settings({ host })).toThrow(expect.objectContaining({ code: 'DK_INPUT_INVALID' }))
  })

  test('all problems are told at once', () => {
    expect(() => settings({ host: 'web1', port: '99999', fingerprint: 'MD5:aa', pasphrase: 'x' })).toThrow(
      /3 inputs are wrong:[\s\S]*pasphrase is not known; did you mean passphrase\?[\s\S]*port must be[\s\S]*fingerprint is not a SHA256/
    )
  })
})
