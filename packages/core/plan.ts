import type { Command } from './command.ts'
import type { Commit } from './commit.ts'
import type { ImageIdentity } from './container-image.ts'
import type { ErrorCode } from './error-catalogue.ts'
import type { HealthCheck } from './health-check.ts'
import type { FolderMarks, StorageFolder } from './storage.ts'
import type { TreeEntry } from './tree.ts'

/**
 * What an operation will do, as a value: prints as JSON and as a table, and has the same hash for the
 * same input and facts. Secrets print as `***` and are not part of the hash.
 */
export interface Plan {
  readonly operation: string
  /** One line for people: `Deploy 2f3a1c9 to web1 (/srv/app)`. */
  readonly title: string
  readonly hosts: readonly string[]
  /** SHA-256 over everything else in the plan, hex (see `sealPlan`). */
  readonly hash: string
  /** What was found and what will differ, for people. */
  readonly tables: readonly Table[]
  /** One sentence each: "First deploy: there is nothing to return to". */
  readonly notes: readonly string[]
  /** Reasons to refuse. A plan with problems is never applied. */
  readonly problems: readonly Problem[]
  /** In order. All hosts end a phase before any host begins the next. */
  readonly phases: readonly string[]
  readonly steps: readonly Step[]
  readonly onFailure: 'stop' | 'undo'
  /** One sentence each, told at the end when it succeeded: what a person may want to do next. */
  readonly afterwards?: readonly string[]
  /** Of an operation that makes no release live: how a failure is told. Absent: as that of a deploy. */
  readonly failing?: FailingWords
  /** Where each host keeps the journal of this run's steps, so that nothing ever runs twice. Absent: no journal. */
  readonly journals: Readonly<Record<string, string>>
  /** Asked every 100 ms from the start of `fromPhase` to the end of `toPhase`: measures the downtime. */
  readonly probes: readonly Probe[]
  /** What is live per host if the plan succeeds, and if it is undone. */
  readonly live: Readonly<Record<string, { readonly before: string | undefined; readonly after: string | undefined }>>
  /** Outputs that are known before anything runs. */
  readonly outputs: Readonly<Record<string, string>>
  /** The machine-readable answer of a read-only operation (`releases`, `status`, ...), for `--json`. */
  readonly answer?: unknown
  /** What was asked for is a text (a script): the command line prints it as it is, and nothing else, so that it can be piped. */
  readonly text?: string
}

export interface FailingWords {
  /** When everything was undone. */
  readonly undone: ErrorCode
  /** What is there when everything was undone, or nothing had to be. */
  readonly asBefore: string
  /** When something was not undone. */
  readonly unsure: string
  /** What was done by the end of this phase stays: a later failure undoes nothing, and is told with these words. */
  readonly kept?: { readonly phase: string; readonly words: string }
}

export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface Problem {
  readonly code: ErrorCode
  readonly host?: string
  readonly message: string
  readonly remedy: string
}

export interface Probe {
  readonly host: string
  readonly url: string
  readonly from: 'runner' | 'host'
  readonly fromPhase: string
  /** What is seen before it begins is only compared with. */
  readonly cutoverPhase: string
  readonly toPhase: string
}

export type Step = RunStep | UploadStep | CarryImageStep | WaitHealthyStep | MeasureDowntimeStep | WritePackageStep | CopyToStorageStep | PruneStorageStep | DownloadStep

interface StepBase {
  /** Unique within the host, stable between runs: `switch-current`. */
  readonly id: string
  /** For people, imperative: `Switch current to 20261121-070000-2f3a1c9`. */
  readonly title: string
  readonly host: string
  readonly phase: string
  readonly effect: 'read' | 'write'
  /**
   * Takes the step back. Also run when the step itself failed or may have run half,
   * so it must do no harm when there is nothing to undo.
   */
  readonly undo?: Undo
}

export interface Undo {
  readonly title: string
  readonly command: Command
  readonly timeoutSeconds: number
  /** As those of a step. */
  readonly failures?: RunStep['failures']
  /** Asked when everything has been undone: whether what is live again is healthy. The answer is told, and changes nothing. */
  readonly health?: UndoHealth
}

export interface UndoHealth extends Pick<WaitHealthyStep, 'checks' | 'attempts' | 'delaySeconds'> {
  /** What is live again. */
  readonly release: string
}

/**
 * Runs a command. A write that is not `repeatable` is journaled: it runs detached on the host, is attached to
 * again after a lost connection, and never runs twice. Reads and repeatable writes are simply run again.
 */
export interface RunStep extends StepBase {
  readonly kind: 'run'
  readonly command: Command
  readonly timeoutSeconds: number
  readonly repeatable?: boolean
  /** A failure is told as a warning and the plan goes on (cleaning up old releases). */
  readonly optional?: boolean
  /** Name in `Report.answers` under which the standard output is kept. */
  readonly answer?: string
  /** What exit codes of this command mean; others are DK_COMMAND_FAILED. The message is the command's standard error. */
  readonly failures?: Readonly<Record<number, { readonly code: ErrorCode; readonly remedy: string }>>
}

/**
 * Sends files of a local tree as one stream into the standard input of `receive`: a line `gzip`, `zstd` or `plain`, then a tar
 * archive, compressed or not (see `receiveTree`). Repeatable.
 */
