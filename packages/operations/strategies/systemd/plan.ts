import { renderDuration, type Command, type Problem, type RunStep, type Table } from '../../../core/index.ts'
import { releaseFolder, workingFolder } from '../../tools/host-paths.ts'
import type { StrategyPlan, StrategyTarget } from '../strategy-plan.ts'
import { choosePort } from './choose-port.ts'
import type { SystemdFacts } from './observe.ts'
import { buildEnvironment, sweep, testSite, writeRendered, type RenderedFile } from './prepare.ts'
import type { SystemdSource, Template } from './read-source.ts'
import { findTemplate, instanceOf, isService, listRestarted } from './settings.ts'
import { sudoVerbs } from './sudo-verbs.ts'
import { renderTemplate, type Replacements } from './template.ts'
import { portLink } from './unit-paths.ts'
import { renderDiff } from './unified-diff.ts'

const QUICK_SECONDS = 60

export function planSystemd(source: SystemdSource, facts: SystemdFacts, target: StrategyTarget): StrategyPlan {
  const { settings } = source
  const { paths, id } = target.place
  const rendered = renderUnits(source, facts, target)
  const sites = renderSites(source, facts, target)
  const site = findSite(source, target, sites)
  const differing = rendered.filter(({ name, text }) => facts.units[name] !== text)
  const siteDiffers = site !== undefined && facts.site !== site.text
  const step = (words: Pick<RunStep, 'id' | 'title' | 'phase' | 'command'> & Partial<RunStep>): RunStep => ({
    kind: 'run',
    host: target.host,
    effect: 'write',
    timeoutSeconds: QUICK_SECONDS,
    ...words
  })
  const prepare = (name: string, title: string, command: Command, more: Partial<RunStep> = {}): RunStep => step({ id: name, title, phase: 'prepare', command, ...more })
  const files: readonly RenderedFile[] = [
    ...rendered.map(({ name, text }) => ({ file: `units/${name}`, text })),
    ...sites.map(({ variant, text }) => ({ file: `nginx/${variant}`, text }))
  ]
  return {
    prepare: [
      prepare('write-units', `Keep ${settings.units.map(({ name }) => name).join(', ')} for ${id}`, writeRendered(paths, id, files)),
      ...(settings.python === undefined
        ? []
        : [prepare('build-environment', `Make the Python environment of ${settings.python.requirements}`, buildEnvironment(paths, id, settings.python), { timeoutSeconds: target.buildSeconds })]),
      ...(site !== undefined && siteDiffers
        ? [prepare('test-site', `Ask nginx whether it accepts ${site.name}`, testSite(paths, id, site), { failures: SITE_FAILURES })]
        : [])
    ],
    finish: [step({ id: 'sweep-units', title: 'Remove units and environments that no release needs', phase: 'finish', optional: true, command: sweep(paths) })],
    tables: [...differing.map(({ name, text }) => diffTable(name, facts.units[name], { text, host: target.host })), ...(site !== undefined && siteDiffers ? [diffTable(site.name, facts.site, { text: site.text, host: target.host })] : [])],
    notes: [`${target.host}: ${explainCutover(source, facts, target)}`],
    problems: findProblems({ source, facts, target, needed: { install: differing.length > 0, site: siteDiffers } }),
    differs: differing.length > 0 || siteDiffersFromLive(source, facts, sites)
  }
}

const SITE_FAILURES: NonNullable<RunStep['failures']> = {
  1: { code: 'DK_COMMAND_FAILED', remedy: 'Correct the nginx-site; the old one is installed, and the application has not been touched' }
}

function diffTable(name: string, installed: string | undefined, { text, host }: { readonly text: string; readonly host: string }): Table {
  const title = installed === undefined ? `${name} is new on ${host}` : `${name} differs from what is installed on ${host}`
  // One column, so that no line is folded.
  return { title, columns: [installed === undefined ? 'new file' : '- installed, + new'], rows: renderDiff(installed ?? '', text).map((line) => [line]) }
}

function renderUnits({ settings, units }: SystemdSource, facts: SystemdFacts, target: StrategyTarget): readonly Template[] {
  const replacements = placeReplacements(facts, target)
  const [port] = settings.ports
  return units.map(({ name, text }) => {
    const isTwofold = findTemplate(settings)?.name === name
    // Each instance finds its release by a link, so that its unit is the same for all releases.
    const own = isTwofold ? { release: portLink(target.place.paths, '%i'), port: '%i' } : { port: port === undefined ? undefined : String(port) }
    return { name, text: renderTemplate(text, { ...replacements, ...own }) }
  })
}

function placeReplacements({ user }: SystemdFacts, { place: { paths, id } }: StrategyTarget): Replacements {
  return {
    path: paths.root,
    current: paths.layout === 'releases' ? paths.current : paths.root,
    release: workingFolder(paths, id),
    shared: paths.shared,
    user,
    port: undefined
  }
}

interface RenderedSite extends Template {
  /** Its file name among the rendered ones: its port, or `site`. */
  readonly variant: string
}

