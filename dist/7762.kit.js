import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 7762;
export const ids = [7762];
export const modules = {
19873:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
W: () => ( schedulePaths)
});
function schedulePaths(kit) {
    const folder = `${kit}/schedule`;
    return { folder, backup: `${folder}/backup.sh`, watch: `${folder}/watch.sh`, pingUrl: `${folder}/ping-url`, log: `${folder}/log`, units: `${folder}/units` };
}
}),
41744:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Kd: () => ( digestOfSources),
cD: () => ( renderSettings),
sb: () => ( readSettings)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);
var _schedule_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19873);



function digestOfSources({ components, backups, recipients, compare }) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify([components, backups, recipients, compare])).digest('hex').slice(0, 12);
}
function readSettings(kit) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)('cat "$1/schedule.json" 2>/dev/null || :', [(0,_schedule_paths_js__WEBPACK_IMPORTED_MODULE_2__ .W)(kit).folder]), ({ stdout }) => parseSettings(stdout));
}
function parseSettings(text) {
    try {
        const settings = JSON.parse(text);
        const { schema, times, timeZone, promisedAgeSeconds, set } = settings;
        return schema === 1 && Array.isArray(times) && typeof timeZone === 'string' && typeof promisedAgeSeconds === 'number' && typeof set === 'string' ? settings : undefined;
    }
    catch {
        return undefined;
    }
}
function renderSettings({ times, timeZone, by }) {
    return `every day at ${times.join(' and ')} ${timeZone}, by ${by}`;
}
}),
77762:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  sshDeploy: () => ( sshDeploy)
});
var core = __webpack_require__(28998);
var cutover_outputs = __webpack_require__(56974);
var lock = __webpack_require__(13336);
var backup_inputs = __webpack_require__(60474);
var connection_inputs = __webpack_require__(95989);
var cutover_inputs = __webpack_require__(35015);
var input_checks = __webpack_require__(83085);
var inputs = __webpack_require__(52205);
var systemd_inputs = __webpack_require__(99360);
;
const strategyInputs = (0,core .pf)({
    strategy: (0,core .Yq)(['commands', 'systemd', 'compose'], {
        group: 'Strategy',
        description: 'How the application is run: by `restart-command`, by units of `systemd`, or by Docker `compose`.',
        default: 'commands'
    }),
    drain: (0,core .p0)({
        group: 'Strategy',
        description: 'How long the old release may take to end its requests, when the new one was started beside it.',
        default: '10s'
    }),
    ...systemd_inputs .L,
    ...inputs .Y
});
var target_inputs = __webpack_require__(9426);
var env_file = __webpack_require__(94131);
var shared_paths = __webpack_require__(92359);
;
const innerPaths = (paths) => paths.map(shared_paths .yW).find((problem) => problem !== undefined);
const sshDeployInputs = (0,core .pf)({
    ...connection_inputs .eu,
    ...target_inputs .lY,
    ...target_inputs .WL,
    source: (0,core .Qq)({
        group: 'Source',
        description: 'What to deploy: a folder, or a `.tar.gz` package of one.',
        default: '.',
        example: 'deployment_package.tar.gz'
    }),
    exclude: (0,core .p_)({
        group: 'Source',
        description: 'Patterns in gitignore syntax of what is not deployed, besides `.git`. A `.deployignore` file is read too.',
        example: 'node_modules/\n*.log'
    }),
    include: (0,core .p_)({
        group: 'Source',
        description: 'Files that are refused unless they are named here: `.env` files and private keys.',
        example: '.env.defaults'
    }),
    keep: (0,core .nd)({ group: 'Target', description: 'How many good releases stay on the host.', default: '5', min: 1, max: 100 }),
    'shared-paths': (0,core .p_)({
        group: 'Target',
        description: 'Layout `releases`: paths that all releases share (uploads, a database file). Folders end with `/` and are made when missing; the first release brings the first content.',
        example: 'data/\nuploads/',
        check: innerPaths
    }),
    'protected-paths': (0,core .p_)({
        group: 'Target',
        description: 'Layout `in-place`: paths in the working folder that are never written or deleted.',
        example: 'blog/db',
        check: innerPaths
    }),
    'env-template': (0,core .Qq)({
        group: 'Environment',
        description: 'A committed template of the env file. Every name in it must have a value: there, in `variables`, or in `secrets`.',
        example: '.env.production.example'
    }),
    variables: (0,core .Qq)({ group: 'Environment', description: 'Variables for the env file, as KEY=VALUE lines.', example: 'PORT=8080', check: env_file .Uk }),
    secrets: (0,core .rJ)({
        group: 'Environment',
        description: 'Secrets for the env file: a JSON object or KEY=VALUE lines. With a template only the names in it are taken.',
        check: (secrets) => (0,env_file .Uk)(secrets.reveal())
    }),
    'env-file': (0,core .Qq)({
        group: 'Environment',
        description: 'Where the release expects its env file. It is stored 0600 outside of the release, and linked.',
        default: '.env',
        check: shared_paths .yW
    }),
    'before-upload': (0,core .vU)({
        group: 'Commands',
        description: 'Hook on the host, in the deploy path. A program with arguments, or `file:<script>`: a shell script on the machine that runs deploy-kit, found from its working folder. It need not be in the source.',
        check: input_checks .YZ
    }),
    'after-upload': (0,core .vU)({
        group: 'Commands',
        description: 'Hook in the new release before it is live: install dependencies, build.',
        example: 'npm ci --omit=dev --ignore-scripts',
        check: input_checks .YZ
    }),
    ...strategyInputs,
    ...cutover_inputs .O,
    ...backup_inputs .SI,
    'allow-older': (0,core .zM)({
        group: 'Behaviour',
        description: 'Deploy although the commit is older than the live one.',
        default: 'false'
    }),
    'upload-timeout': (0,core .p0)({ group: 'Behaviour', description: 'How long the upload may take, and each image that is carried.', default: '1h', check: input_checks .fG })
});
var settings = __webpack_require__(41744);
var host_paths = __webpack_require__(28264);
var backup_steps = __webpack_require__(5374);
var component = __webpack_require__(97481);
var observe = __webpack_require__(11230);
var parse_components = __webpack_require__(38134);
var read_backups = __webpack_require__(3594);
var slots = __webpack_require__(96123);
;
async function observePreDeploy(host, values, { observer, state }) {
    const components = (0,parse_components .Y)(values.components ?? []);
    if (components.length === 0 || values['unsafe-skip-backup'] || state.live === undefined)
        return undefined;
    const root = (0,target_inputs .Fd)(values.path);
    const project = (0,observe .v8)(state);
    const folder = await observer.ask(host, (0,read_backups .s)((0,observe .a)(values)));
    const [looks, { slot, schedule }] = await Promise.all([
        (0,observe .vW)(observer, host, { components, root, project }),
        observer.askAll(host, { slot: (0,slots .i)({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }), schedule: (0,settings .sb)((0,host_paths .tO)(root, values.layout).kit) })
    ]);
    return { components, project, folder, looks, slot, schedule };
}
const NONE = { id: undefined, steps: [], notes: [], problems: [], volatile: [] };
function planPreDeploy(host, { values, state, facts, runId, run }) {
    if (facts === undefined) {
        const isSkipped = (values.components ?? []).length > 0 && values['unsafe-skip-backup'];
        return isSkipped ? { ...NONE, notes: [`${host}: NO backup is made before (unsafe-skip-backup)`] } : NONE;
    }
    const { components, looks } = facts;
    const problems = components.flatMap(({ name }) => {
        const look = looks[name];
        if (look?.problem === undefined || look.isAbsent)
            return [];
        const remedy = 'Nothing has been changed. Mend it, take it out of components, or give unsafe-skip-backup';
        return [{ code: 'DK_BACKUP_SOURCE', host, message: `${name} cannot be backed up before the deploy on ${host}: ${look.problem}`, remedy }];
    });
    const present = components.filter(({ name }) => looks[name]?.problem === undefined);
    const absent = components.filter(({ name }) => looks[name]?.problem !== undefined).map(({ name }) => `${host}: there is no ${name} yet that could be backed up`);
    if (present.length === 0)
        return { ...NONE, problems, notes: absent };
    const backup = (0,backup_steps ._1)(host, { ...facts, state }, {
        type: 'pre-deploy',
        name: undefined,
        components: present,
        paths: (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout),
        backups: (0,observe .a)(values),
        recipients: values.recipients ?? [],
        compare: values.compare,
        timeoutSeconds: values['backup-timeout'],
        runId,
        run,
        retention: undefined,
        isSmallerAccepted: false
    });
    const { id } = backup.head;
    const stops = (0,component .pk)(present).map((words) => `${host}: ${words}`);
    return { id, problems, steps: (0,backup_steps .tx)(backup), notes: [...absent, ...stops, `${host}: ${present.map(({ name }) => name).join(', ')} is backed up before, as ${id}`], volatile: (0,backup_steps .Ut)(backup, looks) };
}
function findOutdatedSchedule(host, values, facts) {
    if (facts === undefined)
        return [];
    const { components, schedule } = facts;
    const digest = (0,settings .Kd)({ components, backups: (0,observe .a)(values), recipients: values.recipients ?? [], compare: values.compare });
    if (schedule === undefined || schedule.configuration === digest)
        return [];
    return [`${host}: the scheduled backups are made by another configuration (components, recipients, compare or backup-path): run deploy-kit backups schedule`];
}
var hooks = __webpack_require__(191);
var tools_ledger = __webpack_require__(22126);
var existing_tree = __webpack_require__(36467);
var read_host = __webpack_require__(82122);
var release_secrets = __webpack_require__(45938);
;
function readSeenDowntime(ledger) {
    return (0,core .P)((0,core .K$)(SEEN_PROGRAM, [ledger]), ({ stdout }) => {
        const line = (0,tools_ledger .h8)(stdout).lines.at(-1);
        return line?.downtime === undefined || line.downtime.length === 0 ? undefined : { release: line.release, downtime: line.downtime };
    });
}
const SEEN_PROGRAM = `
grep '"outcome":"deployed"' "$1" 2>/dev/null | grep '"downtime":' | tail -n 1
exit 0
`;
function describeSeenDowntime({ release, downtime }) {
    const each = downtime.map(({ url, failures, longestGapMs }) => (failures === 0 ? `${url} let no request fail` : `${url} gave no answer for up to ${(0,core .PP)(longestGapMs / 1000)}`));
    return `measured when ${release} was deployed: ${each.join('; ')}`;
}
var verify_tree = __webpack_require__(7019);
var commands = __webpack_require__(99879);
var compose_place = __webpack_require__(87556);
;
function listHostImages({ images }, paths) {
    return (0,core .K$)(IMAGES_PROGRAM, [(0,compose_place .RM)(paths), paths.current, ...images.flatMap(({ local }) => local.layers.slice(-1))]);
}
function parseHostImages(text) {
    const lines = text.split('\n').map((line) => /^(\w+) (.*)$/.exec(line));
    const all = (word) => lines.flatMap((line) => (line?.[1] === word ? [line[2] ?? ''] : []));
    const [free] = all('free');
    return {
        store: (0,core .gi)(all('store')[0] ?? ''),
        platform: all('platform')[0] ?? '',
        freeBytes: free === undefined ? undefined : Number(free) * 1024,
        all: all('layers').map((line) => {
            const [id = '', ...layers] = line.match(/sha256:[0-9a-f]{64}/g) ?? [];
            return { id, layers };
        }),
        alike: all('image').flatMap((line) => (0,core ._M)(line) ?? []),
        live: Object.fromEntries(all('live').map((line) => line.split(' ')).map(([service = '', id = '']) => [service, id]))
    };
}
const IMAGES_PROGRAM = `
live=$(readlink "$2" 2>/dev/null)
live=\${live%/}
records=$1/\${live##*/}/services
[ -z "$live" ] || [ ! -f "$records" ] || awk '{ print "live " $1 " " $3 }' "$records"
shift 2
docker info --format 'store {{json .DriverStatus}}' 2>/dev/null || exit 0
docker version --format 'platform {{.Server.Os}}/{{.Server.Arch}}' 2>/dev/null
df -Pk "$(docker info --format '{{.DockerRootDir}}')" 2>/dev/null | awk 'NR == 2 { print "free " $4 }'
ids=$(docker images --all --quiet --no-trunc | sort -u)
[ -n "$ids" ] || exit 0
# shellcheck disable=SC2086 # ids are hexadecimal
layers=$(docker image inspect --format 'layers {{.Id}} {{json .RootFS.Layers}}' $ids 2>/dev/null)
printf '%s\\n' "$layers"
alike=$(for top in "$@"; do printf '%s\\n' "$layers" | grep -F "\\"$top\\"]" | cut -d ' ' -f 2; done | sort -u)
# shellcheck disable=SC2086 # ids are hexadecimal
[ -z "$alike" ] || docker image inspect --format 'image {{json .}}' $alike 2>/dev/null
exit 0
`;
var replacement_times = __webpack_require__(82109);
;
function askCompose({ settings, carried }, paths) {
    const isLabelled = settings.steps.some((step) => step.kind === 'start-first' && step.byLabels);
    const ask = (0,core .K$)(ASK_PROGRAM, [settings.project, (0,replacement_times .Vp)(paths), isLabelled ? 'labels' : '']);
    return (0,core .P)(carried === undefined ? ask : (0,core .Q7)(ask, listHostImages(carried, paths)), ({ stdout }) => {
        const lines = stdout.split('\n').map((line) => /^(\w+) (.*)$/.exec(line));
        const told = (key) => lines.flatMap((line) => (line?.[1] === key ? [line[2] ?? ''] : []));
        return {
            strategy: 'compose',
            engine: told('engine')[0],
            compose: told('compose')[0],
            problem: told('problem').join(' '),
            foreign: told('foreign'),
            labels: parseLabels(told('label')),
            times: (0,replacement_times .w8)(told('times')),
            images: carried === undefined ? undefined : parseHostImages(stdout)
        };
    });
}
function parseLabels(lines) {
    const pairs = lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
    return Object.fromEntries([...new Set(pairs.map(([service]) => service))].map((service) => [service, pairs.filter(([name]) => name === service).map(([, label]) => label)]));
}
const ASK_PROGRAM = `
if engine=$(docker version --format '{{.Server.Version}}' 2>&1); then echo "engine $engine"; else printf '%s\\n' "$engine" | sed 's/^/problem /'; exit 0; fi
if compose=$(docker compose version --short 2>/dev/null); then echo "compose $compose"; fi
docker ps --all --filter "label=com.docker.compose.project=$1" --format '{{or (.Label "deploy-kit.config") "-"}} {{.Names}}' | sed -n 's/^- /foreign /p'
sed 's/^/times /' "$2" 2>/dev/null
[ -n "$3" ] || exit 0
# shellcheck disable=SC2016 # a template for docker
docker ps --quiet --filter "label=com.docker.compose.project=$1" --filter label=com.docker.compose.oneoff=False | xargs -r docker inspect --format '{{$service := index .Config.Labels "com.docker.compose.service"}}{{range $name, $value := .Config.Labels}}label {{$service}} {{$name}}={{$value}}{{"\\n"}}{{end}}' | grep -i '^label [^ ]* traefik\\.' | sort -u
exit 0
`;

