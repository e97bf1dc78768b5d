import { expect, test } from '@jest/globals'
import type { LocalFiles, LocalImage } from '../../../../../packages/core/index.ts'
import { createLocalFiles } from '../../../../../packages/engine/index.ts'
import { readCarriedImages } from '../../../../../packages/operations/strategies/compose/carried-images.ts'
import { parseComposeFiles } from '../../../../../packages/operations/strategies/compose/compose-file.ts'

const SERVICES = parseComposeFiles(
  [
    {
      name: 'compose.yaml',
      text: `services:
  api: { image: "shop-api:\${TAG}" }
  worker: { image: "shop-api:\${TAG}" }
  web: { build: ./web }
  admin: { build: ./admin, image: shop-admin }
  hidden: { image: "shop:\${SECRET}" }
  db: { image: "postgres:15" }
`
    }
  ],
  new Map([['TAG', '7']])
)
const IMAGE: LocalImage = { id: 'sha256:1', platform: 'linux/amd64', layers: [], content: '1', sizeBytes: 1, layerBytes: undefined }

function read(named: readonly string[], present: readonly string[]): ReturnType<typeof readCarriedImages> {
  const local: LocalFiles = {
    ...createLocalFiles(),
    findImages: (names) => Promise.resolve({ version: '26.1.5', store: 'layers', images: names.map((name) => (present.includes(name) ? IMAGE : undefined)) })
  }
  return readCarriedImages(named, SERVICES, { project: 'shop', local })
}

test('all services that run a carried image get it, and one that names none has what Compose builds', async () => {
  const carried = await read(['api', 'web'], ['shop-api:7', 'shop-web'])
  expect(carried?.images.map(({ reference, services }) => [reference, services])).toEqual([
    ['shop-api:7', ['api', 'worker']],
    ['shop-web', ['web']]
  ])
  expect(await read([], [])).toBeUndefined()
})

test('what is not here is told at once, with the commands that make it', async () => {
  await expect(read(['api', 'web', 'admin'], [])).rejects.toMatchObject({
    code: 'DK_SOURCE_INVALID',
    message: 'The Docker Engine of this machine does not have the images shop-api:7, shop-web, shop-admin, which carry-images is to bring to the hosts',
    remedy: 'Make them first: docker build --tag shop-api:7 . (or docker pull shop-api:7); docker compose --project-name shop build web; docker compose build admin'
  })
})

test('a name with a secret in it cannot be told', async () => {
  await expect(read(['hidden'], [])).rejects.toMatchObject({ code: 'DK_INPUT_INVALID', message: expect.stringContaining('shop:${SECRET}') })
})
