import type { hc, InferResponseType } from 'hono/client'
import type { z } from 'zod'
import type { ApiType } from '../../../src/desk/api/app.ts'
import type * as schemas from '../../../src/desk/web/schemas.ts'

export type { Content, MediaPart } from '../../../src/model/content.ts'
export { type View, VIEWS } from '../../../src/model/view.ts'

export type Conversation = z.infer<typeof schemas.conversation>
export type Activity = z.infer<typeof schemas.activity>
export type Owner = z.infer<typeof schemas.owner>
export type Agent = z.infer<typeof schemas.agent>
type Api = ReturnType<typeof hc<ApiType>>['api']
/** Taken from the routes and not from the schemas: contents and settings have been through JSON. */
export type Message = InferResponseType<Api['messages'][':id']['retry']['$post'], 202>
export type Channel = InferResponseType<Api['channels'][':id']['$get'], 200>
export type Plan = z.infer<typeof schemas.plan>
export type Refusal = z.infer<typeof schemas.refusal>

export type Priority = Conversation['priority']
export type Status = Conversation['status']
export type Presence = Agent['presence']
export type Role = Agent['role']
export type MessageState = Message['state']

export interface Page<T> {
  items: T[]
  next?: string | undefined
}

/** A page of a list of conversations. */
export interface ListPage extends Page<Conversation> {
  /** How far the desk's log was when this was read. */
  seq: number
  /** Why there may be more. */
  incomplete?: 'index' | 'many' | undefined
}
