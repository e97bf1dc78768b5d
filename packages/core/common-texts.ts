/** Values that everybody uses in a configuration: they are no secrets, and logs are full of them. */
const COMMON = /^(true|false|null|none|undefined|yes|production|staging|development|localhost|127\.0\.0\.1|deploy|root|admin|postgres|mysql|redis)$/i

/** Whether hiding this text would make a log unreadable and keep nobody from anything: a word like `true`, a small number. */
export function isTooCommonToHide(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.length < 4 || /^[\d.,-]{1,7}$/.test(trimmed) || COMMON.test(trimmed)
}
