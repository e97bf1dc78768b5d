import { expect, test } from '@jest/globals'
import type { LocalImage } from '../../../../../packages/core/index.ts'
import type { CarriedImages } from '../../../../../packages/operations/strategies/compose/carried-images.ts'
import { carriageTable, carrySteps, countKnown, findCarryProblems, planCarriages, tellWhole } from '../../../../../packages/operations/strategies/compose/carry.ts'
import { parseHostImages, type HostImages } from '../../../../../packages/operations/strategies/compose/host-images.ts'

const layer = (letter: string): string => `sha256:${letter.repeat(64)}`
const layers = (letters: string): readonly string[] => [...letters].map(layer)
const MIB = 1024 ** 2

const API: LocalImage = { id: layer('1'), platform: 'linux/amd64', layers: layers('abc'), content: 'api', sizeBytes: 224 * MIB, layerBytes: [200 * MIB, 12 * MIB, 12 * MIB] }
const CARRIED: CarriedImages = { store: 'layers', version: '26.1.5', images: [{ reference: 'video-api:1.4', services: ['api', 'worker'], local: API }] }
const TARGET = { host: 'web1', uploadSeconds: 60 }
const HOST: HostImages = { store: 'layers', platform: 'linux/amd64', freeBytes: undefined, all: [], alike: [], live: {} }
const having = (...all: readonly string[]): HostImages => ({ ...HOST, all: all.map((letters, index) => ({ id: layer(String(index + 5)), layers: layers(letters) })) })

test.each<readonly [string, readonly string[], number]>([
  ['abc', [], 0],
  ['abc', ['ab', 'a'], 2],
  ['abc', ['abd'], 2],
  ['abc', ['abcd'], 3],
  ['abc', ['abc'], 3],
  // On other layers below it a layer is another one.
  ['abc', ['bc', 'cb', 'xbc'], 0],
  ['abc', ['axc'], 1],
  ['aab', ['ab'], 1],
  ['', ['a'], 0]
])('of the layers %s a host with the images %j knows the lowest %d', (wanted, present, known) => {
  expect(countKnown(layers(wanted), present.map(layers))).toBe(known)
})

test('the table and the title say what travels', () => {
  const carriages = planCarriages(CARRIED, having('ax', 'abz'), 'video')
  expect(carriageTable(carriages, 'web1').rows).toEqual([['video-api:1.4', 'api, worker', '1 of 3 layers', '12.0 MiB of 224.0 MiB']])
  expect(carrySteps(carriages, TARGET)).toMatchObject([
    { id: 'carry-api', title: 'Carry video-api:1.4: 1 of 3 layers, 12.0 MiB of 224.0 MiB', name: 'deploy-kit/video:api-111111111111', identity: { id: API.id }, leaveOut: layers('ab'), sendBytes: 12 * MIB }
  ])
})

test('nothing travels when the image is there; what differs in its configuration alone is a few lines', () => {
  const same = { ...HOST, all: [{ id: API.id, layers: API.layers }] }
  expect(carrySteps(planCarriages(CARRIED, same, 'video'), TARGET)).toEqual([])
  expect(carriageTable(planCarriages(CARRIED, same, 'video'), 'web1').rows).toEqual([['video-api:1.4', 'api, worker', 'none: it is there', 'nothing']])
  expect(carriageTable(planCarriages(CARRIED, having('abc'), 'video'), 'web1').rows).toEqual([['video-api:1.4', 'api, worker', '0 of 3 layers', '0 B of 224.0 MiB']])
})

test('a layer that comes twice is sent when the host lacks it at one of its places', () => {
  const twice = { ...CARRIED, images: [{ reference: 'x', services: ['x'], local: { ...API, layers: layers('aebde'), layerBytes: undefined } }] }
  const [step] = carrySteps(planCarriages(twice, having('aez'), 'video'), TARGET)
  expect(step?.leaveOut).toEqual(layers('a'))
  expect(step?.title).toBe('Carry x: 3 of 5 layers, a part of 224.0 MiB')
})

test('what one image brings the next one need not bring', () => {
  const second: LocalImage = { ...API, id: layer('2'), layers: layers('abd') }
  const carriages = planCarriages({ ...CARRIED, images: [...CARRIED.images, { reference: 'video-worker', services: ['cron'], local: second }] }, HOST, 'video')
  expect(carriages.map(({ known }) => known)).toEqual([0, 2])
})

test.each<readonly [string, Partial<CarriedImages>, Partial<HostImages>, RegExp]>([
  ['the host keeps images in containerd', {}, { store: 'containerd' }, /Docker Engine of the host keeps/],
  ['this machine does', { store: 'containerd' }, {}, /of this machine keeps/],
  ['both do', { store: 'containerd' }, { store: 'containerd' }, /of this machine and of the host keeps/],
  ['Docker is old here', { version: '24.0.9' }, {}, /Docker 24\.0\.9 of this machine/]
])('when %s the image is sent whole, and the plan says why', (_when, carried, host, reason) => {
  const images = { ...CARRIED, ...carried }
  const found = { ...having('ab'), ...host }
  expect(carrySteps(planCarriages(images, found, 'video'), TARGET)).toMatchObject([{ leaveOut: [], sendBytes: 224 * MIB }])
  expect(tellWhole(images, found)).toMatch(reason)
})

test('between stores an image that is there is known by its content', () => {
  const host: HostImages = { ...HOST, store: 'containerd', all: [{ id: layer('9'), layers: API.layers }], alike: [{ ...API, id: layer('9') }] }
  const [carriage] = planCarriages(CARRIED, host, 'video')
  expect(carriage).toMatchObject({ isThere: true, found: layer('9') })
  expect(planCarriages(CARRIED, { ...host, alike: [{ ...API, id: layer('9'), content: 'other' }] }, 'video')).toMatchObject([{ isThere: false, identity: { content: 'api' } }])
})

test('an image for another kind of machine, and too little space, are told before anything travels', () => {
  const host = { ...HOST, platform: 'linux/arm64', freeBytes: 500 * MIB }
  expect(findCarryProblems(planCarriages(CARRIED, host, 'video'), host, 'web1').map(({ code, message, remedy }) => [code, message, remedy])).toEqual([
    ['DK_SOURCE_INVALID', 'video-api:1.4 is an image for linux/amd64, and web1 is linux/arm64', 'Build it for the host: docker build --platform linux/arm64 --tag video-api:1.4 .'],
    ['DK_DISK_FULL', 'Carried images need about 512.0 MiB on the disk of the Docker Engine of web1, 500.0 MiB are free', expect.any(String)]
  ])
  expect(findCarryProblems(planCarriages(CARRIED, HOST, 'video'), HOST, 'web1')).toEqual([])
})

test('what a host prints', () => {
  const text = `engine 26.1.5
live api ${API.id}
live db ${layer('3')}
store [["Backing Filesystem","extfs"]]
platform linux/amd64
free 1024
layers ${API.id} ["${layers('ab').join('","')}"]
layers ${layer('4')} null
image not json
`
  expect(parseHostImages(text)).toEqual({
    store: 'layers',
    platform: 'linux/amd64',
    freeBytes: MIB,
    all: [
      { id: API.id, layers: layers('ab') },
      { id: layer('4'), layers: [] }
    ],
    alike: [],
    live: { api: API.id, db: layer('3') }
  })
})
