import { defineInputs, list, secret, text } from '../../../core/index.ts'
import { findInnerPathProblem } from '../../tools/shared-paths.ts'

const SERVICE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/** As Compose has it, and fit to be the name of an image. */
const PROJECT = /^[a-z0-9]+(?:[_-][a-z0-9]+)*$/

const findServiceProblem = (name: string): string | undefined => (SERVICE.test(name) ? undefined : `is not the name of a service: ${JSON.stringify(name)}`)

export const composeInputs = defineInputs({
  'compose-files': list({
    group: 'Strategy',
    description:
      'Strategy `compose`: the compose files in the source, in the order of `docker compose -f`. Default: compose.yaml, compose.yml, docker-compose.yaml or docker-compose.yml; an override file is used only when it is named.',
    example: 'compose.yaml\ncompose.production.yaml',
    check: (files) => files.map(findFileProblem).find((problem) => problem !== undefined)
  }),
  'compose-project': text({
    group: 'Strategy',
    description: 'Strategy `compose`: the name of the Compose project. Default: the last part of `path`.',
    example: 'video',
    check: (name) => (PROJECT.test(name) ? undefined : 'must be small letters and digits, with single - or _ between them')
  }),
  'carry-images': list({
    group: 'Strategy',
    description:
      'Strategy `compose`: services whose images are on the machine that runs deploy-kit, just built there. They go to the hosts over SSH, without the layers that a host has; nothing is pulled or built for them there.',
    example: 'api',
    check: (names) => names.map(findServiceProblem).find((problem) => problem !== undefined)
  }),
  'one-shot': list({
    group: 'Strategy',
    description: 'Strategy `compose`: services that run to their end (migrations), once per release, in this order, before the others are started.',
    example: 'migrate',
    check: (names) => names.map(findServiceProblem).find((problem) => problem !== undefined)
  }),
  'start-first': list({
    group: 'Strategy',
    description:
      'Strategy `compose`: services of which the new container is started and healthy before the old one is stopped. With `:PORT` (the one it listens on in its container) `proxy` is led to it.',
    example: 'api:8000',
    check: (items) => items.map((item) => findServiceProblem(item.replace(/:\d{1,5}$/, ''))).find((problem) => problem !== undefined)
  }),
  proxy: text({
    group: 'Strategy',
    description: 'Strategy `compose`: the service that is nginx or Caddy, in front of the services of `start-first` that have a port.',
    example: 'proxy',
    check: findServiceProblem
  }),
  upstreams: text({
    group: 'Strategy',
    description:
      'Strategy `compose`: folder, shared or protected and mounted into `proxy`, where deploy-kit writes which containers serve: for nginx `<service>.address.conf` (`set $<service>_address ...`, for `proxy_pass` with a `resolver`) and `<service>.conf` (`server` lines of an `upstream`), for Caddy `<service>.caddy` (`reverse_proxy { import ... }`).',
    default: 'upstreams',
    check: findInnerPathProblem
  }),
  registry: text({ group: 'Strategy', description: 'Strategy `compose`: the registry to log in to for pulling. Default: Docker Hub.', example: 'ghcr.io' }),
  'registry-username': text({ group: 'Strategy', description: 'Strategy `compose`: user of the registry. The login is forgotten after the pull.' }),
  'registry-password': secret({ group: 'Strategy', description: 'Strategy `compose`: password or token of the registry.' })
})

function findFileProblem(file: string): string | undefined {
  return findInnerPathProblem(file) ?? (file.includes(':') ? `must not have a colon in it: ${file}` : undefined)
}
