import { describe, expect, test } from '@jest/globals'
import { findHealthCheckProblem, parseHealthCheck, parseHealthChecks } from '../../../packages/core/index.ts'

const context = { host: 'web1', path: '/srv/app', release: '20261121-070000-2f3a1c9', timeoutSeconds: 5 }
const base = { host: 'web1', required: true, timeoutSeconds: 5 }

const messageOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
  return 'no problem'
}

describe('parseHealthCheck', () => {
  test.each([
    [
      'http https://app.example.com/health',
      { ...base, kind: 'http', title: 'https://app.example.com/health', url: 'https://app.example.com/health', from: 'runner', status: [[200, 299]] }
    ],
    [
      `optional http https://app.example.com/health?a=1&b=$x status=200-299,304 body='"status":"ok"' header="X-Version: 3" tls-days=14 from=host timeout=1m`,
      {
        ...base,
        kind: 'http',
        required: false,
        title: 'https://app.example.com/health?a=1&b=$x',
        url: 'https://app.example.com/health?a=1&b=$x',
        from: 'host',
        status: [
          [200, 299],
          [304, 304]
        ],
        body: '"status":"ok"',
        header: { name: 'x-version', text: '3' },
        tlsDays: 14,
        timeoutSeconds: 60
      }
    ],
    [
      'http https://127.0.0.1:8443/ server-name=app.example.com unsafe-skip-tls-check=true',
      {
        ...base,
        kind: 'http',
        title: 'https://127.0.0.1:8443/',
        url: 'https://127.0.0.1:8443/',
        from: 'host',
        status: [[200, 299]],
        serverName: 'app.example.com',
        unsafeSkipTlsCheck: true
      }
    ],
    ['tcp 127.0.0.1:5432', { ...base, kind: 'tcp', title: 'tcp 127.0.0.1:5432', address: '127.0.0.1', port: 5432, from: 'host' }],
    ['tcp [2001:db8::1]:80', { ...base, kind: 'tcp', title: 'tcp [2001:db8::1]:80', address: '2001:db8::1', port: 80, from: 'runner' }],
    ['tcp db.internal:80 from=host', { ...base, kind: 'tcp', title: 'tcp db.internal:80', address: 'db.internal', port: 80, from: 'host' }],
    [
      'command ./bin/check --fast "two words"',
      { ...base, kind: 'command', title: "./bin/check --fast 'two words'", argv: ['./bin/check', '--fast', 'two words'], cwd: '/srv/app' }
    ],
    [
      'command output=ok timeout=20s ./bin/check --mode=fast',
      { ...base, kind: 'command', title: './bin/check --mode=fast', argv: ['./bin/check', '--mode=fast'], cwd: '/srv/app', output: 'ok', timeoutSeconds: 20 }
    ],
    [
      'command output=ok -- ./set timeout=3',
      { ...base, kind: 'command', title: './set timeout=3', argv: ['./set', 'timeout=3'], cwd: '/srv/app', output: 'ok' }
    ],
    ['command -- a=b', { ...base, kind: 'command', title: 'a=b', argv: ['a=b'], cwd: '/srv/app' }],
    ['process "gunicorn: master"', { ...base, kind: 'process', title: 'process gunicorn: master', text: 'gunicorn: master' }],
    ['file var/heartbeat max-age=60s', { ...base, kind: 'file', title: 'file var/heartbeat', path: '/srv/app/var/heartbeat', maxAgeSeconds: 60 }],
    ['file /run/app.pid', { ...base, kind: 'file', title: 'file /run/app.pid', path: '/run/app.pid' }],
    [
      'log var/app.log without=ERROR without="Traceback (most"',
      { ...base, kind: 'log', title: 'log var/app.log', path: '/srv/app/var/app.log', without: ['ERROR', 'Traceback (most'] }
    ]
  ])('%s', (line, expected) => {
    expect(parseHealthCheck(line, context)).toEqual(expected)
  })

  test.each([
    ['http http://127.0.0.1/v/{release} body={release}', { url: `http://127.0.0.1/v/${context.release}`, body: context.release }],
    ['http http://{host}/ header="x-host: {host}"', { url: 'http://web1/', header: { name: 'x-host', text: 'web1' } }],
    [`http http://a/ body='{"a":{b}}'`, { body: '{"a":{b}}' }],
    ['command {path}/check {release}', { argv: ['/srv/app/check', context.release] }],
    ['process {release}/server.js', { text: `${context.release}/server.js` }],
    ['file releases/{release}/ready', { path: `/srv/app/releases/${context.release}/ready` }]
  ])('replaces placeholders in %s', (line, expected) => {
    expect(parseHealthCheck(line, context)).toMatchObject(expected)
  })

  test.each([
    ['localhost', 'host'],
    ['app.localhost', 'host'],
    ['127.1.2.3', 'host'],
    ['[::1]', 'host'],
    ['10.0.0.1', 'runner'],
    ['127.example.com', 'runner'],
    ['localhost.example.com', 'runner']
  ])('asks %s from the %s', (name, from) => {
    expect(parseHealthCheck(`http http://${name}/`, context)).toMatchObject({ from })
  })

  test.each([
    ['htp http://a/', 'did you mean http?'],
    ['optinal http http://a/', 'did you mean optional?'],
    ['optional', 'is not a kind of check'],
    ['http', 'has no target'],
    ['http status=200', 'has no target'],
    ['http ftp://a/', 'is not a URL'],
    ['http app.example.com/health', 'is not a URL'],
    ['http https://ana:secret@a/', 'must not hold a user or a password'],
    ['http http://a/ stats=200', 'stats is not an option of http; did you mean status?'],
    ['http http://a/ status=2xx', 'status=2xx is wrong: write status=200-299'],
    ['http http://a/ status=299-200', 'status=299-200 is wrong'],
    ['http http://a/ tls-days=3', 'tls-days needs an https URL'],
    ['http http://a/ unsafe-skip-tls-check=true', 'unsafe-skip-tls-check needs an https URL'],
    ['http http://a/ from=server', 'write from=runner or from=host'],
    ['http http://a/ body=a body=b', 'body is given twice'],
    ['http http://a/ body=', 'body= is wrong'],
    ['http http://a/ header=version', 'write header="x-version: 3"'],
    ['http http://a/ is fine', 'unexpected word "is"'],
    ['http http://a/ timeout=0', 'timeout=0 is wrong'],
    ['http "http://a/', 'has a quote (") that is not closed'],
    ['http http://a/{relase}', 'did you mean {release}?'],
    ['tcp 5432', 'is not an address and a port'],
    ['tcp db:99999', 'from 1 to 65535'],
    ['command', 'has no program'],
    ['command output=x', 'has no program'],
    ['command ./check output=ok', 'output=ok stands after the program'],
    ['command ouput=ok ./check', 'did you mean output?'],
    ['command ./check | grep ok', 'which only a shell understands'],
    ['process', 'has no target'],
    ['file var/heartbeat max-age=fresh', 'max-age=fresh is wrong'],
    ['log var/app.log', 'needs at least one without=TEXT']
  ])('refuses %s', (line, problem) => {
    expect(messageOf(() => parseHealthCheck(line, context))).toContain(problem)
  })

  test('tells every problem of a line, and the line', () => {
    expect(messageOf(() => parseHealthCheck('http a.b status=x from=y', context))).toBe(
      '"a.b" is not a URL: begin with http:// or https://; from=y is wrong: write from=runner or from=host; status=x is wrong: write status=200-299 or status=200,404 (in: http a.b status=x from=y)'
    )
  })

  test.each([
    ['http http://a/{release}', { ...context, release: undefined }, '{release} is not known here: no release is live'],
    ['file var/heartbeat', { ...context, path: undefined }, 'var/heartbeat is relative, and there is no deploy path'],
    ['command {path}/check', { ...context, path: undefined }, '{path} is not known here']
  ])('refuses %s when it is not known', (line, without, problem) => {
    expect(messageOf(() => parseHealthCheck(line, without))).toContain(problem)
  })
})

test('{host} is without the SSH port', () => {
  expect(parseHealthCheck('tcp {host}:80', { ...context, host: '10.0.0.1:2222' })).toMatchObject({ address: '10.0.0.1', port: 80, host: '10.0.0.1:2222' })
})

test('parseHealthChecks tells the problems of all lines', () => {
  const message = messageOf(() => parseHealthChecks(['tcp a:1', 'tcp b', 'process'], context))
  expect(message).toContain('"b" is not an address')
  expect(message).toContain('has no target')
})

test('findHealthCheckProblem accepts placeholders before anything is known', () => {
  expect(findHealthCheckProblem(['http http://{host}/ body={release}', 'file var/x'])).toBeUndefined()
  expect(findHealthCheckProblem(['http'])).toContain('has no target')
})
