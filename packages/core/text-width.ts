const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** East Asian Wide and Fullwidth (Unicode Standard Annex 11), as far as terminals agree on them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u
const ASCII = /^[ -~]*$/
const NOTHING = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u

/** What a terminal might obey instead of showing it: everything of C0, DEL and C1. */
// eslint-disable-next-line no-control-regex -- these are the characters to be found
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g

/** Columns that a line takes on a terminal. */
export function textWidth(line: string): number {
  if (ASCII.test(line)) return line.length
  let width = 0
  for (const { segment } of SEGMENTS.segment(line)) width += graphemeWidth(segment)
  return width
}

/** The line, filled with spaces to at least `width` columns. */
export function padText(line: string, width: number): string {
  return line + ' '.repeat(Math.max(0, width - textWidth(line)))
}

/** Lines of at most `width` columns, broken at spaces where there are any. Always at least one line. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (textWidth(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = breakWord(word, width)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return [...lines, line]
}

/**
 * Text from a host or a file as one line that is safe to show: tabs become spaces, and control characters
 * (an escape sequence could rewrite what the terminal shows above it) become visible.
 */
export function showControls(text: string): string {
  return text.replaceAll('\t', '  ').replaceAll(CONTROL, (character) => {
    const code = character.charCodeAt(0)
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\ufffd'
  })
}

function graphemeWidth(segment: string): number {
  if (NOTHING.test(segment)) return 0
  return WIDE.test(segment) || EMOJI.test(segment) ? 2 : 1
}

function breakWord(word: string, width: number): readonly string[] {
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const { segment } of SEGMENTS.segment(word)) {
    const size = graphemeWidth(segment)
    if (piece !== '' && used + size > width) {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += segment
    used += size
  }
  return [...pieces, piece]
}
