import { script, sealTree, type Command, type FolderEntry, type Tree, type TreeEntry } from '../../core/index.ts'
import { releaseFolder, type HostPaths } from './host-paths.ts'
import { withoutHostPaths } from './shared-paths.ts'

/** What a change of the working folder (layout `in-place`) does. Paths are relative. */
export interface WorkingFolderChange {
  /** Files and links that must not be there. */
  readonly remove: readonly string[]
  /** Folders to remove when they are empty, inner ones first. */
  readonly removeFolders: readonly string[]
  /** Folders to make, outer ones first. */
  readonly makeFolders: readonly FolderEntry[]
  /** Files and links to take from the staged release. */
  readonly copy: readonly string[]
}

/** What leads from one tree to another. `distrusted`: paths of `from` that the working folder no longer has as recorded. */
export function planWorkingFolderChange(
  from: Tree | undefined,
  to: Tree | undefined,
  distrusted: ReadonlySet<string> = new Set()
): WorkingFolderChange {
  const before = new Map((from?.entries ?? []).map((entry) => [entry.path, entry]))
  const after = new Map((to?.entries ?? []).map((entry) => [entry.path, entry]))
  const isGone = (entry: TreeEntry): boolean => (after.get(entry.path)?.type === 'folder') !== (entry.type === 'folder') || !after.has(entry.path)
  const gone = [...before.values()].filter(isGone)
  const wanted = [...after.values()]
  return {
    remove: gone.filter((entry) => entry.type !== 'folder').map((entry) => entry.path),
    removeFolders: gone.filter((entry) => entry.type === 'folder').map((entry) => entry.path).reverse(),
    makeFolders: wanted.filter((entry) => entry.type === 'folder').filter((entry) => !isSameEntry(before.get(entry.path), entry)),
    copy: wanted
      .filter((entry) => entry.type !== 'folder' && (distrusted.has(entry.path) || !isSameEntry(before.get(entry.path), entry)))
      .map((entry) => entry.path)
  }
}

/** A change of the working folder, and its reverse; what was built on the host is not in it yet (see `completeChange`). */
export interface InPlaceChanges {
  readonly forward: WorkingFolderChange
  readonly back: WorkingFolderChange
  readonly environmentFiles: { readonly from: string | undefined; readonly to: string | undefined }
  readonly protectedPaths: readonly string[]
}

export interface InPlaceSide {
  readonly tree: Tree | undefined
  /** Where this side has a link to its env file; it stands in the staged release but not in the list of its files. */
  readonly environmentFile: string | undefined
}

export interface InPlaceRules {
  /** Paths that the working folder no longer has as recorded. */
  readonly distrusted: ReadonlySet<string>
  /** Never touched, also where an earlier release still brought them. */
  readonly protectedPaths: readonly string[]
}

export function planInPlaceChanges(from: InPlaceSide, to: InPlaceSide, { distrusted, protectedPaths }: InPlaceRules): InPlaceChanges {
  const before = listSide(from, protectedPaths)
  const after = listSide(to, protectedPaths)
  return {
    forward: planWorkingFolderChange(before, after, distrusted),
    back: planWorkingFolderChange(after, before, distrusted),
    environmentFiles: { from: from.environmentFile, to: to.environmentFile },
    protectedPaths
  }
}

function listSide(side: InPlaceSide, protectedPaths: readonly string[]): Tree | undefined {
  const { environmentFile } = side
  const tree = side.tree === undefined ? undefined : withoutHostPaths(side.tree, protectedPaths)
  if (environmentFile === undefined) return tree
  const others = (tree?.entries ?? []).filter((entry) => entry.path !== environmentFile)
  return sealTree([...others, { type: 'link', path: environmentFile, target: 'environment' }])
}

/** Stores a change on the host under a name, for `syncWorkingFolder`. */
export function storeChange(folder: string, name: string, change: WorkingFolderChange): Command {
  const lines = [
    ...change.remove.map((path) => `r./${path}`),
    ...change.removeFolders.map((path) => `d./${path}`),
    ...change.makeFolders.map(({ mode, path }) => `m${mode.toString(8).padStart(3, '0')}./${path}`),
    ...change.copy.map((path) => `c./${path}`)
  ]
  return script(STORE_CHANGE_PROGRAM, [folder, name], { stdin: lines.map((line) => `${line}\n`).join('') })
}

const STORE_CHANGE_PROGRAM = `
set -eu
mkdir -p "$1"
cat > "$1/$2.all"
for kind in r d m c; do sed -n "s/^$kind//p" "$1/$2.all" > "$1/$2.$kind"; done
rm "$1/$2.all"
`

/** Exit code of `checkWorkingFolder`: something is in the way that no release brought. */
export const IN_THE_WAY_EXIT_CODE = 65

/** Before anything is changed: what is in the folder by other hands must not be where a file or a folder is to come. */
export function checkWorkingFolder(paths: HostPaths, stored: { readonly folder: string; readonly name: string }): Command {
  return script(CHECK_PROGRAM, [paths.root, `${stored.folder}/${stored.name}`])
}

