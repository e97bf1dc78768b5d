// needs: dash, busybox
import { afterAll, describe, expect, test } from '@jest/globals'
import { CONFIG_FUNCTIONS } from '../../../../../packages/operations/strategies/compose/config-table.ts'
import { quote } from '../../../../../packages/core/index.ts'
import { makeScratch } from '../../../../support/scratch.ts'
import { runLine, shells } from '../../../../support/shells.ts'

const scratch = makeScratch()
afterAll(() => scratch.remove())

/** As Compose 2.26 prints it. */
const CONFIG = `name: shop
services:
  api:
    build:
      context: /srv/shop/releases/r2
      dockerfile: Dockerfile
    command:
      - serve
      - 'image: not an image'
    configs:
      - source: settings
        target: /etc/settings
    depends_on:
      db:
        condition: service_healthy
        required: true
    environment:
      ANSWER: "42"
    networks:
      default: null
  db:
    image: postgres:15-alpine
    networks:
      default: null
    pull_policy: missing
    volumes:
      - type: volume
        source: dbdata
        target: /var/lib/postgresql/data
        volume: {}
      - type: bind
        source: /srv/shop/releases/r2/init files
        target: /init
        read_only: true
        bind:
          create_host_path: true
      - type: bind
        source: /srv/shop/releases/r2/app.conf
        target: /app.conf
        bind:
          create_host_path: true
networks:
  default:
    name: shop_default
volumes:
  dbdata:
    name: shop_dbdata
configs:
  settings:
    name: shop_settings
    file: /srv/shop/releases/r2/settings.ini
secrets:
  "key":
    name: shop_key
    file: '/srv/shop/releases/r2/a key'
`

function run(shell: (typeof shells)[number], config: string, line: string): string {
  const file = scratch.next('config')
  scratch.write(scratch.folder, { [file.slice(scratch.folder.length + 1)]: config })
  const { code, stdout, stderr } = runLine(shell, `${CONFIG_FUNCTIONS}\nconfig=${quote(file)}\n${line}`)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

describe.each(shells)('in $name', (shell) => {
  const digest = (config: string, service: string): string => run(shell, config, `digest_service "$config" ${service} /srv/shop/releases/r2 /srv/shop/current`).trim()

  test('the table of what Compose printed', () => {
    expect(run(shell, CONFIG, 'read_config "$config"').split('\n')).toEqual([
      'build\tapi\t-',
      'uses\tapi\tconfigs\tsettings',
      'network\tapi\tdefault',
      'image\tdb\tpostgres:15-alpine',
      'network\tdb\tdefault',
      'policy\tdb\tmissing',
      'bind\tdb\t/srv/shop/releases/r2/init files\t/init\tro',
      'bind\tdb\t/srv/shop/releases/r2/app.conf\t/app.conf\trw',
      'file\tconfigs\tsettings\t/srv/shop/releases/r2/settings.ini',
      'file\tsecrets\tkey\t/srv/shop/releases/r2/a key',
      ''
    ])
  })

  test.each([
    ['how it is built', 'dockerfile: Dockerfile', 'dockerfile: Other'],
    ['what it waits for', 'condition: service_healthy', 'condition: service_started'],
    ['the folder of the release', '/srv/shop/releases/r2', '/srv/shop/current'],
    ['another service', 'postgres:15-alpine', 'postgres:16']
  ])('%s makes the api no other one', (_what, from, to) => {
    expect(digest(CONFIG.replaceAll(from, to), 'api')).toBe(digest(CONFIG, 'api'))
  })

  test.each([
    ['its environment', 'ANSWER: "42"', 'ANSWER: "43"'],
    ['its command', '- serve', '- work'],
    ['its network', '      default: null\n  db:', '      other: null\n  db:']
  ])('%s makes the api another one', (_what, from, to) => {
    expect(CONFIG).toContain(from)
    expect(digest(CONFIG.replace(from, to), 'api')).not.toBe(digest(CONFIG, 'api'))
  })
})
