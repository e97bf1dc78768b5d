import { askService, readHead, readTarget, told, type CheckPlace } from './check-place.ts'
import { CheckOptions } from './check-options.ts'
import type { HttpCheck, TcpCheck } from './health-check.ts'
import type { AskedCheck } from './service-check.ts'

export function readHttp(words: readonly string[], place: CheckPlace): AskedCheck {
  const target = place.replaceTarget(readTarget(words, place, 'http https://app.example.com/health'))
  const url = told(place.problems, undefined, () => parseUrl(target))
  const options = new CheckOptions('http', words.slice(1), place.problems)
  const body = options.text('body')
  const header = options.header('header')
  const tlsDays = options.integer('tls-days')
  const serverName = options.text('server-name')
  const unsafeSkipTlsCheck = options.flag('unsafe-skip-tls-check')
  const service = options.service()
  if (url?.protocol === 'http:' && (tlsDays !== undefined || unsafeSkipTlsCheck)) {
    place.problems.push(`${tlsDays === undefined ? 'unsafe-skip-tls-check' : 'tls-days'} needs an https URL`)
  }
  const check: HttpCheck = {
    kind: 'http',
    ...readHead(place, options, { title: titleOf(target, service) }),
    url: url?.href ?? target,
    from: readFrom(options, place, url?.hostname ?? '', service),
    status: options.statuses('status') ?? [[200, 299]],
    ...(body === undefined ? {} : { body: place.replace(body) }),
    ...(header === undefined ? {} : { header: { name: header.name, text: place.replace(header.text) } }),
    ...(tlsDays === undefined ? {} : { tlsDays }),
    ...(serverName === undefined ? {} : { serverName: place.replaceTarget(serverName) }),
    ...(unsafeSkipTlsCheck ? { unsafeSkipTlsCheck } : {})
  }
  return service === undefined ? check : askService(service, check, check)
}

function parseUrl(text: string): URL | undefined {
  if (text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new RangeError(`${JSON.stringify(text)} is not a URL: begin with http:// or https://`)
  }
  if (url.username !== '' || url.password !== '') throw new RangeError('the URL must not hold a user or a password: it is printed')
  return url
}

export function readTcp(words: readonly string[], place: CheckPlace): AskedCheck {
  const target = place.replaceTarget(readTarget(words, place, 'tcp 127.0.0.1:5432'))
  const options = new CheckOptions('tcp', words.slice(1), place.problems)
  const { address, port } = told(place.problems, { address: '', port: 0 }, () => parseAddress(target))
  const service = options.service()
  const head = readHead(place, options, { title: titleOf(`tcp ${target}`, service) })
  const check: TcpCheck = { kind: 'tcp', ...head, address, port, from: readFrom(options, place, address, service) }
  return service === undefined ? check : askService(service, check, check)
}

function parseAddress(text: string): { readonly address: string; readonly port: number } {
  if (text === '') return { address: '', port: 0 }
  const match = /^(?:\[([0-9A-Fa-f:.%]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/.exec(text)
  const port = Number(match?.[3] ?? 0)
  if (!match || port < 1 || port > 65_535) {
    throw new RangeError(`${JSON.stringify(text)} is not an address and a port from 1 to 65535: write 127.0.0.1:5432 or [::1]:5432`)
  }
  return { address: match[1] ?? match[2] ?? '', port }
}

function titleOf(target: string, service: string | undefined): string {
  return service === undefined ? target : `${target} of ${service}`
}

function readFrom(options: CheckOptions, place: CheckPlace, address: string, service: string | undefined): 'runner' | 'host' {
  const from = options.from()
  if (service !== undefined && from === 'runner') place.problems.push('containers are asked by their host: take away from=runner')
  return from ?? (service === undefined ? defaultFrom(address) : 'host')
}

function defaultFrom(address: string): 'runner' | 'host' {
  const bare = address.replace(/^\[|\]$/g, '').toLowerCase()
  return /^((.*\.)?localhost|127(\.\d+){3}|0\.0\.0\.0|::1)$/.test(bare) ? 'host' : 'runner'
}
