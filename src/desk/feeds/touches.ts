import type { Definition, View } from '../../model/view.ts'
import { VIEWS } from '../../model/view.ts'
import type { LogType } from '../log/log.ts'

/** By what has happened: the views that it may change. A customer's message is unread, comes to the top of one's own, and opens what was ours alone. */
const TOUCHES: Record<LogType, readonly View[]> = {
  'conversation.created': VIEWS,
  'conversation.updated': VIEWS,
  'message.created': ['mine', 'open'],
  'message.updated': [],
  'contact.updated': [],
  'queue.updated': [],
  'rule.updated': [],
  'calendar.updated': [],
  'calendar.ending': [],
  'offer.created': [],
  'offer.settled': [],
  'promise.warned': VIEWS,
  'promise.breached': VIEWS,
  'agent.presence': [],
  'agent.created': [],
  'agent.updated': [],
  'key.created': [],
  'key.deleted': [],
  'rights.updated': [],
  'view.updated': VIEWS,
  'channel.created': [],
  'channel.updated': [],
  'channel.deleted': [],
}

/** Whether it may change a list. A message changes what is unread and until when one may write, too. */
export const touchesList = (type: LogType, { view, unread, closing }: Definition): boolean =>
  TOUCHES[type].includes(view) || (type === 'message.created' && (unread === true || closing !== undefined))
