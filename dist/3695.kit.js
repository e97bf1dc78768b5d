import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 3695;
export const ids = [3695];
export const modules = {
63695:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
logs: () => ( logs)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95989);
var _strategies_live_control_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(67207);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9426);
var _tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66601);
var _tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(45938);






const logs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'logs',
    summary: 'The end of the application’s logs on the hosts: of its units or containers, and of the files that are named',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .eu,
        ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .lY,
        logs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({ group: 'Target', description: 'Log files on the host, relative to the deploy path or absolute.', example: 'shared/log/app.log' }),
        'log-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .vU)({ group: 'Commands', description: 'A command that prints the log.', example: 'journalctl -u app -n 100 --no-pager' }),
        lines: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .nd)({ group: 'Behaviour', description: 'How many of the last lines to show.', default: '100', min: 1, max: 100_000 })
    }),
    outputs: {},
    examples: [
        { command: 'logs --environment production --lines 20', does: 'shows the last 20 lines of each unit or container of the live release' },
        { command: 'logs --environment production --logs shared/log/app.log --lines 20', does: 'shows the last 20 lines of a file besides' }
    ],
    danger: 'read-only',
    isAction: false,
    observe: observeLogs,
    plan: (values, texts) => (0,_tools_answer_plan_js__WEBPACK_IMPORTED_MODULE_4__ .A)({
        operation: 'logs',
        title: `Logs of ${(0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path)}`,
        hosts: [...new Set(texts.map(({ host }) => host))],
        tables: texts.map(({ host, source, text }) => ({
            title: `${source} on ${host}`,
            columns: ['line'],
            rows: text === '' ? [] : text.replace(/\n$/, '').split('\n').slice(-values.lines).map((line) => [line])
        })),
        notes: texts.length === 0 ? ['Name log files with --logs, or a command with --log-command: nothing is live that is run by systemd or compose'] : [],
        problems: texts
            .filter(({ found }) => !found)
            .map(({ host, source, text }) => ({
            code: 'DK_COMMAND_FAILED',
            host,
            message: `${source} cannot be read on ${host}: ${text.trim()}`,
            remedy: 'Check the name, and that the user may read it'
        })),
        answer: texts
    })
});
async function observeLogs(values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path);
    const named = listNamed(values, root);
    await Promise.all(observer.hosts.map((host) => (0,_tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_5__ .u)(observer, host, root)));
    const perHost = await Promise.all(observer.hosts.map(async (host) => {
        const control = await (0,_strategies_live_control_js__WEBPACK_IMPORTED_MODULE_2__ .H)(observer, host, root);
        const own = (control?.logs(values.lines) ?? []).map(({ title, command }) => ({ source: title, command }));
        return Promise.all([...own, ...named].map(async ({ source, command }) => ({ host, source, ...(await observer.ask(host, readText(command))) })));
    }));
    return perHost.flat();
}
function readText(command) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)(command, ({ stdout, exitCode }) => ({ text: stdout, found: exitCode === 0 }));
}
function listNamed(values, root) {
    return [
        ...(values.logs ?? []).map((file) => ({
            source: file,
            command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)('exec tail -n "$2" -- "$1" 2>&1', [file.startsWith('/') ? file : `${root}/${file}`, String(values.lines)])
        })),
        ...(values['log-command'] === undefined ? [] : [{ source: values['log-command'].join(' '), command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(values['log-command'], { cwd: root }) }])
    ];
}
}),
67207:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
F: () => ( controlOfLive),
H: () => ( findLiveControl)
});
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
var _tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82122);
var _strategy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97758);



function controlOfLive(host, paths, { live, served, releases }) {
    const manifest = releases.find(({ id }) => id === live)?.manifest;
    return manifest === undefined ? undefined : (0,_strategy_js__WEBPACK_IMPORTED_MODULE_1__ .r)(manifest.strategy, { host, paths, id: manifest.id, commit: manifest.commit, live, served });
}
async function findLiveControl(observer, host, root) {
    const { releases, inPlace } = await observer.askAll(host, { releases: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__ .r)(root, 'releases'), inPlace: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__ .r)(root, 'in-place') });
    return controlOfLive(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'releases'), releases) ?? controlOfLive(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'in-place'), inPlace);
}
}),
66601:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
A: () => ( answerPlan)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

