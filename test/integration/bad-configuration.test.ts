import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { runCliHere, type CliOutput } from '../support/cli-here.ts'
import { runInputs, connectionTexts } from '../support/deploy-run.ts'
import { compareSnapshots, snapshotFolder } from '../support/folder-snapshot.ts'
import { makeScratch } from '../support/scratch.ts'
import { startSshd, type Sshd } from '../support/sshd.ts'

/** What is wrong in deploy-kit.yml and on the command line, told before any host is touched. */
const scratch = makeScratch()
let sshd: Sshd
let live: string
let source: string

beforeAll(async () => {
  sshd = await startSshd()
  live = scratch.next('live')
  source = scratch.write(scratch.next('source'), { 'version.txt': 'one' })
  const { report } = await runInputs('ssh-deploy', { ...connectionTexts(sshd), path: live, source })
  expect(report.outcome).toBe('succeeded')
  scratch.write(source, { 'version.txt': 'two' })
})

afterAll(async () => {
  await sshd.stop()
  scratch.remove()
})

/** The lines that a right configuration has. */
const RIGHT = (): string => [`host: ${sshd.user}@${sshd.address}:${sshd.port}`, `known-hosts: "${sshd.knownHostsLine}"`, `path: ${live}`, `source: ${source}`, ''].join('\n')

const HIDDEN = 'hunter2-hunter2'

async function run(argv: readonly string[], yml: string | Buffer | undefined): Promise<CliOutput> {
  const cwd = scratch.write(scratch.next('project'), { './': '' })
  if (yml !== undefined) writeFileSync(path.join(cwd, 'deploy-kit.yml'), yml)
  const before = snapshotFolder(live)
  const output = await runCliHere(argv, cwd, { DEPLOY_KIT_PRIVATE_KEY: sshd.privateKey, TOKEN: HIDDEN })
  expect(compareSnapshots(before, snapshotFolder(live))).toBe('')
  expect(output.stderr + output.stdout).not.toContain(HIDDEN)
  return output
}

const CORRECT = '-> Correct deploy-kit.yml; nothing has been changed on any host'

test('the right configuration is taken', async () => {
  expect(await run(['ssh-deploy', '--plan'], RIGHT())).toMatchObject({ code: 0 })
})

/** A line of the file that is wrong, what is said of it, and where it is: the line begins at 5. */
const YAML: readonly (readonly [name: string, text: string, says: string])[] = [
  ['no YAML', 'keep: [1, 2', 'deploy-kit.yml:5:12: Flow sequence'],
  ['a tab', 'environments:\n\tproduction:\n', 'deploy-kit.yml:6:1: Tabs are not allowed'],
  ['a quote that is not closed', 'env-file: "src\n', 'deploy-kit.yml:6:1: Missing closing "quote'],
  ['the same key twice', 'keep: 3\nkeep: 4\n', 'deploy-kit.yml:6:1: Map keys must be unique'],
  ['an unknown key', 'restart-comand: x\n', 'deploy-kit.yml:5:1: restart-comand is not known; did you mean restart-command?'],
  ['an unknown key of an environment', 'environments:\n  production:\n    hots: x\n', 'deploy-kit.yml:7:5: hots is not known; did you mean host?'],
  ['a map where one value is wanted', 'keep:\n  a: 1\n', 'deploy-kit.yml:6:3: keep must be a single value, not a map'],
  ['a wrong value', 'keep: many\n', 'deploy-kit.yml:5:1 (keep) must be a whole number from 1 to 100, not many'],
  ['a secret', `secrets: A=${HIDDEN}\n`, 'deploy-kit.yml:5:10: secrets is a secret and must not stand in the file'],
  ['a private key', `logs: |\n  -----BEGIN OPENSSH PRIVATE KEY-----\n  ${HIDDEN}\n`, 'deploy-kit.yml:5:7: logs holds a private key'],
  ['a variable that is not set', 'keep: ${HOW_MANY}\n', 'deploy-kit.yml:5:7: keep needs the environment variable HOW_MANY, which is not set'],
  ['a variable that is misspelt', 'keep: ${HOW MANY}\n', 'deploy-kit.yml:5:7: keep has ${HOW MANY}, which is not understood'],
  ['a variable with a wrong value', 'keep: ${HOME}\n', 'deploy-kit.yml:5:1 (keep) must be a whole number from 1 to 100'],
  ...['restart-command', 'stop-command', 'status-command', 'before-upload', 'after-upload', 'before-cutover', 'after-cutover', 'on-failure'].map(
    (name): readonly [string, string, string] => [`a variable in ${name}`, `${name}: app --token \${TOKEN}\n`, `${name} holds \${TOKEN} in a command`]
  ),
  ['a variable in the command of a health check', 'health-check: command ./check ${TOKEN}\n', 'deploy-kit.yml:5:15: health-check holds ${TOKEN} in a command'],
  ['an alias of nothing', 'keep: *many\n', 'deploy-kit.yml:5:7: there is no anchor &many'],
  ['environments that are no map', 'environments: production\n', 'deploy-kit.yml:5:15: environments must be a map'],
  ['a NUL', 'restart-command: ["a\\0b"]\n', 'deploy-kit.yml:5:1 (restart-command) holds a NUL character'],
  ['a path with a newline', 'env-file: "a\\nb"\n', 'deploy-kit.yml:5:1 (env-file) must not contain control characters: "a\\nb"']
]

