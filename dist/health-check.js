import { start } from './kit.js'

await start("health-check")
