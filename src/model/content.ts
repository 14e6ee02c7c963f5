/** A span of formatting over `text`. `start` and `end` count UTF-16 code units, end exclusive. */
export interface Mark {
  kind: 'bold' | 'italic' | 'code' | 'link' | 'mention'
  start: number
  end: number
  /** Target of a `link`, or of a `mention` where the platform gives one. */
  url?: string
}

export const MEDIA_TYPES = ['image', 'audio', 'video', 'file', 'sticker'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

export interface TextPart {
  type: 'text'
  text: string
  marks?: Mark[]
}

/** What is known of a medium besides where it is. `bytes` is the size, `seconds` the duration. */
export interface MediaFacts {
  name?: string
  mime: string
  bytes: number
  width?: number
  height?: number
  seconds?: number
}

export interface MediaPart extends MediaFacts {
  type: MediaType
  /** Id of a stored file. */
  file: string
  caption?: string
  marks?: Mark[]
  /** What is said in it, when the platform or an agent says so. */
  transcript?: string
}

export interface LocationPart {
  type: 'location'
  latitude: number
  longitude: number
  name?: string
  address?: string
}

export interface ContactPart {
  type: 'contact'
  name: string
  phones?: string[]
}

export interface LinkPart {
  type: 'link'
  url: string
  title?: string
  description?: string
}

export interface MenuPart {
  type: 'menu'
  prompt: string
  options: { id: string; label: string }[]
}

/** A button or menu entry that the customer chose. */
export interface PressPart {
  type: 'press'
  id: string
  label?: string
}

export interface QuotePart {
  type: 'quote'
  messageId?: string
  text: string
}

/** Something that cannot be shown: the platform's word for it and one line for the reader. */
export interface UnsupportedPart {
  type: 'unsupported'
  kind: string
  summary: string
}

export type Part = TextPart | MediaPart | LocationPart | ContactPart | LinkPart | MenuPart | PressPart | QuotePart | UnsupportedPart

/** What was said: one or more parts, in order. Text is plain Unicode; nothing in it is markup. */
export type Content = Part[]

/** A medium as it arrives: not stored yet, `ref` is what its adapter needs to fetch it. */
export interface IncomingMedia extends Omit<MediaPart, 'file' | 'mime' | 'bytes'> {
  ref: string
  /** Absent: known only when it is fetched. */
  mime?: string
  bytes?: number
}

/** A part of an inbound event: media may still have to be fetched, or are files that the customer uploaded to us. */
export type IncomingPart = Exclude<Part, MediaPart> | IncomingMedia | MediaPart

export const isMedia = <P extends { type: string }>(part: P): part is Extract<P, { type: MediaType }> =>
  (MEDIA_TYPES as readonly string[]).includes(part.type)

/** The plain text of a content, for search and previews. Media give their caption or transcript, otherwise nothing. */
export function plainText(content: readonly IncomingPart[]): string {
  return content.map(partText).filter(Boolean).join('\n')
}

function partText(part: IncomingPart): string {
  switch (part.type) {
    case 'text':
    case 'quote':
      return part.text
    case 'location':
      return [part.name, part.address].filter(Boolean).join(', ')
    case 'contact':
      return [part.name, ...(part.phones ?? [])].join(' ')
    case 'link':
      return [part.title, part.url].filter(Boolean).join(' ')
    case 'menu':
      return [part.prompt, ...part.options.map((option) => option.label)].join('\n')
    case 'press':
      return part.label ?? part.id
    case 'unsupported':
      return part.summary
    default:
      return part.caption ?? part.transcript ?? ''
  }
}
