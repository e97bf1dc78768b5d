import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 8998;
export const ids = [8998];
export const modules = {
28998:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  mG: () => ( DeployKitError),
  kl: () => ( PROCESS_FUNCTIONS),
  zh: () => ( Secret),
  Q7: () => ( command_all),
  bz: () => ( any),
  vU: () => ( argv),
  zM: () => ( inputs_boolean),
  Yq: () => ( choice),
  kp: () => ( closest),
  FK: () => ( confirmInput),
  pf: () => ( defineInputs),
  h9: () => ( defineOperation),
  yX: () => ( describeRestored),
  V8: () => ( differTree),
  hW: () => ( digestTree),
  p0: () => ( duration),
  __: () => ( each),
  OP: () => ( errorCatalogue),
  m0: () => ( exec),
  rY: () => ( findHealthCheckProblem),
  vP: () => ( globalFlags),
  rr: () => ( hasIdentity),
  nd: () => ( integer),
  UC: () => ( isCommandCheck),
  wX: () => ( isConfirmedByName),
  m5: () => ( isTreePath),
  QD: () => ( isWorthHiding),
  Mn: () => ( lines),
  p_: () => ( list),
  vB: () => ( nameToConfirm),
  _M: () => ( parseContainerImage),
  Pe: () => ( parseHealthChecks),
  gi: () => ( parseImageStore),
  TL: () => ( parseInputs),
  rq: () => ( parseTreeText),
  P: () => ( query),
  hD: () => ( quote),
  XX: () => ( render),
  fd: () => ( renderCommandHelp),
  SS: () => ( renderCount),
  q_: () => ( renderDowntime),
  PP: () => ( renderDuration),
  Ui: () => ( renderErrorText),
  Fr: () => ( renderFailureSummary),
  GY: () => ( renderFlags),
  WD: () => ( renderListText),
  mp: () => ( renderOverview),
  $D: () => ( renderPlanText),
  Uv: () => ( renderReportText),
  qI: () => ( renderSize),
  KE: () => ( renderStableJson),
  Br: () => ( renderSummary),
  bo: () => ( renderTable),
  MA: () => ( renderTreeText),
  i7: () => ( renderVariableName),
  ax: () => ( requireConfirmedName),
  K$: () => ( script),
  tP: () => ( sealPlan),
  OW: () => ( sealTree),
  rJ: () => ( secret),
  mz: () => ( showControls),
  Ej: () => ( size),
  fp: () => ( splitWords),
  $Y: () => ( stripControls),
  Qq: () => ( inputs_text),
  sc: () => ( textWidth),
  RI: () => ( toDeployKitError),
  rE: () => ( version),
  C1: () => ( wrapText)
});
;
function parseArgv(text) {
    const words = text.trimStart().startsWith('[') ? parseJsonWords(text) : parseLine(text);
    if (words[0] === '')
        throw new RangeError('has no program: its first word is empty');
    if (words.some((word) => word.includes('\0') || /\p{Surrogate}/u.test(word)))
        throw new RangeError('holds a NUL character, or half of a surrogate pair');
    return words;
}
function parseLine(text) {
    if (/^\s*[A-Za-z_][A-Za-z0-9_]*=/.test(text))
        throw new RangeError('starts with a variable: write env NAME=value program');
    return parseWords(text, refuseShell);
}
function splitWords(text) {
    return parseWords(text, (plain) => plain);
}
function parseJsonWords(text) {
    let words;
    try {
        words = JSON.parse(text);
    }
    catch {
        throw new RangeError('starts with [ but is not a JSON array of strings');
    }
    if (!Array.isArray(words) || words.length === 0 || !words.every((word) => typeof word === 'string')) {
        throw new RangeError('must be a JSON array of at least one string');
    }
    return words;
}
const SHELL_ONLY = /[|&;<>()$`*\n]/;
const TOKEN = /(?<blank>[ \t]+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"|\\(?<escaped>[\s\S])|(?<plain>[\s\S])/gy;
function parseWords(text, readPlain) {
    const words = [];
    let word;
    for (const { groups = {} } of text.trim().matchAll(TOKEN)) {
        if (groups['blank'] !== undefined) {
            if (word !== undefined)
                words.push(word);
            word = undefined;
        }
        else {
            word = (word ?? '') + readPart(groups, (plain) => readPlain(plain, word === undefined));
        }
    }
    if (word !== undefined)
        words.push(word);
    if (words.length === 0)
        throw new RangeError('is empty: give a program and its arguments');
    return words;
}
function readPart(groups, readPlain) {
    const { single, double, escaped, plain } = groups;
    if (single !== undefined)
        return single;
    if (double !== undefined)
        return double.replaceAll(/\\(?:([\\"$`])|\n)/g, '$1');
    if (escaped !== undefined)
        return escaped === '\n' ? '' : escaped;
    if (plain === "'" || plain === '"')
        throw new RangeError(`has a quote (${plain}) that is not closed`);
    if (plain === '\\')
        throw new RangeError('ends with a backslash that escapes nothing');
    return readPlain(plain ?? '');
}
function refuseShell(plain, startsWord) {
    if (SHELL_ONLY.test(plain) || (startsWord && plain === '~')) {
        throw new RangeError(`has an unquoted ${JSON.stringify(plain)}, which only a shell understands: put it into a script, or quote it`);
    }
    return plain;
}

;
function closest(word, candidates) {
    const limit = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
    const ranked = candidates
        .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
        .filter(({ distance }) => distance <= limit)
        .sort((left, right) => left.distance - right.distance);
    return ranked[0]?.candidate;
}
function editDistance(left, right) {
    const [rows, columns] = [[...left], [...right]];
    let older = [];
    let row = Array.from({ length: columns.length + 1 }, (_, index) => index);
    for (const [i, from] of rows.entries()) {
        const next = [i + 1];
        for (const [j, to] of columns.entries()) {
            const substituted = (row[j] ?? 0) + (from === to ? 0 : 1);
            const isSwapped = from === columns[j - 1] && to === rows[i - 1];
            const swapped = isSwapped ? (older[j - 1] ?? 0) + 1 : substituted;
            next.push(Math.min(substituted, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
        }
        older = row;
        row = next;
    }
    return row[columns.length] ?? 0;
}

;
function exec(argv, options = {}) {
    return { kind: 'exec', argv, ...options };
}
function command_all(...commands) {
    return { kind: 'all', commands };
}
function any(...commands) {
    return { kind: 'any', commands };
}
function each(...commands) {
    return { kind: 'each', commands };
}
function pipe(...commands) {
    return { kind: 'pipe', commands };
}
function redirect(command, to, append = false) {
    return { kind: 'redirect', command, to, append };
}
function script(program, args = [], options = {}) {
    return exec(['sh', '-c', program, 'deploy-kit', ...args], options);
}

;
const EVERYDAY = /^(true|false|null|none|undefined|yes|production|staging|development|localhost|127\.0\.0\.1|deploy|root|admin|postgres|mysql|redis)$/i;
function isWorthHiding(text) {
    const trimmed = text.trim();
    return trimmed.length >= 4 && !/^[\d.,-]{1,7}$/.test(trimmed) && !EVERYDAY.test(trimmed);
}

;
const entry = (owner, exitCode, meaning) => ({ owner, exitCode, meaning });
const exitCodes = {
    0: 'succeeded',
    1: 'failed for another reason',
    2: 'wrong use: an input, flag or configuration is wrong; nothing was changed',
    3: 'refused: the host or the release is not fit for it; nothing was changed',
    4: 'no connection: network, host key or authentication; see the report for what is live',
    5: 'the deploy lock is held by another run; nothing was changed',
    6: 'failed, and everything was undone: the previous release is live',
    7: 'failed, and something could NOT be undone: look at the host',
    8: 'not healthy',
    130: 'cancelled; what had been done was undone'
};
const errorCatalogue = {
    DK_INPUT_INVALID: entry('yours', 2, 'One or more inputs are missing, unknown or wrong. All problems are listed.'),
    DK_CONFIG_INVALID: entry('yours', 2, 'deploy-kit.yml cannot be read; the line and column are given.'),
    DK_CONFIRMATION_NEEDED: entry('yours', 2, 'A destructive operation needs a typed confirmation: in a script --yes, and where data is replaced the name of the environment, as confirm.'),
    DK_SOURCE_INVALID: entry('yours', 2, 'The tree or package to deploy is missing, empty, unreadable, or holds something that must not be deployed.'),
    DK_ENV_INCOMPLETE: entry('yours', 2, 'The env template names variables that were not given. All are listed.'),
    DK_KEY_INVALID: entry('yours', 4, 'The private key cannot be read. What is wrong with it is named.'),
    DK_KEY_PASSPHRASE: entry('yours', 4, 'The passphrase of the private key is missing or wrong.'),
    DK_HOST_UNREACHABLE: entry('server', 4, 'No TCP connection or no SSH greeting within the connect timeout.'),
    DK_HOST_KEY_UNKNOWN: entry('yours', 4, 'The host key is not pinned. Its fingerprint and the line to add are shown.'),
    DK_HOST_KEY_CHANGED: entry('server', 4, 'The host key is not the pinned one: the server was reinstalled, or someone is in between.'),
    DK_AUTHENTICATION_FAILED: entry('yours', 4, 'The server refused the key. It is never tried again, so that the address is not blocked.'),
    DK_CONNECTION_LOST: entry('server', 4, 'The connection broke and could not be made again in time. The host goes back by itself if a release was not confirmed.'),
    DK_CHANNEL_REFUSED: entry('server', 4, 'The server refuses to open another session on the connection.'),
    DK_FORWARDING_REFUSED: entry('server', 4, 'The server does not allow TCP forwarding, which a check from the host needs.'),
    DK_COMMAND_FAILED: entry('yours', 1, 'A command on the host ended with an exit code other than 0.'),
    DK_COMMAND_SIGNALLED: entry('server', 1, 'A command on the host was ended by a signal (out of memory, for example).'),
    DK_COMMAND_TIMEOUT: entry('yours', 1, 'A command took longer than allowed; its process group was stopped.'),
    DK_COMMAND_UNKNOWN_END: entry('server', 1, 'The exit code of a command is not known; it counts as failed.'),
    DK_SUDO_PASSWORD: entry('server', 3, 'sudo asks for a password; deploy-kit only uses `sudo -n`.'),
    DK_PREFLIGHT_FAILED: entry('server', 3, 'The host is not ready. All problems are in one table.'),
    DK_DISK_FULL: entry('server', 3, 'Not enough space or inodes on the host.'),
    DK_PERMISSION_DENIED: entry('server', 3, 'The deploy user may not write where it must.'),
    DK_UPLOAD_CORRUPT: entry('server', 1, 'What arrived is not what was sent. The release was not made live.'),
    DK_LOCK_HELD: entry('yours', 5, 'Another run holds the deploy lock.'),
    DK_LOCK_LOST: entry('server', 1, 'The deploy lock was taken over by another run while this one could not renew it.'),
    DK_PLAN_DRIFTED: entry('yours', 3, 'The host has changed since the plan was approved.'),
    DK_OLDER_COMMIT: entry('yours', 3, 'The commit is older than the live one; deploying it needs to be asked for.'),
    DK_RELEASE_UNKNOWN: entry('yours', 3, 'There is no such release on the host.'),
    DK_NOTHING_TO_ROLL_BACK_TO: entry('yours', 3, 'There is no earlier good release.'),
    DK_UNHEALTHY: entry('yours', 8, 'A required health check did not pass in time.'),
    DK_DOWNTIME: entry('yours', 8, 'More requests failed during the cutover than `max-failed-requests` allows.'),
    DK_DEPLOY_UNDONE: entry('yours', 6, 'The deploy failed and was undone: the previous release is live.'),
    DK_UNDO_INCOMPLETE: entry('server', 7, 'The operation failed and something could not be undone: look at the host.'),
    DK_GUARD_FIRED: entry('server', 6, 'The runner did not confirm in time, so the host went back to the previous release by itself.'),
    DK_LEDGER_CORRUPT: entry('server', 3, 'The ledger on the host was changed by hand or is damaged.'),
    DK_MANIFEST_CORRUPT: entry('server', 3, 'The stored file list of a release on the host was changed by hand or is damaged.'),
    DK_BACKUP_KEY_INVALID: entry('yours', 2, 'A recipient (age1...) or a key (AGE-SECRET-KEY-1...) for the encryption of backups cannot be read. What is wrong with it is named.'),
    DK_BACKUP_KEY_WRONG: entry('yours', 2, 'No key that was given opens the encrypted file of the backup.'),
    DK_BACKUP_DAMAGED: entry('server', 3, 'A file of the backup is truncated, missing, was changed, or is not an encrypted file at all. Nothing that is live was touched.'),
    DK_ARTIFACT_FAILED: entry('server', 1, 'The package was made, but it could not be kept as an artifact of the workflow run.'),
    DK_BACKUP_FAILED: entry('server', 6, 'The backup could not be made, and what there was of it was removed. Older backups are untouched, and so is everything that is live.'),
    DK_RESTORE_UNDONE: entry('server', 6, 'The restore failed and was undone: all of the data that was live before is live.'),
    DK_BACKUP_SOURCE: entry('server', 3, 'Something that is to be backed up cannot be read. Nothing was changed.'),
    DK_BACKUP_UNKNOWN: entry('yours', 3, 'There is no such backup, or it is of another application. Nothing was changed.'),
    DK_STORAGE_FAILED: entry('yours', 1, 'A copy of a backup could not be made, read or removed in the storage. What is on the host is untouched.'),
    DK_CANCELLED: entry('yours', 130, 'The run was cancelled.'),
    DK_DRY_RUN_WRITE: entry('ours', 1, 'A write was attempted while only planning: a defect of deploy-kit.'),
    DK_INTERNAL: entry('ours', 1, 'A defect of deploy-kit.')
};

;
class DeployKitError extends Error {
    code;
    remedy;
    step;
    host;
    exitCode;
    stderrTail;
    constructor(code, details) {
        super(details.message, details.cause === undefined ? {} : { cause: details.cause });
        this.name = 'DeployKitError';
        this.code = code;
        this.remedy = details.remedy;
        this.step = details.step;
        this.host = details.host;
        this.exitCode = details.exitCode;
        this.stderrTail = details.stderrTail;
    }
    get processExitCode() {
        return errorCatalogue[this.code].exitCode;
    }
    toJSON() {
        const { code, message, remedy, step, host, exitCode, stderrTail } = this;
        return { code, message, remedy, step, host, exitCode, stderrTail, owner: errorCatalogue[code].owner };
    }
}
function toDeployKitError(thrown) {
    if (thrown instanceof DeployKitError)
        return thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new DeployKitError('DK_INTERNAL', {
        message: `deploy-kit failed unexpectedly: ${message}`,
        remedy: 'This is a defect of deploy-kit: please report it with the log of a run with --verbose',
        cause: thrown
    });
}

;
const UNIT_SECONDS = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };
function parseDuration(text) {
    if (/^\d+(\.\d+)?$/.test(text))
        return Number(text);
    if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text))
        return undefined;
    const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
    return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNIT_SECONDS[unit ?? 's'] ?? 1), 0);
}
function renderDuration(seconds) {
    if (seconds < 0.9995)
        return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 59.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
    return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}

