/**
 * Shell functions that keep the objects of a bucket in packs: tar archives whose members have numbers for names. For programs with STREAM_FUNCTIONS that
 * have reached a bucket (REACH_S3_FUNCTIONS, LIST_FUNCTIONS, BATCH_FUNCTIONS), `$name` and `$suffix`.
 *
 * `store_objects LIST`: reads the objects of a list (as list_bucket gives it), and adds a line for each to `$s3/objects`: `object`, key, size, ETag, time
 * of the last change, SHA-256, pack, member, headers (as `sign` takes them). What changes while it is read is read again as it is then; what is gone by then is left
 * out. `$limit` is how large a pack may grow, `$last_pack` the last number that is taken.
 */
export const PACK_FUNCTIONS = `
# Each member, as formats of printf: its number, its header (ustar), and what fills its last block.
tar_headers() {
  awk -F '\\t' '
    function zeros(count, text) {
      text = ""
      while (count-- > 0) text = text "\\\\000"
      return text
    }
    # The sum of its characters: only these occur.
    function put(text, width, i) {
      for (i = 1; i <= length(text); i++) sum += value[substr(text, i, 1)]
      header = header text zeros(width - length(text))
    }
    # More than 8 GiB do not fit into 11 octal digits: GNU and busybox have them in base 256.
    function put_size(size, i, bytes) {
      if (size < 8589934592) return put(sprintf("%011.0f", octal(size)), 12)
      sum += 128
      for (i = 1; i <= 11; i++) {
        bytes = sprintf("\\\\%03.0f", octal(size % 256)) bytes
        sum += size % 256
        size = int(size / 256)
      }
      header = header "\\\\200" bytes
    }
    function octal(number, text) {
      text = ""
      do { text = (number % 8) text; number = int(number / 8) } while (number > 0)
      return text + 0
    }
    BEGIN {
      for (i = 0; i < 10; i++) value[i ""] = 48 + i
      split("u 117 s 115 t 116 a 97 r 114", letters, " ")
      for (i = 1; i < 10; i += 2) value[letters[i]] = letters[i + 1]
    }
    {
      header = ""
      sum = 0
      put($1, 100)
      put("0000600", 8); put("0000000", 8); put("0000000", 8)
      put_size($3)
      put("00000000000", 12)
      before = header
      header = ""
      put("0", 1); put("", 100); put("ustar", 6); put("00", 2); put("", 247)
      # The field of the checksum counts as eight blanks.
      rest = (512 - $3 % 512) % 512
      printf "%s\\t%s%s\\\\000 %s\\t%s\\n", $1, before, sprintf("%06.0f", octal(sum + 256)), header, (rest ? zeros(rest) : "%.0s")
    }' "$1"
}
# One object as a member. What is missing of one that broke off is filled with zeros, so that the archive stays whole; its line says why.
# shellcheck disable=SC2059 # octal numbers, made above
read_member() {
  printf "$5" || return 1
  s3_curl "$1" --fail --header "If-Match: \\"$4\\"" --dump-header "$s3/heads/$1" --write-out '%{stderr}\\n=%{http_code} %{size_download}\\n' 2>"$s3/words"
  s3_code=$?
  words=$(sed -n 's/^=//p' "$s3/words" | tail -n 1)
  case $words in 2*) arrived=\${words#* } ;; *) arrived=0 ;; esac
  arrived=\${arrived%%.*}
  if [ "$arrived" -gt "$3" ]; then
    echo "$2 has more bytes than the bucket says" >&2
    return 1
  fi
  if [ "$s3_code" = 0 ] && [ "$arrived" = "$3" ]; then
    outcome=whole
  else
    [ "$arrived" = "$3" ] || head -c "$(($3 - arrived))" /dev/zero || return 1
    # Nobody answers there, or nobody reads here (6, 7, 23, 35, 60): the next object would fare no better.
    case $s3_code:\${words%% *} in
      *:404) outcome=gone ;;
      *:412) outcome=changed ;;
      6:* | 7:* | 23:* | 35:* | 60:* | *:[134]??) outcome='' ;;
      *) outcome=cut cuts=$((cuts + 1)) ;;
    esac
  fi
  if [ -z "$outcome" ] || [ "$cuts" -gt 20 ]; then
    printf '%s cannot be read: %s\\n' "$2" "$(grep -v '^=' "$s3/words" | tr '\\n' ' ')" >&2
    return 1
  fi
  printf "$6"
  printf '%s\\t%s\\n' "$1" "$outcome" >>"$s3/outcomes"
}
read_pack() {
  first=1 cuts=0
  tar_headers "$s3/pack" >"$s3/headers" || return 1
  exec 4<"$s3/headers"
  while take_batch "$s3/pack" "$first" 3 >"$s3/batch" && [ -s "$s3/batch" ]; do
    sign_gets "$s3/batch" || return 1
    while IFS=$tab read -r member key size etag _; do
      IFS=$tab read -r _ header filling <&4 || return 1
      read_member "$member" "$key" "$size" "$etag" "$header" "$filling" || return 1
      rm -f "$s3/$member.curl"
      first=$((first + 1))
    done <"$s3/batch"
  done
  head -c 1024 /dev/zero
}
# Every member as it is expanded again: its number, and its SHA-256.
check_pack() {
  # shellcheck disable=SC2016 # run by tar
  tar -xf - --to-command='sum=$(sha256sum) && echo "$TAR_FILENAME \${sum%% *}"'
}
store_pack() {
  last_pack=$((last_pack + 1))
  rm -rf "$s3/heads" && mkdir "$s3/heads" && : >"$s3/outcomes" || exit 1
  store "$name.pack-$last_pack.tar$suffix" read_pack check_pack
  # shellcheck disable=SC2154 # set by store
  printf '%s\\n' "$said" >"$s3/sums" || exit 1
  awk -F '\\t' -v pack="$last_pack" -v heads="$s3/heads" -v again="$s3/again" "$headers_awk"'
    FILENAME ~ /sums$/ { split($0, fields, " "); sum[fields[1] + 0] = fields[2]; members++; next }
    FILENAME ~ /outcomes$/ { outcome[$1 + 0] = $2; next }
    {
      wanted++
      if (!($1 + 0 in sum) || !($1 + 0 in outcome)) failed = 1
      if (outcome[$1 + 0] == "whole") print "object\\t" $2 "\\t" $3 "\\t" $4 "\\t" $5 "\\t" sum[$1 + 0] "\\t" pack "\\t" $1 "\\t" headers_of($1)
      else print $2 >again
    }
    END { exit failed || members != wanted }' "$s3/sums" "$s3/outcomes" "$s3/pack" >"$s3/kept" || fail "$name: the pack has not the members that it was made of"
  cat "$s3/kept" >>"$s3/objects" || exit 1
  [ -s "$s3/kept" ] || {
    rm -f "$work/$name.pack-$last_pack.tar$suffix"
    sed '$d' "$work/.files" >"$s3/files" && cat "$s3/files" >"$work/.files" || exit 1
  }
}
store_objects() {
  cp "$1" "$s3/todo" || exit 1
  round=0
  while [ -s "$s3/todo" ]; do
    round=$((round + 1))
    [ "$round" -le 5 ] || fail "$name: while it is read, this changes or breaks off again and again: $(cut -f 1 "$s3/todo" | head -n 3 | tr '\\n' ' ')"
    [ "$round" -le 2 ] || sleep 1
    : >"$s3/again" || exit 1
    rm -f "$s3"/part-*
    awk -F '\\t' -v limit="$limit" -v place="$s3/part-" '
      NR == 1 || (bytes + $2 > limit && members) || members >= 20000 { if (part) close(place part); part = sprintf("%06d", ++parts); bytes = 0; members = 0 }
      { bytes += $2; print ++members "\\t" $0 >(place part) }' "$s3/todo" || exit 1
    for part in "$s3"/part-*; do
      mv "$part" "$s3/pack" || exit 1
      store_pack
    done
    : >"$s3/todo" || exit 1
    while read -r key; do
      list_object "$key" "$s3/one" </dev/null
      cat "$s3/one" >>"$s3/todo" || exit 1
    done <"$s3/again"
  done
}
`
