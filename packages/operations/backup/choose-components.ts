import type { Problem } from '../../core/index.ts'
import type { Component } from './component.ts'

export interface Choice {
  readonly only: readonly string[] | undefined
  readonly skip: readonly string[] | undefined
}

export interface Chosen {
  readonly components: readonly Component[]
  readonly problems: readonly Problem[]
}

/** The components that are meant, by their names or kinds. A word that means none of them is a problem: nothing is left out by a typing error. */
export function chooseComponents(components: readonly Component[], { only, skip }: Choice): Chosen {
  const means = (word: string, { name, kind }: Component): boolean => word === name || word === kind
  const unknown = [...(only ?? []), ...(skip ?? [])].filter((word) => !components.some((component) => means(word, component)))
  const chosen = components
    .filter((component) => only === undefined || only.some((word) => means(word, component)))
    .filter((component) => skip?.some((word) => means(word, component)) !== true)
  const known = components.map(({ name, kind }) => (name === kind ? name : `${name} (${kind})`)).join(', ')
  const problems = unknown.map((word): Problem => ({ code: 'DK_INPUT_INVALID', message: `There is no component ${word}`, remedy: `There are ${known}` }))
  if (unknown.length === 0 && chosen.length === 0) problems.push({ code: 'DK_INPUT_INVALID', message: 'No component is left', remedy: `There are ${known}` })
  return { components: chosen, problems }
}
