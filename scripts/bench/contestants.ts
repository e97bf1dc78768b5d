import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { TestServer } from '../../test/support/connection.ts'
import { runQuietly } from './run-quietly.ts'
import { removeRelease, uploadTree } from './upload-path.ts'

/** One way of bringing a tree to a host, with its own target folder. */
export interface Contestant {
  readonly name: string
  /** Makes the host one that has never seen the tree. */
  reset(): void
  /** What is measured. `keepsCache`: the machine is the same as last time, as a laptop is and a CI runner is not. */
  deploy(source: string, keepsCache: boolean): Promise<void>
  /** After each measurement: removes what earlier ones left. */
  tidy(): void
}

export interface Arena {
  readonly server: TestServer & { readonly privateKeyPath: string }
  readonly scratch: string
  /** Folder of the built bundles. */
  readonly dist: string
}

export type ContestantMaker = (arena: Arena) => Contestant

/** OpenSSH with nothing of the user's own configuration. */
export function sshWords({ server, scratch }: Arena): readonly string[] {
  const knownHosts = path.join(scratch, `known-hosts-${server.port}`)
  writeFileSync(knownHosts, `${server.knownHostsLine}\n`)
  const options = ['BatchMode=yes', 'IdentitiesOnly=yes', 'StrictHostKeyChecking=yes', `UserKnownHostsFile=${knownHosts}`]
  return ['-F', 'none', '-i', server.privateKeyPath, ...options.flatMap((option) => ['-o', option])]
}

export const uploadPath: ContestantMaker = ({ server, scratch }) => {
  const target = path.join(scratch, 'target-upload')
  const cacheFolder = path.join(scratch, 'cache-upload')
  let count = 0
  let live: string | undefined
  return {
    name: 'deploy-kit, files only',
    reset() {
      rmSync(target, { recursive: true, force: true })
      mkdirSync(target, { recursive: true })
      live = undefined
    },
    async deploy(source, keepsCache) {
      const release = `release-${(count += 1)}`
      await uploadTree({ server, source, target, live, release, cacheFolder: keepsCache ? cacheFolder : undefined })
      live = release
    },
    tidy: () => removeRelease(target, `release-${count - 1}`)
  }
}

/** The shipped bundle, as a process of its own. */
export const wholeDeploy: ContestantMaker = ({ server, scratch, dist }) => {
  const target = path.join(scratch, 'target-whole')
  const cache = path.join(scratch, 'cache-whole')
  const knownHosts = path.join(scratch, `known-hosts-whole-${server.port}`)
  writeFileSync(knownHosts, `${server.knownHostsLine}\n`)
  const host = `${server.user}@${server.address}:${server.port}`
  const words = ['--host', host, '--path', target, '--private-key-file', server.privateKeyPath, '--known-hosts-file', knownHosts, '--include', '*']
  const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true })
  return {
    name: 'deploy-kit ssh-deploy',
    reset: () => remove(target),
    async deploy(source, keepsCache) {
      if (!keepsCache) remove(cache)
      const command = [process.execPath, path.join(dist, 'cli.js'), 'ssh-deploy', ...words, '--source', source, '--keep', '2', '--yes', '--quiet']
      await runQuietly(command, { PATH: process.env['PATH'], HOME: scratch, XDG_CACHE_HOME: cache })
    },
    tidy: () => undefined
  }
}

export const rsync: ContestantMaker = (arena) => {
  const target = path.join(arena.scratch, 'target-rsync')
  const { server } = arena
  return plain(target, 'rsync -az --delete', (source) => [
    'rsync', '-az', '--delete', '-e', ['ssh', '-p', String(server.port), ...sshWords(arena)].join(' '), `${source}/`, `${server.user}@${server.address}:${target}/`
  ])
}

/** The same result as ours: a folder of its own for each release, unchanged files linked. */
export const rsyncLinkDest: ContestantMaker = (arena) => {
  const target = path.join(arena.scratch, 'target-link-dest')
  const { server } = arena
  const ssh = ['ssh', '-p', String(server.port), ...sshWords(arena)].join(' ')
  let count = 0
  return {
    ...plain(target, 'rsync -az --link-dest', () => []),
    async deploy(source) {
      const previous = `${target}/${count}`
      count += 1
      await runQuietly(['rsync', '-az', `--link-dest=${previous}/`, '-e', ssh, `${source}/`, `${server.user}@${server.address}:${target}/${count}/`])
    },
    tidy: () => rmSync(`${target}/${count - 1}`, { recursive: true, force: true })
  }
}

export const scp: ContestantMaker = (arena) => {
  const target = path.join(arena.scratch, 'target-scp')
  const { server } = arena
  return plain(target, 'scp -r', (source) => [
    'scp', '-q', '-r', '-P', String(server.port), ...sshWords(arena), `${source}/.`, `${server.user}@${server.address}:${target}/`
  ])
}

export const tarOverSsh: ContestantMaker = (arena) => {
  const target = path.join(arena.scratch, 'target-tar')
  const { server } = arena
  const ssh = ['ssh', '-p', String(server.port), ...sshWords(arena), `${server.user}@${server.address}`]
  return plain(target, 'tar, ssh tar -x', (source) => ['bash', '-o', 'pipefail', '-c', 'src=$1 dst=$2; shift 2; tar -C "$src" -cf - . | "$@" "tar -C $dst -xpf -"', 'bash', source, target, ...ssh])
}

function plain(target: string, name: string, command: (source: string) => readonly string[]): Contestant {
  return {
    name,
    reset() {
      rmSync(target, { recursive: true, force: true })
      mkdirSync(target, { recursive: true })
    },
    async deploy(source) {
      await runQuietly(command(source))
    },
    tidy: () => undefined
  }
}
