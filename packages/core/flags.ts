import type { Input, InputDefinitions, InputGroup } from './inputs.ts'

/** A flag of the command line, made from an input or one of the flags that every command has. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string
  /** `-y`, without the dash. */
  readonly short?: string
  /** What stands for the value in the help; absent: the flag takes none. */
  readonly placeholder?: string
  readonly description: string
  readonly group: InputGroup | 'Every command'
  readonly default?: string | undefined
  readonly example?: string | undefined
  readonly required: boolean
  readonly repeatable: boolean
  /** `--no-<name>` also exists. */
  readonly negatable: boolean
  /** The input that the flag gives. Absent: a flag of the command line itself. */
  readonly input?: string
  /** The value is the path of a file whose text is the input. */
  readonly isFile: boolean
  /** The environment variable that gives the input as well. */
  readonly variable?: string
}

const PLACEHOLDERS: Readonly<Record<Input<unknown>['kind'], string>> = {
  text: 'TEXT',
  secret: 'PATH',
  boolean: '',
  integer: 'NUMBER',
  duration: 'DURATION',
  size: 'SIZE',
  choice: '',
  list: 'ITEM',
  argv: 'COMMAND'
}

/** Texts that people keep in files: these may be given as a path, too. */
const FILE_TEXTS: ReadonlySet<string> = new Set(['known-hosts'])

/**
 * The flags of an operation's inputs. A secret has no flag for its value, which every user of the machine could see:
 * it is given as `--<name>-file PATH` or in an environment variable, `DEPLOY_KIT_<NAME>` as a rule.
 */
export function renderFlags(definitions: InputDefinitions): readonly Flag[] {
  return Object.entries(definitions).flatMap(([name, input]) => {
    const file = { name: `${name}-file`, placeholder: 'PATH', isFile: true, repeatable: false, default: undefined }
    const inFile = { ...renderFlag(name, input), ...file }
    if (input.kind === 'secret') return [{ ...inFile, example: undefined, variable: renderVariableName(name, input) }]
    const isFileText = FILE_TEXTS.has(name) && !Object.hasOwn(definitions, inFile.name)
    return [renderFlag(name, input), ...(isFileText ? [{ ...inFile, required: false, example: undefined }] : [])]
  })
}

/** An example on one line. */
export function renderInputExample({ example, kind }: Input<unknown>): string | undefined {
  return example?.trim().replaceAll('\n', kind === 'list' ? ', ' : ' ')
}

/** `private-key` as `DEPLOY_KIT_PRIVATE_KEY`, unless the input has a variable of its own. */
export function renderVariableName(name: string, input?: Pick<Input<unknown>, 'variable'>): string {
  return input?.variable ?? `DEPLOY_KIT_${name.toUpperCase().replaceAll('-', '_')}`
}

function renderFlag(name: string, input: Input<unknown>): Flag {
  const placeholder = input.kind === 'choice' ? input.choices.join('|') : PLACEHOLDERS[input.kind]
  return {
    name,
    ...(placeholder === '' ? {} : { placeholder }),
    description: input.description,
    group: input.group,
    default: input.default,
    example: renderInputExample(input),
    required: input.required,
    repeatable: input.kind === 'list',
    negatable: input.kind === 'boolean',
    input: name,
    isFile: false
  }
}
