import { describe, expect, test } from '@jest/globals'
import { parseProgramAnswer } from '../../../../packages/engine/health/request-by-program.ts'

describe('parseProgramAnswer', () => {
  test.each([
    [
      'curl',
      'curl\nHTTP/1.1 301 Moved\r\nLocation: /x\r\nX-A:b\r\n\r\nbody\n\nmore',
      '*  expire date: Nov 21 07:35:00 2027 GMT\n',
      { status: 301, headers: { location: '/x', 'x-a': 'b' }, body: 'body\n\nmore', certificateEndsAt: Date.parse('2027-11-21T07:35:00Z') }
    ],
    ['wget', 'wget\nhello', '  HTTP/1.1 200 OK\n  Content-Type: text/plain\n', { status: 200, headers: { 'content-type': 'text/plain' }, body: 'hello' }],
    ['the first answer of a wget that follows', 'wget\nhello', '  HTTP/1.1 302 Found\n  Location: /y\n  HTTP/1.1 200 OK\n', { status: 302 }],
    ['busybox wget', 'wget\n', 'wget: server returned error: HTTP/1.1 503 Service Unavailable\n', { status: 503, body: '' }]
  ])('%s', (_name, stdout, stderr, expected) => {
    expect(parseProgramAnswer(stdout, stderr)).toMatchObject(expected)
  })

  test.each([
    ['curl\n', "* trace\ncurl: (7) Failed to connect to 127.0.0.1 port 1\n", "failed to connect to 127.0.0.1 port 1"],
    ['wget\n', "wget: can't connect to remote host: Connection refused\n", "can't connect to remote host: Connection refused"],
    ['curl\n', '', 'no answer to the request of a program on the host']
  ])('no answer: %j %j', (stdout, stderr, message) => {
    expect(() => parseProgramAnswer(stdout, stderr)).toThrow(message)
  })
})
