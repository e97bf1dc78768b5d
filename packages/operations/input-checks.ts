/** Of a time limit: with 0 everything would be too late before it begins. */
export function findMissingTime(seconds: number): string | undefined {
  return seconds === 0 ? 'must be more than 0' : undefined
}

/** Of a hook: `file:` is followed by the path of a script. */
export function findHookProblem([program]: readonly string[]): string | undefined {
  return program === 'file:' ? 'names no file: write file:<path of a script>' : undefined
}

/** Of a URL that will be printed. */
export function findUrlProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && (url.username !== '' || url.password !== '')) return 'must not hold a user or a password: it is printed'
  return url !== undefined && /^https?:$/.test(url.protocol) ? undefined : `is not a URL that begins with http:// or https://: ${JSON.stringify(text)}`
}
