import type { Egress, EgressOptions } from '../egress.ts'
import { createEgress } from '../outgoing-call.ts'

/** workerd's `fetch` with a deadline. Its errors have words but no codes, so nothing that failed under way is certain. */
export const createCloudflareEgress = (options: EgressOptions = {}): Egress => createEgress(options, () => false)
