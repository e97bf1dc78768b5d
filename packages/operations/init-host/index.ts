import { defineOperation } from '../../core/index.ts'
import { initHostInputs } from './inputs.ts'
import { observeInitHost } from './observe.ts'
import { planInitHost } from './plan.ts'

export const initHost = defineOperation({
  name: 'init-host',
  summary: 'Prepare a host for deploys with the least rights: the user and its key, the folder, and the commands that it may run as root',
  inputs: initHostInputs,
  outputs: {},
  examples: [
    { command: 'init-host --environment production --public-key "ssh-ed25519 AAAA... ci" --plan', does: 'logs in as root, and shows what would be done' },
    { command: 'init-host --host deploy@web1 --login-user admin --path /srv/app', does: 'makes deploy on web1, by the sudo of admin' },
    { command: 'init-host --environment production --public-key "ssh-ed25519 AAAA... ci" --print', does: 'prints the same as a script for an administrator: sudo sh init-host.sh' }
  ],
  danger: 'write',
  isAction: false,
  observe: observeInitHost,
  plan: planInitHost
})
