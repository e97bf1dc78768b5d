import { describe, expect, test } from '@jest/globals'
import { DeployKitError, renderFailureSummary, renderSummary, renderTimeline } from '../../../packages/core/index.ts'
import { samplePlan, sampleReport, sampleStepReport } from '../../support/sample-run.ts'

test('a deploy that succeeded', () => {
  const { hash } = samplePlan()
  expect(renderSummary(sampleReport())).toBe(`## ✅ Succeeded: Deploy 2f3a1c9 to web1 (/srv/app)

**Live now** on \`web1\`: \`r2\` (before: \`r1\`)

4.2 s · 12.1 KiB sent · host \`web1\`

**Downtime:** 0 of 312 requests failed while \`http://127.0.0.1:8080/\` was watched on \`web1\` (half within 3 ms, 99 % within 12 ms, the slowest 40 ms)

### Health checks

|  | Host | Check | Seen | Attempts |
| --- | --- | --- | --- | --- |
| ✅ | \`web1\` | \`http://127.0.0.1:8080/health\` | HTTP 200 in 12 ms | 2 |

### Plan

**Files**

| What | Count |
| --- | --- |
| changed | 3 |
| reused | 19980 |

- The previous release is kept

### Steps

|  | Host | Step | Took |  |
| --- | --- | --- | --- | --- |
| ✅ | \`web1\` | Upload 3 files | 1.5 s | 12.1 KiB sent |
| ✅ | \`web1\` | Switch current to r2 | 40 ms |  |

### Timeline

\`\`\`mermaid
gantt
  dateFormat x
  axisFormat %s s
  section upload
  Upload 3 files :done, 100, 1500ms
  section cutover
  Switch current to r2 :done, 1600, 40ms
\`\`\`

<sub>Plan \`${hash.slice(0, 12)}\` of ssh-deploy</sub>
`)
})

describe('a deploy that was undone', () => {
  const error = new DeployKitError('DK_UNHEALTHY', {
    message: 'web1 did not become healthy in 30 s: HTTP 500 <script>',
    remedy: 'Look at the log below',
    step: 'wait-healthy',
    host: 'web1',
    exitCode: 1,
    stderrTail: 'Error: cannot find module\n```\n'
  })
  const summary = renderSummary(
    sampleReport({
      outcome: 'undone',
      error,
      live: { web1: 'r1' },
      steps: [sampleStepReport({ outcome: 'undone' }), sampleStepReport({ outcome: 'undo-failed', title: 'Restart' })],
      warnings: ['unsafe-skip-host-key-check is on: any host key is accepted'],
      evidence: [{ title: 'Log of <app>', host: 'web1', text: '::error::x\n\u001b[31m</details>' }],
      probes: [{ host: 'web1', url: 'http://x/', requests: 10, failures: 2, longestGapMs: 210, worstLatencyMs: 1, p50Ms: 1, p99Ms: 1 }]
    }),
    { overflow: ['disk: nearly full'] }
  )

  test.each([
    ['what is live', '**Live now** on `web1`: `r1`\n'],
    ['the error', '### DK_UNHEALTHY in step `wait-healthy` on `web1`\n\nweb1 did not become healthy in 30 s: HTTP 500 \\<script\\>'],
    ['the tail', '````text\nError: cannot find module\n```\n````'],
    ['the remedy', '**What to do:** Look at the log below'],
    ['what was not undone', '### Could not be undone\n\n- `web1`: Restart'],
    ['warnings and overflow', '> [!WARNING]\n> - unsafe-skip-host-key-check is on: any host key is accepted\n> - disk: nearly full'],
    ['the gap', '2 of 10 requests failed, longest gap 210 ms'],
    ['the evidence', '<details><summary>Log of &lt;app&gt; on web1</summary>\n\n```text\n::error::x\n</details>\n```\n\n</details>'],
    ['the steps', '| ↩️ undone | `web1` | Upload 3 files | 1.5 s |']
  ])('%s', (_name, part) => expect(summary).toContain(part))
})

