import { api, body, send } from '../../api/client.ts'
import type { ListFilter } from '../keys.ts'
import { addressOf } from '../../../../src/model/view.ts'
import type { Activity, Conversation, ListPage, Priority } from '../../api/types.ts'

export const PAGE_SIZE = 100

const conversation = api.conversations[':id']
const of = (id: string) => ({ param: { id }, json: {} })

export const conversations = {
  /** `key`: what names the list; each says where it stands in it. */
  async list({ q, ...definition }: ListFilter, key: string, cursor: string | undefined): Promise<ListPage> {
    const { view, ...filter } = definition
    const query = { ...addressOf(filter), view, limit: String(PAGE_SIZE), ...(q && { q }), ...(cursor && { cursor }) }
    const page = await body(api.conversations.$get({ query }))
    return { ...page, items: page.items.map(({ place, ...item }) => ({ ...item, places: { ...item.places, [key]: place } })) }
  },
  /** What lists can be narrowed by, for everybody: channels are looked after by others. */
  channels: async () => (await body(api.filters.$get())).channels,
  get: (id: string): Promise<Conversation> => body(conversation.$get({ param: { id } })),
  /** The newest of what was done with it; older than these nobody asks for. */
  activity: async (id: string): Promise<Activity[]> =>
    (await body(conversation.activity.$get({ param: { id }, query: { limit: '200' } }))).items,
  claim: (id: string): Promise<Conversation> => body(conversation.claim.$post(of(id))),
  release: (id: string): Promise<Conversation> => body(conversation.release.$post(of(id))),
  resolve: (id: string): Promise<Conversation> => body(conversation.resolve.$post(of(id))),
  reopen: (id: string): Promise<Conversation> => body(conversation.reopen.$post(of(id))),
  read: (id: string): Promise<Conversation> => body(conversation.read.$post(of(id))),
  snooze: (id: string, until: string): Promise<Conversation> => body(conversation.snooze.$post({ param: { id }, json: { until } })),
  assign: (id: string, agent: string): Promise<Conversation> => body(conversation.assign.$post({ param: { id }, json: { agent } })),
  transfer: (id: string, queue: string): Promise<Conversation> => body(conversation.transfer.$post({ param: { id }, json: { queue } })),
  priority: (id: string, priority: Priority): Promise<Conversation> =>
    body(conversation.priority.$post({ param: { id }, json: { priority } })),
  /** The next one of the queues that this agent serves; null when nobody waits. */
  async next(): Promise<Conversation | null> {
    const response = await send(api.queue.next.$url(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    return response.status === 204 ? null : ((await response.json()) as Conversation)
  },
}
