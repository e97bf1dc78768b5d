import type { RestoredHealth } from './report.ts'

/** `r1 is live again and healthy on web1 (3 of 3 checks)`, or what is not healthy. */
export function describeRestored({ host, release, passed, checks }: RestoredHealth): string {
  if (passed) return `${release} is live again and healthy on ${host} (${checks.filter((check) => check.passed).length} of ${checks.length} checks)`
  const failed = checks.filter((check) => check.required && !check.passed).map(({ title, detail }) => `${title}: ${detail}`)
  return `${release} is live again on ${host} but NOT healthy: ${failed.length === 0 ? 'it could not be asked' : failed.join('; ')}`
}
