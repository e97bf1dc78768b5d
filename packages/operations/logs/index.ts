import { argv, defineInputs, defineOperation, exec, integer, list, query, script, type Command, type Observer, type Query } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { findLiveControl } from '../strategies/live-control.ts'
import { normalizePath, targetInputs } from '../target-inputs.ts'
import { answerPlan } from '../tools/answer-plan.ts'
import { hideLiveSecrets } from '../tools/release-secrets.ts'

interface LogText {
  readonly host: string
  readonly source: string
  readonly text: string
  readonly found: boolean
}

interface LogsValues {
  readonly path: string
  readonly logs: readonly string[] | undefined
  readonly 'log-command': readonly string[] | undefined
  readonly lines: number
}

export const logs = defineOperation({
  name: 'logs',
  summary: 'The end of the application’s logs on the hosts: of its units or containers, and of the files that are named',
  inputs: defineInputs({
    ...connectionInputs,
    ...targetInputs,
    logs: list({ group: 'Target', description: 'Log files on the host, relative to the deploy path or absolute.', example: 'shared/log/app.log' }),
    'log-command': argv({ group: 'Commands', description: 'A command that prints the log.', example: 'journalctl -u app -n 100 --no-pager' }),
    lines: integer({ group: 'Behaviour', description: 'How many of the last lines to show.', default: '100', min: 1, max: 100_000 })
  }),
  outputs: {},
  examples: [
    { command: 'logs --environment production --lines 20', does: 'shows the last 20 lines of each unit or container of the live release' },
    { command: 'logs --environment production --logs shared/log/app.log --lines 20', does: 'shows the last 20 lines of a file besides' }
  ],
  danger: 'read-only',
  isAction: false,
  observe: observeLogs,
  plan: (values, texts) =>
    answerPlan({
      operation: 'logs',
      title: `Logs of ${normalizePath(values.path)}`,
      hosts: [...new Set(texts.map(({ host }) => host))],
      tables: texts.map(({ host, source, text }) => ({
        title: `${source} on ${host}`,
        columns: ['line'],
        rows: text === '' ? [] : text.replace(/\n$/, '').split('\n').slice(-values.lines).map((line) => [line])
      })),
      notes: texts.length === 0 ? ['Name log files with --logs, or a command with --log-command: nothing is live that is run by systemd or compose'] : [],
      problems: texts
        .filter(({ found }) => !found)
        .map(({ host, source, text }) => ({
          code: 'DK_COMMAND_FAILED' as const,
          host,
          message: `${source} cannot be read on ${host}: ${text.trim()}`,
          remedy: 'Check the name, and that the user may read it'
        })),
      answer: texts
    })
})

interface LogSource {
  readonly source: string
  readonly command: Command
}

async function observeLogs(values: LogsValues, observer: Observer): Promise<readonly LogText[]> {
  const root = normalizePath(values.path)
  const named = listNamed(values, root)
  await Promise.all(observer.hosts.map((host) => hideLiveSecrets(observer, host, root)))
  const perHost = await Promise.all(
    observer.hosts.map(async (host) => {
      const control = await findLiveControl(observer, host, root)
      const own = (control?.logs(values.lines) ?? []).map(({ title, command }): LogSource => ({ source: title, command }))
      return Promise.all([...own, ...named].map(async ({ source, command }) => ({ host, source, ...(await observer.ask(host, readText(command))) })))
    })
  )
  return perHost.flat()
}

function readText(command: Command): Query<Pick<LogText, 'text' | 'found'>> {
  return query(command, ({ stdout, exitCode }) => ({ text: stdout, found: exitCode === 0 }))
}

function listNamed(values: LogsValues, root: string): readonly LogSource[] {
  return [
    ...(values.logs ?? []).map((file) => ({
      source: file,
      command: script('exec tail -n "$2" -- "$1" 2>&1', [file.startsWith('/') ? file : `${root}/${file}`, String(values.lines)])
    })),
    ...(values['log-command'] === undefined ? [] : [{ source: values['log-command'].join(' '), command: exec(values['log-command'], { cwd: root }) }])
  ]
}
