import path from 'node:path'
import { expect, test } from '@jest/globals'
import { ABSENT, badSource, eachValue, HIDDEN, RefusedRuns, wrong, type WrongInputs } from '../support/refused-runs.ts'

/** What is refused before anything on a host has changed, and what is said about it. More: bad-source, bad-connection, bad-configuration. */
const runs = new RefusedRuns()

runs.define('the path', [
  ...eachValue('path', ['/', '/etc', '/home/', '//', '/usr//local', '/var/lib'], { ...wrong, says: /path must be a folder of the application's own, not "\/.*"/ }),
  ...eachValue('path', ['srv/app', '~/app', './app', '$HOME/app', 'app:/srv'], { ...wrong, says: /path must be absolute \(begin with \/\), not/ }),
  ...eachValue('path', ['/srv/../etc', '/srv/./app', '/srv/app/..'], { ...wrong, says: /path must not contain \. or \.\. parts/ }),
  ...eachValue('path', ["/srv/a'b", '/srv/a"b', '/srv/a\\b', '/srv/a\nb', '/srv/a\u0007b'], {
    ...wrong,
    says: /path must not contain quotes, backslashes, newlines or control characters: "/
  }),
  { name: 'with a NUL', inputs: { path: '/srv/a\u0000b' }, ...wrong, says: /path holds a NUL character/ },
  { name: 'none', inputs: { path: ABSENT }, ...wrong, says: /path is required: The folder of the application on the hosts/ },
  { name: 'an empty one', inputs: { path: '   ' }, ...wrong, says: /path is required/ },
  ...(['rollback', 'preflight', 'unlock', 'logs'] as const).map(
    (operation): WrongInputs => ({ name: `of ${operation}`, operation, inputs: { path: '/srv/../etc' }, ...wrong, says: /path must not contain/ })
  ),
  {
    name: 'of health-check', operation: 'health-check', inputs: { path: '/', 'health-check': 'process x' },
    ...wrong, says: /path must be a folder/
  },
  {
    name: 'a file on the host',
    inputs: () => ({ path: path.join(runs.scratch.write(runs.scratch.next('hosted'), { file: 'x' }), 'file') }),
    ...wrong,
    says: /\/file on 127\.0\.0\.1:\d+ is not a folder/,
    remedy: /another path/
  },
  {
    name: 'in a file on the host',
    inputs: () => ({ path: path.join(runs.scratch.write(runs.scratch.next('hosted'), { file: 'x' }), 'file', 'app') }),
    ...wrong,
    says: /\/file on 127\.0\.0\.1:\d+ is not a folder/,
    remedy: /another path/
  },
  {
    name: 'a link to nowhere on the host',
    inputs: () => ({ path: path.join(runs.scratch.write(runs.scratch.next('hosted'), { link: '->/nowhere/at/all' }), 'link') }),
    ...wrong,
    says: /\/link on 127\.0\.0\.1:\d+ is not a folder/,
    remedy: /another path/
  }
])

test('a path that was deployed with the other layout', async () => {
  const error = await runs.refuse('ssh-deploy', { layout: 'in-place' })
  expect([error.code, error.message, error.remedy]).toEqual(['DK_INPUT_INVALID', expect.stringContaining('was deployed with the layout releases'), expect.stringContaining('Use layout: releases')])
})

const VALUES = /Write KEY=VALUE lines, or a JSON object of texts/
const CHANGE = /^Change one of them; nothing has been changed on any host$/

runs.define('the environment', [
  {
    name: 'a template that is missing', inputs: { 'env-template': '.env.production.example' },
    ...badSource, says: /The file \.env\.production\.example cannot be read: there is no such file/,
    remedy: /Check the path/
  },
  {
    name: 'a template whose names have no value',
    inputs: () => ({ 'env-template': path.join(runs.source, 'deploy/env.example') }), code: 'DK_ENV_INCOMPLETE',
    says: /names a variable that has no value: TOKEN$/, remedy: /Give them in the inputs `variables` or `secrets`/
  },
  {
    name: 'a template that is malformed',
    inputs: () => ({ 'env-template': path.join(runs.scratch.write(runs.scratch.next('bad'), { 'env.example': 'A=1\n\nno value' }), 'env.example') }),
    ...wrong, says: /The env template is not KEY=VALUE in line 3/, remedy: VALUES
  },
  {
    name: 'a template that is no text',
    inputs: () => ({ 'env-template': path.join(runs.scratch.write(runs.scratch.next('bad'), { 'env.example': 'A=\u0000' }), 'env.example') }),
    ...badSource, says: /env\.example is not text in UTF-8/, remedy: /Save the file as UTF-8/
  },
  {
    name: 'secrets that are no JSON', inputs: { secrets: `{"A": "b",\n "TOKEN": "${HIDDEN}"` },
    ...wrong, says: /secrets is not valid JSON \(line 2, column \d+\): write KEY=VALUE lines, or a JSON object/
  },
  {
    name: 'secrets of a wrong form', inputs: { secrets: `{"TOKEN": ["${HIDDEN}"]}` },
    ...wrong, says: /secrets has no text for TOKEN: write KEY=VALUE/
  },
  { name: 'secrets without a value', inputs: { secrets: '{"TOKEN": null}' }, ...wrong, says: /secrets has no text for TOKEN/ },
  { name: 'secrets that are a list', inputs: { secrets: `["${HIDDEN}"]` }, ...wrong, says: /secrets is not KEY=VALUE in line 1/ },
  {
    name: 'a name that none can have', inputs: { secrets: `{"MY TOKEN": "${HIDDEN}"}` },
    ...wrong, says: /secrets has a name that no variable can have: "MY TOKEN"/
  },
  {
    name: 'a line without =', inputs: { secrets: `# first\nA=1\nKEY='-----BEGIN\nx\n'\n${HIDDEN}` },
    ...wrong, says: /secrets is not KEY=VALUE in line 6/
  },
  {
    name: 'a quote that is not closed', inputs: { secrets: `A=1\nTOKEN="${HIDDEN}\nB=2` },
    ...wrong, says: /secrets has a quote that is not closed in line 2/
  },
  {
    name: 'variables that are malformed', inputs: { variables: `PORT 8080 ${HIDDEN}` },
    ...wrong, says: /variables is not KEY=VALUE in line 1/
  },
  { name: 'a NUL', inputs: { secrets: 'A=1\nTOKEN=a\u0000b' }, ...wrong, says: /secrets holds a NUL character/ },
  {
    name: 'a NUL that JSON escapes', inputs: { secrets: '{"TOKEN": "a\\u0000b"}' },
    ...wrong, says: /secrets has a NUL character in TOKEN/
  },
  {
    name: 'one name in both', inputs: { variables: 'TOKEN=1', secrets: 'TOKEN=2' },
    ...wrong, says: /TOKEN is given in variables and in secrets, with different values/, remedy: CHANGE
  },
  ...eachValue('env-file', ['/etc/app.env', '../.env', '.deploy-kit/env'], { ...wrong, says: /env-file (must|belongs)/ }),
  {
    name: 'an env file in a shared path',
    inputs: { 'shared-paths': 'config/', 'env-file': 'config/.env', secrets: 'A=1' },
    ...wrong, says: /env-file config\/\.env is in the shared path config\//, remedy: CHANGE
  },
  {
    name: 'an env file in a protected path',
    inputs: { layout: 'in-place', 'protected-paths': 'config', 'env-file': 'config/.env', secrets: 'A=1' },
    ...wrong, says: /env-file config\/\.env is in the protected path config/, remedy: CHANGE
  },
  {
    name: 'an env file that the source has too',
    inputs: () => ({ source: runs.scratch.write(runs.scratch.next('source'), { a: 'x', '.env': 'A=0' }), include: '.env', secrets: 'A=1' }),
    ...wrong, says: /\.env is in the source, and would also be the env file/, remedy: CHANGE
  }
])

const shellOnly = (mark: string): RegExp => new RegExp(`has an unquoted "${mark}", which only a shell understands`)

runs.define('commands', [
  ...[';', '|', '&', '>', '$', '*', '`'].map((mark): WrongInputs => ({ name: `a command with ${mark}`, inputs: { 'restart-command': `systemctl restart app ${mark} id` }, ...wrong, says: shellOnly(`\\${mark}`) })),
  {
    name: 'a quote that is not closed', inputs: { 'restart-command': 'sh -c "echo it' },
    ...wrong, says: /restart-command has a quote \("\) that is not closed/
  },
  { name: 'a backslash at the end', inputs: { 'stop-command': 'stop \\' }, ...wrong, says: /stop-command ends with a backslash/ },
  {
    name: 'a variable in front', inputs: { 'after-upload': 'NODE_ENV=production npm ci' },
    ...wrong, says: /after-upload starts with a variable: write env NAME=value/
  },
  {
    name: 'JSON that is none', inputs: { 'status-command': '["a", ' },
    ...wrong, says: /status-command starts with \[ but is not a JSON array/
  },
  {
    name: 'JSON of something else', inputs: { 'status-command': '["a", 1]' },
    ...wrong, says: /must be a JSON array of at least one string/
  },
  { name: 'an empty program', inputs: { 'restart-command': '"" now' }, ...wrong, says: /restart-command has no program/ },
  { name: 'a NUL', inputs: { 'restart-command': '["a\\u0000b"]' }, ...wrong, says: /restart-command holds a NUL character/ },
  {
    name: 'half a character', inputs: { 'restart-command': '["a", "\\ud800"]' },
    ...wrong, says: /restart-command holds .*half of a surrogate pair/
  },
  {
    name: 'a hook whose file is missing', inputs: { 'after-cutover': 'file:deploy/migrate.sh' },
    ...badSource, says: /deploy\/migrate\.sh cannot be read: there is no such file/, remedy: /Check the path/
  },
  {
    name: 'a hook without a file', inputs: { 'after-cutover': 'file:' },
    ...wrong, says: /after-cutover names no file: write file:<path of a script>/
  },
  {
    name: 'a hook that is a folder', inputs: () => ({ 'after-cutover': `file:${runs.source}` }),
    ...badSource, says: /cannot be read: it is a folder/, remedy: /Check the path/
  }
])

runs.define('numbers, durations and choices', [
  ...eachValue('keep', ['0', '101', 'many', '-1', '1.5'], { ...wrong, says: /keep must be a whole number from 1 to 100, not/ }),
  ...eachValue('attempts', ['0', '1001', 'x'], { ...wrong, says: /attempts must be a whole number from 1 to 1000, not/ }),
  ...eachValue('port', ['0', '65536', 'ssh'], { ...wrong, says: /port must be a whole number from 1 to 65535, not/ }),
  ...eachValue('delay', ['5 apples', '-1s', '1y', 's'], { ...wrong, says: /delay is not a duration: .* \(write 90s, 2m or 1h30m\)/ }),
  ...eachValue('timeout', ['0', '0s', '0ms'], { ...wrong, says: /timeout must be more than 0/ }),
  ...['command-timeout', 'hook-timeout', 'connect-timeout', 'upload-timeout', 'confirm-timeout'].map(
    (input): WrongInputs => ({ name: `${input} of nothing`, inputs: { [input]: '0s' }, ...wrong, says: new RegExp(`${input} must be more than 0`) })
  ),
  ...eachValue('layout', ['release', 'inplace'], { ...wrong, says: /layout must be one of releases, in-place, not/ }),
  ...eachValue('skip-health-check', ['maybe', '2'], { ...wrong, says: /skip-health-check must be true or false, not/ }),
  {
    name: 'disk-margin', operation: 'preflight', inputs: { 'disk-margin': 'lots' },
    ...wrong, says: /disk-margin is not a size: lots \(write 500M or 2GiB\)/
  },
  {
    name: 'ports', operation: 'preflight', inputs: { ports: '80, 99999' },
    ...wrong, says: /ports has a port that is not a number from 1 to 65535: 99999/
  },
  {
    name: 'require-tools', operation: 'preflight', inputs: { 'require-tools': 'tar>=x' },
    ...wrong, says: /require-tools has "tar>=x", which is no program/
  },
  {
    name: 'require-variables', operation: 'preflight', inputs: { 'require-variables': 'A-B' },
    ...wrong, says: /require-variables has a name that no variable can have: "A-B"/
  }
])

runs.define('names of inputs, and inputs that contradict each other', [
  {
    name: 'unknown, with what was meant', inputs: { 'restart-comand': 'x' },
    ...wrong, says: /restart-comand is not known; did you mean restart-command\?/
  },
  { name: 'unknown', inputs: { zzzzzz: 'x' }, ...wrong, says: /zzzzzz is not known$/ },
  {
    name: 'all problems at once', inputs: { path: 'x', keep: '0', layuot: 'y' },
    ...wrong, says: /3 inputs are wrong:\n[\s\S]*layuot[\s\S]*did you mean layout[\s\S]*path must[\s\S]*keep must/
  },
  {
    name: 'units without strategy systemd', inputs: { units: 'app.service' },
    ...wrong, says: /units is for strategy systemd, and strategy is commands/, remedy: CHANGE
  },
  {
    name: 'one-shot without strategy compose', inputs: { 'one-shot': 'migrate' },
    ...wrong, says: /one-shot is for strategy compose, and strategy is commands/, remedy: CHANGE
  },
  {
    name: 'protected-paths with layout releases', inputs: { 'protected-paths': 'blog/db' },
    ...wrong, says: /protected-paths is for layout in-place; with layout releases use shared-paths/, remedy: CHANGE
  },
  {
    name: 'shared-paths with layout in-place', inputs: { layout: 'in-place', 'shared-paths': 'data/' },
    ...wrong, says: /shared-paths is for layout releases/, remedy: CHANGE
  },
  {
    name: 'a shared path in another one', inputs: { 'shared-paths': 'data/\ndata/uploads/' },
    ...wrong, says: /the shared path data\/uploads\/ is in the shared path data\//, remedy: CHANGE
  },
  {
    name: 'a shared path twice', inputs: { 'shared-paths': 'data, logs, data/' },
    ...wrong, says: /the shared path data\/ is in the shared path data$/, remedy: CHANGE
  },
  ...eachValue('shared-paths', ['/data', '../data', 'a/../b', '.deploy-kit/x', 'a//b', '.'], { ...wrong, says: /shared-paths (must|belongs)/ }),
  {
    name: 'protected-paths', inputs: { layout: 'in-place', 'protected-paths': '../db' },
    ...wrong, says: /protected-paths must not contain/
  }
])

runs.define('health checks', [
  ...[
    ['htp http://x/', /"htp" is not a kind of check; did you mean http\?/],
    ['http', /has no target: write http https:\/\/app\.example\.com\/health/],
    ['http ftp://x/', /"ftp:\/\/x\/" is not a URL: begin with http/],
    [`http http://app:${HIDDEN}@x/`, /the URL must not hold a user or a password: it is printed \(in: http http:\/\/\*\*\*@x\/\)/],
    ['http http://x/ status=ok', /status=ok is wrong: write status=200-299/],
    ['http http://x/ sttus=200', /sttus is not an option of http; did you mean status\?/],
    ['http http://x/ body="a', /has a quote \("\) that is not closed \(in: http http:\/\/x\/ body="a\)/],
    ['http http://x/{relase}', /\{relase\} is not a placeholder; did you mean \{release\}\?/],
    ['tcp 127.0.0.1', /is not an address and a port/],
    ['tcp 127.0.0.1:99999', /is not an address and a port from 1 to 65535/],
    ['log var/app.log', /needs at least one without=TEXT/],
    ['file var/x max-age=soon', /max-age=soon is wrong: write max-age=60s/],
    ['command a | b', /has an unquoted "\|"/]
  ].flatMap(([line, says]): readonly WrongInputs[] => [
    {
      name: `${String(line)} (ssh-deploy)`, inputs: { 'health-check': String(line) },
      ...wrong, says: says instanceof RegExp ? says : /^$/
    },
    {
      name: `${String(line)} (health-check)`, operation: 'health-check', inputs: { 'health-check': String(line) },
      ...wrong, says: says instanceof RegExp ? says : /^$/
    }
  ]),
  { name: 'none', operation: 'health-check', inputs: {}, ...wrong, says: /There is nothing to check on .*: no health-check is given/, remedy: /Give health-check/ },
  {
    name: 'a relative file without a path', operation: 'health-check',
    inputs: { path: ABSENT, 'health-check': 'file var/x' },
    ...wrong, says: /var\/x is relative, and there is no deploy path/, remedy: /Correct the check/
  },
  {
    name: 'a release where none is live', operation: 'health-check',
    inputs: { path: ABSENT, 'health-check': 'http http://127.0.0.1:1/ body={release}' },
    ...wrong, says: /\{release\} is not known here: no release is live/, remedy: /Correct the check/
  },
  ...eachValue('probe-url', ['app.example.com', 'ftp://x', 'https://'], { ...wrong, says: /probe-url is not a URL that begins with http:\/\/ or https:\/\// }),
  {
    name: 'probe-url with a password', inputs: { 'probe-url': `https://app:${HIDDEN}@x/` },
    ...wrong, says: /probe-url must not hold a user or a password: it is printed$/
  }
])
