/**
 * A shell function that decides which backups stay, the same in the script that a timer starts on the host and in a plan
 * (docs/decisions/0016-the-host-decides-about-retention.md).
 *
 * `decide_retention NOW KEEP DAILY WEEKLY MONTHLY PRE_DEPLOY EMERGENCY SMALLER`: NOW in seconds since 1970 (or the word `now`), the six numbers of
 * RetentionRules, and SMALLER is `accepted` when backups that are suddenly much smaller are meant to be so, otherwise `refused`.
 *
 * Standard input has one backup a line, in any order, with fields that a tab separates: id, type (manual, scheduled, pre-deploy or
 * emergency), set (a word for which components it holds), created (seconds since 1970), slot day, slot week, slot month (as
 * `backup_slot` tells them), state (verified, unverified or failed), pin (`-`, or why it is needed), stored bytes.
 * Standard output has `id TAB keep|remove TAB reason`, newest first, and last the lines that were not understood. Nothing may be removed
 * unless it ended with 0, nor when the list may lack the newest: of a part of the backups the counts remove no more than of all, but
 * what is safe to remove depends on the newest.
 */
export const RETENTION_FUNCTIONS = `
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
`

/**
 * `list_kept FOLDER`: what `decide_retention` reads, of the backups in a folder. One whose manifest or slot is not what was published counts for
 * nothing, and is never removed: what it says of itself may be wrong.
 */
export const LIST_KEPT_FUNCTION = `
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
`

/**
 * `prune_backups FOLDER IDS WORDS...`: IDS (blanks between them; '' for all) may go, and of them do those of which `decide_retention WORDS` says so.
 * One that is being removed has no name of a backup any more, so that half of one can never be taken for a whole one.
 */
export const PRUNE_FUNCTION = `
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
`
