/**
 * Shell functions for many requests. For programs that have reached a bucket (REACH_S3_FUNCTIONS).
 *
 * `take_batch LIST FROM COLUMN`: lines of a list from that one on, as many as can be sent with signatures of one moment: at most 100, and not much more than 256 MiB by
 * the sizes in that column. `sign_gets LIST`: of number, key. `$headers_awk`: a function for awk, that finds what belongs to an object in the
 * headers of an answer, a file in the folder `heads`, as `sign` takes them.
 */
export const BATCH_FUNCTIONS = `
# shellcheck disable=SC2034 # run by awk
headers_awk='
  function escaped(text) {
    gsub(/%/, "%25", text)
    gsub(/&/, "%26", text)
    gsub(/\\t/, "%09", text)
    gsub(/[[:cntrl:]]/, "", text)
    return text
  }
  # What belongs to the object, of the headers of the answer, in order.
  function headers_of(member, file, line, at, header, count, i, j, sorted, text) {
    count = 0
    file = heads "/" member
    while ((getline line <file) > 0) {
      sub(/\\r$/, "", line)
      if (line ~ /^HTTP\\//) count = 0
      at = index(line, ":")
      header = tolower(substr(line, 1, at - 1))
      if (header !~ /^(x-amz-meta-[!-~]+|content-type|cache-control|content-disposition|content-encoding|content-language|expires)$/) continue
      line = substr(line, at + 1)
      sub(/^[ \\t]+/, "", line)
      sub(/[ \\t]+$/, "", line)
      count++
      for (j = count; j > 1 && sorted[j - 1] > header "="; j--) sorted[j] = sorted[j - 1]
      sorted[j] = header "=" escaped(line)
    }
    close(file)
    text = "-"
    for (i = 1; i <= count; i++) text = i == 1 ? sorted[i] : text "&" sorted[i]
    return text
  }'
take_batch() { awk -F '\\t' -v from="$2" -v size="$3" 'NR < from { next } count >= 100 || sum > 268435456 { exit } { count++; sum += $size; print }' "$1"; }
sign_gets() {
  awk -F '\\t' -v bucket="$s3_bucket" -v hash="$no_body" '{ print $1 "\\tGET\\t/" bucket "/" $2 "\\t-\\t" hash "\\t-" }' "$1" >"$s3/requests" && sign <"$s3/requests"
}
`
