/**
 * Shell functions that sign requests to an S3 server (AWS Signature Version 4, in headers) with nothing but sha256sum and awk: curl signs by itself, but
 * before 7.88 (RHEL 9, Ubuntu 22.04) not as S3 wants it. For programs with BASE_FUNCTIONS, `$s3` (a folder that only they can read, with the files `access`,
 * `secret` and `token`), `$s3_endpoint`, `$s3_host` and `$s3_region`.
 *
 * `sign`: reads requests, one a line: number, method, path, query, SHA-256 of the body, headers, with tabs between them. Path and query are encoded and in
 * order; headers are `name=value&...` in order of their names, which are in small letters, with `%`, `&` and control characters of the values encoded; `-`
 * is an empty query, and no headers. For each it leaves `$s3/<number>.curl`, which is to be used within 15 minutes. The secret is in no argument.
 */
export const SIGN_FUNCTIONS = `
s3_awk='
  function unescaped(text, done, at) {
    while (at = index(text, "%")) {
      done = done substr(text, 1, at - 1) sprintf("%c", 16 * nibble(substr(text, at + 1, 1)) + nibble(substr(text, at + 2, 1)))
      text = substr(text, at + 3)
    }
    return done text
  }
  function nibble(digit) { return index("0123456789abcdef", tolower(digit)) - 1 }
  # What is signed of the headers: those of the protocol, in order.
  function read_headers(line, fields, i, at, name) {
    signed = "host:" host "\\n" "x-amz-content-sha256:" line_hash "\\n" "x-amz-date:" stamp "\\n"
    names = "host;x-amz-content-sha256;x-amz-date"
    count = line == "-" ? 0 : split(line, fields, "&")
    for (i = 1; i <= count; i++) {
      at = index(fields[i], "=")
      sent_name[i] = name = substr(fields[i], 1, at - 1)
      sent_value[i] = unescaped(substr(fields[i], at + 1))
      if (name !~ /^x-amz-/) continue
      signed = signed name ":" squeezed(sent_value[i]) "\\n"
      names = names ";" name
    }
    if (token != "") {
      signed = signed "x-amz-security-token:" token "\\n"
      names = names ";x-amz-security-token"
    }
  }
  function squeezed(text) {
    gsub(/ +/, " ", text)
    sub(/^ /, "", text)
    sub(/ $/, "", text)
    return text
  }
  function quoted(text) {
    gsub(/[\\\\"]/, "\\\\\\\\&", text)
    return "\\"" text "\\""
  }
  BEGIN { getline token <"../token"; getline access <"../access" }'
octals() {
  awk '
    { for (i = 1; i < 64; i += 2) printf "\\\\%03o", 16 * (index(digits, substr($1, i, 1)) - 1) + index(digits, substr($1, i + 1, 1)) - 1; print " " $2 }' digits=0123456789abcdef
}
# The two keys of an HMAC (RFC 2104), as octal numbers, of a key in hexadecimal.
pads() {
  awk '
    function either(a, b, bit, sum) {
      for (bit = 1; bit < 256; bit *= 2) if (int(a / bit) % 2 != int(b / bit) % 2) sum += bit
      return sum + 0
    }
    {
      for (i = 1; i < 128; i += 2) {
        byte = i < length($0) ? 16 * (index(digits, substr($0, i, 1)) - 1) + index(digits, substr($0, i + 1, 1)) - 1 : 0
        inner = inner sprintf("\\\\%03o", either(byte, 54))
        outer = outer sprintf("\\\\%03o", either(byte, 92))
      }
      print inner
      print outer
    }' digits=0123456789abcdef
}
take_pads() {
  { read -r inner && read -r outer; } <<PADS
$(printf '%s\\n' "$1" | pads)
PADS
}
# shellcheck disable=SC2059 # octal numbers, made above
hmac() {
  take_pads "$1"
  turned=$({ printf "$inner" && printf %s "$2"; } | sha256sum | octals)
  { printf "$outer" && printf "\${turned% *}"; } | sha256sum | cut -c 1-64
}
take_signing_key() {
  hex=$({ printf AWS4 && cat "$s3/secret"; } | od -An -v -tx1 | tr -d ' \\n')
  [ "\${#hex}" -le 128 ] || hex=$({ printf AWS4 && cat "$s3/secret"; } | sha256sum | cut -c 1-64)
  for word in "$1" "$s3_region" s3 aws4_request; do hex=$(hmac "$hex" "$word") || exit 1; done
  take_pads "$hex"
  key_day=$1 key_inner=$inner key_outer=$outer
}
# shellcheck disable=SC2059 # octal numbers, made above
sign() {
  stamp=$(date -u +%Y%m%dT%H%M%SZ)
  day=\${stamp%T*}
  [ "$day" = "\${key_day:-}" ] || take_signing_key "$day"
  scope=$day/$s3_region/s3/aws4_request
  rm -rf "$s3/sign"
  mkdir "$s3/sign" || return 1
  (
    cd "$s3/sign" && cat >requests || exit 1
    awk -F '\\t' -v host="$s3_host" -v stamp="$stamp" "$s3_awk"'
      {
        line_hash = $5
        read_headers($6)
        file = $1 ".canon"
        printf "%s\\n%s\\n%s\\n%s\\n%s\\n%s", $2, $3, ($4 == "-" ? "" : $4), signed, names, $5 >file
        close(file)
      }' requests || exit 1
    sha256sum -- *.canon >sums || exit 1
    while read -r hash file; do
      printf "$key_inner"'AWS4-HMAC-SHA256\\n%s\\n%s\\n%s' "$stamp" "$scope" "$hash" >"\${file%.canon}.inner" || exit 1
    done <sums
    sha256sum -- *.inner | octals >sums || exit 1
    while read -r octal file; do printf "$key_outer$octal" >"\${file%.inner}.outer" || exit 1; done <sums
    sha256sum -- *.outer >sums || exit 1
    awk -F '\\t' -v host="$s3_host" -v stamp="$stamp" -v scope="$scope" -v endpoint="$s3_endpoint" "$s3_awk"'
      NR == FNR { signature[substr($0, 67) + 0] = substr($0, 1, 64); next }
      {
        line_hash = $5
        read_headers($6)
        file = "../" $1 ".curl"
        print "url = " quoted(endpoint $3 ($4 == "-" ? "" : "?" $4)) >file
        if ($2 != "GET") print "request = " quoted($2) >file
        print "header = " quoted("Authorization: AWS4-HMAC-SHA256 Credential=" access "/" scope ", SignedHeaders=" names ", Signature=" signature[$1 + 0]) >file
        print "header = " quoted("x-amz-date: " stamp) >file
        print "header = " quoted("x-amz-content-sha256: " $5) >file
        if (token != "") print "header = " quoted("x-amz-security-token: " token) >file
        for (i = 1; i <= count; i++) print "header = " quoted(sent_name[i] (sent_value[i] == "" ? ";" : ": " sent_value[i])) >file
        close(file)
      }' sums requests
  )
  signed_code=$?
  rm -rf "$s3/sign"
  return "$signed_code"
}
`
