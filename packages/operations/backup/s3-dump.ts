import { script } from '../../core/index.ts'
import type { S3Component } from './component.ts'
import { placeWords } from './server-place.ts'
import { BASE_BACKUP_FUNCTIONS } from './s3-base-functions.ts'
import { BATCH_FUNCTIONS } from './s3-batch-functions.ts'
import { REACH_S3_FUNCTIONS } from './s3-functions.ts'
import { LIST_FUNCTIONS } from './s3-list-functions.ts'
import { PACK_FUNCTIONS } from './s3-pack-functions.ts'
import type { Dump, DumpPlace } from './source.ts'
import { STREAM_FUNCTIONS } from './stream-functions.ts'

/** Larger ones would be read again as a whole for the sake of few objects. One larger object is a pack by itself. */
export const PACK_LIMIT_BYTES = 2 * 1024 ** 3

/**
 * Every object whole as it is when it is read; the bucket is not of one moment. Arguments: folder, codec, name, suffix of the files, how large a pack may be, then
 * where the bucket is.
 */
const DUMP_S3_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 limit=$5
shift 5
${STREAM_FUNCTIONS}${REACH_S3_FUNCTIONS}${LIST_FUNCTIONS}${BATCH_FUNCTIONS}${PACK_FUNCTIONS}${BASE_BACKUP_FUNCTIONS}
s3=$work/.s3-$name
trap 'rm -rf "$s3"' EXIT
reach_s3 "$@"
heading="objects$tab$s3_bucket$tab$s3_prefix"
list_bucket "$s3/live" || fail "$name: there is no bucket $s3_bucket at $s3_endpoint"
choose_objects "$s3/live"
needed=$(awk -F '\\t' '{ sum += $2 } END { printf "%.0f", sum / 1024 + 10240 }' "$s3/new")
free=$(df -Pk "$work" | awk 'NR == 2 { print $4 }')
[ "$((free))" -ge "$((needed))" ] ||
  fail "\${work%/*} has $((free / 1024)) MiB free, and the objects that are new in $s3_bucket need up to $((needed / 1024)) MiB: make room (deploy-kit backups prune), or set backup-path"
fresh=$(($(wc -l <"$s3/new")))
: >"$s3/objects" || exit 1
store_objects "$s3/new"
printf '%s\\n' "$heading" >"$work/$name.objects" || exit 1
touch "$work/.files" || exit 1
awk -F '\\t' -v prefix="$name.pack-" -v suffix=".tar$suffix" '
  substr($1, 1, length(prefix)) == prefix {
    pack = substr($1, length(prefix) + 1, length($1) - length(prefix) - length(suffix))
    if (pack ~ /^[0-9]+$/) print "pack\\t" pack "\\t" $2 "\\t" $3 "\\t" $4
  }' "$work/.files" >>"$work/$name.objects" || exit 1
sort "$s3/kept-objects" "$s3/objects" >>"$work/$name.objects" || fail "$name: the list of the objects cannot be written"
note "$name" bucket "$s3_bucket"
note "$name" address "$s3_endpoint"
note "$name" objects "$(awk -F '\\t' '$1 == "object" { count++; sum += $3 } END { printf "%d, %.0f bytes", count, sum }' "$work/$name.objects")"
note "$name" bytes "$(awk -F '\\t' '$1 == "object" { sum += $3 } END { printf "%.0f", sum }' "$work/$name.objects")"
note "$name" read "$fresh objects; packs of an older backup have the others"
`

export function s3Words({ server, port, region, keys, bucket, prefix }: S3Component, { root, project }: Pick<DumpPlace, 'root' | 'project'>): readonly string[] {
  const [where, endpoint] = placeWords(server, project)
  return [where, endpoint, port, region, keys === '' || keys.startsWith('/') ? keys : `${root}/${keys}`, bucket, prefix]
}

export function dumpS3(component: S3Component, { work, codec, suffix, root, project }: DumpPlace): Dump {
  const { name, bucket } = component
  return {
    title: `Pack ${name}: what is new in the bucket ${bucket}`,
    command: script(DUMP_S3_PROGRAM, [work, codec, name, suffix, String(PACK_LIMIT_BYTES), ...s3Words(component, { root, project })])
  }
}
