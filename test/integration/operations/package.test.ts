import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runCliHere } from '../../support/cli-here.ts'
import { connectionTexts, describeReport, runInputs, type DeployRun } from '../../support/deploy-run.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { readMembers, writeMembers } from '../../support/tar-members.ts'

const scratch = makeScratch()
let sshd: Sshd

beforeAll(async () => {
  sshd = await startSshd()
})

afterAll(async () => {
  await sshd.stop()
  scratch.remove()
})

function newSource(version = 'one'): string {
  return scratch.write(scratch.next('source'), {
    'version.txt': version,
    'bin/start': '#!/bin/sh\necho started\n',
    'empty/': '',
    'link.txt': '->version.txt',
    'node_modules/x/index.js': 'x',
    "odd name's $(x) \"q\".txt": 'odd'
  })
}

const newOutput = (): string => `${scratch.next('deployment_package')}.tar.gz`
const expectOutcome = ({ report }: DeployRun, outcome: string): void => expect(describeReport(report).split(' | ')[0]).toBe(outcome)

describe('package', () => {
  test('tells what it made', async () => {
    const [source, output] = [newSource(), newOutput()]
    const run = await runInputs('package', { source, output, exclude: 'node_modules/' })
    expectOutcome(run, 'succeeded')
    const bytes = readFileSync(output)
    expect(run.report.outputs).toEqual({
      path: output,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      'size-bytes': String(bytes.length),
      files: '4',
      'tree-digest': createHash('sha256').update(readMembers(output)[0]?.body ?? '').digest('hex'),
      commit: ''
    })
    expect(run.events.map(({ type }) => type)).not.toContain('connecting')
    expect(run.report.steps).toMatchObject([{ id: 'write-package', host: 'local', outcome: 'succeeded', detail: expect.stringContaining(run.report.outputs['sha256'] ?? '') }])
  })

  test('only shows the plan, and writes nothing; the plan can be approved', async () => {
    const [source, output] = [newSource(), path.join(scratch.next('missing'), 'p.tar.gz')]
    const { report } = await runInputs('package', { source, output }, { mode: 'plan' })
    expect(report.outcome).toBe('planned')
    expect(report.plan.tables[0]?.rows[0]?.slice(0, 2)).toEqual(['5', '4'])
    expect(report.outputs['sha256']).toBeUndefined()
    expect(existsSync(path.dirname(output))).toBe(false)

    expectOutcome(await runInputs('package', { source, output }, { approvedHash: report.plan.hash }), 'succeeded')
    writeFileSync(path.join(source, 'version.txt'), 'two')
    const other = await runInputs('package', { source, output }, { approvedHash: report.plan.hash })
    expect(other.report.error?.code).toBe('DK_PLAN_DRIFTED')
  })

  test.each<readonly [string, (source: string) => Readonly<Record<string, string>>, string, RegExp]>([
    ['a source that is not there', (source) => ({ source: `${source}/nothing` }), 'DK_SOURCE_INVALID', /is not there/],
    ['a source that is a file', (source) => ({ source: `${source}/version.txt` }), 'DK_SOURCE_INVALID', /is a file, and only a folder can be packaged/],
    ['a source without files', (source) => ({ source: `${source}/empty` }), 'DK_SOURCE_INVALID', /holds nothing to deploy/],
    ['a source with secrets', (source) => ({ source: scratch.write(source, { '.env': 'X=1' }) }), 'DK_SOURCE_INVALID', /hold secrets: \.env/],
    ['an output below a file', (source) => ({ source, output: `${source}/version.txt/p.tar.gz` }), 'DK_INPUT_INVALID', /cannot be written/],
    ['an output that is a folder', (source) => ({ source, output: scratch.write(`${source}.tgz`, { 'x/': '' }) }), 'DK_INPUT_INVALID', /is a folder/]
  ])('%s is refused', async (_, texts, code, message) => {
    const { report } = await runInputs('package', { output: newOutput(), ...texts(newSource()) })
    expect(report.outcome).toBe('failed')
    expect(report.error).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(report.error?.remedy).not.toBe('')
  })

  test('works as a command, and takes its inputs from deploy-kit.yml, which holds those of a deploy too', async () => {
    const folder = newSource()
    const output = newOutput()
    scratch.write(folder, {
      'deploy-kit.yml': `host: deploy@web1.example.com\npath: /srv/app\nexclude: [node_modules/]\nsource: ${folder}\nenvironments:\n  production:\n    output: ${output}\n`
    })
    const planned = await runCliHere(['package', '--environment', 'production', '--plan'], folder)
    expect(planned).toMatchObject({ code: 0, stderr: '' })
    expect(planned.stdout).toContain(`Package ${folder} as ${output}`)
    expect(await runCliHere(['package', '--environment', 'production', '--quiet'], folder)).toMatchObject({ code: 0 })
    expect(readMembers(output).map(({ name }) => name)).not.toContain('node_modules/')
    expect(await runCliHere(['package', '--output', 'p.zip', '--host', 'web1'], folder)).toMatchObject({ code: 2 })
    expect(readdirSync(folder)).not.toContain('deployment_package.tar.gz')
  })
})

