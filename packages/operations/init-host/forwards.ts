import { parseHealthChecks, type AskedCheck } from '../../core/index.ts'
import { planProbes } from '../tools/plan-probes.ts'
import type { InitHostValues } from './inputs.ts'
import type { Forward } from './public-keys.ts'

/** What the deploys will ask on the host through SSH, which is how a check works where there is no curl. */
export function listForwards(values: Pick<InitHostValues, 'health-check' | 'probe-url' | 'ports' | 'path' | 'strategy'>): readonly Forward[] {
  const checks = parseHealthChecks(values['health-check'] ?? [], { host: '', path: values.path, release: '', timeoutSeconds: 5 })
  const asked = checks.flatMap((check) => findForward(check) ?? [])
  const probed = planProbes(values['probe-url'], [''])
    .filter(({ from }) => from === 'host')
    .map(({ url }) => addressOf(url))
  // Two ports: the same checks are asked on the port of the new release, past nginx.
  const ports = values.strategy === 'systemd' && checks.some(({ kind }) => kind === 'http') ? (values.ports ?? []).map(Number) : []
  const all = [...asked, ...probed, ...(ports.length === 2 ? ports.map((port) => ({ address: '127.0.0.1', port })) : [])]
  // A star would be a pattern, and a quote would end the option.
  return all.filter(({ address, port }, at) => /^[A-Za-z0-9.:_-]+$/.test(address) && all.findIndex((other) => other.address === address && other.port === port) === at)
}

function findForward(check: AskedCheck): Forward | undefined {
  if (check.kind === 'tcp' && check.from === 'host') return { address: check.address, port: check.port }
  return check.kind === 'http' && check.from === 'host' ? addressOf(check.url) : undefined
}

/** As the engine asks for it: the name is not looked up before. */
function addressOf(text: string): Forward {
  const url = new URL(text)
  return { address: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) }
}
