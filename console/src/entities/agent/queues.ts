import type { InferRequestType } from 'hono/client'
import { api, body } from '../../api/client.ts'
import type { Queue } from './people.ts'

export type Mode = Queue['mode']
export type NewQueue = InferRequestType<typeof api.queues.$post>['json']
export type QueueChange = InferRequestType<(typeof api.queues)[':id']['$patch']>['json']
export type Member = NonNullable<Queue['members']>[number]
export type RelaxStep = Queue['relax'][number]
export type OverflowStep = Queue['overflow'][number]

const queue = api.queues[':id']

/** How an admin sets queues up. */
export const queues = {
  create: (json: NewQueue): Promise<Queue> => body(api.queues.$post({ json })),
  change: (id: string, json: QueueChange): Promise<Queue> => body(queue.$patch({ param: { id }, json })),
  members: (id: string, items: Member[]): Promise<Queue> => body(queue.members.$put({ param: { id }, json: { items } })),
  /** Who waits there waits in the default queue from then on. */
  archive: async (id: string): Promise<void> => void (await queue.$delete({ param: { id } })),
}
