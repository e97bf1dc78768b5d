import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { connectionTexts } from '../../support/deploy-run.ts'
import { makeDeployPlace, tellOutcome, type DeployPlace } from '../../support/deploy-place.ts'
import type { Layout } from '../../support/fault-application.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'

const scratch = makeScratch()
let sshd: Sshd

beforeAll(async () => {
  sshd = await startSshd()
})

afterAll(async () => {
  await sshd.stop()
  scratch.remove()
})

const place = (layout: Layout = 'releases', root?: string): DeployPlace => makeDeployPlace(scratch, connectionTexts(sshd), layout, root)
const LAYOUTS: readonly Layout[] = ['releases', 'in-place']
const UNHEALTHY = { 'health-check': 'file nowhere' }

async function withTwoReleases(layout: Layout = 'releases'): Promise<{ readonly app: DeployPlace; readonly first: string; readonly second: string }> {
  const app = place(layout)
  const one = await app.deploy()
  expect(tellOutcome(one)).toBe('succeeded')
  app.write({ 'version.txt': 'two' })
  const two = await app.deploy()
  expect(tellOutcome(two)).toBe('succeeded')
  return { app, first: one.report.outputs['release'] ?? '', second: two.report.outputs['release'] ?? '' }
}

describe('what people and other tools made of `current`', () => {
  test('a link with a slash at its end, as a shell completes it, is still the live release', async () => {
    const { app, first } = await withTwoReleases()
    unlinkSync(path.join(app.root, 'current'))
    symlinkSync(`releases/${first}/`, path.join(app.root, 'current'))
    app.write({ 'version.txt': 'three' })
    const bad = await app.deploy(UNHEALTHY)
    expect(bad.report.outcome).toBe('undone')
    expect(bad.report.live).toEqual({ [bad.report.plan.hosts[0] ?? '']: first })
    expect(app.live()).toBe('one')
  })

  test('a folder is refused before anything is changed', async () => {
    const app = place()
    scratch.write(app.root, { 'current/version.txt': 'by hand' })
    const refused = await app.deploy()
    expect(refused.report.error?.message).toContain('current')
    expect(refused.report.error?.code).toBe('DK_INPUT_INVALID')
    expect(readdirSync(app.root)).toEqual(['current'])
    expect(app.live()).toBe('by hand')
  })

  test('a link to somewhere else is refused, and stays', async () => {
    const app = place()
    const elsewhere = scratch.write(scratch.next('elsewhere'), { 'version.txt': 'elsewhere' })
    mkdirSync(app.root)
    symlinkSync(elsewhere, path.join(app.root, 'current'))
    const refused = await app.deploy(UNHEALTHY)
    expect(refused.report.outcome).toBe('failed')
    expect(refused.report.error?.code).toBe('DK_INPUT_INVALID')
    expect(app.live()).toBe('elsewhere')
  })

  test('a link to a release folder of another tool is what is gone back to', async () => {
    const app = place()
    scratch.write(app.root, { 'releases/20240101120000/version.txt': 'capistrano' })
    symlinkSync(path.join(app.root, 'releases/20240101120000'), path.join(app.root, 'current'))
    expect((await app.deploy(UNHEALTHY)).report.outcome).toBe('undone')
    expect(app.live()).toBe('capistrano')
    expect(tellOutcome(await app.deploy({ keep: '1' }))).toBe('succeeded')
    app.write({ 'version.txt': 'two' })
    expect(tellOutcome(await app.deploy({ keep: '1' }))).toBe('succeeded')
    expect(app.releases()).toContain('20240101120000')
  })

  test('when the live release was deleted, a rollback still finds the newest good one', async () => {
    const { app, first, second } = await withTwoReleases()
    rmSync(path.join(app.root, 'releases', second), { recursive: true })
    const back = await app.rollback()
    expect(tellOutcome(back)).toBe('succeeded')
    expect(back.report.outputs['release']).toBe(first)
    expect(app.live()).toBe('one')
  })
})

