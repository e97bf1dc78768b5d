import type { TargetHost } from '../../testbed/target-host.ts'

export type Texts = Readonly<Record<string, string>>

/** Two versions of one application, of which one is live and the other is deployed under faults. */
export type Version = 'one' | 'two'

export const otherVersion = (version: Version): Version => (version === 'one' ? 'two' : 'one')

/** What goes wrong on the host of one strategy only. `end` comes when the host has come to rest. */
export interface OwnFault {
  readonly name: string
  begin(): Promise<unknown>
  end(): Promise<unknown>
}

/** An application that a strategy runs on a host of the test bed. */
export interface StrategySubject {
  readonly name: 'systemd' | 'compose'
  readonly title: string
  readonly host: TargetHost
  readonly root: string
  /** All inputs of a deploy. */
  texts(version: Version): Texts
  /** The version that visitors are served; what is wrong, when they are not. */
  served(): Promise<string>
  /** The same, when nothing else runs (or the other one still does, and is not asked), `current` leads to it, and all that `use` left is there. */
  whole(other?: 'may drain'): Promise<string>
  /** As a visitor does, who leaves something behind. */
  use(): Promise<void>
  readonly ownFaults: readonly OwnFault[]
  close(): Promise<void>
}
