import { describe, expect, test } from '@jest/globals'
import { JournalFrames, type JournalEnd } from '../../../packages/engine/journal-frames.ts'

interface Read {
  readonly stdout: string
  readonly stderr: string
  readonly end: JournalEnd | undefined
  readonly sawMarker: boolean
}

function read(chunks: readonly Buffer[]): Read {
  const got = { stdout: '', stderr: '' }
  const frames = new JournalFrames('MARK', {
    onStdout: (chunk) => void (got.stdout += chunk.toString('latin1')),
    onStderr: (chunk) => void (got.stderr += chunk.toString('latin1'))
  })
  for (const chunk of chunks) frames.push(chunk)
  return { ...got, end: frames.end, sawMarker: frames.sawMarker }
}

const TEXT = Buffer.from('noise without end\nMARK\no 6\nx 1\nu\ne 4\nMARKo 2\nabx 143\n')
const WHOLE = { stdout: 'x 1\nu\nab', stderr: 'MARK', end: { kind: 'exited', code: 143 }, sawMarker: true }

test('payload that looks like frames is payload', () => {
  expect(read([TEXT])).toEqual(WHOLE)
})

test.each([1, 2, 3, 5, 7, 11])('chunks of %d bytes give the same', (size) => {
  const chunks = Array.from({ length: Math.ceil(TEXT.length / size) }, (_, index) => TEXT.subarray(index * size, (index + 1) * size))
  expect(read(chunks)).toEqual(WHOLE)
})

test('cut at any byte, exactly the payload before the cut was given', () => {
  for (let at = 0; at < TEXT.length; at++) {
    const { stdout, stderr, end } = read([TEXT.subarray(0, at)])
    expect([at, WHOLE.stdout.startsWith(stdout), WHOLE.stderr.startsWith(stderr), end]).toEqual([at, true, true, undefined])
  }
})

describe('ends', () => {
  test.each([
    ['x 0', { kind: 'exited', code: 0 }],
    ['c', { kind: 'not-begun' }],
    ['u', { kind: 'unknown' }]
  ])('%s', (line, end) => {
    expect(read([Buffer.from(`\nMARK\n${line}\n`)]).end).toEqual(end)
  })
})

test('busybox and BSD pad their numbers', () => {
  expect(read([Buffer.from('\nMARK\no        2\nabx 0  \n')])).toMatchObject({ stdout: 'ab', end: { kind: 'exited', code: 0 } })
})

test('nothing is taken without the marker', () => {
  expect(read([Buffer.from('x 0\nMARKER\nx 0\n')])).toEqual({ stdout: '', stderr: '', end: undefined, sawMarker: false })
})
