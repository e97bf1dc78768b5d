import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 6194;
export const ids = [6194];
export const modules = {
27874:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Gu: () => ( beginBackup),
WR: () => ( publishBackup),
_G: () => ( renderNeeded),
v$: () => ( removeFolder)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _dead_restores_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88136);
var _stream_functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4028);



const BEGIN_BACKUP_PROGRAM = `
backups=$1 work=$2 id=$3 needed=\${4%% *} recipients=$5 kit=$6
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_2__ .kO}${_dead_restores_js__WEBPACK_IMPORTED_MODULE_1__ .FC}
end_restores "$kit"
mkdir -p "$backups" && chmod 700 "$backups" || exit 1
for left in "$backups"/.partial-* "$backups"/.fetched-*; do
  [ ! -d "$left" ] || rm -rf "$left" || exit 1
done
[ ! -e "$backups/$id" ] || fail "There is a backup $id already"
free=$(df -Pk "$backups" | awk 'NR == 2 { print $4 }')
[ "$((free))" -ge "$((needed / 1024 + 10240))" ] ||
  fail "$backups has $((free / 1024)) MiB free, and this backup needs about $((needed / 1048576 + 10)) MiB: make room (deploy-kit backups prune), or set backup-path"
mkdir "$work" || exit 1
[ -z "$recipients" ] || printf '%s\\n' "$recipients" >"$work/recipients.txt"
`;
function renderNeeded(bytes) {
    return `${Math.ceil(bytes)} bytes`;
}
function beginBackup(place, needed, recipients) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(BEGIN_BACKUP_PROGRAM, [place.backups, place.work, place.id, needed, recipients.join('\n'), place.kit]);
}
const PUBLISH_BACKUP_PROGRAM = `
work=$1 final=$2 head=$3 slot=$4 recovery=$5
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_2__ .kO}
touch "$work/.files" "$work/.facts"
# What only the dumps could know, as words of a shell: @component:fact@.
printf '%s\\n' "$recovery" | awk -F '\\t' '
  function word(text, parts, count, each, made) {
    if (text ~ /^[A-Za-z0-9_.-]+$/) return text
    count = split(text, parts, "\\047")
    for (each = 1; each <= count; each++) made = made (each > 1 ? "\\047\\\\\\047\\047" : "") parts[each]
    return "\\047" made "\\047"
  }
  facts { known["@" $1 ":" $2 "@"] = word($3); next }
  {
    for (fact in known) if (at = index($0, fact)) $0 = substr($0, 1, at - 1) known[fact] substr($0, at + length(fact))
    print
  }' facts=1 "$work/.facts" facts=0 - >"$work/RECOVERY.md" || exit 1
quoted='
  function quoted(text) { gsub(/[\\\\"]/, "\\\\\\\\&", text); gsub(/[[:cntrl:]]/, " ", text); return "\\"" text "\\"" }'
{
  printf '%s,"finishedAt":%s,"files":[' "\${head%?}" "$(date +%s)"
  awk -F '\\t' "$quoted"' { printf "%s{\\"path\\":%s,\\"plainBytes\\":%s,\\"storedBytes\\":%s,\\"sha256\\":%s}", sep, quoted($1), $2, $3, quoted($4); sep = "," }' "$work/.files"
  printf '],"facts":['
  awk -F '\\t' "$quoted"' { printf "%s[%s,%s,%s]", sep, quoted($1), quoted($2), quoted($3); sep = "," }' "$work/.facts"
  printf ']}\\n'
} >"$work/manifest.json" || exit 1
printf '%s\\t%s\\n' "$slot" "$(awk -F '\\t' '{ sum += $3 } END { printf "%d", sum }' "$work/.files")" >"$work/.slot" || exit 1
stored=$(awk -F '\\t' '{ print $4 "  " $1 }' "$work/.files")
rm -f "$work/.files" "$work/.facts"
cd "$work" || exit 1
sha256sum -- * .slot >.sums || exit 1
# What was written is what is there: a disk that gives back other bytes is not believed a second time.
changed=$(printf '%s\\n' "$stored" | grep -vxFf .sums)
[ -z "$changed" ] || fail "These are not any more what was written: $changed"
mv .sums SHA256SUMS || exit 1
for file in * .slot .; do sync "$file" 2>/dev/null || sync; done
[ ! -e "$final" ] || fail "There is a backup \${final##*/} already"
mv "$work" "$final" || exit 1
sync "\${final%/*}" 2>/dev/null || sync
`;
function publishBackup({ work, final }, { head, slot, recovery }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(PUBLISH_BACKUP_PROGRAM, [work, final, head, slot, recovery]);
}
function removeFolder(folder) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)('rm -rf -- "$1"', [folder]);
}
}),
88136:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
FC: () => ( END_RESTORES_FUNCTION),
Q$: () => ( beginRestore),
ZD: () => ( isStuck)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const END_RESTORES_FUNCTION = `
end_restores() {
  for dead in "$1"/restores/*/; do
    dead=\${dead%/} guard=$1/guards/\${dead##*/}
    guard=\${guard%/} code=''
    [ -d "$dead" ] || continue
    if [ -e "$guard/confirmed" ]; then
      sh "$dead/remove-old" </dev/null >&2 || continue
    elif [ -e "$dead/armed" ] || [ -f "$guard/go-back" ]; then
      { read -r code <"$guard/status"; } 2>/dev/null
      if [ "$code" != 0 ]; then
        echo "The restore \${dead##*/} did not go back: what it left is not touched" >&2
        continue
      fi
    fi
    { [ ! -f "$dead/take-away" ] || sh "$dead/take-away" </dev/null >&2; } && rm -rf "$dead"
  done
}
`;
function beginRestore({ kit, work }, parts) {
    const lineOf = (commands) => (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .XX)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)(...commands)).line;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(BEGIN_RESTORE_PROGRAM, [kit, work, lineOf(parts.map(({ unstage }) => unstage)), lineOf(parts.map(({ removeOld }) => removeOld))]);
}
function isStuck(work, guardFolder) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(IS_STUCK_PROGRAM, [work, guardFolder]);
}
const IS_STUCK_PROGRAM = `
[ -e "$1/armed" ] || exit 1
code=''
{ read -r code <"$2/status"; } 2>/dev/null
[ "$code" != 0 ] || exit 1
echo "What was live before could not be given back: it stays in $1"
`;
const BEGIN_RESTORE_PROGRAM = `${END_RESTORES_FUNCTION}
end_restores "$1"
umask 077
mkdir -p "$2" && printf '%s\\n' "$4" >"$2/remove-old" && printf '%s\\n' "$3" >"$2/take-away"
`;
}),
40788:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
EB: () => ( PRUNE_FUNCTION),
X4: () => ( LIST_KEPT_FUNCTION),
n0: () => ( RETENTION_FUNCTIONS)
});
const RETENTION_FUNCTIONS = `
decide_retention() (
  if [ "$#" -ne 8 ]; then
    echo 'decide_retention: needs the time, six numbers, and accepted or refused' >&2
    exit 64
  fi
  if [ "$1" = now ]; then
    shift
    set -- "$(date +%s)" "$@"
  fi
  for number in "$1" "$2" "$3" "$4" "$5" "$6" "$7"; do
    case "$number" in
      '' | *[!0-9]* | ????????????*)
        printf 'decide_retention: "%s" is not a whole number\\n' "$number" >&2
        exit 64
        ;;
    esac
  done
  if [ "$2" -lt 1 ]; then
    echo 'decide_retention: at least one backup has to be kept' >&2
    exit 64
  fi
  # Names are compared by bytes, whatever language the host speaks.
  LC_ALL=C awk -v now="$1" -v keep="$2" -v daily="$3" -v weekly="$4" -v monthly="$5" -v pre_deploy="$6" -v emergency="$7" -v smaller="$8" '
    function is_whole(text) { return text ~ /^[0-9]+$/ && length(text) <= 15 }

    # A name that could lead out of the folder of the backups is none of ours.
    function is_understood() {
      return NF == 10 && $1 ~ /^[A-Za-z0-9_][A-Za-z0-9._+:@-]*$/ && $2 ~ /^(manual|scheduled|pre-deploy|emergency)$/ &&
        $3 ~ /^[A-Za-z0-9._-]+$/ && is_whole($4) && $5 ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/ &&
        $6 ~ /^[0-9][0-9][0-9][0-9]-W[0-9][0-9]$/ && $7 ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]$/ &&
        $8 ~ /^(verified|unverified|failed)$/ && $9 != "" && is_whole($10)
    }

    function is_newer(a, b) {
      if (created[a] != created[b]) return created[a] > created[b]
      return (id[a] "") > (id[b] "")
    }

    function sort_newest_first(gap, i, j, held) {
      for (gap = int(total / 2); gap > 0; gap = int(gap / 2))
        for (i = gap + 1; i <= total; i++) {
          held = order[i]
          for (j = i; j > gap && is_newer(held, order[j - gap]); j -= gap) order[j] = order[j - gap]
          order[j] = held
        }
    }

    function is_future(i) { return created[i] > now + 86400 }
    function is_young(i) { return now - created[i] < 7 * 86400 }

    # What the decisions about a group depend on: its newest backup, and the sizes of the verified ones.
    function look_at(i, g) {
      if (created[i] < 0 || is_future(i)) return
      g = group[i]
      if (!(g in newest)) newest[g] = i
      if (state[i] == "verified") size[g, ++verified[g]] = stored[i]
      if (state[i] == "unverified" && !(g in unproven)) unproven[g] = i
    }

    # Twice the median of an even number is the sum of the two in the middle, of an odd one the one in the middle twice.
    function has_shrunk(g, count, i, j, held, sizes) {
      count = verified[g] - 1
      if (count > 5) count = 5
      if (count < 1) return 0
      for (i = 1; i <= count; i++) {
        held = size[g, i + 1]
        for (j = i; j > 1 && sizes[j - 1] > held; j--) sizes[j] = sizes[j - 1]
        sizes[j] = held
      }
      return 4 * size[g, 1] < sizes[int((count + 1) / 2)] + sizes[int(count / 2) + 1]
    }

    function join_words(text, more) { return text == "" ? more : text ", " more }

    # Why the rules keep it; empty when they do not. To be asked once for each verified backup, newest first.
    function find_rules(i, g, reason, slots, n) {
      g = group[i]
      place[i] = ++counted[g]
      if (type[i] in own_count) return place[i] <= own_count[type[i]] ? place[i] " of " own_count[type[i]] : ""
      if (place[i] <= keep) reason = place[i] " of " keep
      for (n = 1; n <= 3; n++) if (is_newest_of(g, n, slot[i, n])) slots = join_words(slots, slot[i, n])
      if (slots != "") reason = join_words(reason, "newest of " slots)
      if (reason == "" && place[i] == verified[g])
        for (n = 3; n >= 1; n--) if (used[g, n] < limit[n]) return "the oldest, while there are fewer than " limit[n] " " plural[n]
      return reason
    }

    # Slots without a backup are not counted: after a gap, the rules reach further back.
    function is_newest_of(g, n, name) {
      if ((g, name) in seen) return 0
      seen[g, name] = 1
      if (used[g, n] + 0 >= limit[n]) return 0
      used[g, n]++
      return kept_slot[g, name] = 1
    }

    function find_removal(i, n) {
      if (!(type[i] in own_count))
        for (n = 1; n <= 3; n++) if ((group[i], slot[i, n]) in kept_slot) return "a newer one of " slot[i, n] " is kept"
      return "older than everything that the rules keep"
    }

    function tell(i, decision, reason) { printf "%s\\t%s\\t%s\\n", id[i], decision, reason }

    function decide(i, g, reason) {
      if (created[i] < 0) return tell(i, "keep", "not understood")
      g = group[i]
      if (state[i] == "verified" && !is_future(i)) reason = find_rules(i)
      if (pin[i] != "-") return tell(i, "keep", "pinned: " pin[i])
      if (is_future(i)) return tell(i, "keep", "in the future")
      if (state[i] != "verified") return decide_unverified(i, g)
      if (reason != "") return tell(i, "keep", reason)
      if (place[i] == 1) return tell(i, "keep", "the newest verified one")
      if (state[newest[g]] != "verified" && is_young(newest[g])) return tell(i, "keep", "the newest backup is not verified")
      if (smaller != "accepted" && has_shrunk(g)) return tell(i, "keep", "the newest verified one is less than half as big as those before")
      return tell(i, "remove", find_removal(i))
    }

    function decide_unverified(i, g, what) {
      what = state[i] == "failed" ? "failed verification" : "not verified"
      if (is_young(i)) return tell(i, "keep", what ", kept for 7 days")
      if (unproven[g] == i && verified[g] + 0 == 0) return tell(i, "keep", "not verified, but there is no better one")
      return tell(i, "remove", what ", older than 7 days")
    }

    BEGIN {
      FS = "\\t"
      now += 0
      keep += 0
      limit[1] = daily + 0
      limit[2] = weekly + 0
      limit[3] = monthly + 0
      plural[1] = "days"
      plural[2] = "weeks"
      plural[3] = "months"
      own_count["pre-deploy"] = pre_deploy + 0
      own_count["emergency"] = emergency + 0
    }

    $0 != "" {
      total++
      order[total] = total
      id[total] = $1 ""
      mentions[id[total]]++
      created[total] = -1
    }

    $0 != "" && is_understood() {
      type[total] = $2
      group[total] = $3 "/" ($2 in own_count ? $2 : "history")
      created[total] = $4 + 0
      slot[total, 1] = $5
      slot[total, 2] = $6
      slot[total, 3] = $7
      state[total] = $8
      pin[total] = $9
      stored[total] = $10 + 0
    }

    END {
      # Of two lines about one backup, nobody knows which is right.
      for (i = 1; i <= total; i++) if (mentions[id[i]] > 1) created[i] = -1
      sort_newest_first()
      for (n = 1; n <= total; n++) look_at(order[n])
      for (n = 1; n <= total; n++) decide(order[n])
    }
  '
)
`;
const LIST_KEPT_FUNCTION = `
list_kept() (
  for kept in "$1"/*; do
    if [ ! -f "$kept/manifest.json" ] || [ ! -f "$kept/.slot" ]; then continue; fi
    kept_sums=$(cd "$kept" && sha256sum manifest.json .slot 2>/dev/null) || continue
    kept_other=$(printf '%s\\n' "$kept_sums" | grep -vxFf "$kept/SHA256SUMS" 2>&1)
    [ -z "$kept_other" ] || continue
    kept_state=verified kept_pin=-
    if [ -s "$kept/.checks" ]; then
      [ "$(tail -n 1 "$kept/.checks" | cut -f 3)" = passed ] || kept_state=failed
    fi
    [ ! -e "$kept/.pinned" ] || kept_pin=$(head -n 1 "$kept/.pinned")
    printf '%s\\t%s\\t%s\\t%s\\t%s\\n' "\${kept##*/}" "$(cut -f 1-6 "$kept/.slot")" "$kept_state" "\${kept_pin:--}" "$(cut -f 7 "$kept/.slot")"
  done
)
`;
const PRUNE_FUNCTION = `
prune_backups() (
  prune_folder=$1 prune_ids=$2
  shift 2
  decided=$(list_kept "$prune_folder" | decide_retention "$@") || exit 1
  rm -rf "$prune_folder"/.trash-*
  printf '%s\\n' "$decided" | while IFS="$(printf '\\t')" read -r prune_id decision reason; do
    [ "$decision" = remove ] || continue
    case " $prune_ids " in *" $prune_id "* | '  ') ;; *) continue ;; esac
    mv "$prune_folder/$prune_id" "$prune_folder/.trash-$prune_id" && rm -rf "$prune_folder/.trash-$prune_id" || exit 1
    printf 'removed\\t%s\\t%s\\n' "$prune_id" "$reason"
  done
)
`;
}),
64816:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Aw: () => ( pruneBackups),
Ay: () => ( parseRetention),
Gt: () => ( retentionWords),
iW: () => ( askRetention)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _retention_functions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(40788);


