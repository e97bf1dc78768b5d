/**
 * Shell functions that change what a bucket has. For programs that have reached one (REACH_S3_FUNCTIONS, LIST_FUNCTIONS, BATCH_FUNCTIONS), `$files` (a folder of
 * this restore) and `$name`.
 *
 * `list_live FILE`: as list_bucket, and nothing when there is no bucket; then `$has_bucket` is ''. `keep_live LIST`: leaves the objects of a list (as list_bucket gives it) in
 * `$files/old`, and a line for each in `$files/before`: number, key, size, ETag, time of the last change, headers. `put_objects LIST FOLDER`: number, key, size, SHA-256 (or `-`), headers; the objects are the
 * files with these numbers, and which of them are written already stands in FOLDER.done. `delete_objects LIST`: of keys. `differing LIST LIVE`: what of the list of a backup is
 * not in a bucket as it was then; `replaced LIST LIVE`: what of the bucket is not in the list so.
 */
export const CHANGE_FUNCTIONS = `
# shellcheck disable=SC2034 # for those who change it
list_live() {
  has_bucket=yes
  list_bucket "$1" || { has_bucket='' && : >"$1"; } || exit 1
}
# shellcheck disable=SC2016 # run by awk
is_same_awk='
  FILENAME == live { same["=" $1] = $2 "\\t" $3 "\\t" $4; next }'
differing() { awk -F '\\t' -v live="$2" "$is_same_awk"'{ if (same["=" $2] != $3 "\\t" $4 "\\t" $5) print }' "$2" "$1"; }
replaced() {
  awk -F '\\t' -v list="$1" '
    FILENAME == list { was["=" $2] = $3 "\\t" $4 "\\t" $5; next }
    was["=" $1] != $2 "\\t" $3 "\\t" $4' "$1" "$2"
}
# Whole as they are now, or not at all.
keep_live() {
  rm -rf "$files/old" "$s3/heads"
  mkdir "$files/old" "$s3/heads" && awk -F '\\t' '{ print NR "\\t" $0 }' "$1" >"$s3/pack" || exit 1
  first=1
  while take_batch "$s3/pack" "$first" 3 >"$s3/batch" && [ -s "$s3/batch" ]; do
    sign_gets "$s3/batch" || exit 1
    while IFS=$tab read -r member key size etag _; do
      s3_code=$(s3_curl "$member" --fail --header "If-Match: \\"$etag\\"" --dump-header "$s3/heads/$member" --output "$files/old/$member" --write-out '%{http_code}' 2>"$s3/words") ||
        fail "$name: $key, which is live, cannot be kept: $(tail -n 1 "$s3/words")"
      # curl makes no file of an empty object.
      [ -e "$files/old/$member" ] || : >"$files/old/$member" || exit 1
      [ "$(($(wc -c <"$files/old/$member")))" = "$size" ] || fail "$name: $key, which is live, cannot be kept: it has another size"
      rm -f "$s3/$member.curl"
      first=$((first + 1))
    done <"$s3/batch"
  done
  awk -F '\\t' -v heads="$s3/heads" "$headers_awk"'{ print $0 "\\t" headers_of($1) }' "$s3/pack" >"$files/before.part" || exit 1
  [ "$(($(wc -l <"$files/before.part")))" = "$(($(wc -l <"$1")))" ] || fail "$name: what is live cannot be noted"
  sync
  mv "$files/before.part" "$files/before" || exit 1
}
put_objects() {
  touch "$2.done" && awk -F '\\t' -v done="$2.done" 'FILENAME == done { is_done["=" $1] = 1; next } !(("=" $1) in is_done)' "$2.done" "$1" >"$s3/puts" || exit 1
  first=1
  while take_batch "$s3/puts" "$first" 3 >"$s3/batch" && [ -s "$s3/batch" ]; do
    (cd "$2" && cut -f 1 "$s3/batch" | xargs sha256sum -- >"$s3/sums") || fail "$name: what is to be put into the bucket cannot be read"
    awk -F '\\t' -v bucket="$s3_bucket" '
      FNR == NR { sum[substr($0, 67)] = substr($0, 1, 64); next }
      $4 != "-" && $4 != sum[$1] { print $2 >"/dev/stderr"; exit 1 }
      { print $1 "\\tPUT\\t/" bucket "/" $2 "\\t-\\t" sum[$1] "\\t" $5 }' "$s3/sums" "$s3/batch" >"$s3/requests" || fail "$name: what was staged is not what it was"
    sign <"$s3/requests" || exit 1
    while IFS=$tab read -r member key size _; do
      for try in 1 2 3; do
        # From its standard input: to a key that ends with a slash, curl adds the name of a file.
        ask_s3 "$member" --header Expect: --header Transfer-Encoding: --header "Content-Length: $size" --upload-file - <"$2/$member"
        if ! is_passing || [ "$try" = 3 ]; then break; fi
        sleep 1
      done
      case $s3_code in 2??) ;; *) fail "$name: $key cannot be written: $(s3_words)" ;; esac
      printf '%s\\n' "$member" >>"$2.done" || exit 1
      rm -f "$s3/$member.curl"
      first=$((first + 1))
    done <"$s3/batch"
  done
}
delete_objects() {
  awk '{ print NR "\\t" $0 "\\t0" }' "$1" >"$s3/doomed" || exit 1
  first=1
  while take_batch "$s3/doomed" "$first" 3 >"$s3/batch" && [ -s "$s3/batch" ]; do
    awk -F '\\t' -v bucket="$s3_bucket" -v hash="$no_body" '{ print $1 "\\tDELETE\\t/" bucket "/" $2 "\\t-\\t" hash "\\t-" }' "$s3/batch" >"$s3/requests" && sign <"$s3/requests" || exit 1
    while IFS=$tab read -r member key _; do
      for try in 1 2 3; do
        ask_s3 "$member"
        if ! is_passing || [ "$try" = 3 ]; then break; fi
        sleep 1
      done
      case $s3_code in 2?? | 404) ;; *) fail "$name: $key cannot be removed: $(s3_words)" ;; esac
      rm -f "$s3/$member.curl"
      first=$((first + 1))
    done <"$s3/batch"
  done
}
# AWS wants to be told the region, but for its first one.
make_bucket() {
  : >"$s3/new-bucket"
  case $s3_region in
    us-east-1 | auto) ;;
    *) printf '<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>%s</LocationConstraint></CreateBucketConfiguration>' "$s3_region" >"$s3/new-bucket" ;;
  esac
  printf '0\\tPUT\\t/%s\\t-\\t%s\\t-\\n' "$s3_bucket" "$(sha256sum <"$s3/new-bucket" | cut -c 1-64)" >"$s3/requests" && sign <"$s3/requests" || exit 1
  ask_s3 0 --header Expect: --upload-file "$s3/new-bucket"
  case $s3_code in
    2??) ;;
    *) grep -q BucketAlreadyOwnedByYou "$s3/body" || fail "$name: there is no bucket $s3_bucket, and it cannot be made: $(s3_words)" ;;
  esac
}
`
