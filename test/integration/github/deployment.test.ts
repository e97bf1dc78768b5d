import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { DeployKitError } from '../../../packages/core/index.ts'
import { DeploymentOfRun } from '../../../packages/github/deployment-of-run.ts'
import { openDeployment, setDeploymentState, toDeploymentState, type DeploymentPlace } from '../../../packages/github/deployment.ts'
import { samplePlan, sampleReport } from '../../support/sample-run.ts'

interface Recorded {
  readonly route: string
  readonly authorization: string | undefined
  readonly body: unknown
}

let server: Server
let place: DeploymentPlace
let requests: Recorded[]
/** What GitHub answers next, by route; default: it obeys. */
let answers: Record<string, { readonly status: number; readonly body: unknown }>
let notices: string[]
let saved: Record<string, string>

const CREATE = 'POST /repos/octocat/hello/deployments'
const STATUS = 'POST /repos/octocat/hello/deployments/77/statuses'
const given = {
  token: 'token-of-the-job',
  repository: 'octocat/hello',
  environment: 'production',
  environmentUrl: 'https://app.example.com',
  runUrl: 'https://github.example/octocat/hello/actions/runs/1/attempts/1'
}
const notice = (message: string): void => void notices.push(message)
const start = { ref: '2f3a1c9', description: 'Deploy', payload: { plan: 'abc' } }

beforeEach(async () => {
  requests = []
  notices = []
  saved = {}
  answers = { [CREATE]: { status: 201, body: { id: 77 } }, [STATUS]: { status: 201, body: { id: 1 } } }
  server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const route = `${request.method} ${request.url}`
      requests.push({ route, authorization: request.headers.authorization, body })
      const answer = answers[route] ?? { status: 404, body: { message: 'Not Found' } }
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  place = { ...given, apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString() || 'null')
}

test('a Deployment begins in progress and ends with its state', async () => {
  const run = new DeploymentOfRun(place, { notice, sha: 'of-the-event', saveState: async (state) => void Object.assign(saved, state) })
  const plan = samplePlan({ outputs: { commit: '2f3a1c9d' } })
  run.begin(plan)
  await run.end(sampleReport({ plan }))

  expect(notices).toEqual([])
  expect(requests.map(({ route }) => route)).toEqual([CREATE, STATUS, STATUS])
  expect(new Set(requests.map(({ authorization }) => authorization))).toEqual(new Set(['token token-of-the-job']))
  expect(requests[0]?.body).toMatchObject({
    ref: '2f3a1c9d',
    environment: 'production',
    auto_merge: false,
    required_contexts: [],
    payload: { operation: 'ssh-deploy', plan: plan.hash, hosts: ['web1'] }
  })
  expect(requests[1]?.body).toMatchObject({ state: 'in_progress', log_url: place.runUrl })
  expect(requests[2]?.body).toMatchObject({ state: 'success', auto_inactive: true, environment_url: 'https://app.example.com' })
  expect(saved).toEqual({ 'deployment-id': '77', 'deployment-ended': 'true' })
})

test('nothing is made for a plan that changes nothing or is refused, nor without a place', async () => {
  const links = { notice, sha: 'x', saveState: async () => undefined }
  for (const plan of [samplePlan({ steps: [] }), samplePlan({ live: { web1: { before: 'same', after: 'same' } } }), samplePlan({ problems: [{ code: 'DK_DISK_FULL', message: 'full', remedy: 'x' }] })]) {
    const run = new DeploymentOfRun(place, links)
    run.begin(plan)
    await run.end(sampleReport({ plan }))
  }
  const without = new DeploymentOfRun(undefined, links)
  without.begin(samplePlan())
  await without.end(sampleReport())
  expect(requests).toEqual([])
})

describe('what GitHub refuses never fails the deploy', () => {
  test.each([
    [403, 'lacks the permission `deployments: write`'],
    [404, 'lacks the permission `deployments: write`'],
    [401, 'does not accept the token'],
    [422, 'GitHub Deployment: No ref found']
  ])('%d is told', async (status, message) => {
    answers[CREATE] = { status, body: { message: 'No ref found' } }
    expect(await openDeployment(place, start, notice)).toBeUndefined()
    expect(notices).toEqual([expect.stringContaining(message)])
  })

  test('an answer without a deployment is told', async () => {
    answers[CREATE] = { status: 202, body: { message: 'Auto-merged main into topic' } }
    expect(await openDeployment(place, start, notice)).toBeUndefined()
    expect(notices).toEqual(['GitHub Deployment: Auto-merged main into topic'])
  })

  test('a Deployment whose first status is refused is still closed later', async () => {
    answers[STATUS] = { status: 500, body: { message: 'Server Error' } }
    expect(await openDeployment(place, start, notice)).toBe(77)
  })

  test('no server at all is told', async () => {
    expect(await setDeploymentState({ ...place, apiUrl: 'http://127.0.0.1:1' }, { id: 77, state: 'failure', description: 'x' }, notice)).toBe(false)
    expect(notices).toHaveLength(1)
  })
})

test('long descriptions are cut to what GitHub takes', async () => {
  await openDeployment(place, { ...start, description: `${'long '.repeat(60)}\nend` }, notice)
  const { description } = requests[0]?.body as { description: string }
  expect(description).toHaveLength(140)
})

describe('state of the Deployment', () => {
  const error = (code: 'DK_CANCELLED' | 'DK_INTERNAL' | 'DK_UNHEALTHY'): DeployKitError => new DeployKitError(code, { message: 'm', remedy: 'r' })
  test.each([
    ['succeeded', undefined, 'success'],
    ['undone', error('DK_UNHEALTHY'), 'failure'],
    ['failed', error('DK_UNHEALTHY'), 'failure'],
    ['failed', error('DK_INTERNAL'), 'error'],
    ['undo-failed', error('DK_UNHEALTHY'), 'error'],
    ['undone', error('DK_CANCELLED'), 'inactive'],
    ['undo-failed', error('DK_CANCELLED'), 'error'],
    ['planned', undefined, 'inactive']
  ] as const)('%s', (outcome, thrown, state) => expect(toDeploymentState({ outcome, error: thrown })).toBe(state))
})
