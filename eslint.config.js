import tseslint from 'typescript-eslint'
import { layerRule } from './scripts/lint/layer-rule.ts'

const frontEndOnly = ['env', 'argv', 'exit', 'exitCode'].map((property) => ({
  object: 'process',
  property,
  message: 'Only the front ends (packages/github, packages/cli) know the environment and end the process: take the value as an argument.'
}))

/** What would make a plan differ between two runs with the same inputs and facts. */
const impure = [
  ["CallExpression[callee.object.name='Date'][callee.property.name='now']", 'Take the time as an argument (Observer.startedAt).'],
  ["NewExpression[callee.name='Date'][arguments.length=0]", 'Take the time as an argument (Observer.startedAt).'],
  ["MemberExpression[object.name='Math'][property.name='random']", 'Take what is random as an argument (Observer.runId).'],
  ["ImportSpecifier[imported.name=/^random/]", 'Take what is random as an argument (Observer.runId).'],
  ["CallExpression[callee.name=/^(setTimeout|setInterval|fetch)$/]", 'Only the engine waits and talks to the network.']
].map(([selector, message]) => ({ selector, message: `The same input and facts must give the same plan. ${message}` }))

const shell = [
  [
    "CallExpression[callee.name='script'][arguments.0.type='TemplateLiteral'][arguments.0.expressions.length>0]",
    'A shell program is constant: give data as arguments and read it as "$1", so that nothing from outside is ever read as shell.'
  ],
  ["CallExpression[callee.name='script'][arguments.0.type='BinaryExpression']", 'A shell program is one constant: give data as arguments and read it as "$1".'],
  ["ArrayExpression[elements.0.value='sh'][elements.1.value='-c']", 'Use script(PROGRAM, arguments) of packages/core: its programs are checked by shellcheck.']
].map(([selector, message]) => ({ selector, message }))

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'build/', 'coverage/', 'demo-output/', '.cache/', 'test/fixtures/'] },
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.js'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-else-return': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-fallthrough': 'error',
      'no-self-compare': 'error',
      'no-unreachable-loop': 'error',
      'no-unsafe-finally': 'error',
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-control-regex': 'error'
    }
  },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { args: 'all', argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
    }
  },
  {
    files: ['packages/**/*.ts', 'actions/**/*.ts'],
    plugins: { 'deploy-kit': { rules: { layers: layerRule } } },
    rules: {
      'deploy-kit/layers': 'error',
      'no-console': 'error',
      'no-restricted-properties': ['error', ...frontEndOnly],
      'no-restricted-syntax': ['error', ...shell]
    }
  },
  { files: ['packages/core/**/*.ts', 'packages/operations/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...shell, ...impure] } },
  { files: ['packages/core/command.ts'], rules: { 'no-restricted-syntax': ['error', ...impure] } },
  {
    files: ['packages/github/**/*.ts', 'packages/cli/**/*.ts', 'packages/generate/**/*.ts', 'actions/**/*.ts'],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' }
  }
)
