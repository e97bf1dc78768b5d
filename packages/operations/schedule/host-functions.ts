import { PROCESS_FUNCTIONS, type Command } from '../../core/index.ts'
import { LIST_KEPT_FUNCTION } from '../backup/retention-functions.ts'
import { CONTAINER_FUNCTIONS } from '../backup/server-place.ts'
import { BASE_FUNCTIONS, STREAM_FUNCTIONS } from '../backup/stream-functions.ts'
import { renderHostWord } from './host-values.ts'

/** What programs have in common: in a script once, before them. Those that are a part of others come later. */
const SHARED = [STREAM_FUNCTIONS.replace(BASE_FUNCTIONS, ''), CONTAINER_FUNCTIONS, PROCESS_FUNCTIONS, LIST_KEPT_FUNCTION, BASE_FUNCTIONS]

/** Commands of a plan as functions of a script, one for each program; what differs are the words of the calls. */
export interface HostFunctions {
  /** Needs BASE_FUNCTIONS, and what of `shared` it was told that it needs. */
  readonly text: string
  /** Of what programs have in common, what these need, BASE_FUNCTIONS first. */
  readonly shared: string
  /** A call. Throws RangeError for a command that is no program, or has a standard input: a script has none to give. */
  lineOf(command: Command): string
}

/** `commands`: a name for the program of each. */
export function defineHostFunctions(commands: readonly (readonly [name: string, command: Command])[]): HostFunctions {
  const names = new Map<string, string>()
  for (const [name, command] of commands) {
    const [program] = readScript(command)
    if (names.has(program)) continue
    const taken = [...names.values()].filter((other) => other === name || other.startsWith(`${name}_`)).length
    names.set(program, taken === 0 ? name : `${name}_${taken + 1}`)
  }
  const all = [...names.keys()].join('\n')
  return {
    text: [...names].map(([program, name]) => `${name}() (${withoutShared(program)})\n`).join('\n'),
    shared: [BASE_FUNCTIONS, ...SHARED.filter((text) => text !== BASE_FUNCTIONS && all.includes(text))].join(''),
    lineOf(command) {
      const [program, words] = readScript(command)
      const name = names.get(program)
      if (name === undefined) throw new RangeError('This program is not one of the functions')
      return [name, ...words.map(renderHostWord)].join(' ')
    }
  }
}

function readScript(command: Command): readonly [program: string, words: readonly string[]] {
  if (command.kind !== 'exec' || command.stdin !== undefined || command.env !== undefined || command.cwd !== undefined) throw new RangeError('Only programs without an input can be in a script')
  const [shell, option, program, , ...words] = command.argv
  if (shell !== 'sh' || option !== '-c' || program === undefined) throw new RangeError('Only programs can be in a script')
  return [program, words]
}

function withoutShared(program: string): string {
  const rest = SHARED.reduce((text, shared) => text.replace(shared, '\n'), program).replace(/\n{2,}/g, '\n')
  return rest.endsWith('\n') ? rest : `${rest}\n`
}