;
const SPACE_FACTOR = 2;
const MARGIN_BYTES = 64 * 1024 ** 2;
function planCarriages({ images, ...carried }, host, project) {
    const isByLayers = carried.store === 'layers' && host.store === 'layers';
    const present = host.all.map(({ layers }) => layers);
    return images.map((image) => {
        const { local } = image;
        const identity = isByLayers ? { id: local.id } : { content: local.content };
        const same = isByLayers ? host.all.find(({ id }) => id === local.id) : host.alike.find((found) => (0,core .rr)(found, identity));
        const known = same !== undefined ? local.layers.length : isByLayers && hasNamedLayers(carried.version) ? countKnown(local.layers, present) : 0;
        present.push(local.layers);
        return { image, identity, found: same?.id ?? nameOnHost(image, project), isThere: same !== undefined, known, sendBytes: same === undefined ? sizeFrom(known, image) : 0 };
    });
}
function nameOnHost({ services: [service = ''], local }, project) {
    return `deploy-kit/${project}:${service}-${local.id.replace('sha256:', '').slice(0, 12)}`;
}
function countKnown(layers, present) {
    return present.reduce((most, other) => {
        const differs = layers.findIndex((layer, index) => layer !== other[index]);
        return Math.max(most, differs === -1 ? layers.length : differs);
    }, 0);
}
function hasNamedLayers(version) {
    return Number(/^\d+/.exec(version)?.[0] ?? 0) >= 25;
}
function sizeFrom(known, { local }) {
    const layerBytes = local.layerBytes?.slice(known);
    if (known === local.layers.length)
        return 0;
    return known === 0 || layerBytes === undefined ? local.sizeBytes : layerBytes.reduce((sum, bytes) => sum + bytes, 0);
}
function listLeftOut({ image, known }) {
    const { layers } = image.local;
    return [...new Set(layers.slice(0, known))].filter((layer) => !layers.slice(known).includes(layer));
}
function carrySteps(carriages, { host, uploadSeconds }) {
    return carriages
        .filter(({ isThere }) => !isThere)
        .map((carriage) => {
        const { image, identity, found, sendBytes } = carriage;
        return {
            kind: 'carry-image',
            id: `carry-${image.services[0] ?? ''}`,
            title: `Carry ${image.reference}: ${tellLayers(carriage)}, ${tellBytes(carriage)}`,
            host,
            phase: 'prepare',
            effect: 'write',
            reference: image.reference,
            image: image.local.id,
            name: found,
            identity,
            layers: image.local.layers,
            leaveOut: listLeftOut(carriage),
            sendBytes,
            receive: (0,core .K$)(LOAD_PROGRAM),
            look: (0,core .K$)(LOOK_PROGRAM, [found]),
            timeoutSeconds: uploadSeconds
        };
    });
}
function carriageTable(carriages, host) {
    return {
        title: `Images carried to ${host}`,
        columns: ['image', 'services', 'layers', 'about'],
        rows: carriages.map((carriage) => [
            carriage.image.reference,
            carriage.image.services.join(', '),
            carriage.isThere ? 'none: it is there' : tellLayers(carriage),
            carriage.isThere ? 'nothing' : tellBytes(carriage)
        ])
    };
}
function tellLayers({ image, known }) {
    const { layers } = image.local;
    return `${layers.length - known} of ${layers.length} layers`;
}
function tellBytes({ image, known, sendBytes }) {
    const total = (0,core .qI)(image.local.sizeBytes);
    if (known === 0)
        return total;
    return image.local.layerBytes === undefined && sendBytes > 0 ? `a part of ${total}` : `${(0,core .qI)(sendBytes)} of ${total}`;
}
function tellWhole({ store, version }, host) {
    const where = [...(store === 'containerd' ? ['this machine'] : []), ...(host.store === 'containerd' ? ['the host'] : [])];
    if (where.length > 0)
        return `images are carried whole: the Docker Engine of ${where.join(' and of ')} keeps them in containerd, packed, where single layers cannot be left out`;
    return hasNamedLayers(version) ? undefined : `images are carried whole: Docker ${version} of this machine does not name their layers; Docker 25 or newer does`;
}
function findCarryProblems(carriages, { platform, freeBytes }, host) {
    const foreign = carriages.filter(({ image }) => platform !== '' && image.local.platform !== platform);
    const needBytes = carriages.reduce((sum, { sendBytes }) => sum + sendBytes * SPACE_FACTOR, MARGIN_BYTES);
    const isFull = freeBytes !== undefined && carriages.some(({ isThere }) => !isThere) && freeBytes < needBytes;
    return [
        ...foreign.map(({ image }) => ({
            code: 'DK_SOURCE_INVALID',
            host,
            message: `${image.reference} is an image for ${image.local.platform}, and ${host} is ${platform}`,
            remedy: `Build it for the host: docker build --platform ${platform} --tag ${image.reference} .`
        })),
        ...(isFull
            ? [{ code: 'DK_DISK_FULL', host, message: `Carried images need about ${(0,core .qI)(needBytes)} on the disk of the Docker Engine of ${host}, ${(0,core .qI)(freeBytes)} are free`, remedy: 'Free space where Docker keeps its images (docker system df); nothing has been changed' }]
            : [])
    ];
}
const LOAD_PROGRAM = `
exec docker load --quiet
`;
const LOOK_PROGRAM = `
exec docker image inspect --format '{{json .}}' "$1"
`;

;
function findMountProblems({ services, settings, keptPaths }, { place, tree }) {
    const input = place.paths.layout === 'releases' ? 'shared-paths' : 'protected-paths';
    return services.flatMap(({ name, mounts }) => mounts.flatMap((mount) => {
        const path = resolveMount(mount.value, settings.files);
        if (path === undefined || (0,shared_paths .UO)(path, keptPaths))
            return [];
        return judgeMount({ service: name, mount, path, tree, input });
    }));
}
function resolveMount({ kind, source }, [first = '']) {
    if (kind !== 'bind' || !source.startsWith('.') || source.includes('$'))
        return undefined;
    const parts = first.split('/').slice(0, -1);
    for (const part of source.split('/')) {
        if (part === '..')
            parts.pop();
        else if (part !== '.' && part !== '')
            parts.push(part);
    }
    return parts.join('/');
}
function judgeMount({ service, mount, path, tree, input }) {
    const entry = tree.entries.find((found) => found.path === path);
    const isFilled = tree.entries.some((found) => found.type !== 'folder' && found.path.startsWith(`${path}/`) && !/(^|\/)\.git(keep|ignore)$/.test(found.path));
    const subject = `${mount.place}: ${service} mounts ${mount.value.text}`;
    if (entry === undefined && !isFilled && path !== '') {
        return [{ message: `${subject}, which is not in the source: each release would begin with an empty one`, remedy: `Add ${path}/ to ${input}, or use a named volume` }];
    }
    if (mount.value.isReadOnly || (entry !== undefined && entry.type !== 'folder'))
        return [];
    const remedy = isFilled ? `Mount it read-only (:ro), or add ${path}/ to ${input}` : `Add ${path}/ to ${input}, or use a named volume`;
    return [{ message: `${subject} writable: what it writes there would be lost with the next release`, remedy }];
}

;
const CONFIG_FUNCTIONS = `
read_config() {
  awk '
    function unquoted(text) {
      if (text ~ /^".*"$/ || text ~ /^\\047.*\\047$/) text = substr(text, 2, length(text) - 2)
      return text
    }
    function value() { text = $0; sub(/^ *(- )?[^:]*: ?/, "", text); return unquoted(text) }
    function key() { text = $1; sub(/:$/, "", text); return unquoted(text) }
    function flush() {
      if (type == "bind") print "bind\\t" service "\\t" source "\\t" target "\\t" mode
      type = source = target = ""; mode = "rw"
    }
    /^[^ ]/ { flush(); section = key(); service = part = ""; next }
    section == "services" && /^  [^ ]/ { flush(); service = key(); part = ""; next }
    section == "services" && /^    [^ ]/ {
      flush(); part = key()
      if (part == "image") print "image\\t" service "\\t" value()
      if (part == "build") print "build\\t" service "\\t-"
      if (part == "pull_policy") print "policy\\t" service "\\t" value()
      next
    }
    part == "volumes" && /^      - / { flush(); sub(/^      - /, "        ") }
    part == "volumes" && /^        type: / { type = value() }
    part == "volumes" && /^        source: / { source = value() }
    part == "volumes" && /^        target: / { target = value() }
    part == "volumes" && /^        read_only: true/ { mode = "ro" }
    section == "services" && part == "networks" && /^      [^ ]/ { print "network\\t" service "\\t" key() }
    (part == "configs" || part == "secrets") && /^      - source: / { print "uses\\t" service "\\t" part "\\t" value() }
    (section == "configs" || section == "secrets") && /^  [^ ]/ { name = key() }
    (section == "configs" || section == "secrets") && /^    file: / { print "file\\t" section "\\t" name "\\t" value() }
    END { flush() }
  ' "$1"
}
digest_service() {
  awk -v wanted="$2" -v from="$3" -v to="$4" '
    function moved(text, done, at) {
      done = ""
      while ((at = index(text, from)) > 0) { done = done substr(text, 1, at - 1) to; text = substr(text, at + length(from)) }
      return done text
    }
    /^[^ ]/ { section = $1; name = part = ""; next }
    section == "services:" && /^  [^ ]/ { name = $1; sub(/:$/, "", name); gsub(/"/, "", name); part = ""; next }
    /^    [^ ]/ { part = $1 }
    section == "services:" && name == wanted && part != "build:" && part != "depends_on:" && part != "image:" && part != "pull_policy:" { print moved($0) }
  ' "$1" | sha256sum | cut -d ' ' -f 1
}
`;

;
const SERVICES_FUNCTIONS = `
compose() { docker compose --progress quiet --project-directory "$directory" "$@" </dev/null; }
write_config() {
  flags=''
  for profile in $profiles; do flags="$flags --profile $profile"; done
  # shellcheck disable=SC2086 # profiles are words
  (umask 077 && compose $flags config >"$config")
}
list_services() {
  if [ -z "$profiles" ]; then
    awk '/^[^ ]/ { section = $1 } section == "services:" && /^  [^ ]/ { name = $1; sub(/:$/, "", name); gsub(/"/, "", name); print name }' "$config" | sort -u
    return 0
  fi
  # What other services share a profile with is not asked for.
  names=$(compose config --services) || return 1
  # shellcheck disable=SC2086 # names of services have no spaces
  printf '%s\\n' $names $named | sort -u
}
`;

;
const BRING_PROGRAM = `
set -u
records=$1 directory=$2 profiles=$3 named=$4 user=$5 registry=$6
shift 6
carried=" $* "
${SERVICES_FUNCTIONS}${CONFIG_FUNCTIONS}
mkdir -p "$records" || exit 1
config=$records/config
# Also the login of a run that was killed.
rm -rf "\${records%/*}"/*/docker
trap 'rm -rf "$config" "$records/docker"' EXIT
trap 'exit 143' HUP INT TERM
if [ -n "$user" ]; then
  (umask 077 && mkdir "$records/docker") || exit 1
  # Where people install Compose for themselves.
  [ ! -d "\${HOME-}/.docker/cli-plugins" ] || ln -s "$HOME/.docker/cli-plugins" "$records/docker/cli-plugins"
  export DOCKER_CONFIG="$records/docker"
  # shellcheck disable=SC2086 # empty for Docker Hub
  docker login --username "$user" --password-stdin $registry >/dev/null 2>"$DOCKER_CONFIG/words" || { cat "$DOCKER_CONFIG/words" >&2; exit 1; }
fi
write_config || exit 1
services=$(list_services) || exit 1
table=$(read_config "$config")
of() { printf '%s\\n' "$table" | awk -F '\\t' -v kind="$1" -v service="$2" '$1 == kind && $2 == service { print $3 }'; }

# About as much as the biggest of them takes now.
# shellcheck disable=SC2046 # names of images have no spaces
largest=$(docker image inspect --format '{{.Size}}' $(for service in $services; do of image "$service"; done) 2>/dev/null | sort -n | tail -n 1)
need=$((\${largest:-268435456} / 1024 + 65536))
free=$(df -Pk "$(docker info --format '{{.DockerRootDir}}')" 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -n "$free" ] && [ "$free" -lt "$need" ]; then
  echo "Images need about $((need / 1024)) MiB, $((free / 1024)) MiB are free on the disk of the Docker Engine" >&2
  exit 28
fi

builds='' pulled=' '
for service in $services; do
  case $carried in *" $service "*) continue ;; esac
  if [ -n "$(of build "$service")" ]; then
    builds="$builds $service"
    continue
  fi
  image=$(of image "$service") policy=$(of policy "$service")
  case $pulled in *" $image "*) continue ;; esac
  pulled="$pulled$image "
  before=$(docker image inspect --format '{{.Id}}' "$image" 2>/dev/null)
  case \${before:+yes}:$policy:$image in
    yes:never:*|yes:missing:*|yes:if_not_present:*|yes:*@sha256:*) continue ;;
    :never:*) echo "$image of $service is not on the host, and its pull_policy is never" >&2; exit 1 ;;
  esac
  echo "Pulling $image"
  docker pull --quiet "$image" >/dev/null || { echo "$image of $service cannot be pulled" >&2; exit 1; }
  id=$(docker image inspect --format '{{.Id}}' "$image") || exit 1
  [ "$id" = "$before" ] || echo "$image $id" >>"\${records%/*}/brought"
done
# shellcheck disable=SC2086 # names of services have no spaces
[ -z "$builds" ] || compose build $builds >&2
`;

