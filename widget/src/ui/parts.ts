import type { PublicMedia, PublicPart } from '../../../src/desk/web/visitor-wire.ts'
import { type Format } from '../text/format.ts'
import { safeUrl } from '../text/links.ts'
import { anchor, rich } from '../text/rich.ts'
import type { Words } from '../text/words.ts'
import { h, icon } from './dom.ts'

export interface PartContext {
  /** Address of a file. */
  fileUrl: (file: string) => string
  words: Words
  format: Format
  /** Absent: nothing can be chosen. */
  press?: (option: { id: string; label: string }) => void
}

const text = (...nodes: (Node | string)[]): HTMLElement => h('div', { class: 'text', dir: 'auto' }, ...nodes)

/** One part of a message as an element. */
export function renderPart(part: PublicPart, context: PartContext): HTMLElement {
  switch (part.type) {
    case 'text':
      return text(...rich(part.text, part.marks))
    case 'image':
    case 'sticker':
    case 'audio':
    case 'video':
    case 'file':
      return media(part, context)
    case 'location': {
      const { latitude, longitude, name, address } = part
      const place = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
      return card(anchor(place, icon('pin'), label(name ?? context.words.location, address ?? `${latitude}, ${longitude}`)))
    }
    case 'contact':
      return text([part.name, ...(part.phones ?? [])].join('\n'))
    case 'link': {
      const href = safeUrl(part.url)
      const shown = label(part.title ?? part.url, part.description)
      return card(href ? anchor(href, shown) : shown)
    }
    case 'menu':
      return menu(part, context)
    case 'quote':
      return h('blockquote', { class: 'text', dir: 'auto' }, part.text)
    case 'press':
      return text(part.label ?? part.id)
    default:
      return h('div', { class: 'text faint' }, part.summary)
  }
}

const card = (child: Node): HTMLElement => h('div', { class: 'card' }, child)
const label = (title: string, below?: string): HTMLElement =>
  h('span', { class: 'label' }, h('b', { dir: 'auto' }, title), below && h('small', { dir: 'auto' }, below))

function menu({ prompt, options }: Extract<PublicPart, { type: 'menu' }>, { press }: PartContext): HTMLElement {
  const buttons = options.map((option) =>
    h('button', { type: 'button', disabled: !press, dir: 'auto', onclick: () => press?.(option) }, option.label),
  )
  return h('div', { class: 'choice' }, prompt && text(...rich(prompt)), h('div', { class: 'options' }, ...buttons))
}

function media(part: PublicMedia, context: PartContext): HTMLElement {
  const caption = part.caption && text(...rich(part.caption))
  return h('div', { class: `media ${part.type}` }, medium(part, context), caption)
}

function medium({ type, file, name, bytes, width, height }: PublicMedia, { fileUrl, words, format }: PartContext): HTMLElement {
  if (!file) return h('div', { class: 'text faint' }, words.missing)
  const src = fileUrl(file)
  switch (type) {
    case 'image':
    case 'sticker': {
      const image = h('img', { src, alt: name ?? words.image, width, height, loading: 'lazy', referrerpolicy: 'no-referrer' })
      const link = anchor(src, image)
      image.addEventListener('error', () => link.replaceWith(h('div', { class: 'text faint' }, words.missing)))
      return link
    }
    case 'audio':
    case 'video':
      return h(type, { src, controls: true, preload: 'metadata', 'aria-label': name })
    default:
      return card(anchor(src, icon('file'), label(name ?? words.attach, format.bytes(bytes))))
  }
}
