const REFERENCE = /\$(?:\$|(?<plain>[A-Za-z_]\w*)|\{(?<name>[A-Za-z_]\w*)(?:(?<operator>:?[-+?])(?<word>[^{}]*))?\})/g

/**
 * A text of a compose file with the variables that are known here. What is not known (a secret) stays as it is written, so that
 * nobody takes it for empty.
 */
export function interpolate(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(REFERENCE, (whole: string, ...rest: readonly unknown[]) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>
    const name = groups['plain'] ?? groups['name']
    if (name === undefined) return '$'
    const value = variables.get(name)
    const isSet = value !== undefined && (value !== '' || groups['operator']?.startsWith(':') !== true)
    if (groups['operator']?.endsWith('-') === true) return isSet ? value : (groups['word'] ?? '')
    if (groups['operator']?.endsWith('+') === true) return isSet ? (groups['word'] ?? '') : ''
    return value ?? whole
  })
}
