import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { badSource, RefusedRuns, type Texts } from '../support/refused-runs.ts'

/** Folders and packages that are refused before anything on a host has changed. */
const runs = new RefusedRuns()

function sourceOf(files: Texts): () => Texts {
  return () => ({ source: runs.scratch.write(runs.scratch.next('bad source'), files) })
}

const MEND = /^Mend or exclude what is named$/
const EXCLUDE = /^Exclude the secrets by `exclude` or \.deployignore, or name them in `include`/

function pipeIn(): Texts {
  const folder = runs.scratch.write(runs.scratch.next('bad source'), { 'index.html': 'x' })
  execFileSync('mkfifo', [path.join(folder, 'queue')])
  return { source: folder }
}

const privateKeyPem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

runs.define('the source', [
  {
    name: 'missing', inputs: { source: 'no/such/folder' },
    ...badSource, says: /The source no\/such\/folder is not there/, remedy: /build it first/
  },
  {
    name: 'neither a file nor a folder', inputs: { source: '/dev/null' },
    ...badSource, says: /\/dev\/null is neither a folder nor a file/, remedy: /\.tar\.gz/
  },
  {
    name: 'empty', inputs: sourceOf({ './': '' }), ...badSource, says: /The source .* holds nothing to deploy/,
    remedy: /Build the application first/
  },
  {
    name: 'all excluded', inputs: () => ({ source: runs.source, exclude: '*' }), ...badSource, says: /holds nothing to deploy/,
    remedy: /exclude patterns/
  },
  {
    name: 'a name with a newline', inputs: sourceOf({ 'a\nb.txt': 'x' }),
    ...badSource, says: /the name "a\\nb\.txt" cannot be deployed/, remedy: MEND
  },
  {
    name: 'a link to an absolute path', inputs: sourceOf({ a: 'x', 'conf/link': '->/etc/passwd' }),
    ...badSource, says: /the link conf\/link points out of the tree \(\/etc\/passwd\)/, remedy: MEND
  },
  {
    name: 'a link out of the tree', inputs: sourceOf({ a: 'x', 'conf/link': '->../../x' }),
    ...badSource, says: /the link conf\/link points out of the tree \(\.\.\/\.\.\/x\)/, remedy: MEND
  },
  { name: 'a named pipe', inputs: pipeIn, ...badSource, says: /queue is a named pipe, which cannot be deployed/, remedy: MEND },
  {
    name: 'an env file', inputs: sourceOf({ a: 'x', '.env': 'TOKEN=s3cr3t' }),
    ...badSource, says: /these files hold secrets: \.env$/, remedy: EXCLUDE
  },
  {
    name: 'keys', inputs: sourceOf({ 'a/id_ed25519': 'x', '.env.production': 'X=1' }),
    ...badSource, says: /these files hold secrets: .*id_ed25519/, remedy: EXCLUDE
  },
  {
    name: 'a key in a .pem', inputs: () => sourceOf({ 'tls/server.pem': privateKeyPem() })(),
    ...badSource, says: /these files hold secrets: tls\/server\.pem$/, remedy: EXCLUDE
  },
  {
    name: 'many problems at once',
    inputs: sourceOf({ '.env': 'X=1', link: '->/etc/passwd', 'a\nb': 'x' }),
    ...badSource,
    says: /hold secrets: \.env; the name "a\\nb".*; the link link points out/,
    remedy: /Exclude the secrets.*\. Mend or exclude/
  }
])

function tarOf(words: readonly string[], files: Texts): () => Texts {
  return () => {
    const folder = runs.scratch.write(runs.scratch.next('packed'), files)
    const archive = `${folder}.tar.gz`
    execFileSync('tar', ['-C', folder, '-czf', archive, ...words], { stdio: 'ignore' })
    return { source: archive }
  }
}

function packageOf(name: string, make: (bytes: Buffer) => Buffer): () => Texts {
  return () => {
    const { source: archive = '' } = tarOf(['.'], { 'index.html': 'x'.repeat(100_000), 'other.bin': String(Math.random()).repeat(3000) })()
    const file = path.join(path.dirname(archive), name)
    writeFileSync(file, make(readFileSync(archive)))
    return { source: file }
  }
}

const AGAIN = /^Make the package again: tar -czf/

runs.define('the package', [
  {
    name: 'truncated', inputs: packageOf('truncated.tar.gz', (bytes) => bytes.subarray(0, bytes.length - 200)),
    ...badSource, says: /The package .*truncated\.tar\.gz cannot be read: it is cut off/, remedy: AGAIN
  },
  {
    name: 'damaged', inputs: packageOf('damaged.tar.gz', (bytes) => { bytes.fill(0, 200, 240); return bytes }),
    ...badSource, says: /The package .*damaged\.tar\.gz cannot be read: it is damaged/, remedy: AGAIN
  },
  {
    name: 'not gzip', inputs: packageOf('page.tar.gz', () => Buffer.from('<html>Not found</html>'.repeat(50))),
    ...badSource, says: /The package .*page\.tar\.gz cannot be read: it is not a \.tar\.gz archive/, remedy: AGAIN
  },
  {
    name: 'an empty file', inputs: packageOf('empty.tar.gz', () => Buffer.alloc(0)),
    ...badSource, says: /The package .*empty\.tar\.gz cannot be read: it is not a \.tar\.gz archive/, remedy: AGAIN
  },
  {
    name: 'a zip',
    inputs: packageOf('app.tar.gz', () => Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(600, 7)])),
    ...badSource, says: /The package .*app\.tar\.gz cannot be read: it is not a \.tar\.gz archive/, remedy: AGAIN
  },
  {
    name: 'an absolute path',
    inputs: tarOf(['-P', '--transform=s|^index|/etc/index|', 'index.html'], { 'index.html': 'x' }),
    ...badSource, says: /the name "\/etc\/index\.html" cannot be deployed \(it is absolute/, remedy: MEND
  },
  {
    name: 'a path with ..',
    inputs: tarOf(['-P', '--transform=s|^index|../../etc/index|', 'index.html'], { 'index.html': 'x' }),
    ...badSource, says: /the name "\.\.\/\.\.\/etc\/index\.html" cannot be deployed/, remedy: MEND
  },
  {
    name: 'a link out of it', inputs: tarOf(['.'], { a: 'x', link: '->../../etc/passwd' }),
    ...badSource, says: /the link link points out of the tree/, remedy: MEND
  },
  {
    name: 'a file through a link',
    inputs: tarOf(['link', '--transform=s|^inner|link/inner|', 'inner'], { inner: 'x', link: '->.' }),
    ...badSource, says: /link\/inner is inside of link, which is a link/, remedy: MEND
  },
  { name: 'an env file', inputs: tarOf(['.'], { a: 'x', '.env': 'X=1' }), ...badSource, says: /hold secrets: \.env/, remedy: EXCLUDE },
  {
    name: 'nothing in it', inputs: tarOf(['.'], { './': '' }), ...badSource, says: /holds nothing to deploy/,
    remedy: /Build the application first/
  }
])
