import { describe, expect, test } from '@jest/globals'
import { globalFlags, parseArgv, renderFlags, type AnyOperation, type Input } from '../../../packages/core/index.ts'
import { parseCommandLine } from '../../../packages/cli/command-line.ts'
import { actionInputs, operations } from '../../../packages/operations/index.ts'

const all = await Promise.all(
  Object.entries(operations).map(async ([name, load]): Promise<readonly [string, AnyOperation]> => [name, await load()])
)

describe.each(all)('the declaration of %s', (name, operation) => {
  const inputs = Object.entries<Input<unknown>>(operation.inputs)

  test('has the name of its place in the table, a summary and examples', () => {
    expect(operation.name).toBe(name)
    expect(operation.summary).not.toBe('')
    expect(operation.examples.length).toBeGreaterThan(0)
  })

  test('has examples that the command line understands', () => {
    for (const { command } of operation.examples) {
      const words = parseArgv(command)
      const count = name.split(' ').length
      expect(words.slice(0, count).join(' ')).toBe(name)
      parseCommandLine(words.slice(count), renderFlags(operation.inputs))
    }
  })

  test('has defaults and examples of inputs that parse', () => {
    for (const [input, { default: preset, example, parse }] of inputs) {
      for (const text of [preset, example]) expect([input, text, text === undefined ? undefined : tryParse(parse, text)]).toEqual([input, text, undefined])
    }
  })

  test('describes every input in whole sentences', () => {
    for (const [input, { description }] of inputs) expect([input, /^[A-Z`].*[.!]$/s.test(description)]).toEqual([input, true])
  })

  test('takes no name from the flags of every command, nor from the inputs of every action', () => {
    // `verbose` tells more of the checks as well: the flag gives both.
    const taken = [...globalFlags.map((flag) => flag.name), ...Object.keys(actionInputs)].filter((word) => word !== 'verbose')
    expect(inputs.map(([input]) => input).filter((input) => taken.includes(input))).toEqual([])
  })
})

function tryParse(parse: (text: string) => unknown, text: string): string | undefined {
  try {
    parse(text)
    return undefined
  } catch (error) {
    return String(error)
  }
}
