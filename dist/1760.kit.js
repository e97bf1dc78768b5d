import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 1760;
export const ids = [1760];
export const modules = {
52205:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Y: () => ( composeInputs)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _tools_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92359);


const SERVICE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const PROJECT = /^[a-z0-9]+(?:[_-][a-z0-9]+)*$/;
const findServiceProblem = (name) => (SERVICE.test(name) ? undefined : `is not the name of a service: ${JSON.stringify(name)}`);
const composeInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    'compose-files': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Strategy',
        description: 'Strategy `compose`: the compose files in the source, in the order of `docker compose -f`. Default: compose.yaml, compose.yml, docker-compose.yaml or docker-compose.yml; an override file is used only when it is named.',
        example: 'compose.yaml\ncompose.production.yaml',
        check: (files) => files.map(findFileProblem).find((problem) => problem !== undefined)
    }),
    'compose-project': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Strategy',
        description: 'Strategy `compose`: the name of the Compose project. Default: the last part of `path`.',
        example: 'video',
        check: (name) => (PROJECT.test(name) ? undefined : 'must be small letters and digits, with single - or _ between them')
    }),
    'carry-images': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Strategy',
        description: 'Strategy `compose`: services whose images are on the machine that runs deploy-kit, just built there. They go to the hosts over SSH, without the layers that a host has; nothing is pulled or built for them there.',
        example: 'api',
        check: (names) => names.map(findServiceProblem).find((problem) => problem !== undefined)
    }),
    'one-shot': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Strategy',
        description: 'Strategy `compose`: services that run to their end (migrations), once per release, in this order, before the others are started.',
        example: 'migrate',
        check: (names) => names.map(findServiceProblem).find((problem) => problem !== undefined)
    }),
    'start-first': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Strategy',
        description: 'Strategy `compose`: services of which the new container is started and healthy before the old one is stopped. With `:PORT` (the one it listens on in its container) `proxy` is led to it.',
        example: 'api:8000',
        check: (items) => items.map((item) => findServiceProblem(item.replace(/:\d{1,5}$/, ''))).find((problem) => problem !== undefined)
    }),
    proxy: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Strategy',
        description: 'Strategy `compose`: the service that is nginx or Caddy, in front of the services of `start-first` that have a port.',
        example: 'proxy',
        check: findServiceProblem
    }),
    upstreams: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Strategy',
        description: 'Strategy `compose`: folder, shared or protected and mounted into `proxy`, where deploy-kit writes which containers serve: for nginx `<service>.address.conf` (`set $<service>_address ...`, for `proxy_pass` with a `resolver`) and `<service>.conf` (`server` lines of an `upstream`), for Caddy `<service>.caddy` (`reverse_proxy { import ... }`).',
        default: 'upstreams',
        check: _tools_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ .yW
    }),
    registry: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({ group: 'Strategy', description: 'Strategy `compose`: the registry to log in to for pulling. Default: Docker Hub.', example: 'ghcr.io' }),
    'registry-username': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({ group: 'Strategy', description: 'Strategy `compose`: user of the registry. The login is forgotten after the pull.' }),
    'registry-password': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .rJ)({ group: 'Strategy', description: 'Strategy `compose`: password or token of the registry.' })
});
function findFileProblem(file) {
    return (0,_tools_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ .yW)(file) ?? (file.includes(':') ? `must not have a colon in it: ${file}` : undefined);
}
}),
82479:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  U: () => ( readComposeSource),
  J: () => ( readServices)
});
var core = __webpack_require__(28998);
var env_file = __webpack_require__(94131);
;
async function readCarriedImages(named, services, { project, local }) {
    if (named.length === 0)
        return undefined;
    const wanted = nameImages(named, services, project);
    const { store, version, images } = await local.findImages(wanted.map(({ reference }) => reference));
    const missing = wanted.filter((_, index) => images[index] === undefined);
    if (missing.length > 0)
        throw notHere(missing, project);
    return {
        store,
        version,
        images: wanted.flatMap(({ reference, services: running }, index) => {
            const found = images[index];
            return found === undefined ? [] : [{ reference, services: running.map(({ name }) => name), local: found }];
        })
    };
}
function nameImage({ name, image }, project) {
    return image ?? `${project}-${name}`;
}
function nameImages(named, services, project) {
    const references = new Set(services.filter(({ name }) => named.includes(name)).map((service) => nameImage(service, project)));
    const unknown = [...references].filter((reference) => reference.includes('$'));
    if (unknown.length > 0) {
        throw new core .mG('DK_INPUT_INVALID', {
            message: `carry-images: what ${unknown.join(', ')} is cannot be told here`,
            remedy: 'Give the variables of its name in variables (not in secrets) or in the env template'
        });
    }
    return [...references].map((reference) => ({ reference, services: services.filter((service) => nameImage(service, project) === reference) }));
}
function notHere(missing, project) {
    const isOne = missing.length === 1;
    return new core .mG('DK_SOURCE_INVALID', {
        message: `The Docker Engine of this machine does not have the ${isOne ? 'image' : 'images'} ${missing.map(({ reference }) => reference).join(', ')}, which carry-images is to bring to the hosts`,
        remedy: `Make ${isOne ? 'it' : 'them'} first: ${missing.map((image) => makeImage(image, project)).join('; ')}`
    });
}
function makeImage({ reference, services }, project) {
    const built = services.find(({ isBuilt }) => isBuilt);
    if (built === undefined)
        return `docker build --tag ${reference} . (or docker pull ${reference})`;
    return `docker compose${built.image === undefined ? ` --project-name ${project}` : ''} build ${built.name}`;
}
var target_inputs = __webpack_require__(9426);
var dist = __webpack_require__(38815);
;
const REFERENCE = /\$(?:\$|(?<plain>[A-Za-z_]\w*)|\{(?<name>[A-Za-z_]\w*)(?:(?<operator>:?[-+?])(?<word>[^{}]*))?\})/g;
function interpolate(text, variables) {
    return text.replaceAll(REFERENCE, (whole, ...rest) => {
        const groups = rest.at(-1);
        const name = groups['plain'] ?? groups['name'];
        if (name === undefined)
            return '$';
        const value = variables.get(name);
        const isSet = value !== undefined && (value !== '' || groups['operator']?.startsWith(':') !== true);
        if (groups['operator']?.endsWith('-') === true)
            return isSet ? value : (groups['word'] ?? '');
        if (groups['operator']?.endsWith('+') === true)
            return isSet ? (groups['word'] ?? '') : '';
        return value ?? whole;
    });
}

