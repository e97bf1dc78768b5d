import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { RunnerLogReader, type Annotation, type WorkflowCommand } from './runner-log-reader.ts'
import { RunnerSecretMasker } from './runner-secret-masker.ts'

export interface EmulatorOptions {
  /** The folder of the action: holds action.yml, which names the programs and the default inputs. */
  readonly action: string
  readonly inputs: Readonly<Record<string, string>>
  /** Secrets of the workflow: the runner masks them before the step begins. */
  readonly secrets?: readonly string[]
  /** More variables; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The workspace of the job. */
  readonly cwd?: string
  readonly debug?: boolean
  /** Asked after every piece of output: true cancels the job. */
  readonly cancelWhen?: (rawLog: string) => boolean
  /** Asked likewise: true ends the main step with SIGKILL, as when the machine runs out of memory. */
  readonly killWhen?: (rawLog: string) => boolean
  /** After SIGINT; the runner waits 7.5 s before SIGTERM and then 2.5 s before SIGKILL. */
  readonly cancelMs?: { readonly toTerminate: number; readonly toKill: number }
  readonly timeoutSeconds?: number
}

export interface EmulatedStep {
  /** 128 + number for a signal, as a shell has it. */
  readonly exitCode: number
  /** As the job's page shows it. */
  readonly log: string
  /** What the process wrote. */
  readonly rawLog: string
  readonly commands: readonly WorkflowCommand[]
  readonly annotations: readonly Annotation[]
  readonly droppedAnnotations: readonly Annotation[]
  /** Empty when it was too large: the runner uploads nothing then. */
  readonly summary: string
  readonly rawSummary: string
}

export interface EmulatedRun extends EmulatedStep {
  /** Without those that hold a masked value: the runner does not pass them on. */
  readonly outputs: Readonly<Record<string, string>>
  readonly droppedOutputs: readonly string[]
  readonly state: Readonly<Record<string, string>>
  readonly masks: readonly string[]
  /** Undefined when the action has no post step. */
  readonly post: EmulatedStep | undefined
}

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))))
const SUMMARY_BYTES = 1024 * 1024
const FILES = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY'] as const

/** Runs a JavaScript action and its post step as GitHub's runner does (actions/runner: NodeScriptActionHandler, FileCommandManager). */
export async function runActionInEmulator(options: EmulatorOptions): Promise<EmulatedRun> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dk-runner-'))
  try {
    const action = readAction(options.action)
    const masker = new RunnerSecretMasker()
    for (const secret of options.secrets ?? []) masker.add(secret)
    const inputs = toInputVariables({ ...action.defaults, ...options.inputs })
    const job: Job = { options, masker, folder }
    const main = await runStep(job, { program: action.main, env: inputs, stoppable: true })
    const state = parseFile(main.files.STATE)
    const stateVariables = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]))
    const post = action.post === undefined ? undefined : await runStep(job, { program: action.post, env: { ...inputs, ...stateVariables }, stoppable: false })
    const outputs = Object.entries(parseFile(main.files.OUTPUT))
    return {
      ...main.step,
      outputs: Object.fromEntries(outputs.filter(([, value]) => !masker.isIn(value))),
      droppedOutputs: outputs.filter(([, value]) => masker.isIn(value)).map(([name]) => name),
      state,
      masks: masker.masks,
      post: post?.step
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Job {
  readonly options: EmulatorOptions
  readonly masker: RunnerSecretMasker
  readonly folder: string
}

interface StepProgram {
  readonly program: string
  readonly env: Readonly<Record<string, string>>
  /** The main step is what cancelling stops; post steps run after it. */
  readonly stoppable: boolean
}

interface ActionFile {
  readonly main: string
  readonly post: string | undefined
  readonly defaults: Readonly<Record<string, string>>
}

function readAction(folder: string): ActionFile {
  const absolute = path.resolve(root, folder)
  const file = ['action.yml', 'action.yaml'].map((name) => path.join(absolute, name)).find((name) => existsSync(name))
  if (file === undefined) throw new Error(`There is no action.yml in ${absolute}`)
  const { runs, inputs } = parse(readFileSync(file, 'utf8')) as {
    runs: { using: string; main: string; post?: string }
    inputs?: Record<string, { default?: unknown } | null>
  }
  if (runs.using !== 'node24') throw new Error(`${file} runs on ${runs.using}, not on node24`)
  const defaults = Object.entries(inputs ?? {}).map(([name, input]): [string, string] => [name, String(input?.default ?? '')])
  return {
    main: path.join(absolute, runs.main),
    post: runs.post === undefined ? undefined : path.join(absolute, runs.post),
    defaults: Object.fromEntries(defaults)
  }
}

function toInputVariables(inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]))
}

