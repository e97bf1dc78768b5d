import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestServer } from './connection.ts'

/** The repository of somebody who deploys with the kit, and the folder on the host that it is deployed to. */
export interface ConsumerRepository {
  readonly folder: string
  /** The deploy path on the host. */
  readonly target: string
  /** A folder with an action that stands for actions/checkout: it clones this repository. */
  readonly checkoutAction: string
  /** Writes the files, commits them and returns the commit. */
  commit(files: Readonly<Record<string, string>>): string
  /** The id of the live release; undefined before the first deploy. */
  findLive(): string | undefined
  /** A file of the live release. */
  readLive(file: string): string
  remove(): void
}

export function createConsumerRepository(server: TestServer): ConsumerRepository {
  const root = mkdtempSync(path.join(os.tmpdir(), 'dk-consumer-'))
  const folder = path.join(root, 'repository')
  const target = path.join(root, 'srv', 'app')
  const checkoutAction = path.join(root, 'checkout')
  mkdirSync(path.dirname(target))
  writeFiles(checkoutAction, { 'action.yml': renderCheckout(folder) })
  mkdirSync(folder)
  git(folder, 'init', '--quiet', '--initial-branch=main')
  git(folder, 'remote', 'add', 'origin', 'https://github.com/example/application')
  writeFiles(folder, { 'deploy-kit.yml': renderConfig(server, target) })
  const current = path.join(target, 'current')
  return {
    folder,
    target,
    checkoutAction,
    commit(files) {
      writeFiles(folder, files)
      git(folder, 'add', '--all')
      const author = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com']
      git(folder, ...author, 'commit', '--quiet', '--allow-empty', '--message', 'Change the application')
      return git(folder, 'rev-parse', 'HEAD')
    },
    findLive: () => (existsSync(current) ? path.basename(readlinkSync(current)) : undefined),
    readLive: (file) => readFileSync(path.join(current, file), 'utf8'),
    remove: () => rmSync(root, { recursive: true, force: true })
  }
}

/** A release is healthy when it holds a file of that name: enough to tell a good one from a bad one. */
function renderConfig(server: TestServer, target: string): string {
  const host = `${server.user}@${server.address}:${server.port}`
  return `path: ${target}
health-check: file current/healthy
attempts: 2
delay: 100ms
environments:
  production:
    host: ${host}
  production-plan:
    host: ${host}
`
}

/** The real one would ask github.com, also for this repository. */
function renderCheckout(folder: string): string {
  return `name: Checkout
description: Stands for actions/checkout without a network
inputs:
  ref: {description: Branch or tag or commit}
  fetch-depth: {description: How many commits}
  persist-credentials: {description: Whether to keep the token}
runs:
  using: composite
  steps:
    - shell: sh
      run: git clone --quiet "$REPOSITORY" . && git checkout --quiet --detach "\${REF:-HEAD}"
      env:
        REPOSITORY: ${folder}
        REF: \${{ inputs.ref }}
`
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
}

function git(folder: string, ...words: readonly string[]): string {
  return execFileSync('git', words, { cwd: folder, encoding: 'utf8' }).trim()
}