;
function parsePort(value) {
    const long = toRecord(value);
    const published = toText(long['published']);
    if (published !== undefined)
        return published === '' || published === '0' ? [] : [published];
    const short = /^(?:(?:\[[^\]]*\]|[^:]*):)?(?<published>[^:]+):[^:]+$/.exec(toText(value) ?? '')?.groups?.['published'];
    return short === undefined || short === '0' ? [] : [short];
}
function parseMount(value) {
    const long = toRecord(value);
    const target = toText(long['target']);
    if (target !== undefined) {
        const type = toText(long['type']);
        const source = toText(long['source']) ?? '';
        const kind = type === 'bind' || type === 'volume' ? type : 'other';
        return [{ kind, source, target, isReadOnly: long['read_only'] === true, text: `${source}:${target}` }];
    }
    const text = toText(value);
    return text === undefined ? [] : [parseShortMount(text)];
}
function parseShortMount(text) {
    const [source = '', target, options = ''] = text.match(/(?:\$\{[^}]*\}|[^:])+/g) ?? [];
    if (target === undefined)
        return { kind: 'volume', source: '', target: source, isReadOnly: false, text };
    const kind = /^[./~]/.test(source) ? 'bind' : 'volume';
    return { kind, source, target, isReadOnly: options.split(',').includes('ro'), text };
}
function toRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
function toList(value) {
    return Array.isArray(value) ? value : [];
}
function toText(value) {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

;
function parseComposeFiles(texts, variables) {
    const services = new Map();
    for (const service of texts.flatMap((text) => parseComposeFile(text, variables))) {
        const before = services.get(service.name);
        services.set(service.name, before === undefined ? service : mergeServices(before, service));
    }
    return [...services.values()];
}
function parseComposeFile({ name, text }, variables) {
    const lineCounter = new dist .HN();
    const document = (0,dist .Tp)(text, { lineCounter, merge: true, logLevel: 'error' });
    const problem = document.errors[0];
    if (problem !== undefined)
        throw unreadable(name, problem.message.split('\n')[0] ?? '');
    const content = toRecord(interpolateAll(document.toJS({ maxAliasCount: 1000 }), variables));
    const place = placesIn(name, document, lineCounter);
    return Object.entries(toRecord(content['services'])).map(([service, definition]) => parseService(service, toRecord(definition), place));
}
function unreadable(name, reason) {
    return new core .mG('DK_SOURCE_INVALID', { message: `${name} cannot be read: ${reason}`, remedy: 'Look at it with: docker compose config' });
}
function placesIn(name, document, lineCounter) {
    return (path) => {
        for (let length = path.length; length > 0; length -= 1) {
            const offset = findOffset(document, path.slice(0, length));
            if (offset !== undefined)
                return `${name}:${lineCounter.linePos(offset).line}`;
        }
        return name;
    };
}
function findOffset(document, path) {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const key = path.at(-1);
    const pair = (0,dist .jh)(parent) ? parent.items.find((item) => String(item.key) === key) : undefined;
    const node = pair === undefined ? document.getIn(path, true) : pair.key;
    return (0,dist .Ll)(node) ? node.range?.[0] : undefined;
}
function parseService(name, definition, place) {
    const at = (...path) => place(['services', name, ...path]);
    const located = (key) => {
        const value = toText(definition[key]);
        return value === undefined ? undefined : { value, place: at(key) };
    };
    const network = located('network_mode');
    const deploy = toRecord(definition['deploy']);
    return {
        name,
        image: toText(definition['image']),
        isBuilt: definition['build'] !== undefined,
        ports: toList(definition['ports']).flatMap((port, index) => parsePort(port).map((value) => ({ value, place: at('ports', index) }))),
        containerName: located('container_name'),
        hostNetwork: network?.value === 'host' ? network : undefined,
        mounts: toList(definition['volumes']).flatMap((mount, index) => parseMount(mount).map((value) => ({ value, place: at('volumes', index) }))),
        labels: parseLabels(definition['labels'], (key) => at('labels', key)),
        dependsOn: parseDependsOn(definition['depends_on']),
        profiles: toList(definition['profiles']).map(String),
        hasRestartPolicy: ![undefined, 'no'].includes(toText(definition['restart'])) || toRecord(deploy['restart_policy'])['condition'] !== undefined,
        hasHealthcheck: isHealthcheck(definition['healthcheck']),
        replicas: Number(toText(definition['scale']) ?? toText(deploy['replicas']) ?? 1) || 1,
        stopPeriod: toText(definition['stop_grace_period']) ?? '10s',
        place: at()
    };
}
function isHealthcheck(value) {
    const { disable, test } = toRecord(value);
    return value !== undefined && disable !== true && toText(toList(test)[0]) !== 'NONE';
}
function parseLabels(value, place) {
    if (!Array.isArray(value))
        return Object.entries(toRecord(value)).map(([name, text]) => ({ value: { name, value: toText(text) ?? '' }, place: place(name) }));
    return value.map(String).map((line, index) => {
        const [, name = line, text = ''] = /^([^=]*)=(.*)$/s.exec(line) ?? [];
        return { value: { name, value: text }, place: place(index) };
    });
}
function parseDependsOn(value) {
    return Array.isArray(value) ? value.map(String) : Object.keys(toRecord(value));
}
function mergeServices(before, after) {
    const targets = after.mounts.map(({ value }) => value.target);
    const names = after.labels.map(({ value }) => value.name);
    return {
        ...after,
        image: after.image ?? before.image,
        isBuilt: after.isBuilt || before.isBuilt,
        ports: [...before.ports, ...after.ports],
        containerName: after.containerName ?? before.containerName,
        hostNetwork: after.hostNetwork ?? before.hostNetwork,
        mounts: [...before.mounts.filter(({ value }) => !targets.includes(value.target)), ...after.mounts],
        labels: [...before.labels.filter(({ value }) => !names.includes(value.name)), ...after.labels],
        dependsOn: [...new Set([...before.dependsOn, ...after.dependsOn])],
        profiles: after.profiles.length > 0 ? after.profiles : before.profiles,
        hasRestartPolicy: after.hasRestartPolicy || before.hasRestartPolicy,
        hasHealthcheck: after.hasHealthcheck || before.hasHealthcheck,
        replicas: Math.max(before.replicas, after.replicas),
        stopPeriod: after.stopPeriod === '10s' ? before.stopPeriod : after.stopPeriod,
        place: before.place
    };
}
function interpolateAll(value, variables) {
    if (typeof value === 'string')
        return interpolate(value, variables);
    if (Array.isArray(value))
        return value.map((item) => interpolateAll(item, variables));
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, interpolateAll(member, variables)]));
}
var compose_settings = __webpack_require__(13371);
;
const MAIN_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
async function readComposeSource(values, local) {
    const { services, files } = await readServices(values, local);
    const settings = (0,compose_settings .r)({ ...values, path: (0,target_inputs .Fd)(values.path) }, files, services);
    requireServices(values, services, files);
    return {
        strategy: 'compose',
        settings,
        services,
        leftOut: values['compose-files'] === undefined ? await findOverride(values, local, files[0] ?? '') : undefined,
        oneShots: values['one-shot'] ?? [],
        keptPaths: [...(values['shared-paths'] ?? []), ...(values['protected-paths'] ?? [])],
        login: readLogin(values),
        carried: await readCarriedImages(values['carry-images'] ?? [], services, { project: settings.project, local })
    };
}
async function readServices(values, local) {
    const texts = await readFiles(values, local);
    return { services: parseComposeFiles(texts, await readVariables(values, local)), files: texts.map(({ name }) => name) };
}
async function readFiles({ source, 'compose-files': named }, local) {
    if (named !== undefined)
        return Promise.all(named.map(async (name) => ({ name, text: await local.readSourceText(source, name) })));
    for (const name of MAIN_FILES) {
        const text = await findText(local, source, name);
        if (text !== undefined)
            return [{ name, text }];
    }
    throw new core .mG('DK_SOURCE_INVALID', {
        message: `The source ${source} has no compose file: none of ${MAIN_FILES.join(', ')} can be read`,
        remedy: 'Name the files in compose-files'
    });
}
async function findText(local, source, name) {
    try {
        return await local.readSourceText(source, name);
    }
    catch (error) {
        if (error instanceof core .mG && error.code === 'DK_SOURCE_INVALID')
            return undefined;
        throw error;
    }
}
async function findOverride({ source }, local, main) {
    const name = main.replace(/\.(ya?ml)$/, '.override.$1');
    return (await findText(local, source, name)) === undefined ? undefined : name;
}
async function readVariables(values, local) {
    const template = values['env-template'] === undefined ? '' : await local.readText(values['env-template']);
    return new Map([...(0,env_file .rf)(template, 'The env template'), ...(0,env_file .rf)(values.variables ?? '', 'variables')]);
}
function requireServices(values, services, files) {
    const known = services.map(({ name }) => name);
    const named = [...(values['carry-images'] ?? []), ...(values['one-shot'] ?? []), ...(values['start-first'] ?? []).map((item) => item.replace(/:\d+$/, '')), ...(values.proxy === undefined ? [] : [values.proxy])];
    const unknown = named.filter((name) => !known.includes(name));
    if (unknown.length === 0)
        return;
    throw new core .mG('DK_INPUT_INVALID', {
        message: `${files.join(', ')} ${files.length > 1 ? 'have' : 'has'} no service ${unknown.join(', ')}; there are ${known.join(', ')}`,
        remedy: 'Correct carry-images, one-shot, start-first or proxy'
    });
}
function readLogin({ registry = '', 'registry-username': username, 'registry-password': password }) {
    if (username === undefined && password === undefined)
        return undefined;
    if (username !== undefined && password !== undefined)
        return { registry, username, password };
    throw new core .mG('DK_INPUT_INVALID', {
        message: `registry-${username === undefined ? 'username' : 'password'} is missing`,
        remedy: 'Give registry-username and registry-password, or neither'
    });
}
}),
99360:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
L: () => ( systemdInputs)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _tools_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92359);


