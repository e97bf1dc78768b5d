import { start } from './kit.js'

await start("package")
