/**
 * Shell functions that find what of a bucket is in an older backup already. For programs with PACK_FUNCTIONS and `$heading`, the first line of a list of objects.
 *
 * `choose_objects LIVE`: links the packs that can go on being used into `$work`, writes the lines of their objects to `$s3/kept-objects`, and what of LIVE has to
 * be read to `$s3/new`. An object is the one that it was when size, ETag and time of the last change are. A pack goes on while its SHA-256 is
 * what it was, it is sealed for the same keys, and at least half of it is in use; one that is no larger than what is new is read again with it, so that
 * there are few of them however many backups are made.
 */
export const BASE_BACKUP_FUNCTIONS = `
recipients_of() { [ ! -s "$1/recipients.txt" ] || sort "$1/recipients.txt"; }
find_base() {
  base='' base_at=0
  for candidate in "\${work%/*}"/*/; do
    candidate=\${candidate%/}
    if [ ! -f "$candidate/$name.objects" ] || [ ! -f "$candidate/.slot" ] || [ ! -f "$candidate/SHA256SUMS" ]; then continue; fi
    at=$(cut -f 3 "$candidate/.slot")
    [ "$((at))" -gt "$base_at" ] || continue
    if [ "$(head -n 1 "$candidate/$name.objects")" != "$heading" ] || [ "$(recipients_of "$candidate")" != "$(recipients_of "$work")" ]; then continue; fi
    (cd "$candidate" && sha256sum "$name.objects" | grep -qxFf - SHA256SUMS) || continue
    base=$candidate base_at=$((at))
  done
}
choose_objects() {
  find_base
  : >"$s3/packs" && : >"$s3/base-objects" || exit 1
  last_pack=0
  if [ -n "$base" ]; then
    last_pack=$(awk -F '\\t' '$1 == "pack" && $2 + 0 > last { last = $2 + 0 } END { print last + 0 }' "$base/$name.objects")
    cp "$base/$name.objects" "$s3/base-objects" && awk -F '\\t' '$1 == "pack"' "$base/$name.objects" >"$s3/base-packs" || exit 1
    while IFS=$tab read -r _ pack plain stored digest; do
      file=$base/$name.pack-$pack.tar$suffix
      if [ -f "$file" ] && [ "$(digest_of "$file")" = "$digest" ]; then printf 'pack\\t%s\\t%s\\t%s\\t%s\\n' "$pack" "$plain" "$stored" "$digest" >>"$s3/packs" || exit 1; fi
    done <"$s3/base-packs"
  fi
  awk -F '\\t' -v limit="$limit" -v kept_file="$s3/kept-objects" -v new_file="$s3/new" -v packs_file="$s3/kept-packs" '
    function blocks(size) { return 512 + int((size + 511) / 512) * 512 }
    function drop(pack, i) {
      for (i = 1; i <= members[pack]; i++) new_bytes += blocks(size_of[member[pack, i]])
      dropped[pack] = 1
    }
    BEGIN { printf "" >kept_file; printf "" >new_file; printf "" >packs_file }
    FILENAME ~ /packs$/ { plain[$2] = $3; line_of_pack[$2] = $0; packs[++count] = $2; next }
    $1 == "object" && NF == 9 { if ($7 in plain) { was["=" $2] = $3 "\\t" $4 "\\t" $5; line["=" $2] = $0; pack_of["=" $2] = $7 } ; next }
    FILENAME ~ /objects$/ { next }
    {
      key = "=" $1
      live[++total] = $0
      key_of[total] = key
      if (was[key] == $2 "\\t" $3 "\\t" $4) {
        is_kept[total] = 1
        pack = pack_of[key]
        used[pack] += blocks($2)
        member[pack, ++members[pack]] = key
        size_of[key] = $2
      } else new_bytes += blocks($2)
    }
    END {
      for (i = 1; i <= count; i++) if (used[packs[i]] * 2 < plain[packs[i]]) drop(packs[i])
      do {
        found = ""
        for (i = 1; i <= count; i++) {
          pack = packs[i]
          if (!dropped[pack] && plain[pack] <= new_bytes && plain[pack] * 2 < limit && (found == "" || plain[pack] < plain[found])) found = pack
        }
        if (found != "") drop(found)
      } while (found != "")
      for (i = 1; i <= count; i++) if (!dropped[packs[i]]) print line_of_pack[packs[i]] >packs_file
      for (i = 1; i <= total; i++) {
        if (is_kept[i] && !dropped[pack_of[key_of[i]]]) print line[key_of[i]] >kept_file
        else print live[i] >new_file
      }
    }' "$s3/packs" "$s3/base-objects" "$1" || exit 1
  while IFS=$tab read -r _ pack plain stored digest; do
    file=$name.pack-$pack.tar$suffix
    ln "$base/$file" "$work/$file" 2>/dev/null || cp "$base/$file" "$work/$file" || fail "$file of \${base##*/} cannot be used again"
    printf '%s\\t%s\\t%s\\t%s\\n' "$file" "$plain" "$stored" "$digest" >>"$work/.files" || fail "$file cannot be noted"
  done <"$s3/kept-packs"
}
`