describe('deploy-kit.yml', () => {
  test.each(YAML)('with %s', async (_name, text, says) => {
    const { code, stderr } = await run(['ssh-deploy'], RIGHT() + text)
    expect(stderr).toContain(says)
    expect(code).toBe(2)
    expect(stderr).toMatch(/ERROR DK_(CONFIG|INPUT)_INVALID: [\s\S]*\n-> Correct .*; nothing has been changed on any host\n/)
    expect(stderr).not.toMatch(/undefined|\bat .*\.ts:\d/)
  })

  test('that is no map, and one that is no text', async () => {
    expect((await run(['ssh-deploy'], '- host\n')).stderr).toContain('deploy-kit.yml:1:1: must be a map of inputs')
    expect((await run(['ssh-deploy'], Buffer.from([0x68, 0xff, 0xfe]))).stderr).toContain('The file deploy-kit.yml is not text in UTF-8')
  })

  test('all problems at once', async () => {
    const { stderr } = await run(['ssh-deploy'], `${RIGHT()}first: 1\nsecond: 2\nkeep: \${NONE}\n`)
    expect(stderr).toMatch(/The configuration has 3 problems:\n {2}- .*:5:1: first is not known.*\n {2}- .*:6:1: second is not known.*\n {2}- .*:7:7: keep needs .*NONE/)
    expect(stderr).toContain(CORRECT)
  })

  test('without the environment that is asked for', async () => {
    const yml = `${RIGHT()}environments:\n  production:\n    keep: 3\n`
    expect((await run(['ssh-deploy', '--environment', 'producton'], yml)).stderr).toContain(
      'deploy-kit.yml:5:1: there is no environment producton: known are production; did you mean production?'
    )
    expect((await run(['ssh-deploy', '-e', 'production'], undefined)).stderr).toContain('there is no deploy-kit.yml in the working folder')
    expect((await run(['ssh-deploy', '--config', 'other.yml'], yml)).stderr).toContain('There is no configuration file other.yml')
  })
})

const FLAGS: readonly (readonly [argv: readonly string[], says: string, code?: number])[] = [
  [['ssh-deply'], 'There is no command ssh-deply; did you mean ssh-deploy?'],
  [['--plan'], 'No command is given'],
  [['ssh-deploy', '--restart-comand', 'x'], '--restart-comand is not known; did you mean --restart-command?'],
  [['ssh-deploy', '--keep'], '--keep needs a value: --keep NUMBER'],
  [['ssh-deploy', '--keep', '0'], 'Wrong input: --keep must be a whole number from 1 to 100, not 0'],
  [['ssh-deploy', '--keep', '1', '--keep', '2'], '--keep is given more than once'],
  [['ssh-deploy', 'production'], 'production is not expected here: inputs are flags'],
  [['ssh-deploy', '--private-key', HIDDEN], 'a secret on the command line could be seen by others; use --private-key-file PATH or the environment variable DEPLOY_KIT_PRIVATE_KEY'],
  [['ssh-deploy', '--secrets', `A=${HIDDEN}`], 'use --secrets-file PATH'],
  [['ssh-deploy', '--private-key-file', 'no/such/key'], '--private-key-file no/such/key is not a file'],
  [['ssh-deploy', '--path', '/'], "Wrong input: --path must be a folder of the application's own, not \"/\""],
  [['rollback'], 'rollback is destructive, and there is no terminal to ask for confirmation'],
  [['ssh-deploy', '--approved-hash', 'x'], 'The plan is not the approved one', 3]
]

describe('the command line', () => {
  test.each(FLAGS)('%j', async (argv, says, expected = 2) => {
    const { code, stderr } = await run(argv, RIGHT())
    expect(stderr).toContain(says)
    expect(code).toBe(expected)
    expect(stderr).toMatch(/\n? *-> \S.{10,}\n/)
  })

  test('--json tells every error as a document, also one of a flag', async () => {
    for (const argv of [['ssh-deploy', '--json', '--keep', '0'], ['ssh-deploy', '--json', '--kep', '0'], ['ssh-deply', '--json']]) {
      const { stdout, code } = await run(argv, RIGHT())
      expect(code).toBe(2)
      expect(JSON.parse(stdout)).toMatchObject({ plan: null, report: null, error: { code: 'DK_INPUT_INVALID', remedy: expect.stringMatching(/.{10}/) } })
    }
  })
})
