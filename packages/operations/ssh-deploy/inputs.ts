import { argv, boolean, defineInputs, duration, integer, list, secret, text, type InputValues } from '../../core/index.ts'
import { preDeployInputs } from '../backup/backup-inputs.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { cutoverInputs } from '../cutover-inputs.ts'
import { findHookProblem, findMissingTime } from '../input-checks.ts'
import { strategyInputs } from '../strategies/strategy-inputs.ts'
import { layoutInputs, targetInputs } from '../target-inputs.ts'
import { findVariablesProblem } from '../tools/env-file.ts'
import { findInnerPathProblem } from '../tools/shared-paths.ts'

const innerPaths = (paths: readonly string[]): string | undefined => paths.map(findInnerPathProblem).find((problem) => problem !== undefined)

export const sshDeployInputs = defineInputs({
  ...connectionInputs,
  ...targetInputs,
  ...layoutInputs,
  source: text({
    group: 'Source',
    description: 'What to deploy: a folder, or a `.tar.gz` package of one.',
    default: '.',
    example: 'deployment_package.tar.gz'
  }),
  exclude: list({
    group: 'Source',
    description: 'Patterns in gitignore syntax of what is not deployed, besides `.git`. A `.deployignore` file is read too.',
    example: 'node_modules/\n*.log'
  }),
  include: list({
    group: 'Source',
    description: 'Files that are refused unless they are named here: `.env` files and private keys.',
    example: '.env.defaults'
  }),
  keep: integer({ group: 'Target', description: 'How many good releases stay on the host.', default: '5', min: 1, max: 100 }),
  'shared-paths': list({
    group: 'Target',
    description:
      'Layout `releases`: paths that all releases share (uploads, a database file). Folders end with `/` and are made when missing; the first release brings the first content.',
    example: 'data/\nuploads/',
    check: innerPaths
  }),
  'protected-paths': list({
    group: 'Target',
    description: 'Layout `in-place`: paths in the working folder that are never written or deleted.',
    example: 'blog/db',
    check: innerPaths
  }),
  'env-template': text({
    group: 'Environment',
    description: 'A committed template of the env file. Every name in it must have a value: there, in `variables`, or in `secrets`.',
    example: '.env.production.example'
  }),
  variables: text({ group: 'Environment', description: 'Variables for the env file, as KEY=VALUE lines.', example: 'PORT=8080', check: findVariablesProblem }),
  secrets: secret({
    group: 'Environment',
    description: 'Secrets for the env file: a JSON object or KEY=VALUE lines. With a template only the names in it are taken.',
    check: (secrets) => findVariablesProblem(secrets.reveal())
  }),
  'env-file': text({
    group: 'Environment',
    description: 'Where the release expects its env file. It is stored 0600 outside of the release, and linked.',
    default: '.env',
    check: findInnerPathProblem
  }),
  'before-upload': argv({
    group: 'Commands',
    description:
      'Hook on the host, in the deploy path. A program with arguments, or `file:<script>`: a shell script on the machine that runs deploy-kit, found from its working folder. It need not be in the source.',
    check: findHookProblem
  }),
  'after-upload': argv({
    group: 'Commands',
    description: 'Hook in the new release before it is live: install dependencies, build.',
    example: 'npm ci --omit=dev --ignore-scripts',
    check: findHookProblem
  }),
  ...strategyInputs,
  ...cutoverInputs,
  ...preDeployInputs,
  'allow-older': boolean({
    group: 'Behaviour',
    description: 'Deploy although the commit is older than the live one.',
    default: 'false'
  }),
  'upload-timeout': duration({ group: 'Behaviour', description: 'How long the upload may take, and each image that is carried.', default: '1h', check: findMissingTime })
})

export type SshDeployValues = InputValues<typeof sshDeployInputs>
