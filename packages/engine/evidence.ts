import { render, type Evidence, type EvidenceReport } from '../core/index.ts'
import type { StepContext } from './step-context.ts'
import { tailText } from './text-tail.ts'
import { describeEnding } from './transports/logged.ts'
import type { RunResult } from './transports/transport.ts'

/** Of one piece. */
const MAX_BYTES = 64 * 1024
const TIMEOUT_SECONDS = 20

/** Runs the read-only commands that explain a failure. Never throws: evidence that cannot be had says why. */
export async function collectEvidence(wanted: readonly Evidence[], { transportFor }: StepContext): Promise<readonly EvidenceReport[]> {
  return await Promise.all(
    wanted.map(async ({ title, host, command }) => {
      try {
        const result = await transportFor(host).run({ ...render(command), effect: 'read', timeoutSeconds: TIMEOUT_SECONDS })
        return { title, host, text: renderOutput(result) }
      } catch (error) {
        return { title, host, text: `[not available: ${error instanceof Error ? error.message : String(error)}]` }
      }
    })
  )
}

/** What a failed command printed; nothing when it was silent. */
export function outputEvidence(title: string, host: string, result: RunResult): readonly EvidenceReport[] {
  const text = renderOutput(result)
  return text === '' ? [] : [{ title: `Output of "${title}"`, host, text }]
}

function renderOutput({ stdout, stderr, ending }: RunResult): string {
  const parts = [stdout.trimEnd(), stderr.trimEnd()].filter((part) => part !== '').map((part) => tailText(part, MAX_BYTES / 2))
  const isWell = ending.kind === 'exited' && ending.code === 0
  return [...parts, ...(isWell || parts.length === 0 ? [] : [`[the command ${describeEnding(ending)}]`])].join('\n')
}
