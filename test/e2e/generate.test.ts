import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'

jest.setTimeout(90_000)

const main = path.resolve(import.meta.dirname, '../../packages/generate/main.ts')
let root: string

function generate(...argv: readonly string[]): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', main, '--root', root, ...argv], { encoding: 'utf8' })
  return { code: status, stdout, stderr }
}

beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'deploy-kit-generate-'))
})

afterAll(() => {
  rmSync(root, { recursive: true })
})

test('documents are made, drift is found and mended, prose stays', () => {
  const readme = path.join(root, 'actions/rollback/README.md')
  expect(generate('--check')).toMatchObject({ code: 1, stderr: expect.stringContaining('  docs/cli.md\n') })
  expect(generate()).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Wrote actions/rollback/action.yml') })
  expect(generate('--check')).toEqual({ code: 0, stdout: '', stderr: '' })

  appendFileSync(readme, '\nWritten by hand.\n')
  expect(generate('--check').code).toBe(0)
  writeFileSync(readme, readFileSync(readme, 'utf8').replace('The hosts', 'Somebody changed this'))
  expect(generate('--check')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Generated documents are not up to date:\n  actions/rollback/README.md\n-> Run: npm run generate\n'
  })
  expect(generate()).toMatchObject({ code: 0, stdout: 'Wrote actions/rollback/README.md\n' })
  expect(readFileSync(readme, 'utf8')).toMatch(/The hosts[\s\S]*Written by hand\.\n$/)
})

test('an action.yml without an operation is told', () => {
  generate()
  mkdirSync(path.join(root, 'actions/old'), { recursive: true })
  writeFileSync(path.join(root, 'actions/old/action.yml'), 'name: old\n')
  expect(generate('--check')).toMatchObject({ code: 1, stderr: expect.stringContaining('  actions/old/action.yml\n-> Remove them') })
})
