// A volume of Docker with a container that writes into it. Its folder is read and written by root, beside Docker.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { askDocker, docker, inspect, list } from '../testbed/docker.ts'
import { localName } from '../testbed/image-recipes.ts'
import { LABEL } from '../testbed/names.ts'
import { gatherContents, type Contents } from './databases/contents.ts'
import type { Written } from './databases/writer.ts'
import { waitUntil } from './wait-until.ts'

export interface WrittenVolume {
  readonly name: string
  /** Of the container that writes. */
  readonly container: string
  readonly folder: string
  /** Everything but what the container writes: types, modes, owners, contents, links, extended attributes. */
  read(): Contents
  /** Runs a program of sh in the folder. */
  run(program: string): void
  isWriting(): Promise<boolean>
  /** Waits until the container has written so much more. */
  goOn(transactions: number): Promise<void>
  readWritten(): Written
  stop(): Promise<void>
}

/** Two files that say the same unless it is looked at in the middle of a transaction; ends between two of them when it is told to. */
const WRITE_PROGRAM = `
trap 'stop=1' TERM
n=$(cat /data/first 2>/dev/null || echo 0)
while [ -z "$stop" ]; do
  n=$((n + 1))
  echo "$n" >/data/first
  sleep 0.05
  echo "$n" >/data/second
done`

export async function startWrittenVolume(words: readonly string[] = []): Promise<WrittenVolume> {
  const name = `dk-volume-test-${randomBytes(4).toString('hex')}`
  const container = `${name}-writer`
  await docker(['volume', 'create', '--label', LABEL, name])
  const folder = (await inspect(name, '{{.Mountpoint}}', 'volume')) ?? ''
  await docker(['run', '--detach', '--label', LABEL, '--name', container, '--volume', `${name}:/data`, '--network', 'none', ...words, '--entrypoint', 'sh', localName('redis'), '-c', WRITE_PROGRAM])
  const readNumber = (file: string): number => Number(execFileSync('sh', ['-c', `cat "$1/${file}" 2>/dev/null || echo 0`, 'sh', folder], { encoding: 'utf8' }).trim() || '0')
  const readWritten = (): Written => ({ transactions: readNumber('second'), isConsistent: readNumber('first') === readNumber('second') })
  return {
    name,
    container,
    folder,
    read: () => readFolder(folder),
    run: (program) => void execFileSync('sh', ['-ec', program], { cwd: folder }),
    isWriting: async () => (await inspect(container, '{{.State.Running}}')) === 'true',
    goOn: async (transactions) => {
      const until = readWritten().transactions + transactions
      await waitUntil('a container that writes', () => readWritten().transactions >= until, 60)
    },
    readWritten,
    stop: async () => {
      await askDocker(['rm', '--force', container])
      await askDocker(['volume', 'rm', name])
    }
  }
}

/** What restores and backups have left behind with Docker. */
export async function findHelpers(): Promise<readonly string[]> {
  return (await list(['ps', '--all', '--format', '{{.Names}}', '--filter', 'name=dk-volume-'])).filter((each) => /^dk-volume-[0-9a-f]{12}-/.test(each))
}

const READ_PROGRAM = `
import hashlib, os, stat, sys
root = sys.argv[1]
def tell(path, name):
    found = os.lstat(path)
    words = [oct(found.st_mode), found.st_uid, found.st_gid]
    if stat.S_ISLNK(found.st_mode): words.append(os.readlink(path))
    if stat.S_ISREG(found.st_mode): words += [found.st_nlink, int(found.st_mtime), found.st_size, hashlib.sha256(open(path, 'rb').read()).hexdigest()]
    if stat.S_ISCHR(found.st_mode): words.append(found.st_rdev)
    for key in sorted(os.listxattr(path, follow_symlinks=False)): words.append(key + '=' + os.getxattr(path, key, follow_symlinks=False).hex())
    print(repr(name), *words)
tell(root, '.')
for folder, folders, files in os.walk(root):
    for entry in folders + files:
        name = os.path.relpath(os.path.join(folder, entry), root)
        if name not in ('first', 'second'): tell(os.path.join(folder, entry), name)
`

function readFolder(folder: string): Contents {
  return gatherContents(execFileSync('python3', ['-c', READ_PROGRAM, folder], { encoding: 'utf8' }).trim().split('\n').map((line) => ['volume', line]))
}

/** Owners that this machine does not know, every kind of mode, names that a shell would break, links, an access list, a capability. */
export const FILL_PROGRAM = `
chown 4242:4343 . && chmod 2751 .
mkdir -p 'a folder/deep' .hidden ..two && chmod 1777 .hidden && chown 12345:54321 'a folder'
printf 'text\\n' >'a folder/file' && chown 999:998 'a folder/file' && chmod 4750 'a folder/file'
printf '\\0\\377' >'a folder/deep/Größe 🦊
line' && : >-rf && : >.hidden/empty && printf x >..two/x
ln 'a folder/file' hard && ln -s '../elsewhere/*' link && mkfifo pipe && mknod device c 1 3 && chown -h 77:78 link
head -c 3000000 /dev/urandom >large && touch -d '2001-02-03 04:05:06' large
python3 -c "
import os, struct
os.setxattr('large', 'user.note', b'kept')
os.setxattr('a folder', 'user.note', b'of a folder')
entries = [(1, 7, 0xffffffff), (2, 6, 4711), (4, 5, 0xffffffff), (16, 7, 0xffffffff), (32, 0, 0xffffffff)]
os.setxattr('.hidden/empty', 'system.posix_acl_access', struct.pack('<I', 2) + b''.join(struct.pack('<HHI', *entry) for entry in entries))
os.setxattr('..two/x', 'security.capability', struct.pack('<IIIII', 0x02000001, 1 << 10, 0, 0, 0))
"
`
