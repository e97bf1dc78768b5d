import { execFile } from 'node:child_process'
import type { Commit } from '../../core/index.ts'

/** Environment variables; git gets the few of them that it needs. */
export type GitEnvironment = Readonly<Record<string, string | undefined>>

/** What is asked about in a folder. */
export interface GitSource {
  /** A file in it, rather than the folder itself. */
  readonly isFile: boolean
  /** Path of a file in it that does not count. */
  readonly without: string | undefined
}

/** The commit checked out in a folder; undefined outside git, without git, or before the first commit. */
export async function findCommit(folder: string, source: GitSource, environment: GitEnvironment): Promise<Commit | undefined> {
  const git = gitIn(folder, environment)
  const log = await git(['log', '-1', '--no-show-signature', '--format=%H%n%s', 'HEAD'])
  const [id, subject = ''] = log.stdout.split('\n')
  if (log.code !== 0 || id === undefined || !COMMIT_ID.test(id)) return undefined
  // Of a package only the repository can differ; the package itself is rarely part of it.
  const apart = source.without === undefined ? [] : [`:(exclude,literal)${source.without}`]
  const scope = source.isFile ? ['--untracked-files=no'] : ['--untracked-files=normal', '--', '.', ...apart]
  const status = await git(['--no-optional-locks', 'status', '--porcelain', ...scope])
  return { id, subject, isDirty: status.code !== 0 || status.stdout !== '' }
}

/** Undefined when git cannot tell: an unknown commit, or a shallow clone whose history ends too early. */
export async function isAncestor(folder: string, commits: { readonly ancestor: string; readonly commit: string }, environment: GitEnvironment): Promise<boolean | undefined> {
  const { ancestor, commit } = commits
  if (!COMMIT_ID.test(ancestor) || !COMMIT_ID.test(commit)) return undefined
  const git = gitIn(folder, environment)
  const { code } = await git(['merge-base', '--is-ancestor', ancestor, commit])
  if (code === 0) return true
  if (code !== 1) return undefined
  const shallow = await git(['rev-parse', '--is-shallow-repository'])
  if (shallow.stdout.trim() === 'false') return false
  // A cut history still proves the opposite direction.
  const reverse = await git(['merge-base', '--is-ancestor', commit, ancestor])
  return reverse.code === 0 ? false : undefined
}

/** The commit of a branch, tag or short id; a branch may be known as a remote one only, as in a checkout by CI. */
export async function resolveCommit(folder: string, name: string, environment: GitEnvironment): Promise<string | undefined> {
  const git = gitIn(folder, environment)
  for (const candidate of [name, `refs/remotes/origin/${name}`]) {
    const { code, stdout } = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${candidate}^{commit}`])
    const id = stdout.trim()
    if (code === 0 && COMMIT_ID.test(id)) return id
  }
  return undefined
}

/** SHA-1 or SHA-256. */
const COMMIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

interface GitAnswer {
  /** Undefined when git could not be run. */
  readonly code: number | undefined
  readonly stdout: string
}

/** Programs that the configuration of a repository names (fsmonitor, hooks, pagers) are not run. */
const SAFE_OPTIONS = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'color.ui=false', '--no-pager']

function gitIn(folder: string, environment: GitEnvironment): (words: readonly string[]) => Promise<GitAnswer> {
  const env = cleanEnvironment(environment)
  return (words) =>
    new Promise((resolve) => {
      execFile('git', ['-C', folder, ...SAFE_OPTIONS, ...words], { env, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 }, (error, stdout) => {
        if (error === null) resolve({ code: 0, stdout })
        else resolve({ code: typeof error.code === 'number' ? error.code : undefined, stdout })
      })
    })
}

/** Not `GIT_*`, which could point it to another repository, and not the others, among which are secrets. */
const NEEDED: readonly string[] = ['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'XDG_CONFIG_HOME']

function cleanEnvironment(environment: GitEnvironment): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => NEEDED.includes(name))
  return { ...Object.fromEntries(kept), GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' }
}
