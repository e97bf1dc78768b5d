/**
 * A program of sh for `in_volume`: everything in a folder of the volume, a line each in an order of its own: type and mode, owner and group as
 * numbers; of files the number of names, time, size, and with the level `rows` the SHA-256; of links where they lead. The last line says
 * that none before it is missing. Arguments: folder, level.
 */
export const LIST_VOLUME_PROGRAM = `
cd "/volume/$1" || exit 1
# What restores have there.
ours=./.dk-restore-\\*
{
  stat -c "%f %u:%g ." . &&
    find . -path "$ours" -prune -o ! -type f ! -name . -exec stat -c "%f %u:%g %t,%T %n" {} + &&
    find . -path "$ours" -prune -o -type f -exec stat -c "%f %u:%g %h %Y %s %n" {} + &&
    find . -path "$ours" -prune -o -type l -exec sh -c 'for link; do printf "%s -> %s\\n" "$link" "$(readlink "$link")"; done' sh {} + &&
    if [ "$2" = rows ]; then find . -path "$ours" -prune -o -type f -exec sha256sum {} +; fi && echo "~ whole"
} | sort
`

/** For `store`: prints how many lines there are. */
export const CHECK_LIST_FUNCTION = `
check_list() { awk '{ last = $0 } END { if (last != "~ whole") exit 1; print NR - 1 }'; }
`
