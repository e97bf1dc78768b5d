/** Values that everybody uses in a configuration: they are no secrets, and logs are full of them. */
const EVERYDAY =
  /^(true|false|null|none|undefined|yes|production|staging|development|localhost|127\.0\.0\.1|deploy|root|admin|postgres|mysql|redis)$/i

/** False for a word like `true` or a small number: to hide it would make a log unreadable, and keep nobody from anything. */
export function isWorthHiding(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.length >= 4 && !/^[\d.,-]{1,7}$/.test(trimmed) && !EVERYDAY.test(trimmed)
}
