/** A commit of git, as far as a release needs to know it. */
export interface Commit {
  /** 40 or 64 hex digits. */
  readonly id: string
  readonly subject: string
  /** The working tree differs from the commit. */
  readonly isDirty: boolean
}
