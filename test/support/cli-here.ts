import { PassThrough } from 'node:stream'
import { runCli } from '../../packages/cli/run-cli.ts'
import { createLocalFiles } from '../../packages/engine/index.ts'

export interface CliOutput {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line in this very process, without a terminal: as a process of its own does, only faster. */
export async function runCliHere(argv: readonly string[], cwd: string, variables: Readonly<Record<string, string>> = {}): Promise<CliOutput> {
  let [stdout, stderr] = ['', '']
  const code = await runCli({
    argv,
    variables: { HOME: cwd, ...variables },
    terminal: {
      out: (text) => void (stdout += text),
      err: (text) => void (stderr += text),
      isLive: false,
      canAsk: false,
      columns: undefined,
      colours: false
    },
    ask: { input: new PassThrough(), output: new PassThrough() },
    identity: { who: 'tester@here', runUrl: undefined, machine: 'here', processId: process.pid },
    local: createLocalFiles(cwd),
    signal: new AbortController().signal,
    now: Date.now
  })
  return { code, stdout, stderr }
}
