import type { Chat } from '../chat/chat.ts'
import type { Config } from '../config.ts'
import { h, icon } from './dom.ts'
import { createTray } from './tray.ts'

/** Where the visitor writes. */
export interface Composer {
  element: HTMLElement
  focus(): void
  addFiles(files: Iterable<File>): void
}

const MAX_TEXT = 10_000
const LONG_WORDS = 6000

export function createComposer(chat: Chat, { words }: Config): Composer {
  const input = h('textarea', {
    rows: 1,
    maxlength: MAX_TEXT,
    placeholder: words.placeholder,
    'aria-label': words.placeholder,
    enterkeyhint: 'send',
    dir: 'auto',
  })
  const picker = h('input', { type: 'file', multiple: true, hidden: true })
  const attach = h(
    'button',
    { type: 'button', class: 'round', 'aria-label': words.attach, title: words.attach, onclick: () => picker.click() },
    icon('clip'),
  )
  const send = h('button', { type: 'submit', class: 'round send', 'aria-label': words.send, title: words.send }, icon('send'))
  const problem = h('div', { class: 'problem', role: 'alert' })
  const tray = createTray(chat, words, refresh, complain)
  const row = h('div', { class: 'row' }, attach, input, send)
  const element = h('form', { class: 'composer', novalidate: true }, problem, tray.element, row, picker)
  let forget = 0

  function complain(text: string): void {
    problem.textContent = text
    clearTimeout(forget)
    forget = setTimeout(() => problem.replaceChildren(), LONG_WORDS)
  }

  function refresh(): void {
    send.disabled = tray.busy() || (input.value.trim() === '' && tray.ready().length === 0)
    fit()
  }

  /** As high as what is written. */
  function fit(): void {
    input.style.height = 'auto'
    input.style.height = `${input.scrollHeight}px`
  }

  function submit(): void {
    const text = input.value.trim()
    const files = tray.ready()
    if (tray.busy() || (text === '' && files.length === 0)) return
    chat.say(text === '' ? files : [...files, { part: { type: 'text', text }, shown: { type: 'text', text } }])
    input.value = ''
    chat.storage.set('draft', null)
    tray.clear()
    refresh()
  }

  element.addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
    input.focus()
  })
  input.addEventListener('input', () => {
    refresh()
    chat.storage.set('draft', input.value || null)
    if (input.value) chat.typing()
  })
  input.addEventListener('keydown', (event) => {
    // While an input method composes, Enter picks a word (229 is how Safari says so). On touch it is a new line.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229 || matchMedia('(pointer: coarse)').matches)
      return
    event.preventDefault()
    submit()
  })
  input.addEventListener('paste', (event) => {
    const files = event.clipboardData?.files
    if (!files?.length) return
    event.preventDefault()
    tray.add(files)
  })
  picker.addEventListener('change', () => {
    tray.add(picker.files ?? [])
    picker.value = ''
  })

  input.value = chat.storage.get('draft') ?? ''
  refresh()
  // On no page yet, it has no height; on another width another one. In the next frame, because this one's sizes have been told.
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(input)
  return { element, focus: () => input.focus({ preventScroll: true }), addFiles: tray.add }
}