export interface UploadStep extends StepBase {
  readonly kind: 'upload'
  /** A folder, or a `.tar.gz` package, on the machine that runs deploy-kit. */
  readonly source: string
  readonly entries: readonly TreeEntry[]
  readonly receive: Command
  /** The host can unpack zstd, which is half of the work of gzip for both sides. */
  readonly acceptsZstd?: boolean
  readonly timeoutSeconds: number
}

/**
 * Sends an image of the local Docker Engine as one stream into the standard input of `receive`: an archive as `docker save` makes
 * it, in gzip, with `name` for the image, and without the layers that the host has. Then `look` must tell the image (as
 * `parseContainerImage` reads it). When the host has lost a layer meanwhile, all of them are sent, once. Repeatable.
 */
export interface CarryImageStep extends StepBase {
  readonly kind: 'carry-image'
  /** For people. */
  readonly reference: string
  /** Id in the local engine. */
  readonly image: string
  /** On the host. */
  readonly name: string
  readonly identity: ImageIdentity
  readonly layers: readonly string[]
  /** Of the layers those that are not sent. */
  readonly leaveOut: readonly string[]
  /** About what is sent, before compression. */
  readonly sendBytes: number
  readonly receive: Command
  readonly look: Command
  readonly timeoutSeconds: number
}

/** Repeats the checks until every required one passes. Optional checks are reported and never fail. */
export interface WaitHealthyStep extends StepBase {
  readonly kind: 'wait-healthy'
  readonly checks: readonly HealthCheck[]
  readonly attempts: number
  readonly delaySeconds: number
  /** Run on failure; their output goes into the evidence. */
  readonly evidence: readonly Evidence[]
  /** Notes on the host that it never became healthy; not run when it was cancelled, or could not be asked. Safe to repeat. */
  readonly onUnhealthy?: Command
}

/**
 * Tells what the probes of its host have seen since the cutover began, and fails when more requests failed than are allowed
 * (undefined: as many as it may be).
 */
export interface MeasureDowntimeStep extends StepBase {
  readonly kind: 'measure-downtime'
  readonly maxFailedRequests: number | undefined
  /** Gets the numbers as its standard input, one line of JSON (`Downtime` for each probe, in a list). Repeatable. */
  readonly record: Command
  readonly timeoutSeconds: number
}

/**
 * Makes a package of a local folder, on the machine that runs deploy-kit (`host` is `local`; nothing is connected to). The
 * package is written beside its place, read back, and renamed: there is the old one or the new one, never a part. Repeatable.
 */
export interface WritePackageStep extends StepBase {
  readonly kind: 'write-package'
  /** A folder. */
  readonly source: string
  readonly entries: readonly TreeEntry[]
  /** Recorded in the package. */
  readonly commit: Commit | undefined
  /** Missing folders on its path are made. */
  readonly output: string
  /** Name in `Report.answers` under which `<sha256> <size in bytes>` of the package is kept. */
  readonly answer: string
}

/**
 * Copies the files of a folder of the host into a folder of a storage. The host sends them itself, by addresses that are good for
 * nothing else and for a while; it gets no key. The last file is sent when all others are there and have their sizes. What earlier
 * runs have left half-sent, anywhere in the folder above, is removed. Repeatable.
 */
export interface CopyToStorageStep extends StepBase {
  readonly kind: 'copy-to-storage'
  /** The folder above. */
  readonly to: StorageFolder
  /** Of the folder that is made. */
  readonly name: string
  readonly marks: FolderMarks
  /** Prints `name TAB bytes` of each file. */
  readonly list: Command
  /**
   * Reads lines `name TAB first MiB TAB bytes TAB address` and sends that part of the file with HTTP PUT and its MD5. Prints
   * `name TAB first MiB TAB ETag TAB MD5` of each part.
   */
  readonly send: Command
  readonly timeoutSeconds: number
  readonly failures: RunStep['failures']
}

/** Removes folders of a storage that a command on the host decides to go. Repeatable. */
export interface PruneStorageStep extends StepBase {
  readonly kind: 'prune-storage'
  readonly from: StorageFolder
  readonly marks: FolderMarks
  /** A file that keeps its folder from being removed. */
  readonly pin: string
  /**
   * Reads a line for each whole folder: its name, the first line of its first file, and that of its pin (`-` when there is none), with
   * tabs between them. Prints `name TAB remove TAB reason` for those that go, among others.
   */
  readonly decide: Command
  /** Of those that go, these; none: all. */
  readonly only: readonly string[]
  readonly timeoutSeconds: number
}

/**
 * Brings the files of a folder to the machine that runs deploy-kit, from the host or from a storage. They come into `<to>.partial`, where a
 * later run goes on, are compared, and only then get their name. Repeatable.
 */
export interface DownloadStep extends StepBase {
  readonly kind: 'download'
  readonly from: { readonly kind: 'host'; readonly folder: string } | { readonly kind: 'storage'; readonly place: StorageFolder }
  readonly files: readonly DownloadedFile[]
  /** A folder that is not there. */
  readonly to: string
}

export interface DownloadedFile {
  readonly name: string
  readonly sizeBytes: number
  /** Lower-case hex. */
  readonly sha256: string
}

/** A read-only command whose output explains a failure: a log tail, `df`, memory. */
export interface Evidence {
  readonly title: string
  readonly host: string
  readonly command: Command
}
