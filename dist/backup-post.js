import { start } from './kit.js'

await start("backup-post")