const DEFAULT_RETENTION = { keep: 30, daily: 7, weekly: 4, monthly: 12, preDeploy: 10, emergency: 5 };
function retentionWords({ rules, now, isSmallerAccepted }) {
    const { keep, daily, weekly, monthly, preDeploy, emergency } = rules;
    return [now === undefined ? 'now' : String(now), ...[keep, daily, weekly, monthly, preDeploy, emergency].map(String), isSmallerAccepted ? 'accepted' : 'refused'];
}
function askRetention(folder, order) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(ASK_RETENTION_PROGRAM, [folder, ...retentionWords(order)]), parseRetention);
}
const ASK_RETENTION_PROGRAM = `${_retention_functions_js__WEBPACK_IMPORTED_MODULE_1__ .n0}${_retention_functions_js__WEBPACK_IMPORTED_MODULE_1__ .X4}
folder=$1
shift
list_kept "$folder" | decide_retention "$@"
`;
function pruneBackups(folder, request, only) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(PRUNE_PROGRAM, [folder, only.join(' '), ...retentionWords(request)]);
}
const PRUNE_PROGRAM = `${_retention_functions_js__WEBPACK_IMPORTED_MODULE_1__ .n0}${_retention_functions_js__WEBPACK_IMPORTED_MODULE_1__ .X4}${_retention_functions_js__WEBPACK_IMPORTED_MODULE_1__ .EB}
prune_backups "$@"
`;
function parseRetention({ stdout, exitCode }) {
    if (exitCode !== 0)
        throw notDecided(`the program that decides ended with ${exitCode}`);
    return stdout.split('\n').filter((line) => line !== '').map(parseDecision);
}
function parseDecision(line) {
    const [id = '', decision, reason, ...more] = line.split('\t');
    if ((decision !== 'keep' && decision !== 'remove') || reason === undefined || reason === '' || more.length > 0) {
        throw notDecided(`its answer ${JSON.stringify(line)} is not understood`);
    }
    return { id, keep: decision === 'keep', reason };
}
function notDecided(what) {
    return new _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .mG('DK_COMMAND_FAILED', {
        message: `Which backups to keep could not be decided: ${what}`,
        remedy: 'No backup was removed. See that the host has a POSIX awk (mawk, gawk or busybox)'
    });
}
}),
777:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Q: () => ( CODECS),
j: () => ( suffixOf)
});
const CODECS = ['zstd', 'pigz', 'gzip'];
function suffixOf(codec, isSealed) {
    return `${codec === 'zstd' ? '.zst' : '.gz'}${isSealed ? '.age' : ''}`;
}
}),
14138:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
HF: () => ( goBackSeconds),
Tb: () => ( requireUndecided),
Ww: () => ( markSwitching),
Y9: () => ( settleGuards),
aL: () => ( GUARD_DECIDED_EXIT_CODE),
gw: () => ( armGuard),
kN: () => ( confirmGuard),
kx: () => ( goBackNow),
lb: () => ( endRun)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _stopped_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53811);


