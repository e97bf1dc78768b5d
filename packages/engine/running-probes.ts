import type { Probe, ProbeReport } from '../core/index.ts'
import { startProbe, type RunningProbe } from './probe.ts'
import type { StepContext } from './step-context.ts'

/** The probes of a plan, which run from one phase to another. */
export class RunningProbes {
  readonly #context: StepContext
  readonly #running = new Map<Probe, RunningProbe>()
  readonly #reports = new Map<Probe, ProbeReport>()
  readonly #inCutover = new Set<Probe>()

  constructor(context: StepContext) {
    this.#context = context
  }

  /** Starts those that begin with this phase, and tells those whose cutover begins. */
  beginPhase(phase: string): void {
    for (const [probe, running] of this.#running) {
      if (probe.cutoverPhase !== phase) continue
      running.beginCutover()
      this.#inCutover.add(probe)
    }
    for (const probe of this.#context.plan.probes.filter(({ fromPhase }) => fromPhase === phase)) {
      const transport = probe.from === 'host' ? this.#context.transportFor(probe.host) : undefined
      this.#running.set(probe, startProbe(probe, transport))
    }
  }

  /** What those of a host have seen since the cutover began. */
  look(host: string): Promise<readonly ProbeReport[]> {
    return Promise.all([...this.#running].filter(([probe]) => probe.host === host).map(([, running]) => running.look()))
  }

  /** Stops those that end with this phase. */
  async endPhase(phase: string): Promise<void> {
    await this.#stop([...this.#running.keys()].filter(({ toPhase }) => toPhase === phase))
  }

  /** Stops what still runs, and gives the reports of those that saw a cutover, in the order of the plan. */
  async finish(): Promise<readonly ProbeReport[]> {
    await this.#stop([...this.#running.keys()])
    return this.#context.plan.probes.flatMap((probe) => this.#reports.get(probe) ?? [])
  }

  async #stop(probes: readonly Probe[]): Promise<void> {
    await Promise.all(
      probes.map(async (probe) => {
        const report = await this.#running.get(probe)?.stop()
        this.#running.delete(probe)
        if (report !== undefined && this.#inCutover.has(probe)) this.#reports.set(probe, report)
      })
    )
  }
}
