import { expect, test } from '@jest/globals'
import { splitIntoParts } from '../../../../packages/engine/storage/file-parts.ts'

const MEBIBYTE = 1024 * 1024

test.each([
  [0, [0]],
  [1, [1]],
  [16 * MEBIBYTE, [16 * MEBIBYTE]],
  [16 * MEBIBYTE + 1, [16 * MEBIBYTE, 1]],
  [40 * MEBIBYTE, [16 * MEBIBYTE, 16 * MEBIBYTE, 8 * MEBIBYTE]]
])('%d bytes', (sizeBytes, expected) => {
  const parts = splitIntoParts(sizeBytes)
  expect(parts.map((part) => part.sizeBytes)).toEqual(expected)
  expect(parts.map((part) => part.number)).toEqual(expected.map((_, index) => index + 1))
})

test('a terabyte has as many parts as a storage takes, each of whole mebibytes, and none is left out', () => {
  const sizeBytes = 1024 ** 4 + 777
  const parts = splitIntoParts(sizeBytes)
  expect(parts.length).toBeLessThanOrEqual(10_000)
  let at = 0
  for (const part of parts) {
    expect(part.firstMebibyte * MEBIBYTE).toBe(at)
    at += part.sizeBytes
  }
  expect(at).toBe(sizeBytes)
})
