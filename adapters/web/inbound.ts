import type { InboundEvent, Person } from '../../src/model/events.ts'
import type { Webhook } from '../../src/contract/adapter.ts'
import type { WebCredentials } from './manifest.ts'
import { decoded, type Decoded, type Said } from './schema.ts'

/** Our own widget is on the other side: what is not of its protocol was refused by `verify` already and gives nothing here. */
export const parse: Webhook<WebCredentials>['parse'] = (body, { now }) => {
  const parsed = decoded.safeParse(body)
  return parsed.success ? [eventOf(parsed.data, now())] : []
}

function eventOf({ visitor, said }: Decoded, now: number): InboundEvent {
  const base = { at: now, surface: 'dm', thread: { externalId: visitor }, sender: person(visitor, said) } as const
  switch (said.type) {
    case 'message':
      return {
        ...base,
        type: 'message',
        dedupeKey: `v:${visitor}:${said.key}`,
        externalId: said.key,
        content: said.parts,
        ...(said.replyTo && { replyTo: said.replyTo }),
      }
    case 'press':
      return {
        ...base,
        type: 'press',
        dedupeKey: said.key ? `v:${visitor}:${said.key}` : `p:${visitor}:${said.messageId ?? ''}:${said.id}`,
        data: said.id,
        ...(said.label && { label: said.label }),
        ...(said.messageId && { externalId: said.messageId }),
      }
    case 'read': {
      const until = Math.min(Date.parse(said.until), now)
      return { ...base, type: 'receipt', state: 'read', of: { until }, dedupeKey: `r:${visitor}:${until}` }
    }
    case 'typing':
      return { ...base, type: 'typing', dedupeKey: `t:${visitor}:${now}` }
    default:
      return { ...base, type: 'entered', dedupeKey: `e:${visitor}:${now}`, ...(said.url && { payload: said.url }) }
  }
}

function person(visitor: string, said: Said): Person {
  const { name, email } = said.type === 'message' ? said : {}
  const language = 'language' in said ? said.language : undefined
  return { externalId: visitor, ...(name && { name }), ...(email && { email }), ...(language && { language }) }
}
