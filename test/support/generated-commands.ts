import { all, any, each, exec, pipe, redirect, script, type Command } from '../../packages/core/command.ts'
import { generateWord, pick, times, type Random } from './generated-words.ts'

/** A command with what it must do, told by this model and not by a shell. */
export interface ExpectedCommand {
  readonly command: Command
  readonly stdout: string
  /** Failed commands end with this code. */
  readonly code: number
  /** What files hold afterwards, by path. */
  readonly files: Readonly<Record<string, string>>
}

const EXIT_PROGRAM = 'exit "$1"'
const PRINT_AND_EXIT_PROGRAM = 'printf "%s\\n" "$2"; exit "$1"'
const PASS_AND_EXIT_PROGRAM = 'cat; exit "$1"'

/** Gives each redirect a file of its own, so that the order of writes does not matter to the model. */
export interface CommandSource {
  readonly random: Random
  readonly nextFile: () => string
  /** Folders that exist. */
  readonly folders: readonly [string, ...string[]]
}

/** A tree of lists, pipes, redirects, folders and environments up to `depth` levels. */
export function generateCommand(source: CommandSource, depth: number): ExpectedCommand {
  const { random } = source
  if (depth === 0 || random() < 0.15) return generateLeaf(source)
  const kind = random()
  if (kind < 0.3) return generateList('all', source, depth)
  if (kind < 0.5) return generateList('any', source, depth)
  if (kind < 0.6) return generateEach(source, depth)
  return kind < 0.8 ? generatePipe(source, depth) : generateRedirect(source, depth)
}

function generateLeaf({ random, folders }: CommandSource): ExpectedCommand {
  const kind = random()
  const word = generateWord(random)
  const code = random() < 0.5 ? 1 + Math.floor(random() * 120) : 0
  if (kind < 0.4) return leaf(exec(['printf', '%s\\n', word, '-n']), `${word}\n-n\n`, 0)
  if (kind < 0.6) return leaf(script(EXIT_PROGRAM, [String(code)]), '', code)
  if (kind < 0.7) return leaf(script(PRINT_AND_EXIT_PROGRAM, [String(code), word]), `${word}\n`, code)
  if (kind < 0.85) return leaf(exec(['printenv', '_NAME1'], { env: { _NAME1: word, OTHER: generateWord(random) } }), `${word}\n`, 0)
  const folder = pick(random, folders)
  return leaf(exec(['/bin/pwd'], { cwd: folder }), `${folder}\n`, 0)
}

function leaf(command: Command, stdout: string, code: number): ExpectedCommand {
  return { command, stdout, code, files: {} }
}

function generateList(kind: 'all' | 'any', source: CommandSource, depth: number): ExpectedCommand {
  const parts = times(1 + Math.floor(source.random() * 3), () => generateCommand(source, depth - 1))
  const stopsAt = parts.findIndex(({ code }) => (kind === 'all' ? code !== 0 : code === 0))
  const run = stopsAt < 0 ? parts : parts.slice(0, stopsAt + 1)
  return {
    command: (kind === 'all' ? all : any)(...parts.map(({ command }) => command)),
    stdout: run.map(({ stdout }) => stdout).join(''),
    code: run.at(-1)?.code ?? 0,
    files: Object.assign({}, ...run.map(({ files }) => files)) as ExpectedCommand['files']
  }
}

function generateEach(source: CommandSource, depth: number): ExpectedCommand {
  const parts = times(1 + Math.floor(source.random() * 3), () => generateCommand(source, depth - 1))
  return {
    command: each(...parts.map(({ command }) => command)),
    stdout: parts.map(({ stdout }) => stdout).join(''),
    code: parts.findLast(({ code }) => code !== 0)?.code ?? 0,
    files: Object.assign({}, ...parts.map(({ files }) => files)) as ExpectedCommand['files']
  }
}

/** Each part reads all that comes before it, so that parts end in their order and none by SIGPIPE. */
function generatePipe(source: CommandSource, depth: number): ExpectedCommand {
  const first = generateCommand(source, depth - 1)
  const codes = times(Math.floor(source.random() * 3), () => (source.random() < 0.3 ? 1 + Math.floor(source.random() * 120) : 0))
  return {
    command: pipe(first.command, ...codes.map((code) => script(PASS_AND_EXIT_PROGRAM, [String(code)]))),
    stdout: first.stdout,
    code: [first.code, ...codes].find((code) => code !== 0) ?? 0,
    files: first.files
  }
}

function generateRedirect(source: CommandSource, depth: number): ExpectedCommand {
  const part = generateCommand(source, depth - 1)
  const file = source.nextFile()
  return { command: redirect(part.command, file, source.random() < 0.5), stdout: '', code: part.code, files: { ...part.files, [file]: part.stdout } }
}
