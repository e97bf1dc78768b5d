import { expect, test } from '@jest/globals'
import { parseHealthCheck, script, render, type HealthCheck } from '../../../../../packages/core/index.ts'
import { controlByCommands } from '../../../../../packages/operations/strategies/commands.ts'
import { controlByCompose } from '../../../../../packages/operations/strategies/compose/control.ts'
import { CELERY_PROGRAM, POSTGRES_PROGRAM, REDIS_PROGRAM } from '../../../../../packages/operations/strategies/compose/named-programs.ts'
import {
  ADDRESSES_PROGRAM,
  CONTAINER_LOG_PROGRAM,
  CRITICAL_FUNCTION,
  EXEC_PROGRAM,
  FILE_IN_SERVICE_PROGRAM
} from '../../../../../packages/operations/strategies/compose/service-programs.ts'
import { bindChecks } from '../../../../../packages/operations/tools/service-checks.ts'
import { makeTarget, readSource } from '../../../../support/compose-source.ts'
import { runLine, shells } from '../../../../support/shells.ts'

const FILE = 'services:\n  db: { image: "a" }\n  migrate: { image: "a" }\n  api: { image: "a" }\n  tools: { image: "a", profiles: [tools] }\n'
const { settings } = await readSource({ 'compose.yaml': FILE }, { 'one-shot': 'migrate', 'start-first': 'api' })
const { place } = makeTarget()
const control = controlByCompose(settings, place)

const ask = (...lines: readonly string[]): ReturnType<typeof bindChecks> =>
  bindChecks(lines.map((line) => parseHealthCheck(line, { host: 'web1', path: '/srv/shop', release: 'r2', timeoutSeconds: 5 })), control)

/** The program and its arguments behind the release, the project and the service. */
function askedBy(line: string, service: string): readonly unknown[] {
  const [check] = ask(line).checks
  if (check?.kind !== 'command' || check.tells !== true) throw new TypeError('Not a program that tells')
  expect(check.argv.slice(0, 2).concat(check.argv.slice(3, 7))).toEqual(['sh', '-c', 'deploy-kit', '/srv/shop/.deploy-kit/compose/r2', 'shop', service])
  return [check.argv[2], ...check.argv.slice(7), check.timeoutSeconds]
}

test.each<readonly [string, string, readonly unknown[]]>([
  ['command service=db output=ok timeout=3s pg_isready -U "two words"', 'db', [EXEC_PROGRAM, '3', 'ok', 'plain', 'pg_isready', '-U', 'two words', 5]],
  ['postgres db', 'db', [EXEC_PROGRAM, '5', '', 'told', 'sh', '-c', POSTGRES_PROGRAM, 'deploy-kit', '', '', '3', 7]],
  ['postgres db user=app database=shop', 'db', [EXEC_PROGRAM, '5', '', 'told', 'sh', '-c', POSTGRES_PROGRAM, 'deploy-kit', 'app', 'shop', '3', 7]],
  ['redis db', 'db', [EXEC_PROGRAM, '5', '', 'told', 'sh', '-c', REDIS_PROGRAM, 'deploy-kit', 7]],
  ['celery api app=shop.tasks', 'api', [EXEC_PROGRAM, '20', '', 'told', 'sh', '-c', CELERY_PROGRAM, 'deploy-kit', 'shop.tasks', 'celery@%h', '10', 22]],
  ['file /tmp/beat service=api max-age=1500ms', 'api', [FILE_IN_SERVICE_PROGRAM, '/tmp/beat', '2', 5]],
  ['file /tmp/beat service=api', 'api', [FILE_IN_SERVICE_PROGRAM, '/tmp/beat', '', 5]],
  ['log service=api', 'api', [CONTAINER_LOG_PROGRAM, '/srv/shop/current', '', 5]],
  ['log service=api max-age=1h without=a without="b c"', 'api', [CONTAINER_LOG_PROGRAM, '/srv/shop/current', '3600', 'a', 'b c', 5]]
])('%s', (line, service, expected) => {
  expect(askedBy(line, service)).toEqual(expected)
})

test.each(['http http://127.0.0.1:8000/health service=api', 'tcp 127.0.0.1:8000 service=api', 's3 api:9000'])('%s is asked at the addresses of the containers', (line) => {
  const containers = script(ADDRESSES_PROGRAM, ['/srv/shop/.deploy-kit/compose/r2', 'shop', 'api'])
  expect(ask(line).checks).toMatchObject([{ kind: line.startsWith('tcp') ? 'tcp' : 'http', from: 'host', containers }])
})

