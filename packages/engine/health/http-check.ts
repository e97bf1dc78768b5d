import { DeployKitError } from '../../core/index.ts'
import type { Transport } from '../transports/transport.ts'
import { describeError, excerpt, type CheckOf, type Finding } from './describe-failure.ts'
import { requestByProgram } from './request-by-program.ts'
import { requestHttp, type HttpAnswer } from './request-http.ts'

const MAX_BODY_BYTES = 64 * 1024
const DAY_MS = 86_400_000

/**
 * One GET; redirects are not followed but told. `from`: the transport when the host asks; where its server refuses
 * forwarding, curl or wget on the host is used.
 */
export async function checkHttp(check: CheckOf<'http'>, from: Transport | undefined, signal?: AbortSignal): Promise<Finding> {
  const startedAt = performance.now()
  try {
    const answer = await ask(check, from, signal)
    return judge(check, answer, Math.round(performance.now() - startedAt))
  } catch (error) {
    return { passed: false, detail: describeError(error) }
  }
}

async function ask(check: CheckOf<'http'>, from: Transport | undefined, signal: AbortSignal | undefined): Promise<HttpAnswer> {
  const { url, timeoutSeconds, serverName } = check
  const verifyTls = check.unsafeSkipTlsCheck !== true
  const question = { url, from, timeoutSeconds, serverName, verifyTls, maxBodyBytes: MAX_BODY_BYTES, signal }
  try {
    return await requestHttp(question)
  } catch (error) {
    const isRefused = error instanceof DeployKitError && error.code === 'DK_FORWARDING_REFUSED'
    if (isRefused && from !== undefined) return requestByProgram({ ...question, from })
    throw error
  }
}

function judge(check: CheckOf<'http'>, answer: HttpAnswer, milliseconds: number): Finding {
  const seen = `HTTP ${answer.status} in ${milliseconds} ms`
  const certificate = describeCertificate(check, answer)
  const problems = [findStatusProblem(check, answer), findBodyProblem(check, answer), findHeaderProblem(check, answer), certificate.problem]
  const told = problems.filter((problem) => problem !== undefined)
  return { passed: told.length === 0, detail: [seen, ...told, ...certificate.notes].join('; ').replace('; ->', ' ->') }
}

function findStatusProblem(check: CheckOf<'http'>, { status, headers, body }: HttpAnswer): string | undefined {
  if (check.status.some(([first, last]) => status >= first && status <= last)) return undefined
  if (headers['location'] !== undefined) return `-> ${headers['location'].slice(0, 200)}`
  const wanted = check.status.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ')
  return `expected ${wanted}${body.trim() === '' ? '' : `; the body begins: ${excerpt(body)}`}`
}

function findBodyProblem({ body: text }: CheckOf<'http'>, { body }: HttpAnswer): string | undefined {
  if (text === undefined || body.includes(text)) return undefined
  return `body does not contain ${JSON.stringify(text)}; it ${body === '' ? 'is empty' : `begins: ${excerpt(body)}`}`
}

function findHeaderProblem({ header }: CheckOf<'http'>, { headers }: HttpAnswer): string | undefined {
  if (header === undefined) return undefined
  const value = headers[header.name]
  if (value === undefined) return `there is no header ${header.name}`
  if (value.includes(header.text)) return undefined
  return `header ${header.name} does not contain ${JSON.stringify(header.text)}: ${excerpt(value)}`
}

function describeCertificate(
  { tlsDays, unsafeSkipTlsCheck }: CheckOf<'http'>,
  { certificateEndsAt }: HttpAnswer
): { readonly problem: string | undefined; readonly notes: readonly string[] } {
  const skipped = unsafeSkipTlsCheck === true ? ['certificate NOT verified'] : []
  if (tlsDays === undefined) return { problem: undefined, notes: skipped }
  if (certificateEndsAt === undefined) return { problem: 'the end of the certificate cannot be read', notes: skipped }
  const days = Math.floor((certificateEndsAt - Date.now()) / DAY_MS)
  if (days < tlsDays) return { problem: `certificate is valid for ${days} days only, needed are ${tlsDays}`, notes: skipped }
  return { problem: undefined, notes: [`certificate valid for ${days} days`, ...skipped] }
}
