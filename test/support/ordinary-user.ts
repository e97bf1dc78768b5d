import { execFileSync } from 'node:child_process'

/** Somebody without the rights of root. */
export interface OrdinaryUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
  remove(): void
}

/** A new user of this machine, or undefined when the tests run as an ordinary user themselves. */
export function makeOrdinaryUser(): OrdinaryUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const name = `dk-test-${process.pid}`
  execFileSync('useradd', ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/sh', name], { stdio: 'pipe' })
  const id = (option: string): number => Number(execFileSync('id', [option, name], { encoding: 'utf8' }))
  return { name, uid: id('-u'), gid: id('-g'), remove: () => void execFileSync('userdel', [name], { stdio: 'pipe' }) }
}
