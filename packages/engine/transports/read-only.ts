import { DeployKitError } from '../../core/index.ts'
import type { Transport } from './transport.ts'

/**
 * A view of a host that really reads and refuses every write: what observing and planning get.
 *
 * `run` throws DK_DRY_RUN_WRITE for whatever is not declared as a read; nothing is sent then.
 */
export function readOnly(transport: Transport): Transport {
  return {
    host: transport.host,
    async run(request) {
      if (request.effect !== 'read') throw refuseWrite(transport.host)
      return await transport.run(request)
    },
    forward: (address, port) => transport.forward(address, port),
    close: () => transport.close()
  }
}

function refuseWrite(host: string): DeployKitError {
  return new DeployKitError('DK_DRY_RUN_WRITE', {
    message: `A write on ${host} was attempted while only reading; it was not sent`,
    remedy: 'This is a defect of deploy-kit: please report it with the plan (--plan --json)',
    host
  })
}
