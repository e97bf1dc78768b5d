import type { Commit } from './commit.ts'
import type { LocalImages } from './container-image.ts'
import type { InputDefinitions, InputValues } from './inputs.ts'
import type { Plan } from './plan.ts'
import type { Queries, Query } from './query.ts'
import type { Report } from './report.ts'
import type { Command } from './command.ts'
import type { OpenedFiles, SealedFile } from './sealed-file.ts'
import type { Secret } from './secret.ts'
import type { StorageReader } from './storage.ts'
import type { Tree } from './tree.ts'

/**
 * One thing that deploy-kit can do. Its folder decides; the engine acts.
 *
 * `observe` asks read-only queries. `plan` is a pure function: same values and facts, same plan.
 */
export interface Operation<I extends InputDefinitions, F> {
  readonly name: string
  /** One line, for help, action.yml and the catalogue. */
  readonly summary: string
  readonly inputs: I
  readonly outputs: Readonly<Record<string, OutputDefinition>>
  /** Shown in the help: words after `deploy-kit`, and what they do. */
  readonly examples: readonly { readonly command: string; readonly does: string }[]
  /** `destructive`: a terminal asks, a script needs --yes. */
  readonly danger: 'read-only' | 'write' | 'destructive'
  /** Of an operation with the input `confirm`: whether it replaces data with these values. Absent: always. */
  readonly replacesData?: (values: InputValues<I>) => boolean
  /** Also an action (`actions/<name>`), not only a command of the command line. */
  readonly isAction: boolean
  /** The lease that is held while the plan is applied; undefined when none is needed. */
  readonly lease?: (values: InputValues<I>, context: LeaseContext) => Lease | undefined
  readonly observe: (values: InputValues<I>, observer: Observer) => Promise<F>
  readonly plan: (values: InputValues<I>, facts: F) => Plan
  /** Outputs that are known only after the plan was applied. */
  readonly outputsAfter?: (values: InputValues<I>, report: Report) => Readonly<Record<string, string>>
}

export interface OutputDefinition {
  readonly description: string
}

/** An operation whose types are forgotten, for tables of all operations. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the only place where input types are erased on purpose
export type AnyOperation = Omit<Operation<any, any>, 'inputs'> & { readonly inputs: InputDefinitions }

/** Keeps the types of inputs and facts together. */
export function defineOperation<const I extends InputDefinitions, F>(operation: Operation<I, F>): Operation<I, F> {
  return operation
}

export interface LeaseContext {
  /** Unique for this run (random). */
  readonly runId: string
  /** Who holds it, for people: `ana@laptop` or the URL of the workflow run. */
  readonly owner: string
  readonly host: string
}

/**
 * A lease on each host: taken before the last look at the host, renewed while the plan runs, released at its end.
 * `take` and `renew` exit with 0, or with 75 (EX_TEMPFAIL) when another run holds the lease; then their standard output
 * says who, for people.
 */
export interface Lease {
  readonly take: Command
  /** Run once all hosts are taken, and while they are renewed: it may take long. Safe to repeat. */
  readonly settle?: { readonly title: string; readonly command: Command; readonly timeoutSeconds: number } | undefined
  readonly renew: Command
  readonly release: Command
  readonly renewEverySeconds: number
  /** How long to wait for another run to release it; 0 fails at once. */
  readonly waitSeconds: number
}

/** The read-only view that an operation has of the world. */
export interface Observer {
  readonly hosts: readonly string[]
  /** Unique for this run (random, 12 hex digits): names journals and temporary files. */
  readonly runId: string
  /** Who runs this, for ledgers and locks. */
  readonly identity: Identity
  /** Now, by the runner's clock, in milliseconds since 1970. Fixed for one run. */
  readonly startedAt: number
  /** The runner's clock at this moment, in milliseconds since 1970: only to measure (round trip, clock of the host). */
  readonly now?: () => number
  ask<T>(host: string, query: Query<T>): Promise<T>
  /** Many questions in one round trip. */
  askAll<T>(host: string, queries: Queries<T>): Promise<T>
  /** What was read and must not be shown from here on, wherever it turns up. */
  readonly hide?: (secrets: readonly Secret[]) => void
  readonly local: LocalFiles
  /**
   * New headers for sealed files (age-encryption.org/v1), and keys that open these and nothing else: with them a host can open its
   * files, while the identity stays here. Throws DK_BACKUP_KEY_INVALID, DK_BACKUP_KEY_WRONG or DK_BACKUP_DAMAGED.
   */
  openSealed(files: readonly SealedFile[], identity: Secret): OpenedFiles
  readonly storage: StorageReader
  /** The public keys (`age1...`) of a private key or key file. Throws DK_BACKUP_KEY_INVALID. */
  readPublicKeys(identity: Secret): readonly string[]
  /** The lines to pin a server's keys, asked without logging in. */
  scanHostKeys(host: string): Promise<readonly ScannedHostKey[]>
}

export interface ScannedHostKey {
  /** `ssh-ed25519`. */
  readonly algorithm: string
  /** Base64 of the public key blob. */
  readonly key: string
  /** `SHA256:...` */
  readonly fingerprint: string
  /** A line for known_hosts. */
  readonly line: string
}

export interface Identity {
  /** `ana@laptop`, or the actor of the workflow run. */
  readonly who: string
  /** URL of the workflow run, or undefined. */
  readonly runUrl: string | undefined
  readonly machine: string
  readonly processId: number
}

/** What is read on the machine that runs deploy-kit. Paths are relative to its working folder, or absolute. */
export interface LocalFiles {
  /** Throws DK_SOURCE_INVALID when it cannot be read. */
  readText(path: string): Promise<string>
  /** A file of a source: of a folder, or of a package. Throws DK_SOURCE_INVALID when it is not there, or not text. */
  readSourceText(source: string, path: string): Promise<string>
  exists(path: string): Promise<'file' | 'folder' | undefined>
  /**
   * The tree of a folder or of a `.tar.gz` package.
   * `exclude`: patterns in gitignore syntax, added to the built-in ones. `include`: names that are refused unless named here (`.env`).
   */
  readTree(source: string, options: TreeOptions): Promise<Tree>
  /**
   * Commit of the working tree that holds `source`; undefined outside git. Of a package made by deploy-kit the one that is
   * recorded in it. `packageFile` does not make a working tree dirty.
   */
  findCommit(source: string, packageFile?: string): Promise<Commit | undefined>
  /** Whether `ancestor` is an ancestor of `commit`; undefined when git cannot tell (a shallow clone). */
  isAncestor(source: string, ancestor: string, commit: string): Promise<boolean | undefined>
  /** The commit that a branch, tag or short id names; undefined when there is none. */
  resolveCommit(source: string, name: string): Promise<string | undefined>
  /** What the Docker Engine of this machine has by these names. Throws DK_SOURCE_INVALID when no engine answers. */
  findImages(names: readonly string[]): Promise<LocalImages>
}

export interface TreeOptions {
  readonly exclude: readonly string[]
  readonly include: readonly string[]
  /**
   * The package that will be made of the tree. It is no part of the tree, nor is what an ended run has left of it; and modes
   * follow from the owner's bits alone, for the others depend on the umask under which the files were made.
   */
  readonly packageFile?: string | undefined
}
