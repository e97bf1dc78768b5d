import { describe, expect, test } from '@jest/globals'
import { renderMarkers, replaceParts } from '../../../packages/generate/markers.ts'

describe('parts of documents', () => {
  test('are renewed; what is written by hand stays', () => {
    const document = `# Title\n\n${renderMarkers('inputs')}\n\nBy hand.\n`
    const once = replaceParts(document, [{ name: 'inputs', text: 'A $& table' }])
    expect(once).toBe('# Title\n\n<!-- generated:inputs -->\n\nA $& table\n\n<!-- /generated:inputs -->\n\nBy hand.\n')
    expect(replaceParts(once, [{ name: 'inputs', text: 'A $& table' }])).toBe(once)
    expect(replaceParts(once, [{ name: 'inputs', text: 'Other' }])).not.toContain('A $& table')
  })

  test('that have no place are left out', () => {
    expect(replaceParts('# Title\n', [{ name: 'inputs', text: 'x' }])).toBe('# Title\n')
  })

  test.each([
    ['<!-- generated:inputs -->', 'has no <!-- /generated:inputs -->'],
    [renderMarkers('imputs'), 'generated:imputs, for which nothing is generated']
  ])('%j is refused', (document, problem) => {
    expect(() => replaceParts(document, [{ name: 'inputs', text: 'x' }])).toThrow(problem)
  })
})
