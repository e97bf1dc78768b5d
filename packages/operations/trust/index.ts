import { defineOperation, type Observer, type ScannedHostKey } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { answerPlan } from '../tools/answer-plan.ts'

interface KeysOfHost {
  readonly host: string
  readonly keys: readonly ScannedHostKey[]
}

export const trust = defineOperation({
  name: 'trust',
  summary: 'Print the lines that pin the host keys, to compare and keep',
  inputs: connectionInputs,
  outputs: {},
  examples: [{ command: 'trust --host web1.example.com', does: 'prints the lines for the input known-hosts' }],
  danger: 'read-only',
  isAction: false,
  observe: async (_values, observer: Observer): Promise<readonly KeysOfHost[]> =>
    Promise.all(observer.hosts.map(async (host) => ({ host, keys: await observer.scanHostKeys(host) }))),
  plan: (_values, hosts) =>
    answerPlan({
      operation: 'trust',
      title: 'Host keys as the servers show them now',
      hosts: hosts.map(({ host }) => host),
      tables: hosts.flatMap(({ host, keys }) => [
        { title: `Fingerprints of ${host}`, columns: ['algorithm', 'fingerprint'], rows: keys.map(({ algorithm, fingerprint }) => [algorithm, fingerprint]) },
        { title: `Lines for known-hosts of ${host}`, columns: ['line'], rows: keys.map(({ line }) => [line]) }
      ]),
      notes: [
        'Compare the fingerprints with those on the server, by a way that nobody can be in between: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
        'Then keep the lines: as the secret or variable for the input known-hosts, or in ~/.ssh/known_hosts'
      ],
      answer: hosts
    })
})
