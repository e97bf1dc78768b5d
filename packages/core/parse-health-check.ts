import { parseArgv, splitWords } from './argv.ts'
import { closest } from './closest.ts'
import type { CheckContext } from './check-placeholders.ts'
import type { CheckKind } from './check-options.ts'
import { startPlace, type CheckReader } from './check-place.ts'
import { namedReaders, OPTIONAL_KINDS } from './read-named-checks.ts'
import { readHttp, readTcp } from './read-network-checks.ts'
import { readCommand, readFile, readLog, readProcess } from './read-program-checks.ts'
import type { AskedCheck } from './service-check.ts'

/**
 * One health check from one line: `[optional|required] <kind> <target> [option=value ...]`. Words are separated by blanks, with
 * quotes as in a shell and no expansion.
 *
 *     http https://app.example.com/health status=200-299,304 body="ok" header="x-version: 3" tls-days=14
 *          from=host server-name=app.example.com unsafe-skip-tls-check=true timeout=5s
 *     tcp 127.0.0.1:5432 from=host
 *     command output=text timeout=20s ./bin/check --fast
 *     process gunicorn
 *     file var/heartbeat max-age=60s
 *     log var/app.log without=ERROR without="Traceback (most recent"
 *
 * With `service=NAME` (all but `process`) every container of that service is asked instead, and the log is that of the
 * container: `log service=api max-age=1h`. Kinds that know how a program is asked in its container:
 *
 *     postgres db user=video database=video
 *     redis redis
 *     s3 storage:9000
 *     celery worker app=video.tasks node=celery@%h
 *     flower flower:5555
 *     prometheus prometheus:9090
 *     grafana grafana:3000
 *
 * - The options of `command` come before the program (as the variables of `env` do), and `--` may end them; every word
 *   after the program belongs to the program. An option of ours after the program is refused unless `--` was written.
 * - `from` is who asks, `runner` or `host`; by default the host for a loopback address, otherwise the runner.
 * - Relative files are under the deploy path, and commands start there.
 * - `{release}`, `{host}` and `{path}` are replaced in targets, words and texts. Other braces are left alone.
 * - `status` is 200-299 by default; redirects are answers and are not followed.
 * - Celery, Flower, Prometheus and Grafana are optional unless `required` is written.
 *
 * Throws RangeError whose message tells all problems of the line and completes "health-check: ...".
 */
export function parseHealthCheck(line: string, context: CheckContext): AskedCheck {
  const { begin, required, kind } = readKind(line)
  const words = readWords(line, kind).slice(begin)
  const place = startPlace(context, required)
  const check = readers[kind](words, place)
  if (place.problems.length > 0) throw new RangeError(inLine(place.problems.join('; '), line))
  return check
}

function readWords(line: string, kind: CheckKind): readonly string[] {
  try {
    return kind === 'command' ? parseArgv(line) : splitWords(line)
  } catch (error) {
    throw new RangeError(inLine(error instanceof Error ? error.message : String(error), line))
  }
}

/** Without the password that a URL should not have held. */
function inLine(problem: string, line: string): string {
  return `${problem} (in: ${line.trim().replaceAll(/(:\/\/)[^\s/]*@/g, '$1***@')})`
}

/** All lines, or one RangeError that tells the problems of all of them. */
export function parseHealthChecks(lines: readonly string[], context: CheckContext): readonly AskedCheck[] {
  const problems: string[] = []
  const checks = lines.flatMap((line) => {
    try {
      return [parseHealthCheck(line, context)]
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error))
      return []
    }
  })
  if (problems.length > 0) throw new RangeError(problems.join('; '))
  return checks
}

/** What is wrong with the lines, or undefined; for the `check` of an input, when hosts and release are not known yet. */
export function findHealthCheckProblem(lines: readonly string[]): string | undefined {
  try {
    parseHealthChecks(lines, { host: 'host', path: '/path', release: 'release', timeoutSeconds: 5 })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Whether the check runs a command on the host or in a container, of which the line holds the words. */
export function isCommandCheck(line: string): boolean {
  return /^\s*((optional|required)[ \t]+)?command([ \t]|$)/.test(line)
}

const readers: Readonly<Record<CheckKind, CheckReader>> = {
  http: readHttp,
  tcp: readTcp,
  command: readCommand,
  process: readProcess,
  file: readFile,
  log: readLog,
  ...namedReaders
}

const DEGREES = ['optional', 'required'] as const

/** `begin`: how many words it takes up. */
function readKind(line: string): { readonly begin: number; readonly required: boolean; readonly kind: CheckKind } {
  const [first = '', second = ''] = line.trim().split(/[ \t]+/)
  const degree = DEGREES.find((known) => known === first)
  const word = degree === undefined ? first : second
  const kinds = Object.keys(readers)
  const kind = kinds.find((known): known is CheckKind => known === word)
  if (kind !== undefined) {
    return { begin: degree === undefined ? 1 : 2, required: degree === undefined ? !OPTIONAL_KINDS.includes(kind) : degree === 'required', kind }
  }
  const suggestion = closest(word, degree === undefined ? [...kinds, ...DEGREES] : kinds)
  const hint = suggestion === undefined ? `write one of ${kinds.join(', ')}` : `did you mean ${suggestion}?`
  throw new RangeError(inLine(`${JSON.stringify(word)} is not a kind of check; ${hint}`, line))
}
