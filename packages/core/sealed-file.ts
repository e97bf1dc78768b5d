import type { Secret } from './secret.ts'

export interface SealedFile {
  /** One word. */
  readonly name: string
  /** Its first 16 KiB, or all of it, in base64. */
  readonly beginning: string
}

/** What opens sealed files on their host, once. */
export interface OpenedFiles {
  /** Lines: name, tab, length of the header that is to be replaced in bytes, tab, the new header in base64. '' when nothing is sealed. */
  readonly headers: string
  /** One line for each file, as a key file of age has it. */
  readonly key: Secret | undefined
}