test('what is no service that is kept running is refused, with those that there are', () => {
  expect(ask('postgres bd', 'tcp 127.0.0.1:80', 'log service=migrate', 'redis tools')).toEqual({
    checks: [expect.objectContaining({ kind: 'tcp' })],
    evidence: [],
    refused: ['postgres bd: no service bd is kept running; there are api, db', 'log of migrate: no service migrate is kept running; there are api, db', 'redis tools: no service tools is kept running; there are api, db']
  })
})

test('the logs of what is asked are the evidence, once', () => {
  expect(ask('postgres db', 'redis db', 'log service=api').evidence.map(({ title }) => title)).toEqual(['Logs of db, api'])
})

test('another strategy has no services', () => {
  const byCommands = controlByCommands({ strategy: 'commands', restart: undefined, stop: undefined, timeoutSeconds: 5 }, place)
  const check = parseHealthCheck('log service=api', { host: 'web1', path: '/srv/shop', release: 'r2', timeoutSeconds: 5 })
  expect(bindChecks([check], byCommands)).toEqual({ checks: [], evidence: [], refused: ['log of api asks the containers of the service api, which only a release of strategy compose has'] })
})

test('a release is asked for its own containers', () => {
  const other = controlByCompose(settings, { ...place, id: 'r1' })
  const [check] = bindChecks([parseHealthCheck('redis db', { host: 'web1', path: '/srv/shop', timeoutSeconds: 5 })], other).checks as readonly [HealthCheck]
  expect(check).toMatchObject({ argv: expect.arrayContaining(['/srv/shop/.deploy-kit/compose/r1']) })
})

const CRITICAL = [
  'Traceback (most recent call last):',
  '  Traceback (most recent call last):',
  'panic: runtime error: index out of range',
  'fatal error: all goroutines are asleep - deadlock!',
  "thread 'main' panicked at src/main.rs:2:5:",
  'Exception in thread "main" java.lang.NullPointerException',
  'CRITICAL:root:it broke',
  '2026-11-21 19:00:00,123 - app.jobs - CRITICAL - it broke',
  '[2026-11-21 19:00:00 +0000] [12] [CRITICAL] WORKER TIMEOUT (pid:13)',
  '[2026-11-21 19:00:00,123: CRITICAL/MainProcess] Unrecoverable error',
  '2026-11-21 19:00:00.000 | CRITICAL | app:main:1 - it broke',
  '2026-11-21 19:00:00,123 12 CRITICAL shop odoo.service: it broke',
  '2026-11-21T19:00:00.000Z FATAL it broke',
  '2026-11-21 19:00:00,123 [main] FATAL com.example.App - it broke',
  '2026-11-21 19:00:00.000 UTC [61] PANIC:  could not write to file',
  'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  '2026/11/21 19:00:00 [emerg] 1#1: host not found in upstream',
  '{"time":"2026-11-21T19:00:00Z","level":"fatal","msg":"it broke"}',
  '{"levelname": "CRITICAL", "message": "it broke"}',
  'time=2026-11-21 level=panic msg="it broke"',
  'CRITICAL: 0 replicas are left'
]

const HARMLESS = [
  'GET /health 200',
  'ERROR: one request failed',
  'found 0 CRITICAL vulnerabilities',
  '0 CRITICAL, 3 HIGH',
  'NO FATAL ERRORS',
  'Total: 1 (HIGH: 1, CRITICAL: 0)',
  'ERROR=2 FATAL=0',
  'log level is set to CRITICAL from now on',
  'Log level: CRITICAL',
  'the critical section is entered',
  'GET /CRITICAL 404',
  'do not panic: this is only a test',
  'notfatal error: x',
  '{"level":"info","msg":"nothing fatal"}',
  'CRITICALITY is low'
]

test.each(shells)('in $name, the lines of a log that are critical', (shell) => {
  const { stdout } = runLine(shell, render(script(`${CRITICAL_FUNCTION}\nprintf '%s\\n' "$@" | critical`, [...HARMLESS, ...CRITICAL])).line)
  expect(stdout.split('\n')).toEqual([...CRITICAL, ''])
})
