import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 5567;
export const ids = [5567];
export const modules = {
97481:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
M7: () => ( COMPONENT_KINDS),
QH: () => ( isWritten),
kw: () => ( projectPartOf),
pk: () => ( describeStops),
z5: () => ( serviceOf)
});
const COMPONENT_KINDS = ['postgres', 'mysql', 'sqlite', 'redis', 'files', 'volume', 's3', 'configuration'];
function serviceOf(component) {
    return 'server' in component && component.server.kind === 'service' ? component.server.service : undefined;
}
function projectPartOf(component) {
    const service = serviceOf(component);
    if (service !== undefined)
        return `the service ${service}`;
    return component.kind === 'volume' && component.place.kind === 'key' ? `the volume ${component.place.key}` : undefined;
}
function isWritten(components) {
    return components.some(({ kind }) => kind !== 'configuration');
}
function describeStops(components) {
    return components.flatMap(({ kind, name }) => (kind === 'volume' ? [`${name} is a volume: the containers that write into it are stopped while it is packed`] : []));
}
}),
38134:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Y: () => ( parseComponents),
y: () => ( findComponentProblem)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _component_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97481);


const NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/;
const CONTAINER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
function parseComponents(lines) {
    const problems = [];
    const components = lines.flatMap((line) => {
        try {
            return [parseComponent(line)];
        }
        catch (error) {
            problems.push(error instanceof Error ? error.message : String(error));
            return [];
        }
    });
    const names = components.map(({ name }) => name);
    for (const name of new Set(names.filter((each, index) => names.indexOf(each) < index))) {
        problems.push(`more than one component is called ${name}: give them names with as=NAME`);
    }
    if (components.filter(({ kind }) => kind === 'configuration').length > 1)
        problems.push('there is one configuration: it has all of it');
    if (problems.length > 0)
        throw new RangeError(problems.join('; '));
    return components;
}
function findComponentProblem(lines) {
    try {
        parseComponents(lines);
        return undefined;
    }
    catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}
function parseComponent(line) {
    const [kind = '', ...rest] = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .fp)(line);
    const known = _component_js__WEBPACK_IMPORTED_MODULE_1__ .M7.find((each) => each === kind);
    if (known === undefined) {
        const meant = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kp)(kind, _component_js__WEBPACK_IMPORTED_MODULE_1__ .M7);
        throw new RangeError(`${JSON.stringify(kind)} is no kind of component; ${meant === undefined ? `there are ${_component_js__WEBPACK_IMPORTED_MODULE_1__ .M7.join(', ')}` : `did you mean ${meant}?`} (in: ${line})`);
    }
    const words = new Words(known, rest, line);
    const component = readers[known](words);
    words.requireAllRead();
    return component;
}
const readers = {
    postgres: (words) => {
        const format = words.option('format', /^(custom|plain)$/);
        return { kind: 'postgres', ...readDatabase(words), ...(format === 'plain' ? { format } : {}) };
    },
    mysql: (words) => {
        const found = readDatabase(words);
        if (found.server.kind === 'host' && found.database === '')
            words.refuse('mysql on the host needs database=');
        return { kind: 'mysql', ...found };
    },
    redis: (words) => {
        const server = readServer(words);
        return { kind: 'redis', name: words.name(containerOf(server)), server };
    },
    sqlite: (words) => {
        const [path] = words.targets('the path of the database', 1);
        return { kind: 'sqlite', name: words.name(path.replace(/^.*\//, '').replace(/\.[^.]*$/, '')), path };
    },
    files: (words) => {
        const paths = words.targets('the paths, relative to the deploy path');
        for (const path of paths) {
            if (path.startsWith('/') || path.split('/').includes('..'))
                words.refuse(`${path} is not within the deploy path`);
        }
        return { kind: 'files', name: words.name(''), paths: paths.map((path) => path.replace(/\/+$/, '')) };
    },
    s3: readBucket,
    volume: (words) => {
        const volume = words.option('volume', CONTAINER_NAME);
        if (volume !== '')
            return { kind: 'volume', name: words.name(volume), place: { kind: 'volume', volume } };
        const [key] = words.targets('the name of a volume of the Compose project, or volume=', 1);
        if (!CONTAINER_NAME.test(key))
            words.refuse(`${key} is no name of a volume`);
        return { kind: 'volume', name: words.name(key), place: { kind: 'key', key } };
    },
    configuration: (words) => ({ kind: 'configuration', name: words.name('') })
};
function readDatabase(words) {
    const server = readServer(words);
    const database = words.option('database');
    return { name: words.name(server.kind === 'host' ? database : containerOf(server)), server, user: words.option('user'), database };
}
function containerOf(server) {
    return server.kind === 'service' ? server.service : server.kind === 'container' ? server.container : '';
}
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/;
const ENDPOINT = /^https?:\/\/[A-Za-z0-9._-]+(:\d{1,5})?\/?$/;
function readBucket(words) {
    const bucket = words.option('bucket', BUCKET);
    if (bucket === '')
        words.refuse('s3 needs bucket=');
    const endpoint = words.option('endpoint', ENDPOINT);
    const port = words.option('port', /^\d{1,5}$/);
    const place = readServer(words);
    if ((place.kind === 'host') === (endpoint === ''))
        words.refuse('s3 needs service=, container= or endpoint=');
    if (endpoint !== '' && port !== '')
        words.refuse('port is for a server in a container: write it into endpoint');
    if (place.kind === 'host' && place.address !== '')
        words.refuse('address is not understood: give endpoint=');
    const server = place.kind === 'host' ? { ...place, address: endpoint.replace(/\/$/, '') } : place;
    const region = words.option('region', /^[a-z0-9-]+$/);
    return { kind: 's3', name: words.name(bucket), server, port: port === '' ? '9000' : port, region: region === '' ? 'us-east-1' : region, bucket, prefix: words.option('prefix', /^/), keys: words.option('keys') };
}
function readServer(words) {
    const [service, container, address, port] = [words.option('service', CONTAINER_NAME), words.option('container', CONTAINER_NAME), words.option('address'), words.option('port', /^\d{1,5}$/)];
    const isHost = service === '' && container === '';
    if (service !== '' && container !== '')
        words.refuse('it is either in a service or in a container');
    if (!isHost && address + port !== '')
        words.refuse('address and port are for a server on the host');
    if (service !== '')
        return { kind: 'service', service };
    return container === '' ? { kind: 'host', address, port } : { kind: 'container', container };
}
class Words {
    #kind;
    #line;
    #targets = [];
    #options = new Map();
    constructor(kind, words, line) {
        this.#kind = kind;
        this.#line = line;
        for (const word of words) {
            const [, name, value] = /^([a-z]+)=(.*)$/s.exec(word) ?? [];
            if (/[\u0000-\u001f\u007f]/.test(word))
                this.refuse('control characters are not possible');
            if (name === undefined || value === undefined)
                this.#targets.push(word);
            else if (value === '' || this.#options.has(name))
                this.refuse(value === '' ? `${name} is empty` : `${name} is given twice`);
            else
                this.#options.set(name, value);
        }
    }
    option(name, form = /^[^-]/) {
        const value = this.#options.get(name) ?? '';
        this.#options.delete(name);
        if (value !== '' && !form.test(value))
            this.refuse(`${name} cannot be ${JSON.stringify(value)}`);
        return value;
    }
    name(fallback) {
        const given = this.option('as');
        if (given !== '' && !NAME.test(given))
            this.refuse(`as=${given} is no name: small letters, digits, - and _, at most 40`);
        const made = fallback.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, '-').replace(/^[-_]+/, '').slice(0, 40);
        return given !== '' ? given : made === '' ? this.#kind : made;
    }
    targets(what, count) {
        const [first, ...rest] = this.#targets.splice(0);
        if (first === undefined)
            return this.refuse(`${this.#kind} needs ${what}`);
        if (count === 1 && rest.length > 0)
            this.refuse(`${this.#kind} is one: ${rest.join(' ')} is too much`);
        const option = [first, ...rest].find((each) => each.startsWith('-'));
        if (option !== undefined)
            this.refuse(`${option} would be read as an option: write ./${option}`);
        return [first, ...rest];
    }
    requireAllRead() {
        const unread = [...this.#options.keys(), ...this.#targets];
        if (unread.length > 0)
            this.refuse(`${unread.join(', ')} is not understood`);
    }
    refuse(problem) {
        throw new RangeError(`${problem} (in: ${this.#line})`);
    }
}
}),
55567:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  initHost: () => ( initHost)
});
var core = __webpack_require__(28998);
var parse_components = __webpack_require__(38134);
var connection_inputs = __webpack_require__(95989);
var input_checks = __webpack_require__(83085);
var inputs = __webpack_require__(99360);
var target_inputs = __webpack_require__(9426);
;
const TYPES = [
    ...['ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
    ...['sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com']
];
function findKeyProblem(line) {
    if (/PRIVATE KEY|PuTTY-User-Key-File/.test(line)) {
        return 'is a private key. Give the public one (the line in the file that ends with .pub); if others could read it here, make a new pair';
    }
    const { type, blob } = splitLine(line);
    if (/^(restrict|command=|from=|no-|permit|environment=|cert-authority)/.test(line))
        return 'has options before the key: give the key alone';
    if (!TYPES.includes(type))
        return `is not a public key: a line begins with ${TYPES.slice(0, 2).join(' or ')}`;
    return isWhole(type, blob) ? undefined : 'is not a whole public key: was it cut off when it was copied?';
}
function parsePublicKey(line) {
    return splitLine(line);
}
function splitLine(line) {
    const [, type = '', blob = '', comment = ''] = /^(\S+)(?:[ \t]+(\S+))?(?:[ \t]+(.*))?$/.exec(line.trim()) ?? [];
    return { type, blob, comment };
}
function isWhole(type, blob) {
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(blob))
        return false;
    const bytes = Buffer.from(blob, 'base64');
    let at = 0;
    let fields = 0;
    while (at + 4 <= bytes.length) {
        const end = at + 4 + bytes.readUInt32BE(at);
        if (end > bytes.length || (fields === 0 && bytes.toString('latin1', at + 4, end) !== type))
            return false;
        at = end;
        fields += 1;
    }
    return at === bytes.length && fields > 1;
}
function renderAuthorizedKey({ type, blob, comment }, forwards) {
    const opened = forwards.map(({ address, port }) => `permitopen="${address.includes(':') ? `[${address}]` : address}:${port}"`);
    const options = opened.length === 0 ? ['restrict'] : ['restrict', 'port-forwarding', 'permitlisten="localhost:1"', ...opened];
    return `${options.join(',')} ${type} ${blob} ${comment === '' ? 'deploy-kit' : comment}`;
}
function findLinesOf(blob, authorizedKeys) {
    return authorizedKeys.split('\n').filter((line) => !line.trimStart().startsWith('#') && line.split(/[ \t]+/).includes(blob));
}

