import { differTree, sealTree, type Problem, type Tree, type TreeDifference } from '../../core/index.ts'
import { findForeignCurrent } from '../tools/describe-state.ts'
import { planStrategy } from '../strategies/deploy-strategy.ts'
import type { StrategyPlan } from '../strategies/strategy-plan.ts'
import type { ExistingTree } from '../tools/existing-tree.ts'
import type { HostPaths } from '../tools/host-paths.ts'
import type { Release } from '../tools/release-manifest.ts'
import { listParents } from '../tools/shared-paths.ts'
import { decideRetention, type RetentionDecision } from '../tools/retention.ts'
import { planInPlaceChanges, type InPlaceChanges } from '../tools/working-folder.ts'
import { placeOn, type DeployPlanning } from './planning.ts'

/** What a deploy means for one host, decided before any step is made. */
export interface HostPlan {
  readonly host: string
  readonly paths: HostPaths
  readonly live: Release | undefined
  /** What the release holds: the source without what belongs to the host. */
  readonly tree: Tree
  readonly difference: TreeDifference
  /** Layout `in-place`: a folder that was there before, taken over; its files that will be replaced. */
  readonly adopted: { readonly id: string; readonly tree: Tree } | undefined
  readonly change: InPlaceChanges | undefined
  readonly environment: { readonly version: string; readonly isNew: boolean } | undefined
  readonly retention: readonly RetentionDecision[]
  /** Name of the backup that is made before. */
  readonly backup?: string | undefined
  readonly isUnchanged: boolean
  readonly strategy: StrategyPlan
  readonly problems: readonly Problem[]
}

/** Failed releases kept apart as evidence. */
export const KEEP_FAILED = 2

export function planHost(planning: DeployPlanning, host: string): HostPlan {
  const { facts, values, paths, releaseId } = planning
  const found = facts.perHost[host]
  if (found === undefined) throw new RangeError(`No facts of host ${host}`)
  const live = found.releases.find((release) => release.id === found.live)
  const tree = live === undefined ? planning.tree : planning.treeWithoutShared
  const difference = differTree(found.liveTree, tree, new Set([...found.changedByHand, ...found.rebuilt]))
  const adopted = planAdoption(planning, found.existing)
  const environment = planEnvironment(planning, live, found.environment.sha256)
  const retention = decideRetention([...found.releases, { id: releaseId, state: 'good', manifest: planning.manifestOf(tree) }], {
    keep: values.keep,
    needed: [releaseId, ...(live === undefined ? [] : [live.id])]
  })
  const change = planInPlaceChanges(
    { tree: adopted?.tree ?? found.liveTree, environmentFile: live?.manifest?.environmentFile },
    { tree, environmentFile: environment === undefined ? undefined : values['env-file'] },
    {
      // Of a folder that is taken over, files that are alike are replaced too: by their times one would think that somebody changed them.
      distrusted: new Set([...found.changedByHand, ...(adopted?.tree.entries.map((entry) => entry.path) ?? []), ...(environment?.isNew === true ? [values['env-file']] : [])]),
      protectedPaths: values['protected-paths'] ?? []
    }
  )
  const strategy = planStrategy(facts.strategy, found.strategy, {
    host,
    live,
    place: { ...placeOn(found), host, paths, id: releaseId, commit: facts.commit?.id },
    buildSeconds: values['hook-timeout'],
    uploadSeconds: values['upload-timeout'],
    tree
  })
  return {
    host,
    paths,
    live,
    tree,
    difference,
    adopted,
    change: values.layout === 'in-place' ? change : undefined,
    environment,
    retention,
    isUnchanged: isUnchanged(planning, { live, environment, changedByHand: found.changedByHand }) && !strategy.differs,
    strategy,
    problems: findProblems(planning, host, difference)
  }
}

function planAdoption(planning: DeployPlanning, existing: ExistingTree | undefined): HostPlan['adopted'] {
  if (existing === undefined) return undefined
  const { entries } = existing.tree
  const replaced = listReplaced(planning)
  const kept = entries.filter((entry) => entry.type !== 'folder' && replaced.has(entry.path))
  const folders = new Set(kept.flatMap((entry) => listParents(entry.path)))
  return {
    id: planning.adoptedId,
    tree: sealTree([...kept, ...entries.filter((entry) => entry.type === 'folder' && folders.has(entry.path))])
  }
}

