import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { renderActionYml } from '../../../packages/generate/action-yml.ts'
import { sampleOperation } from '../../support/sample-operation.ts'

test('action.yml', () => {
  const document: unknown = parse(renderActionYml(sampleOperation, { hasPost: true }))
  expect(document).toMatchObject({
    name: 'deploy-kit sample',
    description: 'Shows what help looks like',
    inputs: {
      host: { description: 'The hosts. Required, here or in deploy-kit.yml. Example: `deploy@web1`', required: false },
      port: { description: 'The port. Default: `22`.', required: false },
      layout: { description: 'The layout. One of releases, in-place. Default: `releases`.' },
      'plan-only': { required: false, default: 'false' },
      'github-token': { required: false }
    },
    outputs: { release: { description: 'The release that is live.' }, outcome: {} },
    runs: { using: 'node24', main: '../../dist/sample.js', post: '../../dist/sample-post.js', 'post-if': 'always()' },
    branding: { icon: 'server', color: 'blue' }
  })
})

test('an input that deploy-kit.yml may give has no default, which would win over the file', () => {
  expect(parse(renderActionYml(sampleOperation, { hasPost: false }))).not.toHaveProperty('inputs.port.default')
})

test('no post without a post step', () => {
  expect(renderActionYml(sampleOperation, { hasPost: false })).not.toContain('post')
})

test('nothing in it is an expression, which the runner would refuse in a description', () => {
  expect(renderActionYml(sampleOperation, { hasPost: true })).not.toContain('${{')
})
