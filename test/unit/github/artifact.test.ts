import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { keepArtifact, requireArtifactService, type ArtifactClient } from '../../../packages/github/artifact.ts'
import { sampleReport } from '../../support/sample-run.ts'

const service = { GITHUB_SERVER_URL: 'https://github.com', ACTIONS_RUNTIME_TOKEN: 'token', ACTIONS_RESULTS_URL: 'https://results.example.com' }
const made = { ...sampleReport(), outcome: 'succeeded' as const, outputs: { path: 'build/app.tar.gz', sha256: 'x' } }

/** What the service was asked for, and its answer. */
function newClient(answer: { readonly id?: number } | Error) {
  const asked: unknown[] = []
  const client: ArtifactClient = {
    uploadArtifact: (...request) => {
      asked.push(request)
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    }
  }
  return { asked, load: () => Promise.resolve(client) }
}

describe('before anything is done', () => {
  test.each([
    ['github.com', service],
    ['a tenant of GitHub Enterprise Cloud', { ...service, GITHUB_SERVER_URL: 'https://acme.ghe.com' }]
  ])('%s can keep artifacts', (_, env) => {
    expect(() => requireArtifactService({ name: 'app', env })).not.toThrow()
  })

  test.each([
    ['act', { ...service, ACTIONS_RESULTS_URL: undefined }, /has no artifact service \(act has none/],
    ['a job without a token', { ...service, ACTIONS_RUNTIME_TOKEN: '' }, /has no artifact service/],
    ['an own GitHub server', { ...service, GITHUB_SERVER_URL: 'https://github.acme.example' }, /^The artifact app cannot be kept: https:\/\/github\.acme\.example is an own GitHub server/],
    ['a host that only sounds like it', { ...service, GITHUB_SERVER_URL: 'https://notghe.com' }, /own GitHub server/]
  ])('%s cannot, and says so', (_, env, message) => {
    expect(() => requireArtifactService({ name: 'app', env })).toThrow(expect.objectContaining({ code: 'DK_INPUT_INVALID', message: expect.stringMatching(message) }))
    expect(() => requireArtifactService({ name: undefined, env })).not.toThrow()
  })
})

describe('after the package was made', () => {
  test('it is uploaded, without compressing it once more', async () => {
    const { asked, load } = newClient({ id: 4711 })
    const report = await keepArtifact(made, { name: 'app', env: service, load })
    const file = path.resolve('build/app.tar.gz')
    expect(asked).toEqual([['app', [file], path.dirname(file), { compressionLevel: 0 }]])
    expect(report).toEqual({ ...made, outputs: { ...made.outputs, 'artifact-id': '4711' } })
  })

  test.each([
    ['no artifact is wanted', undefined, made],
    ['it was only planned', 'app', { ...made, outcome: 'planned' as const }],
    ['it was not made', 'app', { ...made, outcome: 'failed' as const }]
  ])('nothing is uploaded when %s', async (_, name, report) => {
    const { asked, load } = newClient({ id: 1 })
    expect(await keepArtifact(report, { name, env: service, load })).toBe(report)
    expect(asked).toEqual([])
  })

  test.each([
    ['Failed to CreateArtifact: Received non-retryable error: (409) Conflict: an artifact with this name already exists on the workflow run', /name of its own/],
    ['Unable to make request: ECONNRESET', /Run the job again/]
  ])('a failure keeps the outputs of the package: %s', async (message, remedy) => {
    const { load } = newClient(new Error(message))
    const report = await keepArtifact(made, { name: 'app', env: service, load })
    expect(report).toMatchObject({ outcome: 'failed', outputs: made.outputs, error: { code: 'DK_ARTIFACT_FAILED', message: expect.stringContaining(message), remedy: expect.stringMatching(remedy) } })
  })
  test('a refusal without words has its status', async () => {
    const { load } = newClient(Object.assign(new Error(''), { name: 'RestError', statusCode: 401 }))
    const report = await keepArtifact(made, { name: 'app', env: service, load })
    expect(report.error?.message).toBe('The package was made, but the artifact app could not be kept: refused with HTTP status 401')
  })
})