const innerPaths = (paths) => paths.map(_tools_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ .yW).find((problem) => problem !== undefined);
const systemdInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    units: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Strategy',
        description: 'Strategy `systemd`: unit files in the source, installed for the system. In them {path}, {current}, {release}, {shared}, {user} and {port} are replaced.',
        example: 'deploy/helpdesk.service',
        check: innerPaths
    }),
    'nginx-site': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Strategy',
        description: 'Strategy `systemd`: an nginx site in the source, with the same placeholders. It is installed under its own name when `nginx -t` accepts it.',
        example: 'deploy/helpdesk.conf',
        check: _tools_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ .yW
    }),
    ports: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p_)({
        group: 'Strategy',
        description: 'Strategy `systemd`: what {port} stands for. With two ports, a unit `name@.service` and an `nginx-site`, the new release starts beside the old one.',
        example: '8001, 8002',
        check: findPortsProblem
    }),
    settle: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .p0)({
        group: 'Strategy',
        description: 'Strategy `systemd`: how long a service must stay up, and be the same process, before it counts as started.',
        default: '5s'
    }),
    'python-requirements': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
        group: 'Strategy',
        description: 'Strategy `systemd`: a requirements file in the source. Its packages are installed on the host, and linked into the release as `.venv`.',
        example: 'requirements.txt',
        check: _tools_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ .yW
    }),
    'pip-options': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .vU)({
        group: 'Strategy',
        description: 'Options of `pip install`, which runs in the release.',
        example: '--no-index --find-links wheels'
    })
});
function findPortsProblem(ports) {
    const wrong = ports.find((port) => !/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535);
    if (wrong !== undefined)
        return `is not a port from 1 to 65535: ${wrong}`;
    if (ports.length > 2)
        return 'has more than two ports: one for each of two releases is enough';
    return new Set(ports).size < ports.length ? `names ${ports[0]} twice` : undefined;
}
}),
54347:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
L: () => ( readSystemdSource)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
var _core_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28998);
var _template_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(25119);




