/**
 * Text from outside as inline GitHub Flavored Markdown that shows exactly this text: no markup, no HTML, no table
 * border, one line. Escapes as in CommonMark 0.31 section 2.4 (any ASCII punctuation may be escaped).
 */
export function escapeMarkdown(text: string): string {
  return stripControls(text)
    .replaceAll(/[\\`*[\]<>|~#&$@!]|(?<!\w)_|_(?!\w)/g, (mark) => `\\${mark}`)
    .trim()
    .replace(/^([-+=]|\d+(?=[.)](?:\s|$)))/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`))
    .replaceAll(/\s*\n\s*/g, '<br>')
}

/** Text inside of HTML tags, where Markdown has no escapes. One line. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return stripControls(text)
    .replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark)
    .replaceAll(/\s+/g, ' ')
}

/** Like {@link escapeMarkdown}, but as a code span: for ids, paths and commands. Empty text gives nothing. */
export function renderCode(text: string): string {
  const line = stripControls(text).replaceAll(/\s+/g, ' ').trim()
  if (line === '') return ''
  const fence = '`'.repeat(longestRun(line) + 1)
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${padding}${line}${padding}${fence}`
}

/** A fenced code block that the text cannot leave, whatever it holds. */
export function renderCodeBlock(text: string, language = 'text'): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${stripControls(text).replace(/\n+$/, '')}\n${fence}`
}

/** Rows of cells that are already Markdown. */
export function renderMarkdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${columns.map((_, index) => protectBorder(cells[index] ?? '')).join(' | ')} |`
  return [line(columns), `| ${columns.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n')
}

/** Text of a terminal as plain text: without escape sequences (ECMA-48) and other control characters. */
export function stripControls(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      .replaceAll(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g, '')
      .replaceAll(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- the same
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
  )
}

/** A code span protects everything but the border of a table (GFM section 4.10). */
function protectBorder(cell: string): string {
  return cell.replaceAll(/(\\*)\|/g, (found, slashes: string) => (slashes.length % 2 === 1 ? found : `${slashes}\\|`))
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
