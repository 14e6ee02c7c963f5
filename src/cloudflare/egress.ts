import type { Egress, EgressOptions } from '../ports/egress.ts'
import { createEgress } from '../runtime/outgoing-call.ts'

/** workerd's `fetch` with a deadline. Its errors have words but no codes, so nothing that failed under way is certain. */
export const createCloudflareEgress = (options: EgressOptions = {}): Egress =>
  createEgress(options, () => ({ fetch: (url, init) => fetch(url, init), neverSent: () => false }))
