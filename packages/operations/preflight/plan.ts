import { DeployKitError, script, sealPlan, type InputValues, type Plan, type RunStep } from '../../core/index.ts'
import { normalizePath } from '../target-inputs.ts'
import type { HostFacts, PreflightFacts } from './facts.ts'
import { renderFindings, toProblems, type Finding } from './findings.ts'
import type { preflightInputs } from './inputs.ts'
import { judgeHost, type HostNeeds } from './judge-host.ts'
import { judgeInputs, ofError } from './judge-inputs.ts'
import { judgeStrategy } from './judge-strategy.ts'
import { parseToolRequirement } from './tool-versions.ts'

type Values = InputValues<typeof preflightInputs>

/** One table per host, every problem at once; steps only to repair permissions, and only when nothing else is wrong. */
export function planPreflight(values: Values, facts: PreflightFacts): Plan {
  const needs = estimateNeeds(values, facts)
  const ours = judgeInputs(values, facts)
  const byHost = facts.hosts.map((host) => ({ host, findings: judge(host, facts, needs) }))
  const problems = [...toProblems(ours), ...byHost.flatMap(({ host, findings }) => toProblems(findings, host))]
  const warnings = [...ours, ...byHost.flatMap(({ findings }) => findings)].filter(({ result }) => result === 'warning')
  return sealPlan({
    operation: 'preflight',
    title: `Look whether ${facts.hosts.join(', ')} ${facts.hosts.length === 1 ? 'is' : 'are'} ready for ${needs.path}`,
    hosts: facts.hosts,
    tables: [
      ...(ours.length === 0 ? [] : [renderFindings('Preflight: inputs', ours)]),
      ...byHost.map(({ host, findings }) => renderFindings(`Preflight: ${host}`, findings))
    ],
    notes: [summarize(problems.length, warnings.length)],
    problems,
    phases: ['prepare'],
    steps: facts.hosts.flatMap((host) => repair(host, facts.byHost[host], needs)),
    onFailure: 'stop',
    journals: {},
    probes: [],
    live: Object.fromEntries(facts.hosts.map((host) => [host, liveOf(facts.byHost[host])])),
    outputs: { ready: String(problems.length === 0), problems: JSON.stringify(problems) }
  })
}

function judge(host: string, { byHost, strategy }: PreflightFacts, needs: HostNeeds): readonly Finding[] {
  const facts = byHost[host]
  if (facts === undefined) return []
  if (facts instanceof DeployKitError) return [ofError('connection', facts)]
  return [...judgeHost(facts, needs), ...(strategy instanceof DeployKitError ? [] : judgeStrategy(strategy, facts, { host, margin: needs.margin }))]
}

const SPARE_INODES = 1000

/** A deploy has the new files twice for a while: staged, and in place. */
function estimateNeeds(values: Values, { source }: PreflightFacts): HostNeeds {
  const { sizeBytes, entries } = source === undefined || source instanceof DeployKitError ? { sizeBytes: 0, entries: 0 } : source
  return {
    path: normalizePath(values.path),
    bytes: sizeBytes * 2 + values['disk-margin'],
    margin: values['disk-margin'],
    inodes: entries * 2 + SPARE_INODES,
    tools: values['require-tools'].map(parseToolRequirement),
    ports: (values.ports ?? []).map(Number),
    repairs: values['repair-permissions']
  }
}

function repair(host: string, facts: HostFacts | DeployKitError | undefined, { path, repairs }: HostNeeds): readonly RunStep[] {
  if (!repairs || facts === undefined || facts instanceof DeployKitError) return []
  const { place, sudo } = facts
  if (sudo !== 'ready' || place.closed.length === 0 || place.kind === 'other' || place.path.isReadOnly) return []
  const folders = place.kind === 'absent' ? [path] : place.closed.map(({ folder }) => folder)
  return [
    {
      kind: 'run',
      id: 'repair-permissions',
      title: `Make ${place.user} the owner of ${folders.join(', ')}`,
      host,
      phase: 'prepare',
      effect: 'write',
      command: script(REPAIR_PROGRAM, [path, ...folders]),
      timeoutSeconds: 60,
      repeatable: true
    }
  ]
}

/** $1 the deploy path, then the folders. Only ever the path and the kit's own folders in it, and never through a link. */
export const REPAIR_PROGRAM = `
user=$(id -un)
path=$1
shift
[ -d "$path" ] || sudo -n mkdir -p "$path" || exit
for folder in "$@"; do
  if [ -L "$folder" ] && [ "$folder" != "$path" ]; then
    echo "$folder is a link: repair it by hand" >&2
    exit 1
  fi
  sudo -n chown "$user" "$folder" || exit
  [ -w "$folder" ] && [ -x "$folder" ] || chmod u+rwx "$folder" || exit
  [ -w "$folder" ] || { echo "$folder cannot be written even by its owner" >&2; exit 1; }
done
`

function liveOf(facts: HostFacts | DeployKitError | undefined): Plan['live'][string] {
  const live = facts === undefined || facts instanceof DeployKitError ? undefined : facts.place.live
  return { before: live, after: live }
}

function summarize(problems: number, warnings: number): string {
  const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`
  if (problems === 0) return warnings === 0 ? 'Ready' : `Ready, with ${count(warnings, 'warning')}`
  return `Not ready: ${count(problems, 'problem')}${warnings === 0 ? '' : ` and ${count(warnings, 'warning')}`}`
}
