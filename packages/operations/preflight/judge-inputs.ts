import { DeployKitError, renderSize, type InputValues } from '../../core/index.ts'
import { composeEnvironment, parseVariables, type Variables } from '../tools/env-file.ts'
import type { PreflightFacts } from './facts.ts'
import { ok, problem, type Finding } from './findings.ts'
import type { preflightInputs } from './inputs.ts'

type Values = InputValues<typeof preflightInputs>

/** What can be told without a host: the source, and the names of variables. Values are never told. */
export function judgeInputs(values: Values, facts: PreflightFacts): readonly Finding[] {
  return [...judgeSource(facts), ...judgeNeeds(facts), ...judgeTemplate(facts), ...judgeVariables(values, facts)]
}

function judgeSource({ source }: PreflightFacts): readonly Finding[] {
  if (source === undefined) return []
  if (source instanceof DeployKitError) return [ofError('source', source)]
  return [ok('source', `${source.entries} entries, ${renderSize(source.sizeBytes)}`)]
}

function judgeNeeds({ strategy }: PreflightFacts): readonly Finding[] {
  return strategy instanceof DeployKitError ? [ofError('strategy', strategy)] : []
}

function judgeTemplate({ template }: PreflightFacts): readonly Finding[] {
  return template instanceof DeployKitError ? [ofError('env template', template)] : []
}

function judgeVariables(values: Values, facts: PreflightFacts): readonly Finding[] {
  const names = values['require-variables'] ?? []
  const template = typeof facts.template === 'string' ? facts.template : undefined
  if (names.length === 0 && template === undefined && values.variables === undefined && values.secrets === undefined) return []
  try {
    const variables = parseVariables(values.variables ?? '', 'The input variables')
    const secrets = parseVariables(values.secrets?.reveal() ?? '', 'The input secrets')
    const preset = parseVariables(template ?? '', 'The env template')
    return [judgeNames(names, [secrets, variables, preset]), ...judgeComposed(template, variables, secrets)]
  } catch (error) {
    if (error instanceof DeployKitError) return [ofError('variables', error)]
    throw error
  }
}

function judgeNames(names: readonly string[], sources: readonly Variables[]): Finding {
  const missing = names.filter((name) => !sources.some((source) => (source.get(name) ?? '') !== ''))
  if (missing.length === 0) return ok('variables', names.length === 0 ? 'readable' : `all ${names.length} required ones have a value`)
  return problem('variables', `without a value: ${missing.join(', ')}`, 'Give them in `variables` or `secrets`', 'DK_ENV_INCOMPLETE')
}

/** The template has its own requirements; ssh-deploy would refuse them later. */
function judgeComposed(template: string | undefined, variables: Variables, secrets: Variables): readonly Finding[] {
  if (template === undefined) return []
  try {
    const composed = composeEnvironment({ template, variables, secrets })
    return [ok('env template', `complete, ${composed.size} variables`)]
  } catch (error) {
    if (error instanceof DeployKitError) return [ofError('env template', error)]
    throw error
  }
}

export function ofError(check: string, { code, message, remedy }: DeployKitError): Finding {
  return problem(check, message, remedy, code)
}
