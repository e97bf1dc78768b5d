import { execFileSync, spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { decodeJson, encodeSecret, encodingNames, findLeaks, type NamedTexts } from '../support/leak-search.ts'
import { watchProcesses, type ProcessWatch } from '../support/process-watch.ts'
import { readFilesIn } from '../support/readable-files.ts'
import { runActionInEmulator, type EmulatedRun } from '../support/runner-emulator.ts'
import { runCli, type CliResult } from '../support/run-cli.ts'
import { makeScratch } from '../support/scratch.ts'
import { generateKey, startSshd, type Sshd } from '../support/sshd.ts'
import { waitUntil } from '../support/wait-until.ts'

// Whole deploys through new processes, one after the other.
jest.setTimeout(120_000)

/** Random, so that nothing else on this machine holds them. `generation` tells the old ones from those after a rotation. */
function makeApplicationSecrets(generation: string): NamedTexts {
  const random = (): string => randomBytes(8).toString('hex')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  return {
    API_TOKEN: `${generation}-${random()}/+=&"x'y <z>`,
    PIN: `${randomBytes(2).toString('hex')}#`,
    SPECIAL: `a$b\`c\\d'e"f g%20-${random()}`,
    TLS_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    LICENSE: randomBytes(1500).toString('base64').replace(/=+$/, ''),
    DATABASE_URL: `postgres://app:p%40ss-${random()}@db.internal:5432/app?sslmode=require`
  }
}

/** Parts that are secrets of their own. */
function withParts(secrets: NamedTexts): NamedTexts {
  const password = /:([^:@]*)@/.exec(secrets['DATABASE_URL'] ?? '')?.[1] ?? ''
  return { ...secrets, DATABASE_PASSWORD: password, 'decoded DATABASE_PASSWORD': decodeURIComponent(password) }
}

const before = makeApplicationSecrets('before')
const after = makeApplicationSecrets('after')
const passphrase = `correct "horse" b@ttery $taple'${randomBytes(4).toString('hex')}`

/** What every run knows and must not show. */
let secrets: NamedTexts
let scratch: ReturnType<typeof makeScratch>
let sshd: Sshd
let watch: ProcessWatch
const startedAt = Date.now()

beforeAll(async () => {
  scratch = makeScratch()
  const key = path.join(scratch.folder, 'passphrase_key')
  const publicKey = generateKey(key, 'ed25519', passphrase)
  mkdirSync(path.join(scratch.folder, 'lines'))
  sshd = await startSshd({ authorizedKeys: [publicKey], config: [`ForceCommand ${writeRecorder()}`] })
  watch = watchProcesses(`DEPLOY_KIT_TEST_SSHD=${sshd.folder}`)
  const named = (generation: string, values: NamedTexts): NamedTexts =>
    Object.fromEntries(Object.entries(withParts(values)).map(([name, text]) => [`${generation} ${name}`, text]))
  secrets = { 'private key': readFileSync(key, 'utf8'), passphrase, ...named('old', before), ...named('new', after) }
})

afterAll(async () => {
  watch.stop()
  await sshd.stop()
  scratch.remove()
})

/** On the host: notes each command line as it comes, which becomes the arguments of a shell, with its environment. */
function writeRecorder(): string {
  const file = path.join(scratch.folder, 'recorder.sh')
  const folder = path.join(scratch.folder, 'lines')
  writeFileSync(file, `#!/bin/sh\nnote=$(mktemp "${folder}/XXXXXX")\n{ printf '%s\\n' "$SSH_ORIGINAL_COMMAND"; env; } > "$note"\nexec sh -c "$SSH_ORIGINAL_COMMAND"\n`)
  chmodSync(file, 0o755)
  return file
}

/** An application that tells everything that it knows, in every way, to everybody who listens. */
interface Place {
  readonly workspace: string
  readonly target: string
  readonly log: string
  readonly inputs: NamedTexts
  /** Writes the next version: its secrets, and how it goes wrong. */
  readonly write: (version: string, values: NamedTexts, mood?: Mood) => void
}

type Mood = 'fine' | 'broken-hook' | 'unhealthy'

function makePlace(): Place {
  const workspace = scratch.next('workspace')
  const target = path.join(sshd.folder, 'srv', path.basename(workspace))
  const log = `${workspace}.log`
  mkdirSync(workspace)
  return {
    workspace,
    target,
    log,
    inputs: {
      host: `${sshd.user}@${sshd.address}:${sshd.port}`,
      'known-hosts': sshd.knownHostsLine,
      path: target,
      source: 'src',
      'after-upload': './tell.sh',
      'before-cutover': './tell.sh',
      'after-cutover': './hook.sh',
      'on-failure': 'sh -c "cat current/.env"',
      'restart-command': './tell.sh',
      'health-check': 'command sh -c "./current/health.sh"',
      attempts: '2',
      delay: '50ms',
      logs: log
    },
    write: (version, values, mood = 'fine') => {
      const listing = `${workspace}-${version}.listing`
      // Outside of the deploy path, and only for its owner: this is what the application has in its memory.
      writeFileSync(listing, Object.values(withParts(values)).flatMap(encodeSecret).join('\n') + '\n', { mode: 0o600 })
      writeFileSync(log, readFileSync(listing), { mode: 0o600 })
      const tell = `cat .env ${listing}\ncat .env ${listing} >&2\n`
      rmSync(path.join(workspace, 'src'), { recursive: true, force: true })
      scratch.write(path.join(workspace, 'src'), {
        'version.txt': version,
        'tell.sh': `#!/bin/sh\n${tell}`,
        'hook.sh': `#!/bin/sh\n${tell}${mood === 'broken-hook' ? 'exit 7\n' : ''}`,
        'health.sh': `#!/bin/sh\ncd current || exit\n${tell}${mood === 'unhealthy' ? 'exit 3\n' : ''}`
      })
    }
  }
}

const liveVersion = ({ target }: Place): string => readFileSync(path.join(target, 'current/version.txt'), 'utf8')

/** Everything that the other side may have written down, except for its files of 0600. */
function readHost({ target }: Place): NamedTexts {
  const kit = readFilesIn(path.join(target, '.deploy-kit'))
  const records = Object.entries(kit).filter(([file]) => /ledger\.jsonl$|releases\/[^/]*$|\/lock$/.test(file))
  expect(records.length).toBeGreaterThan(1)
  return { ...readFilesIn(target, { widerThan0600: true }), ...Object.fromEntries(records) }
}

describe('the search', () => {
  const planted = { key: `pl?nt~d/&<"it's" $x>${'\\'}end`, pem: '-----BEGIN X-----\nfirstline1\nsecondline2\n-----END X-----' }

  test.each(encodingNames)('finds a secret that is written as %s', (encoding) => {
    const bytes = Buffer.from(planted.key)
    const written: Readonly<Record<string, string>> = {
      plain: planted.key,
      base64: bytes.toString('base64'),
      base64url: bytes.toString('base64url'),
      hex: bytes.toString('hex'),
      url: 'pl%3Fnt~d%2F%26%3C%22it\'s%22%20%24x%3E%5Cend',
      json: JSON.stringify([planted.key]),
      shell: execFileSync('bash', ['-c', 'printf %s "$1" | sed "s/\'/\'\\\\\\\\\'\'/g"', 'bash', planted.key], { encoding: 'utf8' }),
      xml: 'pl?nt~d/&amp;&lt;&quot;it&apos;s&quot; $x&gt;\\end'
    }
    const leaks = findLeaks({ key: planted.key }, { log: `before ${written[encoding] ?? ''} after` })
    expect(leaks.map((leak) => leak.split(':')[0])).toEqual([`key as ${encoding} in log`])
  })

  test.each([0, 1, 2])('finds a secret in the base64 of a longer text, %i bytes after its begin', (offset) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${'x'.repeat(offset)}${planted.key} and more`).toString(encoding)
      expect(findLeaks({ key: planted.key }, { log: text })).not.toEqual([])
    }
  })

  test('finds a line of a secret of many lines, and one that was broken over lines', () => {
    expect(findLeaks({ pem: planted.pem }, { log: 'x secondline2 x' })).not.toEqual([])
    expect(findLeaks({ pem: planted.pem }, { log: '| secondl |\n| ine2    |' })).not.toEqual([])
    expect(findLeaks({ pem: planted.pem }, { log: '-----BEGIN X-----' })).toEqual([])
  })

  test('finds what it is told to print: every form of every secret', () => {
    for (const [name, secret] of Object.entries({ ...before, ...planted, passphrase })) {
      for (const form of encodeSecret(secret)) expect([form, findLeaks({ [name]: secret }, { log: form }).length > 0]).toEqual([form, form.length > 0])
    }
  })

  test('sees files that others may read', () => {
    const folder = scratch.write(scratch.next('planted'), { 'deep/open.txt': 'the planted text', 'closed.txt': 'the planted text' })
    chmodSync(path.join(folder, 'closed.txt'), 0o600)
    expect(Object.keys(readFilesIn(folder, { widerThan0600: true }))).toEqual([path.join(folder, 'deep/open.txt')])
  })

  test('sees the arguments of processes, and the environment of the marked ones', async () => {
    const processes = watchProcesses('PLANTED=mark')
    const child = spawn('/bin/sh', ['-c', 'read -r line', 'sh', 'planted argument'], { env: { PLANTED: 'mark', TOKEN: 'planted variable' }, stdio: 'pipe' })
    try {
      await waitUntil('the process', () => processes.environments.size > 0)
      expect([...processes.commandLines].join('\n')).toContain('planted argument')
      expect([...processes.environments].join('\n')).toContain('TOKEN=planted variable')
    } finally {
      processes.stop()
      child.kill()
    }
  })
})

describe('the command line', () => {
  const runs: Record<string, CliResult> = {}
  let place: Place

  async function run(name: string, argv: readonly string[], values: NamedTexts): Promise<CliResult> {
    const gitFolder = writeGitRecorder()
    const env = {
      PATH: `${gitFolder}:${process.env['PATH']}`,
      THE_KEY: secrets['private key'],
      DEPLOY_KIT_PASSPHRASE: passphrase,
      THE_SECRETS: JSON.stringify(values)
    }
    const result = await runCli(argv, { cwd: place.workspace, env })
    runs[name] = result
    return result
  }

  /** git is a program of the runner that needs no secret. */
  function writeGitRecorder(): string {
    const folder = path.join(scratch.folder, 'bin')
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'git'), `#!/bin/sh\n{ printf '%s\\n' "$*"; env; } > "${scratch.folder}/lines/git-$$"\nexec /usr/bin/git "$@"\n`)
    chmodSync(path.join(folder, 'git'), 0o755)
    return folder
  }

  function findLeaksIn(name: string): readonly string[] {
    const { stdout = '', stderr = '' } = runs[name] ?? {}
    const json = stdout.startsWith('{') ? { [`${name}: decoded JSON`]: decodeJson(stdout) } : {}
    const local = Object.fromEntries(Object.entries(readFilesIn(place.workspace)).filter(([file]) => !/deploy-kit\.yml$/.test(file)))
    return findLeaks(secrets, { [`${name}: stdout`]: stdout, [`${name}: stderr`]: stderr, ...json, ...local, ...readHost(place) })
  }

  beforeAll(() => {
    place = makePlace()
    const lines = Object.entries(place.inputs).map(([name, text]) => `${name}: ${JSON.stringify(text)}`)
    writeFileSync(path.join(place.workspace, 'deploy-kit.yml'), [...lines, 'private-key: ${THE_KEY}', 'secrets: ${THE_SECRETS}', ''].join('\n'))
  })

  test('a plan', async () => {
    place.write('one', before)
    expect((await run('plan', ['ssh-deploy', '--plan', '--json', '--verbose'], before)).code).toBe(0)
    expect(existsSync(place.target)).toBe(false)
    expect(findLeaks(secrets, { stdout: runs['plan']?.stdout ?? '', decoded: decodeJson(runs['plan']?.stdout ?? ''), stderr: runs['plan']?.stderr ?? '' })).toEqual([])
  })

  test('a first deploy, told in full', async () => {
    expect(await run('first', ['ssh-deploy', '--verbose', '--log-file', 'logs/first.log'], before)).toMatchObject({ code: 0 })
    expect(liveVersion(place)).toBe('one')
    // What the application tells is shown, only not its secrets.
    expect(runs['first']?.stderr).toContain('API_TOKEN=')
    expect(findLeaksIn('first')).toEqual([])
  })

  test('another one with the same secrets, of which the host has the file already', async () => {
    place.write('two', before)
    expect(await run('second', ['ssh-deploy', '--json', '--verbose', '--log-file', 'logs/second.log'], before)).toMatchObject({ code: 0 })
    expect(findLeaksIn('second')).toEqual([])
  })

  test('a failing hook after the secrets were changed: undone, and the old release tells the old ones', async () => {
    place.write('three', after, 'broken-hook')
    expect(await run('broken', ['ssh-deploy', '--verbose', '--log-file', 'logs/broken.log'], after)).toMatchObject({ code: 6 })
    expect(liveVersion(place)).toBe('two')
    expect(findLeaksIn('broken')).toEqual([])
  })

  test('a release that is not healthy: the evidence holds the log of the application', async () => {
    place.write('four', after, 'unhealthy')
    expect(await run('unhealthy', ['ssh-deploy', '--json', '--verbose', '--log-file', 'logs/unhealthy.log'], after)).toMatchObject({ code: 6 })
    expect(runs['unhealthy']?.stdout).toContain(`End of ${place.log}`)
    expect(findLeaksIn('unhealthy')).toEqual([])
  })

  test('a rollback, which is given no secrets at all', async () => {
    expect(await run('rollback', ['rollback', '--yes', '--verbose', '--log-file', 'logs/rollback.log'], after)).toMatchObject({ code: 0 })
    expect(liveVersion(place)).toBe('one')
    expect(findLeaksIn('rollback')).toEqual([])
  })

  test('reading commands', async () => {
    place.write('one', before)
    const commands = [['status'], ['releases', '--json'], ['log', '--json'], ['logs', '--logs', place.log], ['logs', '--json', '--log-command', 'cat current/.env']]
    for (const argv of commands) {
      expect(await run(argv.join(' '), [...argv, '--verbose'], before)).toMatchObject({ code: 0 })
      expect(findLeaksIn(argv.join(' '))).toEqual([])
    }
    const check = ['health-check', '--health-check', 'command sh -c "cat current/.env current/.env >&2; exit 3"', '--attempts', '1', '--logs', place.log]
    expect(await run('health-check', [...check, '--verbose'], before)).toMatchObject({ code: 8 })
    expect(findLeaksIn('health-check')).toEqual([])
  })

  test('a wrong passphrase, a key that is damaged, secrets that are malformed', async () => {
    const key = secrets['private key'] ?? ''
    const wrong: readonly NamedTexts[] = [
      { DEPLOY_KIT_PASSPHRASE: `${passphrase}x` },
      { THE_KEY: key.slice(0, 200) },
      { THE_KEY: key.replace('-----BEGIN', 'BEGIN').replace('KEY-----\n', 'KEY----- #') },
      { THE_SECRETS: JSON.stringify(after).slice(0, -3) },
      { THE_SECRETS: `{"a b": ${JSON.stringify(after['API_TOKEN'])}}` },
      { THE_SECRETS: `${after['API_TOKEN']}\nX=${after['API_TOKEN']}` }
    ]
    for (const [index, changes] of wrong.entries()) {
      const env = { THE_KEY: key, DEPLOY_KIT_PASSPHRASE: passphrase, THE_SECRETS: '{}', ...changes }
      const result = await runCli(['ssh-deploy', '--verbose'], { cwd: place.workspace, env })
      expect([index, result.code === 0]).toEqual([index, false])
      expect(findLeaks(secrets, { stdout: result.stdout, stderr: result.stderr })).toEqual([])
    }
  })
})

describe('the shipped actions', () => {
  let place: Place
  let count = 0

  beforeAll(() => {
    place = makePlace()
  })

  interface ActionRun {
    readonly result: EmulatedRun
    readonly leaks: readonly string[]
  }

  /** The workflow masks nothing: whatever is hidden, the action hides. */
  async function run(name: string, values: NamedTexts, more: NamedTexts = {}): Promise<ActionRun> {
    const temporary = path.join(scratch.folder, `runner-temp-${(count += 1)}`)
    const known = ['health-check', 'preflight', 'rollback'].includes(name) ? ['host', 'known-hosts', 'path', ...Object.keys(more)] : undefined
    const given = Object.entries({ ...place.inputs, secrets: JSON.stringify(values), ...more })
    const inputs = Object.fromEntries(given.filter(([input]) => known?.includes(input) ?? true))
    const result = await runActionInEmulator({
      action: `actions/${name}`,
      cwd: place.workspace,
      debug: true,
      env: { RUNNER_TEMP: temporary },
      inputs: { ...inputs, 'private-key': secrets['private key'] ?? '', passphrase }
    })
    return { result, leaks: findLeaks(secrets, { ...placesOf(result), ...readFilesIn(temporary), ...readHost(place) }) }
  }

  function placesOf(result: EmulatedRun): NamedTexts {
    const { post, outputs, droppedOutputs, state, annotations, droppedAnnotations } = result
    return {
      'masked log': result.log,
      'raw log': withoutMasks(result.rawLog),
      'raw log of post': withoutMasks(post?.rawLog ?? ''),
      summary: result.rawSummary,
      'summary of post': post?.rawSummary ?? '',
      outputs: decodeJson(JSON.stringify({ outputs, droppedOutputs })),
      state: decodeJson(JSON.stringify(state)),
      annotations: decodeJson(JSON.stringify([...annotations, ...droppedAnnotations]))
    }
  }

  /** The runner takes these lines out of the log; they are how it is told what to hide. */
  function withoutMasks(log: string): string {
    return log.split('\n').filter((line) => !line.startsWith('::add-mask::')).join('\n')
  }

  test('a deploy', async () => {
    place.write('one', before)
    const { result, leaks } = await run('ssh-deploy', before)
    expect([result.exitCode, result.log]).toEqual([0, expect.stringContaining('API_TOKEN=')])
    expect(leaks).toEqual([])
  })

  test('a failing one, undone', async () => {
    place.write('two', after, 'broken-hook')
    const { result, leaks } = await run('ssh-deploy', after)
    expect([result.exitCode, result.outputs['outcome']]).toEqual([1, 'undone'])
    expect(leaks).toEqual([])
  })

  test('one that is not healthy', async () => {
    place.write('three', after, 'unhealthy')
    const { result, leaks } = await run('ssh-deploy', after)
    expect([result.exitCode, result.outputs['outcome']]).toEqual([1, 'undone'])
    expect(leaks).toEqual([])
  })

  test('a rollback, and a health check, which are given no secrets', async () => {
    place.write('four', after)
    expect((await run('ssh-deploy', after)).leaks).toEqual([])
    const rollback = await run('rollback', {}, { logs: place.log })
    expect([rollback.result.exitCode, liveVersion(place)]).toEqual([0, 'one'])
    expect(rollback.leaks).toEqual([])
    const check = await run('health-check', {}, { 'health-check': 'command sh -c "cat current/.env current/.env >&2; exit 3"', attempts: '1' })
    expect(check.result.outputs['error-code']).toBe('DK_UNHEALTHY')
    expect(check.leaks).toEqual([])
  })

  test('wrong inputs that hold a secret', async () => {
    const { result, leaks } = await run('ssh-deploy', after, { secrets: `{"x": "${after['API_TOKEN']}`, attempts: 'many' })
    expect(result.exitCode).toBe(1)
    expect(leaks).toEqual([])
  })
})

describe('what other users could see meanwhile', () => {
  test('no argument of any process, and no environment on the host', () => {
    expect(watch.commandLines.size).toBeGreaterThan(20)
    expect(watch.environments.size).toBeGreaterThan(2)
    const places = { arguments: [...watch.commandLines].join('\n'), environments: [...watch.environments].join('\n') }
    expect(findLeaks(secrets, places)).toEqual([])
  })

  test('no command line that was sent to the host, and nothing that git was told', () => {
    const lines = readFilesIn(path.join(scratch.folder, 'lines'))
    expect(Object.keys(lines).length).toBeGreaterThan(50)
    expect(findLeaks(secrets, { lines: Object.values(lines).join('\n') })).toEqual([])
  })

  test('no file for everybody, neither of the user nor in the folder of temporary files', () => {
    const texts = {
      ...readFilesIn(sshd.folder, { widerThan0600: true }),
      ...readFilesIn(os.tmpdir(), { widerThan0600: true, since: startedAt, depth: 2, except: [sshd.folder, scratch.folder] })
    }
    expect(readdirSync(sshd.home)).toEqual([])
    expect(findLeaks(secrets, texts)).toEqual([])
    // They are on the host, though, where they belong.
    const kept = Object.fromEntries(Object.entries(readFilesIn(sshd.folder)).filter(([file]) => file.endsWith('.env')))
    expect(Object.keys(kept).length).toBeGreaterThan(1)
    expect(findLeaks({ token: before['API_TOKEN'] ?? '' }, kept)).not.toEqual([])
  })
})
