// needs: git, zstd
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { OperationName } from '../../../packages/operations/index.ts'
import { describeReport, runInputs } from '../../support/deploy-run.ts'
import { openWith } from '../../support/open-with.ts'
import { makeScratch } from '../../support/scratch.ts'
import { makeToolsWithout } from '../../support/tools-without.ts'

const scratch = makeScratch()
const home = scratch.next('home')
const root = scratch.next('app')
const folder = path.join(root, '.deploy-kit/configuration')
let key = ''

const git = (...words: readonly string[]): string => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-C', root, ...words], { encoding: 'utf8' })
const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
  writeFileSync(path.join(root, name), text)
}

beforeAll(() => {
  mkdirSync(root, { recursive: true })
  // Of the deploy user, with a unit that names the deploy path, and its timer.
  const units = path.join(home, '.config/systemd/user')
  mkdirSync(units, { recursive: true })
  writeFileSync(path.join(units, 'app.service'), `[Service]\nExecStart=${root}/app --greeting='Grüße'\n${'# long\n'.repeat(300)}`)
  writeFileSync(path.join(units, 'app.timer'), '[Timer]\nOnCalendar=daily\n')
  writeFileSync(path.join(units, 'other.service'), '[Service]\nExecStart=/bin/true\n')
  execFileSync('git', ['init', '-q', '-b', 'production', root])
  write('.gitignore', '.deploy-kit\n')
  write('settings.py', 'DEBUG = False\n')
  git('add', '.')
  git('commit', '-q', '-m', 'The first one')
  write('settings.py', 'DEBUG = True # changed by hand\n')
  const keyFile = scratch.next('key.txt')
  execFileSync('age-keygen', ['-o', keyFile], { stdio: 'ignore' })
  key = keyFile
})
afterAll(() => {
  scratch.remove()
})

const run = (name: OperationName, texts: Readonly<Record<string, string>>, variables: Readonly<Record<string, string>> = {}): ReturnType<typeof runInputs> =>
  runInputs(name, { host: 'local', path: root, ...texts }, { open: openWith({ HOME: home, ...variables }) })

test('what the system was like comes back beside what it is like, and nothing is applied', async () => {
  const recipients = execFileSync('age-keygen', ['-y', key], { encoding: 'utf8' }).trim()
  const backup = await run('backup', { components: 'configuration', recipients })
  expect(describeReport(backup.report)).toMatch(/^succeeded/)
  const sealed = readdirSync(backup.report.outputs['folder'] ?? '').filter((name) => name.startsWith('configuration'))
  expect(sealed).toEqual(['configuration.tar.zst.age'])
  write('settings.py', 'DEBUG = False\n')
  write('later.py', 'x\n')
  git('add', '.')
  git('commit', '-q', '-m', 'The second one')

  const { report } = await run('restore', { backup: backup.report.outputs['backup'] ?? '', identity: readFileSync(key, 'utf8'), 'stop-command': 'false', 'restart-command': 'false' })
  expect(describeReport(report)).toMatch(/^succeeded/)
  expect(report.plan.notes.join('\n')).toContain(`nothing of the configuration is applied. Compare it: cd ${folder} && diff -ru then now`)
  expect(report.steps.map(({ id }) => id)).not.toContain('stop-writers')
  expect(readFileSync(path.join(root, 'settings.py'), 'utf8')).toBe('DEBUG = False\n')

  const [then, now] = ['then', 'now'].map((name) => (file: string): string => readFileSync(path.join(folder, name, file), 'utf8'))
  expect(then?.('git/diff.patch')).toContain('+DEBUG = True # changed by hand')
  expect(then?.('git/branch.txt')).toBe('production\n')
  expect(then?.('git/log.txt')).toContain('The first one')
  expect(then?.('git/commit.txt')).not.toBe(now?.('git/commit.txt'))
  expect(now?.('git/log.txt')).toContain('The second one')
  expect(existsSync(path.join(folder, 'now/git/diff.patch'))).toBe(false)
  const units = path.join(home, '.config/systemd/user')
  expect(readdirSync(path.join(folder, 'then', units)).toSorted()).toEqual(['app.service', 'app.timer'])
  expect(then?.(`${units}/app.service`)).toBe(readFileSync(path.join(units, 'app.service'), 'utf8'))
  expect(then?.('versions.txt')).toMatch(/^Linux .*\n(.*\n)*git: git version/)
  expect(then?.('notes.txt')).toMatch(/release.json: no release of deploy-kit is live\n(.*\n)*compose: no Compose project is live\n/)
}, 60_000)

test('without git, crontab and Docker it is written down all the same', async () => {
  const bin = makeToolsWithout(scratch.next('bin'), ['git', 'crontab', 'docker', 'nginx', 'systemctl'])
  const { report } = await run('backup', { components: 'configuration' }, { PATH: bin })
  expect(describeReport(report)).toMatch(/^succeeded/)
  const text = execFileSync('sh', ['-c', 'zstd -dc configuration.tar.zst | tar -xOf - notes.txt'], { cwd: report.outputs['folder'], encoding: 'utf8' })
  expect(text).toContain('git: there is no git here\n')
  expect(text).toContain('crontab.txt: there is no crontab here\n')
}, 60_000)
