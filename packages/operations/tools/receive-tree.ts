import { script, type Command, type FileEntry } from '../../core/index.ts'

/**
 * Receives the stream of an upload step into a new folder. The first line of the stream says how the tar archive after it
 * is compressed, its last entry is UPLOAD_END: without it the stream was cut, whatever tar says.
 * Repeatable: what an earlier try left is removed first. Modification times are those of the host's clock.
 */
export function receiveTree(partialFolder: string): Command {
  return script(RECEIVE_PROGRAM, [partialFolder, UPLOAD_END])
}

/** Also written by the engine's tar stream. */
const UPLOAD_END = '.deploy-kit-upload-end'

const RECEIVE_PROGRAM = `
set -u
partial=$1 end=$2
case $partial in
  /*/*) ;;
  *)
    echo "Not a folder to receive files in: $partial" >&2
    exit 64
    ;;
esac
rm -rf "$partial" "$partial.links.partial" "$partial.check.partial" || exit 1
mkdir -p "$partial" && chmod 755 "$partial" || exit 1
IFS= read -r compression || compression=
case $compression in
  gzip) tar -xzmpof - -C "$partial" ;;
  zstd) zstd -dcq | tar -xmpof - -C "$partial" ;;
  plain) tar -xmpof - -C "$partial" ;;
  *)
    echo 'The upload ended before it began' >&2
    exit 1
    ;;
esac || exit 1
if [ ! -f "$partial/$end" ]; then
  echo 'The upload was cut: its end is missing' >&2
  exit 1
fi
rm -f "$partial/$end"
# Publishing waits for the disk: it may begin while the files are verified.
(sync -f "$partial" </dev/null >/dev/null 2>&1 &)
`

/**
 * Makes the files that did not change out of those of the previous release: by hard links, or by copies where the
 * file system or the kernel does not allow links, or `isWritten`. Their folders must be there. Repeatable. Prints how it was
 * done.
 */
export function linkUnchanged(request: LinkRequest): Command {
  const paths = request.files.map(({ path }) => `${path}\n`).join('')
  return script(LINK_PROGRAM, [request.previousFolder, request.partialFolder, request.isWritten === true ? 'copied' : 'linked'], { stdin: paths })
}

export interface LinkRequest {
  readonly previousFolder: string
  readonly partialFolder: string
  readonly files: readonly Pick<FileEntry, 'path'>[]
  /** A hook will work in the new release: what it writes into a file must not get into the release that is live. */
  readonly isWritten?: boolean
}

/**
 * First by GNU cp, all at once; else by ln, one process for each folder; else by cp. What is there is replaced, for an
 * interrupted try may have left half a copy.
 */
const LINK_PROGRAM = `
set -u
previous=$1 partial=$2 paths=$2.links.partial how=$3
trap 'rm -f "$paths"' EXIT
trap 'exit 1' HUP INT TERM
cat >"$paths" || exit 1
[ -s "$paths" ] || exit 0
cd "$previous" || exit 1
if [ "$how" = linked ]; then link=-l; else link=-p; fi
if tr '\\n' '\\0' <"$paths" | xargs -0 cp "$link" -Pf --parents --remove-destination -t "$partial" -- 2>/dev/null; then
  echo "$how"
  exit 0
fi
take() {
  [ "$#" -gt 0 ] || return 0
  (cd "$partial" && rm -f -- "$@") || return 1
  [ "$how" = linked ] && ln -- "$@" "$partial/$folder/" 2>/dev/null && return 0
  how=copied
  (cd "$partial" && rm -f -- "$@") && cp -pPf -- "$@" "$partial/$folder/"
}
folder=
set --
while IFS= read -r path; do
  case $path in
    */*) next=\${path%/*} ;;
    *) next=. ;;
  esac
  if [ "$next" != "$folder" ] || [ "$#" -ge 200 ]; then
    take "$@" || exit 1
    set --
    folder=$next
  fi
  set -- "$@" "./$path"
done <"$paths"
take "$@" || exit 1
echo "$how"
`

/**
 * Makes an uploaded folder the release, by one rename, after its content is on the disk: a host that loses power later
 * has it whole. Repeatable; refuses to replace another folder.
 */
export function publishTree(partialFolder: string, finalFolder: string): Command {
  return script(PUBLISH_PROGRAM, [partialFolder, finalFolder])
}

const PUBLISH_PROGRAM = `
set -u
partial=$1 final=$2
if [ ! -e "$partial" ] && [ -d "$final" ]; then exit 0; fi
if [ -e "$final" ] || [ -L "$final" ]; then
  echo "$final is there already" >&2
  exit 1
fi
sync -f "$partial" 2>/dev/null || sync
mv "$partial" "$final"
`
