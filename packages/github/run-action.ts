import { version } from '../core/index.ts'
import type { OperationName } from '../operations/index.ts'
import { connectRunner, endProcess } from './runner.ts'

/** The whole of an action's main step. Never throws: every failure is told and becomes exit code 1. */
export async function runAction(name: OperationName): Promise<void> {
  const runner = connectRunner()
  runner.write(`deploy-kit ${version}: ${name}`)
  // Everything else is loaded after the first line, so that a slow disk is not taken for a hanging action.
  const { performAction } = await import('./perform-action.ts')
  endProcess(await performAction(name, runner))
}

/** The whole of an action's post step: cleans up what the main step could not. Never breaks the job. */
export async function runPost(name: OperationName): Promise<void> {
  const runner = connectRunner()
  runner.write(`deploy-kit ${version}: after ${name}`)
  const { cleanUp } = await import('./post.ts')
  await cleanUp(name, runner)
  endProcess(0)
}
