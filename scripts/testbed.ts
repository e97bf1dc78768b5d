// npm run testbed <command>: real servers on this machine, for tests and to look around in (docs/testbed.md).
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { list } from '../test/testbed/docker.ts'
import { endTestbed } from '../test/testbed/end-testbed.ts'
import { findOurEngine, isEngineRunning } from '../test/testbed/engine.ts'
import { findInputs } from '../test/testbed/image-inputs.ts'
import { localName, RECIPES, type ImageName } from '../test/testbed/image-recipes.ts'
import { LABEL, REGISTRY, stateFolder } from '../test/testbed/names.ts'
import { ensureSharedHost } from '../test/testbed/shared-target.ts'
import { findMissing, requireTestbed } from '../test/testbed/testbed.ts'

const USAGE = `Usage: npm run testbed <command>
  up [IMAGE...]        prepare everything and start a plain host and one with Docker; images: all but traefik, which takes long,
                       or those named
  down                 remove hosts, registry and network, and end the Docker Engine if it is ours; images stay
  clean                like down, and remove the images
  ssh [HOST [WORD...]] log in to plain (default) or docker as deploy, or run a command there
  status               what runs, and where
  check                what this machine lacks for the test bed; fails when there is something
  test [WORD...]       test the test bed itself; words are arguments of jest`

/** As of `systemctl status` (LSB): a program that is not running. */
const NOT_RUNNING = 3

const [command, ...words] = process.argv.slice(2)
process.exitCode = await run()

async function run(): Promise<number> {
  switch (command) {
    case 'up':
      return up(words)
    case 'down':
      return down()
    case 'clean':
      return down({ withImages: true })
    case 'ssh':
      return login(words)
    case 'status':
      return tellStatus()
    case 'check':
      return check()
    case 'test':
      return test(words)
    default:
      console.error(USAGE)
      return 2
  }
}

async function up(names: readonly string[]): Promise<number> {
  const known = RECIPES.map(({ name }) => name)
  const unknown = names.filter((name) => !known.some((other) => other === name))
  if (unknown.length > 0) {
    console.error(`Not an image: ${unknown.join(', ')}. There are: ${known.join(', ')}`)
    return 2
  }
  if ((await check()) !== 0) return 1
  const startedAt = performance.now()
  await requireTestbed({ images: names.length === 0 ? RECIPES.filter(({ isSlow }) => isSlow !== true).map(({ name }) => name) : known.filter((name) => names.includes(name)), onProgress: console.log })
  await Promise.all([ensureSharedHost(false), ensureSharedHost(true)])
  console.log(`Up in ${((performance.now() - startedAt) / 1000).toFixed(1)} s. Log in: npm run testbed ssh plain|docker`)
  return 0
}

async function down(options: { readonly withImages?: boolean } = {}): Promise<number> {
  for (const line of await endTestbed(options)) console.log(line)
  return 0
}

async function login(given: readonly string[]): Promise<number> {
  const [name = 'plain', ...rest] = given
  if (name !== 'plain' && name !== 'docker') {
    console.error(USAGE)
    return 2
  }
  await requireTestbed({ onProgress: console.log })
  const host = await ensureSharedHost(name === 'docker')
  const knownHosts = path.join(stateFolder, `known_hosts.${name}`)
  writeFileSync(knownHosts, `${host.knownHostsLine}\n`)
  const trust = [`UserKnownHostsFile=${knownHosts}`, 'StrictHostKeyChecking=yes']
  const flags = [`IdentityFile=${host.privateKeyPath}`, 'IdentitiesOnly=yes', ...trust].flatMap((option) => ['-o', option])
  return runInTerminal('ssh', ['-F', '/dev/null', ...flags, '-p', String(host.port), `${host.user}@${host.address}`, ...rest])
}

async function tellStatus(): Promise<number> {
  if (!(await isEngineRunning())) {
    console.log('No Docker Engine runs: npm run testbed up')
    return NOT_RUNNING
  }
  const pid = findOurEngine()
  console.log(`Docker Engine: ${pid === undefined ? 'not ours' : `ours, process ${pid}`}`)
  console.log(`Images: ${(await Promise.all(RECIPES.map(({ name }) => describeImage(name)))).join(', ')}`)
  const format = '{{.Names}}\t{{.Status}}\t{{.Ports}}'
  const containers = await list(['ps', '--all', '--filter', `label=${LABEL}`, '--format', format])
  for (const line of containers) console.log(`  ${line.startsWith(REGISTRY) ? 'registry' : 'host'}\t${line}`)
  return 0
}

async function describeImage(name: ImageName): Promise<string> {
  return (await findInputs(localName(name))) === undefined ? `${name} (not built)` : name
}

async function check(): Promise<number> {
  const missing = await findMissing()
  if (missing.length > 0) console.error(`The test bed needs ${missing.join(', ')}`)
  return missing.length === 0 ? 0 : 1
}

/** Leaves the machine as it was: a test bed that was up stays up. */
async function test(given: readonly string[]): Promise<number> {
  const wasUp = await isEngineRunning()
  try {
    return await runInTerminal(process.execPath, [path.join(import.meta.dirname, 'with-node24.mjs'), '--jest', 'test/testbed', ...given])
  } finally {
    if (!wasUp) await down()
  }
}

function runInTerminal(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
