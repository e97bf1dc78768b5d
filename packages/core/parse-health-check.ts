import { parseArgv, splitWords } from './argv.ts'
import { closest } from './closest.ts'
import { replacePlaceholders, type CheckContext } from './check-placeholders.ts'
import { CheckOptions, optionNames, type CheckKind } from './check-options.ts'
import type { CommandCheck, FileCheck, HealthCheck, HttpCheck, LogCheck, ProcessCheck, TcpCheck } from './health-check.ts'
import { quote } from './quote.ts'

/**
 * One health check from one line: `[optional] <kind> <target> [option=value ...]`. Words are separated by blanks, with
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
 * - The options of `command` come before the program (as the variables of `env` do), and `--` may end them; every word
 *   after the program belongs to the program. An option of ours after the program is refused unless `--` was written.
 * - `from` is who asks, `runner` or `host`; by default the host for a loopback address, otherwise the runner.
 * - Relative files are under the deploy path, and commands start there.
 * - `{release}`, `{host}` and `{path}` are replaced in targets, words and texts. Other braces are left alone.
 * - `status` is 200-299 by default; redirects are answers and are not followed.
 *
 * Throws RangeError whose message tells all problems of the line and completes "health-check: ...".
 */
export function parseHealthCheck(line: string, context: CheckContext): HealthCheck {
  const { required, kind } = readKind(line)
  const words = readWords(line, kind).slice(required ? 1 : 2)
  const problems: string[] = []
  const place: Place = {
    context,
    required,
    problems,
    replace: (text) => told(problems, '', () => replacePlaceholders(text, context)),
    replaceTarget: (text) => told(problems, '', () => replacePlaceholders(text, context, 'strict'))
  }
  const check = readers[kind](words, place)
  if (problems.length > 0) throw new RangeError(inLine(problems.join('; '), line))
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
export function parseHealthChecks(lines: readonly string[], context: CheckContext): readonly HealthCheck[] {
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

/** Whether the check runs a command on the host, of which the line holds the words. */
export function isCommandCheck(line: string): boolean {
  return /^\s*(optional[ \t]+)?command([ \t]|$)/.test(line)
}

interface Place {
  readonly context: CheckContext
  readonly required: boolean
  readonly problems: string[]
  replace(text: string): string
  /** Where braces have no other use, a mistyped placeholder is a problem. */
  replaceTarget(text: string): string
}

type Reader = (words: readonly string[], place: Place) => HealthCheck

const readers: Readonly<Record<CheckKind, Reader>> = {
  http: readHttp,
  tcp: readTcp,
  command: readCommand,
  process: readProcess,
  file: readFile,
  log: readLog
}

function readKind(line: string): { readonly required: boolean; readonly kind: CheckKind } {
  const [first = '', second = ''] = line.trim().split(/[ \t]+/)
  const required = first !== 'optional'
  const word = required ? first : second
  const kinds = Object.keys(readers)
  const kind = kinds.find((known): known is CheckKind => known === word)
  if (kind !== undefined) return { required, kind }
  const suggestion = closest(word, required ? [...kinds, 'optional'] : kinds)
  const hint = suggestion === undefined ? `write one of ${kinds.join(', ')}` : `did you mean ${suggestion}?`
  throw new RangeError(inLine(`${JSON.stringify(word)} is not a kind of check; ${hint}`, line))
}

function readHttp(words: readonly string[], place: Place): HttpCheck {
  const target = place.replaceTarget(readTarget(words, place, 'http https://app.example.com/health'))
  const url = told(place.problems, undefined, () => parseUrl(target))
  const options = new CheckOptions('http', words.slice(1), place.problems)
  const body = options.text('body')
  const header = options.header('header')
  const tlsDays = options.integer('tls-days')
  const serverName = options.text('server-name')
  const unsafeSkipTlsCheck = options.flag('unsafe-skip-tls-check')
  if (url?.protocol === 'http:' && (tlsDays !== undefined || unsafeSkipTlsCheck)) {
    place.problems.push(`${tlsDays === undefined ? 'unsafe-skip-tls-check' : 'tls-days'} needs an https URL`)
  }
  return {
    kind: 'http',
    ...base(place, options, target),
    url: url?.href ?? target,
    from: options.from() ?? defaultFrom(url?.hostname ?? ''),
    status: options.statuses('status') ?? [[200, 299]],
    ...(body === undefined ? {} : { body: place.replace(body) }),
    ...(header === undefined ? {} : { header: { name: header.name, text: place.replace(header.text) } }),
    ...(tlsDays === undefined ? {} : { tlsDays }),
    ...(serverName === undefined ? {} : { serverName: place.replaceTarget(serverName) }),
    ...(unsafeSkipTlsCheck ? { unsafeSkipTlsCheck } : {})
  }
}

function parseUrl(text: string): URL | undefined {
  if (text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new RangeError(`${JSON.stringify(text)} is not a URL: begin with http:// or https://`)
  }
  if (url.username !== '' || url.password !== '') throw new RangeError('the URL must not hold a user or a password: it is printed')
  return url
}

function readTcp(words: readonly string[], place: Place): TcpCheck {
  const target = place.replaceTarget(readTarget(words, place, 'tcp 127.0.0.1:5432'))
  const options = new CheckOptions('tcp', words.slice(1), place.problems)
  const { address, port } = told(place.problems, { address: '', port: 0 }, () => parseAddress(target))
  return { kind: 'tcp', ...base(place, options, `tcp ${target}`), address, port, from: options.from() ?? defaultFrom(address) }
}

function parseAddress(text: string): { readonly address: string; readonly port: number } {
  if (text === '') return { address: '', port: 0 }
  const match = /^(?:\[([0-9A-Fa-f:.%]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/.exec(text)
  const port = Number(match?.[3] ?? 0)
  if (!match || port < 1 || port > 65_535) {
    throw new RangeError(`${JSON.stringify(text)} is not an address and a port from 1 to 65535: write 127.0.0.1:5432 or [::1]:5432`)
  }
  return { address: match[1] ?? match[2] ?? '', port }
}

function readCommand(words: readonly string[], place: Place): CommandCheck {
  const { optionWords, program } = splitCommand(words)
  const options = new CheckOptions('command', optionWords, place.problems)
  const isOption = (word: string): boolean => optionNames('command').some((name) => word.startsWith(`${name}=`))
  const stray = words.includes('--') ? undefined : program.find(isOption)
  if (stray !== undefined) {
    place.problems.push(`${stray} stands after the program and would be given to it: put it before the program, or -- before the program`)
  }
  if (program.length === 0 || program[0] === '') place.problems.push('has no program: write command ./bin/check --fast')
  const argv = program.map((word) => place.replace(word))
  const output = options.text('output')
  return {
    kind: 'command',
    ...base(place, options, argv.map(showWord).join(' ')),
    argv,
    ...(place.context.path === undefined ? {} : { cwd: place.context.path }),
    ...(output === undefined ? {} : { output: place.replace(output) })
  }
}

function showWord(word: string): string {
  return word === '' || /[\s'"]/.test(word) ? quote(word) : word
}

function splitCommand(words: readonly string[]): { readonly optionWords: readonly string[]; readonly program: readonly string[] } {
  const found = words.findIndex((word) => !/^[a-z][a-z-]*=/.test(word))
  const begin = found === -1 ? words.length : found
  return { optionWords: words.slice(0, begin), program: words.slice(words[begin] === '--' ? begin + 1 : begin) }
}

function readProcess(words: readonly string[], place: Place): ProcessCheck {
  const text = place.replace(readTarget(words, place, 'process gunicorn'))
  const options = new CheckOptions('process', words.slice(1), place.problems)
  return { kind: 'process', ...base(place, options, `process ${text}`), text }
}

function readFile(words: readonly string[], place: Place): FileCheck {
  const target = place.replaceTarget(readTarget(words, place, 'file var/heartbeat max-age=60s'))
  const options = new CheckOptions('file', words.slice(1), place.problems)
  const maxAgeSeconds = options.duration('max-age')
  return {
    kind: 'file',
    ...base(place, options, `file ${target}`),
    path: resolvePath(target, place),
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds })
  }
}

function readLog(words: readonly string[], place: Place): LogCheck {
  const target = place.replaceTarget(readTarget(words, place, 'log var/app.log without=ERROR'))
  const options = new CheckOptions('log', words.slice(1), place.problems)
  const without = options.texts('without').map((text) => place.replace(text))
  if (without.length === 0) place.problems.push('needs at least one without=TEXT')
  return { kind: 'log', ...base(place, options, `log ${target}`), path: resolvePath(target, place), without }
}

function base(place: Place, options: CheckOptions, title: string): Pick<HealthCheck, 'title' | 'host' | 'required' | 'timeoutSeconds'> {
  const { host, timeoutSeconds } = place.context
  return { title, host, required: place.required, timeoutSeconds: options.duration('timeout') ?? timeoutSeconds }
}

function readTarget(words: readonly string[], place: Place, example: string): string {
  const [target = ''] = words
  if (target === '' || /^[a-z-]+=/.test(target)) place.problems.push(`has no target: write ${example}`)
  return target
}

function resolvePath(target: string, { context, problems }: Place): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(target)) problems.push(`${JSON.stringify(target)} holds a control character`)
  if (target.startsWith('/')) return target
  if (context.path === undefined) problems.push(`${target} is relative, and there is no deploy path: write an absolute path`)
  return `${context.path ?? ''}/${target}`
}

function defaultFrom(address: string): 'runner' | 'host' {
  const bare = address.replace(/^\[|\]$/g, '').toLowerCase()
  return /^((.*\.)?localhost|127(\.\d+){3}|0\.0\.0\.0|::1)$/.test(bare) ? 'host' : 'runner'
}

/** A RangeError becomes one more problem, so that all problems of a line are told at once. */
function told<T>(problems: string[], otherwise: T, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    problems.push(error.message)
    return otherwise
  }
}
