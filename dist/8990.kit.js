import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 8990;
export const ids = [8990];
export const modules = {
48990:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  backupsSchedule: () => ( backupsSchedule),
  backupsScheduleRemove: () => ( backupsScheduleRemove)
});
var core = __webpack_require__(28998);
var connection_inputs = __webpack_require__(95989);
var target_inputs = __webpack_require__(9426);
;
function chooseTimer({ hasSystemd, refused, crontab, hasCron }) {
    if (hasSystemd && refused.length === 0)
        return 'systemd';
    return crontab !== undefined && 'block' in crontab && hasCron !== false ? 'cron' : undefined;
}
function findTimerProblems(host, found) {
    const { hasSystemd, refused, crontab, hasCron, units, user } = found;
    const timer = chooseTimer(found);
    const allow = 'Let an administrator run deploy-kit init-host with the components of the backup in the configuration (strategy systemd or compose)';
    if (timer === 'cron' && hasSystemd && Object.keys(units).length > 0) {
        return [{ code: 'DK_PERMISSION_DENIED', host, message: `There are timers of systemd for it on ${host}, and sudo does not let ${user} run: ${refused[0] ?? ''}`, remedy: `${allow}; or let them remove the timers` }];
    }
    if (timer !== undefined)
        return [];
    const systemd = hasSystemd ? `sudo does not let ${user} run: ${refused[0] ?? ''}` : 'systemd does not run there';
    const cron = crontab === undefined ? 'there is no program crontab' : 'problem' in crontab ? `crontab says: ${crontab.problem}` : hasCron === false ? 'no cron daemon runs' : '';
    return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `Nothing on ${host} can start a backup at its time: ${systemd}, and ${cron}`, remedy: hasSystemd ? `${allow}, or install cron` : 'Install cron there, and see that it runs' }];
}
var backup_inputs = __webpack_require__(60474);
var input_checks = __webpack_require__(83085);
;
const { 'backup-name': _name, only: _only, skip: _skip, storage: _storage, 'storage-endpoint': _endpoint, 'storage-region': _region, 'aws-access-key-id': _keyId, 'aws-secret-access-key': _secretKey, 'aws-session-token': _token, ...scheduled } = backup_inputs .Ct;
const scheduleInputs = (0,core .pf)({
    ...scheduled,
    at: (0,core .p_)({
        group: 'Backup',
        description: 'When a backup is made, every day, in `time-zone`: times of day, separated by commas.',
        default: '03:30',
        example: '03:30, 15:30',
        check: findTimeProblem
    }),
    'promised-age': (0,core .p0)({
        group: 'Backup',
        description: 'How old the newest verified backup may be before the watcher on the host raises the alarm.',
        default: '26h',
        check: input_checks .fG
    }),
    'ping-url': (0,core .rJ)({
        group: 'Backup',
        description: "The address of a dead man's switch (as of healthchecks.io): pinged every hour while the newest verified backup is as young as promised. It raises the alarm when no ping comes.",
        check: (url) => findPingProblem(url.reveal())
    }),
    'lock-wait': (0,core .p0)({ group: 'Behaviour', description: 'How long the scheduled backup waits for a deploy that is at work.', default: '1h' })
});
function findTimeProblem(times) {
    if (times.length === 0)
        return 'names no time of day: write 03:30';
    const wrong = times.find((time) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(time));
    return wrong === undefined ? undefined : `is no time of day: ${JSON.stringify(wrong)} (write 03:30)`;
}
function findPingProblem(url) {
    const isWhole = /^https?:\/\/[^\s"\\]+$/.test(url) && URL.canParse(url);
    return isWhole ? undefined : 'must begin with http:// or https://, and hold no blanks, quotes or backslashes';
}
var observe = __webpack_require__(11230);
var slots = __webpack_require__(96123);
var host_paths = __webpack_require__(28264);
var sudo_verbs = __webpack_require__(59687);
;
const CRONTAB_FUNCTIONS = `
PATH=$PATH:/usr/sbin:/sbin
LC_ALL=C
export LC_ALL
read_crontab() {
  crontab -l 2>/dev/null && echo . && return
  said=$(crontab -l 2>&1 >/dev/null)
  case $said in *'no crontab'* | *"can't open"*) echo . ;; *) printf '%s\\n' "$said"; return 1 ;; esac
}
`;
var schedule_paths = __webpack_require__(19873);
var timer_files = __webpack_require__(81818);
;
function readSchedule(paths) {
    const verbs = (0,timer_files .qZ)(paths);
    const { backup, watch } = (0,timer_files .PH)(paths);
    return (0,core .P)((0,core .K$)(READ_SCHEDULE_PROGRAM, [(0,schedule_paths .W)(paths.kit).folder, `${backup} ${watch}`, ...(0,timer_files .SH)(paths.root), ...verbs.map(({ words }) => words.join('\t'))]), (answer) => parseSchedule(answer, verbs.map(({ words }) => words.join(' '))));
}
const READ_SCHEDULE_PROGRAM = `
folder=$1 units=$2 first=$3 last=$4
shift 4
${CRONTAB_FUNCTIONS}
text() { base64 <"$1" | tr -d '\\n'; }
printf 'user\\t%s\\n' "$(id -un)"
[ ! -d /run/systemd/system ] || printf 'systemd\\n'
for name in backup.sh watch.sh schedule.json; do
  [ ! -r "$folder/$name" ] || printf 'file\\t%s\\t%s\\n' "$name" "$(text "$folder/$name")"
done
[ ! -e "$folder/ping-url" ] || printf 'ping\\n'
for name in $units; do
  for unit in "$name.service" "$name.timer"; do
    [ ! -r "/etc/systemd/system/$unit" ] || printf 'unit\\t%s\\t%s\\n' "$unit" "$(text "/etc/systemd/system/$unit")"
  done
done
if command -v crontab >/dev/null 2>&1; then
  if lines=$(read_crontab); then
    # Other lines may hold secrets: they stay here.
    printf 'crontab\\t%s\\n' "$(printf %s "\${lines%?}" | awk -v first="$first" -v last="$last" '$0 == first { on = 1 } on { print } $0 == last { on = 0 }' | base64 | tr -d '\\n')"
  else
    printf 'no-crontab\\t%s\\n' "$(printf %s "$lines" | tr '\\n\\t' '  ')"
  fi
fi
seen=''
for name in /proc/[0-9]*/comm; do
  { read -r program <"$name"; } 2>/dev/null || continue
  seen=\${seen:-no}
  case $program in cron | crond | fcron | dcron | bcron*) seen=yes ;; esac
done
[ -z "$seen" ] || printf 'cron\\t%s\\n' "$seen"
if command -v curl >/dev/null 2>&1 || wget --version 2>/dev/null | grep -q '^GNU'; then printf 'pings\\n'; fi
${sudo_verbs .c}`;
function parseSchedule({ stdout }, verbs) {
    const lines = stdout.split('\n').map((line) => line.split('\t'));
    const fieldsOf = (word) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
    const text = (base64 = '') => Buffer.from(base64, 'base64').toString('utf8');
    const textsOf = (word) => Object.fromEntries(fieldsOf(word).map(([name = '', base64]) => [name, text(base64)]));
    const [crontab, refused, cron] = [fieldsOf('crontab')[0], fieldsOf('no-crontab')[0]?.[0], fieldsOf('cron')[0]?.[0]];
    return {
        user: fieldsOf('user')[0]?.[0] ?? '',
        hasSystemd: fieldsOf('systemd').length > 0,
        refused: fieldsOf('refused').flatMap(([at]) => verbs[Number(at)] ?? []),
        crontab: crontab === undefined ? (refused === undefined ? undefined : { problem: refused }) : { block: text(crontab[0]) },
        hasCron: cron === undefined ? undefined : cron === 'yes',
        files: textsOf('file'),
        units: textsOf('unit'),
        hasPingUrl: fieldsOf('ping').length > 0,
        canPing: fieldsOf('pings').length > 0
    };
}

;
async function observeSchedule(values, observer) {
    const paths = pathsOf(values);
    const [startsAt] = values.at;
    const backup = await (0,observe .zr)(asBackup(values), observer);
    const installed = await Promise.all(observer.hosts.map(async (host) => {
        const { schedule } = await observer.askAll(host, { schedule: readSchedule(paths), slot: (0,slots .i)({ moment: backup.perHost[host]?.folder.clock ?? 0, zone: values['time-zone'], startsAt }) });
        return [host, schedule];
    }));
    return { backup, installed: Object.fromEntries(installed) };
}
function pathsOf(values) {
    return (0,host_paths .tO)((0,target_inputs .Fd)(values.path), values.layout);
}
const NOT_SCHEDULED = {
    'backup-name': undefined,
    only: undefined,
    skip: undefined,
    storage: undefined,
    'storage-endpoint': undefined,
    'storage-region': '',
    'aws-access-key-id': undefined,
    'aws-secret-access-key': undefined,
    'aws-session-token': undefined
};
function asBackup(values) {
    return { ...values, ...NOT_SCHEDULED };
}
var backup_steps = __webpack_require__(5374);
var manifest = __webpack_require__(68697);
var plan = __webpack_require__(50227);
var retention_of = __webpack_require__(37096);
var unified_diff = __webpack_require__(60391);
var backup_component = __webpack_require__(97481);
var render_recovery = __webpack_require__(57058);
var ledger = __webpack_require__(22126);
var lock = __webpack_require__(13336);
var retention_functions = __webpack_require__(40788);
var server_place = __webpack_require__(55489);
var stream_functions = __webpack_require__(4028);
;
const TEXT = '\u{E000}';
const MEMBER = '\u{E001}';
const NUMBER = '\u{E002}';
const END = '\u{E003}';
function hostText(variable) {
    return `${TEXT}${variable}${END}`;
}
function hostMember(variable) {
    return `${MEMBER}${variable}${END}`;
}
function hostNumber(variable) {
    return `${NUMBER}${variable}${END}`;
}
const MARKS = new RegExp(`("[a-z]+":"${MEMBER}[a-z_]+${END}",|"${NUMBER}[a-z_]+${END}"|${TEXT}[a-z_]+${END})`, 'u');
function renderHostWord(word) {
    const parts = word.split(MARKS);
    return parts.length === 1 ? (0,core .hD)(word) : parts.map((part, index) => (index % 2 === 0 ? renderConstant(part) : renderMark(part))).join('');
}
function renderConstant(text) {
    return text === '' ? '' : (0,core .hD)(text);
}
function renderMark(mark) {
    const [, variable = ''] = /[\u{E000}-\u{E002}](.*)\u{E003}/u.exec(mark) ?? [];
    const [, member] = new RegExp(`^"([a-z]+)":"${MEMBER}`, 'u').exec(mark) ?? [];
    return member === undefined ? `"$${variable}"` : `"\${${variable}:+\\"${member}\\":\\"$${variable}\\",}"`;
}

;
const SHARED = [stream_functions .J5.replace(stream_functions .kO, ''), server_place .e, core .kl, retention_functions .X4, stream_functions .kO];
function defineHostFunctions(commands) {
    const names = new Map();
    for (const [name, command] of commands) {
        const [program] = readScript(command);
        if (names.has(program))
            continue;
        const taken = [...names.values()].filter((other) => other === name || other.startsWith(`${name}_`)).length;
        names.set(program, taken === 0 ? name : `${name}_${taken + 1}`);
    }
    const all = [...names.keys()].join('\n');
    return {
        text: [...names].map(([program, name]) => `${name}() (${withoutShared(program)})\n`).join('\n'),
        shared: [stream_functions .kO, ...SHARED.filter((text) => text !== stream_functions .kO && all.includes(text))].join(''),
        lineOf(command) {
            const [program, words] = readScript(command);
            const name = names.get(program);
            if (name === undefined)
                throw new RangeError('This program is not one of the functions');
            return [name, ...words.map(renderHostWord)].join(' ');
        }
    };
}
function readScript(command) {
    if (command.kind !== 'exec' || command.stdin !== undefined || command.env !== undefined || command.cwd !== undefined)
        throw new RangeError('Only programs without an input can be in a script');
    const [shell, option, program, , ...words] = command.argv;
    if (shell !== 'sh' || option !== '-c' || program === undefined)
        throw new RangeError('Only programs can be in a script');
    return [program, words];
}
function withoutShared(program) {
    const rest = SHARED.reduce((text, shared) => text.replace(shared, '\n'), program).replace(/\n{2,}/g, '\n');
    return rest.endsWith('\n') ? rest : `${rest}\n`;
}

;
const SCHEDULE_FUNCTIONS = `
# To standard output, which systemd keeps in its journal, and to the log; what failed to standard error, of which cron sends a mail.
note_down() { printf '%s %s\\n' "$(date -u '+%Y-%m-%d %H:%M:%S')" "$*" 2>/dev/null >>"$log"; }
tell() {
  printf '%s\\n' "$*"
  note_down "$*"
}

# It leads its own process group, so that all that it starts can be ended at once.
lead() {
  group=''
  { read -r _ _ _ _ group _ <"/proc/$$/stat"; } 2>/dev/null
  if [ -n "$group" ] && [ "$group" != "$$" ] && command -v setsid >/dev/null 2>&1; then exec setsid sh "$0" "$@"; fi
}

keep_lock() {
  left=$1 beat=0
  while [ "$left" -gt 0 ]; do
    sleep 5
    left=$((left - 5)) beat=$((beat + 5))
    [ "$beat" -ge 30 ] || continue
    beat=0
    renew
    [ "$?" != 75 ] || break
  done
  if [ "$left" -gt 0 ]; then why='the deploy lock was taken over by another run'; else why="it took longer than $1 s"; fi
  echo "$why" >"$steps/why"
  kill -s TERM -- "-$$" 2>/dev/null || kill -s TERM "$$"
}
end_keeper() {
  [ -n "$keeper" ] || return 0
  # Not TERM: just after its start it has the traps of its parent, and would forget it.
  kill -s KILL "$keeper" 2>/dev/null
  wait "$keeper" 2>/dev/null
  keeper=''
}

# The trap only takes note: within a step, what it prints would be taken for output of the step.
heed_end() { [ -z "$is_ended" ] || give_up 143 "$(cat "$steps/why" 2>/dev/null || echo 'it was ended')"; }
run_step() {
  title=$1 seconds=$2
  shift 2
  tell "$title"
  keep_lock "$seconds" >/dev/null 2>&1 &
  keeper=$!
  "$@" >"$steps/stdout" 2>"$steps/stderr"
  code=$?
  end_keeper
  heed_end
  cat "$steps/stdout" "$steps/stderr" 2>/dev/null >>"$log"
  why="$title: $(tail -n 5 "$steps/stderr" 2>/dev/null | tr '\\n' ' ')(exit code $code)"
}
step() {
  run_step "$@"
  [ "$code" = 0 ] || give_up 1 "$why"
}
optional_step() {
  run_step "$@"
  if [ "$code" != 0 ]; then
    printf '%s\\n' "$why" >&2
    note_down "$why"
  fi
}

give_up() {
  give_up_code=$1
  shift
  trap '' HUP INT TERM
  end_keeper
  if [ -n "$is_published" ]; then
    printf '%s is whole, but: %s\\n' "$id" "$*" >&2
  else
    printf 'There is no new backup, older ones are untouched: %s\\n' "$*" >&2
    note_down "FAILED: $*"
    if [ -n "$is_locked" ]; then
      take_back >&2
      note_failure >&2
    fi
  fi
  end_run
  exit "$give_up_code"
}
end_run() {
  [ -z "$is_locked" ] || release
  rm -rf "\${steps%/*}"
}

# Under the lock of the deploys; nobody takes it over while this process is alive.
begin_run() {
  run=$(od -An -N6 -tx1 /dev/urandom | tr -d ' \\n')
  steps=$kit/steps/$run/backup
  if ! { mkdir -p "$steps" && find_process "$$" && echo "$process" >"$steps/process"; } 2>/dev/null; then give_up 1 "Nothing can be written in $kit"; fi
  waited=0
  while :; do
    holder=$(take)
    code=$?
    [ "$code" != 0 ] || break
    [ "$code" = 75 ] || give_up 1 "The deploy lock cannot be taken: $holder"
    [ "$waited" -lt "$lock_wait" ] || give_up 75 "The deploy lock is held by $holder, also after $lock_wait s of waiting"
    [ "$waited" != 0 ] || tell "It waits for the deploy lock, which is held by $holder"
    sleep 5
    heed_end
    waited=$((waited + 5))
  done
  is_locked=yes
}

# What started before this script is started again as it was, when a dead run is taken back.
as_found() (
  umask "$mask"
  if [ -n "$language" ]; then LC_ALL=$language; else unset LC_ALL; fi
  "$@"
)

json_text() { tr '\\n' ' ' 2>/dev/null <"$1" | awk -v name="$2" '{
  if (!match($0, "\\"" name "\\" *: *\\"[A-Za-z0-9._-]*\\"")) exit
  text = substr($0, RSTART, RLENGTH - 1)
  sub(/.*"/, "", text)
  print text
}'; }
find_live() {
  live='' commit='' project=''
  target=$(readlink "$current" 2>/dev/null) || return 0
  target=\${target%/}
  case \${target##*/} in '' | .* | *[!A-Za-z0-9._-]*) return 0 ;; esac
  place=$(cd -P "$current" 2>/dev/null && pwd) || return 0
  [ "$place" = "$(cd -P "$releases/\${target##*/}" 2>/dev/null && pwd)" ] || return 0
  live=\${target##*/}
  manifest=$kit/releases/$live.json
  [ -r "$manifest" ] || return 0
  commit=$(json_text "$manifest" commit)
  [ "$(json_text "$manifest" strategy)" != compose ] || project=$(json_text "$manifest" project)
}

# When, and under which name. What the newest backup of the same parts took tells what this one will need.
find_moment() {
  now=$(date +%s) created='' day='' week='' month=''
  created=\${now}000
  made=$(date -u -d "@$now" '+%Y-%m-%d %H:%M:%S')
  slot=$(backup_slot "$now" "$time_zone" "\${times%% *}" 2>&1) || give_up 1 "$slot"
  IFS="$(printf '\\t')" read -r day week month <<SLOT
$slot
SLOT
  stamp=scheduled_$(date -u -d "@$now" '+%Y%m%d_%H%M%S')
  id=$stamp count=1
  while [ -e "$backups/$id" ]; do
    count=$((count + 1))
    id=$stamp-$count
  done
  needed=$(list_kept "$backups" | awk -F '\\t' -v parts="$parts" '$3 == parts && $4 > newest { newest = $4; bytes = $10 } END { printf "%.0f", bytes * 1.3 }')
}

# For cron, which knows no time zones and does not catch up on what was missed: each time of a day is tried once.
is_due() {
  due=$(for at in $times; do
    at_day=$(backup_slot "$(($(date +%s) - 10800))" "$time_zone" "$at") && printf '%s %s\\n' "$(printf '%s\\n' "$at_day" | cut -f 1)" "$at"
  done | sort | tail -n 1)
  tried=$(cat "$schedule/tried" 2>/dev/null)
  [ -n "$due" ] && [ "$due" != "$tried" ] || return 1
  printf '%s\\n' "$due" >"$schedule/tried" || return 1
  # When it was installed just now, the first time is yet to come.
  [ -n "$tried" ]
}
`;

;
function renderBackupScript(backup) {
    const { paths, components, tool } = backup;
    const planned = describeScheduled(backup);
    const steps = (0,backup_steps .tx)(planned).map(requireRun);
    const { run, id, release, commit } = planned.head;
    const lease = (0,lock .tK)(paths.kit, { waitSeconds: backup.lockWaitSeconds, commandTimeoutSeconds: lock .Ej }, { runId: run.id, owner: `the schedule of ${paths.root}`, host: backup.host });
    const failed = (0,ledger .OC)(paths.ledger, { operation: 'backup', outcome: 'failed', release: id, before: release, commit, run });
    const undos = steps.flatMap(({ undo }) => (undo === undefined ? [] : [undo.command])).toReversed();
    const settle = lease.settle === undefined ? [] : [lease.settle];
    const functions = defineHostFunctions([
        ['take_lock', lease.take],
        ['renew_lock', lease.renew],
        ['release_lock', lease.release],
        ...settle.map(({ command }) => ['settle_guards', command]),
        ...steps.map((step) => [nameFunction(step, components), step.command]),
        ['append_ledger', failed],
        ...undos.map((command) => ['take_away', command])
    ]);
    const callOf = (name, commands) => `${name}() {\n${commands.map((command) => `  ${functions.lineOf(command)}`).join('\n')}\n}`;
    return [
        renderHead(backup, `# Backs up ${paths.root}: ${components.map(({ name, kind }) => (name === kind ? name : `${name} (${kind})`)).join(', ')}.\n# Written by deploy-kit backups schedule (${tool}), which replaces it as a whole.`),
        `${functions.shared}${slots .v}${SCHEDULE_FUNCTIONS}`,
        functions.text,
        callOf('take', [lease.take]),
        callOf('renew', [lease.renew]),
        callOf('release', [lease.release]),
        callOf('take_back', undos),
        callOf('note_failure', [failed]),
        `back_up() {\n  find_live\n${requireProject(components)}  find_moment\n${[
            ...settle.map(({ title, command, timeoutSeconds }) => `  step ${(0,core .hD)(title)} ${timeoutSeconds} \\\n    as_found ${functions.lineOf(command)}`),
            ...steps.map((step) => renderStep(step, functions.lineOf(step.command)))
        ].join('\n')}\n}`,
        END_OF_SCRIPT
    ].join('\n');
}
function describeScheduled({ host, paths, backups, components, recipients, codec, compare, timeoutSeconds, retention, isSmallerAccepted, tool }) {
    const id = hostText('id');
    const head = {
        schema: 1,
        id,
        type: 'scheduled',
        createdAt: 0,
        slot: { day: hostText('day'), week: hostText('week'), month: hostText('month') },
        host,
        path: paths.root,
        release: hostMember('live'),
        commit: hostMember('commit'),
        codec,
        recipients,
        fingerprint: compare,
        components,
        tool,
        run: { id: hostText('run'), who: 'schedule', url: undefined, machine: host }
    };
    return {
        head,
        covering: {
            head: JSON.stringify({ ...head, createdAt: hostNumber('created') }),
            slot: (0,manifest .n_)(head, hostText('now')),
            recovery: (0,render_recovery .G)({ ...head, release: undefined }, hostText('made'))
        },
        kit: paths.kit,
        backups,
        work: `${backups}/.partial-${hostText('run')}`,
        final: `${backups}/${id}`,
        project: hostText('project'),
        needed: `${hostText('needed')} bytes`,
        about: `${hostText('needed')} bytes`,
        timeoutSeconds,
        ledger: paths.ledger,
        retention: { rules: retention, isSmallerAccepted }
    };
}
function requireRun(step) {
    if (step.kind !== 'run')
        throw new RangeError(`A script cannot do ${step.id}`);
    return step;
}
function nameFunction({ id }, components) {
    const component = components.find(({ name }) => id === `dump-${name}`);
    return (component === undefined ? id : `dump-${component.kind}`).replaceAll('-', '_');
}
function renderStep({ id, title, timeoutSeconds, optional }, call) {
    const line = `  ${optional === true ? 'optional_step' : 'step'} ${renderHostWord(title)} ${Math.ceil(timeoutSeconds)} \\\n    ${call}`;
    return id === 'publish-backup' ? `${line}\n  is_published=yes` : line;
}
function requireProject(components) {
    if (!components.some((component) => (0,backup_component .z5)(component) !== undefined))
        return '';
    return `  [ -n "$project" ] || give_up 1 'No Compose project is live, and a part of the backup is in a service of it'\n`;
}
function renderHead({ paths, backups, components, lockWaitSeconds, times, timeZone }, title) {
    const { folder, log } = (0,schedule_paths .W)(paths.kit);
    const values = {
        kit: paths.kit,
        backups,
        current: paths.current,
        releases: paths.releases,
        schedule: folder,
        log,
        times: times.join(' '),
        time_zone: timeZone,
        lock_wait: String(Math.ceil(lockWaitSeconds)),
        parts: (0,manifest .s4)({ components })
    };
    return `#!/bin/sh
${title}
#
#   sh backup.sh        makes a backup now
#   sh backup.sh due    makes one when one of its times has come that was not tried yet: for cron
#
# First come the functions, then the steps with their values. Each function is one step of "deploy-kit backup".
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154,SC2317 # text of other programs; each function has variables of its own, or those of its caller; steps are called by their names
${Object.entries(values).map(([name, value]) => `${name}=${(0,core .hD)(value)}`).join('\n')}
mask=$(umask) language=\${LC_ALL-}
steps='' keeper='' is_locked='' is_published='' is_ended='' id=''
PATH=\${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
`;
}
const END_OF_SCRIPT = `
main() {
  lead "$@"
  if [ "\${1-}" = due ]; then is_due || exit 0; fi
  if [ -s "$log" ]; then tail -n 2000 "$log" >"$log.new" && mv "$log.new" "$log"; fi
  trap 'is_ended=yes' HUP INT TERM
  begin_run
  back_up
  tell "$id is whole"
  trap '' HUP INT TERM
  end_run
  # Whoever watches over the backups hears of it at once.
  sh "$schedule/watch.sh"
  exit 0
}
main "$@"
`;
var shell_functions = __webpack_require__(15243);
var unit_paths = __webpack_require__(46994);
;
function writeFile(folder, name, text) {
    return (0,core .K$)(WRITE_FILE_PROGRAM, [folder, name, String(Buffer.byteLength(text))], { stdin: text });
}
const WRITE_FILE_PROGRAM = `
umask 077
mkdir -p "$1" && chmod 700 "$1" || exit 1
new=$1/.$2.new
trap 'rm -f "$new"' EXIT
cat >"$new" && [ "$(($(wc -c <"$new")))" = "$3" ] && mv -f "$new" "$1/$2"
`;
function writePingUrl(folder, url) {
    return (0,core .K$)(WRITE_PING_URL_PROGRAM, [folder], { stdin: new core .zh(url.name, `${url.reveal()}\n`, url.revealParts()) });
}
const WRITE_PING_URL_PROGRAM = `
umask 077
mkdir -p "$1" && chmod 700 "$1" || exit 1
IFS= read -r url && printf '%s\\n' "$url" >"$1/.ping-url.new" && mv -f "$1/.ping-url.new" "$1/ping-url"
`;
function removePingUrl(folder) {
    return (0,core .K$)('rm -f -- "$1/ping-url"', [folder]);
}
function installUnits({ kit }, units) {
    return (0,core .K$)(INSTALL_UNITS_PROGRAM, [(0,schedule_paths .W)(kit).units, unit_paths .yi, ...units.flatMap(({ name, text }) => [name, text])]);
}
const INSTALL_UNITS_PROGRAM = `
set -eu${shell_functions .e7}
staged=$1 place=$2 timers=''
shift 2
umask 077
mkdir -p "$staged"
while [ "$#" -gt 1 ]; do
  printf '%s' "$2" >"$staged/$1"
  root install -o root -g root -m 0644 "$staged/$1" "$place/$1"
  case $1 in *.timer) timers="$timers $1" ;; esac
  shift 2
done
root systemctl daemon-reload
for timer in $timers; do
  root systemctl enable -q "$timer"
  root systemctl restart "$timer"
done
`;
function removeUnits(paths) {
    const { backup, watch } = (0,timer_files .PH)(paths);
    return (0,core .K$)(REMOVE_UNITS_PROGRAM, [unit_paths .yi, backup, watch]);
}
const REMOVE_UNITS_PROGRAM = `
set -eu${shell_functions .e7}
place=$1
shift
for name in "$@"; do
  [ ! -e "$place/$name.timer" ] || root systemctl disable -q --now "$name.timer"
  for unit in "$name.service" "$name.timer"; do
    [ ! -e "$place/$unit" ] || root rm -f "$place/$unit"
  done
done
root systemctl daemon-reload
`;
function replaceCrontabBlock(root, block) {
    return (0,core .K$)(REPLACE_BLOCK_PROGRAM, [...(0,timer_files .SH)(root), block]);
}
const REPLACE_BLOCK_PROGRAM = `${CRONTAB_FUNCTIONS}
lines=$(read_crontab) || {
  printf '%s\\n' "$lines" >&2
  exit 1
}
# A block without its end is not ours to remove.
others=$(printf %s "\${lines%?}" | awk -v first="$1" -v last="$2" '
  $0 == first { printf "%s", kept; kept = $0 "\\n"; open = 1; next }
  open && $0 == last { kept = ""; open = 0; next }
  open { kept = kept $0 "\\n"; next }
  { print }
  END { printf "%s", kept }' && echo .) || exit 1
printf '%s%s' "\${others%?}" "$3" | crontab -
`;
function removeScheduleFolder({ kit }) {
    return (0,core .K$)('rm -rf -- "$1"', [(0,schedule_paths .W)(kit).folder]);
}
var schedule_settings = __webpack_require__(41744);
;
function renderWatchScript({ paths, backups, components, promisedAgeSeconds, tool }) {
    const { pingUrl, log } = (0,schedule_paths .W)(paths.kit);
    const values = { backups, log, ping_url: pingUrl, promised: String(Math.ceil(promisedAgeSeconds)), parts: (0,manifest .s4)({ components }) };
    return `#!/bin/sh
# Fails when the newest verified backup of ${paths.root} (${components.map(({ name }) => name).join(', ')}) is older than promised; pings a URL when it is not.
# Written by deploy-kit backups schedule (${tool}), which replaces it as a whole.
# shellcheck disable=SC2016 # a path may hold a dollar sign
${Object.entries(values).map(([name, value]) => `${name}=${(0,core .hD)(value)}`).join('\n')}
PATH=\${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
${stream_functions .kO}${retention_functions .X4}${WATCH_FUNCTIONS}`;
}
const WATCH_FUNCTIONS = `
note_down() { printf '%s %s\\n' "$(date -u '+%Y-%m-%d %H:%M:%S')" "$*" 2>/dev/null >>"$log"; }
alarm() {
  note_down "ALARM: $*"
  fail "$*"
}
ping() {
  [ -s "$ping_url" ] || return 0
  IFS= read -r url <"$ping_url"
  if command -v curl >/dev/null 2>&1; then
    printf 'url = "%s"\\n' "$url" | curl --fail --silent --show-error --max-time 30 --retry 2 --output /dev/null --config -
  else
    printf '%s\\n' "$url" | wget -q -T 30 -t 3 -O /dev/null -i -
  fi
}
now=$(date +%s)
newest=$(list_kept "$backups" | awk -F '\\t' -v parts="$parts" -v now="$now" '
  $3 == parts && $8 == "verified" && $2 != "emergency" && $4 <= now + 86400 && $4 > newest { newest = $4 }
  END { printf "%.0f", newest }')
[ "\${newest:-0}" -gt 0 ] || alarm "There is no verified backup in $backups"
age=$((now - newest))
[ "$age" -le "$promised" ] || alarm "The newest verified backup in $backups is $((age / 3600)) h $((age % 3600 / 60)) min old, and at most $((promised / 3600)) h $((promised % 3600 / 60)) min are promised"
words=$(ping 2>&1) || alarm "The newest verified backup is as young as promised, but the ping could not be sent: $words"
echo "The newest verified backup is $((age / 3600)) h $((age % 3600 / 60)) min old"
`;

;
const PHASE = 'schedule';
const STEP_SECONDS = 60;
function planSchedule(values, { backup, installed }) {
    const hosts = backup.hosts.flatMap((host) => {
        const [facts, found] = [backup.perHost[host], installed[host]];
        return facts === undefined || found === undefined ? [] : [{ host, facts, found }];
    });
    const problems = [
        ...backup.chosen.problems,
        ...hosts.flatMap(({ host, facts }) => (0,plan .o6)(host, facts, { values: asBackup(values), facts: backup })),
        ...hosts.flatMap(({ host, found }) => [...findTimerProblems(host, found), ...findPingProblems(host, values, found)])
    ];
    const schedules = hosts.map(({ host, facts, found }) => describeSchedule(host, { facts, found, values, chosen: backup.chosen }));
    const steps = problems.length > 0 ? [] : schedules.flatMap((schedule) => planSteps(schedule, values));
    return (0,core .tP)({
        operation: 'backups schedule',
        title: `Back up ${values.path} on ${backup.hosts.join(', ')} every day at ${values.at.join(' and ')} ${values['time-zone']}`,
        hosts: backup.hosts,
        tables: [(0,plan .Vx)(backup, hosts.map(({ host, facts }) => ({ host, found: facts }))), ...schedules.flatMap(showDifferences)],
        notes: hosts.flatMap(({ host, facts, found }) => writeNotes(host, { facts, found, values, isAsWanted: problems.length === 0 && !steps.some((step) => step.host === host) })),
        problems,
        phases: [PHASE],
        steps,
        onFailure: 'stop',
        journals: {},
        probes: [],
        live: {},
        outputs: {}
    }, hosts.flatMap(({ facts }) => (0,backup_steps .vV)(facts.looks)));
}
function describeSchedule(host, { facts, found, values, chosen: { components } }) {
    const timer = chooseTimer(found) ?? 'cron';
    const paths = pathsOf(values);
    const [backups, recipients, tool] = [(0,observe .a)(values), values.recipients ?? [], `deploy-kit ${core .rE}`];
    const backup = {
        ...{ host, paths, backups, components, recipients, tool },
        codec: (0,backup_steps .yT)(facts.folder.tools),
        compare: values.compare,
        timeoutSeconds: values['backup-timeout'],
        retention: (0,retention_of .e)(values),
        isSmallerAccepted: values['accept-smaller'],
        lockWaitSeconds: values['lock-wait'],
        times: values.at,
        timeZone: values['time-zone']
    };
    const settings = {
        schema: 1,
        times: values.at,
        timeZone: values['time-zone'],
        promisedAgeSeconds: values['promised-age'],
        set: (0,manifest .s4)({ components }),
        by: timer,
        configuration: (0,schedule_settings .Kd)({ components, backups, recipients, compare: values.compare })
    };
    const units = (0,timer_files .kt)({ paths, user: found.user, times: values.at, timeZone: values['time-zone'] });
    const block = found.crontab !== undefined && 'block' in found.crontab ? found.crontab.block : '';
    const inFolder = (kind, name, after) => ({ kind, name, before: found.files[name] ?? '', after });
    return {
        host,
        timer,
        found,
        files: [
            inFolder('script', 'backup.sh', renderBackupScript(backup)),
            inFolder('script', 'watch.sh', renderWatchScript({ ...backup, promisedAgeSeconds: values['promised-age'] })),
            ...(timer === 'systemd' ? units.map(({ name, text }) => ({ kind: 'unit', name, before: found.units[name] ?? '', after: text })) : []),
            { kind: 'crontab', name: `crontab of ${found.user}`, before: block, after: timer === 'cron' ? (0,timer_files .hw)(paths) : '' },
            inFolder('settings', 'schedule.json', `${JSON.stringify(settings)}\n`)
        ]
    };
}
function planSteps({ host, files, found }, values) {
    const paths = pathsOf(values);
    const { folder } = (0,schedule_paths .W)(paths.kit);
    const step = (id, title, command) => ({ kind: 'run', id, title, host, phase: PHASE, effect: 'write', repeatable: true, command, timeoutSeconds: STEP_SECONDS });
    const differing = files.filter(({ before, after }) => before !== after);
    const write = ({ name, after }) => step(`write-${name}`, `Write ${name}`, writeFile(folder, name, after));
    const of = (kind) => differing.filter((file) => file.kind === kind);
    const units = files.filter(({ kind }) => kind === 'unit');
    return [
        ...of('script').map(write),
        ...(values['ping-url'] === undefined ? [] : [step('write-ping-url', 'Keep the URL that is pinged', writePingUrl(folder, values['ping-url']))]),
        ...(values['ping-url'] === undefined && found.hasPingUrl ? [step('remove-ping-url', 'Ping no URL any more', removePingUrl(folder))] : []),
        ...(of('unit').length === 0 ? [] : [step('install-timers', 'Install the timers, and start them', installUnits(paths, units.map(({ name, after }) => ({ name, text: after }))))]),
        ...of('crontab').map(({ after }) => step('write-crontab', after === '' ? 'Take the lines out of the crontab' : 'Put the lines into the crontab', replaceCrontabBlock(paths.root, after))),
        ...of('settings').map(write)
    ];
}
function findPingProblems(host, values, { canPing }) {
    if (values['ping-url'] === undefined || canPing)
        return [];
    return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `There is neither curl nor GNU wget on ${host}, which could ping a URL without showing it`, remedy: 'Install curl there, or leave out ping-url' }];
}
function showDifferences({ host, files }) {
    return files.flatMap(({ name, before, after }) => {
        const lines = (0,unified_diff .i)(before, after);
        return lines.length === 0 ? [] : [{ title: `${name} on ${host}`, columns: [before === '' ? 'new' : '- there, + new'], rows: lines.map((line) => [line]) }];
    });
}
function writeNotes(host, { facts, found, values, isAsWanted }) {
    const timer = chooseTimer(found);
    const when = timer === undefined ? [] : [`${host}: ${(0,schedule_settings .cD)({ times: values.at, timeZone: values['time-zone'], by: timer })}; the watcher looks every hour whether the newest verified one is younger than ${(0,core .PP)(values['promised-age'])}`];
    return [
        ...when,
        ...(timer === 'cron' && found.hasSystemd ? [`${host}: cron, for sudo does not let ${found.user} run: ${found.refused[0] ?? ''} (deploy-kit init-host would allow it)`] : []),
        ...(values['ping-url'] === undefined && found.hasPingUrl ? [`${host}: NO URL will be pinged any more (ping-url)`] : []),
        ...((values.recipients ?? []).length > 0 ? [] : [`${host}: the backups are not encrypted: whoever can read the folder can read them (recipients)`]),
        ...(facts.folder.backups.length > 0 ? [] : [`${host}: there is no backup yet, so the watcher raises the alarm until there is one: deploy-kit backup`]),
        ...(isAsWanted ? [`${host}: all is as it should be, nothing to do`] : [])
    ];
}

