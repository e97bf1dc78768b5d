// needs: curl, od
// What needs no server: signatures, listings as servers of several makers give them, members of packs, and what is read again.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { BASE_BACKUP_FUNCTIONS } from '../../../packages/operations/backup/s3-base-functions.ts'
import { BATCH_FUNCTIONS } from '../../../packages/operations/backup/s3-batch-functions.ts'
import { REACH_S3_FUNCTIONS } from '../../../packages/operations/backup/s3-functions.ts'
import { LIST_FUNCTIONS } from '../../../packages/operations/backup/s3-list-functions.ts'
import { PACK_FUNCTIONS } from '../../../packages/operations/backup/s3-pack-functions.ts'
import { STREAM_FUNCTIONS } from '../../../packages/operations/backup/stream-functions.ts'
import { makeAwks } from '../../support/awks.ts'
import { makeScratch } from '../../support/scratch.ts'
import { shells, type Shell } from '../../support/shells.ts'

const scratch = makeScratch()
afterAll(() => scratch.remove())

const FUNCTIONS = `${STREAM_FUNCTIONS}${REACH_S3_FUNCTIONS}${LIST_FUNCTIONS}${BATCH_FUNCTIONS}${PACK_FUNCTIONS}${BASE_BACKUP_FUNCTIONS}`
const [sh, ...otherShells] = shells
const places = [
  ...makeAwks(scratch.next('awks')).map(({ name, path: PATH }) => ({ name: `sh and ${name}`, shell: sh, PATH })),
  ...otherShells.map((shell) => ({ name: shell.name, shell, PATH: process.env['PATH'] ?? '' }))
]

