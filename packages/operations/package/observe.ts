import { DeployKitError, type Commit, type InputValues, type Observer, type Tree } from '../../core/index.ts'
import type { packageInputs } from './inputs.ts'

export type PackageValues = InputValues<typeof packageInputs>

export interface PackageFacts {
  readonly tree: Tree
  /** Undefined outside git. */
  readonly commit: Commit | undefined
}

export async function observePackage(values: PackageValues, { local }: Observer): Promise<PackageFacts> {
  const { source, output, exclude = [], include = [] } = values
  const [sourceKind, outputKind] = await Promise.all([local.exists(source), local.exists(output)])
  if (sourceKind === 'file') throw refuse('DK_SOURCE_INVALID', `The source ${source} is a file, and only a folder can be packaged`, 'Give the folder by `source`')
  if (outputKind === 'folder') throw refuse('DK_INPUT_INVALID', `The output ${output} is a folder`, 'Give the name of a file by `output`')
  const [tree, commit] = await Promise.all([
    local.readTree(source, { exclude, include, packageFile: output }),
    local.findCommit(source, output)
  ])
  return { tree, commit }
}

function refuse(code: 'DK_SOURCE_INVALID' | 'DK_INPUT_INVALID', message: string, remedy: string): DeployKitError {
  return new DeployKitError(code, { message, remedy })
}
