/** A unit of a release, as far as starting and going back need to know it: its text lies on the host. */
export interface UnitSettings {
  /** `helpdesk.service`, `helpdesk@.service`. */
  readonly name: string
  /** Of its template: a unit that changed makes another release. */
  readonly sha256: string
  /** It has a section [Install], so it can be enabled. */
  readonly isInstallable: boolean
  /** Its template names the release's files, so that its process must run from them. */
  readonly runsFromRelease: boolean
}

/**
 * How a release comes to serve. `ports`: beside the old one, on the idle port of two. `socket`: systemd holds the socket while the
 * service restarts. `restart`: nothing listens meanwhile.
 */
export type CutoverKind = 'ports' | 'socket' | 'restart'

/** The application is run by systemd, if wanted behind nginx. */
export interface SystemdSettings {
  readonly strategy: 'systemd'
  readonly cutover: CutoverKind
  readonly units: readonly UnitSettings[]
  readonly site: { readonly name: string; readonly sha256: string } | undefined
  readonly ports: readonly number[]
  readonly python: { readonly requirements: string; readonly pipOptions: readonly string[] } | undefined
  /** So long a service stays up before it counts as started. */
  readonly settleSeconds: number
  readonly drainSeconds: number
  /** For each command. */
  readonly timeoutSeconds: number
}

/** The unit that is started once for each port. */
export function findTemplate({ cutover, units }: Pick<SystemdSettings, 'cutover' | 'units'>): UnitSettings | undefined {
  return cutover === 'ports' ? units.find(({ name }) => name.endsWith('@.service')) : undefined
}

/** `helpdesk@8001.service` */
export function instanceOf(template: string, port: number): string {
  return template.replace('@.', `@${port}.`)
}

/** What is started anew with each release, in the order of the input: a job that a timer starts is not. */
export function listRestarted({ units }: Pick<SystemdSettings, 'units'>): readonly UnitSettings[] {
  const names = new Set(units.map(({ name }) => name))
  return units.filter(({ name }) => /\.(timer|path)$/.test(name) || (isService(name) && !names.has(name.replace('.service', '.timer'))))
}

export function listSockets({ units }: Pick<SystemdSettings, 'units'>): readonly UnitSettings[] {
  return units.filter(({ name }) => name.endsWith('.socket'))
}

export function isService(name: string): boolean {
  return name.endsWith('.service') && !name.endsWith('@.service')
}
