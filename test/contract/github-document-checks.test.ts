// The checks of github-documents.test.ts find what they are for: one planted fault each.
import { describe, expect, test } from '@jest/globals'
import { checkDocument, type KitFiles } from '../support/language-service.ts'
import { findRuleProblems } from '../support/workflow-rules.ts'
import { completeBlock, findYamlBlocks } from '../support/yaml-blocks.ts'

const ACTION = `name: ssh-deploy
description: Deploys
inputs:
  host:
    description: The host
    required: true
  path:
    description: The folder
outputs:
  release:
    description: The release
runs:
  using: node24
  main: ../dist/ssh-deploy.js
`

const CALLED = `on:
  workflow_call:
    inputs:
      environment: {type: string, required: true}
      plan-only: {type: boolean}
    secrets:
      SSH_PRIVATE_KEY: {required: true}
    outputs:
      release: {value: "\${{ jobs.deploy.outputs.release }}"}
jobs:
  deploy:
    runs-on: ubuntu-latest
    outputs: {release: one}
    steps: [{run: "true"}]
`

const kit: KitFiles = {
  readAction: (name) => (name === 'ssh-deploy' ? ACTION : undefined),
  readWorkflow: (file) => (file === 'deploy.yml' ? CALLED : undefined)
}

const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1'

/** A workflow whose one job has these steps. */
const workflow = (...steps: readonly string[]): string => `on: push
permissions: {}
jobs:
  one:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
${steps.map((step) => step.replaceAll(/^/gm, '      ').replace('      ', '    - ')).join('\n')}
`

const CALL = 'uses: org/deploy-kit/.github/workflows/deploy.yml@v1'

const caller = (...lines: readonly string[]): string => `on: push
permissions: {}
jobs:
  one:
    ${CALL}
${lines.map((line) => `    ${line}`).join('\n')}
  two:
    needs: one
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - run: echo "$RELEASE"
        env:
          RELEASE: \${{ needs.one.outputs.release }}
`

const deploy = (...lines: readonly string[]): string =>
  ['uses: org/deploy-kit/ssh-deploy@v1', 'with:', ...lines.map((line) => `  ${line}`)].join('\n')

describe('the language service', () => {
  const good = [
    ['our action', workflow(deploy('host: web1'))],
    ['our action by its place in the repository', workflow('uses: $/actions/ssh-deploy\nwith: {host: web1}')],
    ['a foreign action with any input', workflow(`uses: actions/checkout@${SHA}\nwith:\n  anything: 1`)],
    ['our reusable workflow', caller('with: {environment: production}', 'secrets: {SSH_PRIVATE_KEY: "${{ secrets.KEY }}"}')]
  ] as const
  test.each(good)('accepts %s', async (_, text) => {
    expect(await checkDocument('workflow', text, kit)).toEqual([])
  })

  const bad = [
    ['an unknown input of our action', workflow(deploy('host: web1', 'hots: web2')), /Invalid action input 'hots'/],
    ['a missing required input', workflow(deploy('path: /srv/app')), /Missing required input `host`/],
    ['an action that we do not have', workflow('uses: org/deploy-kit/shh-deploy@v1'), /Unable to resolve action/],
    ['a bad expression', workflow("if: github.ref = 'x'\nrun: make"), /Unexpected symbol/],
    ['an unknown context', workflow('run: make\nenv: {A: "${{ gihtub.ref }}"}'), /Unrecognized named-value/],
    ['an unknown step', workflow('run: make\nenv: {A: "${{ steps.nobody.outputs.x }}"}'), /Context access might be invalid: nobody/],
    ['an unknown key', workflow('run: make\nwiht: {}'), /Unexpected value 'wiht'/],
    ['an unknown job in needs', workflow('run: make').replace('    steps', '    needs: nobody\n    steps'), /nobody/],
    ['an unknown input of our reusable workflow', caller('with: {environment: a, hots: b}', 'secrets: {SSH_PRIVATE_KEY: k}'), /hots/],
    ['a missing input of our reusable workflow', caller('secrets: {SSH_PRIVATE_KEY: k}'), /environment/],
    ['a missing secret', caller('with: {environment: a}'), /SSH_PRIVATE_KEY/],
    ['a workflow that we do not have', caller().replace('deploy.yml', 'deplyo.yml'), /Unable to find reusable workflow/]
  ] as const
  test.each(bad)('catches %s', async (_, text, expected) => {
    const messages = (await checkDocument('workflow', text, kit)).map(({ message }) => message)
    expect(messages).toEqual(expect.arrayContaining([expect.stringMatching(expected)]))
  })

  test.each([
    ['no main', ACTION.replace(/ {2}main:.*\n/, ''), /main/],
    ['an unknown key', ACTION.replace('runs:', 'run:'), /run/],
    ['an unknown runtime', ACTION.replace('node24', 'node99'), /node99/]
  ])('catches an action with %s', async (_, text, expected) => {
    expect(await checkDocument('action', ACTION, kit)).toEqual([])
    const messages = (await checkDocument('action', text, kit)).map(({ message }) => message)
    expect(messages).toEqual(expect.arrayContaining([expect.stringMatching(expected)]))
  })

  test('names the line', async () => {
    const [finding] = await checkDocument('workflow', workflow(deploy('host: a', 'hots: b')), kit)
    expect(finding?.line).toBe(11)
  })
})

