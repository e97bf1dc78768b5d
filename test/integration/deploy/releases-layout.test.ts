import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseLedger } from '../../../packages/operations/tools/ledger.ts'
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

/** A deploy path of its own, and a source to change. The application writes what it was started with. */
function newApplication() {
  const root = scratch.next('app')
  const source = scratch.next('source')
  scratch.write(source, {
    'version.txt': 'one',
    'same.txt': 'never changes',
    'bin/start': '#!/bin/sh\ncat version.txt >> "$DEPLOY_KIT_PATH/starts"; printf "\\n" >> "$DEPLOY_KIT_PATH/starts"\ntest ! -e broken\n',
    'empty/': '',
    'link.txt': '->version.txt',
    "odd name's $(x) \"q\".txt": 'odd'
  })
  const texts = { ...connectionTexts(sshd), path: root, source, 'restart-command': './bin/start', attempts: '2', delay: '100ms' }
  const deploy = (more: Readonly<Record<string, string>> = {}): Promise<DeployRun> => runInputs('ssh-deploy', { ...texts, ...more })
  const rollback = (more: Readonly<Record<string, string>> = {}): Promise<DeployRun> => {
    const { source: _, ...rest } = texts
    return runInputs('rollback', { ...rest, ...more })
  }
  return {
    root,
    source,
    deploy,
    rollback,
    texts,
    write: (files: Readonly<Record<string, string>>) => scratch.write(source, files),
    live: (file = 'version.txt') => readFileSync(path.join(root, 'current', file), 'utf8'),
    starts: () => readFileSync(path.join(root, 'starts'), 'utf8').trim().split('\n'),
    ledger: () => parseLedger(readFileSync(path.join(root, '.deploy-kit/ledger.jsonl'), 'utf8')),
    releases: () => readdirSync(path.join(root, 'releases'))
  }
}

const expectOutcome = ({ report }: DeployRun, outcome: string): void => expect(describeReport(report).split(' | ')[0]).toBe(outcome)

