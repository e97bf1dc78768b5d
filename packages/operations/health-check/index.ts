import { defineOperation, type InputValues, type Report } from '../../core/index.ts'
import { healthCheckInputs } from './inputs.ts'
import { observeHealthCheck, type HealthCheckFacts } from './observe.ts'
import { planHealthCheck } from './plan.ts'

export const healthCheck = defineOperation<typeof healthCheckInputs, HealthCheckFacts>({
  name: 'health-check',
  summary: 'Check that an application is healthy: HTTP, TCP, commands, processes, heartbeat files, logs, and services of Compose.',
  inputs: healthCheckInputs,
  outputs: {
    healthy: { description: '`true` when every required check passed, otherwise `false`.' },
    passed: { description: 'How many checks passed in the last attempt.' },
    failed: { description: 'How many checks failed in the last attempt, optional ones included.' },
    results: { description: 'The checks of the last attempt as JSON: title, host, required, passed, detail, attempts.' }
  },
  examples: [
    {
      command: 'health-check --health-check "http https://app.example.com/health tls-days=14" --quick',
      does: 'Asks a public URL from this machine, at most five times.'
    },
    {
      command: 'health-check --host deploy@web1 --path /srv/app --health-check "file var/heartbeat max-age=60s" --logs var/app.log',
      does: 'Checks the heartbeat of a worker on its host, and shows the end of its log when it is stale.'
    },
    {
      command: 'health-check --host deploy@web1 --path /srv/video --health-check "postgres db" --health-check "log service=api max-age=1h"',
      does: 'Asks the database of a live Compose project a query, and looks for what is critical in the logs of its API.'
    }
  ],
  danger: 'read-only',
  isAction: true,
  observe: observeHealthCheck,
  plan: planHealthCheck,
  outputsAfter: summarizeHealth
})

function summarizeHealth(_values: InputValues<typeof healthCheckInputs>, { checks, outcome }: Report): Readonly<Record<string, string>> {
  const failed = checks.filter((check) => !check.passed)
  // Without a single result (no connection) nothing is known to be healthy.
  const isHealthy = outcome === 'succeeded' && checks.length > 0 && failed.every((check) => !check.required)
  return {
    healthy: String(isHealthy),
    passed: String(checks.length - failed.length),
    failed: String(failed.length),
    results: JSON.stringify(checks)
  }
}
