import type { InferRequestType, InferResponseType } from 'hono/client'
import { api, body } from '../../api/client.ts'
import type { Agent, Presence } from '../../api/types.ts'

export type Contact = InferResponseType<(typeof api.contacts)[':id']['$get'], 200>
export type Queue = InferResponseType<typeof api.queues.$get, 200>['items'][number]
export type Skill = InferResponseType<typeof api.skills.$get, 200>['items'][number]
export type NewAgent = InferRequestType<typeof api.agents.$post>['json']
export type AgentChange = InferRequestType<(typeof api.agents)[':id']['$patch']>['json']
export type SetupState = InferResponseType<typeof api.setup.$get, 200>
export type ContactChange = InferRequestType<(typeof api.contacts)[':id']['$patch']>['json']

export const people = {
  me: (): Promise<Agent> => body(api.me.$get()),
  changeMe: (json: InferRequestType<typeof api.me.$patch>['json']): Promise<Agent> => body(api.me.$patch({ json })),
  presence: (presence: Presence): Promise<Agent> => body(api.me.presence.$put({ json: { presence } })),
  /** Away, and what one has goes back to its queues. */
  handOn: (): Promise<Agent> => body(api.me.presence.$put({ json: { presence: 'away', held: 'hand-on' } })),
  agents: async (): Promise<Agent[]> => (await body(api.agents.$get())).items,
  addAgent: (agent: NewAgent): Promise<Agent> => body(api.agents.$post({ json: agent })),
  changeAgent: (id: string, change: AgentChange): Promise<Agent> => body(api.agents[':id'].$patch({ param: { id }, json: change })),
  queues: async (): Promise<Queue[]> => (await body(api.queues.$get())).items,
  skills: async (): Promise<Skill[]> => (await body(api.skills.$get())).items,
  contact: (id: string): Promise<Contact> => body(api.contacts[':id'].$get({ param: { id } })),
  changeContact: (id: string, change: ContactChange): Promise<Contact> => body(api.contacts[':id'].$patch({ param: { id }, json: change })),
  setupState: (): Promise<SetupState> => body(api.setup.$get()),
  setUp: (owner: InferRequestType<typeof api.setup.$post>['json']): Promise<Agent> => body(api.setup.$post({ json: owner })),
}
