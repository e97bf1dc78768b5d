import { describe, expect, test } from '@jest/globals'
import { DeployKitError, exec, type Step } from '../../../packages/core/index.ts'
import { parseCommandLine } from '../../../packages/cli/command-line.ts'
import { renderLogLine, RunOutput } from '../../../packages/cli/run-output.ts'
import { openTerminal } from '../../../packages/cli/terminal.ts'
import { sampleOperation } from '../../support/sample-operation.ts'
import { samplePlan, sampleReport, undoneReport } from '../../support/sample-plan.ts'

const step: Step = { kind: 'run', id: 'start', title: 'Start it', host: 'web1', phase: 'cutover', effect: 'write', command: exec(['x']), timeoutSeconds: 5 }

interface Captured {
  readonly output: RunOutput
  readonly text: () => { readonly out: string; readonly err: string; readonly log: readonly string[] }
}

function capture(argv: readonly string[], { isTTY = false, variables = {} } = {}): Captured {
  let out = ''
  let err = ''
  const log: string[] = []
  const terminal = openTerminal({
    stdin: {},
    stdout: { isTTY, columns: 100, write: (text) => (out += text) },
    stderr: { isTTY, columns: 100, write: (text) => (err += text) },
    variables
  })
  const settings = parseCommandLine(argv, []).globals
  const output = new RunOutput({ terminal, settings, log: (line) => log.push(line), now: () => Date.UTC(2026, 0, 31, 15, 30) })
  return { output, text: () => ({ out, err, log }) }
}

describe('lines', () => {
  test('in CI: plain lines on standard error, the plan and the result on standard output', () => {
    const { output, text } = capture([])
    output.begin({ ...sampleOperation, danger: 'write' })
    output.listen({ type: 'planned', plan: samplePlan })
    output.listen({ type: 'step-started', step })
    output.listen({ type: 'step-progress', step, doneBytes: 1, totalBytes: 2 })
    output.listen({ type: 'debug', message: 'detail' })
    output.finish(sampleReport)
    expect(text().err).toBe('INFO  [web1] Start it...\n')
    expect(text().out).toContain(`Plan hash: ${samplePlan.hash}`)
    expect(text().out).toContain('Succeeded in 4.2 s')
  })

  test('on a terminal: colours, and a status line that is written over', () => {
    const { output, text } = capture([], { isTTY: true })
    output.listen({ type: 'step-started', step })
    output.listen({ type: 'step-progress', step, doneBytes: 512, totalBytes: 1024 })
    output.listen({ type: 'warning', message: 'Careful' })
    output.close()
    expect(text().err).toBe(
      '\r\u001b[2K[web1] Start it...\r\u001b[2K[web1] Start it: 50 %, 512 B of 1.0 KiB' +
        '\r\u001b[2K\u001b[33mWARN \u001b[0m Careful\n[web1] Start it: 50 %, 512 B of 1.0 KiB\r\u001b[2K'
    )
  })

  test.each([[{ NO_COLOR: '1' }], [{ TERM: 'dumb' }]])('no colours with %j', (variables) => {
    const { output, text } = capture([], { isTTY: true, variables })
    output.listen({ type: 'warning', message: 'Careful' })
    expect(text().err).toBe('WARN  Careful\n')
  })

  test('--quiet keeps warnings and the result; --verbose adds DEBUG lines', () => {
    const quiet = capture(['--quiet'])
    const verbose = capture(['--verbose'])
    for (const { output } of [quiet, verbose]) {
      output.listen({ type: 'connected', host: 'web1', durationMs: 5 })
      output.listen({ type: 'debug', message: 'detail' })
      output.listen({ type: 'warning', message: 'Careful' })
    }
    expect(quiet.text().err).toBe('WARN  Careful\n')
    expect(verbose.text().err).toBe('INFO  [web1] Connected in 5 ms\nDEBUG detail\nWARN  Careful\n')
  })

  test('what a reading command prints is its result', () => {
    const { output, text } = capture([])
    output.begin({ ...sampleOperation, danger: 'read-only' })
    output.listen({ type: 'planned', plan: samplePlan })
    output.listen({ type: 'step-output', step, stream: 'stdout', line: 'a line of the log' })
    output.finish(sampleReport)
    expect(text().out).toMatch(/^a line of the log\nDifferences\nHost/)
    expect(text().out).not.toContain('Plan hash')
  })
})

describe('results', () => {
  test('--plan prints the plan and its hash', () => {
    const { output, text } = capture(['--plan'])
    output.listen({ type: 'planned', plan: samplePlan })
    output.finish({ ...sampleReport, outcome: 'planned' })
    expect(text().out.match(/Plan hash/g)).toHaveLength(1)
  })

  test('--json prints one document, and everything else goes to standard error', () => {
    const { output, text } = capture(['--json'])
    output.begin({ ...sampleOperation, danger: 'write' })
    output.listen({ type: 'planned', plan: samplePlan })
    output.listen({ type: 'connected', host: 'web1', durationMs: 5 })
    output.finish(undoneReport)
    const document: unknown = JSON.parse(text().out)
    expect(document).toMatchObject({ plan: { hash: samplePlan.hash }, report: { outcome: 'undone' }, error: { code: 'DK_UNHEALTHY', owner: 'yours' } })
    expect(document).not.toHaveProperty('report.plan')
  })

  test('a failure without a report is a document as well', () => {
    const { output, text } = capture(['--json'])
    output.fail(new DeployKitError('DK_HOST_UNREACHABLE', { message: 'No answer from web1', remedy: 'Wait' }))
    expect(JSON.parse(text().out)).toMatchObject({ plan: null, report: null, error: { code: 'DK_HOST_UNREACHABLE' } })
    expect(text().err).toBe('ERROR DK_HOST_UNREACHABLE: No answer from web1\n-> Wait\n')
  })

  test('causes are shown with --verbose only', () => {
    for (const [argv, shown] of [[[], false], [['--verbose'], true]] as const) {
      const { output, text } = capture(argv)
      output.finish(undoneReport)
      expect(text().err.includes('Caused by: Error: ECONNREFUSED')).toBe(shown)
    }
  })

  test('the log file has a line for everything, in UTC', () => {
    const { output, text } = capture(['--quiet'])
    output.listen({ type: 'step-started', step })
    output.listen({ type: 'warning', message: 'Careful' })
    output.finish({ ...sampleReport, live: {}, probes: [], sentBytes: 0 })
    expect(text().log).toEqual([
      '[2026-01-31 15:30:00] [web1] Start it...',
      '[2026-01-31 15:30:00] WARN Careful',
      '[2026-01-31 15:30:00] Succeeded in 4.2 s: Deploy 2f3a1c9 to web1, web2 (/srv/app)'
    ])
    expect(renderLogLine('x', 0)).toBe('[1970-01-01 00:00:00] x')
  })
})