;
const initHostInputs = (0,core .pf)({
    ...connection_inputs .eu,
    ...connection_inputs .Cr,
    'public-key': (0,core .Mn)({
        group: 'Connection',
        description: 'The public keys that may log in as the deploy user, one a line, without options: they are let in for commands alone. Keys that are let in already stay. Needed where the user is new.',
        example: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f ci@example.com',
        check: (keys) => keys.map(findKeyProblem).find((problem) => problem !== undefined)
    }),
    ...target_inputs .lY,
    ...target_inputs .WL,
    source: (0,core .Qq)({ group: 'Source', description: 'Where the unit files and the nginx site are: a folder, or a `.tar.gz` package.', default: '.' }),
    strategy: (0,core .Yq)(['commands', 'systemd', 'compose'], {
        group: 'Strategy',
        description: 'How the application will be run: it says which rights the user needs.',
        default: 'commands'
    }),
    units: inputs .L.units,
    'nginx-site': inputs .L['nginx-site'],
    ports: inputs .L.ports,
    components: (0,core .Mn)({
        group: 'Backup',
        description: 'What is backed up, as in `backup`. When it is given, strategies systemd and compose let the user install the timers of `backups schedule`; with others cron starts it.',
        example: 'postgres service=db',
        check: parse_components .y
    }),
    'health-check': (0,core .Mn)({
        group: 'Health',
        description: 'The health checks of the deploys, as in `ssh-deploy`: the addresses that are asked on the host may be reached through SSH, and no others.',
        example: 'http http://127.0.0.1:8080/health',
        check: core .rY,
        isCommand: core .UC
    }),
    'probe-url': (0,core .Qq)({ group: 'Health', description: 'The URL that is asked during a cutover, as in `ssh-deploy`.', check: input_checks .uZ }),
    print: (0,core .zM)({
        group: 'Behaviour',
        description: 'Connect to nothing; print a script that does all of it, for an administrator to read and to run: `sudo sh init-host.sh`.',
        default: 'false'
    })
});
var timer_files = __webpack_require__(81818);
var read_verbs = __webpack_require__(44550);
var host_paths = __webpack_require__(28264);
var plan_probes = __webpack_require__(13706);
;
function listForwards(values) {
    const checks = (0,core .Pe)(values['health-check'] ?? [], { host: '', path: values.path, release: '', timeoutSeconds: 5 });
    const asked = checks.flatMap((check) => findForward(check) ?? []);
    const probed = (0,plan_probes .RY)(values['probe-url'], [''])
        .filter(({ from }) => from === 'host')
        .map(({ url }) => addressOf(url));
    const ports = values.strategy === 'systemd' && checks.some(({ kind }) => kind === 'http') ? (values.ports ?? []).map(Number) : [];
    const all = [...asked, ...probed, ...(ports.length === 2 ? ports.map((port) => ({ address: '127.0.0.1', port })) : [])];
    return all.filter(({ address, port }, at) => /^[A-Za-z0-9.:_-]+$/.test(address) && all.findIndex((other) => other.address === address && other.port === port) === at);
}
function findForward(check) {
    if (check.kind === 'tcp' && check.from === 'host')
        return { address: check.address, port: check.port };
    return check.kind === 'http' && check.from === 'host' ? addressOf(check.url) : undefined;
}
function addressOf(text) {
    const url = new URL(text);
    return { address: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
}

;
function renderRule({ words }) {
    const [program = '', ...rest] = words;
    if (!/^[A-Za-z0-9_.+-]+$/.test(program))
        throw new RangeError(`is not the name of a program: ${JSON.stringify(program)}`);
    return [program, ...(rest.length === 0 ? ['""'] : rest.map(escapeWord))].join(' ');
}
function findWordProblem(word) {
    const shown = JSON.stringify(word);
    if (word === '' || /\s/.test(word))
        return `sudoers cannot tell ${shown} from several words`;
    return /[\u0000-\u001f\u007f"\\]/.test(word) ? `sudoers cannot name ${shown}` : undefined;
}
function escapeWord(word) {
    const problem = findWordProblem(word);
    if (problem !== undefined)
        throw new RangeError(problem);
    return word.replaceAll(/[,:=#*?[\]]/g, '\\$&');
}
function sudoersFile(user, path) {
    const app = path.slice(1).replaceAll('/', '-').replaceAll(/[^A-Za-z0-9_-]/g, '_');
    return `/etc/sudoers.d/deploy-kit-${user}-${app}`;
}

;
function makeGrant({ user, path, layout, strategy, keys, verbs }) {
    return {
        user,
        path,
        folders: layout === 'releases' ? [`${path}/shared`] : [],
        group: strategy === 'compose' ? 'docker' : undefined,
        keys,
        sudoers: {
            file: sudoersFile(user, path),
            title: `By deploy-kit init-host, for ${path}: this file is replaced as a whole`,
            rules: verbs.map(renderRule)
        },
        verbs: verbs.map(({ words }) => words)
    };
}

;
const MAKE_USER_PROGRAM = `
set -eu
user=$1
if ! id "$user" >/dev/null 2>&1; then
  if getent group "$user" >/dev/null; then set -- --gid "$user"; else set -- --user-group; fi
  useradd --create-home --shell /bin/sh --password '*' --comment deploy-kit "$@" "$user"
fi
case $(getent passwd "$user" | cut -d : -f 7) in */nologin | */false) usermod --shell /bin/sh "$user" ;; esac
`;
const UNDO_USER_PROGRAM = `
set -eu
user=$1 shell=$2
entry=$(getent passwd "$user") || exit 0
if [ -n "$shell" ]; then
  usermod --shell "$shell" "$user"
elif [ "$(printf '%s\\n' "$entry" | cut -d : -f 5)" = deploy-kit ]; then
  userdel --remove "$user"
fi
`;
const LET_IN_PROGRAM = `
set -eu
user=$1 program=$2
shift 2
home=$(getent passwd "$user" | cut -d : -f 6)
cd "$home"
su -s /bin/sh -c "$program" -- "$user" deploy-kit "$home" "$@"
`;
const KEYS_PROGRAM = `
set -eu
umask 077
cd "$1"
shift
mkdir -p .ssh
chmod 700 .ssh
file=.ssh/authorized_keys
new=$file.deploy-kit
if [ -f "$file" ]; then awk 1 "$file" >"$new"; else : >"$new"; fi
while [ "$#" -gt 1 ]; do
  awk -v key="$1" '/^[ \\t]*#/ { print; next } { for (i = 1; i <= NF; i++) if ($i == key) next; print }' "$new" >"$new.next"
  [ -z "$2" ] || printf '%s\\n' "$2" >>"$new.next"
  mv -f "$new.next" "$new"
  shift 2
done
if [ -s "$new" ]; then mv -f "$new" "$file"; else rm -f "$new" "$file"; fi
`;
const JOIN_GROUP_PROGRAM = `
set -eu
case " $(id -Gn "$1") " in *" $2 "*) ;; *) usermod --append --groups "$2" "$1" ;; esac
`;
const LEAVE_GROUP_PROGRAM = `
set -eu
id "$1" >/dev/null 2>&1 || exit 0
case " $(id -Gn "$1") " in *" $2 "*) gpasswd --delete "$1" "$2" >/dev/null ;; esac
`;
const MAKE_FOLDERS_PROGRAM = `
set -eu
umask 022
user=$1 path=$2
shift
owner=$user:$(id -gn "$user")
mkdir -p "$path"
# The path may be a link of the administrator's; one in it could be of anybody.
[ "$(stat -L -c %U "$path")" = "$user" ] || chown "$owner" "$path"
shift
for folder in "$@"; do
  if [ -L "$folder" ]; then
    echo "$folder is a link: replace it by a folder, or see to its owner by hand" >&2
    exit 1
  fi
  mkdir -p "$folder"
  [ "$(stat -c %U "$folder")" = "$user" ] || chown -h "$owner" "$folder"
done
`;
const UNDO_FOLDERS_PROGRAM = `
set -eu
nearest=$1
shift
while [ "$#" -gt 1 ]; do
  if [ -n "$2" ]; then
    [ ! -d "$1" ] || chown "$2" "$1"
  else
    at=$1
    while [ "$at" != "$nearest" ] && [ -n "$at" ] && rmdir "$at" 2>/dev/null; do at=\${at%/*}; done
  fi
  shift 2
done
`;
const SUDOERS_FUNCTIONS = `
find_program() {
  program=$(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin command -v "$1") || return 1
  case $program in
    /*[!A-Za-z0-9_./+-]*) return 1 ;;
    /*) ;;
    *) return 1 ;;
  esac
}
is_installed() {
  name=$(printf '%s\\n' "\${1##*[ /]}" | sed 's/\\\\//g')
  case $name in
    *@?*.*) systemctl is-active -q "$name" 2>/dev/null || systemctl is-enabled -q "$name" 2>/dev/null ;;
    *) [ -f "/etc/systemd/system/$name" ] || [ -f "/etc/nginx/sites-available/$name" ] ;;
  esac
}
newline='
'
add_line() {
  case $newline$rendered$newline in
    *"$newline$1$newline"*) return 1 ;;
    *) rendered=$rendered$newline$1 ;;
  esac
}
keep_rules() {
  kept=no
  while IFS= read -r line; do
    case $line in "$granted ALL=(root) NOPASSWD: /"*) if is_installed "$line" && add_line "$line"; then kept=yes; fi ;; esac
  done <"$1"
  while [ "$kept" = yes ] && IFS= read -r line; do
    case $line in *' daemon-reload' | *' -t' | *' nginx') add_line "$line" || true ;; esac
  done <"$1"
}
render_sudoers() {
  old=$1 granted=$2 title="# $3"
  rendered=$title
  shift 3
  for rule in "$@"; do
    if ! find_program "\${rule%% *}"; then
      echo "There is no program \${rule%% *} on this host: install it first" >&2
      return 1
    fi
    add_line "$granted ALL=(root) NOPASSWD: $program \${rule#* }" || true
  done
  [ ! -f "$old" ] || keep_rules "$old"
  [ "$rendered" = "$title" ] || printf '%s\\n' "$rendered"
}
`;
const GRANT_PROGRAM = `
set -eu
file=$1
if [ "$#" = 3 ] && [ ! -e "$file" ]; then exit 0; fi
new=$(mktemp "\${file%/*}/.deploy-kit.XXXXXX")
trap 'rm -f "$new"' EXIT
${SUDOERS_FUNCTIONS}
render_sudoers "$@" >"$new"
if [ ! -s "$new" ]; then
  rm -f "$file"
  exit
fi
PATH=$PATH:/usr/sbin:/sbin
visudo -c -f "$new" >/dev/null
chmod 0440 "$new"
mv -f "$new" "$file"
`;
const UNDO_GRANT_PROGRAM = `
set -eu
file=$1
if [ -z "$2" ]; then
  rm -f "$file"
  exit
fi
new=$(mktemp "\${file%/*}/.deploy-kit.XXXXXX")
trap 'rm -f "$new"' EXIT
printf '%s' "$2" >"$new"
chmod 0440 "$new"
mv -f "$new" "$file"
`;
const ASK_RIGHTS_PROGRAM = `
set -efu
user=$1 refused=0
shift
tab=$(printf '\\t')
for verb in "$@"; do
  IFS=$tab
  # shellcheck disable=SC2086 # the words are separated by tabs
  set -- $verb
  if ! sudo -n -l -U "$user" -- "$@" >/dev/null 2>&1; then
    IFS=' '
    echo "sudo does not let $user run: $*" >&2
    refused=1
  fi
done
[ "$refused" = 0 ] || echo 'Does a line in /etc/sudoers take away what was granted, or is /etc/sudoers.d not included in it?' >&2
exit "$refused"
`;
const LOOK_PROGRAM = `
user=$1 path=$2 file=$3
shift 3
PATH=$PATH:/usr/sbin:/sbin
say() { word=$1; shift; printf '%s' "$word"; printf '\\t%s' "$@"; printf '\\n'; }
text() { base64 | tr -d '\\n'; }
owner() { stat -L -c "$1" "$2" 2>/dev/null; }
for tool in useradd visudo sudo; do
  ! command -v "$tool" >/dev/null 2>&1 || say tool "$tool"
done
if entry=$(getent passwd "$user"); then
  home=$(printf '%s\\n' "$entry" | cut -d : -f 6)
  say account "$(printf '%s\\n' "$entry" | cut -d : -f 3)" "$(printf '%s\\n' "$entry" | cut -d : -f 7)" "$home"
  for group in $(id -Gn "$user"); do say member "$group"; done
  keys=$home/.ssh/authorized_keys
  [ ! -f "$keys" ] || say keys "$(text <"$keys")" "$(owner '%U %a' "$home/.ssh") $(owner '%U %a' "$keys")"
fi
! getent group docker >/dev/null || say docker yes
sshd -T -C "user=$user,host=localhost,addr=127.0.0.1" 2>/dev/null | while read -r option values; do
  case $option in allowusers | allowgroups | authorizedkeysfile) say sshd "$option" "$values" ;; esac
done
at=$path
while [ ! -e "$at" ] && [ ! -L "$at" ] && [ -n "$at" ]; do at=\${at%/*}; done
say nearest "\${at:-/}"
for folder in "$path" "$path/shared" "$path/.deploy-kit" "$path/releases"; do
  [ ! -d "$folder" ] || say folder "$folder" "$(owner '%U' "$folder")" "$(owner '%u:%g' "$folder")"
done
[ -d "$path" ] || [ ! -e "$path" ] || say other "$path"
[ ! -f "$file" ] || say sudoers "$(text <"$file")"
${SUDOERS_FUNCTIONS}
wanted=$(render_sudoers "$file" "$user" "$@" 2>/dev/null) || wanted=''
[ -z "$wanted" ] || say wanted "$(printf '%s\\n' "$wanted" | text)"
shift
for rule in "$@"; do find_program "\${rule%% *}" || say missing "\${rule%% *}"; done
say looked yes
`;
const AS_ROOT_PROGRAM = `
program=$1
shift
if [ "$(id -u)" = 0 ]; then exec sh -c "$program" deploy-kit "$@"; fi
sudo -n sh -c : 2>/dev/null || exit 77
exec sudo -n sh -c "$program" deploy-kit "$@"
`;

;
function verbsOfSchedule({ components, strategy, path, layout }) {
    return components === undefined || strategy === 'commands' || /\s/.test(path) ? [] : (0,timer_files .qZ)((0,host_paths .tO)((0,target_inputs .Fd)(path), layout));
}
const USER = /^[a-z_][a-z0-9_-]{0,31}$/;
async function observeInitHost(values, observer) {
    const users = (0,connection_inputs .Kj)(values);
    requireUsers(Object.values(users));
    const verbs = [...(values.strategy === 'systemd' ? await (0,read_verbs .E)(values, observer.local) : []), ...verbsOfSchedule(values)];
    const forwards = listForwards(values);
    const keys = (values['public-key'] ?? []).map(parsePublicKey).map((key) => [key.blob, renderAuthorizedKey(key, forwards)]);
    const grantTo = (user) => orRefuse(() => makeGrant({ ...values, user, path: (0,target_inputs .Fd)(values.path), keys, verbs }));
    const grants = observer.hosts.map((host) => ({ host, grant: grantTo(users[host] ?? values.user) }));
    return {
        hosts: await Promise.all(grants.map(async ({ host, grant }) => ({ host, grant, found: values.print ? undefined : await observer.ask(host, lookAt(grant)) })))
    };
}
function requireUsers(users) {
    const wrong = users.find((user) => !USER.test(user) || user === 'root');
    if (wrong === undefined)
        return;
    throw new core .mG('DK_INPUT_INVALID', {
        message: wrong === 'root' ? 'The deploy user would be root: `host` names the user that deploys will log in as' : `The deploy user cannot be called ${wrong}: small letters, digits, - and _`,
        remedy: 'Write --host deploy@web1 --login-user root: it logs in as root, and makes deploy'
    });
}
function orRefuse(make) {
    try {
        return make();
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        throw new core .mG('DK_INPUT_INVALID', { message: `The rights cannot be written down: ${error.message}`, remedy: 'Use a path and names without such signs', cause: error });
    }
}
function lookAt({ user, path, sudoers }) {
    return (0,core .P)((0,core .K$)(AS_ROOT_PROGRAM, [LOOK_PROGRAM, user, path, sudoers.file, sudoers.title, ...sudoers.rules]), parseFound);
}
function parseFound({ stdout }) {
    const lines = stdout.split('\n').map((line) => line.split('\t'));
    const fieldsOf = (word) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
    const first = (word, at = 0) => fieldsOf(word)[0]?.[at];
    const decode = (base64 = '') => Buffer.from(base64, 'base64').toString('utf8');
    const shell = first('account', 1);
    if (first('looked') === undefined)
        return 'not-root';
    return {
        tools: fieldsOf('tool').flatMap(([tool]) => tool ?? []),
        account: shell === undefined ? undefined : { shell },
        groups: fieldsOf('member').flatMap(([group]) => group ?? []),
        hasDockerGroup: first('docker') !== undefined,
        authorizedKeys: decode(first('keys')),
        keyModes: first('keys', 1) ?? '',
        sshd: fieldsOf('sshd').flatMap(([option = '', values = '']) => values.split(' ').map((value) => ({ option, value }))),
        nearest: first('nearest') ?? '/',
        folders: fieldsOf('folder').map(([folder = '', owner = '', ids = '']) => ({ folder, owner, ids })),
        isTaken: first('other') !== undefined,
        sudoers: decode(first('sudoers')),
        missing: [...new Set(fieldsOf('missing').flatMap(([program]) => program ?? []))],
        wanted: decode(first('wanted'))
    };
}
var unified_diff = __webpack_require__(60391);
;
function findProblems({ host, grant, found }) {
    if (found === undefined)
        return [];
    if (found === 'not-root') {
        return [
            {
                code: 'DK_SUDO_PASSWORD',
                host,
                message: `The user who logs in on ${host} is not root, and sudo does not let it be root without a password`,
                remedy: 'Log in as another (--login-user), or let an administrator run a script: deploy-kit init-host --print > init-host.sh, then on the host: sudo sh init-host.sh'
            }
        ];
    }
    const { user, path, group, keys, sudoers } = grant;
    const needed = found.account === undefined ? ['useradd'] : [];
    const wanted = sudoers.rules.length === 0 ? needed : [...needed, 'sudo', 'visudo'];
    const missing = [...wanted.filter((tool) => !found.tools.includes(tool)), ...found.missing];
    const strangers = found.folders.filter(({ folder, owner }) => /\/(\.deploy-kit|releases)$/.test(folder) && owner !== user);
    const problems = [
        found.account === undefined && keys.length === 0 && {
            code: 'DK_INPUT_INVALID',
            message: `There is no user ${user} on ${host}, and without a public-key nobody could log in as it`,
            remedy: 'Give public-key: the line in the .pub file of the key that deploys will use'
        },
        missing.length > 0 && { code: 'DK_PREFLIGHT_FAILED', message: `${host} has no ${missing.join(', no ')}`, remedy: 'Install what is missing, then run this again' },
        group !== undefined && !found.hasDockerGroup && { code: 'DK_PREFLIGHT_FAILED', message: `There is no group ${group} on ${host}`, remedy: 'Install Docker, which makes the group' },
        found.isTaken && { code: 'DK_INPUT_INVALID', message: `${path} on ${host} is not a folder`, remedy: `Remove or rename ${path}, or deploy to another path` },
        strangers.length > 0 && {
            code: 'DK_PERMISSION_DENIED',
            message: `${path} on ${host} was deployed to by another user: ${describeStrangers(strangers)}`,
            remedy: `Give all of it to ${user}, on the host: sudo chown -R ${user} ${path}`
        }
    ];
    return problems.filter((problem) => problem !== false).map((problem) => ({ ...problem, host }));
}
function describeStrangers(strangers) {
    return strangers.map(({ folder, owner }) => `${folder} is of ${owner}`).join(', ');
}

;
function listTasks({ user, path, folders, group, keys, sudoers, verbs }) {
    const { file, title, rules } = sudoers;
    return [
        { id: 'make-user', title: `Make the user ${user}, without a password`, program: MAKE_USER_PROGRAM, args: [user] },
        ...(group === undefined ? [] : [{ id: 'join-group', title: `Let ${user} join the group ${group}`, program: JOIN_GROUP_PROGRAM, args: [user, group] }]),
        ...(keys.length === 0 ? [] : [{ id: 'let-in', title: `Let ${user} log in by key, for commands alone`, program: LET_IN_PROGRAM, args: [user, KEYS_PROGRAM, ...keys.flat()] }]),
        { id: 'make-folders', title: `Make ${path}, owned by ${user}`, program: MAKE_FOLDERS_PROGRAM, args: [user, path, ...folders] },
        {
            id: 'grant',
            title: rules.length === 0 ? `Take back what ${file} allowed` : `Allow ${rules.length} commands as root by ${file}`,
            program: GRANT_PROGRAM,
            args: [file, user, title, ...rules]
        },
        ...(verbs.length === 0
            ? []
            : [{ id: 'ask-rights', title: `Ask sudo whether ${user} may run them`, program: ASK_RIGHTS_PROGRAM, args: [user, ...verbs.map((words) => words.join('\t'))] }])
    ];
}
function undoTask(id, grant, found) {
    const { user, path, group, keys, sudoers } = grant;
    switch (id) {
        case 'make-user':
            return found.account === undefined
                ? { title: `Remove ${user} again`, program: UNDO_USER_PROGRAM, args: [user, ''] }
                : { title: `Give ${user} its shell back`, program: UNDO_USER_PROGRAM, args: [user, found.account.shell] };
        case 'join-group':
            return { title: `Take ${user} out of ${group} again`, program: LEAVE_GROUP_PROGRAM, args: [user, group ?? ''] };
        case 'let-in':
            return {
                title: 'Put the keys back as they were',
                program: LET_IN_PROGRAM,
                args: [user, KEYS_PROGRAM, ...keys.flatMap(([blob]) => [blob, findLinesOf(blob, found.authorizedKeys).join('\n')])]
            };
        case 'make-folders': {
            const before = (folder) => found.folders.find((known) => known.folder === folder)?.ids ?? '';
            return { title: 'Put the folders back as they were', program: UNDO_FOLDERS_PROGRAM, args: [found.nearest, ...[...grant.folders.toReversed(), path].flatMap((folder) => [folder, before(folder)])] };
        }
        case 'grant':
            return { title: found.sudoers === '' ? 'Take the rights back' : 'Put the rights back as they were', program: UNDO_GRANT_PROGRAM, args: [sudoers.file, found.sudoers] };
        default:
            return undefined;
    }
}
const TASK_SECONDS = 60;
function stepOf(task, host, undo) {
    return {
        kind: 'run',
        id: task.id,
        title: task.title,
        host,
        phase: 'init',
        effect: 'write',
        command: asRoot(task),
        timeoutSeconds: TASK_SECONDS,
        repeatable: true,
        ...(undo === undefined ? {} : { undo: { title: undo.title, command: asRoot(undo), timeoutSeconds: TASK_SECONDS } })
    };
}
function asRoot({ program, args }) {
    return (0,core .K$)(AS_ROOT_PROGRAM, [program, ...args]);
}

;
function renderScripts(grants) {
    const [script = '', other] = new Set(grants.map(renderScript));
    if (other === undefined)
        return script;
    throw new core .mG('DK_INPUT_INVALID', { message: 'The hosts have different users, for which one script cannot be', remedy: 'Name one of the hosts: --host' });
}
function renderScript(grant) {
    const { user, path } = grant;
    return [
        '#!/bin/sh',
        `# Lets the user ${user} deploy to ${path} with deploy-kit. Read it, and run it on the host: sudo sh init-host.sh`,
        '# It can be run again at any time: what is as it should be stays as it is.',
        'set -eu',
        'if [ "$(id -u)" != 0 ]; then',
        "  echo 'This has to be run as root: sudo sh init-host.sh' >&2",
        '  exit 1',
        'fi',
        ...listTasks(grant).map(renderTask),
        `echo ${(0,core .hD)(`${user} can deploy to ${path}`)}`,
        ''
    ].join('\n');
}
function renderTask({ id, title, program, args }) {
    const name = id.replaceAll('-', '_');
    const words = args.map((word) => `  ${(0,core .hD)(word)}`).join(' \\\n');
    return `\n# ${title}\n${name}() (${program})\n${name} \\\n${words}`;
}

;
function planInitHost(values, { hosts }) {
    const steps = values.print ? [] : hosts.flatMap(planSteps);
    return (0,core .tP)({
        operation: 'init-host',
        title: `Let ${[...new Set(hosts.map(({ grant }) => grant.user))].join(', ')} deploy to ${values.path} on ${hosts.map(({ host }) => host).join(', ')}`,
        hosts: hosts.map(({ host }) => host),
        tables: hosts.flatMap(describeHost),
        notes: [
            ...hosts.filter((host) => isReady(host) && !steps.some((step) => step.host === host.host && step.effect === 'write')).map(({ host }) => `${host}: all is as it should be, nothing to do`),
            ...hosts.flatMap(explainRefusals),
            explainRights(values)
        ],
        problems: hosts.flatMap((host) => findProblems(host)),
        phases: ['init'],
        steps,
        onFailure: 'undo',
        journals: {},
        probes: [],
        live: {},
        outputs: {},
        ...(values.print ? { text: renderScripts(hosts.map(({ grant }) => grant)) } : {})
    });
}
function isReady({ found }) {
    return found !== undefined && found !== 'not-root';
}
function planSteps({ host, grant, found }) {
    if (found === undefined || found === 'not-root')
        return [];
    const needed = listTasks(grant).filter((task) => isNeeded(task, grant, found));
    return needed.map((task) => ({ ...stepOf(task, host, undoTask(task.id, grant, found)), effect: task.id === 'ask-rights' ? 'read' : 'write' }));
}
function isNeeded({ id }, grant, found) {
    switch (id) {
        case 'make-user':
            return found.account === undefined || isClosed(found.account.shell);
        case 'join-group':
            return grant.group !== undefined && !found.groups.includes(grant.group);
        case 'let-in':
            return !isSafe(grant.user, found.keyModes) || grant.keys.some(([blob, line]) => !isLetIn(blob, line, found));
        case 'make-folders':
            return [grant.path, ...grant.folders].some((folder) => ownerOf(folder, found) !== grant.user);
        case 'grant':
            return found.wanted !== found.sudoers;
        default:
            return true;
    }
}
function isClosed(shell) {
    return /\/(nologin|false)$/.test(shell);
}
function isLetIn(blob, line, { authorizedKeys }) {
    const lines = findLinesOf(blob, authorizedKeys);
    return lines.length === 1 && lines[0] === line;
}
function isSafe(user, keyModes) {
    const [, folderOwner, folderMode = '', owner, mode = ''] = /^(\S+) (\S+) (\S+) (\S+)$/.exec(keyModes) ?? [];
    return [folderOwner, owner].every((found) => found === user) && [folderMode, mode].every((octal) => (Number.parseInt(octal, 8) & 0o22) === 0);
}
function ownerOf(folder, { folders }) {
    return folders.find((known) => known.folder === folder)?.owner;
}
function describeHost({ host, grant, found }) {
    if (found === undefined || found === 'not-root')
        return [];
    const { user, path, folders, group, keys, sudoers } = grant;
    const rows = [
        [`user ${user}`, found.account === undefined ? 'none' : `there, with the shell ${found.account.shell}`, 'there, without a password that could be given'],
        ...(group === undefined ? [] : [[`group ${group}`, found.groups.includes(group) ? 'a member' : 'not a member', 'a member']]),
        ...keys.map(([blob, line]) => [`key ...${blob.slice(-12)}`, findLinesOf(blob, found.authorizedKeys).map(showOptions).join(' and ') || 'not let in', showOptions(line)]),
        ...[path, ...folders].map((folder) => [folder, found.folders.some((known) => known.folder === folder) ? `of ${ownerOf(folder, found) ?? ''}` : 'none', `of ${user}`])
    ];
    const diff = (0,unified_diff .i)(found.sudoers, found.wanted);
    return [
        { title: `What ${user} has on ${host}`, columns: ['what', 'found', 'will be'], rows },
        ...(diff.length === 0 ? [] : [{ title: `${sudoers.file} on ${host}`, columns: [found.sudoers === '' ? 'new file' : '- there, + new'], rows: diff.map((line) => [line]) }])
    ];
}
function showOptions(line) {
    const options = line.replace(/\s*(sk-)?(ssh|ecdsa)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+.*$/, '');
    return options === '' ? 'let in without restriction' : options;
}
function explainRefusals({ host, grant: { user }, found }) {
    if (found === undefined || found === 'not-root')
        return [];
    const valuesOf = (name) => found.sshd.filter(({ option }) => option === name).map(({ value }) => value);
    const [users, groups, files] = [valuesOf('allowusers'), valuesOf('allowgroups'), valuesOf('authorizedkeysfile')];
    const notes = [
        users.length > 0 && !users.includes(user) && `${host}: sshd only lets in ${users.join(', ')} (AllowUsers): add ${user} in /etc/ssh/sshd_config`,
        groups.length > 0 && ![user, ...found.groups].some((group) => groups.includes(group)) && `${host}: sshd only lets in the groups ${groups.join(', ')} (AllowGroups): add ${user} to one of them`,
        files.length > 0 && !files.some((file) => /^(%h\/)?\.ssh\/authorized_keys$/.test(file)) && `${host}: sshd reads keys in ${files.join(', ')} (AuthorizedKeysFile), not in the folder of the user`
    ];
    return notes.filter((note) => note !== false);
}
function explainRights({ strategy }) {
    switch (strategy) {
        case 'compose':
            return 'A member of the group docker can become root at any time: guard the key as one of root';
        case 'systemd':
            return 'Who may install a unit can become root, for a unit says as whom it runs: the rules keep mistakes away, not somebody who has the key';
        case 'commands':
            return 'Strategy commands gets no right to sudo: what restart-command and the hooks run by sudo is allowed by hand';
    }
}

;
const initHost = (0,core .h9)({
    name: 'init-host',
    summary: 'Prepare a host for deploys with the least rights: the user and its key, the folder, and the commands that it may run as root',
    inputs: initHostInputs,
    outputs: {},
    examples: [
        { command: 'init-host --environment production --public-key "ssh-ed25519 AAAA... ci" --plan', does: 'logs in as root, and shows what would be done' },
        { command: 'init-host --host deploy@web1 --login-user admin --path /srv/app', does: 'makes deploy on web1, by the sudo of admin' },
        { command: 'init-host --environment production --public-key "ssh-ed25519 AAAA... ci" --print', does: 'prints the same as a script for an administrator: sudo sh init-host.sh' }
    ],
    danger: 'write',
    isAction: false,
    observe: observeInitHost,
    plan: planInitHost
});
}),
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
81818:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
PH: () => ( unitNames),
SH: () => ( crontabMarks),
hw: () => ( renderCrontabBlock),
kt: () => ( renderUnits),
qZ: () => ( scheduleVerbs)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _strategies_systemd_unit_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(46994);
var _schedule_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19873);



function unitNames({ root }) {
    const app = root.slice(1).replaceAll(/[^A-Za-z0-9]+/g, '-');
    return { backup: `deploy-kit-backup-${app}`, watch: `deploy-kit-watch-${app}` };
}
function renderUnits({ paths, user, times, timeZone }) {
    const { backup, watch } = (0,_schedule_paths_js__WEBPACK_IMPORTED_MODULE_1__ .W)(paths.kit);
    const names = unitNames(paths);
    return [
        { name: `${names.backup}.service`, text: renderService({ description: `Backup of ${paths.root}`, user, file: backup }) },
        { name: `${names.backup}.timer`, text: renderTimer(`Backups of ${paths.root}`, times.map((time) => `*-*-* ${time}:00 ${timeZone}`)) },
        { name: `${names.watch}.service`, text: renderService({ description: `Age of the backups of ${paths.root}`, user, file: watch }) },
        { name: `${names.watch}.timer`, text: renderTimer(`Watches over the backups of ${paths.root}`, ['*-*-* *:17:00']) }
    ];
}
function renderService({ description, user, file }) {
    return `# By deploy-kit backups schedule, which replaces it.
[Unit]
Description=${escape(description)}
After=network-online.target docker.service

[Service]
Type=oneshot
User=${user}
ExecStart=/bin/sh "${escape(file).replaceAll('$', '$$$$')}"
Nice=10
`;
}
function renderTimer(description, times) {
    return `# By deploy-kit backups schedule, which replaces it.
[Unit]
Description=${escape(description)}

[Timer]
${times.map((time) => `OnCalendar=${time}`).join('\n')}
Persistent=true
RandomizedDelaySec=30

[Install]
WantedBy=timers.target
`;
}
function escape(text) {
    return text.replaceAll('%', '%%');
}
function scheduleVerbs(paths) {
    const { units } = (0,_schedule_paths_js__WEBPACK_IMPORTED_MODULE_1__ .W)(paths.kit);
    const { backup, watch } = unitNames(paths);
    const timers = [`${backup}.timer`, `${watch}.timer`];
    const files = [`${backup}.service`, `${backup}.timer`, `${watch}.service`, `${watch}.timer`];
    const words = [
        ...files.map((name) => ['install', '-o', 'root', '-g', 'root', '-m', '0644', `${units}/${name}`, `${_strategies_systemd_unit_paths_js__WEBPACK_IMPORTED_MODULE_2__ .yi}/${name}`]),
        ['systemctl', 'daemon-reload'],
        ...timers.map((timer) => ['systemctl', 'enable', '-q', timer]),
        ...timers.map((timer) => ['systemctl', 'restart', timer]),
        ...timers.map((timer) => ['systemctl', 'disable', '-q', '--now', timer]),
        ...files.map((name) => ['rm', '-f', `${_strategies_systemd_unit_paths_js__WEBPACK_IMPORTED_MODULE_2__ .yi}/${name}`])
    ];
    return words.map((line) => ({ needed: 'install', words: line }));
}
function renderCrontabBlock({ root, kit }) {
    const { backup, watch } = (0,_schedule_paths_js__WEBPACK_IMPORTED_MODULE_1__ .W)(kit);
    const [begin, end] = crontabMarks(root);
    const lineOf = (when, ...words) => `${when} /bin/sh ${words.map(_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .hD).join(' ').replaceAll('%', '\\%')} >/dev/null`;
    return [begin, lineOf('*/5 * * * *', backup, 'due'), lineOf('17 * * * *', watch), end, ''].join('\n');
}
function crontabMarks(root) {
    return [`# BEGIN backups of ${root}, by deploy-kit backups schedule`, `# END backups of ${root}`];
}
}),
68842:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
t: () => ( choosePort)
});
function choosePort(ports, { id, live, served }) {
    const own = ports.find((port) => served[port] === id);
    const idle = ports.find((port) => live === undefined || served[port] !== live);
    const [first = 0] = ports;
    return own ?? (id === live ? first : (idle ?? first));
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
44550:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
E: () => ( readSudoVerbs)
});
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9426);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28264);
var _read_source_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54347);
var _sudo_verbs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59687);




