import { argv, boolean, defineInputs, duration, findHealthCheckProblem, integer, isCommandCheck, lines, list, text } from '../core/index.ts'
import { findHookProblem, findMissingTime, findUrlProblem } from './input-checks.ts'

/** What a cutover needs, whether forwards (ssh-deploy) or backwards (rollback). */
export const cutoverInputs = defineInputs({
  'restart-command': argv({
    group: 'Commands',
    description: 'Starts the release, or restarts the application with it. Runs in the release, with DEPLOY_KIT_* variables.',
    example: 'sudo -n systemctl restart app'
  }),
  'stop-command': argv({ group: 'Commands', description: 'Stops the application: used when a first deploy fails and there is nothing to return to.' }),
  'status-command': argv({ group: 'Commands', description: 'Must end with 0 when the application runs: an additional health check.' }),
  'before-cutover': argv({ group: 'Commands', description: 'Hook in the new release just before it is made live.', check: findHookProblem }),
  'after-cutover': argv({ group: 'Commands', description: 'Hook in the new release just after it was made live.', check: findHookProblem }),
  'on-failure': argv({ group: 'Commands', description: 'Hook in the deploy path after a failure, when everything has been undone.', check: findHookProblem }),
  'command-timeout': duration({ group: 'Commands', description: 'How long the restart, stop and status commands may take.', default: '2m', check: findMissingTime }),
  'hook-timeout': duration({ group: 'Commands', description: 'How long a hook may take.', default: '15m', check: findMissingTime }),
  'health-check': lines({
    group: 'Health',
    description:
      'What must be healthy for the release to stay, one a line: `http URL`, `tcp ADDRESS:PORT`, `command ...`, `process TEXT`, `file PATH`, `log PATH`; `optional` before it never fails. `{release}` stands for the id of the release. Strategy `compose`: with `service=NAME` in the containers of a service, and `postgres db`, `redis redis`, `s3 storage:9000`, `celery worker app=MODULE`, `flower`, `prometheus`, `grafana`. See docs/health-checks.md.',
    example: 'http http://127.0.0.1:8080/health status=200 body={release}',
    check: findHealthCheckProblem,
    isCommand: isCommandCheck
  }),
  attempts: integer({ group: 'Health', description: 'How often the health checks are tried.', default: '30', min: 1, max: 1000 }),
  delay: duration({ group: 'Health', description: 'How long to wait between two attempts.', default: '2s' }),
  timeout: duration({ group: 'Health', description: 'How long one health check may take.', default: '5s', check: findMissingTime }),
  'skip-health-check': boolean({
    group: 'Health',
    description: 'Make the release live without asking whether it is healthy. Log and summary warn.',
    default: 'false'
  }),
  'confirm-timeout': duration({
    group: 'Health',
    description:
      'After so long without confirmation the host goes back by itself, whatever became of the runner. Default: the time that all health checks may take, and 30 s.',
    check: findMissingTime
  }),
  'probe-url': text({
    group: 'Health',
    description: 'A URL that is asked every 100 ms during the cutover, to measure the downtime. A loopback address is asked on the host.',
    example: 'https://app.example.com/health',
    check: findUrlProblem
  }),
  'max-failed-requests': integer({
    group: 'Health',
    description: 'How many requests of `probe-url` may fail during the cutover; with more, everything is undone. Default: as many as it may be.',
    example: '0',
    min: 0,
    max: 1_000_000
  }),
  logs: list({
    group: 'Health',
    description: 'Log files on the host (relative to the deploy path, or absolute) whose end is shown when it fails.',
    example: 'shared/log/app.log'
  }),
  'lock-wait': duration({ group: 'Behaviour', description: 'How long to wait for the deploy lock; 0 fails at once.', default: '0s' })
})
