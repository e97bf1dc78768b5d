import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../..')

export interface ActRequest {
  /** A git repository with a commit. */
  readonly repository: string
  /** Its file below .github/workflows. */
  readonly workflow: string
  readonly event: 'push' | 'workflow_dispatch'
  /** Of a workflow_dispatch; GitHub gives all of them as text. */
  readonly inputs?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  /** `owner/name@ref` to the folder that stands for it: there is no network. */
  readonly repositories: Readonly<Record<string, string>>
}

export interface ActRun {
  readonly exitCode: number
  /** By id; of a reusable workflow the inner job. */
  readonly jobs: Readonly<Record<string, string>>
  /** Outputs by the id of the step. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** By the name of the step. */
  readonly steps: Readonly<Record<string, string>>
  readonly summary: string
  /** What the steps printed. Of a step that failed act may lose the last lines (it does not wait for the terminal). */
  readonly log: string
  /** Everything that act printed, for messages. */
  readonly raw: string
}

/** Installs act when it is not there: minutes. */
export function requireAct(): string {
  const words = [path.join(ROOT, 'scripts/install-act.mjs')]
  return execFileSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()
}

/**
 * Runs one workflow with act in host mode: steps are processes of this machine. act knows no environments, no concurrency and
 * no permissions; it knows expressions, reusable workflows, composite actions, node24, post steps, outputs and summaries.
 */
export async function runAct(act: string, request: ActRequest): Promise<ActRun> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dk-act-'))
  try {
    const lines: string[] = []
    const exitCode = await execute(act, request, folder, (text) => lines.push(text))
    return toRun(exitCode, lines.join(''))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function execute(act: string, request: ActRequest, folder: string, onText: (text: string) => void): Promise<number> {
  const { repository, workflow, event, inputs = {}, secrets = {}, variables = {}, repositories } = request
  const put = (name: string, value: unknown): string => {
    writeFileSync(path.join(folder, name), JSON.stringify(value), { mode: 0o600 })
    return path.join(folder, name)
  }
  const home = path.join(folder, 'home')
  mkdirSync(home)
  // Without act's own masking the log shows what the steps really print.
  const words = [event, '--json', '--insecure-secrets', '--no-cache-server', '--action-offline-mode', '-P', 'ubuntu-latest=-self-hosted']
  words.push('--action-cache-path', path.join(folder, 'cache'), '-W', path.join('.github/workflows', workflow))
  words.push('-e', put('event.json', { inputs }))
  // JSON is YAML, which keeps the lines of a key; as arguments, secrets would be in the list of processes.
  words.push('--secret-file', put('secrets.yml', secrets), '--var-file', put('vars.yml', variables))
  for (const [reference, place] of Object.entries(repositories)) words.push('--local-repository', `${reference}=${place}`)
  const child = spawn(act, words, {
    cwd: repository,
    env: {
      // Nothing else of this machine's environment reaches the steps: an agent, a token or CI's own GITHUB_* would change them.
      PATH: `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      ...{ HOME: home, XDG_CACHE_HOME: path.join(folder, 'cache'), LANG: 'C.UTF-8' }
    },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  child.stdout.setEncoding('utf8').on('data', onText)
  child.stderr.setEncoding('utf8').on('data', onText)
  const timer = setTimeout(() => child.kill('SIGKILL'), 120_000)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve(code ?? -1)
    })
  })
}

/** One line that act logs with --json; which fields it has depends on what it tells. */
interface ActRecord {
  readonly msg?: string
  readonly jobID?: string
  readonly jobResult?: string
  readonly step?: string
  readonly stage?: string
  readonly stepID?: readonly string[]
  readonly stepResult?: string
  readonly command?: string
  readonly name?: string
  readonly arg?: string
  readonly content?: string
  readonly raw?: string
  readonly raw_output?: boolean
}

function toRun(exitCode: number, raw: string): ActRun {
  const jobs: Record<string, string> = {}
  const outputs: Record<string, Record<string, string>> = {}
  const steps: Record<string, string> = {}
  const summary: string[] = []
  const log: string[] = []
  for (const line of raw.split('\n').filter((text) => text.startsWith('{'))) {
    const record = JSON.parse(line) as ActRecord
    if (record.jobID !== undefined && record.jobResult !== undefined) jobs[record.jobID] = record.jobResult
    if (record.stage === 'Main' && record.stepResult !== undefined) steps[record.step ?? ''] = record.stepResult
    if (record.command === 'set-output') (outputs[record.stepID?.join('.') ?? ''] ??= {})[record.name ?? ''] = record.arg ?? ''
    if (record.command === 'summary') summary.push(record.content ?? '')
    if (record.raw_output === true) log.push(record.msg ?? '')
    // The runner never shows this one: it holds the secret itself.
    else if (record.raw !== undefined && record.command !== 'add-mask') log.push(record.raw)
  }
  return { exitCode, jobs, outputs, steps, summary: summary.join('\n'), log: log.join(''), raw }
}
