import {
  exec,
  parseHealthChecks,
  renderDuration,
  script,
  sealPlan,
  type Evidence,
  type HealthCheck,
  type InputValues,
  type Plan,
  type Problem,
  type Table,
  type WaitHealthyStep
} from '../../core/index.ts'
import { normalizePath } from '../target-inputs.ts'
import { bindChecks } from '../tools/service-checks.ts'
import type { healthCheckInputs } from './inputs.ts'
import type { HealthCheckFacts } from './observe.ts'

type Values = InputValues<typeof healthCheckInputs>

const QUICK_ATTEMPTS = 5

/** One step per host, all at the same time. */
export function planHealthCheck(values: Values, facts: HealthCheckFacts): Plan {
  const parsed = facts.hosts.map((host) => ({ host, ...parseFor(host, values, facts) }))
  const attempts = values.quick ? QUICK_ATTEMPTS : values.attempts
  return sealPlan({
    operation: 'health-check',
    title: `Check the health of ${facts.hosts.join(', ')}`,
    hosts: facts.hosts,
    tables: [describeChecks(parsed.flatMap(({ checks }) => checks))],
    notes: [`At most ${attempts} attempts, ${renderDuration(values.delay)} apart`],
    problems: parsed.flatMap(({ problems }) => problems),
    phases: ['verify'],
    steps: parsed.map(({ host, checks, evidence }): WaitHealthyStep => ({
      kind: 'wait-healthy',
      id: 'wait-healthy',
      title: `Wait until ${host} is healthy`,
      host,
      phase: 'verify',
      effect: 'read',
      checks,
      attempts,
      delaySeconds: values.delay,
      evidence
    })),
    onFailure: 'stop',
    journals: {},
    probes: [],
    live: Object.fromEntries(facts.hosts.map((host) => [host, { before: facts.live[host], after: facts.live[host] }])),
    outputs: {}
  })
}

function parseFor(
  host: string,
  values: Values,
  facts: HealthCheckFacts
): { readonly checks: readonly HealthCheck[]; readonly evidence: readonly Evidence[]; readonly problems: readonly Problem[] } {
  const path = values.path === undefined ? undefined : normalizePath(values.path)
  try {
    const asked = parseHealthChecks(values['health-check'] ?? [], { host, path, release: facts.live[host], timeoutSeconds: values.timeout })
    const own = facts.own[host]
    const bound = bindChecks(asked, own)
    const checks = [...(own?.checks ?? []), ...bound.checks.map((check) => (check.kind === 'log' ? { ...check, recent: true } : check))]
    const evidence = [...(own?.evidence ?? []), ...bound.evidence, ...gatherEvidence(host, values)]
    if (bound.refused.length > 0) return { checks, evidence, problems: bound.refused.map((message) => notAsked(host, message, values)) }
    return { checks, evidence, problems: checks.length === 0 ? [nothingToCheck(host)] : [] }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const message = `health-check ${error.message}`
    return { checks: [], evidence: [], problems: [{ code: 'DK_INPUT_INVALID', host, message, remedy: 'Correct the check' }] }
  }
}

function notAsked(host: string, message: string, { path }: Values): Problem {
  const where = path === undefined ? 'give the path of the application' : `deploy-kit status --path ${path} tells what is live on ${host}`
  return { code: 'DK_INPUT_INVALID', host, message, remedy: `Correct the check, or ${where}` }
}

function nothingToCheck(host: string): Problem {
  const message = `There is nothing to check on ${host}: no health-check is given, and nothing is live there that is run by systemd or compose`
  return { code: 'DK_INPUT_INVALID', host, message, remedy: 'Give health-check, or the path of an application that such a strategy runs' }
}

function describeChecks(checks: readonly HealthCheck[]): Table {
  return {
    title: 'Health checks',
    columns: ['host', 'check', 'asked by', 'required'],
    rows: checks.map((check) => [check.host, check.title, 'from' in check ? check.from : 'host', check.required ? 'yes' : 'no'])
  }
}

function gatherEvidence(host: string, values: Values): readonly Evidence[] {
  const logs = (values.logs ?? []).map((log) => {
    const file = log.startsWith('/') || values.path === undefined ? log : `${normalizePath(values.path)}/${log}`
    const safe = file.startsWith('-') ? `./${file}` : file
    return { title: `End of ${log}`, host, command: exec(['tail', '-n', String(values['log-lines']), safe]) }
  })
  return values.verbose ? [...logs, { title: 'Memory, disks and processes', host, command: script(SITUATION_PROGRAM) }] : logs
}

/** Each part may be missing on a host; what is there is shown. */
export const SITUATION_PROGRAM = `
free -m 2>/dev/null || head -n 5 /proc/meminfo 2>/dev/null
echo
df -Pk 2>/dev/null
echo
ps -A -o pid= -o pcpu= -o vsz= -o args= 2>/dev/null | sort -k 2 -r -n | head -n 15 | cut -c 1-160
exit 0
`
