import { script } from '../../core/index.ts'
import type { Transport } from '../transports/transport.ts'
import { lowerFirst } from './describe-failure.ts'
import type { HttpAnswer, HttpQuestion } from './request-http.ts'
import { describeEnding, lastLine, runOnHost } from './run-on-host.ts'

/**
 * $1 URL, $2 seconds, $3 bytes to keep, $4 `::address:port` to connect to instead (or empty), $5 `skip` for an
 * unverified certificate. Prints `curl` or `wget` and then the answer with its headers (curl) or its body (wget, whose
 * headers come on standard error). 69 (EX_UNAVAILABLE): there is neither.
 */
export const REQUEST_PROGRAM = `
url=$1 seconds=$2 limit=$3 connect=$4 tls=$5
if command -v curl >/dev/null 2>&1; then
  set -- -q --http1.1 --noproxy '*' -s -S -v -i --max-time "$seconds" -A deploy-kit
  [ -z "$connect" ] || set -- "$@" --connect-to "$connect"
  [ -z "$tls" ] || set -- "$@" -k
  echo curl
  curl "$@" --url "$url" </dev/null | head -c "$limit"
elif command -v wget >/dev/null 2>&1 && [ -z "$connect$tls" ]; then
  set -- -q -S -O - -T "$seconds" -U deploy-kit
  case $(wget --version 2>&1) in *GNU*) set -- "$@" -t 1 --max-redirect=0 --content-on-error --no-proxy ;; esac
  echo wget
  wget "$@" "$url" </dev/null | head -c "$limit"
else
  exit 69
fi
exit 0
`

/** As `requestHttp`, by curl or wget on the host: for servers that refuse TCP forwarding. */
export async function requestByProgram(question: HttpQuestion & { readonly from: Transport }): Promise<HttpAnswer> {
  const { from, timeoutSeconds, signal } = question
  const url = new URL(question.url)
  const connect = question.serverName === undefined ? '' : `::${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`
  if (question.serverName !== undefined) url.hostname = question.serverName
  // The program is given a little less, so that its own words about the timeout arrive.
  const seconds = Math.max(1, Math.round(timeoutSeconds))
  const args = [url.href, String(seconds), String(question.maxBodyBytes + 16 * 1024), connect, question.verifyTls ? '' : 'skip']
  const result = await runOnHost(from, { command: script(REQUEST_PROGRAM, args), timeoutSeconds: seconds + 1, signal })
  const problem = describeEnding(result, seconds)
  if (problem === 'exit code 69') throw new Error('the server refuses TCP forwarding, and the host has no curl (or wget that can do it)')
  if (problem !== undefined) throw new Error(`${problem}: ${lastLine(result)}`)
  return parseProgramAnswer(result.stdout, result.stderr)
}

/** Throws with the program's own words when there was no answer. */
export function parseProgramAnswer(stdout: string, stderr: string): HttpAnswer {
  const [, program = '', output = ''] = /^(curl|wget)\n([\s\S]*)$/.exec(stdout) ?? []
  const head = program === 'curl' ? (/^HTTP\/[\s\S]*?\r?\n\r?\n/.exec(output)?.[0] ?? '') : stderr
  const status = /^\s*HTTP\/[\d.]+ (\d{3})/m.exec(head) ?? /\bHTTP\/[\d.]+ (\d{3})/.exec(head)
  if (!status) throw new Error(describeSilence(stderr))
  const ends = Date.parse(/^\*\s*expire date: (.+)$/m.exec(stderr)?.[1] ?? '')
  return {
    status: Number(status[1]),
    headers: parseHeaders(head),
    body: program === 'curl' ? output.slice(head.length) : output,
    certificateEndsAt: Number.isNaN(ends) ? undefined : ends
  }
}

function parseHeaders(head: string): Readonly<Record<string, string>> {
  const pairs = [...head.matchAll(/^[ \t]*([A-Za-z0-9-]+):[ \t]*(.*?)\r?$/gm)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name.toLowerCase(), value]))
}

function describeSilence(stderr: string): string {
  const line = stderr.split('\n').findLast((text) => /^(curl: \(\d+\)|wget: )/.test(text)) ?? ''
  const words = line.replace(/^(curl: \(\d+\)|wget:) */, '')
  return words === '' ? 'no answer to the request of a program on the host' : lowerFirst(words)
}
