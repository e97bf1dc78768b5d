/**
 * Shell functions that list what a bucket has. For programs that have reached one (REACH_S3_FUNCTIONS).
 *
 * `encode TEXT`: as S3 encodes keys (RFC 3986; what is not A-Z, a-z, 0-9, `-`, `.`, `_`, `~` or `/` is %XX). Keys are in this form wherever they are written
 * down. `list_bucket FILE [PAGES]`: one object a line, in order: key, size, ETag, time of the last change, with tabs between them. Returns 3 when
 * there is no such bucket; ends the program when it cannot be listed. `list_object KEY FILE`: the line of one object, or none.
 */
export const LIST_FUNCTIONS = `
encode_awk='
  # In hexadecimal; a byte that this awk does not take for a character by itself is not known.
  function encoded(text, i, char, done) {
    if (text !~ special) return text
    for (i = 1; i <= length(text); i++) {
      char = substr(text, i, 1)
      if (char ~ special) {
        if (!(char in byte)) exit failed = 4
        char = sprintf("%%%02X", byte[char])
      }
      done = done char
    }
    return done
  }
  # What servers encode in their own ways (blanks as +, letters as numbers) gets the one form.
  function reencoded(text, done, at, code) {
    gsub(/[+]/, "%20", text)
    while (at = index(text, "%")) {
      code = toupper(substr(text, at + 1, 2))
      done = done encoded(substr(text, 1, at - 1)) (code in plain ? plain[code] : "%" code)
      text = substr(text, at + 3)
    }
    return done encoded(text)
  }
  function unxml(text) {
    if (!index(text, "&")) return text
    gsub(/&quot;|&#34;|&#x22;/, "\\"", text)
    gsub(/&apos;|&#39;|&#x27;/, "\\047", text)
    gsub(/&lt;|&#60;|&#x3[Cc];/, "<", text)
    gsub(/&gt;|&#62;|&#x3[Ee];/, ">", text)
    gsub(/&amp;|&#38;|&#x26;/, "\\\\&", text)
    return text
  }
  BEGIN {
    # As a text: between slashes, awks differ about a slash or a backslash in brackets.
    special = "[^A-Za-z0-9._~/-]"
    for (i = 1; i < 256; i++) {
      byte[sprintf("%c", i)] = i
      if (sprintf("%c", i) !~ special) plain[sprintf("%02X", i)] = sprintf("%c", i)
    }
  }'
encode() {
  printf '%s' "$1" | awk "$encode_awk"'{ printf "%s%s", sep, encoded($0); sep = "%0A" } END { exit failed }' || fail "$1 cannot be encoded"
}
# The page of a listing: its objects to the standard output, the token of the next page ("-": it was the last) to $s3/next. 1: it is no whole listing.
read_page() {
  awk -v next_file="$s3/next" "$encode_awk"'
    BEGIN { RS = "<" }
    {
      at = index($0, ">")
      tag = substr($0, 1, at - 1)
      text = substr($0, at + 1)
    }
    tag == "Contents" { objects++; inside = 1 }
    tag == "/Contents" { inside = 0 }
    inside && tag == "Key" { key[objects] = text }
    inside && tag == "Size" { size[objects] = text }
    inside && tag == "ETag" { etag[objects] = unxml(text) }
    inside && tag == "LastModified" { changed[objects] = text }
    !inside && tag == "EncodingType" { is_encoded = text == "url" }
    !inside && tag == "IsTruncated" { is_truncated = text == "true" }
    !inside && tag == "NextContinuationToken" { token = unxml(text) }
    tag == "/ListBucketResult" { is_whole = 1 }
    END {
      if (failed) exit failed
      if (!is_whole || (is_truncated && token == "")) exit 1
      for (i = 1; i <= objects; i++) {
        gsub(/"/, "", etag[i])
        if (key[i] == "" || size[i] !~ /^[0-9]+$/ || etag[i] !~ /^[^ \\t]+$/ || changed[i] !~ /^[^ \\t]+$/) exit 1
        name = is_encoded ? reencoded(unxml(key[i])) : encoded(unxml(key[i]))
        if (failed) exit failed
        print name "\\t" size[i] "\\t" etag[i] "\\t" changed[i]
      }
      token = encoded(token)
      gsub(/\\//, "%2F", token)
      print (is_truncated ? token : "-") >next_file
    }' "$s3/body"
}
in_query() { printf %s "$1" | sed 's,/,%2F,g'; }
list_bucket() {
  : >"$s3/list" || exit 1
  next='' page=0
  while [ "$next" != - ] && [ "$page" != "\${2-}" ]; do
    ask_bucket GET "\${next:+continuation-token=$next&}encoding-type=url&list-type=2&max-keys=1000&prefix=$(in_query "$s3_prefix")"
    case $s3_code in
      200) ;;
      404) ! grep -q '<Code>NoSuchBucket<' "$s3/body" || return 3 ;;
    esac
    [ "$s3_code" = 200 ] || fail "The bucket $s3_bucket cannot be listed at $s3_endpoint: $(s3_words)"
    read_page >>"$s3/list" || fail "The bucket $s3_bucket cannot be listed: $s3_endpoint gives no listing that is understood"
    read -r next <"$s3/next"
    page=$((page + 1))
  done
  sort "$s3/list" >"$1" || exit 1
}
list_object() {
  ask_bucket GET "encoding-type=url&list-type=2&max-keys=1&prefix=$(in_query "$1")"
  [ "$s3_code" = 200 ] || fail "The bucket $s3_bucket cannot be listed: $(s3_words)"
  read_page >"$s3/list" || fail "The bucket $s3_bucket cannot be listed: $s3_endpoint gives no listing that is understood"
  # By text: two keys that look like numbers would be compared as such.
  awk -F '\\t' -v key="$1" '("=" $1) == ("=" key)' "$s3/list" >"$2"
}
`
