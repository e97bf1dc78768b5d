import { boolean, defineInputs, secret, text } from '../core/index.ts'

/** Inputs that every action has besides those of its operation; the command line has flags of its own for them. */
export const actionInputs = defineInputs({
  config: text({
    group: 'Behaviour',
    description: 'The configuration file. Without it `deploy-kit.yml` is read when there is one.',
    example: 'deploy/deploy-kit.yml'
  }),
  environment: text({
    group: 'Behaviour',
    description: 'The section of `environments` in the configuration file that comes first, and the name of the GitHub Deployment.',
    example: 'production'
  }),
  'environment-url': text({
    group: 'Behaviour',
    description: 'Where the application answers, for the GitHub Deployment.',
    example: 'https://app.example.com',
    check: (url) => (/^https?:\/\/[^\s/]/.test(url) ? undefined : 'must begin with http:// or https://')
  }),
  'github-token': secret({
    group: 'Behaviour',
    description:
      'The token of the job (github.token, with `deployments: write`), to have a GitHub Deployment and its status. Nothing else needs it.'
  }),
  'plan-only': boolean({
    group: 'Behaviour',
    description: 'Only show what would be done: the host is really read, and every write is refused.',
    default: 'false'
  }),
  'approved-hash': text({
    group: 'Behaviour',
    description: 'The hash of a plan that was approved. The run is refused when the host or the inputs have changed since.',
    check: (hash) => (/^[0-9a-f]{64}$/.test(hash) ? undefined : 'must be the 64 hex digits that a plan shows')
  }),
  summary: boolean({ group: 'Behaviour', description: 'Write the job summary.', default: 'true' })
})