;
const PIN_PROGRAM = `
set -u
compose=$1 release=$2 project=$3 directory=$4 folder=$5 live=$6 profiles=$7 named=$8
shift 8
${SERVICES_FUNCTIONS}${CONFIG_FUNCTIONS}
records=$compose/$release
mkdir -p "$compose/files" || exit 1
config=$records/config
trap 'rm -f "$config" "$records"/*.partial' EXIT
trap 'exit 143' HUP INT TERM
write_config || exit 1
services=$(list_services) || exit 1
tab=$(printf '\\t')
read_config "$config" >"$records/table.partial" || exit 1

digest_files() {
  if [ -d "$1" ]; then
    (cd "$1" && find . -type f -exec sha256sum {} + | sort -k 2 && find . ! -type f | sort && find . -type f -perm -u+x | sort)
  else
    sha256sum <"$1"
  fi | sha256sum | cut -d ' ' -f 1
}

# Prints where a file or folder of the release is found for good; nothing for what is not the release's own.
pin() {
  case $1 in "$folder"/*) ;; *) return 0 ;; esac
  if [ ! -e "$1" ] || [ -L "$1" ]; then return 0; fi
  # A folder that containers may write to is not ours to copy.
  [ ! -d "$1" ] || [ "$2" = ro ] || return 0
  digest=$(digest_files "$1")
  place=$compose/files/$(printf %.32s "$digest")
  if [ ! -e "$place" ]; then
    rm -rf "$place.partial"
    (umask 022 && mkdir "$place.partial") && cp -a "$1" "$place.partial/" && mv "$place.partial" "$place" || return 1
  fi
  printf '%s\\n' "$place/\${1##*/}"
}
# What a container mounts without a copy makes it another one as well when it changes.
watch() {
  case $1 in "$folder"/*) ;; *) return 0 ;; esac
  if [ -f "$1" ]; then sha256sum <"$1"; elif [ -d "$1" ] && [ ! -L "$1" ]; then digest_files "$1"; fi
}
quoted() { printf '"%s"' "$(printf %s "$1" | sed 's/[\\\\"]/\\\\&/g')"; }

# Of each service: the name of its image, whether it was carried, and what to find it by.
for service in $services; do
  name=$(awk -F '\\t' -v service="$service" '$1 == "image" && $2 == service { print $3 }' "$records/table.partial")
  name=\${name:-$project-$service} carried=''
  for pair in "$@"; do
    if [ "\${pair%%=*}" = "$service" ]; then carried=\${pair#*=}; fi
  done
  echo "$service $name \${carried:+carried} \${carried:-pulled $name}"
done >"$records/images.partial"
# shellcheck disable=SC2046 # names and ids of images have no spaces
if ! docker image inspect --format '{{.Id}} {{if .RepoDigests}}{{index .RepoDigests 0}}{{else}}-{{end}}' $(awk '{ print $4 }' "$records/images.partial") >"$records/found.partial"; then
  while read -r service name how reference; do
    docker image inspect "$reference" >/dev/null 2>&1 && continue
    [ "$how" = pulled ] || how=' any more: deploy again, and it is carried there'
    echo "The image $name of $service is not on the host\${how#pulled}" >&2
  done <"$records/images.partial"
  exit 1
fi
tagged=$(docker images --no-trunc --filter "reference=deploy-kit/$project" --format '{{.Repository}}:{{.Tag}} {{.ID}}')

: >"$records/services.partial"
: >"$records/override.partial"
echo services: >>"$records/override.partial"
paste -d ' ' "$records/images.partial" "$records/found.partial" >"$records/pinned.partial"
while read -r service image how _ id origin; do
  [ "$how" = pulled ] || origin=carried
  name=deploy-kit/$project:$service-$(printf %.12s "\${id#sha256:}")
  printf '%s\\n' "$tagged" | grep -qxF "$name $id" || docker tag "$id" "$name" || exit 1
  : >"$records/mounts.partial"
  : >"$records/seen.partial"
  # shellcheck disable=SC2094 # it is only read
  while IFS=$tab read -r kind owner source target mode; do
    case $kind in
      bind)
        [ "$owner" = "$service" ] || continue
        place=$(pin "$source" "$mode") || exit 1
        if [ -z "$place" ]; then watch "$source" >>"$records/seen.partial"; continue; fi
        only=false
        [ "$mode" = rw ] || only=true
        printf '      - {type: bind, source: %s, target: %s, read_only: %s}\\n' "$(quoted "$place")" "$(quoted "$target")" "$only" >>"$records/mounts.partial"
        ;;
      uses)
        [ "$owner" = "$service" ] || continue
        path=$(awk -F '\\t' -v section="$source" -v name="$target" '$1 == "file" && $2 == section && $3 == name { print $4 }' "$records/table.partial")
        [ ! -f "$path" ] || sha256sum <"$path" >>"$records/seen.partial"
        ;;
    esac
  done <"$records/table.partial"
  digest=$({ digest_service "$config" "$service" "$folder" "$live"; echo "$id"; cat "$records/mounts.partial" "$records/seen.partial"; } | sha256sum | cut -d ' ' -f 1)
  {
    printf '  %s:\\n    image: %s\\n    labels:\\n      deploy-kit.config: "%s"\\n    depends_on: !reset {}\\n' "$(quoted "$service")" "$name" "$digest"
    [ ! -s "$records/mounts.partial" ] || { echo '    volumes:'; cat "$records/mounts.partial"; }
    # A name for these containers alone, wherever Docker starts them again.
    awk -F '\\t' -v service="$service" '$1 == "network" && $2 == service { print $3 }' "$records/table.partial" >"$records/seen.partial"
    [ ! -s "$records/seen.partial" ] || echo '    networks:'
    while IFS= read -r network; do printf '      %s:\\n        aliases: [%s]\\n' "$(quoted "$network")" "$(quoted "$service-$(printf %.12s "$digest")")"; done <"$records/seen.partial"
  } >>"$records/override.partial"
  echo "$service $digest $id $image $origin" >>"$records/services.partial"
done <"$records/pinned.partial"
for section in configs secrets; do
  while IFS=$tab read -r kind owner name path; do
    if [ "$kind" != file ] || [ "$owner" != "$section" ]; then continue; fi
    place=$(pin "$path" ro) || exit 1
    [ -z "$place" ] || printf '  %s:\\n    file: %s\\n' "$(quoted "$name")" "$(quoted "$place")"
  done <"$records/table.partial" >"$records/seen.partial"
  [ ! -s "$records/seen.partial" ] || { echo "$section:"; cat "$records/seen.partial"; } >>"$records/override.partial"
done
# What Compose does not take is found out here, and not in the midst of the cutover.
COMPOSE_FILE=$COMPOSE_FILE:$records/override.partial compose config --quiet || exit 1
mv "$records/override.partial" "$records/override.yaml"
mv "$records/services.partial" "$records/services"
while read -r service _ id image _; do echo "$service runs $image, $id"; done <"$records/services"
`;

;
function removeImages(paths, project, failed = '') {
    return (0,core .K$)(REMOVE_IMAGES_PROGRAM, [(0,compose_place .RM)(paths), paths.releases, project, paths.current, failed]);
}
const REMOVE_IMAGES_PROGRAM = `
set -u
compose=$1 releases=$2 project=$3 failed=$5
# Without an engine nothing can be told; the next deploy does it.
if [ ! -d "$compose" ] || ! docker version >/dev/null 2>&1; then exit 0; fi
live=$(readlink "$4" 2>/dev/null)
live=\${live%/}
for folder in "$compose"/*/; do
  folder=\${folder%/}
  id=\${folder##*/}
  if [ "$id" = files ] || [ "$id" = "\${live##*/}" ]; then continue; fi
  if [ "$id" = "$failed" ] || [ ! -d "$releases/$id" ]; then rm -rf "$folder"; fi
done
for place in "$compose"/files/*; do
  [ ! -e "$place" ] || cat "$compose"/*/override.yaml 2>/dev/null | grep -qF "\${place##*/}" || rm -rf "$place"
done
needed=$(cat "$compose"/*/services 2>/dev/null | awk -v project="$project" '{ id = $3; sub(/^sha256:/, "", id); print "deploy-kit/" project ":" $1 "-" substr(id, 1, 12) }')
if [ -f "$compose/brought" ]; then
  used=$(cat "$compose"/*/services 2>/dev/null | awk '{ print $4 }')
  while read -r name id; do
    [ "$(docker image inspect --format '{{.Id}}' "$name" 2>/dev/null)" = "$id" ] || continue
    if printf '%s\\n' "$used" | grep -qxF "$name" || ! docker rmi "$name" >/dev/null 2>&1; then echo "$name $id"; fi
  done <"$compose/brought" >"$compose/brought.partial" && mv "$compose/brought.partial" "$compose/brought"
fi
docker images --filter "reference=deploy-kit/$project" --format '{{.Repository}}:{{.Tag}} {{.ID}}' | while read -r name id; do
  ! printf '%s\\n' "$needed" | grep -qxF "$name" || continue
  docker rmi "$name" >/dev/null 2>&1 || continue
  [ "$(docker image inspect --format '{{len .RepoTags}}' "$id" 2>/dev/null)" != 0 ] || docker rmi "$id" >/dev/null 2>&1
done
exit 0
`;

;
const IMAGES_SECONDS = 3600;
const PIN_SECONDS = 300;
const DISK_FULL_EXIT_CODE = 28;
function prepareSteps(source, { host, place, uploadSeconds }, carriages) {
    const { settings, login } = source;
    const { paths, id } = place;
    const folder = (0,compose_place .XA)(paths, id);
    const records = (0,compose_place .RM)(paths);
    const compose = { ...(0,compose_place .uQ)(folder, settings), ...(login === undefined ? {} : { stdin: login.password }) };
    const project = (0,compose_place .Kb)(folder, settings.files);
    const step = { kind: 'run', host, phase: 'prepare', effect: 'write' };
    const named = [listProfiles(source), source.oneShots.join(' ')];
    const carried = carriages.flatMap(({ image, found }) => image.services.map((service) => ({ service, found })));
    return [
        {
            ...step,
            id: 'bring-images',
            title: `Bring the images of ${settings.project}`,
            command: (0,core .K$)(BRING_PROGRAM, [`${records}/${id}`, project, ...named, login?.username ?? '', login?.registry ?? '', ...carried.map(({ service }) => service)], compose),
            timeoutSeconds: IMAGES_SECONDS,
            failures: { [DISK_FULL_EXIT_CODE]: { code: 'DK_DISK_FULL', remedy: 'Free space where Docker keeps its images (docker system df); nothing has been changed' } },
            undo: { title: 'Remove images that no release needs', command: removeImages(paths, settings.project, id), timeoutSeconds: PIN_SECONDS }
        },
        ...carrySteps(carriages, { host, uploadSeconds }),
        {
            ...step,
            id: 'pin-images',
            title: 'Note the images and files that the release runs',
            command: (0,core .K$)(PIN_PROGRAM, [records, id, settings.project, project, folder, (0,compose_place .Fl)(paths), ...named, ...carried.map(({ service, found }) => `${service}=${found}`)], (0,compose_place .uQ)(folder, settings)),
            timeoutSeconds: PIN_SECONDS
        }
    ];
}
function listProfiles({ services, oneShots, settings }) {
    const started = settings.steps.flatMap((step) => (step.kind === 'start-first' ? [step.service] : []));
    return [...new Set(services.filter(({ name }) => [...oneShots, ...started].includes(name)).flatMap(({ profiles }) => profiles))].join(' ');
}

