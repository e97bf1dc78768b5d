// Ends the front and its workers, after the requests that they are answering.
import path from 'node:path'
import { enterRunFolder, tellFront } from './control.mjs'

// Not by way of `current`: after a first deploy that failed there is none.
enterRunFolder(path.dirname(import.meta.dirname))
const result = await tellFront({ stop: true })
console.log(result === undefined ? 'Nothing was running' : 'Stopped')
