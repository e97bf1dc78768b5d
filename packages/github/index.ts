export { runAction, runPost } from './run-action.ts'
