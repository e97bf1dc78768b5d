import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { version } from '../../packages/core/index.ts'
import { operations } from '../../packages/operations/index.ts'
import { findFreePort } from '../support/free-port.ts'
import { runCli, type CliResult } from '../support/run-cli.ts'
import { startSshd, type Sshd } from '../support/sshd.ts'

// Dozens of processes, each of which starts node: slow where the machine is busy.
jest.setTimeout(90_000)

/** What the application's commands obey: a file beside the deploy path says what shall go wrong. */
const RESTART = `#!/bin/sh
case $(cat "$DEPLOY_KIT_TEST_MOOD" 2>/dev/null) in
  broken) echo "no database" >&2; exit 3 ;;
  slow) sleep 30 ;;
esac
`

let sshd: Sshd
let folder: string
let count = 0

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'deploy-kit-cli-'))
  sshd = await startSshd()
})

afterAll(async () => {
  await sshd.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Place {
  /** Working folder of the command line. */
  readonly app: string
  /** Where it is deployed to. */
  readonly path: string
  /** Writes what shall go wrong. */
  readonly mood: (word: string) => void
  readonly run: (argv: readonly string[], options?: Partial<Parameters<typeof runCli>[1]>) => Promise<CliResult>
}

/** A place of its own for each test: an application, and a path to deploy it to. */
function makePlace(): Place {
  count += 1
  const app = path.join(folder, String(count))
  const target = path.join(sshd.folder, 'srv', String(count))
  const moodFile = path.join(app, 'mood')
  mkdirSync(path.join(app, 'src'), { recursive: true })
  writeFileSync(path.join(app, 'src', 'restart.sh'), RESTART.replace('$DEPLOY_KIT_TEST_MOOD', moodFile))
  chmodSync(path.join(app, 'src', 'restart.sh'), 0o755)
  writeFileSync(
    path.join(app, 'deploy-kit.yml'),
    [
      `host: ${sshd.user}@127.0.0.1:${sshd.port}`,
      `known-hosts: "${sshd.knownHostsLine}"`,
      `path: ${target}`,
      'source: src',
      'restart-command: ./restart.sh',
      'private-key: ${TEST_KEY}',
      ''
    ].join('\n')
  )
  return {
    app,
    path: target,
    mood: (word) => writeFileSync(moodFile, word),
    run: (argv, options = {}) => runCli(argv, { cwd: app, env: { TEST_KEY: sshd.privateKey }, ...options })
  }
}

function change({ app }: Place, text: string): void {
  writeFileSync(path.join(app, 'src', 'text'), text)
}

/** A place with one release that is live. */
async function deployOnce(): Promise<Place> {
  const place = makePlace()
  expect(await place.run(['ssh-deploy', '--quiet'])).toMatchObject({ code: 0, stderr: '' })
  return place
}

function liveOf(place: Place): string {
  return readFileSync(path.join(place.path, 'current', 'text'), 'utf8')
}

describe('help', () => {
  test('the overview lists every command', async () => {
    const { code, stdout, stderr } = await makePlace().run(['--help'])
    expect([code, stderr]).toEqual([0, ''])
    for (const name of Object.keys(operations)) expect(stdout).toContain(`\n  ${name} `)
    expect((await makePlace().run([])).stdout).toBe(stdout)
  })

  test.each(Object.keys(operations))('%s --help shows examples, flags and exit codes, whatever else is given', async (name) => {
    const { code, stdout, stderr } = await makePlace().run([name, '--hots', 'x', '--help'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(new RegExp(`^deploy-kit ${name}: [\\s\\S]*Examples\\n {2}# .*\\n {2}deploy-kit ${name} `))
    expect(stdout).toContain('Exit codes\n')
  })

  test('--version', async () => {
    expect(await makePlace().run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
})

describe('a run', () => {
  test('--plan reads the host, changes nothing, and its hash can be approved', async () => {
    const place = makePlace()
    const planned = await place.run(['ssh-deploy', '--plan'])
    expect(planned.code).toBe(0)
    expect(existsSync(place.path)).toBe(false)
    expect(planned.stdout).toMatch(/Steps\nPhase[\s\S]*\nPlan hash: [0-9a-f]{64}\n$/)
    const refused = await place.run(['ssh-deploy', '--approved-hash', 'f'.repeat(64)])
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain('DK_PLAN_DRIFTED')
    expect(existsSync(path.join(place.path, 'current'))).toBe(false)
  })

  test('writes the log file, and prints plan and result without control characters', async () => {
    const place = makePlace()
    change(place, 'one')
    const { code, stdout, stderr } = await place.run(['ssh-deploy', '--log-file', 'logs/deploy.log'])
    expect(code).toBe(0)
    expect(liveOf(place)).toBe('one')
    expect(stdout).toMatch(/Plan hash[\s\S]*\nSucceeded in /)
    expect(['\u001b', '\r'].filter((control) => (stdout + stderr).includes(control))).toEqual([])
    const lines = readFileSync(path.join(place.app, 'logs/deploy.log'), 'utf8').trimEnd().split('\n')
    for (const line of lines) expect(line).toMatch(/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] +\S/)
    expect(lines.some((line) => line.includes('Upload 2 files'))).toBe(true)
  })

  test('--json prints one document on standard output', async () => {
    const place = await deployOnce()
    for (const argv of [['status', '--json'], ['ssh-deploy', '--json', '--plan'], ['rollback', '--json', '--yes']]) {
      const { stdout, code } = await place.run(argv)
      const document: unknown = JSON.parse(stdout)
      expect(document).toMatchObject({ plan: { operation: argv[0] }, report: { outcome: code === 0 ? expect.any(String) : 'failed' } })
      expect(stdout).not.toContain(sshd.privateKey.split('\n')[1])
    }
  })

  test('a reading command prints its answer only', async () => {
    const place = await deployOnce()
    const { stdout } = await place.run(['releases'])
    expect(stdout).toMatch(/^Releases\nhost/)
    expect(stdout).not.toContain('Plan hash')
    expect((await place.run(['trust'])).stdout).toContain(sshd.knownHostsLine)
  })

  test('a destructive command needs --yes where there is no terminal', async () => {
    const place = await deployOnce()
    change(place, 'two')
    await place.run(['ssh-deploy'])
    const asked = await place.run(['rollback'])
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('DK_CONFIRMATION_NEEDED')])
    expect(liveOf(place)).toBe('two')
    expect((await place.run(['rollback', '--yes'])).code).toBe(0)
    expect(existsSync(path.join(place.path, 'current', 'text'))).toBe(false)
  })

  test.each([
    ['n', 'two'],
    ['y', undefined]
  ])('a terminal asks before a rollback; the answer is %s', async (answer, live) => {
    const place = await deployOnce()
    change(place, 'two')
    await place.run(['ssh-deploy'])
    const shown = await typeIntoTerminal(place, ['rollback'], { when: 'Type y to go on', type: `${answer}\n` })
    expect(shown).toContain('\u001b[36mINFO')
    expect(existsSync(path.join(place.path, 'current', 'text')) ? liveOf(place) : undefined).toBe(live)
  })
})

/** `script` (bsdutils) gives the process a terminal. */
function typeIntoTerminal({ app }: Place, argv: readonly string[], { when, type }: { when: string; type: string }): Promise<string> {
  const main = path.resolve(import.meta.dirname, '../../packages/cli/main.ts')
  const child = spawn('script', ['-qec', [process.execPath, '--no-warnings', main, ...argv].join(' '), '/dev/null'], {
    cwd: app,
    env: { PATH: process.env['PATH'], HOME: app, TERM: 'xterm', TEST_KEY: sshd.privateKey },
    stdio: ['pipe', 'pipe', 'inherit']
  })
  let shown = ''
  let isTyped = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text
    if (isTyped || !shown.includes(when)) return
    isTyped = true
    child.stdin.write(type)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve(shown))
  })
}

describe('exit codes', () => {
  test.each([
    [['ssh-deplo'], 'DK_INPUT_INVALID', 'did you mean ssh-deploy?'],
    [['ssh-deploy', '--pat', '/x'], 'DK_INPUT_INVALID', 'did you mean --path?'],
    [['ssh-deploy', '--path', '/'], 'DK_INPUT_INVALID', '--path must be'],
    [['ssh-deploy', '--private-key', 'x'], 'DK_INPUT_INVALID', '--private-key-file PATH'],
    [['ssh-deploy', '-e', 'production'], 'DK_CONFIG_INVALID', 'the file has no environments'],
    [['ssh-deploy', '--config', 'none.yml'], 'DK_CONFIG_INVALID', 'There is no configuration file none.yml'],
    [['ssh-deploy', '--log-file', 'deploy-kit.yml/log'], 'DK_INPUT_INVALID', 'cannot be written'],
    [['ssh-deploy', '--source', 'nothing'], 'DK_SOURCE_INVALID', 'nothing']
  ])('2: %j', async (argv, code, text) => {
    const result = await makePlace().run(argv)
    expect([result.code, result.stdout]).toEqual([2, ''])
    expect(result.stderr).toContain(code)
    expect(result.stderr).toContain(text)
    expect(result.stderr).toContain('\n-> ')
    expect(result.stderr).not.toMatch(/\n\s+at .*\.ts:/)
  })

  test('2: a mistake in deploy-kit.yml, with line and column', async () => {
    const place = makePlace()
    writeFileSync(path.join(place.app, 'deploy-kit.yml'), 'host: web1\npaht: /srv/app\n')
    const { code, stderr } = await place.run(['ssh-deploy'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('deploy-kit.yml:2:1: paht is not known; did you mean path?')])
  })

  test('3: nothing to roll back to', async () => {
    const place = await deployOnce()
    const { code, stderr } = await place.run(['rollback', '--yes'])
    expect([code, stderr]).toEqual([3, expect.stringContaining('DK_NOTHING_TO_ROLL_BACK_TO')])
    expect((await place.run(['rollback', '--plan'])).code).toBe(3)
  })

  test('4: nobody answers, an unknown host key, a key that cannot be read', async () => {
    const place = makePlace()
    const port = await findFreePort()
    writeFileSync(path.join(place.app, 'known'), 'other ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHGkjjOxEwACQ77gNEOJwabk9lNLZJ7Y660fSzDLm/zC\n')
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['--host', `127.0.0.1:${port}`], 'DK_HOST_UNREACHABLE'],
      [['--known-hosts-file', 'known'], 'DK_HOST_KEY_UNKNOWN'],
      [['--private-key-file', 'known'], 'DK_KEY_INVALID']
    ]
    for (const [flags, error] of cases) {
      expect(await place.run(['status', ...flags])).toMatchObject({ code: 4, stderr: expect.stringContaining(error) })
    }
  })

  test('5: the deploy lock is held, and 130: a cancelled deploy is undone', async () => {
    const place = await deployOnce()
    place.mood('slow')
    change(place, 'two')
    let second: Promise<CliResult> | undefined
    const first = await place.run(['ssh-deploy'], {
      watch: (output, kill) => {
        if (second !== undefined || !/Restart|restart.sh\.\.\./.test(output.split('Plan hash').at(-1) ?? '')) return
        second = place.run(['ssh-deploy'])
        void second.then(() => {
          place.mood('fine')
          kill('SIGINT')
        })
      }
    })
    expect(await second).toMatchObject({ code: 5, stderr: expect.stringContaining('DK_LOCK_HELD') })
    expect([first.code, first.stderr]).toEqual([130, expect.stringContaining('DK_CANCELLED')])
    expect(existsSync(path.join(place.path, 'current', 'text'))).toBe(false)
    expect(readdirSync(path.join(place.path, '.deploy-kit'))).not.toContain('lock')
  })

  test('6: a release that does not start is undone', async () => {
    const place = await deployOnce()
    change(place, 'two')
    const { code, stderr } = await place.run(['ssh-deploy', '--health-check', `tcp 127.0.0.1:${await findFreePort()}`, '--attempts', '1'])
    expect(code).toBe(6)
    expect(stderr).toMatch(/FAILED, and everything was undone[\s\S]*DK_DEPLOY_UNDONE: Not healthy[\s\S]*Live now: [\s\S]*\n-> /)
    expect(existsSync(path.join(place.path, 'current', 'text'))).toBe(false)
  })

  test('7: what could not be undone is told', async () => {
    const place = await deployOnce()
    change(place, 'two')
    place.mood('broken')
    const { code, stderr } = await place.run(['ssh-deploy'])
    expect([code, stderr]).toEqual([7, expect.stringMatching(/something could not be undone[\s\S]*NOT UNDONE[\s\S]*no database/)])
  })

  test('8: not healthy', async () => {
    const check = `tcp 127.0.0.1:${await findFreePort()}`
    const { code, stderr } = await makePlace().run(['health-check', '--health-check', check, '--attempts', '1'])
    expect([code, stderr]).toEqual([8, expect.stringContaining('DK_UNHEALTHY')])
  })
})
