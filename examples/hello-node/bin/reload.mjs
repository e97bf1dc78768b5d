// Makes the current release the one that serves, without dropping a connection. Starts the front when there is none.
// Ends with an error when the release does not get ready in time; then the release before it goes on serving.
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { enterRunFolder, findFolder, tellFront } from './control.mjs'

const FRONT_START_SECONDS = 10
const LOG_TAIL_CHARACTERS = 2000

const folder = findFolder()
const run = enterRunFolder(folder)
const order = { folder, readySeconds: Number(process.env.READY_SECONDS ?? '20') }
const log = path.join(run, 'app.log')
const logStart = existsSync(log) ? statSync(log).size : 0

const result = (await tellFront(order)) ?? (await startFront(order))
if (result.ok) {
  console.log(`${path.basename(folder)} serves (process ${result.process})`)
} else {
  console.error(`${path.basename(folder)} does not serve: it ${result.problem}`)
  console.error(readFileSync(log, 'utf8').slice(logStart).slice(-LOG_TAIL_CHARACTERS))
  process.exit(1)
}

async function startFront(order) {
  rmSync('front.sock', { force: true })
  const output = openSync(log, 'a', 0o640)
  const front = spawn(process.execPath, [path.join(folder, 'bin', 'front.mjs'), run], { detached: true, stdio: ['ignore', output, output] })
  closeSync(output)
  front.unref()
  for (let waited = 0; waited < FRONT_START_SECONDS && front.exitCode === null; waited += 0.05) {
    const result = await tellFront(order)
    if (result !== undefined) return result
    await sleep(50)
  }
  return { ok: false, problem: 'has no front process: it did not start' }
}
