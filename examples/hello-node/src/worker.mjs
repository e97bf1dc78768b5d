// One release that serves. Started by bin/front.mjs, which holds the listening socket.
import { existsSync, realpathSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { createApp } from './app.mjs'
import { openDatabase } from './database.mjs'
import { readSettings } from './settings.mjs'

/** Requests that are being answered when the next release takes over have so long to end. */
const DRAIN_MS = 10_000

const folder = realpathSync(path.dirname(import.meta.dirname))
if (existsSync(path.join(folder, '.env'))) process.loadEnvFile(path.join(folder, '.env'))
const settings = readSettings(process.env, folder)
const database = openDatabase(settings.databaseFile)
const app = createApp({ settings, database })
const answering = new Set()
let isLeaving = false

const server = http.createServer((request, response) => {
  answering.add(response)
  response.on('close', () => answering.delete(response))
  if (isLeaving) endConnectionAfter(response)
  void app(request, response)
})
server.listen(settings.port, () => {
  console.log(`Release ${settings.release} listens on port ${settings.port} (process ${process.pid})`)
  process.send?.('ready')
})

// The front gives us no more connections; the process ends by itself when the last one is closed.
process.on('message', (message) => {
  if (message === 'leave') leave()
  if (message === 'stop') http.Server.prototype.closeIdleConnections.call(server)
})
process.on('exit', () => database.close())
// Who ends the front's process group, a terminal for instance, means the front: it tells us to leave.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)

/** Another release takes over: a client with a kept connection is sent to it with its next request, and never cut off. */
function leave() {
  isLeaving = true
  answering.forEach(endConnectionAfter)
  // Closing the server would close kept connections, also one on which the next request is just arriving.
  server.closeIdleConnections = () => undefined
  setTimeout(() => process.exit(0), DRAIN_MS).unref()
}

function endConnectionAfter(response) {
  if (!response.headersSent) response.setHeader('connection', 'close')
}
