import type { EventOf, InboundEvent, InboundEventType, Person } from '../../model/events.ts'
import type { ChannelInfo } from '../channels/store.ts'
import type { Known } from '../contacts/identities.ts'
import type { Conversation } from '../conversations/store.ts'
import type { Actor, Kit } from '../kit.ts'
import type { MessageRow } from '../timeline/messages.ts'
import type { Thread } from '../timeline/threads.ts'
import { createChoices } from './choices.ts'
import { createEcho } from './echo.ts'
import { createEntries } from './entries.ts'
import type { InboxRooms } from './rooms.ts'
import { createMoved } from './moved.ts'
import { createReports } from './reports.ts'

/** What each kind of event does. All of it inside the transaction of `receive`. */
export interface Takers {
  take(channel: ChannelInfo, event: InboundEvent): void
  /** What the hub says to it by itself, once the event has given its permissions to write. */
  answer(channel: ChannelInfo, event: InboundEvent): void
  openConversation(channelId: string, threadExternalId: string): number | undefined
}

/** A message so soon after resolving belongs to the same case. */
const REOPEN_WITHIN_MS = 24 * 3_600_000

type Taker<T extends InboundEventType> = (channel: ChannelInfo, event: EventOf<T>) => void

export function createTakers(kit: Pick<Kit, 'sql' | 'clock' | 'commit'>, rooms: InboxRooms): Takers {
  const { identities, threads, messages, conversations, append, endSnooze, queues, log, greet, rate, answerPress } = rooms
  const { clock } = kit
  const reports = createReports(kit, rooms)
  const choices = createChoices(kit)
  const entries = createEntries(rooms)

  /** Where the platform names nobody, the thread itself is the contact. */
  const personOf = (event: InboundEvent): Person =>
    event.sender ?? { externalId: event.thread.externalId, ...(event.thread.title ? { name: event.thread.title } : {}) }

  function place(channel: ChannelInfo, event: InboundEvent): { who: Known; thread: Thread } {
    const who = identities.identify(channel.id, personOf(event))
    return { who, thread: threads.resolve(channel.id, event.surface, event.thread, () => who) }
  }

  /** The last conversation of the thread, where a message belongs to it still. */
  function ended(thread: Thread): Conversation | undefined {
    const last = conversations.lastIn(thread.id)
    return last && last.resolvedAt !== null && clock.now() - last.resolvedAt < REOPEN_WITHIN_MS ? last : undefined
  }

  /** The open conversation of the thread: the one there is, the last one reopened, or a new one. */
  function conversationFor(channel: ChannelInfo, event: InboundEvent, who: Known, thread: Thread): Conversation {
    const conversation = openFor(channel, event, who, thread)
    entries.give(conversation, thread, `contact:${who.contactId}`)
    return conversation
  }

  function openFor(channel: ChannelInfo, event: InboundEvent, who: Known, thread: Thread): Conversation {
    const open = conversations.openIn(thread.id)
    const actor: Actor = `contact:${who.contactId}`
    if (open?.status === 'bot') return conversations.move(open, 'handoff', actor)
    if (open) return open.status === 'snoozed' ? endSnooze(open, actor) : open
    const last = ended(thread)
    if (last) return conversations.move(last, 'reopen', actor)
    const { contactId, vip } = who
    const place = { threadId: thread.id, channelId: channel.id, contactId, surface: event.surface, queueId: queues.defaultQueue() }
    return conversations.start({ ...place, vip, at: event.at }, actor)
  }

  function known(channel: ChannelInfo, event: InboundEvent, externalId: string): MessageRow | undefined {
    const thread = threads.find(channel.id, event.thread.externalId)
    return thread && messages.byRef(thread.id, externalId)
  }

  function changed(message: MessageRow, actor: Actor): void {
    log.append({ type: 'message.updated', actor, conversationId: message.conversationId, messageId: message.id })
  }

  const message: Taker<'message'> = (channel, event) => {
    const { who, thread } = place(channel, event)
    const album = event.group === undefined ? undefined : `group:${event.group}`
    // Told twice under two keys, or edited before we knew it: what we have is as new.
    if (event.externalId !== undefined && messages.byRef(thread.id, event.externalId)?.direction === 'in') return
    const begun = album === undefined ? undefined : messages.byRef(thread.id, album)
    const refs = [event.externalId, album].filter((ref) => ref !== undefined)
    if (begun) {
      messages.extend(begun, event.content, channel.id)
      for (const ref of refs) messages.addRef(thread.id, ref, begun.id)
      return changed(begun, `contact:${who.contactId}`)
    }
    const conversation = conversationFor(channel, event, who, thread)
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

  const edited: Taker<'edited'> = (channel, event) => {
    const old = known(channel, event, event.externalId)
    // Edited before we knew it: what it says now is news to us.
    if (!old) return message(channel, { ...event, type: 'message' })
    messages.edit(old, event.content, event.at, channel.id)
    changed(old, 'system')
  }

  const press: Taker<'press'> = (channel, event) => {
    const { who, thread } = place(channel, event)
    const conversation = conversationFor(channel, event, who, thread)
    const menu = event.externalId === undefined ? undefined : messages.byRef(thread.id, event.externalId)
    const label = event.label ?? choices.labelOf(conversation, event.data, menu)
    const content = [{ type: 'press' as const, id: event.data, ...(label === undefined ? {} : { label }) }]
    const author = { kind: 'contact' as const, id: String(who.contactId), name: who.name }
    const said = { direction: 'in', author, content, at: event.at, state: 'received', replyToId: menu?.id ?? null } as const
    append(conversation, said, `contact:${who.contactId}`)
    if (event.answer !== undefined) answerPress(channel.id, event.dedupeKey, event.answer)
  }

  const rated: Taker<'rated'> = (channel, event) => {
    const { who, thread } = place(channel, event)
    const about = event.externalId === undefined ? undefined : messages.byRef(thread.id, event.externalId)
    rate({ thread, contactId: who.contactId, message: about, score: event.score, at: event.at })
  }

  const echo = createEcho(kit, rooms, {
    channels: rooms.channels,
    customer: (channel, event) => identities.identify(channel.id, personOf({ ...event, sender: null })),
    conversationFor,
  })

  const came = (channel: ChannelInfo, event: EventOf<'entered'> | EventOf<'followed'>): void => {
    const { who, thread } = place(channel, event)
    entries.keep(event, thread, `contact:${who.contactId}`)
  }

  const takers: { [T in InboundEventType]: Taker<T> } = {
    message,
    edited,
    press,
    echo,
    recalled(channel, event) {
      for (const externalId of event.externalIds) {
        const gone = known(channel, event, externalId)
        if (!gone) continue
        messages.recall(gone.id, event.at)
        changed(gone, 'system')
      }
    },
    reaction(channel, event) {
      const to = known(channel, event, event.externalId)
      if (!to) return
      const { externalId = '', name = externalId } = event.sender ?? {}
      messages.react(to, { id: externalId, name }, event.emoji)
      changed(to, 'system')
    },
    receipt: reports.receipt,
    blocked: reports.blocked,
    left: reports.blocked,
    unblocked: (channel, event) => void place(channel, event),
    muted: (channel, event) => void place(channel, event),
    unmuted: (channel, event) => void place(channel, event),
    entered: came,
    followed: came,
    rated,
    moved: createMoved(rooms),
    typing: () => {},
  }

  return {
    take: (channel, event) => (takers[event.type] as Taker<typeof event.type>)(channel, event),
    answer(channel, event) {
      // Somebody is here who has not said anything yet.
      if ((event.type !== 'entered' && event.type !== 'followed') || event.surface !== 'dm') return
      const { who, thread } = place(channel, event)
      const arrived = event.type === 'entered'
      const begun = greet(channel, thread, who, { at: event.at, queueId: queues.defaultQueue(), shown: arrived && !ended(thread) })
      if (begun) entries.give(begun, thread, `contact:${who.contactId}`, arrived)
    },
    openConversation(channelId, threadExternalId) {
      const thread = threads.find(channelId, threadExternalId)
      return thread && conversations.openIn(thread.id)?.id
    },
  }
}
