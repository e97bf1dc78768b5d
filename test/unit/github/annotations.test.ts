import { expect, test } from '@jest/globals'
import { Annotations } from '../../../packages/github/annotations.ts'

test('the eleventh of a level goes to the summary, other levels still have room', () => {
  const lines: string[] = []
  const annotations = new Annotations((line) => void lines.push(line))
  for (let index = 1; index <= 12; index++) annotations.add('warning', 'disk', `number ${index}`)
  annotations.add('error', 'lock', 'held')
  expect(lines).toHaveLength(11)
  expect(lines.at(-1)).toBe('::error title=lock::held')
  expect(annotations.overflow).toEqual(['disk: number 11', 'disk: number 12'])
})

test('a long message is cut where the runner would cut it, and says so', () => {
  const lines: string[] = []
  new Annotations((line) => void lines.push(line)).add('error', 't', 'x'.repeat(5000))
  const message = (lines[0] ?? '').replace('::error title=t::', '')
  expect(message).toHaveLength(4096)
  expect(message.endsWith('... (cut; the log has all of it)')).toBe(true)
})
