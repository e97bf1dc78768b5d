/** RFC 4648, 4, without padding: the only form in the headers of age. */
export function renderBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}

/** Undefined when the text is not exactly what {@link renderBase64} gives: a second spelling would let a header be changed unseen. */
export function parseBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return renderBase64(bytes) === text ? bytes : undefined
}
