import { cpSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeHelpdesk } from '../systemd/helpdesk.ts'
import { describeStrategyMatrix } from './strategy-matrix.ts'
import type { StrategySubject } from './strategy-subject.ts'

await describeStrategyMatrix(await makeSubject(), {
  'no space': ['restart'],
  'health hangs': ['wait-healthy']
})

/** A unit for each of two ports, behind nginx; tickets in a SQLite file. */
async function makeSubject(): Promise<StrategySubject> {
  const host = await (await requireTestbed()).startTarget({ name: 'sf-systemd' })
  const desk = await makeHelpdesk(host, { units: 'deploy/helpdesk@.service', ports: '8001, 8002', drain: '1s' })
  const sources = { one: desk.texts['source'] ?? '', two: desk.scratch.next('two') }
  cpSync(sources.one, sources.two, { recursive: true })
  for (const version of ['one', 'two'] as const) writeFileSync(path.join(sources[version], 'version.txt'), version)
  let tickets = 0
  const look = async (): Promise<{ readonly version: string; readonly tickets: number }> => {
    const { status, release, tickets: found } = await desk.health().catch(() => ({ status: 0, release: '', tickets: 0 }))
    if (status !== 200) return { version: `nothing: status ${status}`, tickets: found }
    return { version: await read(`releases/${release}/version.txt`), tickets: found }
  }
  const read = async (file: string): Promise<string> => (await host.ask(`cat ${desk.root}/${file}`)).stdout.trim()
  return {
    name: 'systemd',
    title: 'Strategy `systemd`, blue/green',
    host,
    root: desk.root,
    texts: (version) => ({ ...desk.texts, source: sources[version] }),
    served: async () => (await look()).version,
    async whole(other) {
      const { version, tickets: found } = await look()
      const live = await read('current/version.txt')
      if (live !== version) return `${version} is served, current is ${live}`
      if (found !== tickets) return `${found} tickets of ${tickets}`
      const { stdout } = await host.ask("systemctl list-units --plain --no-legend --state=active 'helpdesk@*.service'")
      const units = stdout.trim().split('\n').length
      return units === 1 || (other === 'may drain' && units === 2) ? version : `${units} units run: ${stdout}`
    },
    async use() {
      tickets += 1
      await desk.openTicket(`ticket ${tickets}`)
    },
    ownFaults: [],
    async close() {
      await host.stop()
      desk.scratch.remove()
    }
  }
}
