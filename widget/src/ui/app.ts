import { createChat } from '../chat/chat.ts'
import type { Config } from '../config.ts'
import { plainText } from '../text/plain.ts'
import { inkOn } from './color.ts'
import { h, icon } from './dom.ts'
import { createPanel } from './panel.ts'
import styles from './styles.css?inline'

/** `window.Switchboard`: what the page may do with the chat. */
export interface Switchboard {
  open(): void
  close(): void
  /** Goes with the visitor's next message; nothing is sent before. */
  identify(who: { name?: string; email?: string }): void
}

const SMALL = '(max-width: 480px), (max-height: 420px)'

/** Puts the launcher on the page. Nothing is asked of the hub until the visitor opens the chat, or comes back to one. */
export function createApp(config: Config): Switchboard {
  const { words, side, theme, color } = config
  const host = document.createElement('switchboard-chat')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  // Inline and important: no rule of the page reaches it.
  for (const [name, value] of [
    ['all', 'initial'],
    ['position', 'fixed'],
    ['z-index', '2147483000'],
  ] as const)
    host.style.setProperty(name, value, 'important')
  host.style.setProperty('--accent', color)
  Object.assign(host.dataset, { side, theme })
  host.lang = words.tag

  const badge = h('span', { class: 'badge', 'aria-hidden': 'true' })
  const launcher = h(
    'button',
    { type: 'button', class: 'launcher', 'aria-haspopup': 'dialog', onclick: () => toggle() },
    icon('chat'),
    icon('down'),
    badge,
  )
  const announcer = h('div', { class: 'hidden', 'aria-live': 'polite' })
  let open = false
  let drawn = 0

  const chat = createChat(
    config,
    () => (drawn ||= requestAnimationFrame(draw)),
    (message) => (announcer.textContent = `${message.name ?? words.team}: ${plainText(message.parts)}`),
  )
  const panel = createPanel(chat, config, () => toggle(false), look)

  /** The visitor sees the end of the conversation: it is read. */
  function look(): void {
    if (open && !document.hidden && panel.atEnd()) chat.seen()
  }

  function draw(): void {
    drawn = 0
    const state = chat.state()
    if (open) panel.update(state)
    badge.textContent = open || state.unread === 0 ? '' : state.unread > 9 ? '9+' : String(state.unread)
    launcher.setAttribute(
      'aria-label',
      open ? words.close : badge.textContent ? `${words.open}, ${words.unread(state.unread)}` : words.open,
    )
    launcher.setAttribute('aria-expanded', String(open))
    look()
  }

  function toggle(to = !open, focus = true): void {
    if (to === open) return
    open = to
    host.classList.toggle('open', open)
    panel.element.setAttribute('aria-modal', String(open && matchMedia(SMALL).matches))
    panel.element.inert = !open
    chat.storage.set('open', open ? '1' : null)
    if (open) {
      chat.start()
      panel.update(chat.state())
      panel.toEnd()
    }
    draw()
    if (focus) (open ? panel : launcher).focus()
  }

  panel.element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation()
      toggle(false)
    }
    if (event.key === 'Tab' && matchMedia(SMALL).matches) keepInside(event)
  })
  /** A window over the whole page keeps the focus. */
  function keepInside(event: KeyboardEvent): void {
    const stops = [...panel.element.querySelectorAll<HTMLElement>('button, textarea, a[href], [tabindex="0"]')].filter(
      (element) => element.offsetParent !== null && !element.matches(':disabled'),
    )
    const [edge, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
    if (root.activeElement !== edge) return
    event.preventDefault()
    other?.focus()
  }
  // The keyboard of a phone covers the page without making it smaller.
  const view = visualViewport
  const fit = (): void => {
    host.style.setProperty('--height', `${view?.height}px`)
    host.style.setProperty('--top', `${view?.offsetTop}px`)
  }
  view?.addEventListener('resize', fit)
  view?.addEventListener('scroll', fit)
  document.addEventListener('visibilitychange', look)

  panel.element.inert = true
  root.append(launcher, panel.element, announcer)
  document.body.append(host)
  host.style.setProperty('--ink', inkOn(getComputedStyle(launcher).backgroundColor))
  draw()
  const returning = chat.storage.get('token') !== null
  if (returning && chat.storage.get('open') && !matchMedia(SMALL).matches) toggle(true, false)
  else if (returning) chat.start()

  return { open: () => toggle(true), close: () => toggle(false), identify: chat.identify }
}
