const MEBIBYTE = 1024 * 1024
const PART_MEBIBYTES = 16
/** S3 takes 10,000. */
const MAX_PARTS = 9000

export interface Part {
  /** From 1. */
  readonly number: number
  readonly firstMebibyte: number
  readonly sizeBytes: number
}

/** Parts of whole mebibytes but for the last one: what `dd` can read by itself. An empty file has one part. */
export function splitIntoParts(sizeBytes: number): readonly Part[] {
  const partMebibytes = Math.max(PART_MEBIBYTES, Math.ceil(sizeBytes / MEBIBYTE / MAX_PARTS))
  const partBytes = partMebibytes * MEBIBYTE
  const count = Math.max(1, Math.ceil(sizeBytes / partBytes))
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    firstMebibyte: index * partMebibytes,
    sizeBytes: Math.min(partBytes, sizeBytes - index * partBytes)
  }))
}
