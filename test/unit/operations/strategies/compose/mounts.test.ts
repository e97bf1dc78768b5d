import { expect, test } from '@jest/globals'
import { findMountProblems } from '../../../../../packages/operations/strategies/compose/mounts.ts'
import { makeTarget, readSource } from '../../../../support/compose-source.ts'

const messages = async (mount: string, { inputs = {}, tree = [], file = 'compose.yaml' }: { inputs?: Readonly<Record<string, string>>; tree?: readonly string[]; file?: string } = {}): Promise<readonly string[]> => {
  const source = await readSource({ [file]: `services:\n  api:\n    image: api:1\n    volumes:\n      - ${mount}\n` }, { 'compose-files': file, ...inputs })
  return findMountProblems(source, makeTarget({ tree })).map(({ message, remedy }) => `${message} -> ${remedy}`)
}

test.each<readonly [string, string, Parameters<typeof messages>[1]]>([
  ['a volume', 'dbdata:/data', {}],
  ['a folder of the host', '/var/run/docker.sock:/var/run/docker.sock', {}],
  ['a file of the release', './app.conf:/app.conf', { tree: ['app.conf'] }],
  ['a folder of the release, read only', './conf:/conf:ro', { tree: ['conf/', 'conf/a.conf'] }],
  ['what all releases share', './data:/data', { inputs: { 'shared-paths': 'data/' } }],
  ['what lies in what all releases share', './data/db:/data', { inputs: { 'shared-paths': 'data/' } }],
  ['what is not known here', '${DATA}:/data', {}],
  ['a path that starts from the folder of the first file', '../conf:/conf:ro', { file: 'deploy/compose.yaml', tree: ['conf/', 'conf/a.conf'] }]
])('%s may be mounted', async (_name, mount, given) => {
  expect(await messages(mount, given)).toEqual([])
})

test.each<readonly [string, string, Parameters<typeof messages>[1], string]>([
  [
    'a folder that would be another with each release',
    './data:/data',
    {},
    'compose.yaml:5: api mounts ./data:/data, which is not in the source: each release would begin with an empty one -> Add data/ to shared-paths, or use a named volume'
  ],
  [
    'the same, kept in git by an empty file',
    './data:/data',
    { tree: ['data/', 'data/.gitkeep'] },
    'compose.yaml:5: api mounts ./data:/data writable: what it writes there would be lost with the next release -> Add data/ to shared-paths, or use a named volume'
  ],
  [
    'a filled folder, writable',
    './conf:/conf',
    { tree: ['conf/', 'conf/a.conf'] },
    'compose.yaml:5: api mounts ./conf:/conf writable: what it writes there would be lost with the next release -> Mount it read-only (:ro), or add conf/ to shared-paths'
  ]
])('%s is refused', async (_name, mount, given, message) => {
  expect(await messages(mount, given)).toEqual([message])
})

test('in the layout in-place the remedy is protected-paths', async () => {
  const source = await readSource({ 'compose.yaml': 'services:\n  api:\n    image: api:1\n    volumes: ["./data:/data"]\n' }, { layout: 'in-place' })
  expect(findMountProblems(source, makeTarget({ layout: 'in-place' }))[0]?.remedy).toBe('Add data/ to protected-paths, or use a named volume')
})
