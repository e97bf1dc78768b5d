export interface ToolRequirement {
  /** A program, or a program and its subcommand: `docker compose`. */
  readonly name: string
  /** `3.9`; undefined when any version will do. */
  readonly minimum: string | undefined
}

/** `tar`, `python3>=3.9`, `docker compose>=2.20`. Throws RangeError that completes "require-tools: ...". */
export function parseToolRequirement(text: string): ToolRequirement {
  const match = /^(?<name>[A-Za-z0-9_/][A-Za-z0-9_./+-]*(?: [a-z][a-z0-9-]*)?)\s*(?:>=\s*v?(?<minimum>\d+(?:\.\d+)*))?$/.exec(text)
  if (!match) throw new RangeError(`has ${JSON.stringify(text)}, which is no program: write tar, or python3>=3.9`)
  return { name: match.groups?.['name'] ?? '', minimum: match.groups?.['minimum'] }
}

/**
 * The version in what a program says of itself (`git version 2.39.5`, `nginx version: nginx/1.22.1`, `systemd 252 (...)`):
 * the first number with a dot, otherwise the first number that is a word. Undefined when there is none.
 */
export function findVersion(text: string): string | undefined {
  const dotted = /(?:^|[^A-Za-z0-9.])v?(\d+(?:\.\d+)+)/.exec(text) ?? /(\d+(?:\.\d+)+)/.exec(text)
  return dotted?.[1] ?? /(?:^|[^A-Za-z0-9.])v?(\d+)(?![A-Za-z0-9])/.exec(text)?.[1]
}

/** `3.10` is at least `3.9`; a missing part counts as 0. */
export function isAtLeast(version: string, minimum: string): boolean {
  const have = version.split('.').map(Number)
  const need = minimum.split('.').map(Number)
  for (let index = 0; index < Math.max(have.length, need.length); index++) {
    const difference = (have[index] ?? 0) - (need[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