const GUARD_DECIDED_EXIT_CODE = 76;
function goBackSeconds(commandTimeoutSeconds) {
    return commandTimeoutSeconds + GO_BACK_SECONDS;
}
const GO_BACK_SECONDS = 360;
function armGuard({ folder, kit, runId }, { timeoutSeconds, goBack, onFailure }) {
    const onFailureLine = onFailure === undefined ? '' : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .XX)(onFailure).line;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(ARM_GUARD_PROGRAM, [folder, kit, runId, String(Math.ceil(timeoutSeconds)), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .XX)(goBack).line, onFailureLine, GUARD_PROGRAM]);
}
function markSwitching(guard) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)(requireUndecided(guard), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['touch', `${guard.folder}/switching`]));
}
function requireUndecided({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(REQUIRE_UNDECIDED_PROGRAM, [folder]);
}
function confirmGuard({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(CONFIRM_GUARD_PROGRAM, [folder]);
}
function goBackNow({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(GO_BACK_PROGRAM, [folder]);
}
const STOP_STEPS_FUNCTION = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}
stop_steps() {
  for signal in TERM KILL; do
    for step in "$1"/*/; do
      case "\${2-} $step" in 'spare '*.undo/) continue ;; esac
      is_open "$step" && kill -s "$signal" -- "-$pid" 2>/dev/null && sleep 2
    done
  done
}
`;
const GO_BACK_FUNCTIONS = `
go_back() {
  sh "$1/go-back"
  code=$?
  printf '%-3s\\n' "$code" 1<>"$1/ending"
}
finish() { mv "$1/ending" "$1/status"; }
`;
function settleGuards(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(SETTLE_GUARDS_PROGRAM, [kit, runId, GO_BACK_PROGRAM]);
}
const SETTLE_GUARDS_PROGRAM = `${STOP_STEPS_FUNCTION}${_stopped_containers_js__WEBPACK_IMPORTED_MODULE_1__ .Lm}
for guard in "$1"/guards/*/; do
  guard=\${guard%/} code=''
  if [ ! -f "$guard/go-back" ] || [ -e "$guard/confirmed" ] || [ "\${guard##*/}" = "$2" ]; then continue; fi
  if read -r code 2>/dev/null <"$guard/status"; then
    if [ "$code" = 0 ] || [ -e "$guard/again" ]; then continue; fi
    { touch "$guard/again" && mv "$guard/status" "$guard/ending"; } || continue
  fi
  stop_steps "$1/steps/\${guard##*/}"
  sh -c "$3" deploy-kit "$guard" >&2 </dev/null || [ -n "$code" ] || exit 1
done
# Whoever dies now starts what it stopped itself; this is for what the host forgot when it was restarted.
start_stopped "$1" >&2 || :
`;
function endRun(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(END_RUN_PROGRAM, [kit, runId, GO_BACK_PROGRAM]);
}
const END_RUN_PROGRAM = `${STOP_STEPS_FUNCTION}${_stopped_containers_js__WEBPACK_IMPORTED_MODULE_1__ .Lm}
guard=$1/guards/$2
stop_steps "$1/steps/$2"
start_stopped "$1" || :
[ -e "$guard/confirmed" ] || sh -c "$3" deploy-kit "$guard" </dev/null
`;
const ARM_GUARD_PROGRAM = `
set -eu${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}
mask=$(umask)
umask 077
mkdir -p "$1"
echo 137 >"$1/ending"
: >"$1/undecided"
[ -z "$6" ] || printf '%s\\n' "$6" >"$1/on-failure"
printf '%s\\n' "$5" >"$1/go-back.partial"
mv "$1/go-back.partial" "$1/go-back"
# What the guard starts makes files as it does when the runner starts it.
umask "$mask"
if command -v setsid >/dev/null 2>&1; then
  setsid sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
else
  nohup sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
fi
find_process "$!"
echo "$process" >"$1/process"
`;
const GUARD_PROGRAM = `${STOP_STEPS_FUNCTION}${GO_BACK_FUNCTIONS}
guard=$1 kit=$2 run=$3 left=$4
trap '' HUP
while [ "$left" -gt 0 ]; do
  [ -e "$guard/undecided" ] || exit 0
  sleep 1
  left=$((left - 1))
done
mv "$guard/undecided" "$guard/guard" 2>/dev/null || exit 0
stop_steps "$kit/steps/$run" spare
go_back "$guard"
touch "$guard/told"
[ -f "$guard/on-failure" ] && sh "$guard/on-failure"
holder=''
IFS= read -r holder 2>/dev/null < "$kit/lock"
[ "$holder" = "$run" ] && rm -f "$kit/lock"
finish "$guard"
`;
const REQUIRE_UNDECIDED_PROGRAM = `
[ ! -e "$1/undecided" ] || exit 0
echo "The host was not told in time that the release is good, so it goes back by itself" >&2
exit 76
`;
const CONFIRM_GUARD_PROGRAM = `
mv "$1/undecided" "$1/confirmed" 2>/dev/null && exit 0
[ ! -e "$1/confirmed" ] || exit 0
echo "The host was not told in time that the release is good, so it went back by itself" >&2
exit 76
`;
const GO_BACK_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}${GO_BACK_FUNCTIONS}
[ -f "$1/go-back" ] || exit 0
if ! mv "$1/undecided" "$1/undo" 2>/dev/null && ! mv "$1/confirmed" "$1/undo" 2>/dev/null; then
  while is_running "$1"; do sleep 1; done
  if read -r code 2>/dev/null <"$1/status"; then
    echo "The host had gone back by itself"
    exit "$code"
  fi
fi
# Whoever comes to go back as well waits for this one: after a lost connection it would run twice at a time.
find_process "$$"
echo "$process" >"$1/process"
go_back "$1"
finish "$1"
exit "$code"
`;
}),
13336:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ej: () => ( SETTLE_SECONDS),
cm: () => ( LOCK_EXPIRY_SECONDS),
tK: () => ( deployLock),
x_: () => ( releaseLock),
xc: () => ( lockForData),
xi: () => ( lockForCutover)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9426);
var _guard_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14138);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28264);




