import { describe, expect, test } from '@jest/globals'
import { parseMount, parsePort } from '../../../../../packages/operations/strategies/compose/service-parts.ts'

describe('the port of the host that is always the same', () => {
  test.each([
    ['8080:80', ['8080']],
    ['127.0.0.1:8080:80/tcp', ['8080']],
    ['[::1]:8080:80', ['8080']],
    ['8000-8003:9000-9003', ['8000-8003']],
    ['80', []],
    [80, []],
    ['0:80', []],
    ['127.0.0.1::80', []],
    [{ target: 80, published: '8080' }, ['8080']],
    [{ target: 80, published: 8080 }, ['8080']],
    [{ target: 80, published: '' }, []],
    [{ target: 80 }, []]
  ])('of %j: %j', (port, expected) => {
    expect(parsePort(port)).toEqual(expected)
  })
})

describe('a mount', () => {
  test.each([
    ['./data:/data', 'bind', './data', '/data', false],
    ['./nginx.conf:/etc/nginx/nginx.conf:ro', 'bind', './nginx.conf', '/etc/nginx/nginx.conf', true],
    ['./x:/x:z,ro', 'bind', './x', '/x', true],
    ['/var/run/docker.sock:/var/run/docker.sock', 'bind', '/var/run/docker.sock', '/var/run/docker.sock', false],
    ['~/keys:/keys', 'bind', '~/keys', '/keys', false],
    ['dbdata:/var/lib/postgresql/data', 'volume', 'dbdata', '/var/lib/postgresql/data', false],
    ['/var/cache', 'volume', '', '/var/cache', false],
    ['${DATA:-./data}:/data', 'volume', '${DATA:-./data}', '/data', false],
    [{ type: 'bind', source: './a', target: '/a', read_only: true }, 'bind', './a', '/a', true],
    [{ type: 'volume', source: 'v', target: '/v' }, 'volume', 'v', '/v', false],
    [{ type: 'tmpfs', target: '/tmp' }, 'other', '', '/tmp', false]
  ])('%j', (mount, kind, source, target, isReadOnly) => {
    expect(parseMount(mount)).toEqual([expect.objectContaining({ kind, source, target, isReadOnly })])
  })

  test('what is no mount is none', () => {
    expect(parseMount(undefined)).toEqual([])
  })
})
