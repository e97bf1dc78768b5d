import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { sshWords, type Arena, type Contestant } from './contestants.ts'
import { runQuietly } from './run-quietly.ts'

/**
 * What deploy scripts made of rsync and ssh do for one release, with the same steps as ours where they have them: look,
 * lock, upload beside the old release, switch, restart, check, tidy up, unlock. One ssh for each.
 */
export function makeGlueScript(arena: Arena): Contestant {
  const { server, scratch } = arena
  const target = path.join(scratch, 'target-glue')
  const login = `${server.user}@${server.address}`
  const ssh = ['ssh', '-p', String(server.port), ...sshWords(arena)]
  let count = 0
  return {
    name: 'rsync and one ssh per command',
    reset() {
      rmSync(target, { recursive: true, force: true })
      mkdirSync(target, { recursive: true })
    },
    async deploy(source) {
      const release = `releases/${(count += 1)}`
      const before = [`df -P ${target}`, `test -w ${target}`, `mkdir ${target}/lock`, `mkdir -p ${target}/releases ${target}/shared`, `readlink ${target}/current || true`]
      const after = [
        `ln -sfn ../../shared ${target}/${release}/shared`,
        `ln -sfn ${release} ${target}/next`,
        `mv -fT ${target}/next ${target}/current`,
        'true restart',
        'true is-active',
        'true health',
        `echo deployed >>${target}/log`,
        `ls -1d ${target}/releases/*`,
        `rmdir ${target}/lock`
      ]
      for (const command of before) await runQuietly([...ssh, login, command])
      await runQuietly(['rsync', '-az', '--delete', `--link-dest=${target}/current/`, '-e', ssh.join(' '), `${source}/`, `${login}:${target}/${release}/`])
      for (const command of after) await runQuietly([...ssh, login, command])
    },
    tidy: () => undefined
  }
}
