import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { connectionTexts, describeReport, runInputs, type DeployRun } from '../../support/deploy-run.ts'
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

function newApplication() {
  const root = scratch.next('app')
  const source = scratch.next('source')
  const texts = {
    ...connectionTexts(sshd),
    path: root,
    layout: 'in-place',
    'restart-command': 'sh -c "cat version.txt >> starts; echo >> starts"',
    attempts: '1',
    delay: '50ms'
  }
  const run = (name: 'ssh-deploy' | 'rollback', more: Readonly<Record<string, string>> = {}): Promise<DeployRun> => runInputs(name, { ...texts, ...more })
  return {
    root,
    source,
    deploy: (more: Readonly<Record<string, string>> = {}) => run('ssh-deploy', { source, keep: '3', 'protected-paths': 'blog/db\nuploads/', ...more }),
    rollback: (more: Readonly<Record<string, string>> = {}) => run('rollback', more),
    write: (files: Readonly<Record<string, string>>) => scratch.write(source, files),
    replace: (files: Readonly<Record<string, string>>) => {
      const next = scratch.write(scratch.next('source'), files)
      return { source: next }
    },
    read: (file: string) => readFileSync(path.join(root, file), 'utf8'),
    has: (file: string) => existsSync(path.join(root, file))
  }
}

const expectOutcome = ({ report }: DeployRun, outcome: string): void => expect(describeReport(report).split(' | ')[0]).toBe(outcome)

describe('layout in-place over sshd', () => {
  test('synchronises, deletes what is gone, never touches protected paths, and rolls back', async () => {
    const app = newApplication()
    const one = { 'version.txt': 'one', 'app/old.py': 'old', 'app/same.py': 'same', 'conf/x': 'becomes a folder', 'dir/inner': 'becomes a file', 'blog/db': 'from the source', 'empty/': '' }
    app.write(one)
    expectOutcome(await app.deploy(), 'succeeded')
    expect(app.has('blog/db')).toBe(false)
    scratch.write(app.root, { 'blog/db': 'precious', 'uploads/photo': 'precious', 'notes.txt': 'not ours' })
    const inode = statSync(path.join(app.root, 'app/same.py')).ino

    const second = await app.deploy(
      app.replace({ 'version.txt': 'two', 'app/same.py': 'same', 'new/deep/file': 'new', 'conf/x/y': 'folder now', dir: 'file now', 'run.sh': '#!/bin/sh\n' })
    )
    expectOutcome(second, 'succeeded')
    expect(app.read('version.txt')).toBe('two')
    expect(app.has('app/old.py')).toBe(false)
    expect(app.has('empty')).toBe(false)
    expect(app.read('conf/x/y')).toBe('folder now')
    expect(app.read('dir')).toBe('file now')
    expect(statSync(path.join(app.root, 'run.sh')).mode & 0o777).toBe(0o755)
    expect(statSync(path.join(app.root, 'app/same.py')).ino).toBe(inode)
    expect([app.read('blog/db'), app.read('uploads/photo'), app.read('notes.txt')]).toEqual(['precious', 'precious', 'not ours'])

    expectOutcome(await app.rollback(), 'succeeded')
    expect(app.read('version.txt')).toBe('one')
    expect(app.read('app/old.py')).toBe('old')
    expect(app.read('conf/x')).toBe('becomes a folder')
    expect(app.read('dir/inner')).toBe('becomes a file')
    expect(statSync(path.join(app.root, 'empty')).isDirectory()).toBe(true)
    expect(app.has('new')).toBe(false)
    expect([app.read('blog/db'), app.read('uploads/photo'), app.read('notes.txt')]).toEqual(['precious', 'precious', 'not ours'])
    expect(app.read('starts').trim().split('\n')).toEqual(['one', 'two', 'one'])
  })

  test('adopts a folder that is in use, and can go back to it', async () => {
    const app = newApplication()
    scratch.write(app.root, { 'version.txt': 'by hand', 'own/only.txt': 'stays', '.env': 'OLD=1\n', 'blog/db': 'precious', 'old-link': '->version.txt' })
    app.write({ 'version.txt': 'one', 'new.txt': 'new', 'old-link': '->new.txt' })
    const plan = await app.deploy({ 'health-check': 'file nowhere', secrets: 'NEW=2' })
    expectOutcome(plan, 'undone')
    expect([app.read('version.txt'), app.read('.env'), app.read('old-link')]).toEqual(['by hand', 'OLD=1\n', 'by hand'])
    expect(lstatSync(path.join(app.root, '.env')).isSymbolicLink()).toBe(false)
    expect(app.has('new.txt')).toBe(false)

    const adopted = await app.deploy({ secrets: 'NEW=2' })
    expectOutcome(adopted, 'succeeded')
    expect([app.read('version.txt'), app.read('.env'), app.read('old-link'), app.read('own/only.txt')]).toEqual(['one', 'NEW=2\n', 'new', 'stays'])
    expectOutcome(await app.rollback(), 'succeeded')
    expect([app.read('version.txt'), app.read('.env'), app.read('old-link'), app.read('own/only.txt')]).toEqual(['by hand', 'OLD=1\n', 'by hand', 'stays'])
    expect(app.has('new.txt')).toBe(false)
    expect(app.read('blog/db')).toBe('precious')
  })

  test('a failed deploy leaves every file as it was, the hand-changed ones as they were deployed', async () => {
    const app = newApplication()
    app.write({ 'version.txt': 'one', 'a.txt': 'a', 'b.txt': 'b' })
    await app.deploy()
    writeFileSync(path.join(app.root, 'a.txt'), 'changed by hand')
    const bad = await app.deploy({ ...app.replace({ 'version.txt': 'two', 'a.txt': 'a', 'c.txt': 'c' }), 'health-check': 'file nowhere' })
    expectOutcome(bad, 'undone')
    expect(bad.report.plan.notes.join()).toContain('a.txt')
    expect([app.read('version.txt'), app.read('a.txt'), app.read('b.txt')]).toEqual(['one', 'a', 'b'])
    expect(app.has('c.txt')).toBe(false)
  })

  test('the env file changes and goes back with the release', async () => {
    const app = newApplication()
    app.write({ 'version.txt': 'one' })
    expectOutcome(await app.deploy({ secrets: 'A=1' }), 'succeeded')
    expectOutcome(await app.deploy({ secrets: 'A=1' }), 'unchanged')
    expectOutcome(await app.deploy({ secrets: 'A=2' }), 'succeeded')
    expect(app.read('.env')).toBe('A=2\n')
    expectOutcome(await app.rollback(), 'succeeded')
    expect(app.read('.env')).toBe('A=1\n')
  })

  test('keeps the wanted number of staged releases', async () => {
    const app = newApplication()
    for (const version of ['one', 'two', 'three', 'four', 'five']) {
      app.write({ 'version.txt': version })
      expectOutcome(await app.deploy(), 'succeeded')
    }
    expect(readdirSync(path.join(app.root, '.deploy-kit/trees'))).toHaveLength(3)
  })

  test('a path that has the other layout is refused', async () => {
    const app = newApplication()
    app.write({ 'version.txt': 'one' })
    await app.deploy()
    const other = await runInputs('ssh-deploy', { ...connectionTexts(sshd), path: app.root, source: app.source })
    expect(other.report.error?.message).toContain('was deployed with the layout in-place')
  })
})