describe('what people and other tools made of other folders', () => {
  test('entries in releases that are not ours stay', async () => {
    const app = place()
    await app.deploy()
    scratch.write(app.root, { 'releases/my notes.txt': 'x', 'releases/old copy *[1]/a': 'x', 'releases/-rf/b': 'x' })
    app.write({ 'version.txt': 'two' })
    expect(tellOutcome(await app.deploy({ keep: '1' }))).toBe('succeeded')
    expect(app.releases()).toEqual(expect.arrayContaining(['my notes.txt', 'old copy *[1]', '-rf']))
  })

  test('entries beside the failed releases stay', async () => {
    const app = place()
    await app.deploy()
    scratch.write(app.root, { '.deploy-kit/failed/0 my copy/a': 'x', '.deploy-kit/failed/my/a': 'x', '.deploy-kit/failed/0 */a': 'x', '.deploy-kit/failed/0-3': 'x' })
    for (const version of ['a', 'b', 'c', 'd']) {
      app.write({ 'version.txt': version })
      await app.deploy(version === 'd' ? {} : UNHEALTHY)
    }
    expect(readdirSync(app.kit('failed'))).toEqual(expect.arrayContaining(['0 my copy', 'my', '0 *']))
  })

  test.each(LAYOUTS)('the deploy path may be a link, with a name that a shell would take apart (%s)', async (layout) => {
    const real = scratch.next('the real one')
    mkdirSync(path.join(real, 'my app $(x) *'), { recursive: true })
    const link = scratch.next('a -link')
    symlinkSync(real, link)
    const app = place(layout, path.join(link, 'my app $(x) *'))
    expect(tellOutcome(await app.deploy({ secrets: 'A=1' }))).toBe('succeeded')
    app.write({ 'version.txt': 'two' })
    expect((await app.deploy(UNHEALTHY)).report.outcome).toBe('undone')
    expect(app.live()).toBe('one')
    expect(tellOutcome(await app.deploy({ keep: '1' }))).toBe('succeeded')
    expect(tellOutcome(await app.rollback())).toBe('succeeded')
    expect(app.live()).toBe('one')
  })

  test('layout in-place: an application may have a link `current` and a folder `releases` of its own', async () => {
    const app = place('in-place')
    app.write({ current: '->version.txt', 'releases/notes': 'own' })
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    app.write({ 'version.txt': 'two' })
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    expect(app.live('current')).toBe('two')
  })

  test('layout in-place: when the staged releases were deleted, the folder is adopted again', async () => {
    const app = place('in-place')
    await app.deploy()
    rmSync(app.kit('trees'), { recursive: true })
    app.write({ 'version.txt': 'two' })
    const bad = await app.deploy(UNHEALTHY)
    expect(bad.report.outcome).toBe('undone')
    expect(app.live()).toBe('one')
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    expect([app.live(), app.live('same.txt')]).toEqual(['two', 'same'])
  })

  test('layout in-place: a file of a release that became a folder is not deleted with what is in it', async () => {
    const app = place('in-place')
    app.write({ data: 'a file' })
    await app.deploy()
    unlinkSync(path.join(app.root, 'data'))
    scratch.write(app.root, { 'data/precious': 'precious' })
    app.replace({ 'version.txt': 'two' })
    await app.deploy()
    expect(app.live('data/precious')).toBe('precious')
  })
})

