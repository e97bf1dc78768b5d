import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { quote, type HostAddress } from '../../packages/core/index.ts'
import { openLocal } from '../../packages/engine/transports/local.ts'
import type { Transport } from '../../packages/engine/transports/transport.ts'

/**
 * A cron for this process and what it starts: a program `crontab` that keeps one file as that of Debian does, and a process that is called `cron`.
 * It starts nothing: tests run the lines themselves. Where systemd runs, timers would be installed for real, so that it refuses.
 */
export interface CronHere {
  /** A PATH with it. */
  readonly path: string
  /** Opens this machine as a host that has it. */
  open(host: HostAddress): Promise<Transport>
  read(): string
  write(text: string): void
  stop(): void
}

export function makeCronHere(folder: string): CronHere {
  if (existsSync('/run/systemd/system')) throw new Error('systemd runs here, and its timers would be installed: run this in a container')
  mkdirSync(folder, { recursive: true })
  const spool = path.join(folder, 'spool')
  const crontab = path.join(folder, 'crontab')
  writeFileSync(crontab, `#!/bin/sh\ncase $1 in\n  -l) [ -e '${spool}' ] || { echo "no crontab for me" >&2; exit 1; }; cat '${spool}' ;;\n  -) cat >'${spool}' ;;\n  *) exit 2 ;;\nesac\n`)
  chmodSync(crontab, 0o755)
  copyFileSync('/bin/sleep', path.join(folder, 'cron'))
  const daemon = spawn(path.join(folder, 'cron'), ['3600'], { stdio: 'ignore' })
  return {
    path: `${folder}:${process.env['PATH'] ?? ''}`,
    open: (host) => Promise.resolve(withProgram(openLocal(host), folder)),
    read: () => readFileSync(spool, 'utf8'),
    write: (text) => writeFileSync(spool, text),
    stop: () => void daemon.kill('SIGKILL')
  }
}

function withProgram(transport: Transport, folder: string): Transport {
  return {
    host: transport.host,
    run: (request) => transport.run({ ...request, line: `PATH=${quote(folder)}:$PATH; export PATH; ${request.line}` }),
    forward: (address, port) => transport.forward(address, port),
    close: () => transport.close()
  }
}
