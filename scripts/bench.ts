/*
 * Measures deploys against rsync, scp and tar over OpenSSH and writes docs/benchmarks.md.
 *
 *   npm run bench                  everything, about half an hour
 *   npm run bench -- --quick       a tenth of the files, fewer rounds
 *   npm run bench -- --only small  one of: small, big, modules, whole, start, outages (on the test bed), backups; the other sections of the document stay
 *   npm run bench -- --scenario first --round-trip 0   printed only
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startSshd, type Sshd } from '../test/support/sshd.ts'
import { changeOnePercent, copyNodeModules, makeBigFiles, makeSmallFiles, type BenchTree } from './bench/bench-trees.ts'
import { rsync, rsyncLinkDest, scp, tarOverSsh, uploadPath, wholeDeploy, type ContestantMaker } from './bench/contestants.ts'
import { placeServer } from './bench/far-server.ts'
import { makeGlueScript } from './bench/glue-script.ts'
import { measureBackups } from './bench/measure-backups.ts'
import { measureOutages } from './bench/measure-outages.ts'
import { measureStarts } from './bench/measure-start.ts'
import { renderBackups, renderOutages, renderStarts, renderTree, renderWhole, replaceSection, type BenchResult, type BenchSection } from './bench/render-document.ts'
import { median, scenarios, takeTurns, type Times } from './bench/take-turns.ts'

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    only: { type: 'string' },
    scenario: { type: 'string', default: '' },
    dist: { type: 'string', default: 'dist' },
    'round-trip': { type: 'string' },
    rounds: { type: 'string' }
  }
})
const sizes = { share: flags.quick ? 0.1 : 1 }
const rounds = Number(flags.rounds ?? (flags.quick ? 3 : 5))
const ROUND_TRIPS_MS = [0, 20].filter((ms) => String(ms) === (flags['round-trip'] ?? String(ms)))
/** Half a table is not worth keeping. */
const isPart = flags.scenario !== '' || flags['round-trip'] !== undefined
const run = { rounds, isQuick: flags.quick }
const isBuilt = existsSync(path.join(flags.dist, 'cli.js'))
const DOCUMENT = 'docs/benchmarks.md'

const scratch = mkdtempSync(path.join(os.tmpdir(), 'dk-bench-'))
const sshd = await startSshd({ config: ['Subsystem sftp internal-sftp'] })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave().then(() => process.exit(1)))
try {
  for (const [name, make] of Object.entries({ small: makeSmallFiles, big: makeBigFiles, modules: copyNodeModules })) {
    if (isAsked(name)) write(await measureTree(name, make))
  }
  if (isAsked('whole') && isBuilt) write(await measureWhole(sshd))
  if (isAsked('start')) write(renderStarts(await measureStarts(flags.dist, rounds * 3), { ...run, rounds: rounds * 3 }))
  if (isAsked('backups') && isBuilt) write(renderBackups(await measureBackups({ server: sshd, scratch, dist: flags.dist }, { share: sizes.share, rounds }), run))
  if (isAsked('outages')) write(renderOutages(await measureOutages(rounds), run))
} finally {
  await leave()
}

async function leave(): Promise<void> {
  await sshd.stop()
  rmSync(scratch, { recursive: true, force: true })
}

function isAsked(name: string): boolean {
  return flags.only === undefined || flags.only === name
}

/** At once, so that a run that is ended loses nothing. */
function write(section: BenchSection): void {
  if (flags.print || isPart) console.log(`## ${section.title}\n\n${section.lines.join('\n')}\n`)
  else writeFileSync(DOCUMENT, replaceSection(existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '', section))
}

async function measureTree(name: string, make: (folder: string, sizes: { readonly share: number }) => BenchTree): Promise<BenchSection> {
  const folder = path.join(scratch, name)
  mkdirSync(folder)
  const tree = make(folder, sizes)
  const results: BenchResult[] = []
  for (const roundTripMs of ROUND_TRIPS_MS) results.push(...(await measureFrom(sshd, tree, roundTripMs)))
  rmSync(folder, { recursive: true })
  return renderTree(tree, results, run)
}

async function measureFrom(server: Sshd, tree: BenchTree, roundTripMs: number): Promise<readonly BenchResult[]> {
  const place = await placeServer(server, roundTripMs)
  const arena = { server: place.server, scratch: path.join(scratch, `arena-${roundTripMs}`), dist: flags.dist }
  mkdirSync(arena.scratch, { recursive: true })
  const incremental: readonly ContestantMaker[] = [uploadPath, ...(isBuilt ? [wholeDeploy] : []), rsync, rsyncLinkDest]
  const repeated = incremental.map((make) => make(arena))
  // scp waits several round trips for every file: many of them over a long way take it half an hour.
  const others = roundTripMs > 0 && tree.files > 500 ? [tarOverSsh] : [scp, tarOverSsh]
  const all = [...repeated, ...others.map((make) => make(arena))]
  const results: BenchResult[] = []
  try {
    for (const contestant of all) contestant.reset()
    for (const scenario of scenarios.filter(({ title }) => title.includes(flags.scenario))) {
      // scp and tar know no repeat: they always send everything.
      const times = await takeTurns(tree, scenario, { contestants: scenario.isFirst ? all : repeated, rounds })
      tell(`${tree.title}, ${scenario.title}, ${roundTripMs} ms`, times)
      results.push({ tree, roundTripMs, scenario, times })
    }
  } finally {
    await place.close()
    rmSync(arena.scratch, { recursive: true, force: true })
  }
  return results
}

/** Ten files, one of which changes: what is left is the overhead. */
async function measureWhole(server: Sshd): Promise<BenchSection> {
  const folder = path.join(scratch, 'application')
  mkdirSync(folder)
  const tree = makeSmallFiles(folder, { share: 0.0005 })
  const measures: { readonly roundTripMs: number; readonly times: Times }[] = []
  for (const roundTripMs of ROUND_TRIPS_MS) {
    const place = await placeServer(server, roundTripMs)
    const arena = { server: place.server, scratch: path.join(scratch, `whole-${roundTripMs}`), dist: flags.dist }
    mkdirSync(arena.scratch)
    const contestants = [wholeDeploy(arena), makeGlueScript(arena)]
    for (const contestant of contestants) contestant.reset()
    changeOnePercent(tree)
    const times = await takeTurns(tree, { title: '', isFirst: false, change: '1 %', mtimes: 'fresh' }, { contestants, rounds })
    tell(`whole deploy, ${roundTripMs} ms`, times)
    measures.push({ roundTripMs, times })
    await place.close()
  }
  return renderWhole(measures, run)
}

function tell(title: string, times: Times): void {
  const cells = [...times].map(([name, seconds]) => `${name} ${median(seconds).toFixed(2)} [${seconds.map((value) => value.toFixed(2)).join(' ')}]`)
  console.log(`${title}: ${cells.join(', ')}`)
}
