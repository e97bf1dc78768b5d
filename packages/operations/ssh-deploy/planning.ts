import { createHash } from 'node:crypto'
import { renderStableJson, type Tree } from '../../core/index.ts'
import { composeEnvironment, digestEnvironment, parseVariables, renderEnvironment, type Variables } from '../tools/env-file.ts'
import { hostPaths, type HostPaths } from '../tools/host-paths.ts'
import type { CutoverRelease } from '../tools/cutover.ts'
import type { HostState } from '../tools/read-host.ts'
import { nameRelease, type ReleaseManifest } from '../tools/release-manifest.ts'
import type { HostPlace } from '../strategies/control.ts'
import { controlOf, recordedStrategy, type StrategySettings } from '../strategies/strategy.ts'
import { normalizePath } from '../target-inputs.ts'
import { withoutHostPaths } from '../tools/shared-paths.ts'
import { requireConsistent } from './contradictions.ts'
import type { SshDeployValues } from './inputs.ts'
import type { SshDeployFacts } from './observe.ts'

/** What all hosts of a deploy have in common. */
export interface DeployPlanning {
  readonly values: SshDeployValues
  readonly facts: SshDeployFacts
  readonly paths: HostPaths
  readonly releaseId: string
  readonly adoptedId: string
  /** Milliseconds since 1970: the runner's clock, but later than every release that there is. */
  readonly createdAt: number
  /** What a first deploy sends, and what every later one does. */
  readonly tree: Tree
  readonly treeWithoutShared: Tree
  readonly strategy: StrategySettings
  readonly environmentText: string | undefined
  readonly environmentNames: readonly string[]
  /** Of the names those whose values are secret. */
  readonly secretNames: readonly string[]
  readonly secretValues: readonly string[]
  readonly environmentSha256: string | undefined
  readonly settingsDigest: string
  readonly manifestOf: (tree: Tree) => ReleaseManifest
}

export function startPlanning(values: SshDeployValues, facts: SshDeployFacts): DeployPlanning {
  requireConsistent(values, facts.tree)
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const tree = withoutHostPaths(facts.tree, values['protected-paths'] ?? [])
  const treeWithoutShared = withoutHostPaths(tree, values['shared-paths'] ?? [])
  const taken = Object.values(facts.perHost).flatMap((found) => [...found.releases.map((release) => release.id), ...found.failed])
  const releaseId = nameRelease(facts.startedAt, facts.commit?.id ?? treeWithoutShared.digest, taken)
  const variables = composeVariables(values, facts.envTemplate)
  const secretNames = findSecretNames(values, variables)
  const environmentText = variables === undefined ? undefined : renderEnvironment(variables)
  const strategy = facts.strategy.settings
  const settingsDigest = digestSettings({ values, facts, strategy }, [...(variables ?? [])].filter(([name]) => !secretNames.includes(name)))
  const createdAt = findMoment(facts)
  const manifestOf = (shipped: Tree): ReleaseManifest => ({
    schema: 1,
    id: releaseId,
    createdAt,
    layout: values.layout,
    commit: facts.commit?.id,
    subject: facts.commit?.subject,
    treeDigest: treeWithoutShared.digest,
    files: shipped.entries.filter((entry) => entry.type !== 'folder').length,
    sizeBytes: shipped.entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.sizeBytes : 0), 0),
    environment: undefined,
    environmentFile: undefined,
    environmentSecrets: secretNames,
    sharedPaths: values['shared-paths'] ?? [],
    protectedPaths: values['protected-paths'] ?? [],
    strategy,
    settingsDigest,
    run: facts.run
  })
  return {
    values,
    facts,
    paths,
    releaseId,
    adoptedId: nameRelease(facts.startedAt - 1000, 'adopted', taken),
    createdAt,
    tree,
    treeWithoutShared,
    strategy,
    environmentText,
    environmentNames: [...(variables?.keys() ?? [])],
    secretNames,
    secretValues: secretNames.map((name) => variables?.get(name) ?? ''),
    environmentSha256: environmentText === undefined ? undefined : digestEnvironment(environmentText),
    settingsDigest,
    manifestOf
  }
}

/** Releases are in the order of their moments, whatever the clocks of the machines say that made them. */
function findMoment({ startedAt, perHost }: SshDeployFacts): number {
  const moments = Object.values(perHost).flatMap(({ releases }) => releases.map(({ manifest }) => manifest?.createdAt ?? 0))
  // The folder that is taken over comes just before.
  return moments.reduce((latest, moment) => Math.max(latest, moment + 2), startedAt)
}

function composeVariables(values: SshDeployValues, template: string | undefined): Variables | undefined {
  if (template === undefined && values.variables === undefined && values.secrets === undefined) return undefined
  return composeEnvironment({
    template,
    variables: parseVariables(values.variables ?? '', 'variables'),
    secrets: parseVariables(values.secrets?.reveal() ?? '', 'secrets')
  })
}

/** A name can be given in both inputs: then it counts where its value is from. */
function findSecretNames(values: SshDeployValues, variables: Variables | undefined): readonly string[] {
  const secrets = parseVariables(values.secrets?.reveal() ?? '', 'secrets')
  return [...(variables ?? [])].filter(([name, value]) => secrets.get(name) === value).map(([name]) => name)
}

/** What, besides files and secrets, makes a release another one. */
function digestSettings({ values, facts, strategy }: Pick<DeployPlanning, 'values' | 'facts' | 'strategy'>, variables: readonly (readonly [string, string])[]): string {
  const settings = {
    variables,
    layout: values.layout,
    shared: values['shared-paths'],
    protected: values['protected-paths'],
    envFile: values['env-file'],
    strategy,
    hooks: facts.hooks
  }
  return createHash('sha256').update(renderStableJson(settings)).digest('hex')
}

/** A release as an end of the cutover: run as it was recorded, else as this deploy says. */
export function cutoverEnd({ facts, paths, strategy }: DeployPlanning, host: string, release: CutoverEnd): CutoverRelease {
  const { id, commit, recorded } = release
  const place = { ...placeOn(facts.perHost[host]), host, paths, id, commit }
  return { id, commit, control: controlOf(recordedStrategy(recorded, strategy), place) }
}

interface CutoverEnd extends Pick<CutoverRelease, 'id' | 'commit'> {
  readonly recorded?: StrategySettings | undefined
}

export function placeOn(state: Pick<HostState, 'live' | 'served'> | undefined): Pick<HostPlace, 'live' | 'served'> {
  return { live: state?.live, served: state?.served ?? {} }
}
