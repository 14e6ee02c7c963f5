import type { InferRequestType, InferResponseType } from 'hono/client'
import { api, body } from '../../api/client.ts'

export type Rule = InferResponseType<typeof api.rules.$get, 200>['items'][number]
export type NewRule = InferRequestType<typeof api.rules.$post>['json']
export type RuleChange = InferRequestType<(typeof api.rules)[':id']['$patch']>['json']
export type Tried = InferResponseType<typeof api.triage.try.$post, 200>
export type Reason = Tried['reasons'][number]
export type Attempt = InferRequestType<typeof api.triage.try.$post>['json']

const rule = api.rules[':id']

/** How an admin writes the rules of triage. */
export const triage = {
  rules: async (): Promise<Rule[]> => (await body(api.rules.$get())).items,
  create: (json: NewRule): Promise<Rule> => body(api.rules.$post({ json })),
  change: (id: string, json: RuleChange): Promise<Rule> => body(rule.$patch({ param: { id }, json })),
  remove: async (id: string): Promise<void> => void (await rule.$delete({ param: { id } })),
  order: async (ids: string[]): Promise<Rule[]> => (await body(api.rules.order.$post({ json: { ids } }))).items,
  /** What would be made of a message; nothing is stored. */
  attempt: (json: Attempt): Promise<Tried> => body(api.triage.try.$post({ json })),
}
