import { randomBytes } from 'node:crypto'
import {
  isConfirmedByName,
  renderFailureSummary,
  renderSummary,
  requireConfirmedName,
  toDeployKitError,
  type AnyOperation,
  type DeployKitError,
  type Event,
  type LocalFiles,
  type Report
} from '../core/index.ts'
import { appendText, createLocalFiles, runOperation, writeFiles } from '../engine/index.ts'
import { operations, type OperationName } from '../operations/index.ts'
import { keepArtifact, loadArtifactClient, requireArtifactService } from './artifact.ts'
import { DeploymentOfRun, findDeploymentPlace } from './deployment-of-run.ts'
import { renderEvidenceFiles } from './evidence-files.ts'
import { RunnerLog } from './log.ts'
import { toFailureOutputs, toOutputs } from './outputs.ts'
import { readActionValues, type ActionValues } from './read-values.ts'
import { readRunnerEnvironment, toIdentity } from './runner-environment.ts'
import type { Runner } from './runner.ts'
import { StepRecorder } from './step-recorder.ts'

/** Runs one operation as a step of a job. Returns the exit code; never throws. */
export async function performAction(name: OperationName, runner: Runner): Promise<number> {
  const step: StepTools = {
    runner,
    log: new RunnerLog(runner.write),
    recorder: new StepRecorder(runner.env, appendText),
    local: createLocalFiles(process.cwd())
  }
  try {
    const operation: AnyOperation = await operations[name]()
    const inputs = await readActionValues({ operation, runner, local: step.local })
    const artifact = { name: readArtifactName(inputs), env: runner.env, load: loadArtifactClient }
    requireArtifactService(artifact)
    requireName(operation, inputs)
    const report = await keepArtifact(await applyOperation(operation, inputs, step), artifact)
    const evidence = isGood(report) ? {} : await keepEvidence(report, step)
    await tellReport(report, inputs.front.summary, { ...step, outputs: evidence })
    return isGood(report) ? 0 : 1
  } catch (thrown) {
    await tellFailure(name, toDeployKitError(thrown), step)
    return 1
  }
}

/** Only an operation that makes a file has this input. */
function readArtifactName({ values }: ActionValues): string | undefined {
  const name = values['artifact-name']
  return typeof name === 'string' ? name : undefined
}

/** An action cannot ask: where data is replaced, whoever starts the workflow has typed the name. */
function requireName(operation: AnyOperation, { front, values, connection }: ActionValues): void {
  if (!isConfirmedByName(operation, values) || front['plan-only']) return
  const hosts = connection.hosts.map(({ name }) => name)
  requireConfirmedName({ operation, values, environment: front.environment, hosts, phrase: (name) => `confirm: ${name}` })
}

interface StepTools {
  readonly runner: Runner
  readonly log: RunnerLog
  readonly recorder: StepRecorder
  readonly local: LocalFiles
}

async function applyOperation(operation: AnyOperation, inputs: ActionValues, step: StepTools): Promise<Report> {
  const { runner, log, recorder } = step
  const { front, values, connection } = inputs
  const environment = readRunnerEnvironment(runner.env)
  const deployment = new DeploymentOfRun(findDeploymentPlace(operation, front, runner.env), {
    notice: (message) => log.annotations.add('notice', 'deploy-kit', message),
    saveState: (state) => recorder.saveState(state),
    sha: environment.sha
  })
  const listen = (event: Event): void => {
    log.listen(event)
    if (event.type === 'planned') deployment.begin(event.plan)
  }
  const runId = randomBytes(6).toString('hex')
  await recorder.saveState({ 'run-id': runId })
  const report = await runOperation({
    operation,
    values,
    connection,
    local: step.local,
    runId,
    identity: toIdentity(environment, runner.processId),
    mode: front['plan-only'] ? 'plan' : 'apply',
    approvedHash: front['approved-hash'],
    signal: runner.signal,
    listen
  })
  await deployment.end(report)
  // Without a connection the lock could not be released: post tries once more.
  if (report.error?.code !== 'DK_CONNECTION_LOST') await recorder.saveState({ 'run-ended': 'true' })
  return report
}

interface Telling extends StepTools {
  readonly outputs: Readonly<Record<string, string>>
}

async function tellReport(report: Report, withSummary: boolean, { log, recorder, outputs }: Telling): Promise<void> {
  if (report.error !== undefined) log.fail(report.error)
  else for (const { code, message, remedy } of report.plan.problems) log.annotations.add('error', code, `${message}\n-> ${remedy}`)
  await recorder.addOutputs({ ...toOutputs(report), ...outputs })
  if (withSummary) await recorder.addSummary(renderSummary(report, { overflow: log.annotations.overflow }))
}

/** In the runner's folder for temporary files, which it empties after the job. */
async function keepEvidence(report: Report, { runner, log }: StepTools): Promise<Readonly<Record<string, string>>> {
  const parent = runner.env['RUNNER_TEMP'] ?? ''
  if (parent === '') return {}
  const folder = `${parent}/deploy-kit-${report.plan.operation}-${report.startedAt}`
  try {
    await writeFiles(folder, renderEvidenceFiles(report))
  } catch (problem) {
    log.info(`The evidence could not be written to ${folder}: ${String(problem)}`, 'WARN ')
    return {}
  }
  log.info(`Evidence, to upload as an artifact: ${folder}`)
  return { 'evidence-folder': folder }
}

/** What cannot be written any more (a full disk of the runner) must not hide the failure itself. */
async function tellFailure(name: OperationName, error: DeployKitError, { log, recorder }: StepTools): Promise<void> {
  log.fail(error)
  const warn = (problem: unknown): void => log.info(`The outputs or the summary could not be written: ${String(problem)}`, 'WARN ')
  await recorder.addOutputs(toFailureOutputs(error)).catch(warn)
  await recorder.addSummary(renderFailureSummary(name, error)).catch(warn)
}

/** A plan that would be refused is no good news, although nobody wanted it applied. */
function isGood({ outcome, plan }: Report): boolean {
  return outcome === 'succeeded' || outcome === 'unchanged' || (outcome === 'planned' && plan.problems.length === 0)
}
