import { boolean, choice, defineInputs, findHealthCheckProblem, isCommandCheck, lines, text, type InputValues } from '../../core/index.ts'
import { findComponentProblem } from '../backup/parse-components.ts'
import { connectionInputs, loginInput } from '../connection-inputs.ts'
import { findUrlProblem } from '../input-checks.ts'
import { systemdInputs } from '../strategies/systemd/inputs.ts'
import { layoutInputs, targetInputs } from '../target-inputs.ts'
import { findKeyProblem } from './public-keys.ts'

/** Named as those of ssh-deploy, where they are: the same configuration file serves both. */
export const initHostInputs = defineInputs({
  ...connectionInputs,
  ...loginInput,
  'public-key': lines({
    group: 'Connection',
    description:
      'The public keys that may log in as the deploy user, one a line, without options: they are let in for commands alone. Keys that are let in already stay. Needed where the user is new.',
    example: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f ci@example.com',
    check: (keys) => keys.map(findKeyProblem).find((problem) => problem !== undefined)
  }),
  ...targetInputs,
  ...layoutInputs,
  source: text({ group: 'Source', description: 'Where the unit files and the nginx site are: a folder, or a `.tar.gz` package.', default: '.' }),
  strategy: choice(['commands', 'systemd', 'compose'], {
    group: 'Strategy',
    description: 'How the application will be run: it says which rights the user needs.',
    default: 'commands'
  }),
  units: systemdInputs.units,
  'nginx-site': systemdInputs['nginx-site'],
  ports: systemdInputs.ports,
  components: lines({
    group: 'Backup',
    description: 'What is backed up, as in `backup`. When it is given, strategies systemd and compose let the user install the timers of `backups schedule`; with others cron starts it.',
    example: 'postgres service=db',
    check: findComponentProblem
  }),
  'health-check': lines({
    group: 'Health',
    description: 'The health checks of the deploys, as in `ssh-deploy`: the addresses that are asked on the host may be reached through SSH, and no others.',
    example: 'http http://127.0.0.1:8080/health',
    check: findHealthCheckProblem,
    isCommand: isCommandCheck
  }),
  'probe-url': text({ group: 'Health', description: 'The URL that is asked during a cutover, as in `ssh-deploy`.', check: findUrlProblem }),
  print: boolean({
    group: 'Behaviour',
    description: 'Connect to nothing; print a script that does all of it, for an administrator to read and to run: `sudo sh init-host.sh`.',
    default: 'false'
  })
})

export type InitHostValues = InputValues<typeof initHostInputs>
