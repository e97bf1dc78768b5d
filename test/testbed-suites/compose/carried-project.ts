import { randomBytes } from 'node:crypto'
import { connectionTexts, runInputs, type DeployRun, type DeployRunOptions } from '../../support/deploy-run.ts'
import type { Scratch } from '../../support/scratch.ts'
import { askDocker, docker } from '../../testbed/docker.ts'
import { localName } from '../../testbed/image-recipes.ts'
import type { TargetHost } from '../../testbed/target-host.ts'

type Texts = Readonly<Record<string, string>>

export interface BuildOptions {
  /** Default: the tag is the version. */
  readonly tag?: string
  readonly breaks?: boolean
  /** Default: Python of the test bed. */
  readonly base?: string
  /** Default: that of this machine. */
  readonly engine?: string
  /** Random bytes in the layer of the version: what must travel. */
  readonly payloadBytes?: number
}

/** An application whose image is built on this machine, and a host without any registry. */
export interface CarriedProject {
  /** On this machine. */
  readonly repository: string
  readonly root: string
  /** Builds an image: the base, the program, and a layer with its version. Its id. */
  build(version: string, options?: BuildOptions): Promise<string>
  texts(tag: string, more?: Texts): Texts
  /** More files of the source, or others. */
  write(files: Texts): void
  deploy(tag: string, more?: Texts, options?: DeployRunOptions): Promise<DeployRun>
  rollback(options?: DeployRunOptions): Promise<DeployRun>
  /** What the application answers. */
  ask(): Promise<string>
  /** Ids and names of the images on the host. */
  images(): Promise<readonly string[]>
  /** Removes the images from this machine. */
  remove(): Promise<void>
}

/** The engine of the host knows no registry, and could reach none. */
export async function cutOffRegistries(host: TargetHost): Promise<void> {
  await host.writeFile('/etc/docker/daemon.json', '{}\n')
  await host.exec('systemctl restart docker && iptables -I OUTPUT -p tcp -m multiport --dports 80,443,5000 -m conntrack --ctstate NEW -o eth0 -j REJECT')
}

export async function makeCarriedProject(scratch: Scratch, host: TargetHost, root: string): Promise<CarriedProject> {
  const repository = `dk-carried-${randomBytes(3).toString('hex')}/api`
  const source = scratch.write(scratch.next('carried'), { 'compose.yaml': COMPOSE.replaceAll('REPOSITORY', repository) })
  await host.exec(`install -d -o deploy ${root}`)
  const texts = (tag: string, more: Texts = {}): Texts => ({
    ...connectionTexts(host),
    path: root,
    source,
    strategy: 'compose',
    'carry-images': 'api',
    variables: `API_TAG=${tag}`,
    'health-check': 'http http://127.0.0.1/health',
    attempts: '20',
    delay: '500ms',
    ...more
  })
  return {
    repository,
    root,
    async build(version, { tag = version, breaks = false, base = localName('python'), engine, payloadBytes = 1000 } = {}) {
      const context = scratch.write(scratch.next('image'), {
        Dockerfile: `FROM ${base}\nCOPY api.py /app/\nCOPY version.py payload /app/\nCMD ["python3", "-u", "/app/api.py"]\n`,
        'api.py': PROGRAM,
        'version.py': `VERSION = b"${version}"\nBREAKS = ${breaks ? 'True' : 'False'}\n`,
        payload: randomBytes(payloadBytes / 2).toString('hex')
      })
      return (await docker([...(engine === undefined ? [] : ['--host', engine]), 'build', '--quiet', '--tag', `${repository}:${tag}`, context])).trim()
    },
    texts,
    write: (files) => void scratch.write(source, files),
    deploy: (tag, more, options) => runInputs('ssh-deploy', texts(tag, more), options),
    async rollback(options) {
      const { source: _, strategy: __, 'carry-images': ___, variables: ____, ...kept } = texts('')
      return runInputs('rollback', kept, options)
    },
    async ask() {
      const response = await fetch(`http://${host.address}:${host.portOf(80)}/health`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(5000) })
      return response.text()
    },
    images: async () => (await host.exec("docker images --no-trunc --format '{{.ID}} {{.Repository}}:{{.Tag}}'")).trim().split('\n').filter((line) => line !== '').toSorted(),
    async remove() {
      const names = (await docker(['images', '--format', '{{.Repository}}:{{.Tag}}', '--filter', `reference=${repository}`])).split('\n').filter((name) => name !== '')
      if (names.length > 0) await askDocker(['rmi', '--force', ...names])
    }
  }
}

const COMPOSE = `services:
  api:
    image: REPOSITORY:\${API_TAG}
    restart: unless-stopped
    ports: ["80:8000"]
    healthcheck: { test: ["CMD", "python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=2)"], interval: 1s, timeout: 3s, retries: 3, start_period: 10s, start_interval: 500ms }
`

const PROGRAM = `import http.server, signal, sys, version
if version.BREAKS:
    sys.exit("it is broken")
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(version.VERSION)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
http.server.HTTPServer(("", 8000), Handler).serve_forever()
`
