import { describe, expect, test } from '@jest/globals'
import { renderTable } from '../../../packages/core/index.ts'

describe('renderTable', () => {
  test('shows the title, the names, a rule and the rows', () => {
    const table = { title: 'Hosts', columns: ['Host', 'Free'], rows: [['web1', '12 GiB'], ['web-long-2', '-']] }
    expect(renderTable(table)).toBe(
      ['Hosts', 'Host        Free', '──────────  ──────', 'web1        12 GiB', 'web-long-2  -'].join('\n')
    )
  })

  test('has no title line without a title, and a head without rows', () => {
    expect(renderTable({ title: '', columns: ['A', 'B'], rows: [] })).toBe('A  B\n─  ─')
  })

  test('aligns columns of numbers to the right', () => {
    const table = { title: '', columns: ['File', 'Count'], rows: [['a', '7'], ['b', '1 234'], ['c', '10']] }
    expect(renderTable(table).split('\n').slice(2)).toEqual(['a         7', 'b     1 234', 'c        10'])
  })

  test('keeps columns straight where characters are two columns wide, or none', () => {
    const table = { title: '', columns: ['Name', 'X'], rows: [['日本', '|'], ['e\u0301a', '|'], ['🚀', '|'], ['abcd', '|']] }
    expect(renderTable(table).split('\n').slice(2)).toEqual(['日本  |', 'e\u0301a    |', '🚀    |', 'abcd  |'])
  })

  test('wraps the widest cells to fit, at spaces where it can, and cuts nothing', () => {
    const path = '/srv/app/releases/20261121-070000-2f3a1c9/public/assets'
    const table = { title: '', columns: ['Check', 'Seen'], rows: [['disk', `not enough space for ${path}`]] }
    const lines = renderTable(table, { width: 40 }).split('\n')
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(40)
    expect(lines.slice(2).map((line) => line.slice(7)).join('').replaceAll(' ', '')).toBe(`notenoughspacefor${path}`)
    expect(lines[2]).toBe('disk   not enough space for')
  })

  test('never breaks the lines of a single column, nor any with unlimited width', () => {
    const line = `web1 ssh-ed25519 ${'A'.repeat(68)}`
    expect(renderTable({ title: '', columns: ['line'], rows: [[line]] }, { width: 40 }).split('\n')[2]).toBe(line)
    expect(renderTable({ title: '', columns: ['a', 'line'], rows: [['x', line]] }, { width: Infinity }).split('\n')[2]).toBe(`x  ${line}`)
  })

  test('never makes a column narrower than eight', () => {
    const table = { title: '', columns: ['A', 'B', 'C'], rows: [['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc']] }
    expect(renderTable(table, { width: 10 }).split('\n')[1]).toBe('────────  ────────  ────────')
  })

  test('shows a cell of several lines as several lines, and short rows as empty cells', () => {
    const table = { title: '', columns: ['A', 'B', 'C'], rows: [['1\n22', 'x'], []] }
    expect(renderTable(table).split('\n').slice(2)).toEqual(['1   x', '22', ''])
  })

  test('lets no control sequence of a host through to the terminal', () => {
    const table = { title: 'a\u001b[2Jb', columns: ['A\u0007'], rows: [['\u001b]0;owned\u0007\r\u009b1m']] }
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    expect(renderTable(table)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    expect(renderTable(table)).toContain('␛]0;owned␇␍')
  })
})