async function readSudoVerbs(values, local) {
    const others = { 'python-requirements': undefined, 'pip-options': undefined, settle: 0, drain: 0, 'command-timeout': 0 };
    const { settings } = await (0,_read_source_js__WEBPACK_IMPORTED_MODULE_1__ .L)({ ...values, ...others }, local);
    return (0,_sudo_verbs_js__WEBPACK_IMPORTED_MODULE_2__ .o)(settings, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_3__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ .Fd)(values.path), values.layout));
}
}),
51992:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
_4: () => ( findTemplate),
hR: () => ( instanceOf),
kd: () => ( isService),
vz: () => ( listRestarted),
zJ: () => ( listSockets)
});
function findTemplate({ cutover, units }) {
    return cutover === 'ports' ? units.find(({ name }) => name.endsWith('@.service')) : undefined;
}
function instanceOf(template, port) {
    return template.replace('@.', `@${port}.`);
}
function listRestarted({ units }) {
    const names = new Set(units.map(({ name }) => name));
    return units.filter(({ name }) => /\.(timer|path)$/.test(name) || (isService(name) && !names.has(name.replace('.service', '.timer'))));
}
function listSockets({ units }) {
    return units.filter(({ name }) => name.endsWith('.socket'));
}
function isService(name) {
    return name.endsWith('.service') && !name.endsWith('@.service');
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
}),
1979:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
I: () => ( listUnitLogs),
S: () => ( JOURNAL_LINES)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _choose_port_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68842);
var _settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51992);



