import http from 'node:http'
import { text } from 'node:stream/consumers'

export interface Live {
  readonly release: string
  readonly greeting: string
}

/** What a new visitor sees: `Good day from 20260131-...: visit 1 of yours, 7 of all`. A kept connection may still be the old release's. */
export async function askApplication(port: number): Promise<Live> {
  const page = await new Promise<string>((resolve, reject) => {
    http.get({ port, host: '127.0.0.1', path: '/', agent: false, timeout: 5000 }, (response) => void text(response).then(resolve, reject)).on('error', reject)
  }).catch(String)
  const [, greeting = '', release = ''] = /^(.+) from (\S+): visit/.exec(page) ?? []
  return { greeting, release }
}
