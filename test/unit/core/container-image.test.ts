import { expect, test } from '@jest/globals'
import { hasIdentity, parseContainerImage, parseImageStore } from '../../../packages/core/index.ts'

const LAYERS = ['sha256:aa', 'sha256:bb']

/** As the engines show one image: Docker 26 with layers, and another store, whose id and empty values differ. */
const CLASSIC = {
  Id: 'sha256:config',
  Created: '2026-11-21T10:00:00Z',
  Architecture: 'amd64',
  Os: 'linux',
  Size: 100,
  Config: { Hostname: '', Env: ['PATH=/bin'], Cmd: ['serve'], Entrypoint: null, Labels: null, Volumes: null, OnBuild: null, AttachStdin: false },
  RootFS: { Type: 'layers', Layers: LAYERS }
}
const CONTAINERD = { ...CLASSIC, Id: 'sha256:manifest', Size: 60, Config: { Env: ['PATH=/bin'], Cmd: ['serve'], Labels: {} } }

const parse = (value: unknown): NonNullable<ReturnType<typeof parseContainerImage>> => {
  const image = parseContainerImage(JSON.stringify(value))
  if (image === undefined) throw new Error('not an image')
  return image
}

test('what an engine tells of an image', () => {
  expect(parse(CLASSIC)).toEqual({ id: 'sha256:config', platform: 'linux/amd64', layers: LAYERS, content: expect.stringMatching(/^[0-9a-f]{64}$/), sizeBytes: 100 })
})

test('between stores an image is known by its content, whatever its id', () => {
  const [here, there] = [parse(CLASSIC), parse(CONTAINERD)]
  expect(hasIdentity(there, { content: here.content })).toBe(true)
  expect(hasIdentity(there, { id: here.id })).toBe(false)
})

test.each<readonly [string, object]>([
  ['a command', { Config: { ...CLASSIC.Config, Cmd: ['work'] } }],
  ['a variable', { Config: { ...CLASSIC.Config, Env: ['PATH=/bin', 'A=1'] } }],
  ['a layer', { RootFS: { Layers: ['sha256:aa', 'sha256:cc'] } }],
  ['the architecture', { Architecture: 'arm64' }],
  ['the time', { Created: '2026-11-21T10:00:01Z' }]
])('%s makes it another content', (_what, changes) => {
  expect(parse({ ...CLASSIC, ...changes }).content).not.toBe(parse(CLASSIC).content)
})

test.each(['', 'null', '[]', '{}', '{"Id":1}', 'Error: no such image'])('%j is no image', (text) => {
  expect(parseContainerImage(text)).toBeUndefined()
})

test.each([
  ['[["Backing Filesystem","extfs"],["Native Overlay Diff","true"]]', 'layers'],
  ['[["driver-type","io.containerd.snapshotter.v1"]]', 'containerd'],
  ['null', 'layers']
])('%s is the store %s', (text, store) => {
  expect(parseImageStore(text)).toBe(store)
})