;
class Secret {
    name;
    #text;
    #parts;
    constructor(name, text, parts) {
        this.name = name;
        this.#text = text;
        this.#parts = parts;
    }
    reveal() {
        return this.#text;
    }
    revealParts() {
        return this.#parts ?? [this.#text];
    }
    toString() {
        return '***';
    }
    toJSON() {
        return '***';
    }
    [Symbol.for('nodejs.util.inspect.custom')]() {
        return `Secret(${this.name})`;
    }
}

;
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const FACTORS = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
function parseSize(text) {
    const match = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])(?:i?b)?|b)?$/i.exec(text);
    return match ? Math.round(Number(match[1]) * (FACTORS[(match[2] ?? '').toLowerCase()] ?? 1)) : undefined;
}
function renderSize(bytes) {
    const power = UNITS.findIndex((_, index) => bytes / 1024 ** index < 1023.95 || index === UNITS.length - 1);
    return power === 0 ? `${Math.round(bytes)} B` : `${(bytes / 1024 ** power).toFixed(1)} ${UNITS[power]}`;
}
function renderCount(count, noun) {
    return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}

;
function defineInputs(inputs) {
    return inputs;
}
const inputs_text = (options) => build('text', options, (value) => value);
const secret = (options) => build('secret', options, (value) => new Secret('input', value));
const inputs_boolean = (options) => build('boolean', options, parseBoolean);
const duration = (options) => build('duration', options, (value) => required(parseDuration(value), `is not a duration: ${value} (write 90s, 2m or 1h30m)`));
const size = (options) => build('size', options, (value) => required(parseSize(value), `is not a size: ${value} (write 500M or 2GiB)`));
const list = (options) => build('list', options, parseList);
const lines = (options) => build('list', options, (value) => cleanItems(value.split('\n')));
const argv = (options) => build('argv', { ...options, isCommand: () => true }, parseArgv);
function integer(options) {
    const { min, max } = options;
    return build('integer', options, (value) => {
        const number = /^-?\d+$/.test(value) ? Number(value) : undefined;
        if (number === undefined || number < min || number > max) {
            throw new RangeError(`must be a whole number from ${min} to ${max}, not ${value}`);
        }
        return number;
    });
}
function choice(choices, options) {
    const parse = (value) => required(choices.find((known) => known === value), `must be one of ${choices.join(', ')}, not ${value}`);
    return { ...build('choice', options, parse), choices };
}
function build(kind, options, parse) {
    const presence = options;
    const input = {
        kind,
        description: options.description,
        example: options.example,
        default: presence.default,
        required: presence.required === true,
        choices: [],
        group: options.group,
        isCommand: options.isCommand ?? (() => false),
        isTyped: options.isTyped === true,
        variable: options.variable,
        parse: (value) => checked(parse(value), options.check)
    };
    return input;
}
function checked(value, check) {
    const problem = check?.(value);
    if (problem !== undefined)
        throw new RangeError(problem);
    return value;
}
function required(value, problem) {
    if (value === undefined)
        throw new RangeError(problem);
    return value;
}
function parseBoolean(value) {
    if (/^(true|yes|on|1)$/i.test(value))
        return true;
    if (/^(false|no|off|0)$/i.test(value))
        return false;
    throw new RangeError(`must be true or false, not ${value}`);
}
function parseList(value) {
    const items = value.includes('\n') ? value.split('\n') : value.split(',');
    return cleanItems(items);
}
function cleanItems(items) {
    return items.map((item) => item.trim()).filter((item) => item !== '' && !item.startsWith('#'));
}

