import type { Chat, ChatState } from '../chat/chat.ts'
import type { Config } from '../config.ts'
import { createComposer } from './composer.ts'
import { h, icon } from './dom.ts'
import { createList } from './list.ts'

/** The window with the conversation. */
export interface Panel {
  element: HTMLElement
  update(state: ChatState): void
  /** Puts the cursor where one writes; on touch screens the window itself, so that no keyboard jumps up. */
  focus(): void
  atEnd(): boolean
  toEnd(): void
}

export function createPanel(chat: Chat, config: Config, close: () => void, reached: () => void): Panel {
  const { words } = config
  const title = h('h2', { id: 'title', dir: 'auto' })
  const avatar = h('div', { class: 'avatar', 'aria-hidden': 'true' })
  const status = h('p', {})
  const notice = h('div', { class: 'notice', role: 'status' })
  const list = createList(chat, config, reached)
  const composer = createComposer(chat, config)
  const shut = h(
    'button',
    { type: 'button', class: 'round shut', 'aria-label': words.close, title: words.close, onclick: close },
    icon('close'),
  )
  const element = h(
    'div',
    { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', tabindex: -1 },
    h('header', {}, avatar, h('div', { class: 'who' }, title, status), shut),
    notice,
    list.element,
    composer.element,
    h('div', { class: 'drop', 'aria-hidden': 'true' }, words.drop),
  )

  let depth = 0
  const dragging = (change: number): void => {
    depth = Math.max(0, depth + change)
    element.classList.toggle('dragging', depth > 0)
  }
  element.addEventListener('dragenter', (event) => event.dataTransfer?.types.includes('Files') && dragging(1))
  element.addEventListener('dragleave', () => dragging(-1))
  element.addEventListener('dragover', (event) => event.preventDefault())
  element.addEventListener('drop', (event) => {
    event.preventDefault()
    dragging(-depth)
    composer.addFiles(event.dataTransfer?.files ?? [])
  })

  return {
    element,
    update(state) {
      const name = state.settings?.name ?? words.chat
      if (title.textContent !== name) title.textContent = name
      avatar.textContent = String.fromCodePoint(name.codePointAt(0) ?? 32).toLocaleUpperCase()
      const online = state.status === 'online'
      status.textContent = online ? words.here : state.status === 'gone' ? words.gone : words.connecting
      status.className = state.status
      const text = noticeOf(state)
      if (notice.textContent !== text) notice.textContent = text
      composer.element.hidden = state.status === 'gone'
      list.update(state)
    },
    focus: () => (matchMedia('(pointer: coarse)').matches ? element.focus({ preventScroll: true }) : composer.focus()),
    atEnd: list.atEnd,
    toEnd: list.toEnd,
  }

  function noticeOf({ status }: ChatState): string {
    if (status === 'gone') return words.gone
    if (status !== 'unreachable') return ''
    return `${navigator.onLine ? words.unreachable : words.offline} ${chat.storage.lasting ? words.kept : words.keptHere}`
  }
}
