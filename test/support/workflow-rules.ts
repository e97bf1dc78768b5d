import { parse } from 'yaml'
import { REPOSITORY } from '../../scripts/published-references.ts'
import type { KitFiles } from './language-service.ts'

/** The parts of a workflow or of a composite action that the rules look at. */
interface GitHubDocument {
  readonly on?: unknown
  readonly permissions?: unknown
  readonly jobs?: Readonly<Record<string, Job>>
  readonly runs?: { readonly steps?: readonly Step[] }
}

interface Job {
  readonly uses?: string
  readonly secrets?: unknown
  readonly permissions?: unknown
  readonly 'timeout-minutes'?: unknown
  readonly steps?: readonly Step[]
}

interface Step {
  readonly id?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

export interface RuleOptions {
  /** Rules about the whole document, which a part of one cannot fulfil. */
  readonly isWhole: boolean
  /** What our actions put out. */
  readonly kit: KitFiles
}

/** What the language service does not look at: security, and the names of outputs. One line each. */
export function findRuleProblems(text: string, { isWhole, kit }: RuleOptions): readonly string[] {
  const document = parse(text) as GitHubDocument
  const jobs = Object.entries(document.jobs ?? {})
  const steps = [...jobs.flatMap(([, job]) => job.steps ?? []), ...(document.runs?.steps ?? [])]
  const references = [...jobs.map(([, job]) => job.uses), ...steps.map((step) => step.uses)].filter((uses) => uses !== undefined)
  return [
    ...references.flatMap(checkPin),
    ...steps.flatMap(checkStep),
    ...jobs.flatMap(([name, job]) => checkJob(name, job)),
    ...findUnknownOutputs(text, steps, kit),
    ...(isWhole && document.jobs !== undefined ? checkWorkflow(document) : [])
  ]
}

/** A tag can be moved to other code by whoever takes over the repository; a commit cannot. */
function checkPin(uses: string): readonly string[] {
  if (/^[$.]\//.test(uses) || uses.startsWith(`${REPOSITORY}/`)) return []
  return /@[0-9a-f]{40}$/.test(uses) ? [] : [`${uses} is not pinned by a commit of 40 hex digits`]
}

function checkStep({ uses = '', run = '', with: inputs = {} }: Step): readonly string[] {
  const script = `${run}\n${String(inputs['script'] ?? '')}`
  const problems: string[] = []
  if (script.includes('${{')) problems.push(`an expression inside a script is read as code; pass it by env: ${script.trim()}`)
  if (uses.startsWith('actions/checkout@') && inputs['persist-credentials'] !== false) {
    problems.push('actions/checkout keeps its token in the working tree, which is deployed: set persist-credentials: false')
  }
  return problems
}

function checkJob(name: string, job: Job): readonly string[] {
  return [
    ...(job.secrets === 'inherit' ? [`job ${name} gives away every secret: name those that are needed`] : []),
    ...(job.permissions === 'write-all' ? [`job ${name} has all permissions`] : [])
  ]
}

function checkWorkflow({ on, permissions, jobs = {} }: GitHubDocument): readonly string[] {
  const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on.map(String) : Object.keys(on ?? {})
  const scopes = typeof permissions === 'object' && permissions !== null ? Object.values(permissions) : [permissions]
  const isReadOnly = permissions !== undefined && scopes.every((scope) => ['read', 'none', 'read-all'].includes(String(scope)))
  return [
    ...(isReadOnly ? [] : ['permissions at the top must be {} or read only: jobs ask for what they need']),
    ...events
      .filter((event) => ['pull_request_target', 'workflow_run'].includes(event))
      .map((event) => `on: ${event} gives secrets to code of strangers`),
    ...Object.entries(jobs)
      .filter(([, job]) => job.uses === undefined && job['timeout-minutes'] === undefined)
      .map(([name]) => `job ${name} has no timeout-minutes: a hanging one would block for six hours`)
  ]
}

/** The language service accepts any name after `outputs.`; a wrong one is silently empty. */
function findUnknownOutputs(text: string, steps: readonly Step[], kit: KitFiles): readonly string[] {
  return [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)].flatMap(([, id, output = '']) => {
    const uses = steps.find((step) => step.id === id)?.uses ?? ''
    const name = new RegExp(`^(?:${REPOSITORY}|[$.]/actions)/([a-z0-9-]+)(?:@|$)`).exec(uses)?.[1]
    const metadata = name === undefined ? undefined : kit.readAction(name)
    if (metadata === undefined) return []
    const { outputs = {} } = parse(metadata) as { outputs?: Readonly<Record<string, unknown>> }
    return Object.hasOwn(outputs, output) ? [] : [`${name} has no output ${output}`]
  })
}