describe('layout in-place: what is in the way of a release', () => {
  test.each([
    ['a folder with files of the application', { 'thing/inner': 'ours' }, { 'thing/theirs': 'precious' }, { thing: 'a file' }, 'thing/theirs'],
    ['an empty folder', {}, { 'thing/': '' }, { thing: 'a file' }, 'thing'],
    ['a file', {}, { thing: 'precious' }, { 'thing/inner': 'a folder' }, 'thing']
  ])('%s: it is named, nothing is switched, and it stays', async (_, before, byHand, after, named) => {
    const app = place('in-place')
    app.replace({ 'version.txt': 'one', ...before })
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    scratch.write(app.root, Object.assign({}, byHand))
    app.replace({ 'version.txt': 'two', ...after })
    const refused = await app.deploy()
    expect(refused.report.outcome).toBe('undone')
    expect(refused.report.error?.message).toContain(`./${named}`)
    expect(app.live()).toBe('one')
    expect(app.starts()).toEqual(['one'])
    for (const [file, text] of Object.entries(byHand)) expect([app.has(file), text === '' || app.live(file)]).toEqual([true, text === '' || text])
  })

  test('files that are there before the first deploy, and in whose place a folder is to come, are kept', async () => {
    const app = place('in-place')
    scratch.write(app.root, { 'version.txt': 'by hand', thing: 'a file', 'back\\slash.txt': 'by hand' })
    app.write({ 'thing/inner': 'x', 'back\\slash.txt': 'new' })
    expect((await app.deploy(UNHEALTHY)).report.outcome).toBe('undone')
    expect([app.live(), app.live('thing'), app.live('back\\slash.txt')]).toEqual(['by hand', 'a file', 'by hand'])
  })
})

describe('layout in-place: protected paths', () => {
  const PROTECTED = { 'protected-paths': 'blog/db\nvar/deep/data/' }

  test('stay when their folder disappears from the source, and when they turn up in it', async () => {
    const app = place('in-place')
    app.write({ 'blog/app.py': 'x', 'var/deep/readme': 'x' })
    expect(tellOutcome(await app.deploy(PROTECTED))).toBe('succeeded')
    scratch.write(app.root, { 'blog/db': 'precious', 'var/deep/data/1': 'precious' })
    app.replace({ 'version.txt': 'two' })
    expect(tellOutcome(await app.deploy(PROTECTED))).toBe('succeeded')
    expect([app.live('blog/db'), app.live('var/deep/data/1'), app.has('blog/app.py')]).toEqual(['precious', 'precious', false])
    app.replace({ 'version.txt': 'three', 'blog/db/seed': 'x', 'var/deep/data': 'a file' })
    expect(tellOutcome(await app.deploy(PROTECTED))).toBe('succeeded')
    expect([app.live('blog/db'), app.live('var/deep/data/1')]).toEqual(['precious', 'precious'])
    expect(tellOutcome(await app.rollback())).toBe('succeeded')
    expect(tellOutcome(await app.rollback())).toBe('succeeded')
    expect([app.live(), app.live('blog/db'), app.live('var/deep/data/1'), app.live('blog/app.py')]).toEqual(['one', 'precious', 'precious', 'x'])
  })

  test.each(['blog', 'var/deep'])('refuses a source in which %s is not the folder that a protected path lies in', async (name) => {
    const app = place('in-place')
    expect(tellOutcome(await app.deploy(PROTECTED))).toBe('succeeded')
    scratch.write(app.root, { 'blog/db': 'precious', 'var/deep/data/1': 'precious' })
    app.replace({ 'version.txt': 'two', [name]: '->version.txt' })
    const refused = await app.deploy(PROTECTED)
    expect(refused.report.error?.message).toContain(name)
    expect(refused.report.outcome).toBe('failed')
    expect([app.live(), app.live('blog/db'), app.live('var/deep/data/1')]).toEqual(['one', 'precious', 'precious'])
  })

  test('patterns are refused, for they would protect nothing', async () => {
    const app = place('in-place')
    await expect(app.deploy({ 'protected-paths': '*.sqlite' })).rejects.toThrow(/pattern/)
  })
})