;
const confirmInput = inputs_text({
    group: 'Behaviour',
    description: 'The name of the environment whose data is replaced, typed for this very run; without an environment the names of the hosts, with commas between them. It cannot stand in `deploy-kit.yml`. A plan needs none.',
    example: 'production',
    isTyped: true
});
function isConfirmedByName({ inputs, replacesData }, values) {
    return Object.hasOwn(inputs, 'confirm') && replacesData?.(values) !== false;
}
function nameToConfirm(environment, hosts) {
    return environment ?? hosts.join(',');
}
function requireConfirmedName({ operation, values, environment, hosts, phrase }) {
    const [given, name] = [values['confirm'], nameToConfirm(environment, hosts)];
    if (given === name)
        return;
    throw new DeployKitError('DK_CONFIRMATION_NEEDED', {
        message: given === undefined ? `${operation.name} replaces the data of ${name}, and nobody has confirmed that` : `${operation.name} replaces the data of ${name}, but ${JSON.stringify(given)} was confirmed`,
        remedy: `Nothing has been changed. If ${name} is meant, say so: ${phrase(name)}`
    });
}
var external_node_crypto_ = __webpack_require__(77598);
;
function renderStableJson(value) {
    return JSON.stringify(value, (_key, member) => (isRecord(member) ? sortKeys(member) : member));
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function sortKeys(record) {
    return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}

;
function hasIdentity(image, wanted) {
    return 'id' in wanted ? image.id === wanted.id : image.content === wanted.content;
}
function parseContainerImage(text) {
    const found = toRecord(parseJson(text));
    const layers = toRecord(found['RootFS'])['Layers'];
    const { Id: id, Os: os, Architecture: architecture, Size: size } = found;
    if (typeof id !== 'string' || typeof os !== 'string' || typeof architecture !== 'string')
        return undefined;
    return {
        id,
        platform: `${os}/${architecture}`,
        layers: Array.isArray(layers) ? layers.map(String) : [],
        content: digestContent(found),
        sizeBytes: typeof size === 'number' ? size : 0
    };
}
function parseImageStore(driverStatus) {
    return driverStatus.includes('io.containerd.snapshotter') ? 'containerd' : 'layers';
}
const CONFIGURED = ['User', 'ExposedPorts', 'Env', 'Entrypoint', 'Cmd', 'Volumes', 'WorkingDir', 'Labels', 'StopSignal', 'Healthcheck', 'OnBuild', 'Shell'];
function digestContent(found) {
    const config = toRecord(found['Config']);
    const told = CONFIGURED.map((key) => [key, config[key]]).filter(([, value]) => !isEmpty(value));
    const { Os, Architecture, Created, RootFS } = found;
    const text = renderStableJson({ Os, Architecture, Created, layers: toRecord(RootFS)['Layers'], config: Object.fromEntries(told) });
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}
function isEmpty(value) {
    if (value === undefined || value === null || value === '')
        return true;
    return typeof value === 'object' && Object.keys(value).length === 0;
}
function toRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;
function describeRestored({ host, release, passed, checks }) {
    if (passed)
        return `${release} is live again and healthy on ${host} (${checks.filter((check) => check.passed).length} of ${checks.length} checks)`;
    const failed = checks.filter((check) => check.required && !check.passed).map(({ title, detail }) => `${title}: ${detail}`);
    return `${release} is live again on ${host} but NOT healthy: ${failed.length === 0 ? 'it could not be asked' : failed.join('; ')}`;
}

;
function defineOperation(operation) {
    return operation;
}

;
function parseInputs(definitions, sources) {
    const problems = findUnknown(definitions, sources);
    const values = {};
    for (const [name, input] of Object.entries(definitions)) {
        const found = findText(name, input, sources);
        try {
            if (found?.text.includes('\0') === true)
                throw new RangeError('holds a NUL character, which no program can take');
            values[name] = found === undefined ? undefined : input.parse(found.text);
        }
        catch (error) {
            problems.push(`${found?.origin ?? name} ${error instanceof Error ? error.message : String(error)}`);
        }
        if (found === undefined && input.required)
            problems.push(`${name} is required: ${firstSentence(input.description)}`);
    }
    if (problems.length > 0)
        throw invalidInputs(problems);
    return values;
}
function findText(name, input, sources) {
    for (const source of sources) {
        const text = source.texts[name];
        if (text !== undefined && text.trim() !== '')
            return { text: input.kind === 'secret' ? text : text.trim(), origin: source.describe(name) };
    }
    return input.default === undefined ? undefined : { text: input.default, origin: name };
}
function findUnknown(definitions, sources) {
    const names = Object.keys(definitions);
    return sources.flatMap((source) => Object.keys(source.texts)
        .filter((name) => !names.includes(name))
        .map((name) => {
        const suggestion = closest(name, names);
        return `${source.describe(name)} is not known${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`;
    }));
}
function firstSentence(text) {
    return text.split(/\.(\s|$)/)[0] ?? text;
}
function invalidInputs(problems) {
    const message = problems.length === 1 ? `Wrong input: ${problems[0]}` : `${problems.length} inputs are wrong:\n${problems.map((line) => `  - ${line}`).join('\n')}`;
    return new DeployKitError('DK_INPUT_INVALID', { message, remedy: 'Correct the inputs; nothing has been changed on any host' });
}

;
function sealPlan(plan, volatile = []) {
    const plain = renderStableJson({ ...plan, hash: undefined });
    const texts = volatile.map((value) => JSON.stringify(value).slice(1, -1)).toSorted((left, right) => right.length - left.length);
    const text = texts.reduce((json, value) => (value === '' ? json : json.replaceAll(value, '<volatile>')), plain);
    return { ...plan, hash: (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex') };
}

;
function query(command, parse) {
    return { command, parse };
}

;
const PLAIN_WORD = /^[A-Za-z0-9_@%+:,./-]+$/;
function quote(word) {
    if (word.includes('\0'))
        throw new RangeError('A word for a shell cannot contain a NUL character');
    if (/\p{Surrogate}/u.test(word))
        throw new RangeError('A word for a shell must be valid Unicode text');
    if (PLAIN_WORD.test(word))
        return word;
    return `'${word.replaceAll("'", `'\\''`)}'`;
}

;
const ENVIRONMENT_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
function render(command) {
    const inputs = findInputs(command);
    if (inputs.length > 1)
        throw new RangeError('A command can have one standard input only');
    return { line: renderLine(command), stdin: inputs[0] };
}
function renderLine(command) {
    switch (command.kind) {
        case 'exec':
            return renderExec(command);
        case 'all':
            return group(command.commands.map(renderLine), ' && ');
        case 'any':
            return group(command.commands.map(renderLine), ' || ');
        case 'each':
            return renderEach(command.commands.map(renderLine));
        case 'pipe':
            return renderPipe(command.commands.map(renderLine));
        case 'redirect':
            return renderRedirect(renderLine(command.command), command);
    }
}
function renderExec({ argv, env, cwd }) {
    const [program = ''] = argv;
    if (program === '')
        throw new RangeError('A command needs a program');
    if (env !== undefined && program.includes('='))
        throw new RangeError(`env would read this program as a variable: ${program}`);
    const words = [...renderEnvironment(env), ...argv.map(quoteArgument)].join(' ');
    return cwd === undefined ? words : `(cd ${quotePath(cwd)} && ${words})`;
}
function renderEnvironment(env = {}) {
    const pairs = Object.entries(env).map(([name, value]) => {
        if (!ENVIRONMENT_NAME.test(name))
            throw new RangeError(`Not a name for an environment variable: ${name}`);
        return quote(`${name}=${value}`);
    });
    return pairs.length === 0 ? [] : ['env', ...pairs];
}
function quoteArgument(word, index) {
    const quoted = quote(word);
    return index === 0 && quoted === word && !word.includes('/') ? `'${word}'` : quoted;
}
function quotePath(path) {
    if (path === '')
        throw new RangeError('A path cannot be empty');
    return quote(path.startsWith('/') ? path : `./${path}`);
}
function renderRedirect(line, { to, append }) {
    return `{ :; ${line}; } ${append ? '>>' : '>'} ${quotePath(to)}`;
}
function group(lines, separator) {
    if (lines.length === 0)
        throw new RangeError('A list of commands cannot be empty');
    return `{ ${lines.join(separator)}; }`;
}
function renderEach(lines) {
    if (lines.length === 0)
        throw new RangeError('A list of commands cannot be empty');
    return `( code=0; ${lines.map((line) => `${line} || code=$?`).join('; ')}; exit "$code" )`;
}
function renderPipe(lines) {
    if (lines.length === 0)
        throw new RangeError('A pipe cannot be empty');
    const parts = lines.map((line) => `{ { ${line}; } 3>&- 4>&-; echo "$?" >&3; }`);
    const last = parts.length - 1;
    const joined = parts.map((part, index) => (index === last ? `{ { ${lines[last]}; } >&4 3>&- 4>&-; echo "$?" >&3; }` : part)).join(' | ');
    const codes = `set -- $( { ${joined}; } 3>&1 4>&4 ); for code do [ "$code" = 0 ] || exit "$code"; done`;
    return `( exec 4>&1; ${codes}; [ "$#" = ${lines.length} ] )`;
}
function findInputs(command) {
    switch (command.kind) {
        case 'exec':
            return command.stdin === undefined ? [] : [command.stdin];
        case 'redirect':
            return findInputs(command.command);
        default:
            return command.commands.flatMap(findInputs);
    }
}

;
const PROCESS_FUNCTIONS = `
boot=''
[ ! -r /proc/sys/kernel/random/boot_id ] || read -r boot </proc/sys/kernel/random/boot_id
find_process() {
  state='' tick=''
  if [ -r /proc/self/stat ]; then
    { read -r _ _ state _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ tick _ <"/proc/$1/stat"; } 2>/dev/null
    case "$state" in '' | Z) return 1 ;; esac
  else
    kill -0 "$1" 2>/dev/null || return 1
  fi
  process="$1 $boot $tick"
}
is_open() {
  pid='' began='' kept=''
  [ ! -e "$1/status" ] && { IFS= read -r kept <"$1/process"; } 2>/dev/null || return 1
  pid=\${kept%% *} began=\${kept#* }
  if find_process "$pid"; then [ "$process" = "$kept" ]; else [ "\${began% *}" = "$boot" ]; fi
}
is_running() { is_open "$1" && find_process "$pid"; }
`;

;
function differTree(previous, next, distrusted = new Set()) {
    const before = new Map((previous?.entries ?? []).filter(isContent).map((entry) => [entry.path, entry]));
    const send = [];
    const reuse = [];
    const added = [];
    const changed = [];
    for (const entry of next.entries) {
        const old = before.get(entry.path);
        before.delete(entry.path);
        if (old === undefined && isContent(entry))
            added.push(entry.path);
        if (old !== undefined && !isSame(old, entry))
            changed.push(entry.path);
        if (entry.type === 'file' && old !== undefined && isSame(old, entry) && !distrusted.has(entry.path))
            reuse.push(entry);
        else
            send.push(entry);
    }
    const removed = [...before.keys()];
    return { send, reuse, added, changed, removed, sendBytes: sumSizes(send), reuseBytes: sumSizes(reuse) };
}
function isContent(entry) {
    return entry.type !== 'folder';
}
function isSame(left, right) {
    if (left.type === 'file' && right.type === 'file')
        return left.sha256 === right.sha256 && left.mode === right.mode;
    return left.type === 'link' && right.type === 'link' && left.target === right.target;
}
function sumSizes(entries) {
    return entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.sizeBytes : 0), 0);
}

;
function renderTreeText(entries) {
    const lines = sortEntries(entries).map(renderEntry);
    return `tree 1 ${lines.length}\n${lines.join('')}`;
}
function sealTree(entries) {
    const sorted = sortEntries(entries);
    for (const [index, { path }] of sorted.entries()) {
        if (index > 0 && sorted[index - 1]?.path === path)
            throw new RangeError(`A tree cannot have two entries of the same path: ${path}`);
    }
    return { entries: sorted, digest: digestTree(sorted) };
}
function digestTree(entries) {
    return digestText(renderTreeText(entries));
}
function parseTreeText(text) {
    const lines = text.split('\n');
    const count = /^tree 1 (\d+)$/.exec(lines[0] ?? '')?.[1];
    if (count === undefined)
        throw damaged(1, 'the first line is not that of a list of version 1');
    if (lines.length !== Number(count) + 2 || lines.at(-1) !== '')
        throw damaged(lines.length, `it should have ${count} entries`);
    const entries = [];
    let previous = '';
    for (let index = 1; index < lines.length - 1; index += 1) {
        const entry = parseEntry(lines[index] ?? '');
        if (entry === undefined || entry.path <= previous)
            throw damaged(index + 1, 'it is not an entry, or out of order');
        previous = entry.path;
        entries.push(entry);
    }
    return { entries, digest: digestText(text) };
}
const WRONG_PATH = /(?:^|\/)\.{0,2}(?:\/|$)|[\0\n\r]/;
function isTreePath(path) {
    return !WRONG_PATH.test(path);
}
function renderEntry(entry) {
    switch (entry.type) {
        case 'file':
            return `f ${renderMode(entry.mode)} ${entry.sizeBytes} ${entry.sha256} ${entry.path}\n`;
        case 'link':
            return `l ${entry.path}//${entry.target}\n`;
        case 'folder':
            return `d ${renderMode(entry.mode)} ${entry.path}\n`;
    }
}
function renderMode(mode) {
    return mode.toString(8).padStart(3, '0');
}
const ENTRY = /^(?:f (?<fileMode>[0-7]{3}) (?<size>0|[1-9]\d{0,15}) (?<sha256>[0-9a-f]{64}) (?<file>.+)|d (?<folderMode>[0-7]{3}) (?<folder>.+)|l (?<link>.+?)\/\/(?<target>.+))$/s;
function parseEntry(line) {
    const { fileMode, size, sha256, file, folderMode, folder, link, target } = ENTRY.exec(line)?.groups ?? {};
    const path = file ?? folder ?? link;
    if (path === undefined || !isTreePath(path))
        return undefined;
    if (file !== undefined && fileMode !== undefined && sha256 !== undefined) {
        return { type: 'file', path, mode: Number.parseInt(fileMode, 8), sizeBytes: Number(size), sha256 };
    }
    if (folderMode !== undefined)
        return { type: 'folder', path, mode: Number.parseInt(folderMode, 8) };
    return target === undefined ? undefined : { type: 'link', path, target };
}
function sortEntries(entries) {
    const isSorted = entries.every((entry, index) => index === 0 || (entries[index - 1]?.path ?? '') < entry.path);
    return isSorted ? entries : entries.toSorted((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
function digestText(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}
function damaged(line, reason) {
    return new DeployKitError('DK_MANIFEST_CORRUPT', {
        message: `The file list of a release is damaged in line ${line}: ${reason}`,
        remedy: 'Remove that file list on the host: the next deploy then sends every file again'
    });
}

;
const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;
const ASCII = /^[ -~]*$/;
const NOTHING = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;
function textWidth(line) {
    if (ASCII.test(line))
        return line.length;
    let width = 0;
    for (const { segment } of SEGMENTS.segment(line))
        width += graphemeWidth(segment);
    return width;
}
function padText(line, width) {
    return line + ' '.repeat(Math.max(0, width - textWidth(line)));
}
function wrapText(text, width) {
    const lines = [];
    let line = '';
    for (const word of text.split(' ')) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (textWidth(longer) <= width) {
            line = longer;
            continue;
        }
        if (line !== '')
            lines.push(line);
        const pieces = breakWord(word, width);
        lines.push(...pieces.slice(0, -1));
        line = pieces.at(-1) ?? '';
    }
    return [...lines, line];
}
function showControls(text) {
    return text.replaceAll('\t', '  ').replaceAll(CONTROL, (character) => {
        const code = character.charCodeAt(0);
        return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\ufffd';
    });
}
function graphemeWidth(segment) {
    if (NOTHING.test(segment))
        return 0;
    return WIDE.test(segment) || EMOJI.test(segment) ? 2 : 1;
}
function breakWord(word, width) {
    const pieces = [];
    let piece = '';
    let used = 0;
    for (const { segment } of SEGMENTS.segment(word)) {
        const size = graphemeWidth(segment);
        if (piece !== '' && used + size > width) {
            pieces.push(piece);
            piece = '';
            used = 0;
        }
        piece += segment;
        used += size;
    }
    return [...pieces, piece];
}

;
function renderErrorText(error, { withCauses = false } = {}) {
    const { code, message, host, step, exitCode, remedy, stderrTail } = error;
    const where = [
        ...(host === undefined ? [] : [`host ${host}`]),
        ...(step === undefined ? [] : [`step ${step}`]),
        ...(exitCode === undefined ? [] : [`exit code ${exitCode}`])
    ];
    const tail = (stderrTail ?? '').split('\n').filter((line) => line.trim() !== '');
    return [
        ...`${code}: ${message}`.split('\n').map(showControls),
        ...(where.length === 0 ? [] : [`  at ${where.join(', ')}`]),
        ...tail.map((line) => `  | ${showControls(line)}`),
        ...remedy.split('\n').map((line, index) => `${index === 0 ? '-> ' : '   '}${showControls(line)}`),
        ...(errorCatalogue[code].owner === 'ours' && !withCauses ? ['   (--verbose shows where it comes from)'] : []),
        ...(withCauses ? renderCauses(error.cause, 0) : [])
    ].join('\n');
}
const DEEPEST_CAUSE = 8;
function renderCauses(cause, depth) {
    if (cause === undefined || depth === DEEPEST_CAUSE)
        return [];
    const text = cause instanceof Error ? (cause.stack ?? `${cause.name}: ${cause.message}`) : String(cause);
    const lines = text.split('\n').map((line, index) => `${index === 0 ? 'Caused by: ' : '  '}${showControls(line)}`);
    return [...lines, ...(cause instanceof Error ? renderCauses(cause.cause, depth + 1) : [])];
}

;
const GAP = '  ';
const NARROWEST = 8;
function renderTable(table, { width = 120 } = {}) {
    const head = table.columns.map(showControls);
    const rows = table.rows.map((row) => head.map((_, index) => (row[index] ?? '').split('\n').map(showControls)));
    const room = head.length === 1 ? Infinity : width - GAP.length * (head.length - 1);
    const widths = fitWidths(naturalWidths(head, rows), room);
    const right = head.map((_, index) => rows.length > 0 && rows.every((row) => isNumber(row[index]?.[0] ?? '')));
    const line = (cells) => render_table_renderLine(cells, widths, right);
    const body = rows.flatMap((row) => foldRow(row, widths).map(line));
    const title = table.title === '' ? [] : [showControls(table.title)];
    const rule = widths.map((size) => '─'.repeat(size)).join(GAP);
    const names = foldRow(head.map((name) => [name]), widths);
    return [...title, ...names.map(line), rule, ...body].join('\n');
}
function naturalWidths(head, rows) {
    return head.map((name, index) => Math.max(textWidth(name), ...rows.flatMap((row) => (row[index] ?? []).map(textWidth)), 1));
}
function fitWidths(natural, available) {
    const widths = [...natural];
    let excess = widths.reduce((sum, size) => sum + size, 0) - available;
    while (excess > 0) {
        const widest = Math.max(...widths);
        if (widest <= NARROWEST)
            break;
        widths[widths.indexOf(widest)] = widest - 1;
        excess -= 1;
    }
    return widths;
}
function foldRow(row, widths) {
    const folded = row.map((cell, index) => cell.flatMap((line) => wrapText(line, widths[index] ?? 1)));
    const height = Math.max(1, ...folded.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) => folded.map((cell) => cell[line] ?? ''));
}
function render_table_renderLine(cells, widths, right) {
    return cells
        .map((cell, index) => {
        const width = widths[index] ?? 0;
        return right[index] === true ? ' '.repeat(Math.max(0, width - textWidth(cell))) + cell : padText(cell, width);
    })
        .join(GAP)
        .trimEnd();
}
function isNumber(text) {
    return /^-?\d[\d ,]*(\.\d+)?$/.test(text);
}

;
function renderPlanText(plan, layout = {}) {
    const parts = [
        showControls(plan.title),
        plan.hosts.length === 0 ? '' : `Hosts: ${plan.hosts.join(', ')}`,
        ...plan.tables.map((table) => renderTable(table, layout)),
        renderList('Notes', plan.notes.map(showControls)),
        renderList('Problems: this plan will be refused', plan.problems.map(renderProblem)),
        renderSteps(plan, layout),
        `Plan hash: ${plan.hash}`
    ];
    return parts.filter((part) => part !== '').join('\n\n');
}
function renderProblem({ code, host, message, remedy }) {
    return `${host === undefined ? '' : `${host}: `}${showControls(message)} (${code})\n    -> ${showControls(remedy)}`;
}
function renderList(title, items) {
    return items.length === 0 ? '' : [title, ...items.map((item) => `  - ${item}`)].join('\n');
}
function renderSteps(plan, layout) {
    if (plan.steps.length === 0)
        return '';
    const rows = plan.phases.flatMap((phase) => plan.steps.filter((step) => step.phase === phase)).map(renderStep);
    const columns = ['Phase', 'Host', 'Step', 'Effect', 'Undo'];
    const consequence = plan.onFailure === 'undo'
        ? 'If a step fails, what was done is undone, the last step first.'
        : 'If a step fails, the run stops there; nothing is undone.';
    return `${renderTable({ title: 'Steps', columns, rows }, layout)}\n${consequence}`;
}
function renderStep(step) {
    return [step.phase, step.host, step.title, step.effect, step.undo?.title ?? '-'];
}

;
const OUTCOMES = {
    planned: 'Planned only; nothing was changed',
    succeeded: 'Succeeded',
    unchanged: 'Nothing to do',
    failed: 'FAILED',
    undone: 'FAILED, and everything was undone',
    'undo-failed': 'FAILED, and something could not be undone'
};
function renderReportText(report, layout = {}) {
    const facts = [
        ...Object.entries(report.live).map(([host, release]) => ['Live', `${host}: ${release ?? 'nothing known'}`]),
        ...report.restored.map((restored) => ['Restored', describeRestored(restored)]),
        ...(report.sentBytes > 0 ? [['Sent', renderSize(report.sentBytes)]] : []),
        ...report.probes.map((probe) => ['Downtime', renderDowntime(probe)]),
        ...report.steps.flatMap(findUndone),
        ...report.warnings.map((warning) => ['Warning', warning]),
        ...(report.outcome === 'succeeded' ? (report.plan.afterwards ?? []) : []).map((sentence) => ['Next', sentence])
    ];
    const heading = `${OUTCOMES[report.outcome]} in ${renderDuration(report.durationMs / 1000)}: ${showControls(report.plan.title)}`;
    const parts = [
        [heading, ...facts.map(([label, text]) => `  ${`${label}:`.padEnd(11)}${showControls(text)}`)].join('\n'),
        ...(report.checks.length === 0 ? [] : [renderTable(tableChecks(report.checks), layout)]),
        ...report.evidence.map(renderEvidence),
        ...(report.error === undefined ? [] : [renderErrorText(report.error, layout)])
    ];
    return parts.join('\n\n');
}
function tableChecks(checks) {
    const rows = checks.map(({ host, title, required, passed, detail, attempts }) => [
        host,
        title,
        passed ? 'passed' : required ? 'FAILED' : 'failed (optional)',
        detail,
        String(attempts)
    ]);
    return { title: 'Health checks', columns: ['Host', 'Check', 'Result', 'Seen', 'Attempts'], rows };
}
function renderEvidence({ title, host, text }) {
    const lines = text.trimEnd().split('\n');
    return [`${title} on ${host}`, ...lines.map((line) => `  | ${showControls(line)}`)].join('\n');
}
function renderDowntime({ host, url, requests, failures, longestGapMs }) {
    const gap = failures === 0 ? 'none' : `up to ${renderDuration(longestGapMs / 1000)}`;
    return `${gap} (${failures} of ${requests} requests failed) at ${url} on ${host}`;
}
function findUndone({ outcome, host, title }) {
    if (outcome === 'undone')
        return [['Undone', `${host}: ${title}`]];
    return outcome === 'undo-failed' ? [['NOT UNDONE', `${host}: ${title}`]] : [];
}

;
function escapeMarkdown(text) {
    return stripControls(text)
        .replaceAll(/[\\`*[\]<>|~#&$@!]|(?<!\w)_|_(?!\w)/g, (mark) => `\\${mark}`)
        .trim()
        .replace(/^([-+=]|\d+(?=[.)](?:\s|$)))/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`))
        .replaceAll(/\s*\n\s*/g, '<br>');
}
function escapeHtml(text) {
    const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
    return stripControls(text)
        .replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark)
        .replaceAll(/\s+/g, ' ');
}
function renderCode(text) {
    const line = stripControls(text).replaceAll(/\s+/g, ' ').trim();
    if (line === '')
        return '';
    const fence = '`'.repeat(longestRun(line) + 1);
    const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
    return `${fence}${padding}${line}${padding}${fence}`;
}
function renderCodeBlock(text, language = 'text') {
    const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
    return `${fence}${language}\n${stripControls(text).replace(/\n+$/, '')}\n${fence}`;
}
function renderMarkdownTable(columns, rows) {
    const line = (cells) => `| ${columns.map((_, index) => protectBorder(cells[index] ?? '')).join(' | ')} |`;
    return [line(columns), `| ${columns.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}
function stripControls(text) {
    return (text
        .replaceAll(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g, '')
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ''));
}
function protectBorder(cell) {
    return cell.replaceAll(/(\\*)\|/g, (found, slashes) => (slashes.length % 2 === 1 ? found : `${slashes}\\|`));
}
function longestRun(text) {
    return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

;
function renderTimeline(report) {
    const steps = report.steps.filter((step) => step.outcome !== 'skipped');
    if (steps.length === 0)
        return undefined;
    const sectionOf = (step) => (report.plan.hosts.length > 1 ? step.host : step.phase);
    const sections = [...new Set(steps.map(sectionOf))];
    const lines = sections.flatMap((section) => [
        `  section ${plain(section)}`,
        ...steps.filter((step) => sectionOf(step) === section).map(renderTask)
    ]);
    return ['gantt', '  dateFormat x', '  axisFormat %s s', ...lines].join('\n');
}
const TAGS = {
    succeeded: 'done, ',
    failed: 'crit, ',
    skipped: '',
    undone: 'active, ',
    'undo-failed': 'crit, '
};
function renderTask(step) {
    const start = Math.max(0, Math.round(step.startedMs));
    return `  ${plain(step.title)} :${TAGS[step.outcome]}${start}, ${Math.max(1, Math.round(step.durationMs))}ms`;
}
const RESERVED = /^(?:\d{4}-\d\d-\d\d|gantt|title|section|click|call|href|acc(?:title|descr)|(?:date|axis)format|excludes|includes|inclusiveenddates|topaxis|todaymarker|tickinterval|week(?:day|end))/i;
function plain(title) {
    const text = title.replaceAll(/[:;#,%{}<>"`\\\p{Cc}]/gu, ' ').replaceAll(/\s+/g, ' ').trim();
    const shown = text.length > 60 ? `${text.slice(0, 59)}…` : text;
    return shown === '' || RESERVED.test(shown) ? `step ${shown}`.trim() : shown;
}

;
const MEBIBYTE = 1024 * 1024;
const EVIDENCE_CHARACTERS = 32 * 1024;
function renderSummary(report, { limitBytes = MEBIBYTE, overflow = [] } = {}) {
    const sections = [
        { name: 'headline', text: renderHeadline(report) },
        { name: 'error', text: report.error === undefined ? '' : renderError(report.error) },
        { name: 'what could not be undone', text: renderUndone(report.steps) },
        { name: 'warnings', text: renderWarnings([...report.warnings, ...overflow]) },
        { name: 'problems', text: renderProblems(report) },
        { name: 'downtime', text: report.probes.map(renderProbe).join('\n') },
        { name: 'health checks', text: renderChecks(report) },
        { name: 'plan', text: renderPlan(report) },
        { name: 'steps', text: render_summary_renderSteps(report) },
        { name: 'timeline', text: renderTimelineBlock(report) },
        ...report.evidence.map((evidence) => ({ name: `evidence (${evidence.title})`, text: render_summary_renderEvidence(evidence) })),
        { name: 'footer', text: renderFooter(report) }
    ];
    return joinWithin(sections, limitBytes);
}
function renderFailureSummary(operation, error) {
    return `## ❌ ${escapeMarkdown(operation)} failed\n\n**Nothing was changed.**\n\n${renderError(error)}\n`;
}
const NOTE_BYTES = 512;
function joinWithin(sections, limitBytes) {
    const kept = [];
    const left = [];
    let bytes = NOTE_BYTES;
    for (const { name, text } of sections.filter((section) => section.text !== '')) {
        const size = byteLength(text) + 2;
        if (bytes + size > limitBytes)
            left.push(name);
        else
            kept.push(text);
        bytes += bytes + size > limitBytes ? 0 : size;
    }
    const names = left.length > 5 ? `${left.slice(0, 5).join(', ')} and ${left.length - 5} more` : left.join(', ');
    const note = left.length === 0 ? [] : [`> Too long for a job summary, so left out here and found in the log: ${escapeMarkdown(names).slice(0, 400)}`];
    return `${[...kept, ...note].join('\n\n')}\n`;
}
const byteLength = (text) => new TextEncoder().encode(text).length;
const HEADLINES = {
    planned: '📋 Plan',
    succeeded: '✅ Succeeded',
    unchanged: '✅ Nothing to do',
    failed: '❌ Failed',
    undone: '↩️ Failed, and undone',
    'undo-failed': '🛑 Failed, and could not be undone: look at the host'
};
function renderHeadline(report) {
    const duration = renderDuration(report.durationMs / 1000);
    const sent = report.sentBytes === 0 ? '' : ` · ${renderSize(report.sentBytes)} sent`;
    return [
        `## ${HEADLINES[report.outcome]}: ${escapeMarkdown(report.plan.title)}`,
        renderLive(report),
        (report.outcome === 'succeeded' ? (report.plan.afterwards ?? []) : []).map(escapeMarkdown).join('<br>\n'),
        report.restored.map((restored) => `${restored.passed ? '✅' : '❌'} ${escapeMarkdown(describeRestored(restored))}`).join('<br>\n'),
        `${duration}${sent} · ${report.plan.hosts.length === 1 ? 'host' : 'hosts'} ${report.plan.hosts.map(renderCode).join(', ')}`
    ]
        .filter((line) => line !== '')
        .join('\n\n');
}
function renderLive(report) {
    const hosts = Object.entries(report.live);
    if (hosts.length === 0)
        return '';
    const lines = hosts.map(([host, release]) => {
        const change = report.plan.live[host];
        const before = change?.before === undefined || change.before === release ? '' : ` (before: ${renderCode(change.before)})`;
        return `**Live now** on ${renderCode(host)}: ${release === undefined ? 'nothing, or not known' : renderCode(release)}${before}`;
    });
    return lines.join('<br>\n');
}
function renderError(error) {
    const where = [error.step === undefined ? '' : ` in step ${renderCode(error.step)}`, error.host === undefined ? '' : ` on ${renderCode(error.host)}`];
    const tail = error.stderrTail === undefined || error.stderrTail.trim() === '' ? [] : [renderCodeBlock(error.stderrTail)];
    return [
        `### ${error.code}${where.join('')}`,
        escapeMarkdown(error.message),
        ...(error.exitCode === undefined ? [] : [`Exit code ${error.exitCode}.`]),
        ...tail,
        `**What to do:** ${escapeMarkdown(error.remedy)}`,
        `<sub>${escapeMarkdown(errorCatalogue[error.code].meaning)}</sub>`
    ].join('\n\n');
}
function renderUndone(steps) {
    const stuck = steps.filter((step) => step.outcome === 'undo-failed');
    if (stuck.length === 0)
        return '';
    const lines = stuck.map((step) => `- ${renderCode(step.host)}: ${escapeMarkdown(step.title)}${step.error === undefined ? '' : ` (${escapeMarkdown(step.error.message)})`}`);
    return `### Could not be undone\n\n${lines.join('\n')}`;
}
function renderWarnings(warnings) {
    if (warnings.length === 0)
        return '';
    return `> [!WARNING]\n${warnings.map((warning) => `> - ${escapeMarkdown(warning)}`).join('\n')}`;
}
function renderProblems({ plan }) {
    if (plan.problems.length === 0)
        return '';
    const rows = plan.problems.map((problem) => [problem.host ?? '', problem.message, problem.remedy].map(escapeMarkdown));
    return `### Problems\n\n${renderMarkdownTable(['Host', 'Problem', 'What to do'], rows)}`;
}
function renderProbe(probe) {
    const gap = probe.failures === 0 ? '' : `, longest gap ${renderDuration(probe.longestGapMs / 1000)}`;
    const failed = `${probe.failures} of ${probe.requests} requests failed${gap}`;
    const latency = `half within ${Math.round(probe.p50Ms)} ms, 99 % within ${Math.round(probe.p99Ms)} ms, the slowest ${Math.round(probe.worstLatencyMs)} ms`;
    const before = probe.before.requests === 0 ? '' : `; before the cutover half within ${probe.before.p50Ms} ms, 99 % within ${probe.before.p99Ms} ms${probe.before.failures === 0 ? '' : `, and ${probe.before.failures} of ${probe.before.requests} failed`}`;
    return `**Downtime:** ${failed} while ${renderCode(probe.url)} was watched on ${renderCode(probe.host)} (${latency}${before})`;
}
function renderChecks({ checks }) {
    if (checks.length === 0)
        return '';
    const rows = checks.map((check) => [
        check.passed ? '✅' : check.required ? '❌' : '⚠️',
        renderCode(check.host),
        renderCode(check.title) + (check.required ? '' : ' (optional)'),
        escapeMarkdown(check.detail),
        String(check.attempts)
    ]);
    return `### Health checks\n\n${renderMarkdownTable(['', 'Host', 'Check', 'Seen', 'Attempts'], rows)}`;
}
function renderPlan({ plan }) {
    const tables = plan.tables.filter((table) => table.rows.length > 0).map(renderPlanTable);
    const notes = plan.notes.map((note) => `- ${escapeMarkdown(note)}`).join('\n');
    const parts = [...tables, notes].filter((part) => part !== '');
    return parts.length === 0 ? '' : ['### Plan', ...parts].join('\n\n');
}
function renderPlanTable(table) {
    const title = table.title === '' ? '' : `**${escapeMarkdown(table.title)}**\n\n`;
    return title + renderMarkdownTable(table.columns.map(escapeMarkdown), table.rows.map((row) => row.map(escapeMarkdown)));
}
const STEP_MARKS = {
    succeeded: '✅',
    failed: '❌ failed',
    skipped: '⏭️ skipped',
    undone: '↩️ undone',
    'undo-failed': '🛑 not undone'
};
function render_summary_renderSteps(report) {
    const planned = report.outcome === 'planned';
    const rows = planned
        ? report.plan.steps.map((step) => [renderCode(step.host), escapeMarkdown(step.phase), escapeMarkdown(step.title), step.undo === undefined ? '' : escapeMarkdown(step.undo.title)])
        : report.steps.map((step) => [
            STEP_MARKS[step.outcome],
            renderCode(step.host),
            escapeMarkdown(step.title),
            step.outcome === 'skipped' ? '' : renderDuration(step.durationMs / 1000),
            escapeMarkdown(step.detail)
        ]);
    if (rows.length === 0)
        return '';
    return `### Steps\n\n${renderMarkdownTable(planned ? ['Host', 'Phase', 'Step', 'Taken back by'] : ['', 'Host', 'Step', 'Took', ''], rows)}`;
}
function renderTimelineBlock(report) {
    const timeline = report.outcome === 'planned' ? undefined : renderTimeline(report);
    return timeline === undefined ? '' : `### Timeline\n\n\`\`\`mermaid\n${timeline}\n\`\`\``;
}
function render_summary_renderEvidence({ title, host, text }) {
    const shown = text.length > EVIDENCE_CHARACTERS ? `... the first ${text.length - EVIDENCE_CHARACTERS} characters are left out\n${text.slice(-EVIDENCE_CHARACTERS)}` : text;
    return `<details><summary>${escapeHtml(title)} on ${escapeHtml(host)}</summary>\n\n${renderCodeBlock(shown.trim() === '' ? '(nothing)' : shown)}\n\n</details>`;
}
function renderFooter({ plan }) {
    return `<sub>Plan ${renderCode(plan.hash.slice(0, 12))} of ${escapeMarkdown(plan.operation)}</sub>`;
}

;
const version = '1.0.0';

;
function renderListText(items) {
    return items.length === 1 && items[0]?.includes(',') === true ? `${items[0]}\n#` : items.join('\n');
}

;
const NAMES = ['release', 'host', 'path'];
function replacePlaceholders(text, context, mode = 'lenient') {
    return text.replaceAll(/\{([a-z]+)\}/g, (whole, word) => {
        const name = NAMES.find((known) => known === word);
        if (name === undefined)
            return mode === 'strict' ? refuseMistyped(whole, word) : whole;
        const value = name === 'host' ? context.host.replace(/^([^:]+):\d+$/, '$1') : context[name];
        if (value !== undefined)
            return value;
        throw new RangeError(`${whole} is not known here: ${name === 'path' ? 'there is no deploy path' : 'no release is live'}`);
    });
}
function refuseMistyped(whole, word) {
    const suggestion = closest(word, NAMES);
    if (suggestion !== undefined)
        throw new RangeError(`${whole} is not a placeholder; did you mean {${suggestion}}?`);
    return whole;
}

;
function startPlace(context, required) {
    const problems = [];
    return {
        context,
        required,
        problems,
        replace: (text) => told(problems, '', () => replacePlaceholders(text, context)),
        replaceTarget: (text) => told(problems, '', () => replacePlaceholders(text, context, 'strict'))
    };
}
function readHead(place, options, { title, leastSeconds = 0 }) {
    const { host, timeoutSeconds } = place.context;
    return { title, host, required: place.required, timeoutSeconds: options.duration('timeout') ?? Math.max(leastSeconds, timeoutSeconds) };
}
function askService(service, { title, host, required, timeoutSeconds }, question) {
    return { kind: 'service', title, host, required, timeoutSeconds, service, question };
}
function isOption(word) {
    return /^[a-z][a-z-]*=/.test(word);
}
function readTarget(words, place, example) {
    const [target = ''] = words;
    if (target === '' || isOption(target))
        place.problems.push(`has no target: write ${example}`);
    return target;
}
function told(problems, otherwise, read) {
    try {
        return read();
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        problems.push(error.message);
        return otherwise;
    }
}

;
const check_options_NAMES = {
    http: ['status', 'body', 'header', 'tls-days', 'from', 'server-name', 'unsafe-skip-tls-check', 'service', 'timeout'],
    tcp: ['from', 'service', 'timeout'],
    command: ['output', 'service', 'timeout'],
    process: ['timeout'],
    file: ['max-age', 'service', 'timeout'],
    log: ['without', 'max-age', 'service', 'timeout'],
    postgres: ['user', 'database', 'timeout'],
    redis: ['timeout'],
    s3: ['timeout'],
    celery: ['app', 'node', 'timeout'],
    flower: ['timeout'],
    prometheus: ['timeout'],
    grafana: ['timeout']
};
const SERVICE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
function optionNames(kind) {
    return check_options_NAMES[kind];
}
class CheckOptions {
    #values = new Map();
    #problems;
    constructor(kind, words, problems) {
        this.#problems = problems;
        for (const word of words)
            this.#add(kind, word);
    }
    #add(kind, word) {
        const name = /^([a-z][a-z-]*)=/.exec(word)?.[1];
        const known = optionNames(kind);
        if (name === undefined) {
            this.#problems.push(`has an unexpected word ${JSON.stringify(word)}: options are written name=value; quote texts with blanks`);
        }
        else if (!known.includes(name)) {
            const suggestion = closest(name, known);
            const hint = suggestion === undefined ? `it has ${known.join(', ')}` : `did you mean ${suggestion}?`;
            this.#problems.push(`${name} is not an option of ${kind}; ${hint}`);
        }
        else {
            const values = this.#values.get(name) ?? [];
            if (values.length > 0 && name !== 'without')
                this.#problems.push(`${name} is given twice`);
            this.#values.set(name, [...values, word.slice(name.length + 1)]);
        }
    }
    texts(name) {
        return (this.#values.get(name) ?? []).flatMap((value) => this.#check(name, value, (text) => (text === '' ? undefined : text)) ?? []);
    }
    text(name) {
        return this.texts(name)[0];
    }
    service() {
        return this.#read('service', (text) => (SERVICE_NAME.test(text) ? text : undefined));
    }
    from() {
        return this.#read('from', (text) => (text === 'runner' || text === 'host' ? text : undefined));
    }
    flag(name) {
        return this.#read(name, (text) => (text === 'true' ? true : undefined)) ?? false;
    }
    integer(name) {
        return this.#read(name, (text) => (/^\d{1,5}$/.test(text) ? Number(text) : undefined));
    }
    duration(name) {
        return this.#read(name, (text) => parseDuration(text) || undefined);
    }
    header(name) {
        return this.#read(name, (text) => {
            const match = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*(.*)$/.exec(text);
            return match ? { name: (match[1] ?? '').toLowerCase(), text: match[2] ?? '' } : undefined;
        });
    }
    statuses(name) {
        return this.#read(name, (text) => {
            const ranges = text.split(',').map(parseStatusRange);
            return ranges.every((range) => range !== undefined) ? ranges : undefined;
        });
    }
    #read(name, parse) {
        const value = this.#values.get(name)?.[0];
        return value === undefined ? undefined : this.#check(name, value, parse);
    }
    #check(name, value, parse) {
        const parsed = parse(value);
        if (parsed === undefined)
            this.#problems.push(`${name}=${value} is wrong: write ${EXAMPLES[name] ?? `${name}=TEXT`}`);
        return parsed;
    }
}
const EXAMPLES = {
    from: 'from=runner or from=host',
    timeout: 'timeout=5s',
    'max-age': 'max-age=60s',
    service: 'service=NAME, as it is in the compose file',
    app: 'app=video.tasks',
    node: 'node=video@%h',
    'tls-days': 'tls-days=14',
    header: 'header="x-version: 3"',
    status: 'status=200-299 or status=200,404',
    'unsafe-skip-tls-check': 'unsafe-skip-tls-check=true, or leave it out'
};
function parseStatusRange(text) {
    const match = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/.exec(text.trim());
    if (!match)
        return undefined;
    const first = Number(match[1]);
    const last = Number(match[2] ?? first);
    return first <= last ? [first, last] : undefined;
}

