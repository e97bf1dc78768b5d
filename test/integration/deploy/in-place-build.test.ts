// needs: busybox
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { TestServer } from '../../support/connection.ts'
import { makeDeployPlace, tellOutcome, type DeployPlace } from '../../support/deploy-place.ts'
import { connectionTexts, describeReport, type DeployRun } from '../../support/deploy-run.ts'
import { startEmbeddedSshServer } from '../../support/embedded-ssh-server.ts'
import { makeHostTools } from '../../support/host-tools.ts'
import { testInLongRun } from '../../support/long-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd } from '../../support/sshd.ts'
import { listWorkingFiles } from '../../support/working-files.ts'

const scratch = makeScratch()
const UNHEALTHY = { 'health-check': 'file nowhere' }

/** A build as real ones are: new folders with many kinds of names, links, modes, a rewritten and a removed file. */
const BUILD = `#!/bin/sh
set -eu
version=$(cat version.txt)
mkdir -p node_modules/.bin "node_modules/a b" node_modules/-x "only $version/deep/er"
echo "$version" >"node_modules/a b/in dex.js"
echo "$version" >node_modules/-x/-rf
echo same >node_modules/same.js
echo "$version" >"node_modules/back\\\\slash"
: >node_modules/empty
printf '#!/bin/sh\\necho %s\\n' "$version" >node_modules/tool
chmod 700 node_modules/tool
chmod 750 "node_modules/a b"
ln -s ../tool node_modules/.bin/tool
ln -s "$version" node_modules/which
echo "$version" >"only $version/deep/er/file"
echo "built $version" >>config.txt
rm source.only
case $version in
  one) echo file >shape ;;
  *) mkdir shape && echo inner >shape/inner ;;
esac
`
const HOOK = { 'after-upload': 'sh ./build.sh' }
const filesOf = (version: string): Readonly<Record<string, string>> => ({
  'version.txt': version,
  'build.sh': BUILD,
  'config.txt': 'config\n',
  'source.only': 'is compiled away',
  'lib/same.txt': 'same'
})

interface Host {
  readonly server: TestServer
  stop(): Promise<void>
}

const hosts: readonly { readonly name: string; start(): Promise<Host> }[] = [
  {
    name: 'sshd',
    start: async () => {
      const sshd = await startSshd()
      return { server: sshd, stop: () => sshd.stop() }
    }
  },
  {
    name: 'a host with busybox only',
    start: async () => {
      const tools = makeHostTools(path.join(scratch.folder, 'tools')).find(({ name }) => name === 'busybox')
      const server = await startEmbeddedSshServer({ env: { PATH: tools?.path ?? '' } })
      return { server, stop: () => server.close() }
    }
  }
]

afterAll(() => scratch.remove())

