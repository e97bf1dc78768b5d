import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'

const RECORDER = `
  import { registerHooks } from 'node:module'
  import { appendFileSync, statSync } from 'node:fs'
  import { fileURLToPath } from 'node:url'
  registerHooks({ load(url, context, next) {
    if (url.startsWith('file:')) appendFileSync(process.env.LOADED_FILES, statSync(fileURLToPath(url)).size + ' ' + url + '\\n')
    return next(url, context)
  } })`

/** Every file of code that a program loads, with its bytes, in order. */
export async function findLoadedFiles(program: string, env: Readonly<Record<string, string>> = {}): Promise<ReadonlyMap<string, number>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dk-loaded-'))
  const list = path.join(folder, 'list')
  try {
    const recorder = `data:text/javascript,${encodeURIComponent(RECORDER)}`
    await runProgram(['--import', recorder, program], { ...env, LOADED_FILES: list })
    const rows = readFileSync(list, 'utf8').trimEnd().split('\n')
    return new Map(rows.map((row) => [path.basename(row.slice(row.indexOf(' ') + 1)), Number(row.slice(0, row.indexOf(' ')))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds from the start of Node to the first bytes on standard output. */
export async function measureFirstOutput(program: string): Promise<number> {
  const { firstOutputMs } = await runProgram([program], {})
  return firstOutputMs
}

function runProgram(words: readonly string[], env: Readonly<Record<string, string>>): Promise<{ readonly firstOutputMs: number }> {
  const started = performance.now()
  const child = spawn(process.execPath, words, { env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'ignore'] })
  let firstOutputMs = Number.POSITIVE_INFINITY
  child.stdout.on('data', () => {
    firstOutputMs = Math.min(firstOutputMs, performance.now() - started)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve({ firstOutputMs }))
  })
}
