import type { Command, ExecCommand, RedirectCommand } from './command.ts'
import { quote } from './quote.ts'
import type { Secret } from './secret.ts'

/** What a transport needs: one line for `sh`, and what goes to its standard input. */
export interface RenderedCommand {
  readonly line: string
  readonly stdin: string | Secret | undefined
}

const ENVIRONMENT_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * The only place where a shell line is made. The line is valid for every POSIX shell and
 * keeps its meaning as a part of a larger line.
 *
 * Throws RangeError for an empty command or path, a bad variable name, or more than one `stdin` in the tree.
 */
export function render(command: Command): RenderedCommand {
  const inputs = findInputs(command)
  if (inputs.length > 1) throw new RangeError('A command can have one standard input only')
  return { line: renderLine(command), stdin: inputs[0] }
}

function renderLine(command: Command): string {
  switch (command.kind) {
    case 'exec':
      return renderExec(command)
    case 'all':
      return group(command.commands.map(renderLine), ' && ')
    case 'any':
      return group(command.commands.map(renderLine), ' || ')
    case 'each':
      return renderEach(command.commands.map(renderLine))
    case 'pipe':
      return renderPipe(command.commands.map(renderLine))
    case 'redirect':
      return renderRedirect(renderLine(command.command), command)
  }
}

function renderExec({ argv, env, cwd }: ExecCommand): string {
  const [program = ''] = argv
  if (program === '') throw new RangeError('A command needs a program')
  if (env !== undefined && program.includes('=')) throw new RangeError(`env would read this program as a variable: ${program}`)
  const words = [...renderEnvironment(env), ...argv.map(quoteArgument)].join(' ')
  return cwd === undefined ? words : `(cd ${quotePath(cwd)} && ${words})`
}

function renderEnvironment(env: Readonly<Record<string, string>> = {}): readonly string[] {
  const pairs = Object.entries(env).map(([name, value]) => {
    if (!ENVIRONMENT_NAME.test(name)) throw new RangeError(`Not a name for an environment variable: ${name}`)
    return quote(`${name}=${value}`)
  })
  return pairs.length === 0 ? [] : ['env', ...pairs]
}

/** A reserved word (`if`), an assignment or an alias is only read as such when it is not quoted. */
function quoteArgument(word: string, index: number): string {
  const quoted = quote(word)
  return index === 0 && quoted === word && !word.includes('/') ? `'${word}'` : quoted
}

/** `cd -` is no folder of that name, `cd lib` may go to another one by CDPATH, and `cd ''` stays where it is. */
function quotePath(path: string): string {
  if (path === '') throw new RangeError('A path cannot be empty')
  return quote(path.startsWith('/') ? path : `./${path}`)
}

/**
 * dash and busybox sh forget the redirection of a subshell when a group around it has one too, as in
 * `{ { (a); } > file; } 3>&-`. With `:` in the group it is not a lone subshell.
 */
function renderRedirect(line: string, { to, append }: RedirectCommand): string {
  return `{ :; ${line}; } ${append ? '>>' : '>'} ${quotePath(to)}`
}

function group(lines: readonly string[], separator: string): string {
  if (lines.length === 0) throw new RangeError('A list of commands cannot be empty')
  return `{ ${lines.join(separator)}; }`
}

function renderEach(lines: readonly string[]): string {
  if (lines.length === 0) throw new RangeError('A list of commands cannot be empty')
  return `( code=0; ${lines.map((line) => `${line} || code=$?`).join('; ')}; exit "$code" )`
}

/**
 * dash and busybox sh have no pipefail: each part writes its exit code to descriptor 3, which is read
 * back while the output of the last part goes out by descriptor 4. A part that was killed before it could
 * write its code leaves one too few: that is a failure as well.
 */
function renderPipe(lines: readonly string[]): string {
  if (lines.length === 0) throw new RangeError('A pipe cannot be empty')
  const parts = lines.map((line) => `{ { ${line}; } 3>&- 4>&-; echo "$?" >&3; }`)
  const last = parts.length - 1
  const joined = parts.map((part, index) => (index === last ? `{ { ${lines[last]}; } >&4 3>&- 4>&-; echo "$?" >&3; }` : part)).join(' | ')
  const codes = `set -- $( { ${joined}; } 3>&1 4>&4 ); for code do [ "$code" = 0 ] || exit "$code"; done`
  return `( exec 4>&1; ${codes}; [ "$#" = ${lines.length} ] )`
}

function findInputs(command: Command): readonly (string | Secret)[] {
  switch (command.kind) {
    case 'exec':
      return command.stdin === undefined ? [] : [command.stdin]
    case 'redirect':
      return findInputs(command.command)
    default:
      return command.commands.flatMap(findInputs)
  }
}
