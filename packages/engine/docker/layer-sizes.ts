/** A line of `docker history`, which has the instructions that made no layer as well. */
export interface HistoryEntry {
  readonly createdBy: string
  readonly sizeBytes: number
}

/** Reads `docker history --human=false --format '{{json .}}'`, which begins with the newest; the oldest comes first here. */
export function parseHistory(text: string): readonly HistoryEntry[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseEntry)
    .toReversed()
}

/** What is not understood is no layer, so that the sizes are not told. */
function parseEntry(line: string): HistoryEntry {
  try {
    const { CreatedBy: createdBy, Size: size } = JSON.parse(line) as Readonly<Record<string, unknown>>
    return { createdBy: String(createdBy), sizeBytes: Number(size) }
  } catch {
    return { createdBy: '', sizeBytes: 0 }
  }
}

/** Of an instruction that makes a layer, also an empty one: by BuildKit, and by the builder before it. */
const MAKES_LAYER = /^(?:(?:RUN|COPY|ADD|WORKDIR)\b|\/bin\/sh -c (?:#\(nop\) +(?:COPY|ADD|WORKDIR)\b|(?!#\(nop\))))/

/** The sizes of so many layers; undefined when the history does not tell which of its entries they are. */
export function sizeLayers(count: number, history: readonly HistoryEntry[]): readonly number[] | undefined {
  const made = history.filter(({ createdBy, sizeBytes }) => sizeBytes > 0 || MAKES_LAYER.test(createdBy))
  return made.length === count ? made.map(({ sizeBytes }) => sizeBytes) : undefined
}