describe.each(hosts)('what the after-upload hook builds, in place on $name', ({ name, start }) => {
  // The programs are the same ones: of the smallest tools, npm test runs the main way.
  const testMore = name === 'sshd' ? test : testInLongRun
  let host: Host
  beforeAll(async () => {
    host = await start()
  })
  afterAll(() => host.stop())

  const place = (version?: string): DeployPlace => {
    const app = makeDeployPlace(scratch, connectionTexts(host.server), 'in-place')
    if (version !== undefined) app.replace(filesOf(version))
    return app
  }
  const deploy = async (app: DeployPlace, version: string, more: Readonly<Record<string, string>> = {}): Promise<DeployRun> => {
    app.replace(filesOf(version))
    return app.deploy({ ...HOOK, ...more })
  }
  const succeed = async (run: Promise<DeployRun>): Promise<DeployRun> => {
    const ended = await run
    expect(tellOutcome(ended)).toBe('succeeded')
    return ended
  }
  const inode = (app: DeployPlace, file: string): number => statSync(path.join(app.root, file)).ino

  test('comes to the working folder, changes with the release, and goes back with it', async () => {
    const app = place()
    const first = await succeed(deploy(app, 'one'))
    const one = listWorkingFiles(app.root)
    expect(one).toMatchObject({
      'node_modules/a b/in dex.js': expect.stringContaining('one'),
      'node_modules/-x/-rf': expect.stringContaining('one'),
      'node_modules/back\\slash': expect.stringContaining('one'),
      'node_modules/tool': expect.stringMatching(/^700 /),
      'node_modules/a b/': '750',
      'node_modules/.bin/tool': '-> ../tool',
      'config.txt': expect.stringContaining('built one'),
      shape: expect.stringContaining('file')
    })
    expect(Object.keys(one)).not.toContain('source.only')
    const kept = inode(app, 'node_modules/same.js')

    await succeed(deploy(app, 'two'))
    const two = listWorkingFiles(app.root)
    expect(two).toMatchObject({
      'node_modules/a b/in dex.js': expect.stringContaining('two'),
      'node_modules/which': '-> two',
      'config.txt': expect.stringContaining('config\nbuilt two'),
      'shape/inner': expect.stringContaining('inner')
    })
    expect(Object.keys(two).filter((file) => file.startsWith('only one'))).toEqual([])
    expect(inode(app, 'node_modules/same.js')).toBe(kept)

    await succeed(app.rollback())
    expect(listWorkingFiles(app.root)).toEqual(one)
    await succeed(deploy(app, 'two'))
    expect(listWorkingFiles(app.root)).toEqual(two)
    await succeed(app.rollback({ to: first.report.outputs['release'] ?? '' }))
    expect(listWorkingFiles(app.root)).toEqual(one)
  })

  test('is undone with the release, whatever the hook wrote into', async () => {
    const app = place()
    await succeed(deploy(app, 'one'))
    const one = listWorkingFiles(app.root)
    expect((await deploy(app, 'two', UNHEALTHY)).report.outcome).toBe('undone')
    expect(listWorkingFiles(app.root)).toEqual(one)
    expect(readdirSync(app.kit('releases')).filter((name) => name.endsWith('.built.gz'))).toHaveLength(1)

    await succeed(deploy(app, 'two'))
    expect((await app.rollback(UNHEALTHY)).report.outcome).toBe('undone')
    expect(app.live('node_modules/which/../tool')).toContain('two')
  })

  testMore('is undone as a whole after a first deploy', async () => {
    const app = place('one')
    expect((await app.deploy({ ...HOOK, ...UNHEALTHY })).report.outcome).toBe('undone')
    expect(listWorkingFiles(app.root)).toEqual({})
  })

  testMore('makes no deploy of the same release: also where the hook changed what was sent', async () => {
    const app = place()
    await succeed(deploy(app, 'one'))
    expect(describeReport((await app.deploy(HOOK)).report)).toMatch(/^unchanged/)
    rmSync(path.join(app.root, 'node_modules'), { recursive: true })
    await succeed(app.deploy(HOOK))
    expect(app.live('node_modules/same.js')).toBe('same\n')
    expect(describeReport((await app.deploy(HOOK)).report)).toMatch(/^unchanged/)
  })

  testMore('goes when the next release has no such hook', async () => {
    const app = place()
    await succeed(deploy(app, 'one'))
    const one = listWorkingFiles(app.root)
    await succeed(app.deploy())
    expect(Object.keys(listWorkingFiles(app.root)).sort()).toEqual(['build.sh', 'config.txt', 'lib/', 'lib/same.txt', 'source.only', 'version.txt'])
    expect(app.live('config.txt')).toBe('config\n')
    await succeed(app.rollback())
    expect(listWorkingFiles(app.root)).toEqual(one)
  })

  testMore('replaces a program that runs', async () => {
    const app = place()
    const hook = { 'after-upload': 'sh -c "cp program \'built program\'; cat version.txt >> \'built program\'"' }
    const write = (version: string): void => {
      app.replace({ 'version.txt': version })
      copyFileSync('/bin/sleep', path.join(app.source, 'program'))
    }
    write('one')
    await succeed(app.deploy(hook))
    const running = spawn(path.join(app.root, 'built program'), ['60'])
    await new Promise((resolve) => running.once('spawn', resolve))
    try {
      write('two')
      expect((await app.deploy({ ...hook, ...UNHEALTHY })).report.outcome).toBe('undone')
      await succeed(app.deploy(hook))
      expect(readFileSync(path.join(app.root, 'built program')).subarray(-3).toString()).toBe('two')
      expect(running.exitCode).toBeNull()
    } finally {
      running.kill('SIGKILL')
    }
  })

  testMore('keeps what was there by hand, on a folder that is taken over', async () => {
    const app = place()
    scratch.write(app.root, { 'version.txt': 'by hand', 'node_modules/same.js': 'same\n', 'node_modules/a b/in dex.js': 'by hand', 'node_modules/own.js': 'own', 'config.txt': 'by hand', 'notes.txt': 'not ours' })
    chmodSync(path.join(app.root, 'node_modules/same.js'), 0o644)
    const before = listWorkingFiles(app.root)
    expect((await deploy(app, 'one', UNHEALTHY)).report.outcome).toBe('undone')
    expect(listWorkingFiles(app.root)).toEqual(before)
    await succeed(deploy(app, 'one'))
    expect(app.live('node_modules/a b/in dex.js')).toBe('one\n')
    expect([app.live('node_modules/own.js'), app.live('notes.txt')]).toEqual(['own', 'not ours'])
    await succeed(app.rollback())
    expect(listWorkingFiles(app.root)).toEqual(before)
  })

  testMore('keeps what was made by hand under a live release', async () => {
    const app = place()
    await succeed(app.deploy())
    scratch.write(app.root, { 'node_modules/same.js': 'same\n', 'node_modules/a b/in dex.js': 'by hand', 'only two': 'not ours' })
    const before = listWorkingFiles(app.root)
    const refused = await deploy(app, 'two')
    expect(describeReport(refused.report)).toContain('only two is to become a folder')
    expect(listWorkingFiles(app.root)).toEqual(before)

    expect((await deploy(app, 'three', UNHEALTHY)).report.outcome).toBe('undone')
    expect(listWorkingFiles(app.root)).toEqual(before)
    app.replace({ 'version.txt': 'four', 'same.txt': 'same' })
    await succeed(app.deploy())
    expect(listWorkingFiles(app.root)).toEqual({ ...before, 'version.txt': '644 four' })
    await succeed(deploy(app, 'three'))
    expect(app.live('node_modules/a b/in dex.js')).toBe('three\n')
    await succeed(app.rollback())
    expect(listWorkingFiles(app.root)).toEqual({ ...before, 'version.txt': '644 four' })
  })

  testMore('never touches protected paths, be they protected later', async () => {
    const app = place()
    const hook = { 'after-upload': 'sh -c "mkdir -p blog cache; cat version.txt > blog/db; cat version.txt > blog/built; cat version.txt > cache/x"' }
    scratch.write(app.root, { 'blog/db': 'precious' })
    await succeed(app.deploy({ ...hook, 'protected-paths': 'blog/db' }))
    expect([app.live('blog/db'), app.live('blog/built'), app.live('cache/x')]).toEqual(['precious', 'one', 'one'])
    writeFileSync(path.join(app.root, 'cache/x'), 'precious too')
    writeFileSync(path.join(app.root, 'same.txt'), 'precious now')
    app.write({ 'version.txt': 'two' })
    await succeed(app.deploy({ ...hook, 'protected-paths': 'blog/db\ncache/\nsame.txt' }))
    await succeed(app.deploy({ 'protected-paths': 'blog/db\ncache/\nsame.txt' }))
    expect(app.has('blog/built')).toBe(false)
    await succeed(app.rollback())
    await succeed(app.rollback())
    expect(app.live('blog/built')).toBe('one')
    expect([app.live('blog/db'), app.live('cache/x'), app.live('same.txt')]).toEqual(['precious', 'precious too', 'precious now'])
  })

  testMore('goes through no link that somebody made', async () => {
    const app = place()
    await succeed(app.deploy())
    const elsewhere = scratch.write(scratch.next('elsewhere'), { 'same.js': 'elsewhere' })
    symlinkSync(elsewhere, path.join(app.root, 'node_modules'))
    expect(describeReport((await deploy(app, 'two')).report)).toContain('node_modules is to become a folder')
    expect(readdirSync(elsewhere)).toEqual(['same.js'])
    expect(app.live()).toBe('one')
  })

  testMore('fails before the cutover when it cannot be listed', async () => {
    const app = place()
    const broken = await app.deploy({ 'after-upload': `sh -c 'touch "$(printf "a\\nb")"'` })
    expect(broken.report.error?.stderrTail ?? JSON.stringify(broken.report)).toContain('newline')
    expect(listWorkingFiles(app.root)).toEqual({})
  })

  testMore('is forgotten with its release', async () => {
    const app = place()
    for (const version of ['one', 'two', 'three']) await succeed(deploy(app, version, { keep: '2' }))
    const lists = readdirSync(app.kit('releases')).filter((name) => name.endsWith('.built.gz'))
    expect(lists.map((name) => name.replace('.built.gz', '')).sort()).toEqual([...app.releases()].sort())
    expect(app.releases()).toHaveLength(2)
  })

  testMore('is found again when the list of the live release is lost', async () => {
    const app = place()
    await succeed(deploy(app, 'one'))
    const one = listWorkingFiles(app.root)
    const second = await succeed(deploy(app, 'two'))
    rmSync(app.kit('releases', `${second.report.outputs['release']}.files.gz`))
    await succeed(app.rollback())
    expect(listWorkingFiles(app.root)).toEqual(one)
  })
})

describe.each(['releases', 'in-place'] as const)('layout %s', (layout) => {
  test('what a hook writes into a file that did not change stays out of the live release', async () => {
    const sshd = await startSshd()
    try {
      const app = makeDeployPlace(scratch, connectionTexts(sshd), layout)
      const hook = { 'after-upload': 'sh -c "cat version.txt >> same.txt"' }
      expect(tellOutcome(await app.deploy(hook))).toBe('succeeded')
      app.write({ 'version.txt': 'two', 'more.txt': 'more' })
      expect((await app.deploy({ ...hook, ...UNHEALTHY })).report.outcome).toBe('undone')
      expect(app.live('same.txt')).toBe('sameone')
      app.write({ 'version.txt': 'three' })
      expect(tellOutcome(await app.deploy({ 'after-upload': 'true' }))).toBe('succeeded')
      expect(app.live('same.txt')).toBe('same')
      app.write({ 'version.txt': 'four' })
      expect((await app.deploy({ ...hook, ...UNHEALTHY })).report.outcome).toBe('undone')
      expect(app.live('same.txt')).toBe('same')
    } finally {
      await sshd.stop()
    }
  })
})