function answerPlan(answer) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .tP)({
        notes: [],
        problems: [],
        phases: [],
        steps: [],
        onFailure: 'stop',
        journals: {},
        probes: [],
        live: {},
        outputs: {},
        ...answer
    });
}
}),
94131:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Cp: () => ( renderEnvironment),
EX: () => ( composeEnvironment),
Uk: () => ( findVariablesProblem),
Up: () => ( readLiveEnvironment),
_J: () => ( digestEnvironment),
fB: () => ( writeEnvironment),
rf: () => ( parseVariables)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);


const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PLACEHOLDER = /^(<.*>|change[-_ ]?me|todo|xxx+)$/i;
function composeEnvironment({ template, variables, secrets }) {
    const named = template === undefined ? new Map() : parseVariables(template, 'The env template');
    const composed = new Map();
    const missing = [];
    for (const [name, preset] of named) {
        const value = secrets.get(name) ?? variables.get(name) ?? (PLACEHOLDER.test(preset) ? undefined : preset);
        if (value === undefined || value === '')
            missing.push(name);
        else
            composed.set(name, value);
    }
    if (missing.length > 0)
        throw incomplete(missing);
    for (const [name, value] of [...variables, ...(template === undefined ? secrets : [])])
        composed.set(name, value);
    return composed;
}
function incomplete(missing) {
    return new _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .mG('DK_ENV_INCOMPLETE', {
        message: `The env template names ${missing.length === 1 ? 'a variable that has' : `${missing.length} variables that have`} no value: ${missing.join(', ')}`,
        remedy: 'Give them in the inputs `variables` or `secrets`, or a default in the template'
    });
}
function parseVariables(text, origin) {
    try {
        return readVariables(text);
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        throw new _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .mG('DK_INPUT_INVALID', { message: `${origin} ${error.message}`, remedy: 'Write KEY=VALUE lines, or a JSON object of texts' });
    }
}
function findVariablesProblem(text) {
    try {
        readVariables(text);
        return undefined;
    }
    catch (error) {
        return error instanceof RangeError ? `${error.message}: write KEY=VALUE lines, or a JSON object of texts` : String(error);
    }
}
function readVariables(text) {
    return text.trimStart().startsWith('{') ? parseJsonVariables(text) : parseLines(text);
}
function parseJsonVariables(text) {
    const value = parseJson(text);
    const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
    return new Map(entries.map(([name, member]) => {
        if (!NAME.test(name))
            throw new RangeError(`has a name that no variable can have: ${JSON.stringify(name)}`);
        if (typeof member !== 'string' && typeof member !== 'number' && typeof member !== 'boolean')
            throw new RangeError(`has no text for ${name}`);
        if (String(member).includes('\0'))
            throw new RangeError(`has a NUL character in ${name}, which no file of variables can hold`);
        return [name, String(member)];
    }));
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        const [, line, column] = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
        throw new RangeError(`is not valid JSON${line === undefined ? '' : ` (line ${line}, column ${column})`}`);
    }
}
const LINE = /^(?:export\s+)?(?<name>[^=\s]+)\s*=\s*(?:'(?<single>[^']*)'(?:[ \t]+#.*)?|"(?<double>(?:[^"\\]|\\[\s\S])*)"(?:[ \t]+#.*)?|(?<plain>[^\n]*?))[ \t]*$/;
function parseLines(text) {
    const variables = new Map();
    for (const { line, number } of joinQuotedLines(text)) {
        if (line.trim() === '' || line.trimStart().startsWith('#'))
            continue;
        if (findOpenQuote(line) !== undefined)
            throw new RangeError(`has a quote that is not closed in line ${number}`);
        const groups = LINE.exec(line.trim())?.groups;
        const name = groups?.['name'];
        if (groups === undefined || name === undefined || !NAME.test(name))
            throw new RangeError(`is not KEY=VALUE in line ${number}`);
        variables.set(name, readValue(groups));
    }
    return variables;
}
function readValue({ single, double, plain }) {
    if (single !== undefined)
        return single;
    if (double !== undefined)
        return double.replaceAll(/\\([\s\S])/g, (_, character) => (character === 'n' ? '\n' : character));
    return (plain ?? '').replace(/(^|\s)#.*$/, '').trim();
}
function joinQuotedLines(text) {
    const entries = [];
    for (const [index, line] of text.replaceAll('\r\n', '\n').split('\n').entries()) {
        const last = entries.at(-1);
        const isOpen = last !== undefined && findOpenQuote(last.line) !== undefined;
        if (isOpen)
            entries[entries.length - 1] = { ...last, line: `${last.line}\n${line}` };
        else
            entries.push({ line, number: index + 1 });
    }
    return entries;
}
function findOpenQuote(line) {
    const value = /^\s*(?:export\s+)?[^=\s#]+\s*=\s*(['"])([\s\S]*)$/.exec(line);
    const [, quote, rest = ''] = value ?? [];
    if (quote === undefined)
        return undefined;
    const closed = quote === "'" ? rest.includes("'") : /(^|[^\\])(\\\\)*"/.test(rest);
    return closed ? undefined : quote;
}
function renderEnvironment(variables) {
    return [...variables].map(([name, value]) => `${name}=${quoteValue(value)}\n`).join('');
}
function quoteValue(value) {
    if (/^[A-Za-z0-9_@%+:,./=-]*$/.test(value))
        return value;
    if (!value.includes("'"))
        return `'${value}'`;
    return `"${value.replaceAll(/[\\"$`]/g, '\\$&')}"`;
}
function readLiveEnvironment(environments, current) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(READ_ENVIRONMENT_PROGRAM, [environments, current]), ({ stdout }) => {
        const [sha256 = '', ...names] = stdout.split('\n').filter((line) => line !== '');
        return { sha256: sha256 === '' ? undefined : sha256, names };
    });
}
const READ_ENVIRONMENT_PROGRAM = `
live=$(readlink "$2" 2>/dev/null) || exit 0
live=\${live%/}
version=$(cat "$1/\${live##*/}.version" 2>/dev/null) || exit 0
[ -f "$1/$version.env" ] || exit 0
sha256sum < "$1/$version.env" | cut -d ' ' -f 1
sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p' "$1/$version.env"
`;
function digestEnvironment(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
function writeEnvironment(folder, version, { text, secrets }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(WRITE_ENVIRONMENT_PROGRAM, [folder, version], { stdin: new _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .zh('environment', text, secrets) });
}
const WRITE_ENVIRONMENT_PROGRAM = `
set -eu
umask 077
mkdir -p "$1"
chmod 700 "$1"
cat > "$1/$2.env.partial"
mv -f "$1/$2.env.partial" "$1/$2.env"
`;
}),
28264:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
MT: () => ( journalFolder),
Q: () => ( guardFolder),
Uc: () => ( releaseFolder),
gv: () => ( workingFolder),
tO: () => ( hostPaths)
});
function hostPaths(root, layout) {
    const kit = `${root}/.deploy-kit`;
    return {
        layout,
        root,
        releases: layout === 'releases' ? `${root}/releases` : `${kit}/trees`,
        current: layout === 'releases' ? `${root}/current` : `${kit}/current`,
        shared: `${root}/shared`,
        kit,
        ledger: `${kit}/ledger.jsonl`,
        manifests: `${kit}/releases`,
        environments: `${kit}/env`,
        failed: `${kit}/failed`
    };
}
function releaseFolder(paths, release) {
    return `${paths.releases}/${release}`;
}
function workingFolder(paths, release) {
    return paths.layout === 'releases' ? releaseFolder(paths, release) : paths.root;
}
function journalFolder(paths, runId) {
    return `${paths.kit}/steps/${runId}`;
}
function guardFolder(paths, runId) {
    return `${paths.kit}/guards/${runId}`;
}
}),
82122:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
r: () => ( readHost)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28264);
var _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80778);



