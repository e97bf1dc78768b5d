import { readFileSync } from 'node:fs'
import path from 'node:path'
import { completeBlock, findYamlBlocks } from './yaml-blocks.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

const workflows = findYamlBlocks(readFileSync(path.join(ROOT, 'docs/github-actions.md'), 'utf8'))
  .map(({ text }) => completeBlock(text)?.text ?? '')
  .filter((text) => /^jobs:/m.test(text) && !text.includes('  example:'))
const [direct = '', reusable = ''] = workflows
const planAndApply = workflows.find((text) => text.includes('approved-hash:')) ?? ''

const backup = workflows.find((text) => text.includes('/backup.yml@')) ?? ''
const restore = workflows.find((text) => text.includes('/restore.yml@')) ?? ''

/** The workflows of the guide, word for word. */
export const guideWorkflows = { direct, reusable, planAndApply, backup, restore } as const

/** The action that brings the source, as the reusable workflow pins it. */
export const CHECKOUT = /actions\/checkout@[0-9a-f]{40}/.exec(readFileSync(path.join(ROOT, '.github/workflows/deploy.yml'), 'utf8'))?.[0] ?? ''