async function readSystemdSource(values, local) {
    const read = async (file) => ({ name: node_path__WEBPACK_IMPORTED_MODULE_1__.posix.basename(file), text: await local.readSourceText(values.source, file) });
    const [units, site, requirements] = await Promise.all([
        Promise.all((values.units ?? []).map(read)),
        values['nginx-site'] === undefined ? undefined : read(values['nginx-site']),
        values['python-requirements'] === undefined ? undefined : read(values['python-requirements'])
    ]);
    const ports = (values.ports ?? []).map(Number);
    const problems = [
        ...findUnitProblems(units),
        ...findCutoverProblems({ units, site, ports, layout: values.layout }),
        ...findTextProblems([...units, ...(site === undefined ? [] : [site])], ports),
        ...(requirements === undefined ? [] : findRequirementsProblems(requirements))
    ];
    if (problems.length > 0) {
        throw new _core_index_js__WEBPACK_IMPORTED_MODULE_2__ .mG('DK_INPUT_INVALID', { message: `strategy systemd: ${problems.join('; ')}`, remedy: 'Change it; nothing has been changed on any host' });
    }
    return { strategy: 'systemd', settings: makeSettings(values, { units, site, ports }), units, site };
}
function makeSettings(values, { units, site, ports }) {
    const requirements = values['python-requirements'];
    return {
        strategy: 'systemd',
        cutover: chooseCutover({ units, site, ports }),
        units: units.map(describeUnit),
        site: site === undefined ? undefined : { name: site.name, sha256: digest(site.text) },
        ports,
        python: requirements === undefined ? undefined : { requirements, pipOptions: values['pip-options'] ?? [] },
        settleSeconds: values.settle,
        drainSeconds: values.drain,
        timeoutSeconds: values['command-timeout']
    };
}
function describeUnit({ name, text }) {
    const named = (0,_template_js__WEBPACK_IMPORTED_MODULE_3__ .GY)(text);
    return {
        name,
        sha256: digest(text),
        isInstallable: /^\[Install\]\s*$/m.test(text),
        runsFromRelease: ['current', 'release'].some((placeholder) => named.has(placeholder))
    };
}
function digest(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
function chooseCutover({ units, site, ports }) {
    const isTwofold = units.some(({ name }) => name.endsWith('@.service')) && ports.length === 2;
    if (isTwofold && site !== undefined && (0,_template_js__WEBPACK_IMPORTED_MODULE_3__ .GY)(site.text).has('port'))
        return 'ports';
    return units.some(({ name }) => name.endsWith('.socket')) ? 'socket' : 'restart';
}
const UNIT_NAME = /^[A-Za-z0-9][A-Za-z0-9:_.-]*@?\.(service|socket|timer|path|target)$/;
const SITE_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
function findUnitProblems(units) {
    const names = units.map(({ name }) => name);
    const sockets = names.filter((name) => name.endsWith('.socket') && !names.includes(name.replace('.socket', '.service')));
    return [
        ...(units.length === 0 ? ['units names no unit file'] : []),
        ...names.filter((name) => !UNIT_NAME.test(name)).map((name) => `${name} is not the name of a service, socket, timer, path or target`),
        ...names.filter((name, at) => names.indexOf(name) < at).map((name) => `two units are called ${name}`),
        ...sockets.map((name) => `${name} has no ${name.replace('.socket', '.service')} beside it in units`)
    ];
}
function findCutoverProblems({ units, site, ports, layout }) {
    const templates = units.filter(({ name }) => name.includes('@.'));
    const problems = [];
    if (site !== undefined && !SITE_NAME.test(site.name))
        problems.push(`${site.name} is not a name for an nginx site`);
    const [template, another] = templates;
    if (template === undefined) {
        if (ports.length === 2)
            problems.push('two ports are for a unit name@.service that is started on each of them; there is none in units');
        return problems;
    }
    if (another !== undefined)
        problems.push(`${template.name} and ${another.name} are both started by port; only one can be`);
    if (!template.name.endsWith('@.service'))
        problems.push(`${template.name} is a template, and only services are started by port`);
    if (layout === 'in-place')
        problems.push(`${template.name} runs two releases at a time, for which layout in-place has no room`);
    if (ports.length !== 2)
        problems.push(`${template.name} is started by port: give two ports`);
    if (site === undefined || !(0,_template_js__WEBPACK_IMPORTED_MODULE_3__ .GY)(site.text).has('port'))
        problems.push(`${template.name} is started by port: give an nginx-site with {port}`);
    if ((0,_template_js__WEBPACK_IMPORTED_MODULE_3__ .GY)(template.text).has('current'))
        problems.push(`${template.name} has {current}, which is still the old release when it starts: write {release}`);
    return problems;
}
const MAX_LENGTH = 32 * 1024;
function findTextProblems(templates, ports) {
    return templates.flatMap(({ name, text }) => [
        ...(0,_template_js__WEBPACK_IMPORTED_MODULE_3__ .X4)(text).map((problem) => `${name} ${problem}`),
        ...(ports.length === 0 && (0,_template_js__WEBPACK_IMPORTED_MODULE_3__ .GY)(text).has('port') ? [`${name} has {port}, and no ports are given`] : []),
        ...(text.length > MAX_LENGTH ? [`${name} has more than ${MAX_LENGTH} characters`] : [])
    ]);
}
function findRequirementsProblems({ name, text }) {
    const line = text.split('\n').find((words) => /^\s*(-r|-c|-e|--requirement|--constraint|--editable|\.{0,2}\/|\.\s*$|file:)/.test(words));
    return line === undefined ? [] : [`${name} brings in something else (${line.trim()}): write all packages into one file`];
}
}),
59687:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
c: () => ( REFUSED_PROGRAM),
o: () => ( sudoVerbs)
});
var _settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51992);
var _unit_logs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1979);
var _unit_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46994);