;
const DATABASE_IMAGE = /^(postgres|postgresql|postgis|timescaledb|pgvector|mysql|mariadb|percona|mongo|mongodb|redis|valkey|minio|rabbitmq|elasticsearch|opensearch|clickhouse|influxdb|neo4j|couchdb|cassandra|etcd)(-server|-ha|-sentinel|-stack)?$/;
const DATABASE_FILE = /\.(db3?|sqlite3?|sqlitedb|rdb)(-(wal|shm|journal))?$/;
function findSingleWriter({ image, mounts }) {
    const written = mounts.filter(({ value }) => !value.isReadOnly);
    const volume = written.find(({ value }) => value.kind === 'volume');
    if (volume !== undefined)
        return `writes to the volume ${volume.value.text} (${volume.place})`;
    const binds = written.filter(isShared);
    const file = binds.find(({ value }) => DATABASE_FILE.test(value.source) || DATABASE_FILE.test(value.target));
    if (file !== undefined)
        return `writes to ${file.value.text} (${file.place}), which looks like a database`;
    const [first] = binds;
    return first !== undefined && isDatabase(image) ? `is a database (${image ?? ''}) and writes to ${first.value.text} (${first.place})` : undefined;
}
function listSharedMounts({ mounts }) {
    return mounts.filter((mount) => !mount.value.isReadOnly && isShared(mount));
}
function isShared({ value: { kind, source } }) {
    return kind === 'bind' && !source.endsWith('.sock') && !/^\/(dev|proc|sys)(\/|$)/.test(source);
}
function isDatabase(image = '') {
    const name = image.replace(/@.*$/, '').split('/').at(-1)?.replace(/:.*$/, '') ?? '';
    return DATABASE_IMAGE.test(name.toLowerCase());
}
var traefik = __webpack_require__(28484);
;
function findObstacle(service) {
    const { ports, containerName, hostNetwork } = service;
    const [port] = ports;
    if (port !== undefined)
        return `publishes port ${port.value} of the host (${port.place})`;
    if (containerName !== undefined)
        return `has the container_name ${containerName.value} (${containerName.place})`;
    if (hostNetwork !== undefined)
        return `uses the network of the host (${hostNetwork.place})`;
    return findSingleWriter(service);
}
function tellReplacement(service, source, { times, labels } = {}) {
    const { settings, oneShots } = source;
    if (oneShots.includes(service.name))
        return ['one-shot', 'runs to its end once per release, before the others', 'none'];
    const first = settings.steps.find((step) => step.kind === 'start-first' && step.service === service.name);
    if (first?.kind === 'start-first' && first.byLabels === true && labels !== undefined && hasOtherLabels(service, labels)) {
        return ['stop-first', 'its labels change, and Traefik serves nobody while two containers differ in them', estimateDowntime(service, times)];
    }
    if (first?.kind === 'start-first')
        return ['start-first', ...tellStartFirst(service, source, first)];
    return ['stop-first', findObstacle(service) ?? 'is not named in start-first', estimateDowntime(service, times)];
}
function hasOtherLabels({ labels }, seen) {
    const told = labels.map(({ value: { name, value } }) => `${name}=${value}`).filter((label) => label.toLowerCase().startsWith('traefik.'));
    return !told.some((label) => label.includes('${')) && told.toSorted().join('\n') !== seen.toSorted().join('\n');
}
function tellStartFirst(service, { settings, services }, { port }) {
    if (port !== undefined)
        return [`${settings.proxy ?? ''} is led to the new container when it is healthy`, 'none'];
    const route = (0,traefik .h)(service, services);
    if (route === undefined)
        return ['named in start-first', 'none'];
    const why = `Traefik finds the new container by its labels when it is healthy (${route.place})`;
    return [why, route.retryPlace === undefined ? 'requests to the old container while it ends' : `none: Traefik asks another container (${route.retryPlace})`];
}
function estimateDowntime({ stopPeriod }, { replacedSeconds, healthySeconds } = {}) {
    const stop = `its stop (at most ${stopPeriod})`;
    if (replacedSeconds !== undefined && healthySeconds !== undefined) {
        return `about ${(0,core .PP)(replacedSeconds + healthySeconds)}, as last time (${(0,core .PP)(healthySeconds)} of it until it was healthy); its stop may take ${stopPeriod}`;
    }
    if (healthySeconds !== undefined)
        return `${stop}, and about ${(0,core .PP)(healthySeconds)} until it is healthy, as last time`;
    if (replacedSeconds !== undefined)
        return `about ${(0,core .PP)(replacedSeconds)} until it runs, as last time, and until it answers; its stop may take ${stopPeriod}`;
    return `${stop} and its start`;
}
function findStartFirstProblems(source) {
    const first = listStartFirst(source);
    const blocked = first.flatMap(({ service }) => {
        const obstacle = findObstacle(service);
        return obstacle === undefined ? [] : [{ message: `${service.name} cannot be started beside itself: it ${obstacle}`, remedy: 'Take it out of start-first, or take away that line' }];
    });
    const proxied = first.some(({ step }) => step.port !== undefined) ? findProxyProblems(source) : [];
    return [...blocked, ...first.flatMap(({ service, step }) => findRouteProblems(service, step, source)), ...proxied];
}
function listStartFirst({ services, settings }) {
    return settings.steps.flatMap((step) => (step.kind === 'start-first' ? services.filter(({ name }) => name === step.service).map((service) => ({ service, step })) : []));
}
function findRouteProblems(service, { port }, { services }) {
    const route = port === undefined ? (0,traefik .h)(service, services) : undefined;
    if (route === undefined || service.hasHealthcheck)
        return [];
    return [{ message: `${route.place}: Traefik finds ${service.name}, which has no healthcheck: it would lead requests to a container that cannot answer yet`, remedy: `Write a healthcheck for ${service.name}` }];
}
function noteStartFirst(source) {
    return listStartFirst(source).flatMap(({ service, step }) => {
        const shared = listSharedMounts(service).map(({ value, place }) => `${value.text} (${place})`);
        const route = step.port === undefined ? (0,traefik .h)(service, source.services) : undefined;
        const { name } = service;
        return [
            ...(shared.length === 0 ? [] : [`two containers of ${name} write to ${shared.join(', ')} while it is replaced: they must not harm each other there`]),
            ...(route === undefined || route.retryPlace !== undefined
                ? []
                : [`requests that Traefik leads to the old container of ${name} while it ends fail, unless it goes on answering for some seconds after SIGTERM: label its router with a retry middleware (traefik.http.middlewares.${name}-retry.retry.attempts=5)`])
        ];
    });
}
function findProxyProblems({ services, settings, keptPaths }) {
    const { proxy, upstreams } = settings;
    if (proxy === undefined)
        return [{ message: 'start-first names a port, but no proxy is given that could be led to it', remedy: 'Set proxy to the service that is nginx or Caddy, or take away the port' }];
    const found = services.find(({ name }) => name === proxy);
    if (found?.image !== undefined && /(^|\/)traefik(:|@|$)/.test(found.image)) {
        return [{ message: `${found.place}: ${proxy} is Traefik, which is not led to containers: it finds them by their labels`, remedy: 'Take away proxy and the port in start-first' }];
    }
    if (!keptPaths.some((path) => path.replace(/\/+$/, '') === upstreams)) {
        return [{ message: `The folder ${upstreams} is neither shared nor protected: it must stay when releases come and go`, remedy: `Add ${upstreams}/ to shared-paths (layout releases) or protected-paths (in-place)` }];
    }
    const isMounted = found?.mounts.some(({ value }) => resolveMount(value, settings.files) === upstreams) === true;
    if (found === undefined || isMounted)
        return [];
    const remedy = `Mount it: ./${upstreams}:/etc/${upstreams}:ro, and write in nginx: resolver 127.0.0.11 valid=1s; include /etc/${upstreams}/<service>.address.conf; location / { proxy_pass http://$<service>_address; }, or in Caddy: reverse_proxy { import /etc/${upstreams}/<service>.caddy }`;
    return [{ message: `${found.place}: ${proxy} does not mount ./${upstreams}, where it is told which containers serve`, remedy }];
}
var sweep = __webpack_require__(90250);
;
function planCompose(source, facts, target) {
    const { carried, settings } = source;
    const carriages = carried === undefined || facts.images === undefined ? [] : planCarriages(carried, facts.images, settings.project);
    return {
        prepare: prepareSteps(source, target, carriages),
        finish: finishSteps(source, target),
        tables: [replacementTable(source, facts, target), ...(carriages.length > 0 ? [carriageTable(carriages, target.host)] : [])],
        notes: writeNotes(source, facts, target).map((note) => `${target.host}: ${note}`),
        problems: [...findProblems(source, facts, target), ...(facts.images === undefined ? [] : findCarryProblems(carriages, facts.images, target.host))],
        differs: hasOtherImages(source, facts, carriages)
    };
}
function hasOtherImages({ services }, { images }, carriages) {
    return services.some(({ name, image, isBuilt }) => {
        const carriage = carriages.find((found) => found.image.services.includes(name));
        if (carriage !== undefined)
            return images?.live[name] !== carriage.found;
        return !isBuilt && image?.includes('@sha256:') !== true;
    });
}
const QUICK_SECONDS = 600;
function finishSteps({ settings }, { host, place, live }) {
    const step = { kind: 'run', host, phase: 'finish', effect: 'write', optional: true, timeoutSeconds: QUICK_SECONDS };
    const isNew = live?.manifest?.strategy.strategy !== 'compose';
    return [
        ...(isNew ? [{ ...step, id: 'retire-others', title: `Stop other containers of ${settings.project}`, command: (0,sweep .$)(settings, place) }] : []),
        { ...step, id: 'remove-images', title: 'Remove images that no release needs', command: removeImages(place.paths, settings.project) }
    ];
}
function replacementTable(source, { times, labels }, { host }) {
    return {
        title: `Services of ${source.settings.project} on ${host}, when they change`,
        columns: ['service', 'how it is replaced', 'why', 'expected downtime'],
        rows: source.services
            .filter(({ name }) => source.settings.steps.some((step) => (step.kind === 'up' ? step.services.includes(name) : step.service === name)))
            .map((service) => [service.name, ...tellReplacement(service, source, { times: times[service.name], labels: labels[service.name] })])
    };
}
function writeNotes(source, { foreign, images }, { live }) {
    const { services, oneShots, leftOut, settings, carried } = source;
    const withoutPolicy = services.filter(({ hasRestartPolicy, name, profiles }) => !hasRestartPolicy && !oneShots.includes(name) && profiles.length === 0).map(({ name }) => name);
    const notes = [
        carried !== undefined && images !== undefined && tellWhole(carried, images),
        leftOut !== undefined && `${leftOut} is not used: name it in compose-files if it is meant for this host`,
        withoutPolicy.length > 0 && `without a restart policy, after a reboot ${withoutPolicy.join(', ')} will stay down: write restart: unless-stopped`,
        foreign.length > 0 && live?.manifest?.strategy.strategy !== 'compose' &&
            `takes over ${(0,core .SS)(foreign.length, 'container')} of the project ${settings.project}: each is made anew once, also a database (its volumes stay)`
    ];
    return [...notes.filter((note) => note !== false && note !== undefined), ...noteStartFirst(source)];
}
function findProblems(source, facts, target) {
    const { host, live } = target;
    const refused = [...findMountProblems(source, target), ...findStartFirstProblems(source)].map((problem) => ({ code: 'DK_INPUT_INVALID', host, ...problem }));
    const before = live?.manifest?.strategy;
    const isRenamed = before?.strategy === 'compose' && before.project !== source.settings.project;
    return [
        ...findEngineProblems(facts, host),
        ...refused,
        ...(isRenamed
            ? [{ code: 'DK_INPUT_INVALID', host, message: `The live release is the project ${before.project}, not ${source.settings.project}: its volumes would be left behind`, remedy: `Set compose-project: ${before.project}` }]
            : [])
    ];
}
function findEngineProblems({ engine, compose, problem }, host) {
    if (engine === undefined) {
        return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `The user cannot use Docker on ${host}: ${problem}`, remedy: 'Install Docker, and on the host: sudo usermod -aG docker <user>' }];
    }
    if (compose === undefined || isOlder(compose, [2, 24])) {
        const found = compose === undefined ? 'is not installed' : `is ${compose}`;
        return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `Docker Compose on ${host} ${found}; 2.24 or newer is needed`, remedy: 'Install the package docker-compose-plugin on the host' }];
    }
    return [];
}
function isOlder(version, [major, minor]) {
    const [, foundMajor = '0', foundMinor = '0'] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
    return Number(foundMajor) < major || (Number(foundMajor) === major && Number(foundMinor) < minor);
}
var read_source = __webpack_require__(82479);
var systemd_settings = __webpack_require__(51992);
var sudo_verbs = __webpack_require__(59687);
;
function askSystemd({ settings, units, site }, paths) {
    const template = (0,systemd_settings ._4)(settings);
    const instances = template === undefined ? [] : settings.ports.map((port) => (0,systemd_settings .hR)(template.name, port));
    const services = (0,systemd_settings .vz)(settings).map(({ name }) => name).filter(systemd_settings .kd);
    const verbs = (0,sudo_verbs .o)(settings, paths).filter(({ needed }) => needed !== 'remove' && needed !== 'journal' && needed !== 'pause');
    const words = [
        units.map(({ name }) => name).join(' '),
        site?.name ?? '',
        [...services, ...instances].join(' '),
        settings.ports.join(' '),
        ...verbs.map((verb) => verb.words.join('\t'))
    ];
    return (0,core .P)((0,core .K$)(observe_ASK_PROGRAM, words), (answer) => parseFacts(answer, verbs.map((verb) => verb.words.join(' '))));
}
const observe_ASK_PROGRAM = `
units=$1 site=$2 services=$3 ports=$4
shift 4
PATH=$PATH:/usr/sbin:/sbin
text() { base64 <"$1" | tr -d '\\n'; }
printf 'user\\t%s\\n' "$(id -un)"
[ ! -d /run/systemd/system ] || printf 'systemd\\n'
command -v nginx >/dev/null 2>&1 && printf 'nginx\\n'
# Found, not loaded: that takes three times as long.
python=$(python3 -IS -c 'import sys
from importlib.util import find_spec
print("Python", sys.version.split()[0])
sys.exit(not (find_spec("venv") and find_spec("ensurepip")))' 2>/dev/null) && printf 'python\\t%s\\n' "$python"
for name in $units; do
  [ ! -r "/etc/systemd/system/$name" ] || printf 'unit\\t%s\\t%s\\n' "$name" "$(text "/etc/systemd/system/$name")"
done
if [ -n "$site" ] && [ -r "/etc/nginx/sites-available/$site" ]; then printf 'site\\t%s\\n' "$(text "/etc/nginx/sites-available/$site")"; fi
value() { printf '%s\\n' "$state" | sed -n "s/^$1=//p"; }
for name in $services; do
  state=$(systemctl show -p ActiveState -p ActiveExitTimestampMonotonic -p ActiveEnterTimestampMonotonic -p TimeoutStopUSec "$name" 2>/dev/null) || continue
  printf 'stop\\t%s\\t%s\\n' "$name" "$(value TimeoutStopUSec)"
  left=$(value ActiveExitTimestampMonotonic) entered=$(value ActiveEnterTimestampMonotonic)
  if [ "$(value ActiveState)" = active ]; then printf 'running\\t%s\\n' "$name"; fi
  if [ "\${left:-0}" -gt 0 ] && [ "\${entered:-0}" -gt "$left" ]; then printf 'restart\\t%s\\t%s\\n' "$name" "$(((entered - left) / 1000))"; fi
done
for port in $ports; do
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port=":$(printf '%04X' "$port")" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }' &&
    printf 'listening\\t%s\\n' "$port"
done
${sudo_verbs .c}`;
function parseFacts({ stdout }, verbs) {
    const lines = stdout.split('\n').map((line) => line.split('\t'));
    const fieldsOf = (word) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
    const text = (base64 = '') => Buffer.from(base64, 'base64').toString('utf8');
    const site = fieldsOf('site')[0];
    return {
        strategy: 'systemd',
        user: fieldsOf('user')[0]?.[0] ?? '',
        hasSystemd: fieldsOf('systemd').length > 0,
        hasNginx: fieldsOf('nginx').length > 0,
        python: fieldsOf('python')[0]?.[0],
        units: Object.fromEntries(fieldsOf('unit').map(([name = '', base64]) => [name, text(base64)])),
        site: site === undefined ? undefined : text(site[0]),
        restartSeconds: Object.fromEntries(fieldsOf('restart').map(([name = '', milliseconds]) => [name, Number(milliseconds) / 1000])),
        stopLimits: Object.fromEntries(fieldsOf('stop').map(([name = '', limit = '']) => [name, limit])),
        listening: fieldsOf('listening').map(([port]) => Number(port)),
        running: fieldsOf('running').map(([name = '']) => name),
        refused: fieldsOf('refused').flatMap(([at]) => verbs[Number(at)] ?? [])
    };
}
var choose_port = __webpack_require__(68842);
var shell_functions = __webpack_require__(15243);
var unit_paths = __webpack_require__(46994);
;
function writeRendered(paths, release, files) {
    return (0,core .K$)(WRITE_PROGRAM, [`${(0,unit_paths .w7)(paths)}/${release}`, ...files.flatMap(({ file, text }) => [file, text])]);
}
const WRITE_PROGRAM = `
set -eu
folder=$1
shift
rm -rf "$folder.partial"
mkdir -p "$folder.partial/units" "$folder.partial/nginx" "\${folder%/*}/live/nginx"
while [ "$#" -gt 1 ]; do
  printf '%s' "$2" >"$folder.partial/$1"
  chmod 644 "$folder.partial/$1"
  shift 2
done
rm -rf "$folder"
mv "$folder.partial" "$folder"
`;
function testSite(paths, release, site) {
    return (0,core .K$)(TEST_SITE_PROGRAM, [(0,unit_paths .w7)(paths), release, site.name, site.variant]);
}
const TEST_SITE_PROGRAM = `
set -eu
units=$1 release=$2
${shell_functions .rN}${shell_functions .S_}
test_site "$units/$release/nginx/$4" "$3"
`;
function buildEnvironment(paths, release, { requirements, pipOptions }) {
    return (0,core .K$)(BUILD_PROGRAM, [environmentsFolder(paths), (0,host_paths .Uc)(paths, release), requirements, ...pipOptions]);
}
function environmentsFolder(paths) {
    return `${paths.kit}/venvs`;
}
const BUILD_PROGRAM = `
set -eu
venvs=$1 release=$2 requirements=$3
shift 3
cd "$release"
key=$({ cat "$requirements"; python3 -VV; for option in "$@"; do printf '%s\\n' "$option"; done; } | sha256sum | cut -c 1-32)
venv=$venvs/$key
if [ -e "$venv/.complete" ]; then
  echo "The Python environment $key is there already"
else
  rm -rf "$venv"
  mkdir -p "$venvs"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off -r "$requirements" "$@"
  : >"$venv/.complete"
fi
ln -sfn "$venv" .venv
`;
function prepare_sweep(paths) {
    return (0,core .K$)(SWEEP_PROGRAM, [(0,unit_paths .w7)(paths), environmentsFolder(paths), paths.releases]);
}
const SWEEP_PROGRAM = `
units=$1 venvs=$2 releases=$3 failed=0
for folder in "$units"/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  id=\${id##*/}
  [ "$id" = live ] || [ -d "$releases/$id" ] || rm -rf "\${units:?}/$id" || failed=1
done
for venv in "$venvs"/*/; do
  [ -d "$venv" ] || continue
  venv=\${venv%/} used=''
  for link in "$releases"/*/.venv; do
    [ "$(readlink "$link" 2>/dev/null)" != "$venv" ] || used=yes
  done
  [ -n "$used" ] || rm -rf "$venv" || failed=1
done
exit "$failed"
`;
var template = __webpack_require__(25119);
var unified_diff = __webpack_require__(60391);
;
const plan_QUICK_SECONDS = 60;
function planSystemd(source, facts, target) {
    const { settings } = source;
    const { paths, id } = target.place;
    const rendered = renderUnits(source, facts, target);
    const sites = renderSites(source, facts, target);
    const site = findSite(source, target, sites);
    const differing = rendered.filter(({ name, text }) => facts.units[name] !== text);
    const siteDiffers = site !== undefined && facts.site !== site.text;
    const step = (words) => ({
        kind: 'run',
        host: target.host,
        effect: 'write',
        timeoutSeconds: plan_QUICK_SECONDS,
        ...words
    });
    const prepare = (name, title, command, more = {}) => step({ id: name, title, phase: 'prepare', command, ...more });
    const files = [
        ...rendered.map(({ name, text }) => ({ file: `units/${name}`, text })),
        ...sites.map(({ variant, text }) => ({ file: `nginx/${variant}`, text }))
    ];
    return {
        prepare: [
            prepare('write-units', `Keep ${settings.units.map(({ name }) => name).join(', ')} for ${id}`, writeRendered(paths, id, files)),
            ...(settings.python === undefined
                ? []
                : [prepare('build-environment', `Make the Python environment of ${settings.python.requirements}`, buildEnvironment(paths, id, settings.python), { timeoutSeconds: target.buildSeconds })]),
            ...(site !== undefined && siteDiffers
                ? [prepare('test-site', `Ask nginx whether it accepts ${site.name}`, testSite(paths, id, site), { failures: SITE_FAILURES })]
                : [])
        ],
        finish: [step({ id: 'sweep-units', title: 'Remove units and environments that no release needs', phase: 'finish', optional: true, command: prepare_sweep(paths) })],
        tables: [...differing.map(({ name, text }) => diffTable(name, facts.units[name], { text, host: target.host })), ...(site !== undefined && siteDiffers ? [diffTable(site.name, facts.site, { text: site.text, host: target.host })] : [])],
        notes: [`${target.host}: ${explainCutover(source, facts, target)}`],
        problems: plan_findProblems({ source, facts, target, needed: { install: differing.length > 0, site: siteDiffers } }),
        differs: differing.length > 0 || siteDiffersFromLive(source, facts, sites)
    };
}
const SITE_FAILURES = {
    1: { code: 'DK_COMMAND_FAILED', remedy: 'Correct the nginx-site; the old one is installed, and the application has not been touched' }
};
function diffTable(name, installed, { text, host }) {
    const title = installed === undefined ? `${name} is new on ${host}` : `${name} differs from what is installed on ${host}`;
    return { title, columns: [installed === undefined ? 'new file' : '- installed, + new'], rows: (0,unified_diff .i)(installed ?? '', text).map((line) => [line]) };
}
function renderUnits({ settings, units }, facts, target) {
    const replacements = placeReplacements(facts, target);
    const [port] = settings.ports;
    return units.map(({ name, text }) => {
        const isTwofold = (0,systemd_settings ._4)(settings)?.name === name;
        const own = isTwofold ? { release: (0,unit_paths .kG)(target.place.paths, '%i'), port: '%i' } : { port: port === undefined ? undefined : String(port) };
        return { name, text: (0,template .Xm)(text, { ...replacements, ...own }) };
    });
}
function placeReplacements({ user }, { place: { paths, id } }) {
    return {
        path: paths.root,
        current: paths.layout === 'releases' ? paths.current : paths.root,
        release: (0,host_paths .gv)(paths, id),
        shared: paths.shared,
        user,
        port: undefined
    };
}
function renderSites({ settings, site }, facts, target) {
    if (site === undefined)
        return [];
    const replacements = placeReplacements(facts, target);
    if (settings.cutover !== 'ports') {
        const [port] = settings.ports;
        return [{ ...site, variant: 'site', text: (0,template .Xm)(site.text, { ...replacements, port: port === undefined ? undefined : String(port) }) }];
    }
    return settings.ports.map((port) => ({
        ...site,
        variant: String(port),
        text: (0,template .Xm)(site.text, { ...replacements, release: (0,unit_paths .kG)(target.place.paths, port), port: String(port) })
    }));
}
function findSite({ settings }, { place }, sites) {
    if (settings.cutover !== 'ports')
        return sites[0];
    return sites.find(({ variant }) => variant === String((0,choose_port .t)(settings.ports, place)));
}
function siteDiffersFromLive({ site }, facts, sites) {
    return site !== undefined && !sites.some(({ text }) => text === facts.site);
}
function explainCutover({ settings, site }, facts, { place, live }) {
    const template = (0,systemd_settings ._4)(settings);
    if (template !== undefined) {
        const instance = (0,systemd_settings .hR)(template.name, (0,choose_port .t)(settings.ports, place));
        return `blue/green, because there are a template unit, two ports and an nginx-site: ${instance} starts beside what is live, and nginx is led to it. Expected downtime: none`;
    }
    const services = (0,systemd_settings .vz)(settings).map(({ name }) => name).filter(systemd_settings .kd);
    const times = services.flatMap((name) => facts.restartSeconds[name] ?? []);
    const lasted = times.length === 0 ? 'how long is not known yet' : `about ${(0,core .PP)(Math.max(...times))}, as when it was restarted last`;
    const limits = [...new Set(services.flatMap((name) => facts.stopLimits[name] ?? []))].join(' or ');
    if (settings.cutover === 'socket') {
        return `socket activation, because there is a .socket unit: systemd keeps listening while ${services.join(', ')} restarts, and requests wait (${lasted}). Expected downtime: none`;
    }
    if (live === undefined)
        return 'plain start: nothing is live yet';
    const missing = site === undefined ? 'no .socket unit, and no template unit with two ports and an nginx-site' : 'no .socket unit, and no template unit with two ports';
    return `plain restart, because there is ${missing}: nothing answers while ${services.join(', ')} restarts. Expected downtime: ${lasted}${limits === '' ? '' : `; its stop may take ${limits}`}`;
}
function plan_findProblems({ source: { settings }, facts, target, needed }) {
    const { host, place, live } = target;
    const problems = [];
    const add = (code, message, remedy) => void problems.push({ code, host, message, remedy });
    if (!facts.hasSystemd)
        add('DK_PREFLIGHT_FAILED', `${host} is not run by systemd`, 'Use strategy: commands');
    if (settings.site !== undefined && !facts.hasNginx)
        add('DK_PREFLIGHT_FAILED', `There is no nginx on ${host}`, 'Install it, or leave out nginx-site');
    if (settings.python !== undefined && facts.python === undefined) {
        add('DK_PREFLIGHT_FAILED', `There is no Python on ${host} that can make environments`, 'Install python3 and python3-venv');
    }
    const isNeeded = (verb) => {
        const found = (0,sudo_verbs .o)(settings, place.paths).find(({ words }) => words.join(' ') === verb)?.needed;
        return found === 'run' || (found === 'enable' && live === undefined) || (found === 'install' && needed.install) || (found === 'site' && needed.site);
    };
    const refused = facts.refused.filter(isNeeded);
    if (refused.length > 0) {
        add('DK_SUDO_PASSWORD', `sudo on ${host} does not let ${facts.user} run without a password: ${refused.join('; ')}`, `Allow it: deploy-kit init-host with the same configuration, or by hand in /etc/sudoers.d, as: ${facts.user} ALL=(root) NOPASSWD: <command with its path>`);
    }
    const template = (0,systemd_settings ._4)(settings);
    const port = (0,choose_port .t)(settings.ports, place);
    if (template !== undefined && facts.listening.includes(port) && !facts.running.includes((0,systemd_settings .hR)(template.name, port))) {
        add('DK_PREFLIGHT_FAILED', `Port ${port} on ${host} is taken by something else than ${(0,systemd_settings .hR)(template.name, port)}`, 'End it, or give other ports');
    }
    if (target.tree.entries.some((entry) => entry.path === '.venv') && settings.python !== undefined) {
        add('DK_INPUT_INVALID', `.venv is in the source, and is also where the Python environment is linked (${(0,host_paths .Uc)(place.paths, place.id)}/.venv)`, 'Exclude it: exclude: .venv/');
    }
    return problems;
}
var systemd_read_source = __webpack_require__(54347);
;
const NOTHING = { prepare: [], finish: [], tables: [], notes: [], problems: [], differs: false };
async function readStrategySource(values, local) {
    switch (values.strategy) {
        case 'commands':
            return { strategy: 'commands', settings: (0,commands .X)(values) };
        case 'systemd':
            return (0,systemd_read_source .L)(values, local);
        case 'compose':
            return (0,read_source .U)(values, local);
    }
}
function askStrategy(source, paths) {
    switch (source.strategy) {
        case 'commands':
            return (0,core .P)((0,core .K$)(':'), () => ({ strategy: 'commands' }));
        case 'systemd':
            return askSystemd(source, paths);
        case 'compose':
            return askCompose(source, paths);
    }
}
function planStrategy(source, facts, target) {
    if (source.strategy === 'systemd' && facts.strategy === 'systemd')
        return planSystemd(source, facts, target);
    return source.strategy === 'compose' && facts.strategy === 'compose' ? planCompose(source, facts, target) : NOTHING;
}

