// A runner that dies: runs an operation by the inputs of a JSON file (0600), and kills itself at one moment of one step.
import { readFileSync } from 'node:fs'
import { describeReport, runInputs } from './deploy-run.ts'
import type { DeathOrders } from './killed-runner.ts'
import { atMoment } from './step-moments.ts'

const { operation, texts, death, runId, root = texts['path'] ?? '' } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as DeathOrders

const { report } = await runInputs(operation, texts, { listen: atMoment({ ...death, root, runId }, die), runId })
console.log(`The runner was not killed: ${describeReport(report)}`)

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}
