import { describe, expect, test } from '@jest/globals'
import { findWordProblem, renderRule, sudoersFile } from '../../../../packages/operations/init-host/sudoers.ts'

describe('a command as sudoers names it', () => {
  test.each<[string, readonly string[], string]>([
    ['plain words', ['systemctl', 'restart', 'helpdesk@8001.service'], 'systemctl restart helpdesk@8001.service'],
    ['options and paths', ['install', '-o', 'root', '-m', '0644', '/srv/a/b', '/etc/c'], 'install -o root -m 0644 /srv/a/b /etc/c'],
    ['no argument, so that none can be given', ['reboot'], 'reboot ""'],
    ['a comma, which would begin another command', ['rm', '-f', '/srv/a,/bin/sh'], 'rm -f /srv/a\\,/bin/sh'],
    ['a colon, which would begin another user', ['rm', '/srv/a:b'], 'rm /srv/a\\:b'],
    ['an equals sign', ['env', 'A=1'], 'env A\\=1'],
    ['a sign that would begin a comment', ['rm', '/srv/#a'], 'rm /srv/\\#a'],
    ['patterns', ['rm', '/srv/*/a?[b]'], 'rm /srv/\\*/a\\?\\[b\\]']
  ])('%s', (_name, words, rule) => {
    expect(renderRule({ words })).toBe(rule)
  })

  test.each<[string, readonly string[], string]>([
    ['a blank', ['rm', '/srv/my app'], 'sudoers cannot tell "/srv/my app" from several words'],
    ['an empty word', ['rm', ''], 'sudoers cannot tell "" from several words'],
    ['a line break', ['rm', 'a\nroot ALL=(ALL) ALL'], 'from several words'],
    ['a backslash', ['rm', 'a\\'], 'sudoers cannot name "a\\\\"'],
    ['a quote', ['rm', 'a"'], 'sudoers cannot name'],
    ['a program with a path', ['/bin/rm', 'a'], 'is not the name of a program: "/bin/rm"'],
    ['a program that is a pattern', ['*', 'a'], 'is not the name of a program: "*"']
  ])('is refused with %s', (_name, words, message) => {
    expect(() => renderRule({ words })).toThrow(message)
  })
})

test('a word that can be named has no problem', () => {
  expect(findWordProblem('/srv/app')).toBeUndefined()
})

test.each([
  ['/srv/helpdesk', '/etc/sudoers.d/deploy-kit-deploy-srv-helpdesk'],
  ['/srv/my.app/v1~', '/etc/sudoers.d/deploy-kit-deploy-srv-my_app-v1_']
])('the file for %s has a name that sudo reads', (path, file) => {
  expect(sudoersFile('deploy', path)).toBe(file)
})
