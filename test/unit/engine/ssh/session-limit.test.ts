import { expect, test } from '@jest/globals'
import { SessionLimit } from '../../../../packages/engine/ssh/session-limit.ts'

test('no more than the limit are admitted; the others wait in order', async () => {
  const limit = new SessionLimit(2)
  const admitted: number[] = []
  const all = [1, 2, 3, 4].map((number) => limit.acquire().then(() => void admitted.push(number)))
  await settle()
  expect(admitted).toEqual([1, 2])
  limit.started()
  limit.started()
  limit.ended()
  await settle()
  expect(admitted).toEqual([1, 2, 3])
  limit.ended()
  await Promise.all(all)
  expect(admitted).toEqual([1, 2, 3, 4])
})

test('who gives up while waiting takes no place', async () => {
  const limit = new SessionLimit(1)
  await limit.acquire()
  limit.started()
  const abort = new AbortController()
  const first = limit.acquire(abort.signal)
  const second = limit.acquire()
  abort.abort()
  expect(await first).toBe(false)
  limit.ended()
  expect(await second).toBe(true)
  expect(await limit.acquire(abort.signal)).toBe(false)
})

test('what the server refuses lowers the limit to what runs', async () => {
  const limit = new SessionLimit(8)
  for (const session of [1, 2, 3]) {
    expect(await limit.acquire()).toBe(true)
    if (session < 3) limit.started()
  }
  expect(limit.refused()).toBe(true)
  let admitted = false
  const waiting = limit.acquire().then(() => (admitted = true))
  await settle()
  expect(admitted).toBe(false)
  limit.ended()
  await waiting
})

test('a refusal with nothing running says so, also while others are being opened', async () => {
  const limit = new SessionLimit(8)
  await limit.acquire()
  await limit.acquire()
  expect(limit.refused()).toBe(false)
  expect(limit.refused()).toBe(false)
  expect(await limit.acquire()).toBe(true)
})

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
