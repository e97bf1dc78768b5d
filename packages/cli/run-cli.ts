import {
  closest,
  DeployKitError,
  renderCommandHelp,
  renderFlags,
  renderOverview,
  toDeployKitError,
  version,
  type AnyOperation
} from '../core/index.ts'
import { isOperationName, operations } from '../operations/index.ts'
import type { CliProcess } from './cli-process.ts'
import { parseCommandLine, splitCommand } from './command-line.ts'
import { runCommand } from './run-command.ts'
import { renderLevelLine, type Terminal } from './terminal.ts'

/** Runs one command line. Returns the exit code; never throws. */
export async function runCli(cli: CliProcess): Promise<number> {
  try {
    return await dispatch(cli)
  } catch (thrown) {
    const error = toDeployKitError(thrown)
    const [first, ...rest] = `${error.code}: ${error.message}`.split('\n')
    const text = [first, ...rest, `-> ${error.remedy}`].join('\n')
    cli.terminal.err(`${renderLevelLine('ERROR', text, cli.terminal.colours)}\n`)
    // The flags could not be read as a whole; a script that asked for JSON still gets its document.
    if (cli.argv.includes('--json')) cli.terminal.out(`${JSON.stringify({ plan: null, report: null, error }, undefined, 2)}\n`)
    return error.processExitCode
  }
}

async function dispatch(cli: CliProcess): Promise<number> {
  const { command, rest } = splitName(cli.argv)
  if (command === 'help') return showHelp(cli.terminal, splitName(rest).command)
  if (command === undefined) return dispatchWithoutCommand(cli)
  const operation = await loadOperation(command)
  if (rest.includes('--help') || rest.includes('-h')) return showHelp(cli.terminal, command)
  const commandLine = parseCommandLine(rest, renderFlags(operation.inputs))
  if (commandLine.globals.version) return showVersion(cli.terminal)
  return runCommand({ ...cli, operation, commandLine })
}

/** A command has one word (`backup`), two (`backups list`) or three (`backups schedule remove`): the longest that there is. */
function splitName(argv: readonly string[]): ReturnType<typeof splitCommand> {
  const one = splitCommand(argv)
  let [found, name, rest] = [one, one.command ?? '', one.rest]
  for (const _ of ['second', 'third']) {
    const next = splitCommand(rest)
    ;[name, rest] = [`${name} ${next.command ?? ''}`, next.rest]
    if (isOperationName(name)) found = { command: name, rest }
  }
  return found
}

async function dispatchWithoutCommand({ argv, terminal }: CliProcess): Promise<number> {
  const { globals } = parseCommandLine(argv, [])
  if (globals.version) return showVersion(terminal)
  if (argv.length === 0 || globals.help) return showHelp(terminal, undefined)
  throw new DeployKitError('DK_INPUT_INVALID', { message: 'No command is given', remedy: 'deploy-kit --help lists the commands' })
}

async function showHelp({ out }: Terminal, command: string | undefined): Promise<number> {
  if (command !== undefined) {
    out(`${renderCommandHelp(await loadOperation(command))}\n`)
    return 0
  }
  const all = await Promise.all(Object.values(operations).map((load): Promise<AnyOperation> => load()))
  out(`${renderOverview(all)}\n`)
  return 0
}

function showVersion({ out }: Terminal): number {
  out(`${version}\n`)
  return 0
}

async function loadOperation(name: string): Promise<AnyOperation> {
  if (isOperationName(name)) return operations[name]()
  const words = Object.keys(operations).flatMap((known) => (known.startsWith(`${name} `) ? [known.slice(name.length + 1)] : []))
  if (words.length > 0) {
    throw new DeployKitError('DK_INPUT_INVALID', {
      message: `${name} needs a second word: ${words.join(', ')}`,
      remedy: `deploy-kit ${name} ${words[0] ?? ''} --help tells about one of them`
    })
  }
  const meant = closest(name, Object.keys(operations))
  throw new DeployKitError('DK_INPUT_INVALID', {
    message: `There is no command ${name}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    remedy: 'deploy-kit --help lists the commands'
  })
}
