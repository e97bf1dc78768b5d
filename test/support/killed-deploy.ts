// A runner that dies: deploys by the inputs of a JSON file (0600), and kills itself at one moment of one step.
import { readFileSync } from 'node:fs'
import type { Event } from '../../packages/core/index.ts'
import { describeReport, runInputs } from './deploy-run.ts'
import type { DeathOrders, Moment } from './killed-runner.ts'

const { texts, step, moment, runId } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as DeathOrders

const { report } = await runInputs('ssh-deploy', texts, { listen: dieAt(step, moment), runId })
console.log(`The runner was not killed: ${describeReport(report)}`)

function dieAt(id: string, when: Moment): (event: Event) => void {
  return (event) => {
    if (!('step' in event) || event.step.id !== id) return
    if (event.type === 'step-started' && when === 'before') die()
    // The restart takes 100 ms, all other steps less than that: a step that is over when its midst is reached counts as met.
    if (event.type === 'step-started' && when === 'during') setTimeout(die, id === 'restart' ? 60 : 12)
    if (event.type === 'step-finished') die()
  }
}

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}
