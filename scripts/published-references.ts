/** How consumers name the kit. In the repository itself, references are `$/actions/<name>` or `./actions/<name>`. */
export const REPOSITORY = 'org/deploy-kit'

/** The tag that consumers follow. */
export const MAJOR_TAG = 'v1'

const OWN_ACTION = /^(\s*(?:-\s+)?uses:\s*['"]?)[$.]\/actions\/([a-z0-9-]+)(?=['"\s]|$)/gm
const OWN_WORKFLOW = /^(\s*(?:-\s+)?uses:\s*['"]?)[$.]\/(\.github\/workflows\/[a-z0-9-]+\.ya?ml)(?=['"\s]|$)/gm

/**
 * The text of a workflow or action with its references to the kit's own files as other repositories must write them.
 * Inside a reusable workflow `./x` would mean the caller's repository; `$/x` means ours, but only on github.com.
 */
export function publishReferences(text: string, ref = MAJOR_TAG): string {
  return text.replaceAll(OWN_ACTION, `$1${REPOSITORY}/$2@${ref}`).replaceAll(OWN_WORKFLOW, `$1${REPOSITORY}/$2@${ref}`)
}
