/**
 * `compare_fingerprints KEPT FOUND`: prints what differs, at most 20 lines. Rows have to be equal; `-` stands for what could not be known at the
 * moment of the dump. A sequence may be further: it gives numbers while the dump is made, outside of all snapshots.
 */
export const COMPARE_FUNCTIONS = `
compare_fingerprints() {
  awk -F '\\t' '
    { name = $1 "\\t" $2 }
    NR == FNR { rows[name] = $3; hash[name] = $4; next }
    !(name in rows) { print $1 " " $2 " is not in the backup"; next }
    $1 == "sequence" { if ($3 + 0 < rows[name] + 0) print "sequence " $2 " stands at " $3 ", in the backup at " rows[name] }
    $1 != "sequence" && rows[name] != "-" && $3 != rows[name] { print $1 " " $2 ": " $3 ", in the backup " rows[name] }
    $1 != "sequence" && hash[name] != "-" && $3 == rows[name] && $4 != hash[name] { print $1 " " $2 ": the rows differ" }
    { delete rows[name] }
    END { for (name in rows) { sub("\\t", " ", name); print name " is missing" } }' "$1" "$2" | head -n 20
}
`
