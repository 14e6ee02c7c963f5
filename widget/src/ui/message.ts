import type { Chat } from '../chat/chat.ts'
import { h, icon } from './dom.ts'
import type { Item } from './items.ts'
import { type PartContext, renderPart } from './parts.ts'

const TICKS = { waiting: 'clock', sent: 'tick', read: 'ticks', failed: 'alert' } as const
const BARE = new Set(['image', 'video', 'sticker'])

type Deeds = Pick<Chat, 'press' | 'retry' | 'discard'>

const partsOf = ({ message, unsent }: Item) => (message?.recalled ? [] : (message?.parts ?? unsent?.parts ?? []))

/** What was said, without when and how far it got: that changes more often, and pictures should not load again. */
export function renderBubble(item: Item, context: PartContext, { press }: Deeds): HTMLElement {
  const { message, mine } = item
  const parts = partsOf(item)
  const pressable = message && !mine ? { ...context, press: (option: { id: string; label: string }) => press(message, option) } : context
  return h(
    'div',
    { class: parts.length > 0 && parts.every((part) => BARE.has(part.type) && !('caption' in part)) ? 'bubble bare' : 'bubble' },
    message?.recalled && h('div', { class: 'text faint' }, context.words.recalled),
    ...parts.map((part) => renderPart(part, pressable)),
  )
}

export function renderItem(item: Item, bubble: HTMLElement, context: PartContext, deeds: Deeds): HTMLElement {
  const { mine, first, last, name, from } = item
  return h(
    'li',
    { class: `${mine ? 'mine' : 'theirs'} ${from}${first ? ' first' : ''}${last ? ' last' : ''}` },
    h('span', { class: 'hidden' }, `${name}, ${context.format.time(item.at)}`),
    first && !mine && from !== 'system' && h('div', { class: 'name', 'aria-hidden': 'true', dir: 'auto' }, name),
    bubble,
    meta(item, context, deeds),
  )
}

function meta({ at, last, state, message, unsent }: Item, { words, format }: PartContext, { retry, discard }: Deeds): HTMLElement | null {
  if (state === 'failed' && unsent) {
    const again = h('button', { type: 'button', onclick: () => retry(unsent.key) }, words.retry)
    return h(
      'div',
      { class: 'meta failed' },
      icon('alert'),
      words.failed,
      again,
      h('button', { type: 'button', onclick: () => discard(unsent.key) }, words.discard),
    )
  }
  if (!last && !message?.edited && state !== 'waiting') return null
  const tick = state && h('span', { class: state, role: 'img', 'aria-label': words[state], title: words[state] }, icon(TICKS[state]))
  return h(
    'div',
    { class: 'meta' },
    message?.edited && `${words.edited} · `,
    h('time', { datetime: new Date(at).toISOString() }, format.time(at)),
    tick,
  )
}
