/**
 * Items as the text that a `list` input reads back as the same items: one a line. One item alone would be split at its
 * commas, so an empty comment line keeps it whole.
 *
 * The items must not be empty, begin with `#` or contain a newline.
 */
export function renderListText(items: readonly string[]): string {
  return items.length === 1 && items[0]?.includes(',') === true ? `${items[0]}\n#` : items.join('\n')
}