;
async function observeSshDeploy(values, observer) {
    const paths = (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout);
    const reading = readStrategySource(values, observer.local);
    const [tree, commit, envTemplate, hooks, strategy, states] = await Promise.all([
        observer.local.readTree(values.source, { exclude: values.exclude ?? [], include: values.include ?? [] }),
        observer.local.findCommit(values.source),
        values['env-template'] === undefined ? undefined : observer.local.readText(values['env-template']),
        readHooks(values, observer),
        reading,
        Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, { values, observer, paths, strategy: await reading })]))
    ]);
    const perHost = await Promise.all(states.map(async ([host, state]) => [host, { ...state, isOlder: await isOlderThanLive(values, observer, { commit, state }) }]));
    return {
        runId: observer.runId,
        startedAt: observer.startedAt,
        run: (0,tools_ledger .Zm)(observer.identity, observer.runId),
        hosts: observer.hosts,
        perHost: Object.fromEntries(perHost),
        tree,
        commit,
        envTemplate,
        strategy,
        hooks
    };
}
async function observeHost(host, { values, observer, paths, strategy }) {
    const { state, stored, secrets, ...answers } = await observer.askAll(host, {
        state: (0,read_host .r)(paths.root, values.layout),
        stored: (0,verify_tree .Jr)(paths),
        environment: (0,env_file .Up)(paths.environments, paths.current),
        secrets: (0,release_secrets .n)(paths, paths.current),
        strategy: askStrategy(strategy, paths),
        seenDowntime: readSeenDowntime(paths.ledger),
        existing: (0,existing_tree .w)(paths, values['protected-paths'] ?? [])
    });
    observer.hide?.(secrets);
    const isStaged = state.releases.some((release) => release.id === state.live);
    const listed = stored === undefined || !isStaged ? undefined : (0,core .rq)(stored.text);
    const isLost = listed === undefined && isStaged && values.layout === 'in-place';
    return {
        ...state,
        ...answers,
        backup: await observePreDeploy(host, values, { observer, state }),
        liveTree: isLost ? await observer.ask(host, (0,existing_tree .b)(paths, state.live ?? '')) : listed,
        rebuilt: stored?.rebuilt ?? [],
        changedByHand: listed === undefined ? [] : (stored?.touched ?? []).filter((path) => !(0,shared_paths .UO)(path, values['shared-paths'] ?? []))
    };
}
async function isOlderThanLive(values, observer, { commit, state }) {
    const live = state.releases.find((release) => release.id === state.live)?.manifest?.commit;
    if (commit === undefined || live === undefined)
        return undefined;
    return live === commit.id ? false : observer.local.isAncestor(values.source, commit.id, live);
}
async function readHooks(values, observer) {
    const read = (argv) => (0,hooks .k)(argv, observer.local);
    return {
        'before-upload': await read(values['before-upload']),
        'after-upload': await read(values['after-upload']),
        'before-cutover': await read(values['before-cutover']),
        'after-cutover': await read(values['after-cutover']),
        'on-failure': await read(values['on-failure'])
    };
}
var plan_probes = __webpack_require__(13706);
var cutover = __webpack_require__(449);
var describe_state = __webpack_require__(3182);
var plan_health = __webpack_require__(39475);
;
const KEEP_BAD = 2;
function decideRetention(releases, { keep, needed }) {
    const newestFirst = releases.toReversed();
    const good = newestFirst.filter((release) => release.state === 'good');
    const bad = newestFirst.filter((release) => release.state === 'bad');
    return newestFirst.map((release) => {
        const decide = (kept, reason) => ({ release: release.id, keep: kept, reason });
        if (needed.includes(release.id))
            return decide(true, 'in use');
        if (release.manifest === undefined)
            return decide(true, 'has no manifest that can be read');
        if (release.state === 'prepared')
            return decide(false, 'left over from a run that did not finish');
        if (release.state === 'good') {
            const place = good.indexOf(release) + 1;
            return place <= keep ? decide(true, `good, ${place} of ${keep}`) : decide(false, `older than the ${keep} good ones kept`);
        }
        return bad.indexOf(release) < KEEP_BAD ? decide(true, 'evidence of a failure') : decide(false, 'older evidence');
    });
}
var working_folder = __webpack_require__(57817);
var external_node_crypto_ = __webpack_require__(77598);
var release_manifest = __webpack_require__(80778);
var strategies_strategy = __webpack_require__(97758);
;
function requireConsistent(values, tree) {
    const problems = [
        ...findLayoutProblems(values),
        ...findStrategyProblems(values),
        ...findNestedPaths(values),
        ...findCoveredPaths(values, tree),
        ...findEnvFileProblems(values, tree),
        ...findDoubleNames(values),
        ...(0,plan_probes .R6)(values)
    ];
    if (problems.length === 0)
        return;
    throw new core .mG('DK_INPUT_INVALID', {
        message: `Inputs contradict each other: ${problems.join('; ')}`,
        remedy: 'Change one of them; nothing has been changed on any host'
    });
}
function findLayoutProblems({ layout, ...values }) {
    if (layout === 'releases' && values['protected-paths'] !== undefined) {
        return ['protected-paths is for layout in-place; with layout releases use shared-paths'];
    }
    if (layout === 'in-place' && values['shared-paths'] !== undefined) {
        return ['shared-paths is for layout releases; with layout in-place use protected-paths'];
    }
    return [];
}
const OWN_INPUTS = {
    commands: ['restart-command', 'stop-command'],
    systemd: ['units', 'nginx-site', 'python-requirements', 'pip-options'],
    compose: ['compose-files', 'compose-project', 'carry-images', 'one-shot', 'start-first', 'proxy', 'registry', 'registry-username', 'registry-password']
};
function findStrategyProblems(values) {
    const foreign = Object.entries(OWN_INPUTS).flatMap(([strategy, names]) => strategy === values.strategy ? [] : names.filter((name) => values[name] !== undefined).map((name) => `${name} is for strategy ${strategy}, and strategy is ${values.strategy}`));
    const lone = values['pip-options'] !== undefined && values['python-requirements'] === undefined;
    return [...foreign, ...(lone ? ['pip-options is for python-requirements, which is not given'] : [])];
}
function findNestedPaths({ 'shared-paths': paths = [] }) {
    return paths.flatMap((inner, index) => {
        const outer = paths.find((other, at) => at !== index && (0,shared_paths .UO)((0,shared_paths .Y0)(inner), [other]) && ((0,shared_paths .Y0)(inner) !== (0,shared_paths .Y0)(other) || at < index));
        return outer === undefined ? [] : [`the shared path ${inner} is in the shared path ${outer}`];
    });
}
function findCoveredPaths(values, { entries }) {
    const others = new Map(entries.flatMap((entry) => (entry.type === 'folder' ? [] : [[entry.path, entry.type]])));
    return [...(values['shared-paths'] ?? []), ...(values['protected-paths'] ?? [])].flatMap((path) => {
        const outer = (0,shared_paths .WJ)((0,shared_paths .Y0)(path)).find((parent) => others.has(parent));
        return outer === undefined ? [] : [`${path} is to be shared or protected, but in the source ${outer} is a ${others.get(outer)}`];
    });
}
function findEnvFileProblems(values, { entries }) {
    const file = values['env-file'];
    if (values['env-template'] === undefined && values.variables === undefined && values.secrets === undefined)
        return [];
    const [shared, kept] = [values['shared-paths'] ?? [], values['protected-paths'] ?? []].map((paths) => paths.find((path) => (0,shared_paths .UO)(file, [path])));
    return [
        ...(shared === undefined ? [] : [`env-file ${file} is in the shared path ${shared}`]),
        ...(kept === undefined ? [] : [`env-file ${file} is in the protected path ${kept}`]),
        ...(entries.some((entry) => entry.path === file) ? [`${file} is in the source, and would also be the env file that is made of variables and secrets`] : [])
    ];
}
function findDoubleNames(values) {
    const variables = (0,env_file .rf)(values.variables ?? '', 'variables');
    const secrets = (0,env_file .rf)(values.secrets?.reveal() ?? '', 'secrets');
    const names = [...variables].filter(([name, value]) => (secrets.get(name) ?? value) !== value).map(([name]) => name);
    return names.map((name) => `${name} is given in variables and in secrets, with different values`);
}