describe('kinds that change', () => {
  const KINDS = ['file', 'folder', 'link', 'nothing'] as const
  type Kind = (typeof KINDS)[number]
  const pairs = KINDS.flatMap((from) => KINDS.map((to) => ({ name: `${from}-${to}`, from, to })))

  const writeKind = (name: string, kind: Kind): Readonly<Record<string, string>> => {
    if (kind === 'file') return { [name]: 'a file' }
    if (kind === 'folder') return { [`${name}/inner/file`]: 'in a folder' }
    return kind === 'link' ? { [`other-${name}/inner`]: 'over there', [name]: `->other-${name}` } : {}
  }

  const readKind = (file: string): Kind => {
    const stats = lstatSync(file, { throwIfNoEntry: false })
    if (stats === undefined) return 'nothing'
    return stats.isSymbolicLink() ? 'link' : stats.isDirectory() ? 'folder' : 'file'
  }

  test.each(LAYOUTS)('from every kind to every other, and back (%s)', async (layout) => {
    const app = place(layout)
    const expectKinds = (side: 'from' | 'to'): void => {
      const running = path.join(app.root, layout === 'releases' ? 'current' : '.')
      const found = pairs.map((pair) => [pair.name, readKind(path.join(running, pair.name))])
      expect(found).toEqual(pairs.map((pair) => [pair.name, pair[side]]))
    }
    const replace = (side: 'from' | 'to'): void =>
      app.replace(Object.fromEntries([['version.txt', side], ...pairs.flatMap((pair) => Object.entries(writeKind(pair.name, pair[side])))]))
    replace('from')
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    replace('to')
    expect((await app.deploy(UNHEALTHY)).report.outcome).toBe('undone')
    expectKinds('from')
    expect(tellOutcome(await app.deploy())).toBe('succeeded')
    expectKinds('to')
    expect(tellOutcome(await app.rollback())).toBe('succeeded')
    expectKinds('from')
  })
})

describe('an env file', () => {
  test.each(LAYOUTS)('may lie in a folder that the source does not have (%s)', async (layout) => {
    const app = place(layout)
    const env = { secrets: 'A=1', 'env-file': 'deep/er/.env' }
    expect(tellOutcome(await app.deploy(env))).toBe('succeeded')
    expect(app.live('deep/er/.env')).toBe('A=1\n')
    expect((await app.deploy(env)).report.outcome).toBe('unchanged')
    app.write({ 'version.txt': 'two' })
    expect((await app.deploy({ ...env, ...UNHEALTHY })).report.outcome).toBe('undone')
    expect(app.live('deep/er/.env')).toBe('A=1\n')
  })

  test('of a failed or removed release does not stay on the host', async () => {
    const app = place()
    expect(tellOutcome(await app.deploy({ secrets: 'A=1' }))).toBe('succeeded')
    for (const version of ['a', 'b', 'c', 'd', 'e']) {
      app.write({ 'version.txt': version })
      await app.deploy({ secrets: `A=${version}`, ...UNHEALTHY })
    }
    app.write({ 'version.txt': 'two' })
    expect(tellOutcome(await app.deploy({ secrets: 'A=2', keep: '1' }))).toBe('succeeded')
    expect(readdirSync(app.kit('env')).filter((name) => name.endsWith('.env'))).toHaveLength(4)
    expect(app.live('.env')).toBe('A=2\n')
    expect(tellOutcome(await app.rollback())).toBe('succeeded')
    expect(app.live('.env')).toBe('A=1\n')
  })
})

describe('shared paths', () => {
  test('that the first release brought make no change by hand', async () => {
    const app = place()
    app.write({ 'data/seed.txt': 'seed' })
    expect(tellOutcome(await app.deploy({ 'shared-paths': 'data/' }))).toBe('succeeded')
    expect((await app.deploy({ 'shared-paths': 'data/' })).report.outcome).toBe('unchanged')
  })

  test('may be a link in the source, or already one on the host', async () => {
    const app = place()
    const big = scratch.write(scratch.next('big disk'), { photo: 'precious' })
    mkdirSync(path.join(app.root, 'shared'), { recursive: true })
    symlinkSync(big, path.join(app.root, 'shared/uploads'))
    app.write({ 'local/x': 'x', uploads: '->local', data: '->local' })
    const shared = { 'shared-paths': 'uploads/\ndata/' }
    expect(tellOutcome(await app.deploy(shared))).toBe('succeeded')
    expect(app.live('uploads/photo')).toBe('precious')
    expect(lstatSync(path.join(app.root, 'shared/data')).isDirectory()).toBe(true)
    expect(app.live('local/x')).toBe('x')
    app.write({ 'version.txt': 'two' })
    expect(tellOutcome(await app.deploy({ ...shared, keep: '1' }))).toBe('succeeded')
    expect(app.live('uploads/photo')).toBe('precious')
  })
})
