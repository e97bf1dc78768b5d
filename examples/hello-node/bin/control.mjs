import { once } from 'node:events'
import { mkdirSync, realpathSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { json } from 'node:stream/consumers'

/** The release to serve: the live one of a host, or the working tree that this file belongs to. */
export function findFolder() {
  const current = process.env.DEPLOY_KIT_CURRENT_PATH
  return realpathSync(current === undefined ? path.dirname(import.meta.dirname) : current)
}

/** Where the front keeps its socket and log: shared by all releases. Makes the folder. */
export function enterRunFolder(folder) {
  const run = path.join(folder, 'run')
  mkdirSync(run, { recursive: true })
  process.chdir(run)
  return realpathSync(run)
}

/** Tells the front, in the current folder, what to do; undefined when no front runs. */
export async function tellFront(order) {
  const socket = net.connect({ path: 'front.sock', allowHalfOpen: true })
  try {
    await once(socket, 'connect')
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') return undefined
    throw error
  }
  socket.end(JSON.stringify(order))
  return json(socket)
}
