import { readExample } from './helpdesk.ts'

const section = (name: string): string => new RegExp(`\\[${name}\\][^[]*`).exec(readExample('deploy/helpdesk@.service'))?.[0] ?? ''

/** The example's unit as one that runs the live release. */
export const PLAIN_UNIT = readExample('deploy/helpdesk@.service').replaceAll('{release}', '{current}').replaceAll('%i', '{port}')

/** The same, with its socket held by systemd: gunicorn finds it by itself. */
export const SOCKET_SERVICE = `[Unit]
Description=Help desk
Requires=helpdesk.socket
# Requests that wait start it again at once: without this the socket would give up.
StartLimitIntervalSec=0

${section('Service').replaceAll('{release}', '{current}').replace(' --bind 127.0.0.1:{port}', '')}
${section('Install')}`

export const SOCKET = `[Socket]
ListenStream=127.0.0.1:{port}

[Install]
WantedBy=sockets.target
`