/** One for each port: going back may come to another one. */
function renderSites({ settings, site }: SystemdSource, facts: SystemdFacts, target: StrategyTarget): readonly RenderedSite[] {
  if (site === undefined) return []
  const replacements = placeReplacements(facts, target)
  if (settings.cutover !== 'ports') {
    const [port] = settings.ports
    return [{ ...site, variant: 'site', text: renderTemplate(site.text, { ...replacements, port: port === undefined ? undefined : String(port) }) }]
  }
  return settings.ports.map((port) => ({
    ...site,
    variant: String(port),
    text: renderTemplate(site.text, { ...replacements, release: portLink(target.place.paths, port), port: String(port) })
  }))
}

function findSite({ settings }: SystemdSource, { place }: StrategyTarget, sites: readonly RenderedSite[]): RenderedSite | undefined {
  if (settings.cutover !== 'ports') return sites[0]
  return sites.find(({ variant }) => variant === String(choosePort(settings.ports, place)))
}

/** The live release may serve on any of the ports. */
function siteDiffersFromLive({ site }: SystemdSource, facts: SystemdFacts, sites: readonly RenderedSite[]): boolean {
  return site !== undefined && !sites.some(({ text }) => text === facts.site)
}

/** How the release comes to serve, why so, and how long nothing answers. */
function explainCutover({ settings, site }: SystemdSource, facts: SystemdFacts, { place, live }: StrategyTarget): string {
  const template = findTemplate(settings)
  if (template !== undefined) {
    const instance = instanceOf(template.name, choosePort(settings.ports, place))
    return `blue/green, because there are a template unit, two ports and an nginx-site: ${instance} starts beside what is live, and nginx is led to it. Expected downtime: none`
  }
  const services = listRestarted(settings).map(({ name }) => name).filter(isService)
  const times = services.flatMap((name) => facts.restartSeconds[name] ?? [])
  const lasted = times.length === 0 ? 'how long is not known yet' : `about ${renderDuration(Math.max(...times))}, as when it was restarted last`
  const limits = [...new Set(services.flatMap((name) => facts.stopLimits[name] ?? []))].join(' or ')
  if (settings.cutover === 'socket') {
    return `socket activation, because there is a .socket unit: systemd keeps listening while ${services.join(', ')} restarts, and requests wait (${lasted}). Expected downtime: none`
  }
  if (live === undefined) return 'plain start: nothing is live yet'
  const missing = site === undefined ? 'no .socket unit, and no template unit with two ports and an nginx-site' : 'no .socket unit, and no template unit with two ports'
  return `plain restart, because there is ${missing}: nothing answers while ${services.join(', ')} restarts. Expected downtime: ${lasted}${limits === '' ? '' : `; its stop may take ${limits}`}`
}

interface Situation {
  readonly source: SystemdSource
  readonly facts: SystemdFacts
  readonly target: StrategyTarget
  readonly needed: { readonly install: boolean; readonly site: boolean }
}

function findProblems({ source: { settings }, facts, target, needed }: Situation): readonly Problem[] {
  const { host, place, live } = target
  const problems: Problem[] = []
  const add = (code: Problem['code'], message: string, remedy: string): void => void problems.push({ code, host, message, remedy })
  if (!facts.hasSystemd) add('DK_PREFLIGHT_FAILED', `${host} is not run by systemd`, 'Use strategy: commands')
  if (settings.site !== undefined && !facts.hasNginx) add('DK_PREFLIGHT_FAILED', `There is no nginx on ${host}`, 'Install it, or leave out nginx-site')
  if (settings.python !== undefined && facts.python === undefined) {
    add('DK_PREFLIGHT_FAILED', `There is no Python on ${host} that can make environments`, 'Install python3 and python3-venv')
  }
  const isNeeded = (verb: string): boolean => {
    const found = sudoVerbs(settings, place.paths).find(({ words }) => words.join(' ') === verb)?.needed
    return found === 'run' || (found === 'enable' && live === undefined) || (found === 'install' && needed.install) || (found === 'site' && needed.site)
  }
  const refused = facts.refused.filter(isNeeded)
  if (refused.length > 0) {
    add('DK_SUDO_PASSWORD', `sudo on ${host} does not let ${facts.user} run without a password: ${refused.join('; ')}`, `Allow it: deploy-kit init-host with the same configuration, or by hand in /etc/sudoers.d, as: ${facts.user} ALL=(root) NOPASSWD: <command with its path>`)
  }
  const template = findTemplate(settings)
  const port = choosePort(settings.ports, place)
  if (template !== undefined && facts.listening.includes(port) && !facts.running.includes(instanceOf(template.name, port))) {
    add('DK_PREFLIGHT_FAILED', `Port ${port} on ${host} is taken by something else than ${instanceOf(template.name, port)}`, 'End it, or give other ports')
  }
  if (target.tree.entries.some((entry) => entry.path === '.venv') && settings.python !== undefined) {
    add('DK_INPUT_INVALID', `.venv is in the source, and is also where the Python environment is linked (${releaseFolder(place.paths, place.id)}/.venv)`, 'Exclude it: exclude: .venv/')
  }
  return problems
}
