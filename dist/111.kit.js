import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 111;
export const ids = [111];
export const modules = {

/***/ 48111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sshDeploy: () => (/* binding */ sshDeploy)
});

// EXTERNAL MODULE: ./build/packages/core/index.js + 34 modules
var core = __webpack_require__(84397);
// EXTERNAL MODULE: ./build/packages/operations/cutover-outputs.js
var cutover_outputs = __webpack_require__(56974);
// EXTERNAL MODULE: ./build/packages/operations/target-inputs.js
var target_inputs = __webpack_require__(9426);
// EXTERNAL MODULE: ./build/packages/operations/tools/host-paths.js
var host_paths = __webpack_require__(28264);
// EXTERNAL MODULE: ./build/packages/operations/tools/lock.js
var lock = __webpack_require__(13336);
// EXTERNAL MODULE: ./build/packages/operations/connection-inputs.js
var connection_inputs = __webpack_require__(95989);
// EXTERNAL MODULE: ./build/packages/operations/cutover-inputs.js
var cutover_inputs = __webpack_require__(35015);
// EXTERNAL MODULE: ./build/packages/operations/input-checks.js
var input_checks = __webpack_require__(83085);
// EXTERNAL MODULE: ./build/packages/operations/tools/env-file.js
var env_file = __webpack_require__(94131);
// EXTERNAL MODULE: ./build/packages/operations/tools/shared-paths.js
var shared_paths = __webpack_require__(92359);
;// CONCATENATED MODULE: ./build/packages/operations/ssh-deploy/inputs.js







const innerPaths = (paths) => paths.map(shared_paths/* findInnerPathProblem */.yW).find((problem) => problem !== undefined);
const sshDeployInputs = (0,core/* defineInputs */.pf)({
    ...connection_inputs/* connectionInputs */.eu,
    ...target_inputs/* targetInputs */.lY,
    ...target_inputs/* layoutInputs */.WL,
    source: (0,core/* text */.Qq)({
        group: 'Source',
        description: 'What to deploy: a folder, or a `.tar.gz` package of one.',
        default: '.',
        example: 'deployment_package.tar.gz'
    }),
    exclude: (0,core/* list */.p_)({
        group: 'Source',
        description: 'Patterns in gitignore syntax of what is not deployed, besides `.git`. A `.deployignore` file is read too.',
        example: 'node_modules/\n*.log'
    }),
    include: (0,core/* list */.p_)({
        group: 'Source',
        description: 'Files that are refused unless they are named here: `.env` files and private keys.',
        example: '.env.defaults'
    }),
    keep: (0,core/* integer */.nd)({ group: 'Target', description: 'How many good releases stay on the host.', default: '5', min: 1, max: 100 }),
    'shared-paths': (0,core/* list */.p_)({
        group: 'Target',
        description: 'Layout `releases`: paths that all releases share (uploads, a database file). Folders end with `/` and are made when missing; the first release brings the first content.',
        example: 'data/\nuploads/',
        check: innerPaths
    }),
    'protected-paths': (0,core/* list */.p_)({
        group: 'Target',
        description: 'Layout `in-place`: paths in the working folder that are never written or deleted.',
        example: 'blog/db',
        check: innerPaths
    }),
    'env-template': (0,core/* text */.Qq)({
        group: 'Environment',
        description: 'A committed template of the env file. Every name in it must have a value: there, in `variables`, or in `secrets`.',
        example: '.env.production.example'
    }),
    variables: (0,core/* text */.Qq)({ group: 'Environment', description: 'Variables for the env file, as KEY=VALUE lines.', example: 'PORT=8080', check: env_file/* findVariablesProblem */.Uk }),
    secrets: (0,core/* secret */.rJ)({
        group: 'Environment',
        description: 'Secrets for the env file: a JSON object or KEY=VALUE lines. With a template only the names in it are taken.',
        check: (secrets) => (0,env_file/* findVariablesProblem */.Uk)(secrets.reveal())
    }),
    'env-file': (0,core/* text */.Qq)({
        group: 'Environment',
        description: 'Where the release expects its env file. It is stored 0600 outside of the release, and linked.',
        default: '.env',
        check: shared_paths/* findInnerPathProblem */.yW
    }),
    'before-upload': (0,core/* argv */.vU)({
        group: 'Commands',
        description: 'Hook on the host, in the deploy path. A program with arguments, or `file:<script of the source>`.',
        check: input_checks/* findHookProblem */.YZ
    }),
    'after-upload': (0,core/* argv */.vU)({
        group: 'Commands',
        description: 'Hook in the new release before it is live: install dependencies, build.',
        example: 'npm ci --omit=dev --ignore-scripts',
        check: input_checks/* findHookProblem */.YZ
    }),
    ...cutover_inputs/* cutoverInputs */.O,
    'allow-older': (0,core/* boolean */.zM)({
        group: 'Behaviour',
        description: 'Deploy although the commit is older than the live one.',
        default: 'false'
    }),
    'upload-timeout': (0,core/* duration */.p0)({ group: 'Behaviour', description: 'How long the upload may take.', default: '1h', check: input_checks/* findMissingTime */.fG })
});

