import type { Chat, ChatState } from '../chat/chat.ts'
import type { Config } from '../config.ts'
import { createFormat } from '../text/format.ts'
import { h, icon } from './dom.ts'
import { type Item, itemsOf } from './items.ts'
import { renderBubble, renderItem } from './message.ts'

/** The conversation: days, messages, who is writing; scrolled to its end unless the visitor reads further up. */
export interface List {
  element: HTMLElement
  update(state: ChatState): void
  /** The end is in sight. */
  atEnd: () => boolean
  toEnd: () => void
}

interface Line {
  look: string
  element: HTMLElement
  bubble?: { look: string; element: HTMLElement }
}

const NEAR = 60

/** `reached`: the visitor scrolled to the end. */
export function createList(chat: Chat, { words, language }: Config, reached: () => void): List {
  const started = Date.now()
  const context = { fileUrl: chat.fileUrl, words, format: createFormat(language) }
  const lines = new Map<string, Line>()
  const older = h('button', { type: 'button', class: 'older', onclick: () => void loadOlder() }, words.older)
  const list = h('ol')
  const writer = h('span')
  const writing = h('div', { class: 'writing' }, h('div', { class: 'dots' }, h('i'), h('i'), h('i')), writer)
  const scroller = h('div', { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': words.messages }, older, list, writing)
  const latest = h('button', { type: 'button', class: 'latest', hidden: true, onclick: () => toEnd() }, icon('latest'), words.latest)
  let stuck = true
  let count = 0

  const atEnd = (): boolean => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR
  const toEnd = (): void => scroller.scrollTo(0, scroller.scrollHeight)
  scroller.addEventListener('scroll', () => {
    stuck = atEnd()
    if (!stuck) return
    latest.hidden = true
    reached()
  })
  // Pictures get their height late and the keyboard takes room: stay at the end when we were there.
  const room = new ResizeObserver(() => stuck && toEnd())
  room.observe(list)
  room.observe(scroller)

  async function loadOlder(): Promise<void> {
    older.disabled = true
    const below = scroller.scrollHeight - scroller.scrollTop
    stuck = false
    await chat.older().catch(() => {})
    scroller.scrollTop = scroller.scrollHeight - below
    older.disabled = false
  }

  function itemLine(item: Item): HTMLElement {
    const old = lines.get(item.id)
    const parts = item.message?.parts ?? item.unsent?.parts
    // Where there are files, their addresses change with the time.
    const files = parts?.some((part) => 'file' in part) && chat.fileUrl('')
    const look = JSON.stringify([item, files])
    if (old?.look === look) return old.element
    const said = JSON.stringify([parts, item.message?.recalled, item.message?.ref, files])
    const bubble = old?.bubble?.look === said ? old.bubble : { look: said, element: renderBubble(item, context, chat) }
    const element = renderItem(item, bubble.element, context, chat)
    lines.set(item.id, { look, element, bubble })
    old?.element.replaceWith(element)
    return element
  }

  function dayLine(day: string): HTMLElement {
    const element = lines.get(day)?.element ?? h('li', { class: 'day' }, h('span', {}, day))
    lines.set(day, { look: day, element })
    return element
  }

  function place(elements: HTMLElement[]): void {
    const wanted = new Set(elements)
    for (const [key, { element }] of lines) {
      if (wanted.has(element)) continue
      element.remove()
      lines.delete(key)
    }
    for (const [index, element] of elements.entries()) {
      const present = list.children[index]
      if (present !== element) list.insertBefore(element, present ?? null)
    }
  }

  function update(state: ChatState): void {
    const items = itemsOf(state, words, started)
    let today = ''
    place(
      items.flatMap((item) => {
        const day = context.format.day(item.at)
        const isNew = day !== today
        today = day
        return isNew ? [dayLine(day), itemLine(item)] : [itemLine(item)]
      }),
    )
    older.hidden = !state.more
    writing.classList.toggle('on', state.typing !== null)
    writer.textContent = state.typing === null ? '' : words.typing(state.typing)
    const grown = items.length > count
    count = items.length
    if (stuck || (grown && items.at(-1)?.unsent)) toEnd()
    else if (grown && state.unread > 0) latest.hidden = false
  }

  return { element: h('div', { class: 'list' }, scroller, latest), update, atEnd, toEnd }
}
