/**
 * The files of an application that really runs: it reads its version and its env file when it is started, and answers with
 * them. What it runs is noted in a folder outside of the deploy path: `starts` (versions), `ran` (everything that was run for
 * a deploy), `pids`, `pid`, `log`. It ends by itself when that folder is gone.
 *
 * `restart.sh FOLDER PORT NODE`, `stop.sh FOLDER`: in the folder of a release, as restart and stop command.
 */
export const servingProgram: Readonly<Record<string, string>> = {
  'restart.sh': `set -eu
run=$1 version=$(cat version.txt)
echo "$version" >>"$run/starts"
echo "restart $version" >>"$run/ran"
[ ! -s "$run/pid" ] || kill -KILL "$(cat "$run/pid")" 2>/dev/null || :
rm -f "$run/pid"
# Without the mark of the server that started it: an application outlives the session, and is no leftover of it.
env -u DEPLOY_KIT_TEST_SSHD setsid "$3" serve.mjs "$run" "$2" </dev/null >>"$run/log" 2>&1 &
tries=0
until [ -s "$run/pid" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 500 ] || { kill -KILL "$!"; exit 1; }
  sleep 0.02
done
`,
  'stop.sh': `echo stop >>"$1/ran"
[ ! -s "$1/pid" ] || kill -KILL "$(cat "$1/pid")"
rm -f "$1/pid"
`,
  'serve.mjs': `import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import http from 'node:http'

const [run = '', port] = process.argv.slice(2)
const answer = [readFileSync('version.txt', 'utf8'), readFileSync('.env', 'utf8').trim(), process.env.DEPLOY_KIT_RELEASE].join(' ')
appendFileSync(run + '/pids', process.pid + '\\n')
const server = http.createServer((_, response) => response.end(answer))
const listen = () => server.listen(Number(port), '127.0.0.1')
// The one before may just be leaving.
server.on('error', () => setTimeout(listen, 5))
server.on('listening', () => {
  writeFileSync(run + '/pid.next', String(process.pid))
  renameSync(run + '/pid.next', run + '/pid')
})
listen()
setInterval(() => existsSync(run) || process.exit(), 200)
`
}
