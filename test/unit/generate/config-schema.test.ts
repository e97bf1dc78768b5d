import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { confirmInput, DeployKitError, parseInputs } from '../../../packages/core/index.ts'
import { renderConfigSchema } from '../../../packages/generate/config-schema.ts'
import { parseConfigFile } from '../../../packages/operations/config-file.ts'
import { sampleInputs, sampleOperation } from '../../support/sample-operation.ts'

const schema: unknown = JSON.parse(renderConfigSchema([sampleOperation]))
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema as object)

/** The parser as the judge of the same file. */
function isParsed(text: string): boolean {
  try {
    const sources = parseConfigFile(text, { file: 'deploy-kit.yml', variables: { KEY: 'x' }, definitions: sampleInputs, given: [] })
    parseInputs(sampleInputs, [...sources, { texts: { host: 'web1' }, describe: (name) => name }])
    return true
  } catch (error) {
    if (error instanceof DeployKitError) return false
    throw error
  }
}

describe('what the parser takes, the schema takes', () => {
  test.each([
    [''],
    ['host: web1'],
    ['host: [web1, web2]'],
    ['port: 22'],
    ['port: "22"'],
    ['port:'],
    ['quick: true'],
    ['quick: "yes"'],
    ['layout: in-place'],
    ['start: [node, server.js, 80]'],
    ['start: node server.js'],
    ['start: sh -c "echo $${KEY}"'],
    ['private-key: ${KEY}'],
    ['environments:\n  production:\n    host: web1\n  staging:\n']
  ])('%j', (text) => {
    expect(isParsed(text)).toBe(true)
    expect([validate(parse(text)), validate.errors]).toEqual([true, null])
  })
})

describe('what the schema refuses, the parser refuses', () => {
  test.each([
    ['hots: web1'],
    ['port: many'],
    ['port: [1]'],
    ['quick: perhaps'],
    ['layout: release'],
    ['start: {a: 1}'],
    ['start: app ${KEY}'],
    ['start: [app, "${KEY}"]'],
    ['private-key: abc'],
    ['environments: production'],
    ['environments:\n  production: web1'],
    ['environments:\n  production:\n    hots: web1'],
    ['- host']
  ])('%j', (text) => {
    expect(validate(parse(text))).toBe(false)
    expect(isParsed(text)).toBe(false)
  })
})

test('what is typed for each run is not offered for a file', () => {
  const inputs = { ...sampleInputs, confirm: confirmInput }
  const { properties } = JSON.parse(renderConfigSchema([{ ...sampleOperation, inputs }])) as { properties: Readonly<Record<string, unknown>> }
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(['host', 'port']))
  expect(properties).not.toHaveProperty('confirm')
})
