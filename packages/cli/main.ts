import os from 'node:os'
import path from 'node:path'
import { createLocalFiles } from '../engine/index.ts'
import { findIdentity } from './identity.ts'
import { runCli } from './run-cli.ts'
import { openTerminal } from './terminal.ts'

const cancelling = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The first one stops the remote commands and undoes; who cannot wait for that sends a second one.
    if (cancelling.signal.aborted) process.exit(130)
    cancelling.abort()
  })
}
// `deploy-kit releases | head` closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const cacheFolder = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'deploy-kit')

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  variables: process.env,
  terminal: openTerminal({ stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, variables: process.env }),
  ask: { input: process.stdin, output: process.stderr },
  identity: findIdentity({ variables: process.env, user: findUser(), machine: os.hostname(), processId: process.pid }),
  local: createLocalFiles(process.cwd(), { cacheFolder, environment: process.env }),
  signal: cancelling.signal,
  now: Date.now
})

/** An account without an entry in passwd (a container) has no name. */
function findUser(): string {
  try {
    return os.userInfo().username
  } catch {
    return 'unknown'
  }
}
