import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { findFreePort } from './free-port.ts'

/** GitHub's service for the artifacts of a run (version 4: JSON calls, and blocks that are put to a signed address). */
export interface ArtifactServer {
  /** What a job has in ACTIONS_RESULTS_URL. */
  readonly url: string
  /** What a job has in ACTIONS_RUNTIME_TOKEN; every other one is refused. */
  readonly token: string
  /** The archives by name, once they were finalized. */
  readonly kept: ReadonlyMap<string, Buffer>
  stop(): Promise<void>
}

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/'
/** Account, container and blob: the client wants all three. */
const BLOB = '/account/artifacts/blob'
/** Escaped as Azure's signatures are: act's own server leaves the `=` as it is, and the client loses it. */
const SIGNATURE = 'c2lnbmVk+w=='

export async function startArtifactServer(): Promise<ArtifactServer> {
  const [port, token] = [await findFreePort(), renderToken()]
  const url = `http://127.0.0.1:${port}/`
  const store = new ArtifactStore(url)
  const server = createServer((request, response) => {
    void answer(request, { store, token }).then(({ status, body }) => reply(response, status, body))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url, token, kept: store.kept, stop }
}

/** The client reads from it which run and job it belongs to. */
function renderToken(): string {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${encode({ alg: 'none' })}.${encode({ scp: 'Actions.Results:run-backend:job-backend' })}.signature`
}

interface Answer {
  readonly status: number
  readonly body?: Readonly<Record<string, unknown>>
}

function reply(response: ServerResponse, status: number, body: Answer['body']): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? '' : JSON.stringify(body))
}

async function answer(request: IncomingMessage, { store, token }: { readonly store: ArtifactStore; readonly token: string }): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  if (url.pathname === BLOB) return store.put(url.searchParams, body)
  if (request.headers.authorization !== `Bearer ${token}`) return { status: 403, body: { code: 'permission_denied', msg: 'this token may not' } }
  const call = JSON.parse(body.toString('utf8')) as Readonly<Record<string, string>>
  if (url.pathname === `${SERVICE}CreateArtifact`) return store.create(call)
  if (url.pathname === `${SERVICE}FinalizeArtifact`) return store.finalize(call)
  return { status: 404, body: { code: 'bad_route', msg: url.pathname } }
}

class ArtifactStore {
  readonly kept = new Map<string, Buffer>()
  readonly #url: string
  readonly #blocks = new Map<string, Buffer>()
  readonly #written = new Map<string, Buffer>()

  constructor(url: string) {
    this.#url = url
  }

  create({ name = '', workflow_run_backend_id: run, workflowRunBackendId = run }: Readonly<Record<string, string>>): Answer {
    if (workflowRunBackendId !== 'run-backend') return { status: 400, body: { code: 'invalid_argument', msg: 'not the run of the token' } }
    if (this.kept.has(name)) return { status: 409, body: { code: 'already_exists', msg: 'an artifact with this name already exists on the workflow run' } }
    return { status: 200, body: { ok: true, signed_upload_url: `${this.#url}${BLOB.slice(1)}?name=${encodeURIComponent(name)}&sig=${encodeURIComponent(SIGNATURE)}` } }
  }

  put(query: URLSearchParams, body: Buffer): Answer {
    if (query.get('sig') !== SIGNATURE) return { status: 403 }
    const name = query.get('name') ?? ''
    if (query.get('comp') === 'block') {
      this.#blocks.set(`${name} ${query.get('blockid') ?? ''}`, body)
      return { status: 201 }
    }
    const ids = [...body.toString('utf8').matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id]) => id ?? '')
    const blocks = ids.map((id) => this.#blocks.get(`${name} ${id}`))
    if (query.get('comp') !== 'blocklist' || blocks.includes(undefined)) return { status: 400 }
    this.#written.set(name, Buffer.concat(blocks.filter((block) => block !== undefined)))
    return { status: 201 }
  }

  /** Only what arrived as the client says that it sent it. */
  finalize({ name = '', size, hash }: Readonly<Record<string, string>>): Answer {
    const bytes = this.#written.get(name)
    const isWhole = bytes !== undefined && size === String(bytes.length) && hash === `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    if (!isWhole) return { status: 400, body: { code: 'invalid_argument', msg: `not what arrived: ${name}, ${size ?? '-'} bytes, ${hash ?? '-'}` } }
    this.kept.set(name, bytes)
    return { status: 200, body: { ok: true, artifact_id: '4711' } }
  }
}
