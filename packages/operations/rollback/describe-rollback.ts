import type { Table } from '../../core/index.ts'
import { describeState } from '../tools/describe-state.ts'
import { renderMoment, type Release } from '../tools/release-manifest.ts'
import { findSuccessor } from './fitting-backup.ts'
import type { RollbackValues } from './inputs.ts'
import type { RollbackHostFacts } from './observe.ts'

/** What a host goes back to; undefined when there is nothing. */
export function targetOf(found: RollbackHostFacts | undefined): Release | undefined {
  return found !== undefined && 'found' in found.target ? found.target.found : undefined
}

export type HostWithFacts = { readonly host: string; readonly found: RollbackHostFacts | undefined }

export function releasesTable(hosts: readonly HostWithFacts[]): Table {
  return {
    title: 'Releases',
    columns: ['host', 'release', 'state', 'made (UTC)', 'commit', 'what happens'],
    rows: hosts.flatMap(({ host, found }) =>
      (found?.state.releases ?? []).toReversed().map(({ id, state, manifest }) => [
        host,
        id,
        state,
        manifest === undefined ? '' : renderMoment(manifest.createdAt),
        manifest?.commit?.slice(0, 7) ?? '',
        id === found?.state.live ? 'live now, is marked bad' : id === targetOf(found)?.id ? 'becomes live' : ''
      ])
    )
  }
}

/** The data that fits what is gone back to, when it was backed up before another release took its place. */
function describeData(host: string, found: RollbackHostFacts | undefined): string {
  const target = targetOf(found)
  const successor = found === undefined || target === undefined ? undefined : findSuccessor({ host, state: found.state, target })
  const backup = successor?.manifest?.backup
  return backup === undefined ? '' : `; they were backed up before ${successor?.id} was deployed, as ${backup}: with --with-data they go back as well`
}

export function writeNotes(values: RollbackValues, hosts: readonly HostWithFacts[]): readonly string[] {
  const notes: readonly (string | false)[] = hosts.flatMap(({ host, found }) => [
    targetOf(found)?.state === 'bad' && `${host}: ${targetOf(found)?.id} is marked bad; it is used because it was named`,
    (found?.changedByHand.length ?? 0) > 0 && `${host}: ${found?.changedByHand.length} files were changed on the host and are replaced`,
    values['unsafe-skip-host-key-check'] && `${host}: the host key is NOT checked`,
    !values['with-data'] && `${host}: databases are not rolled back${describeData(host, found)}`
  ])
  const targets = new Set(hosts.map(({ found }) => targetOf(found)?.id))
  return [
    ...notes.filter((note) => note !== false),
    ...hosts.flatMap(({ host, found }) => (found === undefined ? [] : describeState(host, found.state))),
    ...(targets.size > 1 ? ['The hosts go back to different releases'] : [])
  ]
}