;
function startPlanning(values, facts) {
    requireConsistent(values, facts.tree);
    const paths = (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout);
    const tree = (0,shared_paths .td)(facts.tree, values['protected-paths'] ?? []);
    const treeWithoutShared = (0,shared_paths .td)(tree, values['shared-paths'] ?? []);
    const taken = Object.values(facts.perHost).flatMap((found) => [...found.releases.map((release) => release.id), ...found.failed]);
    const releaseId = (0,release_manifest .fm)(facts.startedAt, facts.commit?.id ?? treeWithoutShared.digest, taken);
    const variables = composeVariables(values, facts.envTemplate);
    const secretNames = findSecretNames(values, variables);
    const environmentText = variables === undefined ? undefined : (0,env_file .Cp)(variables);
    const strategy = facts.strategy.settings;
    const settingsDigest = digestSettings({ values, facts, strategy }, [...(variables ?? [])].filter(([name]) => !secretNames.includes(name)));
    const createdAt = findMoment(facts);
    const manifestOf = (shipped) => ({
        schema: 1,
        id: releaseId,
        createdAt,
        layout: values.layout,
        commit: facts.commit?.id,
        subject: facts.commit?.subject,
        treeDigest: treeWithoutShared.digest,
        files: shipped.entries.filter((entry) => entry.type !== 'folder').length,
        sizeBytes: shipped.entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.sizeBytes : 0), 0),
        environment: undefined,
        environmentFile: undefined,
        environmentSecrets: secretNames,
        sharedPaths: values['shared-paths'] ?? [],
        protectedPaths: values['protected-paths'] ?? [],
        strategy,
        settingsDigest,
        run: facts.run
    });
    return {
        values,
        facts,
        paths,
        releaseId,
        adoptedId: (0,release_manifest .fm)(facts.startedAt - 1000, 'adopted', taken),
        createdAt,
        tree,
        treeWithoutShared,
        strategy,
        environmentText,
        environmentNames: [...(variables?.keys() ?? [])],
        secretNames,
        secretValues: secretNames.map((name) => variables?.get(name) ?? ''),
        environmentSha256: environmentText === undefined ? undefined : (0,env_file ._J)(environmentText),
        settingsDigest,
        manifestOf
    };
}
function findMoment({ startedAt, perHost }) {
    const moments = Object.values(perHost).flatMap(({ releases }) => releases.map(({ manifest }) => manifest?.createdAt ?? 0));
    return moments.reduce((latest, moment) => Math.max(latest, moment + 2), startedAt);
}
function composeVariables(values, template) {
    if (template === undefined && values.variables === undefined && values.secrets === undefined)
        return undefined;
    return (0,env_file .EX)({
        template,
        variables: (0,env_file .rf)(values.variables ?? '', 'variables'),
        secrets: (0,env_file .rf)(values.secrets?.reveal() ?? '', 'secrets')
    });
}
function findSecretNames(values, variables) {
    const secrets = (0,env_file .rf)(values.secrets?.reveal() ?? '', 'secrets');
    return [...(variables ?? [])].filter(([name, value]) => secrets.get(name) === value).map(([name]) => name);
}
function digestSettings({ values, facts, strategy }, variables) {
    const settings = {
        variables,
        layout: values.layout,
        shared: values['shared-paths'],
        protected: values['protected-paths'],
        envFile: values['env-file'],
        strategy,
        hooks: facts.hooks
    };
    return (0,external_node_crypto_.createHash)('sha256').update((0,core .KE)(settings)).digest('hex');
}
function cutoverEnd({ facts, paths, strategy }, host, release) {
    const { id, commit, recorded } = release;
    const place = { ...placeOn(facts.perHost[host]), host, paths, id, commit };
    return { id, commit, control: (0,strategies_strategy .r)((0,strategies_strategy ._)(recorded, strategy), place) };
}
function placeOn(state) {
    return { live: state?.live, served: state?.served ?? {} };
}