const LOCK_EXPIRY_SECONDS = 90;
const RENEW_EVERY_SECONDS = 30;
const SETTLE_SECONDS = 900;
const LOCK_HELD_EXIT_CODE = 75;
function deployLock(kit, { waitSeconds, commandTimeoutSeconds }, { runId, owner }) {
    const timeoutSeconds = Math.max(SETTLE_SECONDS, (0,_guard_js__WEBPACK_IMPORTED_MODULE_2__ .HF)(commandTimeoutSeconds));
    return {
        take: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(TAKE_LOCK_PROGRAM, [kit, runId, owner.replaceAll(/[\r\n]/g, ' '), String(LOCK_EXPIRY_SECONDS)]),
        settle: { title: 'Take back what an earlier run left unconfirmed', command: (0,_guard_js__WEBPACK_IMPORTED_MODULE_2__ .Y9)(kit, runId), timeoutSeconds },
        renew: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(RENEW_LOCK_PROGRAM, [kit, runId]),
        release: releaseLock(kit, runId),
        renewEverySeconds: RENEW_EVERY_SECONDS,
        waitSeconds
    };
}
function lockForCutover(values, context) {
    const { kit } = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_3__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .Fd)(values.path), values.layout);
    return deployLock(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: values['command-timeout'] }, context);
}
function lockForData(values, context) {
    const { kit } = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_3__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .Fd)(values.path), values.layout);
    return deployLock(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: SETTLE_SECONDS }, context);
}
function releaseLock(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(RELEASE_LOCK_PROGRAM, [kit, runId]);
}
const TAKE_LOCK_PROGRAM = `
set -u
${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}
kit=$1 run=$2 owner=$3 expiry=$4
lock=$kit/lock mine=$kit/lock.$run
alive() {
  for folder in "$kit/steps/$1"/*/ "$kit/guards/$1"; do
    is_running "$folder" && return 0
  done
  return 1
}
held() {
  rm -f "$mine"
  printf '%s since %s UTC%s\\n' "$who" "$(date -u -d "@$since" '+%Y-%m-%d %H:%M:%S' 2>/dev/null || echo "$since")" "$1"
  exit 75
}
[ -d "$kit" ] || mkdir -p "$kit" || exit 1
chmod 700 "$kit" || exit 1
printf '%s\\n%s\\n%s\\n' "$run" "$owner" "$(date +%s)" > "$mine" || exit 1
tries=0
while ! ln "$mine" "$lock" 2>/dev/null; do
  tries=$((tries + 1))
  if [ "$tries" -gt 5 ]; then
    ln "$mine" "$lock"
    rm -f "$mine"
    exit 1
  fi
  holder='' who='' since=0
  { IFS= read -r holder; IFS= read -r who; IFS= read -r since; } 2>/dev/null < "$lock"
  if [ "$holder" = "$run" ]; then
    rm -f "$mine"
    exit 0
  fi
  beat=$(stat -c %Y "$lock" 2>/dev/null) || continue
  # A loss of power can leave an empty file.
  [ -n "$since" ] || since=$beat who='somebody'
  age=$(($(date +%s) - beat))
  [ "$age" -ge "$expiry" ] || held ''
  alive "$holder" && held ', and a step of it still runs'
  claim=$kit/lock.claim.$holder
  if ln "$mine" "$claim" 2>/dev/null; then
    still=''
    IFS= read -r still 2>/dev/null < "$lock"
    if [ "$still" = "$holder" ]; then
      mv -f "$mine" "$lock"
      rm -f "$claim"
      exit 0
    fi
    rm -f "$claim"
    continue
  fi
  [ $(($(date +%s) - $(stat -c %Y "$claim" 2>/dev/null || date +%s))) -lt "$expiry" ] || rm -f "$claim"
done
rm -f "$mine"
`;
const RENEW_LOCK_PROGRAM = `
holder='' who=''
{ IFS= read -r holder; IFS= read -r who; } 2>/dev/null < "$1/lock"
[ "$holder" = "$2" ] && touch "$1/lock" && exit 0
printf '%s\\n' "\${who:-nobody}"
exit 75
`;
const RELEASE_LOCK_PROGRAM = `
claim=$1/lock.claim.$2
holder=''
IFS= read -r holder 2>/dev/null < "$1/lock"
[ "$holder" = "$2" ] || exit 0
ln "$1/lock" "$claim" 2>/dev/null || exit 0
IFS= read -r holder 2>/dev/null < "$1/lock"
if [ "$holder" = "$2" ]; then rm -f "$1/lock"; fi
rm -f "$claim"
`;
})

};