;
const OPTIONAL_KINDS = ['celery', 'flower', 'prometheus', 'grafana'];
const CELERY_SECONDS = 20;
const namedReaders = {
    postgres(words, place) {
        const { service, options } = readService('postgres', words, place);
        const [user, database] = [options.text('user'), options.text('database')];
        const question = { kind: 'postgres', ...(user === undefined ? {} : { user }), ...(database === undefined ? {} : { database }) };
        return askService(service, readHead(place, options, { title: `postgres ${service}` }), question);
    },
    redis(words, place) {
        const { service, options } = readService('redis', words, place);
        return askService(service, readHead(place, options, { title: `redis ${service}` }), { kind: 'redis' });
    },
    celery(words, place) {
        const { service, options } = readService('celery', words, place);
        const app = options.text('app');
        if (app === undefined)
            place.problems.push('needs app=MODULE, as celery -A has it: write celery worker app=video.tasks');
        const head = readHead(place, options, { title: `celery ${service}`, leastSeconds: CELERY_SECONDS });
        return askService(service, head, { kind: 'celery', app: app ?? '', node: options.text('node') ?? 'celery@%h' });
    },
    s3: readerOfHttp('s3', { example: 'storage:9000', path: '/minio/health/live', status: [[200, 499]] }),
    flower: readerOfHttp('flower', { example: 'flower:5555', path: '/healthcheck' }),
    prometheus: readerOfHttp('prometheus', { example: 'prometheus:9090', path: '/-/ready' }),
    grafana: readerOfHttp('grafana', { example: 'grafana:3000', path: '/api/health', body: '"database": "ok"' })
};
function readService(kind, words, place) {
    const example = kind === 'celery' ? 'celery worker app=video.tasks' : `${kind} ${kind === 'postgres' ? 'db' : kind}`;
    const target = place.replaceTarget(readTarget(words, place, example));
    if (target !== '' && !isOption(target) && !SERVICE_NAME.test(target)) {
        place.problems.push(`${JSON.stringify(target)} is not the name of a service: write ${example}`);
    }
    return { service: target, options: new CheckOptions(kind, words.slice(1), place.problems) };
}
function readerOfHttp(kind, preset) {
    return (words, place) => {
        const example = `${kind} ${preset.example}`;
        const target = place.replaceTarget(readTarget(words, place, example));
        const options = new CheckOptions(kind, words.slice(1), place.problems);
        const { service, origin } = told(place.problems, { service: '', origin: '' }, () => parseOrigin(target, example));
        const head = readHead(place, options, { title: `${kind} ${target}` });
        const url = `${origin}${preset.path}`;
        const body = preset.body === undefined ? {} : { body: preset.body };
        return askService(service, head, { kind: 'http', ...head, url, from: 'host', status: preset.status ?? [[200, 299]], ...body });
    };
}
function parseOrigin(target, example) {
    const [, service = '', port = '', prefix = ''] = /^([A-Za-z0-9][A-Za-z0-9._-]*):(\d{1,5})((?:\/[\w.~-]+)*)\/?$/.exec(target) ?? [];
    if (target !== '' && !isOption(target) && (Number(port) < 1 || Number(port) > 65_535)) {
        throw new RangeError(`${JSON.stringify(target)} is not a service and the port that it listens on: write ${example}`);
    }
    return { service, origin: `http://${service}:${port}${prefix}` };
}

