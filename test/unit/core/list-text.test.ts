import { expect, test } from '@jest/globals'
import { list, renderListText } from '../../../packages/core/index.ts'

test.each([[['a']], [['a,b']], [['a', 'b']], [['a,b', 'c d', '{x,y}']]])('a list input reads %j back', (items) => {
  expect(list({ group: 'Source', description: 'x' }).parse(renderListText(items).trim())).toEqual(items)
})