describe.each(places)('in $name', ({ shell, PATH }) => {
  const s3 = scratch.next('s3')
  const run = (text: string, input = ''): string => {
    const [program, ...words] = (shell as Shell).argv
    const { status, stdout, stderr } = spawnSync(program, [...words, '-c', `s3=$1\n${FUNCTIONS}\n${text}`, 'sh', s3], { encoding: 'utf8', input, env: { ...process.env, PATH } })
    if (status !== 0 || stderr !== '') throw new Error(`It ended with ${status}: ${stderr}`)
    return stdout
  }
  mkdirSync(s3, { recursive: true })

  test('requests are signed as AWS signs its own examples', () => {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
    keys('AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')
    const lines = [['1', 'GET', '/', 'max-keys=2&prefix=J', EMPTY, '-'], ['2', 'GET', '/', 'lifecycle=', EMPTY, '-']].map((line) => line.join('\t')).join('\n')
    run(`date() { echo 20130524T000000Z; }\ns3_region=us-east-1 s3_host=examplebucket.s3.amazonaws.com s3_endpoint=https://$s3_host\nsign`, `${lines}\n`)
    expect(readFileSync(path.join(s3, '1.curl'), 'utf8')).toContain('Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"')
    expect(readFileSync(path.join(s3, '2.curl'), 'utf8')).toContain('Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"')
    expect(readdirSync(s3).toSorted()).toEqual(['1.curl', '2.curl', 'access', 'secret', 'token'])
  })

  test('a long key, a session, and what describes an object are signed', () => {
    const secret = 'k'.repeat(70)
    keys('me', secret, 'to/ken+=')
    run(`date() { echo 20261122T030000Z; }\ns3_region=eu-central-1 s3_host=h:1 s3_endpoint=http://$s3_host\nsign`, `7\tPUT\t/b/a%20b\t-\t${EMPTY}\tcontent-type=text/"x"&x-amz-meta-a=1  %26 2%25\n`)
    const names = 'host;x-amz-content-sha256;x-amz-date;x-amz-meta-a;x-amz-security-token'
    const canonical = `PUT\n/b/a%20b\n\nhost:h:1\nx-amz-content-sha256:${EMPTY}\nx-amz-date:20261122T030000Z\nx-amz-meta-a:1 & 2%\nx-amz-security-token:to/ken+=\n\n${names}\n${EMPTY}`
    const scope = '20261122/eu-central-1/s3/aws4_request'
    const key = scope.split('/').reduce<Buffer>((made, word) => createHmac('sha256', made).update(word).digest(), Buffer.from(`AWS4${secret}`))
    const signature = createHmac('sha256', key).update(`AWS4-HMAC-SHA256\n20261122T030000Z\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`).digest('hex')
    expect(readFileSync(path.join(s3, '7.curl'), 'utf8').split('\n')).toEqual([
      'url = "http://h:1/b/a%20b"',
      'request = "PUT"',
      `header = "Authorization: AWS4-HMAC-SHA256 Credential=me/${scope}, SignedHeaders=${names}, Signature=${signature}"`,
      'header = "x-amz-date: 20261122T030000Z"',
      `header = "x-amz-content-sha256: ${EMPTY}"`,
      'header = "x-amz-security-token: to/ken+="',
      'header = "content-type: text/\\"x\\""',
      'header = "x-amz-meta-a: 1  & 2%"',
      ''
    ])
  })

  test('keys are read from env files and from those of AWS', () => {
    const taken = (text: string): readonly string[] => {
      run('take_keys >/dev/null', text)
      return ['access', 'secret', 'token'].map((name) => readFileSync(path.join(s3, name), 'utf8'))
    }
    expect(taken('# x\nS3_SECRET_KEY="a=b #c"\nexport S3_ACCESS_KEY=me\r\nOTHER=1\n')).toEqual(['me', 'a=b #c', ''])
    expect(taken("[first]\naws_access_key_id = 1\naws_session_token = t\n[default]\naws_access_key_id = 2\naws_secret_access_key='s'\n[last]\naws_session_token=u\n")).toEqual(['2', 's', ''])
    expect(taken('[first]\naws_access_key_id = 1\naws_secret_access_key = \\a\n[last]\naws_access_key_id=u\n')).toEqual(['1', '\\a', ''])
  })

  test('listings are read as several makers write them', () => {
    const page = (body: string): string => {
      writeFileSync(path.join(s3, 'body'), body)
      return run('read_page && cat "$s3/next"')
    }
    const contents = (key: string, etag = '&quot;e-2&quot;'): string => `<Contents><Key>${key}</Key><LastModified>2026-11-22T02:00:00.000Z</LastModified><ETag>${etag}</ETag><Size>7</Size><Owner><ID>x</ID></Owner></Contents>`
    const line = (key: string): string => `${key}\t7\te-2\t2026-11-22T02:00:00.000Z\n`
    const list = (inside: string): string => `<?xml version="1.0"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>${inside}</ListBucketResult>`
    expect(page(list(`<IsTruncated>false</IsTruncated>${contents('a+b%2bc%20%7e%2Fd%C3%B6&#39;(1)%5C%5c')}<EncodingType>url</EncodingType>`))).toBe(`${line('a%20b%2Bc%20~/d%C3%B6%27%281%29%5C%5C')}-\n`)
    expect(page(list(`<EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>1/a+b=</NextContinuationToken>${contents('x', '"e-2"')}${contents('y', '&#34;e-2&#34;')}`))).toBe(`${line('x')}${line('y')}1%2Fa%2Bb%3D\n`)
    // One that does not know encoding-type.
    expect(page(list(`<IsTruncated>false</IsTruncated>${contents('a+b %41&amp;lt;&lt;\\/ö')}`))).toBe(`${line('a%2Bb%20%2541%26lt%3B%3C%5C/%C3%B6')}-\n`)
    expect(page(list('<IsTruncated>false</IsTruncated>'))).toBe('-\n')
    for (const broken of [list(contents('x')).slice(0, -5), list('<IsTruncated>true</IsTruncated>'), list('<Contents><Key>x</Key></Contents>'), '<html></html>', '']) {
      expect(() => page(broken)).toThrow('It ended with 1')
    }
  })

  test('members of packs are read by tar, at any size', () => {
    const sizes = [0, 1, 511, 512, 513, 8_589_934_591, 8_589_934_592, 5_497_558_138_880]
    writeFileSync(path.join(s3, 'pack'), sizes.map((size, index) => `${index + 1}\tkey\t${size}\n`).join(''))
    run('tar_headers "$s3/pack" >"$s3/headers"\nwhile IFS=$tab read -r number header filling; do printf "$header" >"$s3/$number.tar"; printf "$filling" >"$s3/$number.fill"; done <"$s3/headers"')
    for (const [index, size] of sizes.entries()) {
      const file = path.join(s3, `${index + 1}.tar`)
      expect([statSync(file).size, statSync(path.join(s3, `${index + 1}.fill`)).size]).toEqual([512, (512 - (size % 512)) % 512])
      truncateSync(file, Math.min(512 + Math.ceil(size / 512) * 512 + 1024, 8_600_000_000))
      if (size > 8_600_000_000) continue
      for (const tar of [['tar'], ['busybox', 'tar']]) {
        const [program = '', ...words] = tar
        expect(execFileSync(program, [...words, '-tvf', file], { encoding: 'utf8' }).split(/\s+/)).toEqual(expect.arrayContaining([String(size), String(index + 1)]))
      }
    }
  })

  test('what did not change is not read again, unless its pack is hardly used, damaged, small, or for others', () => {
    const chosen = (live: readonly string[], change = (_folder: string): void => undefined): Readonly<Record<string, readonly string[]>> => {
      const backups = scratch.next('backups')
      const [old, work] = [path.join(backups, 'old'), path.join(backups, '.partial')]
      for (const folder of [old, work]) mkdirSync(folder, { recursive: true })
      const packs = PACKS.map(([pack, plain]) => {
        writeFileSync(path.join(old, `v.pack-${pack}.tar.zst`), `pack ${pack}`)
        return `pack\t${pack}\t${plain}\t6\t${createHash('sha256').update(`pack ${pack}`).digest('hex')}`
      })
      writeFileSync(path.join(old, 'v.objects'), ['objects\tvideos\t', ...packs, ...OBJECTS.map(([key, size, pack]) => `object\t${key}\t${size}\te\tt\t${EMPTY}\t${pack}\t1\t-`), ''].join('\n'))
      execFileSync('sh', ['-c', 'cd "$1" && printf "manual\\ts\\t5\\td\\tw\\tm\\t1\\n" >.slot && sha256sum -- * >SHA256SUMS', 'sh', old])
      change(old)
      writeFileSync(path.join(s3, 'live'), live.map((each) => `${each}\n`).join(''))
      run(`work=$2 name=v suffix=.zst limit=100000 heading="objects\${tab}videos\${tab}"\nchoose_objects "$s3/live"`.replace('$2', `'${work}'`))
      const lines = (file: string): readonly string[] => readFileSync(path.join(s3, file), 'utf8').split('\n').flatMap((each) => (each === '' ? [] : [each.split('\t')[file === 'new' ? 0 : 1] ?? '']))
      return { packs: readdirSync(work).filter((name) => name.includes('.pack-')).map((name) => name.slice(7, -8)).toSorted(), kept: lines('kept-objects'), new: lines('new') }
    }
    const all = OBJECTS.map(([key, size]) => `${key}\t${size}\te\tt`)
    expect(chosen(all)).toEqual({ packs: ['1', '2'], kept: ['a', 'b', 'c', '1e1'], new: [] })
    expect(chosen([...all, '10\t1\te\tt'])).toEqual({ packs: ['1', '2'], kept: ['a', 'b', 'c', '1e1'], new: ['10'] })
    expect(chosen([])).toEqual({ packs: [], kept: [], new: [] })
    // Another ETag, another time.
    expect(chosen(['a\t30000\tf\tt', ...all.slice(1, 3), '1e1\t2000\te\tu'])).toEqual({ packs: ['1'], kept: ['b'], new: ['a', 'c', '1e1'] })
    expect(chosen(all.slice(2))).toEqual({ packs: ['2'], kept: ['c', '1e1'], new: [] })
    // As much is new as the small pack has.
    expect(chosen([...all, 'new\t6000\te\tt'])).toEqual({ packs: ['1'], kept: ['a', 'b'], new: ['c', '1e1', 'new'] })
    expect(chosen(all, (folder) => writeFileSync(path.join(folder, 'v.pack-2.tar.zst'), 'packed'))).toEqual({ packs: ['1'], kept: ['a', 'b'], new: ['c', '1e1'] })
    for (const [file, text] of [['recipients.txt', 'age1x\n'], ['v.objects', 'objects\tvideos\t\n']] as const) {
      expect(chosen(all, (folder) => writeFileSync(path.join(folder, file), text))).toEqual({ packs: [], kept: [], new: ['a', 'b', 'c', '1e1'] })
    }
  })

  function keys(access: string, secret: string, token = ''): void {
    for (const [name, text] of Object.entries({ access, secret, token })) writeFileSync(path.join(s3, name), text)
  }
})

const EMPTY = createHash('sha256').update('').digest('hex')
const PACKS = [[1, 61_440], [2, 5_120]] as const
const OBJECTS = [['a', 30_000, 1], ['b', 30_000, 1], ['c', 2000, 2], ['1e1', 2000, 2]] as const