function sudoVerbs(settings, paths) {
    const services = listServices(settings);
    const template = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__ ._4)(settings);
    const instances = template === undefined ? [] : settings.ports.map((port) => (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__ .hR)(template.name, port));
    const sockets = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__ .zJ)(settings).map(({ name }) => name);
    const restarted = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__ .vz)(settings).map(({ name }) => name);
    const enabled = settings.units.filter(({ name, isInstallable }) => isInstallable && !name.includes('@.')).map(({ name }) => name);
    const verb = (needed, ...words) => ({ needed, words });
    return [
        ...[...sockets, ...restarted, ...instances].map((unit) => verb('run', 'systemctl', 'reset-failed', unit)),
        ...restarted.map((unit) => verb('run', 'systemctl', 'restart', unit)),
        ...sockets.flatMap((unit) => [verb('enable', 'systemctl', 'start', unit), verb('install', 'systemctl', 'restart', unit), verb('install', 'systemctl', 'stop', unit.replace('.socket', '.service'))]),
        ...instances.flatMap((unit) => [
            ...['start', 'stop'].map((action) => verb('run', 'systemctl', action, unit)),
            verb('run', 'systemctl', 'enable', '-q', unit),
            verb('run', 'systemctl', 'disable', '-q', '--now', unit)
        ]),
        ...enabled.map((unit) => verb('enable', 'systemctl', 'enable', '-q', unit)),
        ...settings.units.map(({ name }) => verb('install', 'install', '-o', 'root', '-g', 'root', '-m', '0644', (0,_unit_paths_js__WEBPACK_IMPORTED_MODULE_2__ .z$)(paths, name), `${_unit_paths_js__WEBPACK_IMPORTED_MODULE_2__ .yi}/${name}`)),
        verb('install', 'systemctl', 'daemon-reload'),
        ...[...enabled, ...restarted, ...sockets].map((unit) => verb('remove', 'systemctl', 'disable', '-q', '--now', unit)),
        ...settings.units.map(({ name }) => verb('remove', 'rm', '-f', `${_unit_paths_js__WEBPACK_IMPORTED_MODULE_2__ .yi}/${name}`)),
        ...siteVerbs(settings, paths),
        ...[...sockets, ...restarted].flatMap((unit) => [verb('pause', 'systemctl', 'stop', unit), verb('pause', 'systemctl', 'start', unit)]),
        ...services.map((unit) => verb('journal', 'journalctl', '-q', '--no-pager', '-o', 'short-iso', '-n', String(_unit_logs_js__WEBPACK_IMPORTED_MODULE_0__ .S), '-u', unit))
    ].filter(({ words }, at, verbs) => verbs.findIndex((other) => other.words.join('\0') === words.join('\0')) === at);
}
function listServices(settings) {
    const template = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__ ._4)(settings);
    const services = settings.units.map(({ name }) => name).filter(_settings_js__WEBPACK_IMPORTED_MODULE_1__ .kd);
    return [...services, ...(template === undefined ? [] : settings.ports.map((port) => (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__ .hR)(template.name, port)))];
}
function siteVerbs({ site }, paths) {
    if (site === undefined)
        return [];
    const [available, enabled] = ['available', 'enabled'].map((kind) => `${_unit_paths_js__WEBPACK_IMPORTED_MODULE_2__ .l5}/sites-${kind}/${site.name}`);
    const words = [
        ['install', '-o', 'root', '-g', 'root', '-m', '0644', (0,_unit_paths_js__WEBPACK_IMPORTED_MODULE_2__ .AH)(paths, site.name), available ?? ''],
        ['ln', '-sfn', available ?? '', enabled ?? ''],
        ['rm', '-f', enabled ?? ''],
        ['rm', '-f', available ?? ''],
        ['nginx', '-t'],
        ['systemctl', 'reload-or-restart', 'nginx']
    ];
    return words.map((line) => ({ needed: 'site', words: line }));
}
const REFUSED_PROGRAM = `[ "$(id -u)" != 0 ] || exit 0
set -f
IFS=$(printf '\\t')
at=0
{
  for verb in "$@"; do
    # shellcheck disable=SC2086 # the words are separated by tabs
    { sudo -n -l $verb >/dev/null 2>&1 || printf 'refused\\t%s\\n' "$at"; } &
    at=$((at + 1))
  done
  wait
} | sort -k 2 -n
exit 0
`;
}),
25119:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
GY: () => ( findPlaceholders),
X4: () => ( findMistyped),
Xm: () => ( renderTemplate)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const NAMES = ['path', 'current', 'release', 'shared', 'user', 'port'];
const PLACEHOLDER = /(?<![$\\])\{([A-Za-z_-]+)\}/g;
function findPlaceholders(text) {
    return new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name));
}
function findMistyped(text) {
    const unknown = [...findPlaceholders(text)].filter((name) => !NAMES.some((known) => known === name));
    return unknown.flatMap((name) => {
        const meant = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kp)(name, NAMES);
        return meant === undefined ? [] : [`has {${name}}; did you mean {${meant}}?`];
    });
}
function renderTemplate(text, replacements) {
    return text.replaceAll(PLACEHOLDER, (whole, name) => {
        const known = NAMES.find((placeholder) => placeholder === name);
        return known === undefined ? whole : (replacements[known] ?? whole);
    });
}
})

};
