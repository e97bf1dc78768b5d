import { createHash, createHmac } from 'node:crypto'
import http from 'node:http'
import { buffer } from 'node:stream/consumers'

/** Where a bucket is, and who asks. */
export interface S3Access {
  /** `http://127.0.0.1:9000`. */
  readonly endpoint: string
  readonly accessKey: string
  readonly secretKey: string
}

export interface S3Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** Of the bucket and the key, not encoded. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Names in small letters. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
}

/** A request with a signature made without a look at the kit's own (AWS Signature Version 4). Answers of all kinds are given, none is thrown. */
export async function askS3(access: S3Access, { method, path, query = {}, headers = {}, body = Buffer.alloc(0) }: S3Request): Promise<S3Answer> {
  const { host, hostname, port } = new URL(access.endpoint)
  const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const signed: Readonly<Record<string, string>> = { ...headers, host, 'x-amz-date': stamp, 'x-amz-content-sha256': sha256(body) }
  const names = Object.keys(signed).toSorted()
  const words = Object.keys(query)
    .toSorted()
    .map((name) => `${encode(name)}=${encode(query[name] ?? '')}`)
    .join('&')
  const target = path.split('/').map(encode).join('/')
  const canonical = [method, target, words, ...names.map((name) => `${name}:${(signed[name] ?? '').trim()}`), '', names.join(';'), sha256(body)].join('\n')
  const scope = `${stamp.slice(0, 8)}/us-east-1/s3/aws4_request`
  const key = scope.split('/').reduce<Buffer>((made, word) => createHmac('sha256', made).update(word).digest(), Buffer.from(`AWS4${access.secretKey}`))
  const signature = createHmac('sha256', key).update(`AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(Buffer.from(canonical))}`).digest('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${access.accessKey}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  // By hand: URLs lose `..`, also where it is encoded.
  const request = http.request({ hostname, port, method, path: words === '' ? target : `${target}?${words}`, headers: { ...signed, authorization, 'content-length': String(body.length) }, agent: false })
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject))
  request.end(body)
  const answer = await answered
  const found = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const)
  return { status: answer.statusCode ?? 0, headers: Object.fromEntries(found), body: await buffer(answer) }
}

/** Throws with what the server said. */
export async function requireS3(access: S3Access, request: S3Request): Promise<S3Answer> {
  const answer = await askS3(access, request)
  if (answer.status >= 300) throw new Error(`${request.method} ${request.path}: ${answer.status} ${answer.body.toString().slice(0, 500)}`)
  return answer
}

/** All keys of a bucket. */
export async function listKeys(access: S3Access, bucket: string): Promise<readonly string[]> {
  const keys: string[] = []
  let token: string | undefined
  do {
    const { body } = await requireS3(access, { method: 'GET', path: `/${bucket}`, query: { 'list-type': '2', 'encoding-type': 'url', ...(token === undefined ? {} : { 'continuation-token': token }) } })
    const text = body.toString()
    keys.push(...[...text.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => decodeURIComponent(unescapeXml(key).replaceAll('+', '%20'))))
    token = text.includes('<IsTruncated>true') ? unescapeXml(/<NextContinuationToken>(.*?)</.exec(text)?.[1] ?? '') : undefined
  } while (token !== undefined)
  return keys.toSorted()
}

function unescapeXml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}

function encode(word: string): string {
  return encodeURIComponent(word).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
