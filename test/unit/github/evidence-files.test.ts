import { expect, test } from '@jest/globals'
import { renderEvidenceFiles } from '../../../packages/github/evidence-files.ts'
import { sampleReport } from '../../support/sample-run.ts'

test('names are fit for an artifact whatever the title is, and texts are whole', () => {
  const text = `first\n${'x'.repeat(50_000)}\u001b[31m`
  const files = renderEvidenceFiles(sampleReport({ evidence: [{ title: 'Log "../../etc/passwd": <x>?*|', host: 'web1:22', text }, { title: '', host: 'ü', text: '' }] }))
  expect(Object.keys(files)).toEqual(['report.json', 'summary.md', 'evidence-01-log-..-..-etc-passwd-x-web1-22.txt', 'evidence-02-.txt'])
  expect(files['evidence-01-log-..-..-etc-passwd-x-web1-22.txt']).toBe(text.slice(0, -5))
  expect(JSON.parse(files['report.json'] ?? '')).toMatchObject({ outcome: 'succeeded', live: { web1: 'r2' } })
})
