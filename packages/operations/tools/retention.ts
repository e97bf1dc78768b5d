import type { Release } from './release-manifest.ts'

export interface RetentionDecision {
  readonly release: string
  readonly keep: boolean
  readonly reason: string
}

export interface RetentionRule {
  /** How many good releases stay, the live one included. At least 1. */
  readonly keep: number
  /** Never removed, whatever they are: the live release, and the one to go back to. */
  readonly needed: readonly string[]
}

/** How many releases that were rolled back from stay, as evidence. */
const KEEP_BAD = 2

/**
 * Which releases (oldest first) stay and which go, each with its reason, newest first. Only good releases count towards `keep`, so that failed
 * deploys never push out a good one.
 */
export function decideRetention(releases: readonly Release[], { keep, needed }: RetentionRule): readonly RetentionDecision[] {
  const newestFirst = releases.toReversed()
  const good = newestFirst.filter((release) => release.state === 'good')
  const bad = newestFirst.filter((release) => release.state === 'bad')
  return newestFirst.map((release): RetentionDecision => {
    const decide = (kept: boolean, reason: string): RetentionDecision => ({ release: release.id, keep: kept, reason })
    if (needed.includes(release.id)) return decide(true, 'in use')
    if (release.manifest === undefined) return decide(true, 'has no manifest that can be read')
    if (release.state === 'prepared') return decide(false, 'left over from a run that did not finish')
    if (release.state === 'good') {
      const place = good.indexOf(release) + 1
      return place <= keep ? decide(true, `good, ${place} of ${keep}`) : decide(false, `older than the ${keep} good ones kept`)
    }
    return bad.indexOf(release) < KEEP_BAD ? decide(true, 'evidence of a failure') : decide(false, 'older evidence')
  })
}
