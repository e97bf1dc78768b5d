import { expect, test } from '@jest/globals'
import { choosePort } from '../../../../../packages/operations/strategies/systemd/choose-port.ts'
import { chooseCutover } from '../../../../../packages/operations/strategies/systemd/read-source.ts'
import { findMistyped, renderTemplate } from '../../../../../packages/operations/strategies/systemd/template.ts'
import { renderDiff } from '../../../../../packages/operations/strategies/systemd/unified-diff.ts'

const unit = (name: string) => ({ name, text: '' })
const SITE = { name: 'a.conf', text: 'server 127.0.0.1:{port};' }

test.each([
  ['a template, two ports and a site that names the port', [unit('a@.service')], SITE, [1, 2], 'ports'],
  ['a site that leads elsewhere', [unit('a@.service')], { name: 'a.conf', text: 'server 127.0.0.1:1;' }, [1, 2], 'restart'],
  ['no site', [unit('a@.service')], undefined, [1, 2], 'restart'],
  ['one port', [unit('a@.service')], SITE, [1], 'restart'],
  ['a socket', [unit('a.service'), unit('a.socket')], SITE, [1], 'socket'],
  ['a service alone', [unit('a.service')], undefined, [], 'restart']
] as const)('%s', (_what, units, site, ports, chosen) => {
  expect(chooseCutover({ units, site, ports })).toBe(chosen)
})

test.each([
  ['the first one when nothing is live', { id: 'r1', live: undefined, served: {} }, 8001],
  ['the one that the live release does not have', { id: 'r2', live: 'r1', served: { 8001: 'r1' } }, 8002],
  ['back again', { id: 'r3', live: 'r2', served: { 8001: 'r1', 8002: 'r2' } }, 8001],
  ['its own, where it was started before', { id: 'r1', live: 'r2', served: { 8001: 'r1', 8002: 'r2' } }, 8001],
  ['its own, when it is live', { id: 'r2', live: 'r2', served: { 8001: 'r1', 8002: 'r2' } }, 8002],
  ['the first one for a live release of another strategy', { id: 'r1', live: 'r1', served: {} }, 8001],
  ['the first one beside a live release of another strategy', { id: 'r2', live: 'r1', served: {} }, 8001]
])('the port of a release: %s', (_what, place, port) => {
  expect(choosePort([8001, 8002], place)).toBe(port)
})

const NAMES = { path: '/srv/a', current: '/srv/a/current', release: '/srv/a/releases/r1', shared: '/srv/a/shared', user: 'deploy', port: undefined }

test.each([
  ['User={user}', 'User=deploy'],
  ['{release}/.venv {current} {shared} {path}', '/srv/a/releases/r1/.venv /srv/a/current /srv/a/shared /srv/a'],
  ['${path} \\{path} {Path} {other} location { x }', '${path} \\{path} {Path} {other} location { x }'],
  ['{port}', '{port}']
])('renders %j', (text, rendered) => {
  expect(renderTemplate(text, NAMES)).toBe(rendered)
})

test('tells names that are nearly right', () => {
  expect(findMistyped('{curent} {relase} {something}')).toEqual(['has {curent}; did you mean {current}?', 'has {relase}; did you mean {release}?'])
})

test.each([
  ['a\nb\n', 'a\nb\n', []],
  ['', 'a\nb\n', ['+a', '+b']],
  ['a\nb\nc\nd\ne\n', 'a\nb\nC\nd\ne\n', [' a', ' b', '-c', '+C', ' d', ' e']],
  ['1\n2\n3\n4\n5\n6\n7\n8\n9\n', 'x\n2\n3\n4\n5\n6\n7\n8\ny\n', ['-1', '+x', ' 2', ' 3', '@@', ' 7', ' 8', '-9', '+y']]
])('the difference of %j and %j', (before, after, lines) => {
  expect(renderDiff(before, after)).toEqual(lines)
})