// EXTERNAL MODULE: ./build/packages/operations/tools/hooks.js
var hooks = __webpack_require__(191);
// EXTERNAL MODULE: ./build/packages/operations/tools/ledger.js
var ledger = __webpack_require__(22126);
// EXTERNAL MODULE: ./build/packages/operations/tools/existing-tree.js
var existing_tree = __webpack_require__(36467);
// EXTERNAL MODULE: ./build/packages/operations/tools/read-host.js
var read_host = __webpack_require__(82122);
// EXTERNAL MODULE: ./build/packages/operations/tools/release-secrets.js
var release_secrets = __webpack_require__(45938);
// EXTERNAL MODULE: ./build/packages/operations/tools/verify-tree.js
var verify_tree = __webpack_require__(7019);
;// CONCATENATED MODULE: ./build/packages/operations/ssh-deploy/observe.js











async function observeSshDeploy(values, observer) {
    const paths = (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout);
    const [tree, commit, envTemplate, hooks, states] = await Promise.all([
        observer.local.readTree(values.source, { exclude: values.exclude ?? [], include: values.include ?? [] }),
        observer.local.findCommit(values.source),
        values['env-template'] === undefined ? undefined : observer.local.readText(values['env-template']),
        readHooks(values, observer),
        Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, { values, observer, paths })]))
    ]);
    const perHost = await Promise.all(states.map(async ([host, state]) => [host, { ...state, isOlder: await isOlderThanLive(values, observer, { commit, state }) }]));
    return {
        runId: observer.runId,
        startedAt: observer.startedAt,
        run: (0,ledger/* ledgerRun */.Zm)(observer.identity, observer.runId),
        hosts: observer.hosts,
        perHost: Object.fromEntries(perHost),
        tree,
        commit,
        envTemplate,
        hooks
    };
}
async function observeHost(host, { values, observer, paths }) {
    const { state, stored, secrets, ...answers } = await observer.askAll(host, {
        state: (0,read_host/* readHost */.r)(paths.root, values.layout),
        stored: (0,verify_tree/* readLiveTree */.Jr)(paths),
        environment: (0,env_file/* readLiveEnvironment */.Up)(paths.environments, paths.current),
        secrets: (0,release_secrets/* readReleaseSecrets */.n)(paths, paths.current),
        existing: (0,existing_tree/* readExistingTree */.w)(paths, values['protected-paths'] ?? [])
    });
    observer.hide?.(secrets);
    const isStaged = state.releases.some((release) => release.id === state.live);
    const listed = stored === undefined || !isStaged ? undefined : (0,core/* parseTreeText */.rq)(stored.text);
    const isLost = listed === undefined && isStaged && values.layout === 'in-place';
    return {
        ...state,
        ...answers,
        liveTree: isLost ? await observer.ask(host, (0,existing_tree/* readStagedTree */.b)(paths, state.live ?? '')) : listed,
        changedByHand: listed === undefined ? [] : (stored?.touched ?? []).filter((path) => !(0,shared_paths/* isWithin */.UO)(path, values['shared-paths'] ?? []))
    };
}
async function isOlderThanLive(values, observer, { commit, state }) {
    const live = state.releases.find((release) => release.id === state.live)?.manifest?.commit;
    if (commit === undefined || live === undefined)
        return undefined;
    return live === commit.id ? false : observer.local.isAncestor(values.source, commit.id, live);
}
async function readHooks(values, observer) {
    const read = (argv) => (0,hooks/* readHook */.k)(argv, observer.local);
    return {
        'before-upload': await read(values['before-upload']),
        'after-upload': await read(values['after-upload']),
        'before-cutover': await read(values['before-cutover']),
        'after-cutover': await read(values['after-cutover']),
        'on-failure': await read(values['on-failure'])
    };
}

