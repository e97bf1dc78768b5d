import type { InputValues, LocalFiles } from '../../core/index.ts'
import { readServices } from '../strategies/compose/read-source.ts'
import { readSudoVerbs } from '../strategies/systemd/read-verbs.ts'
import type { SudoVerb } from '../strategies/systemd/sudo-verbs.ts'
import type { preflightInputs } from './inputs.ts'

/** What a strategy needs of every host, as far as the source tells. */
export type StrategyNeeds =
  | { readonly strategy: 'systemd'; readonly verbs: readonly SudoVerb[]; readonly hasSite: boolean; readonly hasPython: boolean }
  | { readonly strategy: 'compose'; readonly registries: readonly string[] }

/** The registry of images that name none: only the Docker Engine of a host knows which that is, and what mirrors it. */
export const DEFAULT_REGISTRY = 'default'

/** Throws DK_SOURCE_INVALID, DK_INPUT_INVALID. */
export async function readStrategyNeeds(values: InputValues<typeof preflightInputs>, local: LocalFiles): Promise<StrategyNeeds | undefined> {
  const source = values.source ?? '.'
  switch (values.strategy) {
    case 'commands':
      return undefined
    case 'systemd':
      return {
        strategy: 'systemd',
        verbs: await readSudoVerbs({ ...values, source }, local),
        hasSite: values['nginx-site'] !== undefined,
        hasPython: values['python-requirements'] !== undefined
      }
    case 'compose': {
      const { services } = await readServices({ ...values, source }, local)
      const carried = services.filter(({ name }) => values['carry-images']?.includes(name)).map(({ image }) => image)
      const images = services.flatMap(({ image, isBuilt }) => (image === undefined || isBuilt || carried.includes(image) ? [] : [image]))
      return { strategy: 'compose', registries: [...new Set(images.map(findRegistry))] }
    }
  }
}

/** As Docker reads the name of an image: its first part is a registry when there is a dot or a colon in it, or it is localhost. */
export function findRegistry(image: string): string {
  const [first = '', ...rest] = image.split('/')
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : DEFAULT_REGISTRY
}
