import type { EventOf, InboundEventType } from '../../model/events.ts'
import type { Actor, Kit } from '../kit.ts'
import type { MessageRow } from '../timeline/messages.ts'
import { type Arrival, personOf } from './arrival.ts'
import { createCases } from './cases.ts'
import { createChoices } from './choices.ts'
import { createEcho } from './echo.ts'
import { createEntries } from './entries.ts'
import type { InboxRooms } from './rooms.ts'
import { createMoved } from './moved.ts'
import { createReports } from './reports.ts'

/** What each kind of event does. All of it inside the transaction of `receive`. */
export interface EventHandlers {
  handle(arrival: Arrival): void
  /** What the hub says to it by itself, once the event has given its permissions to write. */
  answer(arrival: Arrival): void
}

type Handler<T extends InboundEventType> = (arrival: Arrival<EventOf<T>>) => void

export function createEventHandlers(kit: Pick<Kit, 'sql' | 'clock' | 'commit'>, rooms: InboxRooms): EventHandlers {
  const { identities, conversations, messages, append, queues, log, greet, rate, answerPress } = rooms
  const reports = createReports(kit, rooms)
  const choices = createChoices(rooms)
  const entries = createEntries(rooms)
  const cases = createCases(kit, { ...rooms, entries })
  const moved = createMoved(rooms)

  function told(arrival: Arrival, externalId: string): MessageRow | undefined {
    const thread = arrival.known()
    return thread && messages.byRef(thread.id, externalId)
  }

  function changed(message: MessageRow, actor: Actor): void {
    log.append({ type: 'message.updated', actor, conversationId: message.conversationId, messageId: message.id })
  }

  const message: Handler<'message'> = (arrival) => {
    const { channel, event } = arrival
    const { who, thread } = arrival.origin()
    const album = event.group === undefined ? undefined : `group:${event.group}`
    const old = event.externalId === undefined ? undefined : messages.byRef(thread.id, event.externalId)
    // Told twice under two keys, or edited before we knew it: what we have is as new.
    if (old?.direction === 'in') return
    const begun = album === undefined ? undefined : messages.byRef(thread.id, album)
    const refs = [old ? undefined : event.externalId, album].filter((ref) => ref !== undefined)
    if (begun) {
      messages.extend(begun, event.content, channel.id)
      for (const ref of refs) messages.addRef(thread.id, ref, begun.id)
      return changed(begun, `contact:${who.contactId}`)
    }
    const conversation = cases.of(event, { who, thread })
    const choice = choices.written(conversation, event.content)
    const replyTo = event.replyTo === undefined ? undefined : messages.byRef(thread.id, event.replyTo)?.id
    const quoted = replyTo === undefined && event.quoted !== undefined ? [{ type: 'quote' as const, text: event.quoted }] : []
    const replyToId = replyTo ?? choice?.menu ?? null
    append(
      conversation,
      {
        direction: 'in',
        author: { kind: 'contact', id: String(who.contactId), name: who.name },
        content: choice ? [choice.press] : [...quoted, ...event.content],
        at: event.at,
        state: 'received',
        refs,
        replyToId,
      },
      `contact:${who.contactId}`,
    )
  }

  const edited: Handler<'edited'> = (arrival) => {
    const { channel, event } = arrival
    const old = told(arrival, event.externalId)
    // Edited before we knew it: what it says now is news to us.
    if (!old) return message({ ...arrival, event: { ...event, type: 'message' } })
    messages.edit(old, event.content, event.at, channel.id)
    conversations.reread(old.conversationId)
    changed(old, 'system')
  }

  const press: Handler<'press'> = (arrival) => {
    const { channel, event } = arrival
    const { who, thread } = arrival.origin()
    const conversation = cases.of(event, { who, thread })
    const menu = event.externalId === undefined ? undefined : messages.byRef(thread.id, event.externalId)
    const label = event.label ?? choices.labelOf(conversation, event.data, menu)
    const content = [{ type: 'press' as const, id: event.data, ...(label === undefined ? {} : { label }) }]
    const author = { kind: 'contact' as const, id: String(who.contactId), name: who.name }
    const said = { direction: 'in', author, content, at: event.at, state: 'received', replyToId: menu?.id ?? null } as const
    append(conversation, said, `contact:${who.contactId}`)
    if (event.answer !== undefined) answerPress(channel.id, event.dedupeKey, event.answer)
  }

  const rated: Handler<'rated'> = ({ event, origin }) => {
    const { who, thread } = origin()
    const about = event.externalId === undefined ? undefined : messages.byRef(thread.id, event.externalId)
    rate({ thread, contactId: who.contactId, message: about, score: event.score, at: event.at })
  }

  const echo = createEcho(kit, rooms, {
    channels: rooms.channels,
    customer: (channel, event) => identities.identify(channel.id, personOf({ ...event, sender: null })),
    caseOf: cases.of,
  })

  const here = ({ origin }: Arrival): void => void origin()

  const came = ({ event, origin }: Arrival<EventOf<'entered' | 'followed'>>): void => {
    const { who, thread } = origin()
    entries.keep(event, thread, `contact:${who.contactId}`)
  }

  const handlers: { [T in InboundEventType]: Handler<T> } = {
    message,
    edited,
    press,
    echo: ({ channel, event }) => echo(channel, event),
    recalled(arrival) {
      for (const externalId of arrival.event.externalIds) {
        const gone = told(arrival, externalId)
        if (!gone) continue
        messages.recall(gone.id, arrival.event.at)
        conversations.reread(gone.conversationId)
        changed(gone, 'system')
      }
    },
    reaction(arrival) {
      const { event } = arrival
      const to = told(arrival, event.externalId)
      if (!to) return
      const { externalId = '', name = externalId } = event.sender ?? {}
      messages.react(to, { id: externalId, name }, event.emoji)
      changed(to, 'system')
    },
    receipt: ({ channel, event }) => reports.receipt(channel, event),
    blocked: reports.blocked,
    left: reports.blocked,
    unblocked: here,
    muted: here,
    unmuted: here,
    entered: came,
    followed: came,
    rated,
    moved: ({ channel, event }) => moved(channel, event),
    typing: () => {},
  }

  return {
    handle: (arrival) => (handlers[arrival.event.type] as Handler<InboundEventType>)(arrival),
    answer({ channel, event, origin }) {
      // Somebody is here who has not said anything yet.
      if ((event.type !== 'entered' && event.type !== 'followed') || event.surface !== 'dm') return
      const { who, thread } = origin()
      const arrived = event.type === 'entered'
      const begun = greet(channel, thread, who, { at: event.at, queueId: queues.defaultQueue(), shown: arrived && !cases.ended(thread) })
      if (begun) entries.give(begun, thread, `contact:${who.contactId}`, arrived)
    },
  }
}
