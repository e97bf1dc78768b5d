/** The candidate that is nearest to a mistyped word, when it is near enough to be meant; for "did you mean". */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  // Two changes turn any three letters into something else.
  const limit = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3))
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((left, right) => left.distance - right.distance)
  return ranked[0]?.candidate
}

/** How many letters to add, drop, change or swap with their neighbour (optimal string alignment distance). */
function editDistance(left: string, right: string): number {
  const [rows, columns] = [[...left], [...right]]
  let older: readonly number[] = []
  let row: readonly number[] = Array.from({ length: columns.length + 1 }, (_, index) => index)
  for (const [i, from] of rows.entries()) {
    const next = [i + 1]
    for (const [j, to] of columns.entries()) {
      const substituted = (row[j] ?? 0) + (from === to ? 0 : 1)
      const isSwapped = from === columns[j - 1] && to === rows[i - 1]
      const swapped = isSwapped ? (older[j - 1] ?? 0) + 1 : substituted
      next.push(Math.min(substituted, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    older = row
    row = next
  }
  return row[columns.length] ?? 0
}