/** A folder may become a file when all that is in it is removed; a file may become a folder when it is. */
const CHECK_PROGRAM = `
set -eu
root=$1 change=$2
cd "$root"
gone_links() { while IFS= read -r path; do if [ -L "$path" ]; then printf '%s\\n' "$path"; fi; done < "$change.r"; }
# What is seen through a link that goes is not there any more.
without_gone() {
  { gone_links; echo '='; cat; } | awk '
    $0 == "=" { listed = 1; next }
    !listed { gone[$0]; next }
    { for (path = $0; match(path, "/[^/]*$"); ) { path = substr(path, 1, RSTART - 1); if (path in gone) next }; print }'
}
without_gone < "$change.c" | while IFS= read -r path; do
  if [ ! -d "$path" ] || [ -L "$path" ]; then continue; fi
  find "$path" | while IFS= read -r inner; do
    grep -qxF -- "$inner" "$change.r" "$change.d" && continue
    echo "$path is to become a file, but is a folder, and no release brought $inner" >&2
    exit 65
  done
done
cut -c 4- "$change.m" | without_gone | while IFS= read -r path; do
  if { [ ! -e "$path" ] && [ ! -L "$path" ]; } || { [ -d "$path" ] && [ ! -L "$path" ]; } || grep -qxF -- "$path" "$change.r"; then continue; fi
  echo "$path is to become a folder, but is a file or a link that no release brought" >&2
  exit 65
done
`

/**
 * `copy LIST FOLDER`: the files and links of a list, from the folder that one is in. Each is made anew, for a program may run
 * from the old one. Folders that are missing are made as they are here. busybox cp knows no --parents, and its tar need not
 * know -T: there it goes folder by folder, and times may lose their fractions.
 */
export const COPY_FUNCTION = `
copy() {
  list=$1
  if [ ! -s "$1" ]; then return 0; fi
  if cp --help 2>&1 | grep -q -- --remove-destination; then
    tr '\\n' '\\0' <"$1" | xargs -0 cp -dp --parents --remove-destination -t "$2" --
    return
  fi
  target=$2 folder=
  set --
  while IFS= read -r path; do
    if [ "\${path%/*}" != "$folder" ] || [ "$#" -ge 200 ]; then
      copy_files "$@" || return 1
      set --
      folder=\${path%/*}
    fi
    set -- "$@" "$path"
  done <"$list"
  copy_files "$@"
}
copy_files() {
  if [ "$#" -eq 0 ]; then return 0; fi
  make_folder "$folder" && (cd "$target" && rm -f -- "$@") && cp -pP -- "$@" "$target/$folder/"
}
make_folder() {
  if [ -d "$target/$1" ]; then return 0; fi
  make_folder "\${1%/*}" && mkdir -- "$target/$1" && chmod "$(stat -c %a -- "$1")" "$target/$1"
}
`

/**
 * Brings the working folder to a staged release by a stored change. Copies, never links: the application may write
 * into its files. A file is replaced by a new one, so a program that runs from it goes on with the old. Safe to repeat.
 */
export function syncWorkingFolder(paths: HostPaths, release: string, stored: { readonly folder: string; readonly name: string }): Command {
  return script(SYNC_PROGRAM, [paths.root, releaseFolder(paths, release), `${stored.folder}/${stored.name}`])
}

const SYNC_PROGRAM = `
set -eu
root=$1 tree=$2 change=$3
${COPY_FUNCTION}
folders() { cut -c 4- "$change.m" | tr '\\n' '\\0'; }
cd "$root"
while IFS= read -r path; do
  # What is a folder by now is someone else's.
  if [ ! -d "$path" ] || [ -L "$path" ]; then printf '%s\\0' "$path"; fi
done < "$change.r" | xargs -0 rm -f --
# Those that hold what no release brought stay.
if [ -s "$change.d" ]; then tr '\\n' '\\0' <"$change.d" | xargs -0 rmdir -- 2>/dev/null || true; fi
if [ -s "$change.m" ]; then
  folders | xargs -0 mkdir -p --
  folders | xargs -0 chmod u+rwx --
fi
if [ -s "$change.c" ]; then
  cd "$tree"
  copy "$change.c" "$root"
  cd "$root"
fi
cut -c 1-3 "$change.m" | sort -u | while IFS= read -r mode; do
  sed -n "s/^$mode//p" "$change.m" | tr '\\n' '\\0' | xargs -0 chmod "$mode" --
done
`

/** Removes what a stored change will copy. */
export function clearWorkingFiles(paths: HostPaths, stored: { readonly folder: string; readonly name: string }): Command {
  return script(CLEAR_PROGRAM, [paths.root, `${stored.folder}/${stored.name}.c`])
}

const CLEAR_PROGRAM = `
cd "$1" || exit 1
tr '\\n' '\\0' < "$2" | xargs -0 rm -f -- || true
`

/**
 * The first release of a folder that was there before: keeps the files that the new release will replace, so that
 * there is something to go back to. Reads the stored change \`name\` (its copy list), and needs nothing else.
 */
export function keepWorkingFiles(paths: HostPaths, adopted: string, stored: { readonly folder: string; readonly name: string }): Command {
  return script(KEEP_PROGRAM, [paths.root, releaseFolder(paths, adopted), `${stored.folder}/${stored.name}.c`])
}

const KEEP_PROGRAM = `
set -eu
root=$1 kept=$2 list=$3
${COPY_FUNCTION}
rm -rf "$kept" "$kept.partial"
mkdir -p "$kept.partial"
cd "$root"
copy "$list" "$kept.partial"
mv "$kept.partial" "$kept"
`

function isSameEntry(left: TreeEntry | undefined, right: TreeEntry): boolean {
  if (left?.type === 'file' && right.type === 'file') return left.sha256 === right.sha256 && left.mode === right.mode
  if (left?.type === 'link' && right.type === 'link') return left.target === right.target
  return left?.type === 'folder' && right.type === 'folder' && left.mode === right.mode
}