;
function readHttp(words, place) {
    const target = place.replaceTarget(readTarget(words, place, 'http https://app.example.com/health'));
    const url = told(place.problems, undefined, () => parseUrl(target));
    const options = new CheckOptions('http', words.slice(1), place.problems);
    const body = options.text('body');
    const header = options.header('header');
    const tlsDays = options.integer('tls-days');
    const serverName = options.text('server-name');
    const unsafeSkipTlsCheck = options.flag('unsafe-skip-tls-check');
    const service = options.service();
    if (url?.protocol === 'http:' && (tlsDays !== undefined || unsafeSkipTlsCheck)) {
        place.problems.push(`${tlsDays === undefined ? 'unsafe-skip-tls-check' : 'tls-days'} needs an https URL`);
    }
    const check = {
        kind: 'http',
        ...readHead(place, options, { title: titleOf(target, service) }),
        url: url?.href ?? target,
        from: readFrom(options, place, url?.hostname ?? '', service),
        status: options.statuses('status') ?? [[200, 299]],
        ...(body === undefined ? {} : { body: place.replace(body) }),
        ...(header === undefined ? {} : { header: { name: header.name, text: place.replace(header.text) } }),
        ...(tlsDays === undefined ? {} : { tlsDays }),
        ...(serverName === undefined ? {} : { serverName: place.replaceTarget(serverName) }),
        ...(unsafeSkipTlsCheck ? { unsafeSkipTlsCheck } : {})
    };
    return service === undefined ? check : askService(service, check, check);
}
function parseUrl(text) {
    if (text === '')
        return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
        throw new RangeError(`${JSON.stringify(text)} is not a URL: begin with http:// or https://`);
    }
    if (url.username !== '' || url.password !== '')
        throw new RangeError('the URL must not hold a user or a password: it is printed');
    return url;
}
function readTcp(words, place) {
    const target = place.replaceTarget(readTarget(words, place, 'tcp 127.0.0.1:5432'));
    const options = new CheckOptions('tcp', words.slice(1), place.problems);
    const { address, port } = told(place.problems, { address: '', port: 0 }, () => parseAddress(target));
    const service = options.service();
    const head = readHead(place, options, { title: titleOf(`tcp ${target}`, service) });
    const check = { kind: 'tcp', ...head, address, port, from: readFrom(options, place, address, service) };
    return service === undefined ? check : askService(service, check, check);
}
function parseAddress(text) {
    if (text === '')
        return { address: '', port: 0 };
    const match = /^(?:\[([0-9A-Fa-f:.%]+)\]|([A-Za-z0-9._-]+)):(\d{1,5})$/.exec(text);
    const port = Number(match?.[3] ?? 0);
    if (!match || port < 1 || port > 65_535) {
        throw new RangeError(`${JSON.stringify(text)} is not an address and a port from 1 to 65535: write 127.0.0.1:5432 or [::1]:5432`);
    }
    return { address: match[1] ?? match[2] ?? '', port };
}
function titleOf(target, service) {
    return service === undefined ? target : `${target} of ${service}`;
}
function readFrom(options, place, address, service) {
    const from = options.from();
    if (service !== undefined && from === 'runner')
        place.problems.push('containers are asked by their host: take away from=runner');
    return from ?? (service === undefined ? defaultFrom(address) : 'host');
}
function defaultFrom(address) {
    const bare = address.replace(/^\[|\]$/g, '').toLowerCase();
    return /^((.*\.)?localhost|127(\.\d+){3}|0\.0\.0\.0|::1)$/.test(bare) ? 'host' : 'runner';
}