type Files = Readonly<Record<(typeof FILES)[number], string>>

async function runStep(job: Job, { program, env, stoppable }: StepProgram): Promise<{ readonly step: EmulatedStep; readonly files: Files }> {
  const { options, masker, folder } = job
  const paths = FILES.map((name) => [name, path.join(folder, `${name}_${stoppable ? 'main' : 'post'}`)] as const)
  for (const [, file] of paths) writeFileSync(file, '')
  const fileVariables = Object.fromEntries(paths.map(([name, file]) => [`GITHUB_${name}`, file]))
  const reader = new RunnerLogReader(masker, options.debug ?? false)
  const variables = { ...jobVariables(job), ...env, ...fileVariables, ...options.env }
  const { exitCode, rawLog } = await runProgram(program, { job, reader, stoppable, env: variables })
  const files = Object.fromEntries(paths.map(([name, file]) => [name, readFileSync(file, 'utf8')])) as Files
  const tooLarge = Buffer.byteLength(files.STEP_SUMMARY) > SUMMARY_BYTES
  const { commands, annotations, droppedAnnotations } = reader
  const step = { exitCode, log: reader.text, rawLog, commands, annotations, droppedAnnotations }
  return { step: { ...step, summary: tooLarge ? '' : masker.mask(files.STEP_SUMMARY), rawSummary: files.STEP_SUMMARY }, files }
}

function jobVariables({ options, folder }: Job): Readonly<Record<string, string>> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'octocat',
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_API_URL: 'http://127.0.0.1:9',
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'octocat/hello',
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SHA: '2f3a1c9d00000000000000000000000000000000',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_JOB: 'deploy',
    GITHUB_WORKFLOW: 'Deploy',
    GITHUB_WORKSPACE: options.cwd ?? folder,
    RUNNER_NAME: 'emulator',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_TEMP: folder,
    ...(options.debug === true ? { RUNNER_DEBUG: '1' } : {})
  }
}

interface ProgramOptions {
  readonly job: Job
  readonly reader: RunnerLogReader
  readonly stoppable: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

function runProgram(program: string, { job, reader, stoppable, env }: ProgramOptions): Promise<{ readonly exitCode: number; readonly rawLog: string }> {
  const { options } = job
  const timers: NodeJS.Timeout[] = []
  let rawLog = ''
  let stopped = false
  const child = spawn(process.execPath, [program], { cwd: options.cwd ?? job.folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const later = (milliseconds: number, signal: NodeJS.Signals): void => void timers.push(setTimeout(() => child.kill(signal), milliseconds))
  const cancel = (): void => {
    const { toTerminate, toKill } = options.cancelMs ?? { toTerminate: 7500, toKill: 2500 }
    child.kill('SIGINT')
    later(toTerminate, 'SIGTERM')
    later(toTerminate + toKill, 'SIGKILL')
  }
  const receive = (chunk: string): void => {
    rawLog += chunk
    reader.feed(chunk)
    if (!stoppable || stopped) return
    const kill = options.killWhen?.(rawLog) === true
    stopped = kill || options.cancelWhen?.(rawLog) === true
    if (kill) child.kill('SIGKILL')
    else if (stopped) cancel()
  }
  child.stdout.setEncoding('utf8').on('data', receive)
  child.stderr.setEncoding('utf8').on('data', receive)
  later((options.timeoutSeconds ?? 120) * 1000, 'SIGKILL')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const timer of timers) clearTimeout(timer)
      reader.end()
      resolve({ exitCode: code ?? 128 + (signal === null ? 0 : os.constants.signals[signal]), rawLog })
    })
  })
}

/** `name=value` lines and `name<<delimiter` blocks; throws where the runner fails the step ("Invalid format"). */
function parseFile(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  const lines = text.split(/\r?\n/)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const [, name = '', operator, rest = ''] = /^([^=<]*(?:<(?!<)[^=<]*)*)(=|<<)(.*)$/.exec(line) ?? []
    if (operator === undefined || name === '') throw new Error(`Invalid format of a file command: ${line}`)
    if (operator === '=') {
      values[name] = rest
      continue
    }
    const end = lines.indexOf(rest, index + 1)
    if (end < 0) throw new Error(`Invalid value of ${name}: matching delimiter not found: ${rest}`)
    values[name] = lines.slice(index + 1, end).join('\n')
    index = end
  }
  return values
}
