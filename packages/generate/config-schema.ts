import type { AnyOperation, Input, InputKind } from '../core/index.ts'

type Schema = Readonly<Record<string, unknown>>

/**
 * The JSON schema of `deploy-kit.yml`, for editors (draft-07, which the YAML language server knows).
 * It accepts what `parseConfigFile` accepts, except that ranges and the `check` of an input are left to the parser.
 */
export function renderConfigSchema(operations: readonly AnyOperation[]): string {
  const schema: Schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'deploy-kit.yml',
    description: 'Inputs of all operations. Flags and inputs of actions come first, then the section of the environment, then the top level.',
    type: ['object', 'null'],
    properties: {
      ...renderProperties(operations),
      environments: {
        description: 'What differs between environments; chosen with --environment NAME or the input `environment`.',
        type: ['object', 'null'],
        additionalProperties: { $ref: '#/definitions/section' }
      }
    },
    additionalProperties: false,
    definitions: {
      section: { type: ['object', 'null'], properties: renderProperties(operations), additionalProperties: false },
      word: { type: ['string', 'number', 'boolean'] },
      words: { type: 'array', items: { $ref: '#/definitions/word' } },
      commandWord: { type: ['string', 'number', 'boolean'], not: { type: 'string', pattern: '(^|[^$])\\$\\{' } },
      commandWords: { type: 'array', items: { $ref: '#/definitions/commandWord' } },
      reference: { type: 'string', pattern: '\\$\\{' },
      pairs: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } },
      secretPairs: { type: 'object', additionalProperties: { anyOf: [{ $ref: '#/definitions/reference' }, { type: 'null' }] } }
    }
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}

/** Where operations give one name to inputs of different kinds, the file may hold either. */
function renderProperties(operations: readonly AnyOperation[]): Readonly<Record<string, Schema>> {
  const inputs = new Map<string, Input<unknown>[]>()
  for (const operation of operations) {
    const ofFile = Object.entries<Input<unknown>>(operation.inputs).filter(([, input]) => !input.isTyped)
    for (const [name, input] of ofFile) inputs.set(name, [...(inputs.get(name) ?? []), input])
  }
  return Object.fromEntries([...inputs].map(([name, same]) => [name, renderProperty(name, same, operations)]))
}

function renderProperty(name: string, same: readonly Input<unknown>[], operations: readonly AnyOperation[]): Schema {
  const users = operations.filter((operation) => Object.hasOwn(operation.inputs, name)).map((operation) => operation.name)
  const preset = same.find((input) => input.default !== undefined)?.default
  const notes = [same[0]?.description ?? '', ...(preset === undefined ? [] : [`Default: \`${preset}\`.`]), `Used by ${users.join(', ')}.`]
  const forms = same.flatMap((input) => FORMS[input.kind](input))
  const distinct = [...new Map(forms.map((form) => [JSON.stringify(form), form])).values()]
  return { description: notes.join(' '), anyOf: [...distinct, { type: 'null' }] }
}

const reference = (name: string): Schema => ({ $ref: `#/definitions/${name}` })
const written = (pattern: string): Schema => ({ type: 'string', pattern })

/** JSON schema has no flag to ignore case. */
const WRITTEN_BOOLEAN = '^\\s*([tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF]|[01])?\\s*$'

const FORMS: Readonly<Record<InputKind, (input: Input<unknown>) => readonly Schema[]>> = {
  text: () => [reference('word'), reference('words'), reference('pairs')],
  secret: () => [reference('reference'), { type: 'array', items: reference('reference') }, reference('secretPairs')],
  boolean: () => [{ type: 'boolean' }, { enum: [0, 1] }, written(WRITTEN_BOOLEAN), reference('reference')],
  integer: () => [{ type: 'integer' }, written('^\\s*(-?\\d+)?\\s*$'), reference('reference')],
  duration: () => [{ type: 'number' }, written('^\\s*(\\d+(\\.\\d+)?|(\\d+(\\.\\d+)?(ms|s|m|h|d))+)?\\s*$'), reference('reference')],
  size: () => [{ type: 'number' }, written('^\\s*(\\d+(\\.\\d+)?\\s*[bkmgtBKMGT]?([iI]?[bB])?)?\\s*$'), reference('reference')],
  choice: ({ choices }) => [{ enum: choices }, reference('reference')],
  list: () => [reference('word'), { type: 'array', items: { anyOf: [reference('word'), reference('words')] } }, reference('pairs')],
  argv: () => [reference('commandWord'), reference('commandWords')]
}
