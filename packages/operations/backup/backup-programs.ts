import { script, type Command } from '../../core/index.ts'
import { END_RESTORES_FUNCTION } from './dead-restores.ts'
import { BASE_FUNCTIONS } from './stream-functions.ts'

/**
 * Makes the folder of a backup, under the lock: other unfinished ones, made or fetched, are of runs that are dead. Arguments: folder of the backups, folder of this
 * one while it is made, its name when it is whole, what it will need (`N bytes`), recipients (lines), the kit's own folder.
 */
const BEGIN_BACKUP_PROGRAM = `
backups=$1 work=$2 id=$3 needed=\${4%% *} recipients=$5 kit=$6
${BASE_FUNCTIONS}${END_RESTORES_FUNCTION}
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
`

/** With a word behind it, so that it can be found in a plan: it differs from run to run. */
export function renderNeeded(bytes: number): string {
  return `${Math.ceil(bytes)} bytes`
}

export function beginBackup(place: { readonly kit: string; readonly backups: string; readonly work: string; readonly id: string }, needed: string, recipients: readonly string[]): Command {
  return script(BEGIN_BACKUP_PROGRAM, [place.backups, place.work, place.id, needed, recipients.join('\n'), place.kit])
}

/**
 * Writes what is known of the backup beside its files, flushes all of it, and gives it its name: a folder with a name is whole.
 * Arguments: folder, folder when it is whole, the beginning of the manifest (JSON), the line for the retention but for its bytes, RECOVERY.md.
 */
const PUBLISH_BACKUP_PROGRAM = `
work=$1 final=$2 head=$3 slot=$4 recovery=$5
${BASE_FUNCTIONS}
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
`

/** What is written beside the files of a backup. */
export interface Covering {
  /** JSON of an object. */
  readonly head: string
  readonly slot: string
  readonly recovery: string
}

export function publishBackup({ work, final }: { readonly work: string; readonly final: string }, { head, slot, recovery }: Covering): Command {
  return script(PUBLISH_BACKUP_PROGRAM, [work, final, head, slot, recovery])
}

/** Nothing when it is not there. */
export function removeFolder(folder: string): Command {
  return script('rm -rf -- "$1"', [folder])
}