function readHost(root, layout) {
    const paths = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__ .tO)(root, layout);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_HOST_PROGRAM, [root, paths.releases, paths.current]), (answer) => parseHostState(answer, paths));
}
const READ_HOST_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}
root=$1 releases=$2 current=$3 kit=$1/.deploy-kit
at=$root
while [ ! -e "$at" ] && [ ! -L "$at" ] && [ "$at" != / ]; do at=$(dirname "$at"); done
[ -d "$at" ] || printf 'blocked\\t%s\\n' "$at"
[ -d "$root" ] && printf 'exists\\n'
[ -d "$at" ] && [ -w "$at" ] && [ -x "$at" ] && { [ ! -d "$kit" ] || [ -w "$kit" ]; } && { [ ! -d "$releases" ] || [ -w "$releases" ]; } && printf 'writable\\n'
for entry in "$root"/* "$root"/.[!.]*; do
  [ -e "$entry" ] || [ -L "$entry" ] || continue
  case "\${entry##*/}" in .deploy-kit | releases | current | current-[0-9]* | shared) ;; *) printf 'foreign\\n' ;; esac
done
if [ -L "$kit/current" ]; then
  printf 'layout\\tin-place\\n'
elif [ -L "$root/current" ] && [ -d "$kit/releases" ]; then
  printf 'layout\\treleases\\n'
