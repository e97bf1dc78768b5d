import { expect, test } from '@jest/globals'
import { parseSize, renderSize } from '../../../packages/core/size.ts'

test.each([
  ['0', 0],
  ['500', 500],
  ['500b', 500],
  ['500 B', 500],
  ['64k', 65_536],
  ['64K', 65_536],
  ['64kB', 65_536],
  ['64KiB', 65_536],
  ['500M', 524_288_000],
  ['500 MiB', 524_288_000],
  ['1.5GiB', 1_610_612_736],
  ['2T', 2 * 1024 ** 4]
])('%s is %d bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes)
})

test.each(['', 'M', '-1', '1.M', '.5M', '5bb', '5bib', '5ib', '5MiBB', '5P', '1e3', '1,5M', '5 M B', 'many'])('%j is not a size', (text) => {
  expect(parseSize(text)).toBeUndefined()
})

test.each([
  [0, '0 B'],
  [0.4, '0 B'],
  [512, '512 B'],
  [512.6, '513 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [1_468_006, '1.4 MiB'],
  [1024 ** 2 - 1, '1.0 MiB'],
  [1024 ** 3 - 1, '1.0 GiB'],
  [1024 ** 3, '1.0 GiB'],
  [5000 * 1024 ** 4, '5000.0 TiB']
])('%d bytes are shown as %s', (bytes, text) => {
  expect(renderSize(bytes)).toBe(text)
})
