import { start } from './kit.js'

await start("ssh-deploy-post")
