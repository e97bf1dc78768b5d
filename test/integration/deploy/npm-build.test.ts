import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { makeDeployPlace, tellOutcome, type DeployPlace } from '../../support/deploy-place.ts'
import { connectionTexts } from '../../support/deploy-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'

const scratch = makeScratch()
let sshd: Sshd
let place: DeployPlace

const npm = (folder: string, ...words: readonly string[]): void => void execFileSync('npm', [...words, '--offline', '--no-audit', '--no-fund', '--silent'], { cwd: folder })

/** A package that the application carries with it. */
function pack(version: string): void {
  const made = scratch.write(scratch.next('greeting'), {
    'package.json': JSON.stringify({ name: 'greeting', version, main: 'index.js' }),
    'index.js': `module.exports = 'hello from ${version}'\n`
  })
  place.write({
    'package.json': JSON.stringify({ name: 'app', version: '1.0.0', dependencies: { greeting: `file:vendor/greeting-${version}.tgz` } }),
    'app.js': "console.log(require('greeting'))\n",
    'vendor/.keep': '',
    'version.txt': version
  })
  npm(made, 'pack', '--pack-destination', path.join(place.source, 'vendor'))
  npm(place.source, 'install', '--package-lock-only')
}

beforeAll(async () => {
  sshd = await startSshd()
  place = makeDeployPlace(scratch, connectionTexts(sshd), 'releases')
})
afterAll(async () => {
  await sshd.stop()
  scratch.remove()
})

test('npm ci without an index, in each release by itself, as the hook after the upload', async () => {
  const hook = { 'after-upload': `npm ci --offline --omit=dev --no-audit --no-fund --cache ${scratch.next('npm-cache')}` }
  const run = (folder: string): string => execFileSync('node', ['app.js'], { cwd: folder, encoding: 'utf8' })
  const current = path.join(place.root, 'current')
  pack('1.0.0')
  expect(tellOutcome(await place.deploy(hook))).toBe('succeeded')
  const [first = ''] = place.releases()
  expect(run(current)).toBe('hello from 1.0.0\n')
  pack('2.0.0')
  expect(tellOutcome(await place.deploy(hook))).toBe('succeeded')
  expect(run(current)).toBe('hello from 2.0.0\n')
  expect(run(path.join(place.root, 'releases', first))).toBe('hello from 1.0.0\n')

  place.write({ 'package-lock.json': readFileSync(path.join(place.source, 'package-lock.json'), 'utf8').replace(/"integrity": "sha512-./, '"integrity": "sha512-!') })
  expect(tellOutcome(await place.deploy(hook))).toMatch(/failed.*after-upload/)
  expect(run(current)).toBe('hello from 2.0.0\n')
  expect(tellOutcome(await place.rollback())).toBe('succeeded')
  expect(run(current)).toBe('hello from 1.0.0\n')
  expect(statSync(path.join(current, 'node_modules')).isDirectory()).toBe(true)
}, 60_000)
