import { start } from './kit.js'

await start("restore-post")
