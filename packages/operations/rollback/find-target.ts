import type { Problem } from '../../core/index.ts'
import type { Release } from '../tools/release-manifest.ts'

export interface Search {
  readonly host: string
  /** Oldest first. */
  readonly releases: readonly Release[]
  readonly live: string | undefined
  readonly to: string | undefined
  /** The commit that `to` names in the local git repository, if it names one. */
  readonly commit: string | undefined
}

export type Target = { readonly found: Release } | { readonly problem: Problem }

/** The release to roll back to, or why there is none. */
export function findTarget(search: Search): Target {
  return search.to === undefined ? findPrevious(search) : findNamed(search, search.to)
}

/** The newest good release that is older than the live one; of all, when the live one was deleted. */
function findPrevious({ host, releases, live }: Search): Target {
  if (live === undefined) return refuse(host, `Nothing is live on ${host}`, 'Deploy with ssh-deploy, or name a release with --to')
  const place = releases.findIndex((release) => release.id === live)
  const older = place < 0 ? releases : releases.slice(0, place)
  const previous = older.findLast((release) => release.state === 'good' && release.manifest !== undefined)
  if (previous !== undefined) return { found: previous }
  const bad = older.filter((release) => release.state === 'bad').length
  const why = bad === 0 ? '' : ` (${bad} older ones are marked bad: name one with --to to use it all the same)`
  return refuse(host, `There is no earlier good release on ${host} to roll back to${why}`, 'Deploy the wanted commit with ssh-deploy and allow-older')
}

function findNamed({ host, releases, live, commit }: Search, to: string): Target {
  const whole = releases.filter((release) => release.manifest !== undefined)
  const found =
    whole.find((release) => release.id === to) ??
    whole.findLast((release) => isCommit(release, commit ?? to)) ??
    findByMoment(whole, to)
  if (found === undefined) {
    const known = whole.map((release) => release.id).join(', ')
    return unknown(host, `There is no release ${to} on ${host}`, `It has: ${known === '' ? 'none' : known}`)
  }
  if (found.id === live) return unknown(host, `${found.id} is live on ${host} already`, 'Name another release; deploy-kit releases lists them')
  if (found.state === 'prepared') {
    return unknown(host, `${found.id} on ${host} comes from a run that did not finish and was never healthy`, 'Name another release')
  }
  return { found }
}

function isCommit({ manifest }: Release, commit: string): boolean {
  return /^[0-9a-f]{7,40}$/.test(commit) && manifest?.commit?.startsWith(commit) === true
}

/** The release that was the newest good one at a moment. */
function findByMoment(releases: readonly Release[], to: string): Release | undefined {
  const match = /^rollback_point_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/.exec(to)
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  const moment = Date.UTC(year, month - 1, day, hour, minute, second)
  return releases.findLast((release) => release.state === 'good' && (release.manifest?.createdAt ?? Infinity) <= moment)
}

function refuse(host: string, message: string, remedy: string): Target {
  return { problem: { code: 'DK_NOTHING_TO_ROLL_BACK_TO', host, message, remedy } }
}

function unknown(host: string, message: string, remedy: string): Target {
  return { problem: { code: 'DK_RELEASE_UNKNOWN', host, message, remedy } }
}
