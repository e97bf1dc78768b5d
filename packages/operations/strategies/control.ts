import type { Command, Evidence, HealthCheck, Query, ServiceCheck } from '../../core/index.ts'
import type { ReleasePlace } from '../tools/command-place.ts'

/** A release on one host, and what else is there, as the engine saw it under the deploy lock. */
export interface HostPlace extends ReleasePlace {
  readonly host: string
  readonly live: string | undefined
  /** Which release is served on which port, where each release has one of its own. */
  readonly served: Readonly<Record<number, string>>
}

/**
 * How one release is made to run and to stop on one host, ready to run: made by its strategy. Every command is safe to
 * repeat, takes no standard input, and finds what it needs on the host: the guard runs it when the runner is gone.
 */
export interface Control {
  readonly strategy: 'commands' | 'systemd' | 'compose'
  /**
   * Starts it next to what is live, before anything is switched, and ends with 0 when it can serve. A release that has this
   * keeps what serves running while it comes: `activate` only leads the requests to it, and `deactivate` and `retire` stop
   * only it.
   */
  readonly startBeside: Action | undefined
  /** What must hold while it runs beside the live one, before anything is led to it; made of the checks of the inputs. */
  readonly checksBeside: (asked: readonly HealthCheck[]) => readonly HealthCheck[]
  /**
   * What was live may keep running until it is retired, although nothing is started before the switch: going back stops this
   * one as well.
   */
  readonly keepsOther: boolean
  /** Makes it the one that serves. */
  readonly activate: Action | undefined
  /** Stops it, when it did not stay live: after a failed first deploy, or beside another one. */
  readonly deactivate: Action | undefined
  /** Takes what it installed off the host, before a release of another strategy is activated in its place. */
  readonly withdraw: Action | undefined
  /** Ends it when another release has been confirmed: drains it and stops it. */
  readonly retire: Action | undefined
  /** What must hold besides the health checks of the inputs while it is live. */
  readonly checks: readonly HealthCheck[]
  /** What can be asked of its services; undefined where it has none. */
  readonly services: Services | undefined
  /** What explains why it does not run. */
  readonly evidence: readonly Evidence[]
  /** What runs of it now; undefined where nobody can tell. */
  readonly running: Query<readonly RunningPart[]> | undefined
  /** The ends of the logs of all that runs of it: so many lines of each. */
  readonly logs: (lines: number) => readonly Evidence[]
  /** For each of the commands. */
  readonly timeoutSeconds: number
}

export interface Services {
  /** Those that are kept running. */
  readonly names: readonly string[]
  readonly ask: (check: ServiceCheck) => HealthCheck
  /** The ends of their logs, where their containers look well from outside. */
  readonly logs: (services: readonly string[]) => Evidence
}

/** A part of a release that runs by itself: a unit, a container. */
export interface RunningPart {
  readonly name: string
  readonly isWell: boolean
  /** In the words of what runs it: `active (running)`. */
  readonly state: string
  /** When this state began: seconds since 1970, host clock. Undefined when it never ran. */
  readonly since: number | undefined
  /** How often it was started again since, because it had ended by itself. */
  readonly restarts: number | undefined
  /** Where it can be asked: `port 8001, nginx leads to it`; '' when that is not known. */
  readonly serves: string
}

export interface Action {
  /** For the step: `Restart: systemctl restart app`. */
  readonly title: string
  readonly command: Command
}
