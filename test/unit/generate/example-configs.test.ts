import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import type { AnyOperation } from '../../../packages/core/index.ts'
import { renderConfigSchema } from '../../../packages/generate/config-schema.ts'
import { parseConfigFile } from '../../../packages/operations/config-file.ts'
import { operations } from '../../../packages/operations/index.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const all = await Promise.all(Object.values(operations).map((load): Promise<AnyOperation> => load()))
const schema: unknown = JSON.parse(renderConfigSchema(all))
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema as object)

const examples = readdirSync(path.join(root, 'examples')).map((name) => `examples/${name}/deploy-kit.yml`)
const files = examples.filter((file) => existsSync(path.join(root, file))).map((file) => [file, readFileSync(path.join(root, file), 'utf8')] as const)

/** The blocks of the guide are what people begin with. */
const guide = readFileSync(path.join(root, 'docs/configuration.md'), 'utf8')
const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => ['docs/configuration.md', text] as const)

test('there is something to look at', () => {
  expect(files.length).toBeGreaterThan(0)
  expect(blocks.length).toBeGreaterThan(0)
})

test.each([...files, ...blocks])('%s fits the schema, and every operation takes it in every environment', (_, text) => {
  const document = parse(text) as { readonly environments?: object } | null
  expect([validate(document), validate.errors]).toEqual([true, null])
  const variables = new Proxy({}, { get: () => 'x' })
  const otherNames = all.flatMap((operation) => Object.keys(operation.inputs))
  for (const environment of [undefined, ...Object.keys(document?.environments ?? {})]) {
    for (const { inputs: definitions } of all) parseConfigFile(text, { file: 'deploy-kit.yml', environment, variables, definitions, otherNames })
  }
})
