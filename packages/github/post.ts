import { toDeployKitError, type AnyOperation } from '../core/index.ts'
import { createLocalFiles, runOperation } from '../engine/index.ts'
import { operations, type OperationName } from '../operations/index.ts'
import { setDeploymentState } from './deployment.ts'
import { RunnerLog } from './log.ts'
import { readRelatedValues } from './read-values.ts'
import { readRunnerEnvironment, readState, toIdentity } from './runner-environment.ts'
import type { Runner } from './runner.ts'

/**
 * After the main step, also when it was cancelled or killed: releases the deploy lock that its run may still hold, and
 * closes its GitHub Deployment. Does nothing after a run that ended by itself. Only warns, never throws.
 */
export async function cleanUp(name: OperationName, runner: Runner): Promise<void> {
  const log = new RunnerLog(runner.write)
  const attempt = async (title: string, action: () => Promise<void>): Promise<void> => {
    try {
      await action()
    } catch (thrown) {
      const { message, remedy } = toDeployKitError(thrown)
      log.annotations.add('warning', 'deploy-kit', `${title}: ${message}. ${remedy}`)
    }
  }
  const runId = readState(runner.env, 'run-id')
  if (runId !== undefined && readState(runner.env, 'run-ended') === undefined) {
    log.info(`${name} did not end by itself: releasing its deploy lock`)
    await attempt('The deploy lock may still be held; it expires 90 s after its last heartbeat', () => releaseLock(runId, runner, log))
  }
  await attempt('The GitHub Deployment may still be open', () => closeDeployment(runner, log))
}

async function releaseLock(runId: string, runner: Runner, log: RunnerLog): Promise<void> {
  const local = createLocalFiles(process.cwd())
  const operation: AnyOperation = await operations.unlock()
  const { values, connection } = await readRelatedValues({ operation, runner, local }, { 'run-id': runId })
  const identity = toIdentity(readRunnerEnvironment(runner.env), runner.processId)
  const report = await runOperation({
    operation,
    values,
    connection,
    local,
    identity,
    mode: 'apply',
    signal: runner.signal,
    listen: (event) => {
      // Its plan and its end would read as a second deploy.
      if (event.type !== 'planned' && event.type !== 'finished') log.listen(event)
    }
  })
  if (report.error !== undefined) throw report.error
}

async function closeDeployment(runner: Runner, log: RunnerLog): Promise<void> {
  const id = Number(readState(runner.env, 'deployment-id') ?? 0)
  if (id === 0 || readState(runner.env, 'deployment-ended') !== undefined) return
  const { apiUrl, repository, runUrl } = readRunnerEnvironment(runner.env)
  const token = runner.env['INPUT_GITHUB-TOKEN']?.trim()
  if (token === undefined || token === '' || repository === undefined) return
  const place = { apiUrl, token, repository, environment: '', environmentUrl: undefined, runUrl }
  const description = 'The run was ended before it could tell how it went'
  const closed = await setDeploymentState(place, { id, state: 'error', description }, (message) => log.annotations.add('warning', 'deploy-kit', message))
  if (closed) log.info(`GitHub Deployment ${id} closed: ${description}`)
}