;
const backupsSchedule = (0,core .h9)({
    name: 'backups schedule',
    summary: 'Make backups every day by a timer of the server: without GitHub, without Node, and with a watcher over their age',
    inputs: scheduleInputs,
    outputs: {},
    examples: [
        { command: 'backups schedule --environment production --plan', does: 'shows the script and the timer, and changes nothing' },
        { command: 'backups schedule --environment production --at 03:30 --time-zone Europe/Berlin', does: 'installs them' }
    ],
    danger: 'write',
    isAction: false,
    observe: observeSchedule,
    plan: planSchedule
});
const removeInputs = (0,core .pf)({ ...connection_inputs .eu, ...target_inputs .lY, ...target_inputs .WL });
const backupsScheduleRemove = (0,core .h9)({
    name: 'backups schedule remove',
    summary: 'Take the timer of the backups, its script and the watcher away; the backups stay',
    inputs: removeInputs,
    outputs: {},
    examples: [{ command: 'backups schedule remove --environment production', does: 'ends the scheduled backups' }],
    danger: 'write',
    isAction: false,
    observe: (values, observer) => Promise.all(observer.hosts.map(async (host) => ({ host, found: await observer.ask(host, readSchedule(pathsOf(values))) }))),
    plan: planRemove
});
function planRemove(values, hosts) {
    const steps = hosts.flatMap(({ host, found }) => planHost(host, found, values));
    return (0,core .tP)({
        operation: 'backups schedule remove',
        title: `End the scheduled backups of ${values.path} on ${hosts.map(({ host }) => host).join(', ')}`,
        hosts: hosts.map(({ host }) => host),
        tables: [],
        notes: [
            'The backups stay. Nothing makes new ones by itself any more, and nothing tells that none are made',
            ...hosts.flatMap(({ host }) => (steps.some((step) => step.host === host) ? [] : [`${host}: nothing is scheduled there`]))
        ],
        problems: hosts.flatMap(({ host, found }) => (Object.keys(found.units).length === 0 ? [] : findTimerProblems(host, found))),
        phases: ['schedule'],
        steps,
        onFailure: 'stop',
        journals: {},
        probes: [],
        live: {},
        outputs: {}
    });
}
function planHost(host, { units, crontab, files, hasPingUrl }, values) {
    const paths = pathsOf(values);
    const step = (id, title, command) => ({ kind: 'run', id, title, host, phase: 'schedule', effect: 'write', repeatable: true, command, timeoutSeconds: 60 });
    const hasBlock = crontab !== undefined && 'block' in crontab && crontab.block !== '';
    return [
        ...(Object.keys(units).length === 0 ? [] : [step('remove-timers', 'Stop the timers, and remove them', removeUnits(paths))]),
        ...(hasBlock ? [step('write-crontab', 'Take the lines out of the crontab', replaceCrontabBlock(paths.root, ''))] : []),
        ...(Object.keys(files).length === 0 && !hasPingUrl ? [] : [step('remove-schedule', 'Remove the scripts', removeScheduleFolder(paths))])
    ];
}
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
15243:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
S_: () => ( SITE_FUNCTIONS),
WF: () => ( JOURNAL_FUNCTIONS),
e7: () => ( ROOT_FUNCTION),
mv: () => ( GONE_SITES_FUNCTION),
rN: () => ( UNIT_FUNCTIONS),
yq: () => ( PORT_FUNCTIONS)
});
var _unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46994);