/** What the release brings into the working folder. */
function listReplaced({ tree, environmentText, values }: DeployPlanning): ReadonlySet<string> {
  return new Set([...tree.entries.map((entry) => entry.path), ...(environmentText === undefined ? [] : [values['env-file']])])
}

function planEnvironment(planning: DeployPlanning, live: Release | undefined, liveSha256: string | undefined): HostPlan['environment'] {
  if (planning.environmentText === undefined) return undefined
  const version = live?.manifest?.environment
  return version !== undefined && liveSha256 === planning.environmentSha256
    ? { version, isNew: false }
    : { version: planning.releaseId, isNew: true }
}

interface LiveSide {
  readonly live: Release | undefined
  readonly environment: HostPlan['environment']
  readonly changedByHand: readonly string[]
}

function isUnchanged(planning: DeployPlanning, { live, environment, changedByHand }: LiveSide): boolean {
  const manifest = live?.manifest
  return (
    live?.state === 'good' &&
    manifest?.treeDigest === planning.treeWithoutShared.digest &&
    manifest.settingsDigest === planning.settingsDigest &&
    manifest.environment === environment?.version &&
    changedByHand.length === 0
  )
}

/** Room for the new files, and some for the lists, journals and logs. */
const MARGIN_BYTES = 16 * 1024 ** 2
const MARGIN_INODES = 200

function findProblems(planning: DeployPlanning, host: string, difference: TreeDifference): readonly Problem[] {
  const { facts, values, paths } = planning
  const found = facts.perHost[host]
  if (found === undefined) return []
  const problems: Problem[] = [...findForeignCurrent(host, paths, found)]
  const add = (code: Problem['code'], message: string, remedy: string): void => void problems.push({ code, host, message, remedy })
  const needBytes = difference.sendBytes * (values.layout === 'in-place' ? 2 : 1) + MARGIN_BYTES
  if (found.blockedBy !== undefined) {
    add('DK_INPUT_INVALID', `${found.blockedBy} on ${host} is not a folder`, 'Give another path, or move away what is there')
  } else if (!found.isWritable) {
    add('DK_PERMISSION_DENIED', `The user may not write in ${paths.root} on ${host}`, `Run deploy-kit preflight --repair-permissions, or on the host: sudo install -d -o <user> ${paths.root}`)
  } else if (found.freeBytes < needBytes) {
    const missing = `${Math.ceil(needBytes / 1024 ** 2)} MiB are needed, ${Math.floor(found.freeBytes / 1024 ** 2)} MiB are free`
    add('DK_DISK_FULL', `Not enough space for ${paths.root} on ${host}: ${missing}`, 'Free space on the host, or keep fewer releases')
  } else if (found.freeInodes !== undefined && found.freeInodes > 0 && found.freeInodes < difference.send.length + MARGIN_INODES) {
    add('DK_DISK_FULL', `Not enough inodes for ${paths.root} on ${host}: ${found.freeInodes} are free`, 'Remove files on the host')
  }
  const replaced = listReplaced(planning)
  const lost = (found.existing?.unreadable ?? []).filter((path) => replaced.has(path))
  if (lost.length > 0) {
    add('DK_PERMISSION_DENIED', `Files in ${paths.root} on ${host} would be replaced, but cannot be read to be kept: ${lost.slice(0, 5).join(', ')}`, 'Let the deploy user read them, or move them away')
  }
  const other = found.layouts.find((layout) => layout !== values.layout)
  if (other !== undefined) {
    add('DK_INPUT_INVALID', `${paths.root} on ${host} was deployed with the layout ${other}`, `Use layout: ${other}, or another path`)
  }
  if (found.isOlder === true && !values['allow-older']) {
    const commit = facts.commit?.id.slice(0, 7)
    add('DK_OLDER_COMMIT', `Commit ${commit} is older than the live release ${found.live} on ${host}`, 'Deploy a newer commit, use rollback, or set allow-older')
  }
  return problems
}
