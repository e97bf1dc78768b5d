import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { describeReport } from '../../support/deploy-run.ts'
import type { Scratch } from '../../support/scratch.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import type { Report } from '../../../packages/core/index.ts'

export interface KeyPair {
  readonly file: string
  readonly privateKey: string
  readonly publicKey: string
}

export function makeKey(scratch: Scratch, comment: string): KeyPair {
  const file = scratch.next('key')
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', comment, '-f', file])
  return { file, privateKey: readFileSync(file, 'utf8'), publicKey: readFileSync(`${file}.pub`, 'utf8').trim() }
}

/** As a server is handed over: root logs in by key, and nobody else has been there. */
export async function letRootIn(host: TargetHost, key: KeyPair): Promise<void> {
  // The first value counts for sshd.
  await host.writeFile('/etc/ssh/sshd_config.d/aa-root.conf', 'PermitRootLogin prohibit-password\n')
  await host.writeFile('/root/.ssh/authorized_keys', `${key.publicKey}\n`)
  await host.exec('chmod 700 /root/.ssh && chmod 600 /root/.ssh/authorized_keys && systemctl reload ssh')
}

export interface SshAnswer {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface SshRun {
  readonly scratch: Scratch
  readonly key: KeyPair
  /** `HOST` stands for the address. */
  readonly words: readonly string[]
}

/** The usual client, which knows nothing of deploy-kit. */
export function ssh(host: TargetHost, user: string, { scratch, key, words }: SshRun): SshAnswer {
  const knownHosts = scratch.next('known-hosts')
  writeFileSync(knownHosts, `${host.knownHostsLine}\n`)
  const options = ['BatchMode=yes', 'IdentitiesOnly=yes', `UserKnownHostsFile=${knownHosts}`, 'StrictHostKeyChecking=yes', 'LogLevel=INFO', 'ConnectTimeout=10']
  const place = ['-F', 'none', '-i', key.file, '-p', String(host.port), ...options.flatMap((option) => ['-o', option])]
  const { status, stdout, stderr } = spawnSync('ssh', [...place, '-l', user, ...words.map((word) => (word === 'HOST' ? host.address : word))], { encoding: 'utf8', timeout: 20_000, input: '' })
  return { code: status, stdout, stderr }
}

/** The outcome, and what explains it where it is not a good one. */
export function tell(report: Report): string {
  if (report.outcome === 'succeeded' || report.outcome === 'unchanged') return report.outcome
  return [describeReport(report), ...report.steps.map((step) => step.error?.stderrTail ?? '')].join('\n')
}

/** The rows of the preflight tables that are not well. */
export function findTrouble({ plan }: Report): readonly string[] {
  return plan.tables.flatMap(({ rows }) => rows.filter(([, result]) => result !== 'ok').map((row) => row.join(' | ')))
}