describe('layout releases over sshd', () => {
  test('first deploy, unchanged deploy, changed deploy, rollback', async () => {
    const app = newApplication()
    const first = await app.deploy()
    expectOutcome(first, 'succeeded')
    expect(first.report.outputs['changed']).toBe('true')
    expect(app.live()).toBe('one')
    expect(lstatSync(path.join(app.root, 'current')).isSymbolicLink()).toBe(true)
    expect(readlinkSync(path.join(app.root, 'current'))).toBe(`releases/${first.report.outputs['release']}`)
    expect(readlinkSync(path.join(app.root, 'current/link.txt'))).toBe('version.txt')
    expect(statSync(path.join(app.root, 'current/bin/start')).mode & 0o777).toBe(0o755)
    expect(statSync(path.join(app.root, 'current/empty')).isDirectory()).toBe(true)
    expect(app.live("odd name's $(x) \"q\".txt")).toBe('odd')
    expect(app.starts()).toEqual(['one'])

    const again = await app.deploy()
    expectOutcome(again, 'unchanged')
    expect(again.report.outputs).toMatchObject({ changed: 'false', release: first.report.outputs['release'] })
    expect(app.starts()).toEqual(['one'])
    expect(app.releases()).toHaveLength(1)

    app.write({ 'version.txt': 'two' })
    const second = await app.deploy()
    expectOutcome(second, 'succeeded')
    expect(app.live()).toBe('two')
    const upload = second.report.steps.find((step) => step.id === 'upload')
    expect(upload?.detail).toMatch(/^1 file/)
    // Unchanged files are the same inode: they were linked, not sent.
    const [before, after] = app.releases().map((release) => statSync(path.join(app.root, 'releases', release, 'same.txt')).ino)
    expect(after).toBe(before)

    const back = await app.rollback()
    expectOutcome(back, 'succeeded')
    expect(app.live()).toBe('one')
    expect(app.starts()).toEqual(['one', 'two', 'one'])
    expect(app.ledger().broken).toEqual([])
    expect(app.ledger().lines.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      'ssh-deploy deployed',
      'ssh-deploy deployed',
      'rollback rolled-back'
    ])

    const nothing = await app.rollback()
    expect(nothing.report.error?.code).toBe('DK_NOTHING_TO_ROLL_BACK_TO')
    const named = await app.rollback({ to: second.report.outputs['release'] ?? '' })
    expectOutcome(named, 'succeeded')
    expect(app.live()).toBe('two')
  })

  test('when 1 % of a tree has changed, 1 % travels, and the release is whole', async () => {
    const app = newApplication()
    const files = Object.fromEntries(Array.from({ length: 500 }, (_, number) => [`data/${number}.txt`, `${number} `.repeat(200)]))
    app.write(files)
    expectOutcome(await app.deploy(), 'succeeded')
    const changes = Object.fromEntries(Object.keys(files).filter((_, index) => index % 100 === 0).map((file) => [file, 'changed']))
    app.write(changes)
    const second = await app.deploy()
    expectOutcome(second, 'succeeded')
    expect(second.report.steps.find(({ id }) => id === 'upload')?.detail).toMatch(/^5 files/)
    expect(Object.keys(files).map((file) => app.live(file))).toEqual(Object.values({ ...files, ...changes }))
    const inodes = app.releases().map((release) => Object.keys(files).map((file) => statSync(path.join(app.root, 'releases', release, file)).ino))
    expect(inodes[0]?.filter((inode, index) => inode !== inodes[1]?.[index])).toHaveLength(5)
  })

  test('a release that never gets healthy is undone, kept apart as evidence, and told', async () => {
    const app = newApplication()
    expectOutcome(await app.deploy(), 'succeeded')
    app.write({ 'version.txt': 'bad' })
    const bad = await app.deploy({ 'health-check': 'command test -e healthy', logs: 'starts' })
    expectOutcome(bad, 'undone')
    expect(bad.report.error?.code).toBe('DK_DEPLOY_UNDONE')
    expect(bad.report.evidence.map(({ title }) => title)).toEqual(expect.arrayContaining(['End of starts', 'Disk', 'Memory']))
    expect(app.live()).toBe('one')
    expect(app.starts()).toEqual(['one', 'bad', 'one'])
    expect(app.releases()).toHaveLength(1)
    expect(readFileSync(path.join(app.root, '.deploy-kit/failed', bad.report.outputs['release'] ?? '', 'version.txt'), 'utf8')).toBe('bad')
    expect(app.ledger().lines.map(({ outcome }) => outcome)).toEqual(['deployed', 'undone'])
    expect(existsSync(path.join(app.root, '.deploy-kit/lock'))).toBe(false)
    expectOutcome(await app.deploy(), 'succeeded')
    expect(app.live()).toBe('bad')
  })

  test('a restart command that fails is undone', async () => {
    const app = newApplication()
    await app.deploy()
    app.write({ 'version.txt': 'two', broken: '' })
    const bad = await app.deploy()
    expectOutcome(bad, 'undone')
    expect(app.live()).toBe('one')
    expect(app.starts()).toEqual(['one', 'two', 'one'])
  })

  test('a first deploy that fails says that nothing is live, and leaves no half state', async () => {
    const app = newApplication()
    app.write({ broken: '' })
    const plan = await runInputs('ssh-deploy', { ...app.texts }, { mode: 'plan' })
    expect(plan.report.plan.notes.join()).toContain('nothing to return to')
    expect(existsSync(app.root)).toBe(false)
    const bad = await app.deploy({ 'stop-command': 'sh -c "echo stopped >> $0/starts" ' + app.root })
    expectOutcome(bad, 'undone')
    expect(existsSync(path.join(app.root, 'current'))).toBe(false)
    expect(app.releases()).toEqual([])
    expect(app.starts()).toEqual(['one', 'stopped'])
    rmSync(path.join(app.source, 'broken'))
    expectOutcome(await app.deploy(), 'succeeded')
  })

  test('hooks run where they should, and a failing one before the cutover changes nothing', async () => {
    const app = newApplication()
    const note = (name: string): string => `sh -c 'echo ${name} $(basename "$PWD") >> "$DEPLOY_KIT_PATH/hooks"'`
    const hooks = () => readFileSync(path.join(app.root, 'hooks'), 'utf8').trim().split('\n')
    scratch.write(app.source, { 'ops/after.sh': 'echo "script $1" >> "$DEPLOY_KIT_PATH/hooks"\nfalse\necho never\n' })
    const names = ['before-upload', 'after-upload', 'before-cutover', 'after-cutover', 'on-failure']
    const all = Object.fromEntries(names.map((name) => [name, note(name)]))
    const first = await app.deploy(all)
    expectOutcome(first, 'succeeded')
    const release = first.report.outputs['release']
    expect(hooks()).toEqual([`before-upload ${path.basename(app.root)}`, ...names.slice(1, 4).map((name) => `${name} ${release}`)])

    app.write({ 'version.txt': 'two' })
    const failing = await app.deploy({ ...all, 'before-cutover': `file:${app.source}/ops/after.sh word` })
    expectOutcome(failing, 'undone')
    expect(hooks().slice(-2)).toEqual(['script word', `on-failure ${path.basename(app.root)}`])
    expect(app.starts()).toEqual(['one'])
    expect(app.live()).toBe('one')
    expect(app.ledger().lines.at(-1)?.outcome).toBe('failed')
  })

  test('shared paths are linked; their first content comes from the first release and is never replaced', async () => {
    const app = newApplication()
    app.write({ 'data/seed.txt': 'seed' })
    const shared = { 'shared-paths': 'data/\nlog/\nsettings.json' }
    expectOutcome(await app.deploy(shared), 'succeeded')
    expect(app.live('data/seed.txt')).toBe('seed')
    writeFileSync(path.join(app.root, 'current/data/seed.txt'), 'changed by the application')
    writeFileSync(path.join(app.root, 'current/settings.json'), '{}')
    app.write({ 'version.txt': 'two', 'data/seed.txt': 'new seed' })
    const second = await app.deploy(shared)
    expectOutcome(second, 'succeeded')
    expect(app.live('data/seed.txt')).toBe('changed by the application')
    expect(realpathSync(path.join(app.root, 'current/settings.json'))).toBe(path.join(app.root, 'shared/settings.json'))
    expect(realpathSync(path.join(app.root, 'current/log'))).toBe(path.join(app.root, 'shared/log'))
  })

  test('the env file is complete or nothing happens; it is 0600, versioned and goes back with its release', async () => {
    const app = newApplication()
    const template = scratch.write(scratch.next('template'), { 'env.example': 'PORT=80\nAPP_SECRET=\nOTHER=<required>\n' }) + '/env.example'
    const missing = await app.deploy({ 'env-template': template })
    expect(missing.report.error?.message).toContain('APP_SECRET, OTHER')
    expect(existsSync(app.root)).toBe(false)

    const secrets = (value: string): Readonly<Record<string, string>> => ({ 'env-template': template, secrets: JSON.stringify({ APP_SECRET: value, OTHER: 'x' }) })
    expectOutcome(await app.deploy(secrets("s3cret 'one' $x")), 'succeeded')
    const env = path.join(app.root, 'current/.env')
    expect(statSync(env).mode & 0o777).toBe(0o600)
    expect(execFileSync('sh', ['-c', '. "$0"; printf %s "$APP_SECRET"', env], { encoding: 'utf8' })).toBe("s3cret 'one' $x")
    expectOutcome(await app.deploy(secrets("s3cret 'one' $x")), 'unchanged')
    const changed = await app.deploy(secrets('s3cret two'))
    expectOutcome(changed, 'succeeded')
    expect(JSON.stringify([changed.report, changed.events])).not.toContain('s3cret')
    expect(readFileSync(env, 'utf8')).toContain('s3cret two')
    expectOutcome(await app.rollback(), 'succeeded')
    expect(readFileSync(env, 'utf8')).toContain("s3cret 'one'")
  })

  test('keeps the given number of good releases, and failures never push one out', async () => {
    const app = newApplication()
    const deployVersion = async (version: string, more: Readonly<Record<string, string>> = {}): Promise<DeployRun> => {
      app.write({ 'version.txt': version })
      return app.deploy({ keep: '2', ...more })
    }
    await deployVersion('one')
    for (const version of ['x', 'y', 'z']) expectOutcome(await deployVersion(version, { 'health-check': 'file nowhere' }), 'undone')
    expectOutcome(await deployVersion('two'), 'succeeded')
    expect(app.releases()).toHaveLength(2)
    expect(readdirSync(path.join(app.root, '.deploy-kit/failed')).filter((name) => !name.endsWith('.json'))).toHaveLength(2)
    const third = await deployVersion('three')
    expectOutcome(third, 'succeeded')
    expect(app.releases()).toHaveLength(2)
    expectOutcome(await app.rollback(), 'succeeded')
    expect(app.live()).toBe('two')
  })

  test('a rollback to a release that is not healthy any more is itself undone', async () => {
    const app = newApplication()
    await app.deploy()
    app.write({ 'version.txt': 'two' })
    await app.deploy()
    const back = await app.rollback({ 'health-check': 'command grep two version.txt' })
    // The check runs in the deploy path, where there is no version.txt: it can never pass.
    expectOutcome(back, 'undone')
    expect(app.live()).toBe('two')
    expect(app.starts()).toEqual(['one', 'two', 'one', 'two'])
    const next = await app.rollback()
    expect(next.report.error?.code).toBe('DK_NOTHING_TO_ROLL_BACK_TO')
    expect(next.report.error?.message).toContain('marked bad')
  })

  test('a rollback that could not be finished for another reason leaves its target good', async () => {
    const app = newApplication()
    await app.deploy()
    app.write({ 'version.txt': 'two' })
    await app.deploy()
    expectOutcome(await app.rollback({ 'after-cutover': 'false' }), 'undone')
    expect(app.live()).toBe('two')
    expectOutcome(await app.rollback(), 'succeeded')
    expect(app.live()).toBe('one')
  })

  test('an older commit is refused unless asked for', async () => {
    const app = newApplication()
    const git = (...words: string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-C', app.source, ...words], { encoding: 'utf8' }).trim()
    git('init', '-q')
    git('add', '-A')
    git('commit', '-qm', 'one')
    const older = git('rev-parse', 'HEAD')
    app.write({ 'version.txt': 'two' })
    git('commit', '-qam', 'two')
    expectOutcome(await app.deploy(), 'succeeded')
    git('checkout', '-q', older)
    const refused = await app.deploy()
    expect(refused.report.error?.code).toBe('DK_OLDER_COMMIT')
    expect(app.live()).toBe('two')
    expectOutcome(await app.deploy({ 'allow-older': 'true' }), 'succeeded')
    expect(app.live()).toBe('one')
    git('checkout', '-q', '-')
    expectOutcome(await app.rollback({ to: git('rev-parse', 'HEAD').slice(0, 10) }), 'succeeded')
    expect(app.live()).toBe('two')
  })

  test('a file that was changed on the host is sent again', async () => {
    const app = newApplication()
    await app.deploy()
    writeFileSync(path.join(app.root, 'current/same.txt'), 'changed by hand')
    const again = await app.deploy()
    expectOutcome(again, 'succeeded')
    expect(again.report.plan.notes.join()).toContain('same.txt')
    expect(app.live('same.txt')).toBe('never changes')
  })

  test('an approved plan is applied as it is, and refused when the host has drifted from it', async () => {
    const app = newApplication()
    const plan = await runInputs('ssh-deploy', app.texts, { mode: 'plan' })
    expect(existsSync(app.root)).toBe(false)
    expectOutcome(await runInputs('ssh-deploy', app.texts, { approvedHash: plan.report.plan.hash }), 'succeeded')
    app.write({ 'version.txt': 'two' })
    const drifted = await runInputs('ssh-deploy', app.texts, { approvedHash: plan.report.plan.hash })
    expect(drifted.report.error?.code).toBe('DK_PLAN_DRIFTED')
    expect(app.live()).toBe('one')
  })

  test('a package gives the same release as the folder it was made of', async () => {
    const app = newApplication()
    expectOutcome(await app.deploy(), 'succeeded')
    const file = `${scratch.next('deployment_package')}.tar.gz`
    execFileSync('tar', ['-czf', file, '-C', app.source, '.'])
    expectOutcome(await app.deploy({ source: file }), 'unchanged')
    app.write({ 'version.txt': 'two' })
    execFileSync('tar', ['-czf', file, '-C', app.source, '.'])
    expectOutcome(await app.deploy({ source: file }), 'succeeded')
    expect(app.live()).toBe('two')
  })
})