const ROOT_FUNCTION = `
root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
`;
const JOURNAL_FUNCTIONS = `${ROOT_FUNCTION}
note_start() { date +%Y-%m-%dT%H:%M:%S >"$units/since" || true; }
tell_journal() {
  since=$(cat "$units/since" 2>/dev/null)
  { root journalctl -q --no-pager -o short-iso -n 200 -u "$1" 2>/dev/null || journalctl -q --no-pager -o short-iso -n 200 -u "$1"; } |
    awk -v since="$since" '/^[0-9][0-9][0-9][0-9]-/ { on = substr($1, 1, 19) >= since } on'
}
fail() {
  tell_journal "$1"
  echo "$1 $2: $(systemctl show -p ActiveState -p SubState -p Result -p ExecMainStatus "$1" | tr '\\n' ' ')" >&2
  exit 1
}
`;
const UNIT_FUNCTIONS = `${JOURNAL_FUNCTIONS}
stage() {
  mkdir -p "$(dirname "$2")"
  rm -f "$2.partial"
  case $1 in "$units"/*) ln "$1" "$2.partial" 2>/dev/null || cp "$1" "$2.partial" ;; *) cp "$1" "$2.partial" ;; esac
  chmod 644 "$2.partial"
  mv -f "$2.partial" "$2"
}
reload_units() {
  [ -z "$changed" ] || root systemctl daemon-reload
  changed=''
}
changed=''
changed_units=' '
install_units() {
  if [ ! -d "$units/$release/units" ]; then
    echo "The units of $release are not in $units any more" >&2
    exit 1
  fi
  for file in "$units/$release/units"/*; do
    [ -f "$file" ] || continue
    name=\${file##*/}
    # What somebody else installed is kept, to be given back.
    if [ ! -f "$units/live/$name" ] && [ -f "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$name" ]; then stage "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$name" "$units/live/before/$name"; fi
    cmp -s "$file" "$units/live/$name" || stage "$file" "$units/live/$name"
    if cmp -s "$file" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$name"; then continue; fi
    root install -o root -g root -m 0644 "$units/live/$name" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$name"
    changed=yes changed_units="$changed_units$name "
  done
  reload_units
}
list_instances() {
  case $1 in
    *@.*) systemctl list-units --all --plain --no-legend "\${1%@.*}@*.\${1##*.}" | sed 's/ .*//' ;;
    *) echo "$1" ;;
  esac
}
remove_unit() {
  for unit in $(list_instances "$1"); do root systemctl disable -q --now "$unit" || true; done
  root rm -f "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$1"
  rm -f "$units/live/$1"
  changed=yes
}
give_back_unit() {
  stage "$units/live/before/$1" "$units/live/$1"
  root install -o root -g root -m 0644 "$units/live/$1" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$1"
  rm -f "$units/live/$1" "$units/live/before/$1"
  changed=yes
}
remove_gone() {
  for file in "$units/live"/*; do
    if [ ! -f "$file" ] || [ -f "$units/$release/units/\${file##*/}" ]; then continue; fi
    case $file in *.partial) rm -f "$file" ;; *) remove_unit "\${file##*/}" ;; esac
  done
  reload_units
}
enable_unit() { systemctl is-enabled -q "$1" 2>/dev/null || root systemctl enable -q "$1"; }
# What failed too often would not be started any more, and its count would be told of the new release.
begin_unit() {
  if ! words=$(root systemctl reset-failed "$2" 2>&1); then
    case $words in *'not loaded'*) ;; *) printf '%s\\n' "$words" >&2; exit 1 ;; esac
  fi
  root systemctl "$1" "$2" || fail "$2" 'did not start'
}
`;
const SITE_FUNCTIONS = `
install_site() {
  stage "$1" "$units/live/nginx/$2"
  root install -o root -g root -m 0644 "$units/live/nginx/$2" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$2"
  [ -e "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-enabled/$2" ] || root ln -sfn "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$2" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-enabled/$2"
}
remove_site() {
  root rm -f "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-enabled/$1"
  root rm -f "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$1"
}
keep_site() {
  rm -f "$units/live/nginx/$1.before"
  installed=${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$1
  if [ ! -f "$installed" ]; then return; fi
  if cmp -s "$installed" "$units/live/nginx/$1"; then installed=$units/live/nginx/$1; fi
  stage "$installed" "$units/live/nginx/$1.before"
}
restore_site() {
  if [ -f "$units/live/nginx/$1.before" ]; then
    install_site "$units/live/nginx/$1.before" "$1"
  else
    remove_site "$1"
    rm -f "$units/live/nginx/$1"
  fi
}
accept_site() {
  mkdir -p "$units/live/nginx"
  if [ ! -f "$units/live/nginx/$2" ] && [ -f "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$2" ]; then stage "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$2" "$units/live/before/$2"; fi
  keep_site "$2"
  install_site "$1" "$2"
  if root nginx -t 2>"$units/live/nginx/test"; then return; fi
  restore_site "$2"
  cat "$units/live/nginx/test" >&2
  if root nginx -t 2>/dev/null; then
    echo "nginx does not accept the site $2; the one of before is installed again" >&2
  else
    echo "nginx does not accept its configuration, with the site $2 nor without: repair it first (nginx -t)" >&2
  fi
  exit 1
}
give_back_site() {
  if [ -f "$units/live/before/$1" ]; then
    install_site "$units/live/before/$1" "$1"
    rm -f "$units/live/before/$1"
  else
    remove_site "$1"
  fi
  rm -f "$units/live/nginx/$1"
}
test_site() {
  accept_site "$1" "$2"
  restore_site "$2"
}
lead_nginx() {
  if cmp -s "$1" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$2" && [ -e "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-enabled/$2" ] && [ ! -e "$units/live/nginx/unread" ]; then return; fi
  mkdir -p "$units/live/nginx"
  touch "$units/live/nginx/unread" || true
  accept_site "$1" "$2"
  root systemctl reload-or-restart nginx
  rm -f "$units/live/nginx/unread"
}
`;
const PORT_FUNCTIONS = `
is_listening() {
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port=":$(printf '%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
}
is_own() { [ "$(readlink "$link" 2>/dev/null)" = "releases/$release" ]; }
wait_listening() {
  waited=0
  until is_listening "$port"; do
    case $(systemctl show -p ActiveState --value "$instance") in failed | inactive) fail "$instance" 'has ended' ;; esac
    [ "$waited" -lt "$seconds" ] || fail "$instance" "does not listen on port $port after $seconds s"
    waited=$((waited + 1))
    sleep 1
  done
}
start_instance() {
  if ! is_own || ! systemctl is-active -q "$instance"; then
    case $(systemctl show -p ActiveState --value "$instance") in inactive | failed) ;; *) root systemctl stop "$instance" ;; esac
    if is_listening "$port"; then
      echo "Port $port is taken by something else than $instance" >&2
      exit 1
    fi
    ln -sfn "releases/$release" "$link.next"
    mv -fT "$link.next" "$link"
    begin_unit start "$instance"
  fi
  wait_listening
}
end_instance() {
  # One that is still starting is neither active nor failed.
  if [ "$(systemctl show -p ActiveState --value "$instance")" != inactive ] || systemctl is-enabled -q "$instance" 2>/dev/null; then
    root systemctl disable -q --now "$instance"
    root systemctl reset-failed "$instance" 2>/dev/null || true
  fi
}
`;
const GONE_SITES_FUNCTION = `
remove_gone_sites() {
  for file in "$units/live/nginx"/*; do
    name=\${file##*/}
    case $name in "$1" | test | unread | *.before | *.partial) continue ;; esac
    [ -f "$file" ] || continue
    give_back_site "$name"
    : >"$units/live/nginx/unread"
  done
  [ -e "$units/live/nginx/unread" ] || return 0
  root nginx -t 2>"$units/live/nginx/test" || { cat "$units/live/nginx/test" >&2; exit 1; }
  root systemctl reload-or-restart nginx
  rm -f "$units/live/nginx/unread"
}
`;
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
})

};
