/**
 * The runner's protocol on standard output (docs.github.com: "Workflow commands for GitHub Actions").
 *
 * Written here and not taken from @actions/core, because importing that loads an HTTP client and takes 80 to 170 ms,
 * before the first line of output. A test compares every line with what @actions/core writes.
 */
export type CommandName = 'add-mask' | 'debug' | 'endgroup' | 'error' | 'group' | 'notice' | 'warning'

export function renderWorkflowCommand(name: CommandName, message: string, properties: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`)
  return `::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escapeMessage(message)}`
}

/**
 * Any text as lines of the log in which the runner finds no command.
 *
 * The runner reads a command where a line begins with `::` after white space (of .NET, so NEL too), and where `##[` stands anywhere; a line
 * ends at a carriage return too. So a host that prints such text could set masks, annotations or the state of the job.
 */
export function renderLogLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).map((line) =>
    line.replace(/^([\s\u0085]*):(?=:)/, '$1: ').replaceAll('##[', '# #[')
  )
}

function escapeMessage(message: string): string {
  return message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(value: string): string {
  return escapeMessage(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
