import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { runActionInEmulator } from '../../support/runner-emulator.ts'

let action: string

beforeEach(() => {
  action = mkdtempSync(path.join(os.tmpdir(), 'dk-fake-action-'))
})
afterEach(() => rmSync(action, { recursive: true, force: true }))

/** An action of our own making, so that what the emulator does can be told from what a deploy does. */
function writeAction(main: string, post?: string): void {
  mkdirSync(path.join(action, 'dist'))
  const prelude = "import { appendFileSync } from 'node:fs'\nconst file = (name, text) => appendFileSync(process.env['GITHUB_' + name], text)\n"
  writeFileSync(path.join(action, 'dist/main.mjs'), prelude + main)
  if (post !== undefined) writeFileSync(path.join(action, 'dist/post.mjs'), prelude + post)
  const lines = ['name: fake', 'inputs:', '  private-key: {}', '  port: { default: 22 }', 'runs:', '  using: node24', '  main: dist/main.mjs']
  writeFileSync(path.join(action, 'action.yml'), [...lines, ...(post === undefined ? [] : ['  post: dist/post.mjs']), ''].join('\n'))
}

test('inputs have the names that the runner gives them, with the defaults of action.yml, and unknown ones too', async () => {
  writeAction(`for (const [name, value] of Object.entries(process.env)) if (name.startsWith('INPUT_')) console.log(name + '=' + value)`)
  const run = await runActionInEmulator({ action, inputs: { 'private-key': 'k', 'two words': 'x' } })
  expect(run.log.split('\n').sort()).toEqual(['INPUT_PORT=22', 'INPUT_PRIVATE-KEY=k', 'INPUT_TWO_WORDS=x'])
})

describe('masking', () => {
  test('from the moment of the command on, every line of the mask, and the encodings that the runner knows', async () => {
    writeAction(`
      console.log('before s3cret-value')
      console.log('::add-mask::s3cret-value%0Asecond line')
      console.log('after s3cret-value, second line, ' + Buffer.from('s3cret-value').toString('base64') + ', ' + Buffer.from('s3cret-value').toString('hex'))
      console.error('also on stderr: s3cret-value')
      file('STEP_SUMMARY', 'summary s3cret-value\\n')
      file('OUTPUT', 'leak=has s3cret-value in it\\ngood=fine\\n')
    `)
    const run = await runActionInEmulator({ action, inputs: {}, secrets: ['of-the-workflow'] })
    expect(run.log).toContain('before s3cret-value')
    expect(run.log).toContain(`after ***, ***, ***, ${Buffer.from('s3cret-value').toString('hex')}`)
    expect(run.log).toContain('also on stderr: ***')
    expect(run.rawLog).toContain('also on stderr: s3cret-value')
    expect(run.summary).toBe('summary ***\n')
    expect(run.outputs).toEqual({ good: 'fine' })
    expect(run.droppedOutputs).toEqual(['leak'])
    expect(run.masks).toEqual(['of-the-workflow', 's3cret-value\nsecond line'])
  })

  test('masks of the main step hold in the post step', async () => {
    writeAction(`console.log('::add-mask::s3cret-value')`, `console.log('post s3cret-value')`)
    expect((await runActionInEmulator({ action, inputs: {} })).post?.log).toBe('post ***')
  })
})

test('files: values, blocks of several lines, and a delimiter that is missing', async () => {
  writeAction(`
    file('OUTPUT', 'a=1=2\\nb<<END\\nx\\ny\\nEND\\nempty=\\n')
    file('STATE', 'run-id=r1\\nrun-id=r2\\n')
  `)
  const run = await runActionInEmulator({ action, inputs: {} })
  expect(run.outputs).toEqual({ a: '1=2', b: 'x\ny', empty: '' })
  expect(run.state).toEqual({ 'run-id': 'r2' })
  rmSync(path.join(action, 'dist'), { recursive: true })
  writeAction(`file('OUTPUT', 'b<<END\\nx\\n')`)
  await expect(runActionInEmulator({ action, inputs: {} })).rejects.toThrow('matching delimiter not found')
})

test('limits: ten annotations of a level, 4096 characters, 1 MiB of summary', async () => {
  writeAction(`
    for (let index = 1; index <= 12; index++) console.log('::warning title=t::' + index)
    console.log('::error::' + 'x'.repeat(5000))
    file('STEP_SUMMARY', 'x'.repeat(1024 * 1024 + 1))
  `)
  const run = await runActionInEmulator({ action, inputs: {} })
  expect(run.annotations.filter(({ level }) => level === 'warning')).toHaveLength(10)
  expect(run.droppedAnnotations).toHaveLength(2)
  expect(run.annotations.find(({ level }) => level === 'error')?.message).toHaveLength(4096)
  expect(run.summary).toBe('')
  expect(run.rawSummary).toHaveLength(1024 * 1024 + 1)
})

test('stop-commands and debug logging', async () => {
  writeAction(`console.log('::stop-commands::tok\\n::error::x\\n::tok::\\n::debug::details\\n  ::notice::y\\n##[warning]z')`)
  const run = await runActionInEmulator({ action, inputs: {} })
  expect(run.annotations).toEqual([
    { level: 'notice', title: '', message: 'y' },
    { level: 'warning', title: '', message: 'z' }
  ])
  expect(run.log).toBe('::error::x\n##[notice]y\n##[warning]z')
})

describe('the end of the main step, and the post step with its state', () => {
  const post = `console.log('state ' + process.env['STATE_run-id'])`
  const forever = `file('STATE', 'run-id=r1\\n'); setInterval(() => {}, 1000); console.log('ready')`

  test('success', async () => {
    writeAction(`file('STATE', 'run-id=r1\\n')`, post)
    const run = await runActionInEmulator({ action, inputs: {} })
    expect([run.exitCode, run.post?.exitCode, run.post?.log]).toEqual([0, 0, 'state r1'])
  })

  test('failure', async () => {
    writeAction(`file('STATE', 'run-id=r1\\n'); process.exitCode = 1`, post)
    const run = await runActionInEmulator({ action, inputs: {} })
    expect([run.exitCode, run.post?.log]).toEqual([1, 'state r1'])
  })

  test('cancelled: SIGINT first', async () => {
    writeAction(`process.on('SIGINT', () => { console.log('undone'); process.exit(3) }); ${forever}`, post)
    const run = await runActionInEmulator({ action, inputs: {}, cancelWhen: (log) => log.includes('ready') })
    expect([run.exitCode, run.log, run.post?.log]).toEqual([3, 'ready\nundone', 'state r1'])
  })

  test('cancelled: deaf to SIGINT and SIGTERM, so killed', async () => {
    writeAction(`process.on('SIGINT', () => console.log('INT')); process.on('SIGTERM', () => console.log('TERM')); ${forever}`, post)
    const run = await runActionInEmulator({ action, inputs: {}, cancelWhen: (log) => log.includes('ready'), cancelMs: { toTerminate: 200, toKill: 200 } })
    expect([run.exitCode, run.log, run.post?.log]).toEqual([137, 'ready\nINT\nTERM', 'state r1'])
  })

  test('killed', async () => {
    writeAction(forever, post)
    const run = await runActionInEmulator({ action, inputs: {}, killWhen: (log) => log.includes('ready') })
    expect([run.exitCode, run.post?.log]).toEqual([137, 'state r1'])
  })
})
