import { describe, expect, test } from '@jest/globals'
import { escapeHtml, escapeMarkdown, renderCode, renderCodeBlock, renderMarkdownTable, stripControls } from '../../../packages/core/index.ts'

describe('escapeMarkdown', () => {
  test.each([
    ['plain words, 1.5 s (ok)', 'plain words, 1.5 s (ok)'],
    ['rollback_point_2026', 'rollback_point_2026'],
    ['_emphasis_ **x**', '\\_emphasis\\_ \\*\\*x\\*\\*'],
    ['<img src=x onerror=y>', '\\<img src=x onerror=y\\>'],
    ['[text](http://x)', '\\[text\\](http://x)'],
    ['a | b', 'a \\| b'],
    ['`code` $math$ @team #12 &amp; ~~x~~', '\\`code\\` \\$math\\$ \\@team \\#12 \\&amp; \\~\\~x\\~\\~'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['two\n  lines', 'two<br>lines'],
    ['\u001b[31mred\u001b[0m \u0007bell', 'red bell'],
    ['back\\slash', 'back\\\\slash']
  ])('%j', (text, expected) => expect(escapeMarkdown(text)).toBe(expected))
})

test.each([
  ['x', '`x`'],
  ['a `b` c', '``a `b` c``'],
  ['`', '`` ` ``'],
  ['', ''],
  ['two\nlines', '`two lines`']
])('renderCode %j', (text, expected) => expect(renderCode(text)).toBe(expected))

test('a code block cannot be left', () => {
  expect(renderCodeBlock('x\n```\n# not a heading\n')).toBe('````text\nx\n```\n# not a heading\n````')
})

test('a border in a code span or escaped already is escaped once', () => {
  expect(renderMarkdownTable(['A', 'B'], [[renderCode('a|b'), escapeMarkdown('c|d')], ['only one']])).toBe(
    '| A | B |\n| --- | --- |\n| `a\\|b` | c\\|d |\n| only one |  |'
  )
})

test('escapeHtml', () => expect(escapeHtml('<b a="1">&\n\'</b>')).toBe('&lt;b a=&quot;1&quot;&gt;&amp; &#39;&lt;/b&gt;'))

test('stripControls keeps tabs and newlines and drops links and titles of terminals', () => {
  expect(stripControls('a\tb\r\nc\rd\u001b]8;;http://x\u0007e\u001b[2Kf\u0000')).toBe('a\tb\nc\ndef')
})
