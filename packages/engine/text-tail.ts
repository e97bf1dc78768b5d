/** The end of a text, in whole lines where it can be; what is missing is said. */
export function tailText(text: string, keepBytes: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= keepBytes) return text
  const kept = bytes.subarray(bytes.length - keepBytes)
  const newline = kept.indexOf(10)
  const whole = newline < 0 || newline === kept.length - 1 ? kept : kept.subarray(newline + 1)
  return `[... ${bytes.length - whole.length} bytes left out]\n${whole.toString('utf8')}`
}
