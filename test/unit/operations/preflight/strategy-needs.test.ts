import { afterAll, expect, test } from '@jest/globals'
import { parseInputs } from '../../../../packages/core/index.ts'
import { createLocalFiles } from '../../../../packages/engine/index.ts'
import { preflightInputs } from '../../../../packages/operations/preflight/inputs.ts'
import { readStrategyNeeds } from '../../../../packages/operations/preflight/strategy-needs.ts'
import { makeScratch } from '../../../support/scratch.ts'

const scratch = makeScratch()
afterAll(() => scratch.remove())

const COMPOSE = `services:
  api: { image: "registry.example/api:1" }
  worker: { image: "registry.example/api:1" }
  cache: { image: "mirror.example/cache:1" }
  web: { build: . }
`

test.each([
  ['', ['registry.example', 'mirror.example']],
  // The worker runs the same image.
  ['api', ['mirror.example']],
  ['worker\ncache', []]
])('with carry-images %j the registries %j are asked', async (carried, registries) => {
  const source = scratch.write(scratch.next('source'), { 'compose.yaml': COMPOSE })
  const texts = { host: 'web1', path: '/srv/shop', strategy: 'compose', source, 'carry-images': carried }
  expect(await readStrategyNeeds(parseInputs(preflightInputs, [{ describe: (name) => name, texts }]), createLocalFiles())).toEqual({ strategy: 'compose', registries })
})
