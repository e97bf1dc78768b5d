import { defineOperation } from '../../core/index.ts'
import { cutoverOutputs, readCutoverOutputs } from '../cutover-outputs.ts'
import { lockForCutover } from '../tools/lock.ts'
import { sshDeployInputs } from './inputs.ts'
import { observeSshDeploy } from './observe.ts'
import { planSshDeploy } from './plan.ts'

export const sshDeploy = defineOperation({
  name: 'ssh-deploy',
  summary: 'Deploy an application to your own servers: atomically, health-gated, undone when it fails',
  inputs: sshDeployInputs,
  outputs: {
    release: { description: 'Id of the release that was deployed (or is live already).' },
    backup: { description: 'Name of the backup that was made before, when `components` are given.' },
    changed: { description: '`true` when a new release was made live, `false` when there was nothing to do.' },
    commit: { description: 'The deployed commit.' },
    ...cutoverOutputs
  },
  examples: [
    { command: 'ssh-deploy --host deploy@web1 --path /srv/app --restart-command "sudo -n systemctl restart app"', does: 'deploys the current folder' },
    { command: 'ssh-deploy --environment production --plan', does: 'shows what would happen on which host' },
    { command: 'ssh-deploy --environment production --source deployment_package.tar.gz', does: 'deploys a package' }
  ],
  danger: 'write',
  isAction: true,
  lease: lockForCutover,
  observe: observeSshDeploy,
  plan: planSshDeploy,
  outputsAfter: (_, report) => readCutoverOutputs(report)
})
