import type { PublicUpload } from '../../../src/desk/web/visitor-wire.ts'
import type { Chat, Said } from '../chat/chat.ts'
import type { Words } from '../text/words.ts'
import { h, icon } from './dom.ts'

/** Files on their way up, below the text that goes with them. */
export interface Tray {
  element: HTMLElement
  add: (files: Iterable<File>) => void
  /** Files that are up and can be sent. */
  ready(): Said[]
  busy(): boolean
  clear(): void
}

const MAX_BYTES = 20 * 1024 * 1024
const MAX_FILES = 10

interface Entry {
  chip: HTMLElement
  upload?: PublicUpload
}

/** `changed`: something came up, went away or failed. `complain`: words for the visitor. */
export function createTray(chat: Chat, words: Words, changed: () => void, complain: (text: string) => void): Tray {
  const element = h('div', { class: 'tray' })
  const entries = new Set<Entry>()

  function remove(entry: Entry): void {
    entries.delete(entry)
    entry.chip.remove()
    changed()
  }

  function addOne(file: File): void {
    if (entries.size >= MAX_FILES) return complain(words.tooMany)
    if (file.size > MAX_BYTES) return complain(words.tooLarge(file.name))
    const stop = new AbortController()
    const preview = /^image\/(png|jpeg|gif|webp|avif)$/.test(file.type) ? picture(file) : icon('file')
    const bar = h('progress', { max: 1, value: 0, 'aria-label': file.name })
    const close = h('button', { type: 'button', 'aria-label': words.remove(file.name), onclick: () => cancel() }, icon('close'))
    const entry: Entry = { chip: h('div', { class: 'chip', title: file.name }, preview, h('span', {}, file.name), bar, close) }
    const cancel = (): void => {
      stop.abort()
      remove(entry)
    }
    entries.add(entry)
    element.append(entry.chip)
    changed()
    chat
      .token()
      .then((token) =>
        chat.api.upload(
          token,
          file,
          (done) => {
            bar.value = done
          },
          stop.signal,
        ),
      )
      .then(
        (upload) => {
          entry.upload = upload
          bar.remove()
          changed()
        },
        () => {
          if (entries.has(entry)) complain(words.refused(file.name))
          remove(entry)
        },
      )
  }

  return {
    element,
    add(files) {
      for (const file of files) addOne(file)
    },
    ready: () => [...entries].flatMap(({ upload }) => (upload ? [said(upload)] : [])),
    busy: () => [...entries].some(({ upload }) => !upload),
    clear() {
      for (const entry of entries) remove(entry)
    },
  }
}

function said({ ticket, part }: PublicUpload): Said {
  const { type } = part
  return { part: { type: type === 'sticker' ? 'image' : type, file: ticket }, shown: part }
}

function picture(file: File): HTMLElement {
  const src = URL.createObjectURL(file)
  return h('img', { src, alt: '', onload: () => URL.revokeObjectURL(src) })
}
