import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 290;
export const ids = [290];
export const modules = {

/***/ 35015:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ cutoverInputs)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _input_checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83085);


const cutoverInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    'restart-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({
        group: 'Commands',
        description: 'Starts the release, or restarts the application with it. Runs in the release, with DEPLOY_KIT_* variables.',
        example: 'sudo -n systemctl restart app'
    }),
    'stop-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Stops the application: used when a first deploy fails and there is nothing to return to.' }),
    'status-command': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Must end with 0 when the application runs: an additional health check.' }),
    'before-cutover': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Hook in the new release just before it is made live.', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findHookProblem */ .YZ }),
    'after-cutover': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Hook in the new release just after it was made live.', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findHookProblem */ .YZ }),
    'on-failure': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .argv */ .vU)({ group: 'Commands', description: 'Hook in the deploy path after a failure, when everything has been undone.', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findHookProblem */ .YZ }),
    'command-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Commands', description: 'How long the restart, stop and status commands may take.', default: '2m', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findMissingTime */ .fG }),
    'hook-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Commands', description: 'How long a hook may take.', default: '15m', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findMissingTime */ .fG }),
    'health-check': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
        group: 'Health',
        description: 'What must be healthy for the release to stay, one a line: `http URL`, `tcp ADDRESS:PORT`, `command ...`, `process TEXT`, `file PATH`, `log PATH`; `optional` before it never fails. `{release}` stands for the id of the release. Strategy `compose`: with `service=NAME` in the containers of a service, and `postgres db`, `redis redis`, `s3 storage:9000`, `celery worker app=MODULE`, `flower`, `prometheus`, `grafana`. See docs/health-checks.md.',
        example: 'http http://127.0.0.1:8080/health status=200 body={release}',
        check: _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .findHealthCheckProblem */ .rY,
        isCommand: _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isCommandCheck */ .UC
    }),
    attempts: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ group: 'Health', description: 'How often the health checks are tried.', default: '30', min: 1, max: 1000 }),
    delay: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Health', description: 'How long to wait between two attempts.', default: '2s' }),
    timeout: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Health', description: 'How long one health check may take.', default: '5s', check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findMissingTime */ .fG }),
    'skip-health-check': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zM)({
        group: 'Health',
        description: 'Make the release live without asking whether it is healthy. Log and summary warn.',
        default: 'false'
    }),
    'confirm-timeout': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        group: 'Health',
        description: 'After so long without confirmation the host goes back by itself, whatever became of the runner. Default: the time that all health checks may take, and 30 s.',
        check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findMissingTime */ .fG
    }),
    'probe-url': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        group: 'Health',
        description: 'A URL that is asked every 100 ms during the cutover, to measure the downtime. A loopback address is asked on the host.',
        example: 'https://app.example.com/health',
        check: _input_checks_js__WEBPACK_IMPORTED_MODULE_1__/* .findUrlProblem */ .uZ
    }),
    'max-failed-requests': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({
        group: 'Health',
        description: 'How many requests of `probe-url` may fail during the cutover; with more, everything is undone. Default: as many as it may be.',
        example: '0',
        min: 0,
        max: 1_000_000
    }),
    logs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)({
        group: 'Health',
        description: 'Log files on the host (relative to the deploy path, or absolute) whose end is shown when it fails.',
        example: 'shared/log/app.log'
    }),
    'lock-wait': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ group: 'Behaviour', description: 'How long to wait for the deploy lock; 0 fails at once.', default: '0s' })
});


/***/ }),

/***/ 94131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cp: () => (/* binding */ renderEnvironment),
/* harmony export */   EX: () => (/* binding */ composeEnvironment),
/* harmony export */   Uk: () => (/* binding */ findVariablesProblem),
/* harmony export */   Up: () => (/* binding */ readLiveEnvironment),
/* harmony export */   _J: () => (/* binding */ digestEnvironment),
/* harmony export */   fB: () => (/* binding */ writeEnvironment),
/* harmony export */   rf: () => (/* binding */ parseVariables)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);


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
    return new _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .DeployKitError */ .mG('DK_ENV_INCOMPLETE', {
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
        throw new _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .DeployKitError */ .mG('DK_INPUT_INVALID', { message: `${origin} ${error.message}`, remedy: 'Write KEY=VALUE lines, or a JSON object of texts' });
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
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(READ_ENVIRONMENT_PROGRAM, [environments, current]), ({ stdout }) => {
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
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(WRITE_ENVIRONMENT_PROGRAM, [folder, version], { stdin: new _core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh('environment', text, secrets) });
}
const WRITE_ENVIRONMENT_PROGRAM = `
set -eu
umask 077
mkdir -p "$1"
chmod 700 "$1"
cat > "$1/$2.env.partial"
mv -f "$1/$2.env.partial" "$1/$2.env"
`;


/***/ }),

