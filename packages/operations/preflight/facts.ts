import type { DeployKitError } from '../../core/index.ts'
import type { StrategyHostFacts } from './strategy-queries.ts'
import type { StrategyNeeds } from './strategy-needs.ts'

export interface PreflightFacts {
  readonly hosts: readonly string[]
  readonly source: SourceFacts | DeployKitError | undefined
  /** What the strategy needs of a host; undefined when that is nothing. */
  readonly strategy: StrategyNeeds | DeployKitError | undefined
  /** The text of the env template. */
  readonly template: string | DeployKitError | undefined
  /** An error: the host could not be asked. */
  readonly byHost: Readonly<Record<string, HostFacts | DeployKitError>>
}

export interface SourceFacts {
  readonly sizeBytes: number
  readonly entries: number
}

export interface HostFacts {
  /** Undefined when it was not measured. */
  readonly roundTripMs: number | undefined
  /** The host's clock is so much ahead of this machine's. */
  readonly clockAheadSeconds: number | undefined
  readonly place: PlaceFacts
  readonly tools: Readonly<Record<string, ToolFacts>>
  readonly ports: readonly PortHolder[] | 'unknown'
  /** What a login shell prints without being asked. */
  readonly noise: string
  /** Undefined when it was not needed. */
  readonly sudo: 'ready' | 'password' | 'missing' | undefined
  readonly strategy: StrategyHostFacts | undefined
}

export interface PlaceFacts {
  readonly user: string
  /** What is at the path. */
  readonly kind: 'folder' | 'absent' | 'other'
  /** The path, or its nearest parent that exists. */
  readonly nearest: string
  /** Folders in which the user may not write: the path or its nearest parent, and the kit's own folders in it. */
  readonly closed: readonly ClosedFolder[]
  readonly path: SpaceFacts
  readonly temporary: SpaceFacts
  readonly lock: string | undefined
  /** The target of `current`, without its folder. */
  readonly live: string | undefined
  readonly releases: number
  /** Folders of uploads that never ended. */
  readonly partial: number
  /** Entries that are not the kit's. */
  readonly foreign: number
}

export interface ClosedFolder {
  readonly folder: string
  readonly owner: string
}

export interface SpaceFacts {
  readonly freeBytes: number | undefined
  /** Undefined when the file system has no fixed number of them. */
  readonly freeInodes: number | undefined
  readonly mountPoint: string
  readonly isReadOnly: boolean
}

export interface ToolFacts {
  readonly isThere: boolean
  /** What it says of its version; '' when it was not asked or said nothing. */
  readonly text: string
}

export interface PortHolder {
  readonly port: number
  readonly uid: string
  /** Undefined when the user may not see it. */
  readonly pid: string | undefined
  /** It runs in the deploy path. */
  readonly isOurs: boolean
  readonly command: string
}
