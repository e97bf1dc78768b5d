import { script } from '../../core/index.ts'
import type { Transport } from '../transports/transport.ts'
import { lowerFirst } from './describe-failure.ts'
import type { HttpAnswer, HttpQuestion } from './request-http.ts'
import { describeEnding, lastLine, runOnHost } from './run-on-host.ts'

/**
 * $1 URL, $2 seconds, $3 bytes to keep, $4 `::address:port` to connect to instead (or empty), $5 `skip` for an
 * unverified certificate; and the same in parts, for programs that cannot connect to another address than the URL's: $6 URL
 * with the address, $7 name and port for the `Host` header, $8 address, $9 port, then the path. Prints `curl`, `wget` or `bash` and then
 * the answer with its headers (curl, bash) or its body (wget, whose headers come on standard error).
 * 69 (EX_UNAVAILABLE): there is none that can do it.
 */
export const REQUEST_PROGRAM = `
url=$1 seconds=$2 limit=$3 connect=$4 tls=$5 direct=$6 name=$7 address=$8 port=$9
shift 9
path=$1
case $url in https://*) plain= ;; *) plain=yes ;; esac
by_wget=yes
if [ -n "$tls" ]; then by_wget=; elif [ -n "$connect" ]; then by_wget=$plain; fi
if command -v curl >/dev/null 2>&1; then
  set -- -q --http1.1 --noproxy '*' -s -S -v -i --max-time "$seconds" -A deploy-kit
  [ -z "$connect" ] || set -- "$@" --connect-to "$connect"
  [ -z "$tls" ] || set -- "$@" -k
  echo curl
  curl "$@" --url "$url" </dev/null | head -c "$limit"
elif [ -n "$by_wget" ] && command -v wget >/dev/null 2>&1; then
  set -- -q -S -O - -T "$seconds" -U deploy-kit
  [ -z "$connect" ] || set -- "$@" --header "Host: $name"
  case $(wget --version 2>&1) in *GNU*) set -- "$@" -t 1 --max-redirect=0 --content-on-error --no-proxy ;; esac
  echo wget
  wget "$@" "$direct" </dev/null | head -c "$limit"
elif [ -n "$plain" ] && command -v bash >/dev/null 2>&1; then
  # shellcheck disable=SC2016 # for bash
  ask='exec 3<>"/dev/tcp/$1/$2" && printf "GET %s HTTP/1.0\\r\\nHost: %s\\r\\nUser-Agent: deploy-kit\\r\\nAccept: */*\\r\\n\\r\\n" "$3" "$4" >&3 && cat <&3'
  set -- bash -c "$ask" bash "$address" "$port" "$path" "$name"
  if timeout 1 true 2>/dev/null; then set -- timeout "$seconds" "$@"; fi
  echo bash
  "$@" </dev/null | head -c "$limit"
else
  exit 69
fi
exit 0
`

/** As `requestHttp`, by a program on the host: for servers that refuse TCP forwarding. */
export async function requestByProgram(question: HttpQuestion & { readonly from: Transport }): Promise<HttpAnswer> {
  const { from, timeoutSeconds, signal } = question
  // The program is given a little less, so that its own words about the timeout arrive.
  const seconds = Math.max(1, Math.round(timeoutSeconds))
  const { url, connect, direct } = partsOf(question)
  const limits = [String(seconds), String(question.maxBodyBytes + 16 * 1024)]
  const args = [url, ...limits, connect, question.verifyTls ? '' : 'skip', ...direct]
  const result = await runOnHost(from, { command: script(REQUEST_PROGRAM, args), timeoutSeconds: seconds + 1, signal })
  const problem = describeEnding(result, seconds)
  if (problem === 'exit code 69') throw new Error('the server refuses TCP forwarding, and the host has no program (curl, wget or bash) that can do it')
  if (problem !== undefined) throw new Error(`${problem}: ${lastLine(result)}`)
  return parseProgramAnswer(result.stdout, result.stderr)
}

function partsOf({ url: text, serverName }: HttpQuestion): { readonly url: string; readonly connect: string; readonly direct: readonly string[] } {
  const direct = new URL(text)
  const url = new URL(text)
  const address = direct.hostname
  const port = direct.port || (direct.protocol === 'https:' ? '443' : '80')
  if (serverName !== undefined) url.hostname = serverName
  return {
    url: url.href,
    connect: serverName === undefined ? '' : `::${address}:${port}`,
    direct: [direct.href, url.host, address.replace(/^\[|\]$/g, ''), port, `${direct.pathname}${direct.search}`]
  }
}

/** Throws with the program's own words when there was no answer. */
export function parseProgramAnswer(stdout: string, stderr: string): HttpAnswer {
  const [, program = '', output = ''] = /^(curl|wget|bash)\n([\s\S]*)$/.exec(stdout) ?? []
  const head = program !== 'wget' ? (/^HTTP\/[\s\S]*?\r?\n\r?\n/.exec(output)?.[0] ?? '') : stderr
  const status = /^\s*HTTP\/[\d.]+ (\d{3})/m.exec(head) ?? /\bHTTP\/[\d.]+ (\d{3})/.exec(head)
  if (!status) throw new Error(describeSilence(stderr))
  const ends = Date.parse(/^\*\s*expire date: (.+)$/m.exec(stderr)?.[1] ?? '')
  return {
    status: Number(status[1]),
    headers: parseHeaders(head),
    body: program === 'wget' ? output : output.slice(head.length),
    certificateEndsAt: Number.isNaN(ends) ? undefined : ends
  }
}

function parseHeaders(head: string): Readonly<Record<string, string>> {
  const pairs = [...head.matchAll(/^[ \t]*([A-Za-z0-9-]+):[ \t]*(.*?)\r?$/gm)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name.toLowerCase(), value]))
}

function describeSilence(stderr: string): string {
  const line = stderr.split('\n').findLast((text) => /^(curl: \(\d+\)|wget: |bash: connect: )/.test(text)) ?? ''
  const words = line.replace(/^(curl: \(\d+\)|wget:|bash: connect:) */, '')
  return words === '' ? 'no answer to the request of a program on the host' : lowerFirst(words)
}
