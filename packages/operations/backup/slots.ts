import { DeployKitError, query, script, type Answer, type Query } from '../../core/index.ts'

/**
 * A shell function that tells for which day, ISO week and month a backup counts.
 *
 * `backup_slot MOMENT ZONE TIME`: MOMENT in seconds since 1970, ZONE a name of the IANA data base, TIME (HH:MM) when the schedule
 * starts the backup in that zone, or `-` for one that no schedule started. Prints `YYYY-MM-DD TAB YYYY-Www TAB YYYY-MM`.
 *
 * A backup that starts late belongs to the day for which it was scheduled, up to 21 hours later: GitHub is late by minutes, a server
 * that was off by hours, and one date would have two backups and the next one none. Three hours are left for what starts early, and
 * for days with an hour less or more.
 *
 * A zone that the host does not know would be taken for UTC by date(1). It ends with 1 and a message instead.
 */
export const SLOT_FUNCTIONS = `
backup_slot() (
  case "$1" in
    '' | *[!0-9]*)
      printf 'backup_slot: "%s" is not a time in seconds\\n' "$1" >&2
      exit 64
      ;;
  esac
  case "$3" in
    -) start=180 ;;
    [01][0-9]:[0-5][0-9] | 2[0-3]:[0-5][0-9])
      hour=\${3%:*} minute=\${3#*:}
      # A number that begins with 0 is octal, and 08 is none.
      start=$((\${hour#0} * 60 + \${minute#0}))
      ;;
    *)
      printf 'backup_slot: "%s" is not a time of day (HH:MM)\\n' "$3" >&2
      exit 64
      ;;
  esac
  zone=''
  case "$2" in
    UTC | Etc/UTC) zone=UTC0 ;;
    '' | -* | /* | *[!A-Za-z0-9_/+-]*) ;;
    *)
      for folder in /usr/share/zoneinfo /etc/zoneinfo; do
        [ "$(dd if="$folder/$2" bs=4 count=1 2>/dev/null)" = TZif ] && zone=:$folder/$2 && break
      done
      ;;
  esac
  if [ -z "$zone" ]; then
    printf 'The time zone "%s" is not known on this host: install tzdata there, or use UTC\\n' "$2" >&2
    exit 1
  fi
  slot=$(LC_ALL=C TZ=$zone date -d "@$(($1 - start * 60 + 10800))" '+%Y-%m-%d%t%G-W%V%t%Y-%m') || exit 1
  case "$slot" in
    [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]?[0-9][0-9][0-9][0-9]-W[0-9][0-9]?[0-9][0-9][0-9][0-9]-[0-9][0-9]) printf '%s\\n' "$slot" ;;
    *)
      printf 'The date program of this host does not tell the ISO week: %s\\n' "$slot" >&2
      exit 1
      ;;
  esac
)
`

/** What a backup counts for, in the time zone of the schedule. */
export interface BackupSlot {
  /** YYYY-MM-DD */
  readonly day: string
  /** ISO 8601 with the year that the week belongs to: 2024-12-30 is in 2025-W01. */
  readonly week: string
  /** YYYY-MM */
  readonly month: string
}

export interface SlotMoment {
  /** Seconds since 1970. */
  readonly moment: number
  /** A name of the IANA data base. */
  readonly zone: string
  /** HH:MM in that zone; undefined for a backup that no schedule started, which counts for the day of the calendar. */
  readonly startsAt: string | undefined
}

/** Throws DK_INPUT_INVALID when the host does not know the time zone. */
export function askSlot({ moment, zone, startsAt }: SlotMoment): Query<BackupSlot> {
  return query(script(ASK_SLOT_PROGRAM, [String(moment), zone, startsAt ?? '-']), parseSlot)
}

const ASK_SLOT_PROGRAM = `${SLOT_FUNCTIONS}
backup_slot "$@" 2>&1
`

function parseSlot({ stdout, exitCode }: Answer): BackupSlot {
  const [day = '', week = '', month] = stdout.trimEnd().split('\t')
  if (exitCode === 0 && month !== undefined) return { day, week, month }
  throw new DeployKitError('DK_INPUT_INVALID', {
    message: `It cannot be told for which day a backup counts: ${stdout.trim()}`,
    remedy: 'Correct the time zone and the time of the schedule, or install tzdata on the host'
  })
}