test('after an undo the headline tells whether what is live is healthy', () => {
  const check = { host: 'web1', title: 'tcp db:5432', required: true, detail: 'refused', attempts: 5 }
  const restored = [true, false].map((passed) => ({ host: 'web1', release: 'r1', passed, checks: [{ ...check, passed }] }))
  expect(renderSummary(sampleReport({ outcome: 'undone', live: { web1: 'r1' }, restored }))).toContain(`**Live now** on \`web1\`: \`r1\`

✅ r1 is live again and healthy on web1 (1 of 1 checks)<br>
❌ r1 is live again on web1 but NOT healthy: tcp db:5432: refused
`)
})

test('a plan that is only shown names what each step is taken back by', () => {
  const summary = renderSummary(sampleReport({ outcome: 'planned', steps: [], checks: [], probes: [], live: { web1: 'r1' } }))
  expect(summary).toContain('| Host | Phase | Step | Taken back by |')
  expect(summary).toContain('| `web1` | cutover | Switch current to r2 | Undo Switch current to r2 |')
  expect(summary).not.toContain('mermaid')
})

test('problems of a plan', () => {
  const plan = samplePlan({ problems: [{ code: 'DK_DISK_FULL', host: 'web1', message: '1 MiB left', remedy: 'Make room' }] })
  expect(renderSummary(sampleReport({ plan, outcome: 'failed' }))).toContain('### Problems\n\n| Host | Problem | What to do |\n| --- | --- | --- |\n| web1 | 1 MiB left | Make room |')
})

describe('limits', () => {
  const evidence = Array.from({ length: 60 }, (_, index) => ({ title: `log ${index}`, host: 'web1', text: 'é'.repeat(100_000) }))

  test('never more than 1 MiB of UTF-8, and it says what is missing', () => {
    const summary = renderSummary(sampleReport({ evidence }))
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024)
    expect(summary).toContain('> Too long for a job summary, so left out here and found in the log: evidence (log ')
    expect(summary).toContain('**Live now**')
  })

  test('of a log the end is kept', () => {
    const summary = renderSummary(sampleReport({ evidence: [{ title: 'log', host: 'web1', text: `first line\n${'x'.repeat(40_000)}\nlast line` }] }))
    expect(summary).toContain('last line\n```')
    expect(summary).not.toContain('first line')
  })

  test('a tiny limit still gives the note', () => {
    expect(renderSummary(sampleReport(), { limitBytes: 10 })).toContain('left out here')
  })
})

test('a failure before there was a plan', () => {
  const summary = renderFailureSummary('ssh-deploy', new DeployKitError('DK_INPUT_INVALID', { message: '2 inputs are wrong:\n  - host is required\n  - hots is not known; did you mean host?', remedy: 'Correct them' }))
  expect(summary).toBe(`## ❌ ssh-deploy failed

**Nothing was changed.**

### DK_INPUT_INVALID

2 inputs are wrong:<br>- host is required<br>- hots is not known; did you mean host?

**What to do:** Correct them

<sub>One or more inputs are missing, unknown or wrong. All problems are listed.</sub>
`)
})

describe('timeline', () => {
  test('a title cannot add tasks or directives', () => {
    const steps = [sampleStepReport({ title: 'Run: a;b\n%%{init}%% section x #1, `y`', startedMs: -3, durationMs: 0 })]
    expect(renderTimeline({ plan: samplePlan(), steps })?.split('\n').at(-1)).toBe('  Run a b init section x 1 y :done, 0, 1ms')
  })

  test.each(['Section two', '2026-11-21 release', 'clicks', ''])('a title that Mermaid would read as something else: %j', (title) => {
    expect(renderTimeline({ plan: samplePlan(), steps: [sampleStepReport({ title })] })?.split('\n').at(-1)).toMatch(/^ {2}step/)
  })

  test('a section per host when there are more', () => {
    const plan = samplePlan({ hosts: ['web1', 'web2'] })
    const timeline = renderTimeline({ plan, steps: [sampleStepReport(), sampleStepReport({ host: 'web2', outcome: 'failed' })] })
    expect(timeline).toContain('  section web1\n  Upload 3 files :done, 100, 1500ms\n  section web2\n  Upload 3 files :crit, 100, 1500ms')
  })

  test('nothing has run', () => {
    expect(renderTimeline({ plan: samplePlan(), steps: [sampleStepReport({ outcome: 'skipped' })] })).toBeUndefined()
  })
})
