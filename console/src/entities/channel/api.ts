import type { InferRequestType, InferResponseType } from 'hono/client'
import { api, body } from '../../api/client.ts'
import type { Channel } from '../../api/types.ts'

export type Kind = InferResponseType<typeof api.channels.kinds.$get, 200>['items'][number]
export type Field = Kind['fields'][number]
export type Label = Kind['label']
export type EnabledChannel = InferResponseType<(typeof api.channels)[':id']['enable']['$post'], 200>
export type ManualStep = EnabledChannel['steps'][number]

/** What is wrong with a channel, as far as everybody may know. */
export type Trouble = InferResponseType<typeof api.channels.troubles.$get, 200>['items'][number]

const channel = api.channels[':id']

export type ChannelInput = InferRequestType<(typeof channel)['$patch']>['json']
export type Settings = NonNullable<ChannelInput['settings']>

export const channels = {
  kinds: async (): Promise<Kind[]> => (await body(api.channels.kinds.$get())).items,
  troubles: async (): Promise<Trouble[]> => (await body(api.channels.troubles.$get())).items,
  /** Asks the platform how the channel is now. */
  probe: (id: string): Promise<{ trouble: Trouble | null }> => body(channel.probe.$post({ param: { id } })),
  list: async (): Promise<Channel[]> => (await body(api.channels.$get())).items,
  get: (id: string): Promise<Channel> => body(channel.$get({ param: { id } })),
  create: (kind: string, input: ChannelInput & { name: string }): Promise<Channel> =>
    body(api.channels.$post({ json: { kind, ...input } })),
  change: (id: string, input: ChannelInput): Promise<Channel> => body(channel.$patch({ param: { id }, json: input })),
  check: (id: string): Promise<Channel> => body(channel.check.$post({ param: { id } })),
  enable: (id: string): Promise<EnabledChannel> => body(channel.enable.$post({ param: { id } })),
  rotateSecret: (id: string): Promise<EnabledChannel> => body(channel['rotate-secret'].$post({ param: { id }, json: {} })),
  /** An admin says that a step on the platform is done, or not. */
  tick: (id: string, code: string, done: boolean): Promise<Channel> =>
    body(channel.steps[':code'].$put({ param: { id, code }, json: { done } })),
  pause: (id: string): Promise<Channel> => body(channel.pause.$post({ param: { id } })),
  remove: async (id: string): Promise<void> => void (await channel.$delete({ param: { id } })),
}
