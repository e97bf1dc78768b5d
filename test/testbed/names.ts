import os from 'node:os'
import path from 'node:path'

/** Every container, network and volume of the test bed has this label, and nothing without it is ever removed. */
export const LABEL = 'deploy-kit.testbed'
/** Of an image: the hash of what it was built from. Another label, because containers inherit those of their image. */
export const INPUTS_LABEL = 'deploy-kit.image-inputs'
/** Of a host: the process that started it; without that process it is a leftover. */
export const OWNER_LABEL = `${LABEL}.owner`

export const NETWORK = 'dk-net'
export const REGISTRY = 'dk-registry'
/** Where this machine reaches the registry; hosts of the test bed reach it as `dk-registry:5000`. */
export const REGISTRY_ADDRESS = '127.0.77.250:5000'

/** Outside the checkout, because the engine and its images belong to the machine. */
export const stateFolder =
  process.getuid?.() === 0 ? '/var/lib/deploy-kit-testbed' : path.join(os.homedir(), '.cache', 'deploy-kit-testbed')
