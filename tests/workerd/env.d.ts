import type { Delivery } from '../../src/ports/buffer.ts'
import type { PortsObject } from './worker.ts'

declare global {
  namespace Cloudflare {
    interface Env {
      PORTS: DurableObjectNamespace<PortsObject>
      BUCKET: R2Bucket
      QUEUE: Queue<Delivery>
    }
  }
}
