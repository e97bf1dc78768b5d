/**
 * Shell functions for SQLite databases, by the `sqlite3` command line. `in_sqlite FILE SQL`; `check_sqlite FILE` says what is wrong;
 * `sqlite_fingerprint FILE LEVEL`: a line for every table (rows, and with level `rows` the SHA-3 of its content), and one for all that is
 * no table.
 */
export const SQLITE_FUNCTIONS = `
in_sqlite() { sqlite3 -batch -bail -noheader -list -cmd '.timeout 30000' "$1" "$2" </dev/null; }
check_sqlite() {
  words=$(in_sqlite "$1" 'pragma integrity_check' 2>&1) && [ "$words" = ok ] && return 0
  printf '%s\\n' "$words" | head -n 3
  return 1
}
sqlite_fingerprint() {
  tables=$(in_sqlite "$1" "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name") || return 1
  printf '%s\\n' "$tables" | while IFS= read -r table; do
    [ -n "$table" ] || continue
    quoted=$(printf %s "$table" | sed 's/"/""/g')
    rows=$(in_sqlite "$1" "select count(*) from \\"$quoted\\"") || exit 1
    hash=-
    if [ "$2" = rows ]; then hash=$(in_sqlite "$1" ".sha3sum \\"$(printf %s "$table" | sed 's/[\\\\"]/\\\\&/g')\\"") || exit 1; fi
    printf 'table\\t%s\\t%s\\t%s\\n' "$table" "$rows" "$hash"
  done || return 1
  in_sqlite "$1" "select 'objects' || char(9) || type || char(9) || count(*) || char(9) || '-' from sqlite_schema where name not like 'sqlite_%' group by type order by type"
}
`