;
function readCommand(words, place) {
    const { optionWords, program } = splitCommand(words);
    const options = new CheckOptions('command', optionWords, place.problems);
    const isOwn = (word) => optionNames('command').some((name) => word.startsWith(`${name}=`));
    const stray = words.includes('--') ? undefined : program.find(isOwn);
    if (stray !== undefined) {
        place.problems.push(`${stray} stands after the program and would be given to it: put it before the program, or -- before the program`);
    }
    if (program.length === 0 || program[0] === '')
        place.problems.push('has no program: write command ./bin/check --fast');
    const argv = program.map((word) => place.replace(word));
    const service = options.service();
    const output = options.text('output');
    const title = argv.map(showWord).join(' ');
    const check = {
        kind: 'command',
        ...readHead(place, options, { title: service === undefined ? title : `${title} in ${service}` }),
        argv,
        ...(place.context.path === undefined || service !== undefined ? {} : { cwd: place.context.path }),
        ...(output === undefined ? {} : { output: place.replace(output) })
    };
    return service === undefined ? check : askService(service, check, check);
}
function showWord(word) {
    return word === '' || /[\s'"]/.test(word) ? quote(word) : word;
}
function splitCommand(words) {
    const found = words.findIndex((word) => !isOption(word));
    const begin = found === -1 ? words.length : found;
    return { optionWords: words.slice(0, begin), program: words.slice(words[begin] === '--' ? begin + 1 : begin) };
}
function readProcess(words, place) {
    const text = place.replace(readTarget(words, place, 'process gunicorn'));
    const options = new CheckOptions('process', words.slice(1), place.problems);
    return { kind: 'process', ...readHead(place, options, { title: `process ${text}` }), text };
}
function readFile(words, place) {
    const target = place.replaceTarget(readTarget(words, place, 'file var/heartbeat max-age=60s'));
    const options = new CheckOptions('file', words.slice(1), place.problems);
    const maxAgeSeconds = options.duration('max-age');
    const service = options.service();
    const check = {
        kind: 'file',
        ...readHead(place, options, { title: service === undefined ? `file ${target}` : `file ${target} in ${service}` }),
        path: service === undefined ? resolvePath(target, place) : requireAbsolute(target, place),
        ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds })
    };
    return service === undefined ? check : askService(service, check, check);
}
function readLog(words, place) {
    const [first = ''] = words;
    const file = first === '' || isOption(first) ? undefined : first;
    const options = new CheckOptions('log', file === undefined ? words : words.slice(1), place.problems);
    const without = options.texts('without').map((text) => place.replace(text));
    const maxAgeSeconds = options.duration('max-age');
    const service = options.service();
    if (service !== undefined) {
        if (file !== undefined)
            place.problems.push(`${file} is not looked at: with service= it is what the containers have written to their log`);
        const head = readHead(place, options, { title: `log of ${service}` });
        return askService(service, head, { kind: 'container-log', without, ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }) });
    }
    const target = place.replaceTarget(file ?? readTarget([], place, 'log var/app.log without=ERROR, or log service=api'));
    if (without.length === 0)
        place.problems.push('needs at least one without=TEXT');
    if (maxAgeSeconds !== undefined)
        place.problems.push('max-age is for log service=NAME, whose lines have a time');
    return { kind: 'log', ...readHead(place, options, { title: `log ${target}` }), path: resolvePath(target, place), without };
}
function resolvePath(target, place) {
    const { context, problems } = place;
    refuseControls(target, place);
    if (target.startsWith('/'))
        return target;
    if (context.path === undefined)
        problems.push(`${target} is relative, and there is no deploy path: write an absolute path`);
    return `${context.path ?? ''}/${target}`;
}
function requireAbsolute(target, place) {
    refuseControls(target, place);
    if (target !== '' && !target.startsWith('/'))
        place.problems.push(`${target} is relative: write where it is in the container, from its root`);
    return target;
}
function refuseControls(target, { problems }) {
    if (/[\u0000-\u001f\u007f]/.test(target))
        problems.push(`${JSON.stringify(target)} holds a control character`);
}

