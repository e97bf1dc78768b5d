import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const summaryFile = path.join(root, 'demo-output/summary.md')

test('npm run demo does what it says, in less than 40 s, and leaves nothing behind', () => {
  rmSync(summaryFile, { force: true })
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/with-node24.mjs', 'examples/demo/demo.ts'], { cwd: root, encoding: 'utf8', timeout: 40_000 })
  const result = stdout.slice(stdout.lastIndexOf('Result'))
  expect({ status, failed: result.includes('FAILED') ? result : '', stderr }).toEqual({ status: 0, failed: '', stderr: '' })
  expect(result.match(/^ {2}ok /gm)).toHaveLength(11)
  expect(result).toMatch(/ok +0 of [1-9]\d* requests of the probe failed/)
  expect(result).toMatch(/ok +0 of [1-9]\d+ requests of visitors failed/)
  const summary = readFileSync(summaryFile, 'utf8')
  for (const text of [stdout, summary]) expect(text).not.toMatch(/only-for-this-demo|PRIVATE KEY/)
  expect(summary).toContain('mermaid')
  const folder = /deploy-kit-demo-\w+/.exec(stdout)?.[0] ?? 'no folder'
  const processes = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout.split('\n')
  expect(processes.filter((line) => line.includes(folder))).toEqual([])
}, 60_000)