const JOURNAL_LINES = 200;
function listUnitLogs(settings, place, lines) {
    const template = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__ ._4)(settings);
    const services = settings.units.map(({ name }) => name).filter(_settings_js__WEBPACK_IMPORTED_MODULE_1__ .kd);
    const units = template === undefined ? services : [(0,_settings_js__WEBPACK_IMPORTED_MODULE_1__ .hR)(template.name, (0,_choose_port_js__WEBPACK_IMPORTED_MODULE_2__ .t)(settings.ports, place)), ...services];
    return units.map((unit) => ({ title: `Journal of ${unit}`, host: place.host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOG_PROGRAM, [unit, String(lines), String(JOURNAL_LINES)]) }));
}
const LOG_PROGRAM = `
unit=$1 lines=$2 allowed=$3
case " $(id -un) $(id -nG) " in
  *' root '* | *' adm '* | *' systemd-journal '*) exec journalctl -q --no-pager -o short-iso -n "$lines" -u "$unit" ;;
esac
sudo -n journalctl -q --no-pager -o short-iso -n "$lines" -u "$unit" 2>/dev/null && exit
if text=$(sudo -n journalctl -q --no-pager -o short-iso -n "$allowed" -u "$unit" 2>/dev/null); then
  [ "$lines" -le "$allowed" ] || echo "(sudo on this host lets nobody read more than $allowed lines)"
  printf '%s\\n' "$text" | tail -n "$lines"
  exit
fi
exec journalctl -q --no-pager -o short-iso -n "$lines" -u "$unit" 2>&1
`;
}),
46994:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
AH: () => ( stagedSite),
kG: () => ( portLink),
l5: () => ( SITES_PLACE),
w7: () => ( unitsFolder),
yi: () => ( UNITS_PLACE),
z$: () => ( stagedUnit)
});
function unitsFolder(paths) {
    return `${paths.kit}/units`;
}
function stagedUnit(paths, name) {
    return `${unitsFolder(paths)}/live/${name}`;
}
function stagedSite(paths, name) {
    return `${unitsFolder(paths)}/live/nginx/${name}`;
}
function portLink(paths, port) {
    return `${paths.root}/current-${port}`;
}
const UNITS_PLACE = '/etc/systemd/system';
const SITES_PLACE = '/etc/nginx';
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
13706:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Po: () => ( isProbed),
R6: () => ( findUnmeasured),
RY: () => ( planProbes)
});
const LOOPBACK = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/?#]|$)/;
function planProbes(url, hosts) {
    if (url === undefined)
        return [];
    const from = LOOPBACK.test(url) ? 'host' : 'runner';
    return (from === 'host' ? hosts : hosts.slice(0, 1)).map((host) => ({ host, url, from, fromPhase: 'prepare', cutoverPhase: 'cutover', toPhase: 'finish' }));
}
function isProbed(probes, host) {
    return probes.some((probe) => probe.host === host);
}
function findUnmeasured(values) {
    return values['max-failed-requests'] !== undefined && values['probe-url'] === undefined ? ['max-failed-requests needs a probe-url'] : [];
}
}),
92359:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
EN: () => ( linkShared),
UO: () => ( isWithin),
WJ: () => ( listParents),
Y0: () => ( trimSlash),
td: () => ( withoutHostPaths),
yW: () => ( findInnerPathProblem)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