;
function parseHealthCheck(line, context) {
    const { begin, required, kind } = readKind(line);
    const words = readWords(line, kind).slice(begin);
    const place = startPlace(context, required);
    const check = readers[kind](words, place);
    if (place.problems.length > 0)
        throw new RangeError(inLine(place.problems.join('; '), line));
    return check;
}
function readWords(line, kind) {
    try {
        return kind === 'command' ? parseArgv(line) : splitWords(line);
    }
    catch (error) {
        throw new RangeError(inLine(error instanceof Error ? error.message : String(error), line));
    }
}
function inLine(problem, line) {
    return `${problem} (in: ${line.trim().replaceAll(/(:\/\/)[^\s/]*@/g, '$1***@')})`;
}
function parseHealthChecks(lines, context) {
    const problems = [];
    const checks = lines.flatMap((line) => {
        try {
            return [parseHealthCheck(line, context)];
        }
        catch (error) {
            problems.push(error instanceof Error ? error.message : String(error));
            return [];
        }
    });
    if (problems.length > 0)
        throw new RangeError(problems.join('; '));
    return checks;
}
function findHealthCheckProblem(lines) {
    try {
        parseHealthChecks(lines, { host: 'host', path: '/path', release: 'release', timeoutSeconds: 5 });
        return undefined;
    }
    catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}
