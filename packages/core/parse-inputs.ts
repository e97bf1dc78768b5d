import { closest } from './closest.ts'
import { DeployKitError } from './errors.ts'
import type { Input, InputDefinitions, InputValues } from './inputs.ts'

/** Where texts of inputs come from. Earlier sources win. */
export interface InputSource {
  /** For messages: `--host`, `input host`, `deploy-kit.yml (environments.production.host)`. */
  readonly describe: (name: string) => string
  readonly texts: Readonly<Record<string, string>>
}

/**
 * The values of all inputs, or one DK_INPUT_INVALID that tells every problem: missing, wrong and unknown names.
 * Texts are trimmed (secrets keep inner and outer white space); '' is absent.
 */
export function parseInputs<I extends InputDefinitions>(definitions: I, sources: readonly InputSource[]): InputValues<I> {
  const problems: string[] = findUnknown(definitions, sources)
  const values: Record<string, unknown> = {}
  for (const [name, input] of Object.entries(definitions)) {
    const found = findText(name, input, sources)
    try {
      if (found?.text.includes('\0') === true) throw new RangeError('holds a NUL character, which no program can take')
      values[name] = found === undefined ? undefined : input.parse(found.text)
    } catch (error) {
      problems.push(`${found?.origin ?? name} ${error instanceof Error ? error.message : String(error)}`)
    }
    if (found === undefined && input.required) problems.push(`${name} is required: ${firstSentence(input.description)}`)
  }
  if (problems.length > 0) throw invalidInputs(problems)
  return values as InputValues<I>
}

function findText(
  name: string,
  input: Input<unknown>,
  sources: readonly InputSource[]
): { readonly text: string; readonly origin: string } | undefined {
  for (const source of sources) {
    const text = source.texts[name]
    if (text !== undefined && text.trim() !== '') return { text: input.kind === 'secret' ? text : text.trim(), origin: source.describe(name) }
  }
  return input.default === undefined ? undefined : { text: input.default, origin: name }
}

function findUnknown(definitions: InputDefinitions, sources: readonly InputSource[]): string[] {
  const names = Object.keys(definitions)
  return sources.flatMap((source) =>
    Object.keys(source.texts)
      .filter((name) => !names.includes(name))
      .map((name) => {
        const suggestion = closest(name, names)
        return `${source.describe(name)} is not known${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`
      })
  )
}

function firstSentence(text: string): string {
  return text.split(/\.(\s|$)/)[0] ?? text
}

function invalidInputs(problems: readonly string[]): DeployKitError {
  const message =
    problems.length === 1 ? `Wrong input: ${problems[0]}` : `${problems.length} inputs are wrong:\n${problems.map((line) => `  - ${line}`).join('\n')}`
  return new DeployKitError('DK_INPUT_INVALID', { message, remedy: 'Correct the inputs; nothing has been changed on any host' })
}
