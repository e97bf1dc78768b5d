import { defineOperation } from '../../core/index.ts'
import { packageInputs } from './inputs.ts'
import { observePackage } from './observe.ts'
import { PLACE, planPackage } from './plan.ts'

export const packageOperation = defineOperation({
  name: 'package',
  summary: 'Package a folder reproducibly: the same files give the same bytes, with a manifest that the deploy verifies',
  inputs: packageInputs,
  outputs: {
    path: { description: 'The package, as `output` names it.' },
    sha256: { description: 'SHA-256 of the package. Not set when nothing was written.' },
    'size-bytes': { description: 'Size of the package. Not set when nothing was written.' },
    files: { description: 'How many files and links are in it.' },
    'tree-digest': { description: 'SHA-256 of its manifest: equal for equal files, however they are compressed.' },
    commit: { description: 'The commit that is recorded in it; empty outside git.' },
    'artifact-id': { description: 'Id of the artifact. Only set with `artifact-name`.' }
  },
  examples: [
    { command: 'package --source . --output deployment_package.tar.gz', does: 'packages the current folder' },
    { command: 'package --source build --exclude "*.map" --plan', does: 'shows what would be in the package' }
  ],
  danger: 'write',
  isAction: true,
  observe: observePackage,
  plan: planPackage,
  outputsAfter: (_, { answers }) => {
    const [sha256, sizeBytes] = answers[`${PLACE.host}/${PLACE.answer}`]?.split(' ') ?? []
    return sha256 === undefined || sizeBytes === undefined ? {} : { sha256, 'size-bytes': sizeBytes }
  }
})
