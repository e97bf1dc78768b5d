import { expect, test } from '@jest/globals'
import { errorCatalogue, exitCodes } from '../../../packages/core/index.ts'
import { renderMarkdownTable } from '../../../packages/generate/markdown-tables.ts'
import { renderDocuments } from '../../../packages/generate/render-documents.ts'
import { sampleOperation } from '../../support/sample-operation.ts'

const files: Readonly<Record<string, string>> = {
  'README.md': '# Kit\n\n<!-- generated:operations -->\n<!-- /generated:operations -->\n',
  'actions/sample/post.ts': ''
}

function generate(known: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const documents = renderDocuments([sampleOperation, { ...sampleOperation, name: 'other', isAction: false }], { read: (path) => known[path] })
  return Object.fromEntries(documents.map(({ path, text }) => [path, text]))
}

test('all documents are generated, and generating them again changes nothing', () => {
  const once = generate(files)
  expect(Object.keys(once).sort()).toEqual([
    'README.md',
    'action-catalog.md',
    'actions/sample/README.md',
    'actions/sample/action.yml',
    'docs/cli.md',
    'docs/deploy-kit.schema.json',
    'docs/errors.md'
  ])
  expect(generate({ ...files, ...once })).toEqual(once)
})

test('every text ends with one newline and has no trailing space', () => {
  for (const [path, text] of Object.entries(generate(files))) {
    expect([path, text.endsWith('\n'), text.endsWith('\n\n'), / \n/.test(text)]).toEqual([path, true, false, false])
  }
})

test('the errors page has every code and every exit code', () => {
  const page = generate(files)['docs/errors.md'] ?? ''
  for (const [code, { owner, exitCode }] of Object.entries(errorCatalogue)) expect(page).toContain(`| \`${code}\` | ${owner} | ${exitCode} |`)
  for (const [code, meaning] of Object.entries(exitCodes)) expect(page).toContain(`| ${code} | ${meaning} |`)
})

test('the catalogue and the command line reference have every operation', () => {
  const documents = generate(files)
  for (const name of ['sample', 'other']) {
    expect(documents['action-catalog.md']).toContain(`\n## ${name}\n`)
    expect(documents['docs/cli.md']).toContain(`Usage: deploy-kit ${name} [flags]`)
  }
  expect(documents['README.md']).toContain('[`sample`](actions/sample/README.md)')
})

test('a cell of a table is one line, and its pipes are escaped', () => {
  expect(renderMarkdownTable(['A'], [['x | y\n  z']])).toBe('| A |\n|---|\n| x \\| y z |')
})
