/**
 * For programs. `read_config FILE` reads what `docker compose config` printed, which always has one form, as a table with tabs:
 *   image SERVICE REFERENCE | build SERVICE - | policy SERVICE POLICY | bind SERVICE SOURCE TARGET ro|rw
 *   file configs|secrets NAME PATH | uses SERVICE configs|secrets NAME | network SERVICE NAME
 * `digest_service FILE SERVICE FROM TO`: SHA-256 of all that the service is told, with one folder for another, but without what does not
 * make its container another one (how it is built, what it waits for).
 */
export const CONFIG_FUNCTIONS = `
read_config() {
  awk '
    function unquoted(text) {
      if (text ~ /^".*"$/ || text ~ /^\\047.*\\047$/) text = substr(text, 2, length(text) - 2)
      return text
    }
    function value() { text = $0; sub(/^ *(- )?[^:]*: ?/, "", text); return unquoted(text) }
    function key() { text = $1; sub(/:$/, "", text); return unquoted(text) }
    function flush() {
      if (type == "bind") print "bind\\t" service "\\t" source "\\t" target "\\t" mode
      type = source = target = ""; mode = "rw"
    }
    /^[^ ]/ { flush(); section = key(); service = part = ""; next }
    section == "services" && /^  [^ ]/ { flush(); service = key(); part = ""; next }
    section == "services" && /^    [^ ]/ {
      flush(); part = key()
      if (part == "image") print "image\\t" service "\\t" value()
      if (part == "build") print "build\\t" service "\\t-"
      if (part == "pull_policy") print "policy\\t" service "\\t" value()
      next
    }
    part == "volumes" && /^      - / { flush(); sub(/^      - /, "        ") }
    part == "volumes" && /^        type: / { type = value() }
    part == "volumes" && /^        source: / { source = value() }
    part == "volumes" && /^        target: / { target = value() }
    part == "volumes" && /^        read_only: true/ { mode = "ro" }
    section == "services" && part == "networks" && /^      [^ ]/ { print "network\\t" service "\\t" key() }
    (part == "configs" || part == "secrets") && /^      - source: / { print "uses\\t" service "\\t" part "\\t" value() }
    (section == "configs" || section == "secrets") && /^  [^ ]/ { name = key() }
    (section == "configs" || section == "secrets") && /^    file: / { print "file\\t" section "\\t" name "\\t" value() }
    END { flush() }
  ' "$1"
}
digest_service() {
  awk -v wanted="$2" -v from="$3" -v to="$4" '
    function moved(text, done, at) {
      done = ""
      while ((at = index(text, from)) > 0) { done = done substr(text, 1, at - 1) to; text = substr(text, at + length(from)) }
      return done text
    }
    /^[^ ]/ { section = $1; name = part = ""; next }
    section == "services:" && /^  [^ ]/ { name = $1; sub(/:$/, "", name); gsub(/"/, "", name); part = ""; next }
    /^    [^ ]/ { part = $1 }
    section == "services:" && name == wanted && part != "build:" && part != "depends_on:" && part != "image:" && part != "pull_policy:" { print moved($0) }
  ' "$1" | sha256sum | cut -d ' ' -f 1
}
`