function findInnerPathProblem(path) {
    const shown = JSON.stringify(path);
    if (/[\u0000-\u001f\u007f]/.test(path))
        return `must not contain control characters: ${shown}`;
    if (/[*?]/.test(path))
        return `must be a path, not a pattern: ${shown}`;
    if (path.startsWith('/'))
        return `must be relative to the deploy path, not ${shown}`;
    const parts = trimSlash(path).split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..'))
        return `must not contain empty, . or .. parts: ${shown}`;
    if (parts[0] === '.deploy-kit')
        return `belongs to deploy-kit itself: ${shown}`;
    return undefined;
}
function isWithin(path, paths) {
    return paths.map(trimSlash).some((outer) => path === outer || path.startsWith(`${outer}/`));
}
function linkShared(release, shared, paths) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LINK_SHARED_PROGRAM, [release, shared, ...paths]);
}
const LINK_SHARED_PROGRAM = `
set -eu
release=$1 shared=$2
shift 2
for path in "$@"; do
  name=\${path%/}
  target=$shared/$name
  inner=$release/$name
  mkdir -p "$(dirname "$target")" "$(dirname "$inner")"
  if [ ! -e "$target" ] && [ ! -L "$target" ]; then
    if [ -e "$inner" ] && [ ! -L "$inner" ]; then
      cp -Rp "$inner" "$target.partial"
      mv "$target.partial" "$target"
    elif [ "$name" != "$path" ]; then
      mkdir "$target"
    fi
  fi
  rm -rf "$inner"
  ln -s "$target" "$inner"
done
`;
function listParents(path) {
    const parts = path.split('/');
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
function trimSlash(path) {
    return path.replace(/\/+$/, '');
}
function withoutHostPaths(tree, hostPaths) {
    return hostPaths.length === 0 ? tree : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .OW)(tree.entries.filter((entry) => !isWithin(entry.path, hostPaths)));
}
})

};
