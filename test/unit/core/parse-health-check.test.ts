import { describe, expect, test } from '@jest/globals'
import { findHealthCheckProblem, isCommandCheck, parseHealthCheck, parseHealthChecks } from '../../../packages/core/index.ts'

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
    [
      'http http://127.0.0.1:8000/health service=api body={release}',
      { ...base, kind: 'service', service: 'api', title: 'http://127.0.0.1:8000/health of api' },
      { kind: 'http', url: 'http://127.0.0.1:8000/health', from: 'host', status: [[200, 299]], body: context.release }
    ],
    ['http http://api:8000/ service=api', { title: 'http://api:8000/ of api' }, { kind: 'http', from: 'host' }],
    ['tcp db:5432 service=db', { ...base, kind: 'service', service: 'db', title: 'tcp db:5432 of db' }, { kind: 'tcp', address: 'db', port: 5432, from: 'host' }],
    [
      'command service=db output=accepting timeout=20s pg_isready -U video',
      { ...base, kind: 'service', service: 'db', title: 'pg_isready -U video in db', timeoutSeconds: 20 },
      { kind: 'command', argv: ['pg_isready', '-U', 'video'], output: 'accepting' }
    ],
    [
      'file /tmp/heartbeat max-age=30s service=sampler',
      { ...base, kind: 'service', service: 'sampler', title: 'file /tmp/heartbeat in sampler' },
      { kind: 'file', path: '/tmp/heartbeat', maxAgeSeconds: 30 }
    ],
    ['log service=api', { ...base, kind: 'service', service: 'api', title: 'log of api' }, { kind: 'container-log', without: [] }],
    [
      'optional log without="no disk" max-age=1h service=my.api_2-b',
      { required: false, service: 'my.api_2-b' },
      { kind: 'container-log', without: ['no disk'], maxAgeSeconds: 3600 }
    ],
    ['postgres db', { ...base, kind: 'service', service: 'db', title: 'postgres db' }, { kind: 'postgres' }],
    ['postgres db user=video database="two words"', {}, { kind: 'postgres', user: 'video', database: 'two words' }],
    ['redis cache timeout=2s', { ...base, kind: 'service', service: 'cache', title: 'redis cache', timeoutSeconds: 2 }, { kind: 'redis' }],
    [
      's3 storage:9000',
      { ...base, kind: 'service', service: 'storage', title: 's3 storage:9000' },
      { kind: 'http', url: 'http://storage:9000/minio/health/live', from: 'host', status: [[200, 499]] }
    ],
    [
      'celery worker app=video.tasks',
      { ...base, kind: 'service', service: 'worker', title: 'celery worker', required: false, timeoutSeconds: 20 },
      { kind: 'celery', app: 'video.tasks', node: 'celery@%h' }
    ],
    ['required celery worker app=video.tasks node=video@%h timeout=3s', { required: true, timeoutSeconds: 3 }, { node: 'video@%h' }],
    ['flower flower:5555', { required: false, title: 'flower flower:5555' }, { kind: 'http', url: 'http://flower:5555/healthcheck', status: [[200, 299]] }],
    ['required flower monitor:80/flower/', { required: true, service: 'monitor' }, { url: 'http://monitor:80/flower/healthcheck' }],
    ['prometheus prometheus:9090', { required: false }, { url: 'http://prometheus:9090/-/ready' }],
    ['grafana grafana:3000/graphs', { required: false }, { url: 'http://grafana:3000/graphs/api/health', body: '"database": "ok"' }]
  ])('of a service: %s', (line, expected, question) => {
    const check = parseHealthCheck(line, context)
    expect(check).toMatchObject(expected)
    expect(check).toMatchObject({ kind: 'service', question })
  })

  test('of a service: a command starts where the image says, and not in the deploy path', () => {
    expect(parseHealthCheck('command service=db true', context)).toMatchObject({ question: expect.not.objectContaining({ cwd: expect.anything() }) })
  })

  test.each([
    ['required http http://a/', true],
    ['optional postgres db', false],
    ['optional celery worker app=a', false]
  ])('%s is required: %s', (line, required) => {
    expect(parseHealthCheck(line, context).required).toBe(required)
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
    ['log var/app.log', 'needs at least one without=TEXT'],
    ['log', 'has no target: write log var/app.log without=ERROR, or log service=api'],
    ['log var/app.log without=a max-age=1h', 'max-age is for log service=NAME'],
    ['log var/app.log service=api', 'var/app.log is not looked at: with service='],
    ['http http://a/ service=api from=runner', 'containers are asked by their host: take away from=runner'],
    ['tcp 127.0.0.1:1 from=runner service=api', 'containers are asked by their host'],
    ['http http://a/ service="two words"', 'service=two words is wrong: write service=NAME, as it is in the compose file'],
    ['http http://a/ servce=api', 'did you mean service?'],
    ['process gunicorn service=api', 'service is not an option of process'],
    ['command pg_isready service=db', 'service=db stands after the program'],
    ['command service=db', 'has no program'],
    ['file tmp/heartbeat service=api', 'tmp/heartbeat is relative: write where it is in the container'],
    ['postgres', 'has no target: write postgres db'],
    ['postgres user=video', 'has no target: write postgres db'],
    ['postgres db:5432', '"db:5432" is not the name of a service: write postgres db'],
    ['postgres db user=', 'user= is wrong'],
    ['postgres db name=video', 'name is not an option of postgres; it has user, database, timeout'],
    ['postgers db', 'did you mean postgres?'],
    ['redis', 'has no target: write redis redis'],
    ['redis cache 6379', 'unexpected word "6379"'],
    ['celery worker', 'needs app=MODULE, as celery -A has it: write celery worker app=video.tasks'],
    ['celery app=video.tasks', 'has no target: write celery worker app=video.tasks'],
    ['s3', 'has no target: write s3 storage:9000'],
    ['s3 storage', '"storage" is not a service and the port that it listens on: write s3 storage:9000'],
    ['s3 http://storage:9000', 'is not a service and the port'],
    ['flower flower:99999', 'is not a service and the port'],
    ['prometheus prometheus:9090 status=200', 'status is not an option of prometheus'],
    ['grafana :3000', 'is not a service and the port'],
    ['requierd celery worker app=a', 'did you mean required?'],
    ['required', 'is not a kind of check'],
    ['required optional http http://a/', '"optional" is not a kind of check']
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

test.each([
  ['command service=db pg_isready', true],
  ['required command true', true],
  [' optional\tcommand true', true],
  ['http http://a/ body=command', false],
  ['required celery worker app=a', false]
])('%s holds the words of a command: %s', (line, expected) => {
  expect(isCommandCheck(line)).toBe(expected)
})
