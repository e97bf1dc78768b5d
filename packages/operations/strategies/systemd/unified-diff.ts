/** Lines around a change that are shown with it. */
const CONTEXT = 2

interface DiffLine {
  readonly mark: ' ' | '-' | '+'
  readonly text: string
}

/**
 * What differs between two texts, line by line, as `diff -u` writes it (without the header): lines with ` `, `-` or `+` before
 * them, and `@@` between changes that are apart. Empty when they are the same.
 */
export function renderDiff(before: string, after: string): readonly string[] {
  const lines = compareLines(splitLines(before), splitLines(after))
  const near = new Set(lines.flatMap(({ mark }, at) => (mark === ' ' ? [] : Array.from({ length: 2 * CONTEXT + 1 }, (_, index) => at - CONTEXT + index))))
  return lines.flatMap(({ mark, text }, at) => {
    if (!near.has(at)) return []
    return [...(at > 0 && !near.has(at - 1) ? ['@@'] : []), `${mark}${text}`]
  })
}

function splitLines(text: string): readonly string[] {
  const lines = text.split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** By the longest common subsequence: the files have tens of lines. */
function compareLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const lengths = measureCommon(before, after)
  const lines: DiffLine[] = []
  let [from, to] = [0, 0]
  while (from < before.length || to < after.length) {
    const [old, next] = [before[from], after[to]]
    if (old !== undefined && old === next) {
      lines.push({ mark: ' ', text: old })
      ;[from, to] = [from + 1, to + 1]
    } else if (old !== undefined && (next === undefined || (lengths[from + 1]?.[to] ?? 0) >= (lengths[from]?.[to + 1] ?? 0))) {
      lines.push({ mark: '-', text: old })
      from += 1
    } else {
      lines.push({ mark: '+', text: next ?? '' })
      to += 1
    }
  }
  return lines
}

/** For each pair of places, how many lines the rests have in common. */
function measureCommon(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0))
  for (let from = before.length - 1; from >= 0; from--) {
    const [row, below] = [table[from] ?? [], table[from + 1] ?? []]
    for (let to = after.length - 1; to >= 0; to--) {
      row[to] = before[from] === after[to] ? (below[to + 1] ?? 0) + 1 : Math.max(below[to] ?? 0, row[to + 1] ?? 0)
    }
  }
  return table
}