fi
place() { cd -P "$1" 2>/dev/null && pwd; }
if target=$(readlink "$current" 2>/dev/null); then
  live=\${target%/}
  live=\${live##*/}
  if [ "$(place "$current")" = "$(place "$releases/$live")" ]; then
    printf 'live\\t%s\\n' "$live"
  else
    printf 'foreign-current\\ta link to %s\\n' "$target"
  fi
elif [ -e "$current" ]; then
  if [ -d "$current" ]; then printf 'foreign-current\\ta folder\\n'; else printf 'foreign-current\\ta file\\n'; fi
fi
for link in "$root"/current-[0-9]*; do
  if [ -L "$link" ]; then printf 'served\\t%s\\t%s\\n' "\${link##*/current-}" "$(readlink "$link")"; fi
done
for folder in "$releases"/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  id=\${id##*/}
  case "$id" in *.partial) continue ;; esac
  record=$kit/releases/$id
  printf 'release\\t%s\\t%s\\t' "$id" "$(cat "$record.state" 2>/dev/null)"
  [ ! -e "$record.json" ] || printf 'recorded'
  printf '\\t%s\\n' "$(tr '\\n' ' ' 2>/dev/null <"$record.json")"
done
for folder in "$kit"/failed/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  [ ! -e "$id.json" ] || printf 'failed\\t%s\\n' "\${id##*/}"
done
for guard in "$kit"/guards/*/; do
  if [ ! -f "\${guard}go-back" ] || [ -s "\${guard}status" ] || [ -e "\${guard}confirmed" ]; then continue; fi
  run=\${guard%/}
  if is_running "$run"; then printf 'armed\\t%s\\n' "\${run##*/}"; else printf 'abandoned\\t%s\\n' "\${run##*/}"; fi
done
command -v zstd >/dev/null 2>&1 && printf 'zstd\\n'
now=$(date +%s)
if [ -f "$kit/lock" ]; then
  holder='' who='' since=0
  { IFS= read -r holder; IFS= read -r who; IFS= read -r since; } < "$kit/lock"
  alive=no
  for folder in "$kit/steps/$holder"/*/ "$kit/guards/$holder"; do is_running "$folder" && alive=yes; done
  printf 'lock\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$holder" "$since" "$((now - $(stat -c %Y "$kit/lock" 2>/dev/null || echo "$now")))" "$alive" "$who"
fi
printf 'clock\\t%s\\n' "$now"
df -Pk "$at" 2>/dev/null | tail -n 1 | while read -r _ _ _ free _; do printf 'free\\t%s\\n' "$free"; done
df -Pi "$at" 2>/dev/null | tail -n 1 | while read -r _ _ _ free _; do printf 'inodes\\t%s\\n' "$free"; done
`;
function parseHostState({ stdout }, paths) {
    const lines = stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t'));
    const fieldsOf = (word) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
    const single = (word) => fieldsOf(word)[0]?.[0];
    const inodes = single('inodes');
    const found = fieldsOf('release').map(readRelease);
    return {
        exists: fieldsOf('exists').length > 0,
        blockedBy: single('blocked'),
        isWritable: fieldsOf('writable').length > 0,
        foreignEntries: fieldsOf('foreign').length,
        layouts: fieldsOf('layout').map(([layout = '']) => layout),
        live: single('live'),
        served: Object.fromEntries(fieldsOf('served').map(([port, target = '']) => [Number(port), target.slice(target.lastIndexOf('/') + 1)])),
        foreignCurrent: single('foreign-current'),
        releases: found.map(({ release }) => release).sort(_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .c0),
        damagedManifests: found.filter(({ isDamaged }) => isDamaged).map(({ release }) => `${paths.manifests}/${release.id}.json`),
        failed: fieldsOf('failed').map(([id = '']) => id).filter((id) => _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .uX.test(id)).sort(),
        abandonedGuards: fieldsOf('abandoned').map(([id = '']) => id),
        armedGuards: fieldsOf('armed').map(([id = '']) => id),
        lock: parseLock(fieldsOf('lock')[0]),
        hasZstd: fieldsOf('zstd').length > 0,
        freeBytes: Number(single('free') ?? 0) * 1024,
        freeInodes: inodes === undefined || !/^\d+$/.test(inodes) ? undefined : Number(inodes),
        clock: Number(single('clock'))
    };
}
function readRelease([id = '', state = '', recorded = '', ...json]) {
    const manifest = _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .uX.test(id) ? (0,_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .Ng)(json.join('\t')) : undefined;
    return {
        release: { id, state: manifest !== undefined && isState(state) ? state : 'prepared', manifest },
        isDamaged: recorded !== '' && manifest === undefined
    };
}
function isState(text) {
    return text === 'prepared' || text === 'good' || text === 'bad';
}
function parseLock(fields) {
    if (fields === undefined)
        return undefined;
    const [runId = '', since = '0', age = '0', alive = 'no', ...owner] = fields;
    return { runId, owner: owner.join('\t'), since: Number(since), ageSeconds: Number(age), isAlive: alive === 'yes' };
}
}),
80778:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ng: () => ( parseManifest),
c0: () => ( compareReleases),
dc: () => ( renderMoment),
fm: () => ( nameRelease),
uX: () => ( RELEASE_ID)
});
function parseManifest(text) {
    try {
        const manifest = JSON.parse(text);
        const { schema, createdAt, strategy, run } = manifest;
        const isWhole = schema === 1 && typeof createdAt === 'number' && isRecord(strategy) && isRecord(run);
        return isWhole ? manifest : undefined;
    }
    catch {
        return undefined;
    }
}
function isRecord(value) {
    return typeof value === 'object' && value !== null;
}
function compareReleases(left, right) {
    const [before, after] = [left.manifest?.createdAt ?? 0, right.manifest?.createdAt ?? 0];
    return before === after ? (left.id < right.id ? -1 : 1) : before - after;
}
function renderMoment(milliseconds) {
    return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
function nameRelease(startedAt, revision, taken) {
    const stamp = new Date(startedAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
    const base = `${stamp}-${revision.slice(0, 7)}`;
    const candidates = [base, ...Array.from({ length: taken.length + 1 }, (_, index) => `${base}-${index + 2}`)];
    return candidates.find((candidate) => !taken.includes(candidate)) ?? base;
}
const RELEASE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
}),
45938:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
n: () => ( readReleaseSecrets),
u: () => ( hideLiveSecrets)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _env_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94131);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);



function readReleaseSecrets(paths, release) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_SECRETS_PROGRAM, [release, paths.manifests, paths.environments]), ({ stdout }) => parseSecrets(stdout));
}
async function hideLiveSecrets(observer, host, root) {
    const [releases, inPlace] = [(0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'releases'), (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'in-place')];
    const found = await observer.askAll(host, {
        releases: readReleaseSecrets(releases, releases.current),
        inPlace: readReleaseSecrets(inPlace, inPlace.current)
    });
    observer.hide?.([...found.releases, ...found.inPlace]);
}
const READ_SECRETS_PROGRAM = `
release=$1
case $release in /*) release=$(readlink "$release" 2>/dev/null) || exit 0 ;; esac
release=\${release%/}
release=\${release##*/}
version=$(cat "$3/$release.version" 2>/dev/null) || exit 0
cat "$2/$release.json" "$3/$version.env" 2>/dev/null
exit 0
`;
function parseSecrets(text) {
    const end = text.indexOf('\n');
    try {
        const { environmentSecrets = [] } = JSON.parse(text.slice(0, end));
        const variables = (0,_env_file_js__WEBPACK_IMPORTED_MODULE_1__ .rf)(text.slice(end + 1), 'the env file');
        return environmentSecrets.flatMap((name) => new _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .zh(name, variables.get(name) ?? ''));
    }
    catch {
        return [];
    }
}
})

};