describe('our own rules', () => {
  const checkout = `uses: actions/checkout@${SHA}\nwith: {persist-credentials: false}`
  const rules = (text: string): readonly string[] => findRuleProblems(text, { isWhole: true, kit })

  test('accept a good workflow', () => {
    const output = 'run: echo "$A"\nenv: {A: "${{ steps.d.outputs.release }}"}'
    expect(rules(workflow(checkout, `id: d\n${deploy('host: a')}`, output))).toEqual([])
  })

  test.each([
    ['an expression in run', workflow('run: echo ${{ github.actor }}'), /read as code/],
    ['an expression in script', workflow(`uses: actions/github-script@${SHA}\nwith: {script: "\${{ github.actor }}"}`), /read as code/],
    ['a tag of a third party', workflow('uses: actions/setup-node@v6'), /not pinned/],
    ['a short commit', workflow('uses: actions/setup-node@3d3c42e'), /not pinned/],
    ['a third party with our name at its end', workflow('uses: evil/org/deploy-kit/ssh-deploy@v1'), /not pinned/],
    ['credentials that are kept', workflow(`uses: actions/checkout@${SHA}`), /persist-credentials/],
    ['no permissions', workflow(checkout).replace('permissions: {}\n', ''), /permissions/],
    ['permissions to write', workflow(checkout).replace('permissions: {}', 'permissions: {contents: write}'), /permissions/],
    ['permissions for all', workflow(checkout).replace('permissions: {}', 'permissions: write-all'), /permissions/],
    ['all secrets', caller('secrets: inherit'), /gives away every secret/],
    ['code of strangers', workflow(checkout).replace('on: push', 'on: [pull_request_target]'), /strangers/],
    ['no time limit', workflow(checkout).replace(/ {4}timeout.*\n/, ''), /timeout-minutes/],
    ['an unknown output', workflow(`id: d\n${deploy('host: a')}`, 'run: a\nenv: {A: "${{ steps.d.outputs.relase }}"}'), /no output relase/],
    [
      'an unknown output of a reference inside the kit',
      workflow('id: d\nuses: $/actions/ssh-deploy', 'run: a\nenv: {A: "${{ steps.d.outputs.relase }}"}'),
      /no output relase/
    ]
  ])('catch %s', (_, text, expected) => {
    expect(rules(text)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]))
  })

  test('apply to composite actions', () => {
    const text = 'name: a\ndescription: b\nruns:\n  using: composite\n  steps:\n    - {shell: sh, run: "echo ${{ inputs.a }}"}\n'
    expect(rules(text)).toEqual([expect.stringMatching(/read as code/)])
  })
})

describe('YAML on pages', () => {
  const fence = '```'

  test('is found with its line, also indented', () => {
    const plain = `# A\n\n${fence}yaml\na: 1\n${fence}\n\n`
    const indented = `- item\n  ${fence}yml title=x\n  - uses: a/b@c\n    with: {d: e}\n  ${fence}\n\n`
    const page = `${plain}${indented}${fence}sh\nls\n${fence}\n`
    expect(findYamlBlocks(page)).toEqual([
      { line: 4, text: 'a: 1\n' },
      { line: 9, text: '- uses: a/b@c\n  with: {d: e}\n' }
    ])
  })

  test.each([
    ['steps', '- uses: org/deploy-kit/ssh-deploy@v1\n  with:\n    hots: web1\n', 3],
    ['a job without its name', 'steps:\n  - uses: org/deploy-kit/ssh-deploy@v1\n    with:\n      hots: web1\n', 4],
    ['a job', 'deploy:\n  runs-on: x\n  steps:\n    - uses: org/deploy-kit/ssh-deploy@v1\n      with: {hots: a}\n', 5],
    ['jobs', 'jobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: org/deploy-kit/ssh-deploy@v1\n        with: {hots: a}\n', 6],
    ['a call', `deploy:\n  ${CALL}\n  with: {environment: a, hots: b}\n  secrets: {SSH_PRIVATE_KEY: k}\n`, 3]
  ])('that shows %s is checked, and its lines are its own', async (_, text, line) => {
    const completed = completeBlock(text)
    const findings = await checkDocument('workflow', completed?.text ?? '', kit)
    const wrong = findings.filter(({ message }) => message.includes('hots'))
    expect(wrong.map((finding) => finding.line - (completed?.addedLines ?? 0))).toEqual([line])
  })

  test('about triggers is checked', async () => {
    const completed = completeBlock('on:\n  pusch:\n')
    const findings = await checkDocument('workflow', completed?.text ?? '', kit)
    expect(findings.map(({ message }) => message)).toEqual([expect.stringMatching(/pusch/)])
  })

  test('that is a configuration file is left alone', () => {
    expect(completeBlock('host: web1\nenvironments:\n  production:\n    path: /srv/app\n')).toBeUndefined()
    expect(completeBlock('- a\n- b\n')).toBeUndefined()
  })

  test('that looks like a workflow is never left out', () => {
    expect(() => completeBlock('deep:\n  deeper:\n    deepest:\n      uses: a/b@c\n')).toThrow(/which part/)
  })
})
