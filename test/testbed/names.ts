import os from 'node:os'
import path from 'node:path'

/** Everything of the test bed is found by this label, and nothing without it is ever removed. */
export const LABEL = 'deploy-kit.testbed'
/** Of an image: the hash of what it was built from. */
export const INPUTS_LABEL = `${LABEL}.inputs`
/** Of a host: the process that started it; without that process it is a leftover. */
export const OWNER_LABEL = `${LABEL}.owner`

export const NETWORK = 'dk-net'
export const REGISTRY = 'dk-registry'
/** Where this machine reaches the registry; hosts of the test bed reach it as `dk-registry:5000`. */
export const REGISTRY_ADDRESS = '127.0.77.250:5000'

/** Outside the checkout, because the engine and its images belong to the machine. */
export const stateFolder =
  process.getuid?.() === 0 ? '/var/lib/deploy-kit-testbed' : path.join(os.homedir(), '.cache', 'deploy-kit-testbed')
