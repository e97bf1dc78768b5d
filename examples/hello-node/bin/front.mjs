// The front process: holds the listening socket for as long as the application lives, and hands connections to the worker of
// the current release. It is started once, by bin/reload.mjs, and told what to do over a socket in the folder `run`.
import cluster from 'node:cluster'
import { rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'

const RESTART_DELAY_MS = 250
const STOP_LIMIT_MS = 15_000

// Short relative names: the address of a Unix socket has room for 107 bytes only.
process.chdir(process.argv[2] ?? 'run')
// These describe the release that happened to start the front, not the ones that come after it.
for (const name of Object.keys(process.env)) if (name.startsWith('DEPLOY_KIT_')) delete process.env[name]

/** Workers that are not yet gone; those that leave are no longer in cluster.workers. */
const workers = new Set()
let current
let queue = Promise.resolve()

const control = net.createServer({ allowHalfOpen: true }, (socket) => {
  socket.on('error', () => undefined)
  // One after the other: two reloads at once would leave two releases.
  queue = queue.then(() => answer(socket)).catch((error) => console.error(error))
})
control.listen('front.sock', () => writeFileSync('front.pid', `${process.pid}\n`))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop())
process.on('SIGHUP', () => undefined)

async function answer(socket) {
  const order = JSON.parse(await text(socket))
  const result = await obey(order).then(
    (value) => ({ ok: true, ...value }),
    (error) => ({ ok: false, problem: error.message })
  )
  await new Promise((resolve) => socket.end(JSON.stringify(result), resolve))
  // A front that serves nothing, because its first release did not start, would only be in the way.
  if (current === undefined) process.exit(0)
}

async function obey(order) {
  if (order.stop) return stopWorkers()
  const next = await start(order.folder, order.readySeconds)
  const previous = current
  current = next
  if (previous !== undefined) leave(previous)
  return { process: next.process.pid }
}

/** A worker of the release that has said that it is ready; while it starts, the old one serves. */
function start(folder, readySeconds) {
  cluster.setupPrimary({ exec: path.join(folder, 'src', 'worker.mjs'), cwd: folder })
  const worker = cluster.fork()
  workers.add(worker)
  worker.process.once('exit', () => workers.delete(worker))
  return new Promise((resolve, reject) => {
    const fail = (problem) => {
      clearTimeout(timer)
      worker.process.kill('SIGKILL')
      reject(new Error(problem))
    }
    const timer = setTimeout(() => fail(`was not ready after ${readySeconds} s`), readySeconds * 1000)
    worker.on('error', (error) => fail(error.message))
    worker.once('exit', (code, signal) => fail(`ended ${signal ? `by ${signal}` : `with code ${code}`} before it was ready`))
    worker.on('message', (message) => {
      if (message !== 'ready') return
      clearTimeout(timer)
      worker.removeAllListeners('exit')
      worker.once('exit', () => restart(worker, folder, readySeconds))
      resolve(worker)
    })
  })
}

/** A release that ends by itself is started again, unless another one has taken over meanwhile. */
function restart(worker, folder, readySeconds) {
  if (worker !== current) return
  console.error(`The worker of ${folder} ended: it is started again`)
  setTimeout(() => {
    queue = queue.then(async () => {
      if (worker === current) current = await start(folder, readySeconds)
    })
    queue = queue.catch((error) => {
      console.error(`${folder}: ${error.message}`)
      restart(worker, folder, readySeconds)
    })
  }, RESTART_DELAY_MS)
}

function leave(worker) {
  if (!worker.isConnected() || worker.exitedAfterDisconnect === true) return
  worker.send('leave')
  worker.disconnect()
}

async function stopWorkers() {
  current = undefined
  const ended = [...workers].map((worker) => new Promise((resolve) => worker.process.once('exit', resolve)))
  workers.forEach(leave)
  for (const worker of workers) if (worker.process.connected) worker.process.send('stop', () => undefined)
  const limit = setTimeout(() => [...workers].forEach((worker) => worker.process.kill('SIGKILL')), STOP_LIMIT_MS)
  await Promise.all(ended)
  clearTimeout(limit)
  rmSync('front.sock', { force: true })
  rmSync('front.pid', { force: true })
  return {}
}

async function stop() {
  await stopWorkers()
  process.exit(0)
}
