/**
 * What the runner does to every line of a log and to a summary: all occurrences of a mask, and of the encodings of it
 * that the runner knows (actions/runner, HostContext.cs), become `***`; overlapping ones together.
 */
export class RunnerSecretMasker {
  readonly masks: string[] = []
  readonly #forms = new Set<string>()

  /** The runner adds the whole value and each of its lines. */
  add(value: string): void {
    if (value.trim() === '') return
    this.masks.push(value)
    for (const part of [value, ...value.split(/[\r\n]+/)]) {
      if (part === '') continue
      for (const form of [part, ...encode(part)]) if (form !== '') this.#forms.add(form)
    }
  }

  mask(text: string): string {
    const ranges = [...this.#forms].flatMap((form) => findAll(text, form)).sort(([left], [right]) => left - right)
    let masked = ''
    let position = 0
    let end = -1
    for (const [from, to] of ranges) {
      if (from > end) {
        masked += text.slice(position, from) + '***'
      }
      end = Math.max(end, to)
      position = Math.max(position, end)
    }
    return masked + text.slice(position)
  }

  isIn(text: string): boolean {
    return [...this.#forms].some((form) => text.includes(form))
  }
}

function findAll(text: string, form: string): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) found.push([at, at + form.length])
  return found
}

function encode(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8')
  const shifted = [0, 1, 2].map((shift) => (bytes.length > shift ? bytes.subarray(shift) : bytes).toString('base64'))
  const xml: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '&': '&amp;' }
  return [
    ...shifted,
    value.replaceAll('"', '\\"'),
    value.replaceAll("'", "''"),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(bytes.toString('utf8')),
    value.replaceAll(/[<>"'&]/g, (mark) => xml[mark] ?? mark),
    value.length > 8 && /^".*"$/s.test(value) ? value.slice(1, -1) : value
  ]
}
