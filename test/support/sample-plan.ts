import { DeployKitError, exec, sealPlan, type Plan, type Report } from '../../packages/core/index.ts'

const run = { kind: 'run', host: 'web1', effect: 'write', command: exec(['true']), timeoutSeconds: 5 } as const

/** A small deploy plan of two hosts, for tests of what is shown. */
export const samplePlan: Plan = sealPlan({
  operation: 'ssh-deploy',
  title: 'Deploy 2f3a1c9 to web1, web2 (/srv/app)',
  hosts: ['web1', 'web2'],
  tables: [{ title: 'Differences', columns: ['Host', 'Files', 'Bytes'], rows: [['web1', '3', '12.1 KiB'], ['web2', '40', '1.2 MiB']] }],
  notes: ['First deploy to web2: there is nothing to return to'],
  problems: [],
  phases: ['upload', 'cutover'],
  steps: [
    { ...run, id: 'switch', title: 'Switch current', phase: 'cutover', undo: { title: 'Switch back', command: exec(['ln']), timeoutSeconds: 5 } },
    { ...run, id: 'upload', title: 'Upload 3 files', phase: 'upload' }
  ],
  onFailure: 'undo',
  journals: {},
  probes: [],
  live: { web1: { before: 'r1', after: 'r2' }, web2: { before: undefined, after: 'r2' } },
  outputs: {}
})

const probe = { host: 'web1', url: 'http://127.0.0.1:8080/', worstLatencyMs: 9, p50Ms: 1, p99Ms: 5 }

/** The report of a deploy that went well. */
export const sampleReport: Report = {
  plan: samplePlan,
  outcome: 'succeeded',
  startedAt: 1_700_000_000_000,
  durationMs: 4210,
  steps: [],
  checks: [],
  restored: [],
  probes: [{ ...probe, requests: 321, failures: 0, longestGapMs: 0 }],
  warnings: [],
  error: undefined,
  live: { web1: 'r2', web2: 'r2' },
  evidence: [],
  answers: {},
  outputs: {},
  sentBytes: 12_390
}

/** The report of a deploy that was undone. */
export const undoneReport: Report = {
  ...sampleReport,
  outcome: 'undone',
  live: { web1: 'r1', web2: undefined },
  steps: [
    {
      ...{ id: 'switch', title: 'Switch current', host: 'web1', phase: 'cutover', outcome: 'undone' },
      ...{ startedMs: 0, durationMs: 5, detail: '', error: undefined }
    }
  ],
  checks: [{ title: 'http://127.0.0.1:8080/', host: 'web1', required: true, passed: false, detail: 'connection refused', attempts: 30 }],
  probes: [{ ...probe, requests: 100, failures: 12, longestGapMs: 850 }],
  warnings: ['Old releases could not be removed'],
  evidence: [{ title: 'Log of the application', host: 'web1', text: 'Error: no database\n  at start\n' }],
  error: new DeployKitError('DK_UNHEALTHY', {
    message: 'The release did not become healthy',
    remedy: 'Look at the log of the application: deploy-kit logs --host web1',
    host: 'web1',
    step: 'health',
    stderrTail: 'line one\n\nline \u001b[31mtwo\n',
    cause: new Error('ECONNREFUSED')
  })
}
