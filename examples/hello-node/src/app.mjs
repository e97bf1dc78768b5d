import { text } from 'node:stream/consumers'
import { findVisitor, renderCookie } from './visitor.mjs'

const NOTE_LIMIT_BYTES = 10_000

/** The application: a function from request to response, without a socket. */
export function createApp({ settings, database }) {
  const routes = {
    'GET /': home,
    'GET /health': health,
    'GET /notes': (_request, response) => sendJson(response, 200, database.listNotes()),
    'POST /notes': addNote
  }
  return async (request, response) => {
    try {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      const route = routes[`${request.method} ${pathname}`]
      await (route ?? notFound)(request, response)
    } catch (error) {
      console.error(error)
      if (!response.headersSent) sendJson(response, 500, { error: 'something went wrong here' })
      else response.destroy()
    }
  }

  function home(request, response) {
    const visitor = findVisitor(request.headers.cookie, settings.secret)
    const own = database.visit(visitor)
    response.setHeader('set-cookie', renderCookie(visitor, settings.secret))
    response.setHeader('content-type', 'text/plain; charset=utf-8')
    response.end(`${settings.greeting} from ${settings.release}: visit ${own} of yours, ${database.countVisits()} of all\n`)
  }

  /** Healthy is who can read the database; the answer says which release it is, so that a deploy can tell old from new. */
  function health(_request, response) {
    sendJson(response, 200, { status: 'ok', release: settings.release, visits: database.countVisits(), process: process.pid })
  }

  async function addNote(request, response) {
    if (Number(request.headers['content-length'] ?? '0') > NOTE_LIMIT_BYTES) return sendJson(response, 413, { error: 'too long' })
    const note = (await text(request)).trim()
    if (note === '') return sendJson(response, 400, { error: 'a note needs text' })
    return sendJson(response, 201, database.addNote(note, settings.release))
  }
}

function notFound(_request, response) {
  sendJson(response, 404, { error: 'there is no such page' })
}

function sendJson(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(`${JSON.stringify(value)}\n`)
}