// EXTERNAL MODULE: ./build/packages/operations/tools/plan-probes.js
var plan_probes = __webpack_require__(13706);
// EXTERNAL MODULE: ./build/packages/operations/tools/cutover-steps.js
var cutover_steps = __webpack_require__(97855);
// EXTERNAL MODULE: ./build/packages/operations/tools/describe-state.js
var describe_state = __webpack_require__(3182);
// EXTERNAL MODULE: ./build/packages/operations/tools/plan-health.js
var plan_health = __webpack_require__(39475);
;// CONCATENATED MODULE: ./build/packages/operations/tools/retention.js
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

// EXTERNAL MODULE: ./build/packages/operations/tools/working-folder.js
var working_folder = __webpack_require__(57817);
;// CONCATENATED MODULE: ./build/packages/operations/ssh-deploy/host-plan.js





const KEEP_FAILED = 2;
function planHost(planning, host) {
    const { facts, values, paths, releaseId } = planning;
    const found = facts.perHost[host];
    if (found === undefined)
        throw new RangeError(`No facts of host ${host}`);
    const live = found.releases.find((release) => release.id === found.live);
    const tree = live === undefined ? planning.tree : planning.treeWithoutShared;
    const difference = (0,core/* differTree */.V8)(found.liveTree, tree, new Set(found.changedByHand));
    const adopted = planAdoption(planning, found.existing);
    const environment = planEnvironment(planning, live, found.environment.sha256);
    const retention = decideRetention([...found.releases, { id: releaseId, state: 'good', manifest: planning.manifestOf(tree) }], {
        keep: values.keep,
        needed: [releaseId, ...(live === undefined ? [] : [live.id])]
    });
    const change = (0,working_folder/* planInPlaceChanges */.lE)({ tree: adopted?.tree ?? found.liveTree, environmentFile: live?.manifest?.environmentFile }, { tree, environmentFile: environment === undefined ? undefined : values['env-file'] }, new Set([...found.changedByHand, ...(environment?.isNew === true ? [values['env-file']] : [])]));
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
        isUnchanged: isUnchanged(planning, { live, environment, changedByHand: found.changedByHand }),
        problems: findProblems(planning, host, difference)
    };
}
function planAdoption(planning, existing) {
    if (existing === undefined)
        return undefined;
    const { entries } = existing.tree;
    const replaced = listReplaced(planning);
    const kept = entries.filter((entry) => entry.type !== 'folder' && replaced.has(entry.path));
    const folders = new Set(kept.flatMap((entry) => (0,shared_paths/* listParents */.WJ)(entry.path)));
    return {
        id: planning.adoptedId,
        tree: (0,core/* sealTree */.OW)([...kept, ...entries.filter((entry) => entry.type === 'folder' && folders.has(entry.path))])
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
const MARGIN_BYTES = 16 * 1024 ** 2;
const MARGIN_INODES = 200;
function findProblems(planning, host, difference) {
    const { facts, values, paths } = planning;
    const found = facts.perHost[host];
    if (found === undefined)
        return [];
    const problems = [...(0,describe_state/* findForeignCurrent */.n)(host, paths, found)];
    const add = (code, message, remedy) => void problems.push({ code, host, message, remedy });
    const needBytes = difference.sendBytes * (values.layout === 'in-place' ? 2 : 1) + MARGIN_BYTES;
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/packages/operations/tools/release-manifest.js
var release_manifest = __webpack_require__(80778);
;// CONCATENATED MODULE: ./build/packages/operations/ssh-deploy/contradictions.js



function requireConsistent(values, tree) {
    const problems = [...findLayoutProblems(values), ...findNestedPaths(values), ...findCoveredPaths(values, tree), ...findEnvFileProblems(values, tree), ...findDoubleNames(values)];
    if (problems.length === 0)
        return;
    throw new core/* DeployKitError */.mG('DK_INPUT_INVALID', {
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
function findNestedPaths({ 'shared-paths': paths = [] }) {
    return paths.flatMap((inner, index) => {
        const outer = paths.find((other, at) => at !== index && (0,shared_paths/* isWithin */.UO)((0,shared_paths/* trimSlash */.Y0)(inner), [other]) && ((0,shared_paths/* trimSlash */.Y0)(inner) !== (0,shared_paths/* trimSlash */.Y0)(other) || at < index));
        return outer === undefined ? [] : [`the shared path ${inner} is in the shared path ${outer}`];
    });
}
function findCoveredPaths(values, { entries }) {
    const others = new Map(entries.flatMap((entry) => (entry.type === 'folder' ? [] : [[entry.path, entry.type]])));
    return [...(values['shared-paths'] ?? []), ...(values['protected-paths'] ?? [])].flatMap((path) => {
        const outer = (0,shared_paths/* listParents */.WJ)((0,shared_paths/* trimSlash */.Y0)(path)).find((parent) => others.has(parent));
        return outer === undefined ? [] : [`${path} is to be shared or protected, but in the source ${outer} is a ${others.get(outer)}`];
    });
}
function findEnvFileProblems(values, { entries }) {
    const file = values['env-file'];
    if (values['env-template'] === undefined && values.variables === undefined && values.secrets === undefined)
        return [];
    const [shared, kept] = [values['shared-paths'] ?? [], values['protected-paths'] ?? []].map((paths) => paths.find((path) => (0,shared_paths/* isWithin */.UO)(file, [path])));
    return [
        ...(shared === undefined ? [] : [`env-file ${file} is in the shared path ${shared}`]),
        ...(kept === undefined ? [] : [`env-file ${file} is in the protected path ${kept}`]),
        ...(entries.some((entry) => entry.path === file) ? [`${file} is in the source, and would also be the env file that is made of variables and secrets`] : [])
    ];
}
function findDoubleNames(values) {
    const variables = (0,env_file/* parseVariables */.rf)(values.variables ?? '', 'variables');
    const secrets = (0,env_file/* parseVariables */.rf)(values.secrets?.reveal() ?? '', 'secrets');
    const names = [...variables].filter(([name, value]) => (secrets.get(name) ?? value) !== value).map(([name]) => name);
    return names.map((name) => `${name} is given in variables and in secrets, with different values`);
}

;// CONCATENATED MODULE: ./build/packages/operations/ssh-deploy/planning.js








function startPlanning(values, facts) {
    requireConsistent(values, facts.tree);
    const paths = (0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout);
    const tree = (0,shared_paths/* withoutHostPaths */.td)(facts.tree, values['protected-paths'] ?? []);
    const treeWithoutShared = (0,shared_paths/* withoutHostPaths */.td)(tree, values['shared-paths'] ?? []);
    const taken = Object.values(facts.perHost).flatMap((found) => [...found.releases.map((release) => release.id), ...found.failed]);
    const releaseId = (0,release_manifest/* nameRelease */.fm)(facts.startedAt, facts.commit?.id ?? treeWithoutShared.digest, taken);
    const variables = composeVariables(values, facts.envTemplate);
    const secretNames = findSecretNames(values, variables);
    const environmentText = variables === undefined ? undefined : (0,env_file/* renderEnvironment */.Cp)(variables);
    const commands = {
        restart: values['restart-command'],
        stop: values['stop-command'],
        timeoutSeconds: values['command-timeout']
    };
    const settingsDigest = digestSettings(values, facts, [...(variables ?? [])].filter(([name]) => !secretNames.includes(name)));
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
        commands,
        settingsDigest,
        run: facts.run
    });
    return {
        values,
        facts,
        paths,
        releaseId,
        adoptedId: (0,release_manifest/* nameRelease */.fm)(facts.startedAt - 1000, 'adopted', taken),
        createdAt,
        tree,
        treeWithoutShared,
        commands,
        environmentText,
        environmentNames: [...(variables?.keys() ?? [])],
        secretNames,
        secretValues: secretNames.map((name) => variables?.get(name) ?? ''),
        environmentSha256: environmentText === undefined ? undefined : (0,env_file/* digestEnvironment */._J)(environmentText),
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
    return (0,env_file/* composeEnvironment */.EX)({
        template,
        variables: (0,env_file/* parseVariables */.rf)(values.variables ?? '', 'variables'),
        secrets: (0,env_file/* parseVariables */.rf)(values.secrets?.reveal() ?? '', 'secrets')
    });
}
function findSecretNames(values, variables) {
    const secrets = (0,env_file/* parseVariables */.rf)(values.secrets?.reveal() ?? '', 'secrets');
    return [...(variables ?? [])].filter(([name, value]) => secrets.get(name) === value).map(([name]) => name);
}
function digestSettings(values, { hooks }, variables) {
    const settings = {
        variables,
        layout: values.layout,
        shared: values['shared-paths'],
        protected: values['protected-paths'],
        envFile: values['env-file'],
        restart: values['restart-command'],
        stop: values['stop-command'],
        hooks
    };
    return (0,external_node_crypto_.createHash)('sha256').update((0,core/* renderStableJson */.KE)(settings)).digest('hex');
}

;// CONCATENATED MODULE: ./build/packages/operations/tools/receive-tree.js

function receiveTree(partialFolder) {
    return (0,core/* script */.K$)(RECEIVE_PROGRAM, [partialFolder, UPLOAD_END]);
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
    return (0,core/* script */.K$)(LINK_PROGRAM, [request.previousFolder, request.partialFolder], { stdin: paths });
}
const LINK_PROGRAM = `
set -u
previous=$1 partial=$2 paths=$2.links.partial how=linked
trap 'rm -f "$paths"' EXIT
trap 'exit 1' HUP INT TERM
cat >"$paths" || exit 1
[ -s "$paths" ] || exit 0
cd "$previous" || exit 1
if tr '\\n' '\\0' <"$paths" | xargs -0 cp -lPf --parents -t "$partial" -- 2>/dev/null; then
  echo "$how"
  exit 0
fi
take() {
  [ "$#" -gt 0 ] || return 0
  (cd "$partial" && rm -f -- "$@") || return 1
  ln -- "$@" "$partial/$folder/" 2>/dev/null && return 0
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
    return (0,core/* script */.K$)(PUBLISH_PROGRAM, [partialFolder, finalFolder]);
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

// EXTERNAL MODULE: ./build/packages/operations/tools/release-steps.js
var release_steps = __webpack_require__(99676);
;// CONCATENATED MODULE: ./build/packages/operations/ssh-deploy/steps.js













const QUICK_SECONDS = 60;
const KEEP_JOURNALS = 10;
function planSteps(planning, plan) {
    const cutover = describeCutover(planning, plan);
    return [...prepareSteps(planning, plan, cutover), ...(0,cutover_steps/* planCutover */.KQ)(cutover), cleanUpStep(planning, plan)];
}
function describeCutover(planning, plan) {
    const { values, facts, paths, releaseId, commands } = planning;
    const { hooks } = facts;
    const to = { id: releaseId, commit: facts.commit?.id, commands };
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
        ...(0,plan_health/* planHealth */.oF)(values, { host: plan.host, paths, release: releaseId }),
        onBad: 'set-aside',
        marksFromBad: false,
        entry
    };
}
function describeFrom({ commands }, { live, adopted }) {
    if (live !== undefined)
        return { id: live.id, commit: live.manifest?.commit, commands: (0,release_manifest/* recordedCommands */.Xi)(live, commands) };
    return adopted === undefined ? undefined : { id: adopted.id, commit: undefined, commands };
}
function prepareSteps(planning, plan, cutover) {
    const { values, paths, releaseId, facts } = planning;
    const { difference, live, tree } = plan;
    const partial = `${(0,host_paths/* releaseFolder */.Uc)(paths, releaseId)}.partial`;
    const step = (id, title, command, more = {}) => ({
        kind: 'run',
        id,
        title,
        host: plan.host,
        phase: 'prepare',
        effect: 'write',
        command,
        timeoutSeconds: QUICK_SECONDS,
        ...more
    });
    const beforeUpload = (0,cutover_steps/* hookStep */.cP)(cutover, 'before-upload', facts.hooks['before-upload']).map((hook) => inRoot(hook, cutover, facts.hooks['before-upload']));
    return [
        step('begin', `Prepare ${paths.root}`, (0,release_steps/* makeFolders */.wZ)(paths), { undo: abandon(planning, cutover) }),
        ...beforeUpload,
        {
            kind: 'upload',
            id: 'upload',
            title: `Upload ${(0,core/* renderCount */.SS)(difference.added.length + difference.changed.length, 'file')} (${(0,core/* renderSize */.qI)(difference.sendBytes)})`,
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
                step('link-unchanged', `Reuse ${(0,core/* renderCount */.SS)(difference.reuse.length, 'unchanged file')} (${(0,core/* renderSize */.qI)(difference.reuseBytes)})`, linkUnchanged({ previousFolder: (0,host_paths/* releaseFolder */.Uc)(paths, live.id), partialFolder: partial, files: difference.reuse }), { timeoutSeconds: values['upload-timeout'] })
            ]),
        step('verify', `Verify ${(0,core/* renderCount */.SS)(tree.entries.filter((entry) => entry.type === 'file').length, 'file')} by SHA-256`, (0,verify_tree/* verifyTree */.aY)({
            folder: partial,
            treeText: (0,core/* renderTreeText */.MA)(tree.entries),
            storeAs: (0,release_steps/* storedTree */._J)(paths, releaseId),
            ...(live === undefined ? {} : { previous: (0,release_steps/* storedTree */._J)(paths, live.id) })
        }), {
            timeoutSeconds: values['upload-timeout'],
            failures: { 1: { code: 'DK_UPLOAD_CORRUPT', remedy: 'Deploy again: what differs is sent anew. If it happens again, check the disk of the host' } }
        }),
        ...environmentSteps(planning, plan, step),
        ...((values['shared-paths'] ?? []).length === 0
            ? []
            : [step('link-shared', `Link ${values['shared-paths']?.join(', ')}`, (0,shared_paths/* linkShared */.EN)(partial, paths.shared, values['shared-paths'] ?? []))]),
        ...adoptionSteps(planning, plan, step),
        step('publish', `Make it the release ${releaseId}`, (0,core/* all */.Q7)((0,release_steps/* recordRelease */.ty)(paths, manifestFor(planning, plan)), publishTree(partial, (0,host_paths/* releaseFolder */.Uc)(paths, releaseId))), { timeoutSeconds: 300 }),
        ...afterUploadSteps(cutover, facts.hooks['after-upload'], (0,host_paths/* releaseFolder */.Uc)(paths, releaseId))
    ];
}
function environmentSteps({ paths, environmentText, releaseId, values, secretValues }, plan, step) {
    const { environment } = plan;
    if (environment === undefined || environmentText === undefined)
        return [];
    const file = values['env-file'];
    return [
        ...(environment.isNew ? [step('write-environment', `Write the env file (0600)`, (0,env_file/* writeEnvironment */.fB)(paths.environments, environment.version, { text: environmentText, secrets: secretValues }))] : []),
        step('link-environment', `Link ${file}`, (0,release_steps/* linkEnvironment */.Wx)(paths, releaseId, { version: environment.version, file }))
    ];
}
function adoptionSteps(planning, { adopted }, step) {
    if (adopted === undefined)
        return [];
    const { paths, facts } = planning;
    const stored = { folder: (0,host_paths/* guardFolder */.Q)(paths, facts.runId), name: 'adopt' };
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
        step('list-adopted', `List ${(0,core/* renderCount */.SS)(files.length, 'file')} of the folder that will be replaced`, (0,working_folder/* storeChange */.u$)(stored.folder, stored.name, { remove: [], removeFolders: [], makeFolders: [], copy: files })),
        step('adopt', `Keep them as the release ${adopted.id}`, (0,core/* all */.Q7)((0,working_folder/* keepWorkingFiles */.q5)(paths, adopted.id, stored), (0,verify_tree/* verifyTree */.aY)({ folder: (0,host_paths/* releaseFolder */.Uc)(paths, adopted.id), treeText: (0,core/* renderTreeText */.MA)(adopted.tree.entries), storeAs: (0,release_steps/* storedTree */._J)(paths, adopted.id) }), (0,release_steps/* recordRelease */.ty)(paths, manifest), (0,release_steps/* markRelease */.vJ)(paths, adopted.id, 'good')))
    ];
}
function manifestFor(planning, { tree, environment }) {
    return {
        ...planning.manifestOf(tree),
        environment: environment?.version,
        environmentFile: environment === undefined ? undefined : planning.values['env-file']
    };
}
function inRoot(step, cutover, hook) {
    return hook === undefined ? step : { ...step, command: (0,hooks/* runHook */.D)(hook, { ...(0,cutover_steps/* commandPlace */.N4)(cutover.paths, cutover.to), cwd: cutover.paths.root }) };
}
function afterUploadSteps(cutover, hook, folder) {
    if (hook === undefined)
        return [];
    return (0,cutover_steps/* hookStep */.cP)(cutover, 'after-upload', hook).map((step) => ({ ...step, command: (0,hooks/* runHook */.D)(hook, { ...(0,cutover_steps/* commandPlace */.N4)(cutover.paths, cutover.to), cwd: folder }) }));
}
function abandon({ paths, releaseId }, cutover) {
    return {
        title: `Put ${releaseId} aside`,
        command: (0,cutover_steps/* afterUndo */.tX)(cutover, [(0,release_steps/* setReleaseAside */.yq)(paths, releaseId)]),
        timeoutSeconds: QUICK_SECONDS + cutover.hookTimeoutSeconds
    };
}
function cleanUpStep({ paths, facts }, { host, retention }) {
    const found = facts.perHost[host];
    const removed = retention.filter((decision) => !decision.keep).map((decision) => decision.release);
    return {
        kind: 'run',
        id: 'clean-up',
        title: removed.length === 0 ? 'Sweep what earlier runs left' : `Remove ${(0,core/* renderCount */.SS)(removed.length, 'old release')}`,
        host,
        phase: 'finish',
        effect: 'write',
        optional: true,
        command: (0,release_steps/* removeReleases */.rs)(paths, {
            releases: removed,
            failed: (found?.failed ?? []).slice(0, -KEEP_FAILED),
            keepJournals: KEEP_JOURNALS
        }),
        timeoutSeconds: 600
    };
}

;// CONCATENATED MODULE: ./build/packages/operations/ssh-deploy/plan.js









function planSshDeploy(values, facts) {
    const planning = startPlanning(values, facts);
    const hosts = facts.hosts.map((host) => planHost(planning, host));
    const isUnchanged = hosts.every((host) => host.isUnchanged);
    const { paths, releaseId } = planning;
    return (0,core/* sealPlan */.tP)({
        operation: 'ssh-deploy',
        title: `Deploy ${facts.commit?.id.slice(0, 7) ?? values.source} to ${facts.hosts.join(', ')} (${paths.root})`,
        hosts: facts.hosts,
        tables: [changesTable(hosts), ...hosts.map(retentionTable)],
        notes: hosts.flatMap((host) => writeNotes(planning, host)),
        problems: hosts.flatMap((host) => host.problems),
        phases: [...cutover_steps/* PHASES */.ZG],
        steps: isUnchanged ? hosts.flatMap((host) => checkOnly(planning, host)) : hosts.flatMap((host) => planSteps(planning, host)),
        onFailure: 'undo',
        journals: Object.fromEntries(facts.hosts.map((host) => [host, (0,host_paths/* journalFolder */.MT)(paths, facts.runId)])),
        probes: isUnchanged ? [] : (0,plan_probes/* planProbes */.R)(values['probe-url'], hosts.filter(({ live, adopted }) => (live ?? adopted) !== undefined).map(({ host }) => host)),
        live: Object.fromEntries(hosts.map(({ host, live, adopted }) => [host, { before: live?.id ?? adopted?.id, after: isUnchanged ? live?.id : releaseId }])),
        outputs: {
            release: isUnchanged ? (hosts[0]?.live?.id ?? releaseId) : releaseId,
            changed: String(!isUnchanged),
            commit: facts.commit?.id ?? ''
        }
    }, [releaseId, planning.adoptedId, facts.runId, String(planning.createdAt), String(planning.createdAt - 1), JSON.stringify(facts.run)]);
}
function checkOnly(planning, { host, live }) {
    const { health } = (0,plan_health/* planHealth */.oF)(planning.values, { host, paths: planning.paths, release: live?.id ?? planning.releaseId });
    if (health === undefined)
        return [];
    return [{ kind: 'wait-healthy', id: 'wait-healthy', title: 'Check that the live release is healthy', host, phase: 'verify', effect: 'read', ...health }];
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
            isUnchanged ? 'nothing' : (0,core/* renderSize */.qI)(difference.sendBytes),
            `${difference.reuse.length} files, ${(0,core/* renderSize */.qI)(difference.reuseBytes)}`,
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
function writeNotes({ values, facts, environmentNames }, plan) {
    const { host, live, adopted, isUnchanged } = plan;
    const found = facts.perHost[host];
    const changedByHand = found?.changedByHand ?? [];
    const pending = [...(found?.armedGuards ?? []), ...(found?.abandonedGuards ?? [])];
    const notes = [
        isUnchanged && `${host}: ${live?.id} is live and has this content already: nothing to do`,
        live === undefined && adopted === undefined && `${host}: first deploy, there is nothing to return to; if it fails, nothing is live`,
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
    return [...notes.filter((note) => note !== false), ...(found === undefined ? [] : (0,describe_state/* describeState */.J)(host, found))];
}

;// CONCATENATED MODULE: ./build/packages/operations/ssh-deploy/index.js








const sshDeploy = (0,core/* defineOperation */.h9)({
    name: 'ssh-deploy',
    summary: 'Deploy an application to your own servers: atomically, health-gated, undone when it fails',
    inputs: sshDeployInputs,
    outputs: {
        release: { description: 'Id of the release that was deployed (or is live already).' },
        changed: { description: '`true` when a new release was made live, `false` when there was nothing to do.' },
        commit: { description: 'The deployed commit.' },
        ...cutover_outputs/* cutoverOutputs */.H
    },
    examples: [
        { command: 'ssh-deploy --host deploy@web1 --path /srv/app --restart-command "sudo -n systemctl restart app"', does: 'deploys the current folder' },
        { command: 'ssh-deploy --environment production --plan', does: 'shows what would happen on which host' },
        { command: 'ssh-deploy --environment production --source deployment_package.tar.gz', does: 'deploys a package' }
    ],
    danger: 'write',
    isAction: true,
    lease: (values, context) => (0,lock/* deployLock */.tK)((0,host_paths/* hostPaths */.tO)((0,target_inputs/* normalizePath */.Fd)(values.path), values.layout).kit, values['lock-wait'], context),
    observe: observeSshDeploy,
    plan: planSshDeploy,
    outputsAfter: (_, report) => (0,cutover_outputs/* readCutoverOutputs */.l)(report)
});


/***/ })

};