/***/ 28264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MT: () => (/* binding */ journalFolder),
/* harmony export */   Q: () => (/* binding */ guardFolder),
/* harmony export */   Uc: () => (/* binding */ releaseFolder),
/* harmony export */   gv: () => (/* binding */ workingFolder),
/* harmony export */   tO: () => (/* binding */ hostPaths)
/* harmony export */ });
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


/***/ }),

/***/ 22126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OC: () => (/* binding */ appendLedger),
/* harmony export */   Zm: () => (/* binding */ ledgerRun),
/* harmony export */   h8: () => (/* binding */ parseLedger),
/* harmony export */   x3: () => (/* binding */ tryAppendLedger)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);


function ledgerRun(identity, runId) {
    return { id: runId, who: identity.who, url: identity.runUrl, machine: identity.machine };
}
function appendLedger(ledger, entry, downtimeFile = '') {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .script */ .K$)(APPEND_LEDGER_PROGRAM, [ledger, JSON.stringify(entry), downtimeFile]);
}
function tryAppendLedger(ledger, entry) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .any */ .bz)(appendLedger(ledger, entry), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__/* .exec */ .m0)(['echo', 'This is not in the ledger']));
}
const APPEND_LEDGER_PROGRAM = `
set -eu
umask 077
previous=0000000000000000000000000000000000000000000000000000000000000000
if [ -s "$1" ]; then
  [ -z "$(tail -c 1 "$1")" ] || echo >> "$1"
  last=$(tail -n 1 "$1")
  previous=$(printf '%s' "$last" | sha256sum | cut -d ' ' -f 1)
fi
entry=\${2#?}
[ ! -s "$3" ] || entry="\${entry%?},\\"downtime\\":$(cat "$3")}"
printf '{"previous":"%s","at":"%s",%s\\n' "$previous" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$entry" >> "$1"
`;
function parseLedger(text) {
    const lines = [];
    const broken = [];
    let previous = '0'.repeat(64);
    for (const [index, line] of text.split('\n').filter((candidate) => candidate !== '').entries()) {
        const entry = parseLine(line);
        if (entry)
            lines.push(entry);
        if (entry?.previous !== previous)
            broken.push(index + 1);
        previous = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(line).digest('hex');
    }
    return { lines, broken };
}
function parseLine(line) {
    try {
        const value = JSON.parse(line);
        return typeof value === 'object' && value !== null && 'previous' in value && 'operation' in value ? value : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 82122:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ readHost)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28264);
/* harmony import */ var _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80778);



function readHost(root, layout) {
    const paths = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .hostPaths */ .tO)(root, layout);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(READ_HOST_PROGRAM, [root, paths.releases, paths.current]), (answer) => parseHostState(answer, paths));
}
const READ_HOST_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .PROCESS_FUNCTIONS */ .kl}
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
        releases: found.map(({ release }) => release).sort(_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .compareReleases */ .c0),
        damagedManifests: found.filter(({ isDamaged }) => isDamaged).map(({ release }) => `${paths.manifests}/${release.id}.json`),
        failed: fieldsOf('failed').map(([id = '']) => id).filter((id) => _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .RELEASE_ID */ .uX.test(id)).sort(),
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
    const manifest = _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .RELEASE_ID */ .uX.test(id) ? (0,_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(json.join('\t')) : undefined;
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


/***/ }),

/***/ 80778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   c0: () => (/* binding */ compareReleases),
/* harmony export */   dc: () => (/* binding */ renderMoment),
/* harmony export */   fm: () => (/* binding */ nameRelease),
/* harmony export */   uX: () => (/* binding */ RELEASE_ID)
/* harmony export */ });
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


/***/ }),

/***/ 45938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ readReleaseSecrets),
/* harmony export */   u: () => (/* binding */ hideLiveSecrets)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _env_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94131);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);



function readReleaseSecrets(paths, release) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .query */ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(READ_SECRETS_PROGRAM, [release, paths.manifests, paths.environments]), ({ stdout }) => parseSecrets(stdout));
}
async function hideLiveSecrets(observer, host, root) {
    const [releases, inPlace] = [(0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .hostPaths */ .tO)(root, 'releases'), (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__/* .hostPaths */ .tO)(root, 'in-place')];
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
        const variables = (0,_env_file_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVariables */ .rf)(text.slice(end + 1), 'the env file');
        return environmentSecrets.flatMap((name) => new _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .Secret */ .zh(name, variables.get(name) ?? ''));
    }
    catch {
        return [];
    }
}


/***/ })

};
