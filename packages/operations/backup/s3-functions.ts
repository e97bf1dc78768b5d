import { CONTAINER_FUNCTIONS } from './server-place.ts'
import { SIGN_FUNCTIONS } from './s3-sign-functions.ts'

/**
 * Shell functions for the objects of one bucket. For programs with BASE_FUNCTIONS and `$s3`, a folder that is made for them, and that they remove.
 *
 * `reach_s3 WHERE ENDPOINT PORT REGION KEYS BUCKET PREFIX`: leads the others there. WHERE is as for `find_container`; of a container, address and keys are
 * its own, on the host ENDPOINT is an address, and KEYS a file ('': ~/.aws/credentials). `ask_s3 NUMBER WORDS...`: sends what was signed under that number,
 * with more words for curl, and sets `$s3_code` (000 when there was no whole answer). `$s3/body` is the answer, `s3_words` says what was wrong.
 * `ask_bucket METHOD QUERY`: a request without a body about the bucket.
 */
export const REACH_S3_FUNCTIONS = `${CONTAINER_FUNCTIONS}${SIGN_FUNCTIONS}
# shellcheck disable=SC2034 # for those who read lists
tab=$(printf '\\t')
no_body=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
# NAME=VALUE lines, also those of ~/.aws/credentials, of which the default part counts, or the first: leaves the three files, and prints names of files with keys.
take_keys() {
  awk -v folder="$s3" '
    function first(names, count, i, list) {
      count = split(names, list, " ")
      for (i = 1; i <= count; i++) if (kept[list[i]] != "") return kept[list[i]]
      return ""
    }
    { sub(/\\r$/, "") }
    /^[ \\t]*\\[/ {
      part = $0
      gsub(/\\[|\\]|[ \\t]/, "", part)
      if (part == "default") split("", kept)
      if (chosen == "" || part == "default") chosen = part
      next
    }
    part != chosen { next }
    {
      line = $0
      sub(/^[ \\t]*(export[ \\t]+)?/, "", line)
      at = index(line, "=")
      if (at < 2) next
      name = toupper(substr(line, 1, at - 1))
      value = substr(line, at + 1)
      gsub(/[ \\t]/, "", name)
      sub(/^[ \\t]+/, "", value)
      sub(/[ \\t]+$/, "", value)
      quote = substr(value, 1, 1)
      if (length(value) > 1 && (quote == "\\"" || quote == "\\047") && substr(value, length(value)) == quote) value = substr(value, 2, length(value) - 2)
      if (!(name in kept)) kept[name] = value
    }
    END {
      printf "%s", first("AWS_ACCESS_KEY_ID S3_ACCESS_KEY MINIO_ROOT_USER MINIO_ACCESS_KEY") >(folder "/access")
      printf "%s", first("AWS_SECRET_ACCESS_KEY S3_SECRET_KEY MINIO_ROOT_PASSWORD MINIO_SECRET_KEY") >(folder "/secret")
      printf "%s", first("AWS_SESSION_TOKEN") >(folder "/token")
      print first("MINIO_ROOT_USER_FILE MINIO_ACCESS_KEY_FILE")
      print first("MINIO_ROOT_PASSWORD_FILE MINIO_SECRET_KEY_FILE")
    }'
}
keys_of_container() {
  {
    read -r access_file
    read -r secret_file
  } <<FILES
$(docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$found" | take_keys)
FILES
  for pair in "access $access_file" "secret $secret_file"; do
    file=\${pair#* }
    if [ -s "$s3/\${pair%% *}" ] || [ -z "$file" ]; then continue; fi
    case $file in /*) ;; *) file=/run/secrets/$file ;; esac
    docker exec "$found" cat "$file" 2>/dev/null | tr -d '\\r\\n' >"$s3/\${pair%% *}"
  done
}
reach_s3() {
  mkdir -p "$s3" || exit 1
  # shellcheck disable=SC2034 # for those who list it
  found='' s3_direct='' s3_region=$4 s3_bucket=$6 s3_prefix=$(encode "$7")
  command -v curl >/dev/null || fail 'There is no curl on the host: install it'
  if [ "$1" != host ]; then
    find_container "$1"
    address=$(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' "$found") || exit 1
    for address in $address; do break; done
    address=\${address# }
    s3_endpoint=http://\${address:-127.0.0.1}:$3 s3_direct=yes
  else
    s3_endpoint=$2
  fi
  if [ -n "$5" ] || [ "$1" = host ]; then
    keys=\${5:-$HOME/.aws/credentials}
    [ -r "$keys" ] || fail "The file with the keys of the object storage, $keys, cannot be read"
    take_keys <"$keys" >/dev/null
  else
    keys="the environment of its container (AWS_ACCESS_KEY_ID, MINIO_ROOT_USER)"
    keys_of_container
  fi
  { [ -s "$s3/access" ] && [ -s "$s3/secret" ]; } || fail "There are no keys of the object storage in $keys"
  s3_host=\${s3_endpoint#*://}
  case $s3_endpoint in
    http://*:80) s3_host=\${s3_host%:80} ;;
    https://*:443) s3_host=\${s3_host%:443} ;;
  esac
}
s3_curl() {
  number=$1
  shift
  curl -q --silent --show-error --globoff --path-as-is --connect-timeout 20 --speed-limit 1 --speed-time 60 \${s3_direct:+--noproxy} \${s3_direct:+'*'} \\
    -K "$s3/$number.curl" "$@"
}
ask_s3() {
  : >"$s3/body"
  s3_code=$(s3_curl "$@" --output "$s3/body" --write-out '%{http_code}' 2>"$s3/words") || s3_code=000
}
s3_words() {
  if [ "$s3_code" = 000 ]; then
    tail -n 1 "$s3/words"
  else
    printf 'HTTP %s %s\\n' "$s3_code" "$(tr '<' '\\n' <"$s3/body" | sed -n -e 's/^Code>//p' -e 's/^Message>//p' | tr '\\n' ' ')"
  fi
}
is_passing() { case $s3_code in 000 | 429 | 5??) true ;; *) false ;; esac; }
ask_bucket() {
  for try in 1 2 3; do
    printf '0\\t%s\\t/%s\\t%s\\t%s\\t-\\n' "$1" "$s3_bucket" "$2" "$no_body" >"$s3/requests" && sign <"$s3/requests" || exit 1
    ask_s3 0
    if ! is_passing || [ "$try" = 3 ]; then break; fi
    sleep 1
  done
}
`
