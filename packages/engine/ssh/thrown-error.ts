/**
 * Fields of whatever was thrown. Not by `instanceof Error`, which is false for errors that come from another realm
 * (worker, vm context).
 */
export function codeOf(thrown: unknown): string {
  return fieldOf(thrown, 'code')
}

export function messageOf(thrown: unknown): string {
  return fieldOf(thrown, 'message') || String(thrown)
}

/** Set by ssh2: `client-timeout`, `client-authentication`, `agent`, ... */
export function levelOf(thrown: unknown): string {
  return fieldOf(thrown, 'level')
}

function fieldOf(thrown: unknown, name: 'code' | 'message' | 'level'): string {
  if (typeof thrown !== 'object' || thrown === null) return ''
  const value: unknown = Reflect.get(thrown, name)
  return typeof value === 'string' ? value : ''
}