;
const KEEP_FAILED = 2;
function planHost(planning, host) {
    const { facts, values, paths, releaseId } = planning;
    const found = facts.perHost[host];
    if (found === undefined)
        throw new RangeError(`No facts of host ${host}`);
    const live = found.releases.find((release) => release.id === found.live);
    const tree = live === undefined ? planning.tree : planning.treeWithoutShared;
    const difference = (0,core .V8)(found.liveTree, tree, new Set([...found.changedByHand, ...found.rebuilt]));
    const adopted = planAdoption(planning, found.existing);
    const environment = planEnvironment(planning, live, found.environment.sha256);
    const retention = decideRetention([...found.releases, { id: releaseId, state: 'good', manifest: planning.manifestOf(tree) }], {
        keep: values.keep,
        needed: [releaseId, ...(live === undefined ? [] : [live.id])]
    });
    const change = (0,working_folder .lE)({ tree: adopted?.tree ?? found.liveTree, environmentFile: live?.manifest?.environmentFile }, { tree, environmentFile: environment === undefined ? undefined : values['env-file'] }, {
        distrusted: new Set([...found.changedByHand, ...(adopted?.tree.entries.map((entry) => entry.path) ?? []), ...(environment?.isNew === true ? [values['env-file']] : [])]),
        protectedPaths: values['protected-paths'] ?? []
    });
    const strategy = planStrategy(facts.strategy, found.strategy, {
        host,
        live,
        place: { ...placeOn(found), host, paths, id: releaseId, commit: facts.commit?.id },
        buildSeconds: values['hook-timeout'],
        uploadSeconds: values['upload-timeout'],
        tree
    });
    return {
        host,
        paths,
        live,
        tree,
        difference,
        adopted,
        change: values.layout === 'in-place' ? change : undefined,
        environment,
        retention,
        isUnchanged: isUnchanged(planning, { live, environment, changedByHand: found.changedByHand }) && !strategy.differs,
        strategy,
        problems: host_plan_findProblems(planning, host, difference)
    };
}
function planAdoption(planning, existing) {
    if (existing === undefined)
        return undefined;
    const { entries } = existing.tree;
    const replaced = listReplaced(planning);
    const kept = entries.filter((entry) => entry.type !== 'folder' && replaced.has(entry.path));
    const folders = new Set(kept.flatMap((entry) => (0,shared_paths .WJ)(entry.path)));
    return {
        id: planning.adoptedId,
        tree: (0,core .OW)([...kept, ...entries.filter((entry) => entry.type === 'folder' && folders.has(entry.path))])
    };
}
function listReplaced({ tree, environmentText, values }) {
    return new Set([...tree.entries.map((entry) => entry.path), ...(environmentText === undefined ? [] : [values['env-file']])]);
}
function planEnvironment(planning, live, liveSha256) {
    if (planning.environmentText === undefined)
        return undefined;
    const version = live?.manifest?.environment;
    return version !== undefined && liveSha256 === planning.environmentSha256
        ? { version, isNew: false }
        : { version: planning.releaseId, isNew: true };
}
function isUnchanged(planning, { live, environment, changedByHand }) {
    const manifest = live?.manifest;
    return (live?.state === 'good' &&
        manifest?.treeDigest === planning.treeWithoutShared.digest &&
        manifest.settingsDigest === planning.settingsDigest &&
        manifest.environment === environment?.version &&
        changedByHand.length === 0);
}
const host_plan_MARGIN_BYTES = 16 * 1024 ** 2;
const MARGIN_INODES = 200;
function host_plan_findProblems(planning, host, difference) {
    const { facts, values, paths } = planning;
    const found = facts.perHost[host];
    if (found === undefined)
        return [];
    const problems = [...(0,describe_state .n)(host, paths, found)];
    const add = (code, message, remedy) => void problems.push({ code, host, message, remedy });
    const needBytes = difference.sendBytes * (values.layout === 'in-place' ? 2 : 1) + host_plan_MARGIN_BYTES;
    if (found.blockedBy !== undefined) {
        add('DK_INPUT_INVALID', `${found.blockedBy} on ${host} is not a folder`, 'Give another path, or move away what is there');
    }
    else if (!found.isWritable) {
        add('DK_PERMISSION_DENIED', `The user may not write in ${paths.root} on ${host}`, `Run deploy-kit preflight --repair-permissions, or on the host: sudo install -d -o <user> ${paths.root}`);
    }
    else if (found.freeBytes < needBytes) {
        const missing = `${Math.ceil(needBytes / 1024 ** 2)} MiB are needed, ${Math.floor(found.freeBytes / 1024 ** 2)} MiB are free`;
        add('DK_DISK_FULL', `Not enough space for ${paths.root} on ${host}: ${missing}`, 'Free space on the host, or keep fewer releases');
    }
    else if (found.freeInodes !== undefined && found.freeInodes > 0 && found.freeInodes < difference.send.length + MARGIN_INODES) {
        add('DK_DISK_FULL', `Not enough inodes for ${paths.root} on ${host}: ${found.freeInodes} are free`, 'Remove files on the host');
    }
    const replaced = listReplaced(planning);
    const lost = (found.existing?.unreadable ?? []).filter((path) => replaced.has(path));
    if (lost.length > 0) {
        add('DK_PERMISSION_DENIED', `Files in ${paths.root} on ${host} would be replaced, but cannot be read to be kept: ${lost.slice(0, 5).join(', ')}`, 'Let the deploy user read them, or move them away');
    }
    const other = found.layouts.find((layout) => layout !== values.layout);
    if (other !== undefined) {
        add('DK_INPUT_INVALID', `${paths.root} on ${host} was deployed with the layout ${other}`, `Use layout: ${other}, or another path`);
    }
    if (found.isOlder === true && !values['allow-older']) {
        const commit = facts.commit?.id.slice(0, 7);
        add('DK_OLDER_COMMIT', `Commit ${commit} is older than the live release ${found.live} on ${host}`, 'Deploy a newer commit, use rollback, or set allow-older');
    }
    return problems;
}
var cutover_back = __webpack_require__(87081);
var cutover_steps = __webpack_require__(42784);
var built_files = __webpack_require__(4365);
;
function receiveTree(partialFolder) {
    return (0,core .K$)(RECEIVE_PROGRAM, [partialFolder, UPLOAD_END]);
}
const UPLOAD_END = '.deploy-kit-upload-end';
const RECEIVE_PROGRAM = `
set -u
partial=$1 end=$2
case $partial in
  /*/*) ;;
  *)
    echo "Not a folder to receive files in: $partial" >&2
    exit 64
    ;;
esac
rm -rf "$partial" "$partial.links.partial" "$partial.check.partial" || exit 1
mkdir -p "$partial" && chmod 755 "$partial" || exit 1
IFS= read -r compression || compression=
case $compression in
  gzip) tar -xzmpof - -C "$partial" ;;
  zstd) zstd -dcq | tar -xmpof - -C "$partial" ;;
  plain) tar -xmpof - -C "$partial" ;;
  *)
    echo 'The upload ended before it began' >&2
    exit 1
    ;;
esac || exit 1
if [ ! -f "$partial/$end" ]; then
  echo 'The upload was cut: its end is missing' >&2
  exit 1
fi
rm -f "$partial/$end"
# Publishing waits for the disk: it may begin while the files are verified.
(sync -f "$partial" </dev/null >/dev/null 2>&1 &)
`;
function linkUnchanged(request) {
    const paths = request.files.map(({ path }) => `${path}\n`).join('');
    return (0,core .K$)(LINK_PROGRAM, [request.previousFolder, request.partialFolder, request.isWritten === true ? 'copied' : 'linked'], { stdin: paths });
}
const LINK_PROGRAM = `
set -u
previous=$1 partial=$2 paths=$2.links.partial how=$3
trap 'rm -f "$paths"' EXIT
trap 'exit 1' HUP INT TERM
cat >"$paths" || exit 1
[ -s "$paths" ] || exit 0
cd "$previous" || exit 1
if [ "$how" = linked ]; then link=-l; else link=-p; fi
if tr '\\n' '\\0' <"$paths" | xargs -0 cp "$link" -Pf --parents --remove-destination -t "$partial" -- 2>/dev/null; then
  echo "$how"
  exit 0
fi
take() {
  [ "$#" -gt 0 ] || return 0
  (cd "$partial" && rm -f -- "$@") || return 1
  [ "$how" = linked ] && ln -- "$@" "$partial/$folder/" 2>/dev/null && return 0
  how=copied
  (cd "$partial" && rm -f -- "$@") && cp -pPf -- "$@" "$partial/$folder/"
}
folder=
set --
while IFS= read -r path; do
  case $path in
    */*) next=\${path%/*} ;;
    *) next=. ;;
  esac
  if [ "$next" != "$folder" ] || [ "$#" -ge 200 ]; then
    take "$@" || exit 1
    set --
    folder=$next
  fi
  set -- "$@" "./$path"
done <"$paths"
take "$@" || exit 1
echo "$how"
`;
function publishTree(partialFolder, finalFolder) {
    return (0,core .K$)(PUBLISH_PROGRAM, [partialFolder, finalFolder]);
}
const PUBLISH_PROGRAM = `
set -u
partial=$1 final=$2
if [ ! -e "$partial" ] && [ -d "$final" ]; then exit 0; fi
if [ -e "$final" ] || [ -L "$final" ]; then
  echo "$final is there already" >&2
  exit 1
fi
sync -f "$partial" 2>/dev/null || sync
mv "$partial" "$final"
`;
var command_place = __webpack_require__(3608);
var release_steps = __webpack_require__(99676);
;
const steps_QUICK_SECONDS = 60;
const BUILT_SECONDS = 600;
const KEEP_JOURNALS = 10;
function planSteps(planning, plan, isProbed) {
    const cutover = { ...describeCutover(planning, plan), downtime: isProbed ? { maxFailedRequests: planning.values['max-failed-requests'] } : undefined };
    return [...steps_prepareSteps(planning, plan, cutover), ...(0,cutover_steps .K)(cutover), cleanUpStep(planning, plan), ...plan.strategy.finish];
}
function describeCutover(planning, plan) {
    const { values, facts, paths, releaseId } = planning;
    const { hooks } = facts;
    const to = cutoverEnd(planning, plan.host, { id: releaseId, commit: facts.commit?.id });
    const from = describeFrom(planning, plan);
    const entry = {
        operation: 'ssh-deploy',
        outcome: 'deployed',
        release: releaseId,
        before: from?.id,
        commit: facts.commit?.id,
        run: facts.run
    };
    return {
        host: plan.host,
        paths,
        runId: facts.runId,
        from,
        to,
        change: plan.change,
        hooks: { beforeCutover: hooks['before-cutover'], afterCutover: hooks['after-cutover'], onFailure: hooks['on-failure'] },
        hookTimeoutSeconds: values['hook-timeout'],
        ...(0,plan_health .oF)(values, { host: plan.host, paths, release: to.id, control: to.control, before: plan.live === undefined ? undefined : (0,plan_health .J3)(from) }),
        onBad: 'set-aside',
        marksFromBad: false,
        entry
    };
}
function describeFrom(planning, { host, live, adopted }) {
    if (live !== undefined)
        return cutoverEnd(planning, host, { id: live.id, commit: live.manifest?.commit, recorded: live.manifest?.strategy });
    return adopted === undefined ? undefined : cutoverEnd(planning, host, { id: adopted.id, commit: undefined });
}
function steps_prepareSteps(planning, plan, cutover) {
    const { values, paths, releaseId, facts } = planning;
    const { difference, live, tree } = plan;
    const partial = `${(0,host_paths .Uc)(paths, releaseId)}.partial`;
    const step = (id, title, command, more = {}) => ({
        kind: 'run',
        id,
        title,
        host: plan.host,
        phase: 'prepare',
        effect: 'write',
        command,
        timeoutSeconds: steps_QUICK_SECONDS,
        ...more
    });
    const beforeUpload = (0,cutover_steps .c)(cutover, 'before-upload', facts.hooks['before-upload']).map((hook) => inRoot(hook, cutover, facts.hooks['before-upload']));
    return [
        step('begin', `Prepare ${paths.root}`, (0,release_steps .wZ)(paths), { undo: abandon(planning, cutover) }),
        ...beforeUpload,
        {
            kind: 'upload',
            id: 'upload',
            title: `Upload ${(0,core .SS)(difference.added.length + difference.changed.length, 'file')} (${(0,core .qI)(difference.sendBytes)})`,
            host: plan.host,
            phase: 'prepare',
            effect: 'write',
            source: values.source,
            entries: difference.send,
            receive: receiveTree(partial),
            acceptsZstd: facts.perHost[plan.host]?.hasZstd === true,
            timeoutSeconds: values['upload-timeout']
        },
        ...(live === undefined || difference.reuse.length === 0
            ? []
            : [
                step('link-unchanged', `Reuse ${(0,core .SS)(difference.reuse.length, 'unchanged file')} (${(0,core .qI)(difference.reuseBytes)})`, linkUnchanged({
                    previousFolder: (0,host_paths .Uc)(paths, live.id),
                    partialFolder: partial,
                    files: difference.reuse,
                    isWritten: facts.hooks['after-upload'] !== undefined
                }), { timeoutSeconds: values['upload-timeout'] })
            ]),
        step('verify', `Verify ${(0,core .SS)(tree.entries.filter((entry) => entry.type === 'file').length, 'file')} by SHA-256`, (0,verify_tree .aY)({
            folder: partial,
            treeText: (0,core .MA)(tree.entries),
            storeAs: (0,release_steps ._J)(paths, releaseId),
            ...(live === undefined ? {} : { previous: (0,release_steps ._J)(paths, live.id) })
        }), {
            timeoutSeconds: values['upload-timeout'],
            failures: { 1: { code: 'DK_UPLOAD_CORRUPT', remedy: 'Deploy again: what differs is sent anew. If it happens again, check the disk of the host' } }
        }),
        ...environmentSteps(planning, plan, step),
        ...((values['shared-paths'] ?? []).length === 0
            ? []
            : [step('link-shared', `Link ${values['shared-paths']?.join(', ')}`, (0,shared_paths .EN)(partial, paths.shared, values['shared-paths'] ?? []))]),
        ...adoptionSteps(planning, plan, step),
        step('publish', `Make it the release ${releaseId}`, (0,core .Q7)((0,release_steps .ty)(paths, manifestFor(planning, plan)), publishTree(partial, (0,host_paths .Uc)(paths, releaseId))), { timeoutSeconds: 300 }),
        ...plan.strategy.prepare,
        ...afterUploadSteps(cutover, facts.hooks['after-upload'], (0,host_paths .Uc)(paths, releaseId)),
        ...listBuiltSteps(planning, plan, step)
    ];
}
function environmentSteps({ paths, environmentText, releaseId, values, secretValues }, plan, step) {
    const { environment } = plan;
    if (environment === undefined || environmentText === undefined)
        return [];
    const file = values['env-file'];
    return [
        ...(environment.isNew ? [step('write-environment', `Write the env file (0600)`, (0,env_file .fB)(paths.environments, environment.version, { text: environmentText, secrets: secretValues }))] : []),
        step('link-environment', `Link ${file}`, (0,release_steps .Wx)(paths, releaseId, { version: environment.version, file }))
    ];
}
function adoptionSteps(planning, { adopted }, step) {
    if (adopted === undefined)
        return [];
    const { paths, facts } = planning;
    const stored = { folder: (0,host_paths .Q)(paths, facts.runId), name: 'adopt' };
    const files = adopted.tree.entries.filter((entry) => entry.type !== 'folder').map((entry) => entry.path);
    const manifest = {
        ...planning.manifestOf(adopted.tree),
        id: adopted.id,
        createdAt: planning.createdAt - 1,
        commit: undefined,
        subject: 'the folder as it was before deploy-kit',
        treeDigest: adopted.tree.digest
    };
    return [
        step('list-adopted', `List ${(0,core .SS)(files.length, 'file')} of the folder that will be replaced`, (0,working_folder .u$)(stored.folder, stored.name, { remove: [], removeFolders: [], makeFolders: [], copy: files })),
        step('adopt', `Keep them as the release ${adopted.id}`, (0,core .Q7)((0,working_folder .q5)(paths, adopted.id, stored), (0,verify_tree .aY)({ folder: (0,host_paths .Uc)(paths, adopted.id), treeText: (0,core .MA)(adopted.tree.entries), storeAs: (0,release_steps ._J)(paths, adopted.id) }), (0,release_steps .ty)(paths, manifest), (0,release_steps .vJ)(paths, adopted.id, 'good')))
    ];
}
function manifestFor(planning, { tree, environment, backup }) {
    return {
        ...planning.manifestOf(tree),
        ...(backup === undefined ? {} : { backup }),
        environment: environment?.version,
        environmentFile: environment === undefined ? undefined : planning.values['env-file']
    };
}
function inRoot(step, cutover, hook) {
    return hook === undefined ? step : { ...step, command: (0,hooks .D)(hook, { ...(0,command_place .N)({ paths: cutover.paths, ...cutover.to }), cwd: cutover.paths.root }) };
}
function afterUploadSteps(cutover, hook, folder) {
    if (hook === undefined)
        return [];
    return (0,cutover_steps .c)(cutover, 'after-upload', hook).map((step) => ({ ...step, command: (0,hooks .D)(hook, { ...(0,command_place .N)({ paths: cutover.paths, ...cutover.to }), cwd: folder }) }));
}
function listBuiltSteps({ paths, facts, releaseId, values }, { environment }, step) {
    if (values.layout === 'releases' || facts.hooks['after-upload'] === undefined)
        return [];
    const built = { release: releaseId, environmentFile: environment === undefined ? undefined : values['env-file'] };
    return [{ ...step('list-built', 'List what the after-upload hook made', (0,built_files .Jp)(paths, built, values['protected-paths'] ?? [])), timeoutSeconds: BUILT_SECONDS }];
}
function abandon({ paths, releaseId }, cutover) {
    return {
        title: `Put ${releaseId} aside`,
        command: (0,cutover_back .tX)(cutover, [(0,release_steps .yq)(paths, releaseId)]),
        timeoutSeconds: steps_QUICK_SECONDS + cutover.hookTimeoutSeconds
    };
}
function cleanUpStep({ paths, facts }, { host, retention }) {
    const found = facts.perHost[host];
    const removed = retention.filter((decision) => !decision.keep).map((decision) => decision.release);
    return {
        kind: 'run',
        id: 'clean-up',
        title: removed.length === 0 ? 'Sweep what earlier runs left' : `Remove ${(0,core .SS)(removed.length, 'old release')}`,
        host,
        phase: 'finish',
        effect: 'write',
        optional: true,
        command: (0,release_steps .rs)(paths, {
            releases: removed,
            failed: (found?.failed ?? []).slice(0, -KEEP_FAILED),
            keepJournals: KEEP_JOURNALS
        }),
        timeoutSeconds: 600
    };
}

