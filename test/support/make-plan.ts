import { exec, sealPlan, type Plan, type RunStep, type Step, type WaitHealthyStep } from '../../packages/core/index.ts'

/** A plan for tests of the engine; its hosts and phases are those of its steps. */
export function makePlan(steps: readonly Step[], changes: Partial<Omit<Plan, 'hash'>> = {}): Plan {
  const hosts = [...new Set(steps.map(({ host }) => host))]
  return sealPlan({
    operation: 'test',
    title: 'Test',
    hosts,
    tables: [],
    notes: [],
    problems: [],
    phases: [...new Set(steps.map(({ phase }) => phase))],
    steps,
    onFailure: 'undo',
    journals: Object.fromEntries(hosts.map((host) => [host, '/srv/app/.deploy-kit/steps/run1'])),
    probes: [],
    live: Object.fromEntries(hosts.map((host) => [host, { before: 'old', after: 'new' }])),
    outputs: {},
    ...changes
  })
}

/** A write with an undo: `do-ID` and `undo-ID`. */
export function makeStep(id: string, changes: Partial<RunStep> = {}): RunStep {
  return {
    kind: 'run',
    id,
    title: `Do ${id}`,
    host: 'web1',
    phase: 'prepare',
    effect: 'write',
    command: exec([`do-${id}`]),
    timeoutSeconds: 60,
    undo: { title: `Undo ${id}`, command: exec([`undo-${id}`]), timeoutSeconds: 30 },
    ...changes
  }
}

/** One command check `healthy`, asked twice. */
export function makeHealthStep(changes: Partial<WaitHealthyStep> = {}): WaitHealthyStep {
  const host = changes.host ?? 'web1'
  return {
    kind: 'wait-healthy',
    id: 'wait-healthy',
    title: 'Wait until healthy',
    host,
    phase: 'health',
    effect: 'read',
    checks: [{ kind: 'command', title: 'healthy', host, required: true, timeoutSeconds: 5, argv: ['healthy'] }],
    attempts: 2,
    delaySeconds: 1,
    evidence: [{ title: 'Log', host, command: exec(['tail-log']) }],
    ...changes
  }
}
