import { isIPv6 } from 'node:net'
import type { Command } from '../../core/index.ts'
import type { Transport } from '../transports/transport.ts'
import type { CheckOf, Finding } from './describe-failure.ts'
import { checkHttp } from './http-check.ts'
import { describeEnding, lastLine, runOnHost } from './run-on-host.ts'
import { checkTcp } from './tcp-check.ts'

type NetworkCheck = (CheckOf<'http'> | CheckOf<'tcp'>) & { readonly containers: Command }

interface Container {
  readonly name: string
  readonly address: string
}

/** The same question to each container, all at a time. Passes when there is one, and every one passes. */
export async function askContainers(check: NetworkCheck, transport: Transport, signal?: AbortSignal): Promise<Finding> {
  const { timeoutSeconds } = check
  const result = await runOnHost(transport, { command: check.containers, timeoutSeconds, signal })
  const problem = describeEnding(result, timeoutSeconds)
  if (problem !== undefined) return { passed: false, detail: problem === 'exit code 1' ? lastLine(result) : `${problem}: ${lastLine(result)}` }
  const containers = parseContainers(result.stdout)
  if (containers.length === 0) return { passed: false, detail: 'there is no container to ask' }
  const answers = await Promise.all(
    containers.map(async (container) => {
      const { passed, detail } = await askContainer(check, container, { transport, signal })
      return { passed, detail: `${container.name}: ${detail}` }
    })
  )
  const failed = answers.filter(({ passed }) => !passed)
  return { passed: failed.length === 0, detail: (failed.length > 0 ? failed : answers).map(({ detail }) => detail).join('; ') }
}

function parseContainers(text: string): readonly Container[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => {
    const [name = '', address = ''] = line.split(' ')
    return { name, address }
  })
}

interface Way {
  readonly transport: Transport
  readonly signal: AbortSignal | undefined
}

async function askContainer(check: NetworkCheck, { address }: Container, { transport, signal }: Way): Promise<Finding> {
  if (address === '') return { passed: false, detail: 'has no address: it is in no network' }
  if (check.kind === 'tcp') return checkTcp({ ...check, address }, transport, signal)
  const url = new URL(check.url)
  // Who is asked is a container, but by the name that the line says.
  const serverName = check.serverName ?? url.hostname
  url.hostname = isIPv6(address) ? `[${address}]` : address
  return checkHttp({ ...check, url: url.href, serverName }, transport, signal)
}