;
function planSshDeploy(values, facts) {
    const planning = startPlanning(values, facts);
    const hosts = facts.hosts.map((host) => planHost(planning, host));
    const isUnchanged = hosts.every((host) => host.isUnchanged);
    const { paths, releaseId } = planning;
    const probed = hosts.filter(({ live, adopted }) => (live ?? adopted) !== undefined).map(({ host }) => host);
    const probes = isUnchanged ? [] : (0,plan_probes .RY)(values['probe-url'], probed);
    const backups = new Map(isUnchanged ? [] : facts.hosts.map((host) => [host, preDeployOf(planning, host)]));
    const all = [...backups.values()];
    return (0,core .tP)({
        operation: 'ssh-deploy',
        title: `Deploy ${facts.commit?.id.slice(0, 7) ?? values.source} to ${facts.hosts.join(', ')} (${paths.root})`,
        hosts: facts.hosts,
        tables: [changesTable(hosts), ...hosts.flatMap(({ strategy }) => strategy.tables), ...hosts.map(retentionTable)],
        notes: [...hosts.flatMap((host) => [...plan_writeNotes(planning, host), ...host.strategy.notes, ...findOutdatedSchedule(host.host, values, facts.perHost[host.host]?.backup)]), ...all.flatMap(({ notes }) => notes)],
        problems: [...hosts.flatMap((host) => [...host.problems, ...host.strategy.problems, ...findCheckProblems(planning, host)]), ...all.flatMap(({ problems }) => problems)],
        phases: [...(all.some(({ steps }) => steps.length > 0) ? [backup_steps .fG] : []), ...cutover .Z],
        steps: isUnchanged ? hosts.flatMap((host) => [...checkOnly(planning, host), ...endOthers(planning, host)]) : [...all.flatMap(({ steps }) => steps), ...hosts.flatMap((host) => planSteps(planning, { ...host, backup: backups.get(host.host)?.id }, (0,plan_probes .Po)(probes, host.host)))],
        onFailure: 'undo',
        journals: Object.fromEntries(facts.hosts.map((host) => [host, (0,host_paths .MT)(paths, facts.runId)])),
        probes,
        live: Object.fromEntries(hosts.map(({ host, live, adopted }) => [host, { before: live?.id ?? adopted?.id, after: isUnchanged ? live?.id : releaseId }])),
        outputs: {
            release: isUnchanged ? (hosts[0]?.live?.id ?? releaseId) : releaseId,
            backup: all[0]?.id ?? '',
            changed: String(!isUnchanged),
            commit: facts.commit?.id ?? ''
        }
    }, [...all.flatMap(({ volatile }) => volatile), releaseId, planning.adoptedId, facts.runId, String(planning.createdAt), String(planning.createdAt - 1), JSON.stringify(facts.run)]);
}
function preDeployOf({ values, facts }, host) {
    const state = facts.perHost[host];
    if (state === undefined)
        throw new RangeError(`Nothing is known of ${host}`);
    return planPreDeploy(host, { values, state, facts: state.backup, runId: facts.runId, run: facts.run });
}
function checkOnly(planning, { host, live }) {
    const { id, control } = cutoverEnd(planning, host, { id: live?.id ?? planning.releaseId, commit: live?.manifest?.commit, recorded: live?.manifest?.strategy });
    const { health } = (0,plan_health .oF)(planning.values, { host, paths: planning.paths, release: id, control });
    if (health === undefined)
        return [];
    return [{ kind: 'wait-healthy', id: 'wait-healthy', title: 'Check that the live release is healthy', host, phase: 'verify', effect: 'read', ...health }];
}
function endOthers(planning, { host, live }) {
    const { served = {}, releases = [] } = planning.facts.perHost[host] ?? {};
    return [...new Set(Object.values(served))].flatMap((id) => {
        const manifest = releases.find((release) => release.id === id)?.manifest;
        if (id === live?.id || manifest === undefined)
            return [];
        const { retire, timeoutSeconds } = cutoverEnd(planning, host, { id, commit: manifest.commit, recorded: manifest.strategy }).control;
        if (retire === undefined)
            return [];
        return [{ kind: 'run', id: `retire-${id}`, title: `${retire.title}: it was left running beside ${live?.id ?? 'nothing'}`, host, phase: 'finish', effect: 'write', optional: true, command: retire.command, timeoutSeconds }];
    });
}
function findCheckProblems(planning, { host }) {
    const { control } = cutoverEnd(planning, host, { id: planning.releaseId, commit: planning.facts.commit?.id });
    const refused = (0,plan_health .P2)(planning.values, { host, paths: planning.paths, release: planning.releaseId, control });
    return refused.map((message) => ({ code: 'DK_INPUT_INVALID', host, message, remedy: 'Correct the line of health-check; nothing has been changed' }));
}
function changesTable(hosts) {
    return {
        title: 'What changes',
        columns: ['host', 'live now', 'new', 'changed', 'removed', 'to send', 'reused', 'env file'],
        rows: hosts.map(({ host, live, adopted, difference, environment, isUnchanged }) => [
            host,
            live?.id ?? adopted?.id ?? 'nothing',
            String(difference.added.length),
            String(difference.changed.length),
            String(difference.removed.length),
            isUnchanged ? 'nothing' : (0,core .qI)(difference.sendBytes),
            `${difference.reuse.length} files, ${(0,core .qI)(difference.reuseBytes)}`,
            environment === undefined ? 'none' : environment.isNew ? 'new version' : 'unchanged'
        ])
    };
}
function retentionTable({ host, retention }) {
    return {
        title: `Releases on ${host} afterwards`,
        columns: ['release', 'decision', 'reason'],
        rows: retention.map(({ release, keep, reason }) => [release, keep ? 'keep' : 'remove', reason])
    };
}
function plan_writeNotes({ values, facts, environmentNames }, plan) {
    const { host, live, adopted, isUnchanged } = plan;
    const found = facts.perHost[host];
    const changedByHand = found?.changedByHand ?? [];
    const pending = [...(found?.armedGuards ?? []), ...(found?.abandonedGuards ?? [])];
    const notes = [
        isUnchanged && `${host}: ${live?.id} is live and has this content already: nothing to do`,
        live === undefined && adopted === undefined && `${host}: first deploy, there is nothing to return to; if it fails, nothing is live`,
        !isUnchanged && live !== undefined && found?.seenDowntime !== undefined && `${host}: ${describeSeenDowntime(found.seenDowntime)}`,
        adopted !== undefined &&
            `${host}: takes over a folder that is in use: ${adopted.tree.entries.length} of its files are replaced and kept as ${adopted.id}; the others stay`,
        changedByHand.length > 0 &&
            `${host}: ${changedByHand.length} files of the live release were changed on the host since it was deployed: ${changedByHand.slice(0, 5).join(', ')}`,
        pending.length > 0 && `${host}: an unconfirmed release of another run is taken back first`,
        (values['health-check'] ?? []).length === 0 && values['status-command'] === undefined && `${host}: no health check is given: the release stays when its commands succeed`,
        values['skip-health-check'] && `${host}: the health check is skipped`,
        values['unsafe-skip-host-key-check'] && `${host}: the host key is NOT checked`,
        found?.isOlder === undefined && live?.manifest?.commit !== undefined && live.manifest.commit !== facts.commit?.id &&
            `${host}: whether the commit is older than the live one cannot be told (no git history here)`,
        environmentNames.length > 0 && `${host}: the env file has ${environmentNames.join(', ')}`
    ];
    return [...notes.filter((note) => note !== false), ...(found === undefined ? [] : (0,describe_state .J)(host, found))];
}

;
const sshDeploy = (0,core .h9)({
    name: 'ssh-deploy',
    summary: 'Deploy an application to your own servers: atomically, health-gated, undone when it fails',
    inputs: sshDeployInputs,
    outputs: {
        release: { description: 'Id of the release that was deployed (or is live already).' },
        backup: { description: 'Name of the backup that was made before, when `components` are given.' },
        changed: { description: '`true` when a new release was made live, `false` when there was nothing to do.' },
        commit: { description: 'The deployed commit.' },
        ...cutover_outputs .H
    },
    examples: [
        { command: 'ssh-deploy --host deploy@web1 --path /srv/app --restart-command "sudo -n systemctl restart app"', does: 'deploys the current folder' },
        { command: 'ssh-deploy --environment production --plan', does: 'shows what would happen on which host' },
        { command: 'ssh-deploy --environment production --source deployment_package.tar.gz', does: 'deploys a package' }
    ],
    danger: 'write',
    isAction: true,
    lease: lock .xi,
    observe: observeSshDeploy,
    plan: planSshDeploy,
    outputsAfter: (_, report) => (0,cutover_outputs .l)(report)
});
}),
60391:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
i: () => ( renderDiff)
});
const CONTEXT = 2;
function renderDiff(before, after) {
    const lines = compareLines(splitLines(before), splitLines(after));
    const near = new Set(lines.flatMap(({ mark }, at) => (mark === ' ' ? [] : Array.from({ length: 2 * CONTEXT + 1 }, (_, index) => at - CONTEXT + index))));
    return lines.flatMap(({ mark, text }, at) => {
        if (!near.has(at))
            return [];
        return [...(at > 0 && !near.has(at - 1) ? ['@@'] : []), `${mark}${text}`];
    });
}
function splitLines(text) {
    const lines = text.split('\n');
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
function compareLines(before, after) {
    const lengths = measureCommon(before, after);
    const lines = [];
    let [from, to] = [0, 0];
    while (from < before.length || to < after.length) {
        const [old, next] = [before[from], after[to]];
        if (old !== undefined && old === next) {
            lines.push({ mark: ' ', text: old });
            [from, to] = [from + 1, to + 1];
        }
        else if (old !== undefined && (next === undefined || (lengths[from + 1]?.[to] ?? 0) >= (lengths[from]?.[to + 1] ?? 0))) {
            lines.push({ mark: '-', text: old });
            from += 1;
        }
        else {
            lines.push({ mark: '+', text: next ?? '' });
            to += 1;
        }
    }
    return lines;
}
function measureCommon(before, after) {
    const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
    for (let from = before.length - 1; from >= 0; from--) {
        const [row, below] = [table[from] ?? [], table[from + 1] ?? []];
        for (let to = after.length - 1; to >= 0; to--) {
            row[to] = before[from] === after[to] ? (below[to + 1] ?? 0) + 1 : Math.max(below[to] ?? 0, row[to + 1] ?? 0);
        }
    }
    return table;
}
})

};