function isCommandCheck(line) {
    return /^\s*((optional|required)[ \t]+)?command([ \t]|$)/.test(line);
}
const readers = {
    http: readHttp,
    tcp: readTcp,
    command: readCommand,
    process: readProcess,
    file: readFile,
    log: readLog,
    ...namedReaders
};
const DEGREES = ['optional', 'required'];
function readKind(line) {
    const [first = '', second = ''] = line.trim().split(/[ \t]+/);
    const degree = DEGREES.find((known) => known === first);
    const word = degree === undefined ? first : second;
    const kinds = Object.keys(readers);
    const kind = kinds.find((known) => known === word);
    if (kind !== undefined) {
        return { begin: degree === undefined ? 1 : 2, required: degree === undefined ? !OPTIONAL_KINDS.includes(kind) : degree === 'required', kind };
    }
    const suggestion = closest(word, degree === undefined ? [...kinds, ...DEGREES] : kinds);
    const hint = suggestion === undefined ? `write one of ${kinds.join(', ')}` : `did you mean ${suggestion}?`;
    throw new RangeError(inLine(`${JSON.stringify(word)} is not a kind of check; ${hint}`, line));
}

;
const PLACEHOLDERS = {
    text: 'TEXT',
    secret: 'PATH',
    boolean: '',
    integer: 'NUMBER',
    duration: 'DURATION',
    size: 'SIZE',
    choice: '',
    list: 'ITEM',
    argv: 'COMMAND'
};
const FILE_TEXTS = new Set(['known-hosts']);
function renderFlags(definitions) {
    return Object.entries(definitions).flatMap(([name, input]) => {
        const file = { name: `${name}-file`, placeholder: 'PATH', isFile: true, repeatable: false, default: undefined };
        const inFile = { ...renderFlag(name, input), ...file };
        if (input.kind === 'secret')
            return [{ ...inFile, example: undefined, variable: renderVariableName(name, input) }];
        const isFileText = FILE_TEXTS.has(name) && !Object.hasOwn(definitions, inFile.name);
        return [renderFlag(name, input), ...(isFileText ? [{ ...inFile, required: false, example: undefined }] : [])];
    });
}
function renderInputExample({ example, kind }) {
    return example?.trim().replaceAll('\n', kind === 'list' ? ', ' : ' ');
}
function renderVariableName(name, input) {
    return input?.variable ?? `DEPLOY_KIT_${name.toUpperCase().replaceAll('-', '_')}`;
}
function renderFlag(name, input) {
    const placeholder = input.kind === 'choice' ? input.choices.join('|') : PLACEHOLDERS[input.kind];
    return {
        name,
        ...(placeholder === '' ? {} : { placeholder }),
        description: input.description,
        group: input.group,
        default: input.default,
        example: renderInputExample(input),
        required: input.required,
        repeatable: input.kind === 'list',
        negatable: input.kind === 'boolean',
        input: name,
        isFile: false
    };
}

;
function globalFlag(name, description, options = {}) {
    return { name, description, group: 'Every command', required: false, repeatable: false, negatable: false, isFile: false, ...options };
}
const globalFlags = [
    globalFlag('plan', 'Show what would be done and its hash. The hosts are really read; every write is refused.'),
    globalFlag('approved-hash', 'Only go on when the plan still has this hash: nothing has changed since.', { placeholder: 'HASH' }),
    globalFlag('yes', 'Do not ask before a destructive operation. Needed where there is no terminal.', { short: 'y' }),
    globalFlag('config', 'The configuration file.', { placeholder: 'FILE', default: 'deploy-kit.yml, when there is one' }),
    globalFlag('environment', 'The section of the configuration file that comes before its top level.', { placeholder: 'NAME', short: 'e' }),
    globalFlag('json', 'Print one JSON document {plan, report, error} on standard output; everything else goes to standard error.'),
    globalFlag('log-file', 'Add a line `[2026-01-31 15:30:00] ...` (UTC) to this file for everything that happens.', { placeholder: 'FILE' }),
    globalFlag('verbose', 'Also show DEBUG lines, and for a failure the chain of causes.', { short: 'v' }),
    globalFlag('quiet', 'Only show warnings, errors and the result.', { short: 'q' }),
    globalFlag('version', 'Print the version.'),
    globalFlag('help', 'Print this help.', { short: 'h' })
];

;
const WIDTH = 100;
const GROUPS = ['Source', 'Target', 'Connection', 'Environment', 'Commands', 'Strategy', 'Health', 'Backup', 'Behaviour', 'Every command'];
function renderOverview(commands) {
    const width = Math.max(...commands.map(({ name }) => textWidth(name)));
    return joinParts([
        'deploy-kit: from a commit to running servers, and back',
        'Usage: deploy-kit <command> [flags]\n       deploy-kit <command> --help',
        ['Commands', ...commands.flatMap(({ name, summary }) => renderHanging(`  ${padText(name, width)}  `, summary))].join('\n'),
        renderFlagGroups(globalFlags),
        PRECEDENCE,
        renderExitCodes()
    ]);
}
function renderCommandHelp(operation) {
    const flags = [...renderFlags(operation.inputs), ...globalFlags.filter((flag) => !Object.hasOwn(operation.inputs, flag.name))];
    return joinParts([
        wrapText(`deploy-kit ${operation.name}: ${operation.summary}`, WIDTH).join('\n'),
        `Usage: deploy-kit ${operation.name} [flags]`,
        renderExamples(operation),
        renderFlagGroups(flags),
        PRECEDENCE,
        ...(operation.danger === 'destructive' ? [`This command asks before it begins; in a script, give ${describeAgreement(operation)}.`] : []),
        renderExitCodes()
    ]);
}
function describeAgreement({ inputs, replacesData }) {
    if (!Object.hasOwn(inputs, 'confirm'))
        return '--yes';
    return replacesData === undefined ? '--yes and --confirm NAME' : '--yes, and --confirm NAME where it replaces data';
}
const PRECEDENCE = [
    'A flag comes before the section of the environment in deploy-kit.yml, which comes before its top level, which comes',
    'before the default. A flag that may be repeated has one item each time; given once, most take several between commas.'
].join('\n');
function renderExamples({ examples }) {
    const lines = examples.flatMap(({ command, does }) => ['', ...renderHanging('  # ', capitalize(does), '  # '), `  deploy-kit ${command}`]);
    return lines.length === 0 ? '' : ['Examples', ...lines.slice(1)].join('\n');
}
function capitalize(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
function renderFlagGroups(flags) {
    return GROUPS.map((group) => {
        const members = flags.filter((flag) => flag.group === group);
        return members.length === 0 ? '' : [group, ...members.flatMap(renderFlagLines)].join('\n');
    })
        .filter((part) => part !== '')
        .join('\n\n');
}
function renderFlagLines(flag) {
    const short = flag.short === undefined ? '' : `, -${flag.short}`;
    const value = flag.placeholder === undefined ? '' : ` ${flag.placeholder}`;
    const marks = [...(flag.required ? ['required'] : []), ...(flag.repeatable ? ['may be repeated'] : [])];
    const head = `  --${flag.negatable ? '[no-]' : ''}${flag.name}${short}${value}${marks.length === 0 ? '' : `  (${marks.join(', ')})`}`;
    const notes = [
        ...(flag.isFile ? [`${flag.description} Given as a file.`] : [flag.description]),
        ...(flag.variable === undefined ? [] : [`Or in the environment variable ${flag.variable}.`])
    ];
    const values = [
        ...(flag.default === undefined ? [] : [`Default: ${flag.default}`]),
        ...(flag.example === undefined || flag.example === flag.default ? [] : [`Example: ${flag.example}`])
    ];
    return [head, ...[notes.join(' '), ...values].flatMap((line) => renderHanging('      ', line))];
}
function renderExitCodes() {
    const rows = Object.entries(exitCodes).flatMap(([code, meaning]) => renderHanging(`  ${code.padStart(3)}  `, meaning));
    return ['Exit codes', ...rows].join('\n');
}
function renderHanging(head, text, indent = ' '.repeat(textWidth(head))) {
    return wrapText(text, WIDTH - indent.length).map((line, index) => (index === 0 ? head : indent) + line);
}
function joinParts(parts) {
    return parts.filter((part) => part !== '').join('\n\n');
}

;
})

};
