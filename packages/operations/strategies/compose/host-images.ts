import { parseContainerImage, parseImageStore, script, type Command, type ContainerImage, type ImageStore } from '../../../core/index.ts'
import type { HostPaths } from '../../tools/host-paths.ts'
import type { CarriedImages } from './carried-images.ts'
import { recordsFolder } from './compose-place.ts'

/** What a host has of images, for those that are carried to it. */
export interface HostImages {
  readonly store: ImageStore
  /** `linux/amd64`. */
  readonly platform: string
  /** On the disk of the engine; undefined when that is not told. */
  readonly freeBytes: number | undefined
  readonly all: readonly Pick<ContainerImage, 'id' | 'layers'>[]
  /** Those that end with the uppermost layer of one that is carried. */
  readonly alike: readonly ContainerImage[]
  /** Ids of the images that the live release runs, by service. */
  readonly live: Readonly<Record<string, string>>
}

/** For a query; `parseHostImages` reads what it prints. */
export function listHostImages({ images }: CarriedImages, paths: HostPaths): Command {
  return script(IMAGES_PROGRAM, [recordsFolder(paths), paths.current, ...images.flatMap(({ local }) => local.layers.slice(-1))])
}

/** One fact a line: a word, and what there is to say. Other lines may be between them. */
export function parseHostImages(text: string): HostImages {
  const lines = text.split('\n').map((line) => /^(\w+) (.*)$/.exec(line))
  const all = (word: string): readonly string[] => lines.flatMap((line) => (line?.[1] === word ? [line[2] ?? ''] : []))
  const [free] = all('free')
  return {
    store: parseImageStore(all('store')[0] ?? ''),
    platform: all('platform')[0] ?? '',
    freeBytes: free === undefined ? undefined : Number(free) * 1024,
    all: all('layers').map((line) => {
      const [id = '', ...layers] = line.match(/sha256:[0-9a-f]{64}/g) ?? []
      return { id, layers }
    }),
    alike: all('image').flatMap((line) => parseContainerImage(line) ?? []),
    live: Object.fromEntries(all('live').map((line) => line.split(' ')).map(([service = '', id = '']) => [service, id]))
  }
}

/** Arguments: folder of the records, the link to the live release, uppermost layers. An image that goes meanwhile is left out. */
const IMAGES_PROGRAM = `
live=$(readlink "$2" 2>/dev/null)
live=\${live%/}
records=$1/\${live##*/}/services
[ -z "$live" ] || [ ! -f "$records" ] || awk '{ print "live " $1 " " $3 }' "$records"
shift 2
docker info --format 'store {{json .DriverStatus}}' 2>/dev/null || exit 0
docker version --format 'platform {{.Server.Os}}/{{.Server.Arch}}' 2>/dev/null
df -Pk "$(docker info --format '{{.DockerRootDir}}')" 2>/dev/null | awk 'NR == 2 { print "free " $4 }'
ids=$(docker images --all --quiet --no-trunc | sort -u)
[ -n "$ids" ] || exit 0
# shellcheck disable=SC2086 # ids are hexadecimal
layers=$(docker image inspect --format 'layers {{.Id}} {{json .RootFS.Layers}}' $ids 2>/dev/null)
printf '%s\\n' "$layers"
alike=$(for top in "$@"; do printf '%s\\n' "$layers" | grep -F "\\"$top\\"]" | cut -d ' ' -f 2; done | sort -u)
# shellcheck disable=SC2086 # ids are hexadecimal
[ -z "$alike" ] || docker image inspect --format 'image {{json .}}' $alike 2>/dev/null
exit 0
`