describe('a package on its way to a server', () => {
  const deploy = (root: string, texts: Readonly<Record<string, string>>): Promise<DeployRun> => runInputs('ssh-deploy', { ...connectionTexts(sshd), path: root, ...texts })

  test('gives the release of its folder, either way', async () => {
    const [source, output, root] = [newSource(), newOutput(), scratch.next('app')]
    await runInputs('package', { source, output })
    expectOutcome(await deploy(root, { source: output }), 'succeeded')
    expect(readFileSync(path.join(root, 'current/version.txt'), 'utf8')).toBe('one')
    expect(readdirSync(path.join(root, 'current')).toSorted()).toEqual(readdirSync(source).toSorted())
    expectOutcome(await deploy(root, { source }), 'unchanged')
    expectOutcome(await deploy(root, { source: output }), 'unchanged')

    writeFileSync(path.join(source, 'version.txt'), 'two')
    expectOutcome(await deploy(root, { source }), 'succeeded')
    await runInputs('package', { source, output })
    expectOutcome(await deploy(root, { source: output }), 'unchanged')
    // What is excluded from the deploy of a package is what would be excluded from that of its folder.
    expectOutcome(await deploy(root, { source: output, exclude: 'node_modules/' }), 'succeeded')
    expectOutcome(await deploy(root, { source, exclude: 'node_modules/' }), 'unchanged')
  })

  test('brings its commit along, to where there is no git', async () => {
    const [source, output, root] = [newSource(), newOutput(), scratch.next('app')]
    const git = (...words: readonly string[]): string =>
      execFileSync('git', ['-C', source, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...words], { encoding: 'utf8' }).trim()
    git('init', '-q')
    git('add', '-A')
    git('commit', '-q', '-m', 'Say one')
    const packaged = await runInputs('package', { source, output })
    const head = git('rev-parse', 'HEAD')
    expect(packaged.report.outputs['commit']).toBe(head)
    const { report } = await deploy(root, { source: output })
    expect(report.outputs).toMatchObject({ commit: head, release: expect.stringContaining(head.slice(0, 7)) })
    const manifest: unknown = JSON.parse(readFileSync(path.join(root, `.deploy-kit/releases/${report.outputs['release']}.json`), 'utf8'))
    expect(manifest).toMatchObject({ commit: head, subject: 'Say one' })
  })

  test('is refused when it was changed, by preflight too, and the live release stays', async () => {
    const [source, output, root] = [newSource(), newOutput(), scratch.next('app')]
    await runInputs('package', { source, output })
    expectOutcome(await deploy(root, { source: output }), 'succeeded')
    writeMembers(output, readMembers(output).map((member) => (member.name === 'version.txt' ? { ...member, body: Buffer.from('ONE') } : member)))
    const refusal = { code: 'DK_SOURCE_INVALID', message: expect.stringContaining(`${output} is not as it was made: version.txt was changed`) }
    const refused = await deploy(root, { source: output })
    expect(refused.report.error).toMatchObject(refusal)
    expect(readFileSync(path.join(root, 'current/version.txt'), 'utf8')).toBe('one')
    const { report } = await runInputs('preflight', { ...connectionTexts(sshd), path: root, source: output })
    expect(report.plan.problems).toMatchObject([refusal])

    const bytes = readFileSync(output)
    writeFileSync(output, bytes.subarray(0, bytes.length / 2))
    expect((await deploy(root, { source: output })).report.error).toMatchObject({ code: 'DK_SOURCE_INVALID', message: expect.stringContaining('is cut off') })
    expect(readdirSync(path.join(root, 'releases'))).toHaveLength(1)
  })
})
