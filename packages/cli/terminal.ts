/** Where the command line writes, and what is there to write to. */
export interface Terminal {
  /** Results: plans, tables, reports, JSON. */
  readonly out: (text: string) => void
  /** What happens meanwhile, warnings and errors. */
  readonly err: (text: string) => void
  /** A person sees `err` as it is written. */
  readonly isLive: boolean
  /** A person can be asked. */
  readonly canAsk: boolean
  /** Of standard output; undefined when it is not a terminal. */
  readonly columns: number | undefined
  readonly colours: boolean
}

export type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR'

interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export interface Streams {
  readonly stdin: { readonly isTTY?: boolean }
  readonly stdout: Stream
  readonly stderr: Stream
  readonly variables: Readonly<Record<string, string | undefined>>
}

/** Colours only where a person looks, and never against NO_COLOR (https://no-color.org). CI shows lines, not bars. */
export function openTerminal({ stdin, stdout, stderr, variables }: Streams): Terminal {
  const isDumb = variables['TERM'] === 'dumb'
  const isLive = stderr.isTTY === true && !isDumb && (variables['CI'] ?? '') === ''
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    isLive,
    canAsk: stdin.isTTY === true && stderr.isTTY === true,
    columns: stdout.columns,
    colours: stderr.isTTY === true && !isDumb && (variables['NO_COLOR'] ?? '') === ''
  }
}

const COLOURS: Readonly<Record<Level, number>> = { DEBUG: 90, INFO: 36, WARN: 33, ERROR: 31 }

/** `INFO  Connected to web1`; the level is coloured, the text never is. */
export function renderLevelLine(level: Level, text: string, colours: boolean): string {
  const label = level.padEnd(5)
  return `${colours ? `\u001b[${COLOURS[level]}m${label}\u001b[0m` : label} ${text}`
}
