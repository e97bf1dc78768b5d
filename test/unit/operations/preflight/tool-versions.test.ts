import { expect, test } from '@jest/globals'
import { findVersion, isAtLeast, parseToolRequirement } from '../../../../packages/operations/preflight/tool-versions.ts'

test.each([
  ['tar', 'tar', undefined],
  ['python3>=3.9', 'python3', '3.9'],
  ['docker compose >= v2.20', 'docker compose', '2.20'],
  ['/usr/bin/g++', '/usr/bin/g++', undefined]
])('parseToolRequirement reads %s', (text, name, minimum) => {
  expect(parseToolRequirement(text)).toEqual({ name, minimum })
})

test.each(['python3>3', 'tar; reboot', '-v', 'tar>=new', '$(id)', 'docker compose up'])('parseToolRequirement refuses %s', (text) => {
  expect(() => parseToolRequirement(text)).toThrow(RangeError)
})

test.each([
  ['Python 3.11.2', '3.11.2'],
  ['git version 2.39.5', '2.39.5'],
  ['nginx version: nginx/1.22.1', '1.22.1'],
  ['sha256sum (GNU coreutils) 9.1', '9.1'],
  ['Docker version 24.0.7, build afdd53b', '24.0.7'],
  ['v24.1.0', '24.1.0'],
  ['jq-1.6', '1.6'],
  ['go version go1.22.1 linux/amd64', '1.22.1'],
  ['systemd 252 (252.30-1~deb12u2)', '252.30'],
  ['less 608 (GNU regular expressions)', '608'],
  ['openjdk 17.0.1 2021-10-19', '17.0.1'],
  ['sha256sum', undefined],
  ['', undefined]
])('findVersion in %s', (text, version) => {
  expect(findVersion(text)).toBe(version)
})

test.each([
  ['3.10', '3.9', true],
  ['3.9', '3.9.0', true],
  ['3.9', '3.9.1', false],
  ['24.0.7', '24', true],
  ['2.9', '2.20', false]
])('%s is at least %s: %s', (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected)
})
