import { z } from 'zod'
import { optional } from './optional.ts'

/*
 * What can be said, declared once: the schemas check it at every border (API, gateways, web chat), each border adding its own limits,
 * and the types of the whole house follow from them.
 */

export const mark = z.object({
  kind: z.enum(['bold', 'italic', 'code', 'link', 'mention']),
  start: z.int().min(0),
  end: z.int().min(0),
  /** Target of a `link`, or of a `mention` where the platform gives one. */
  url: optional(z.string()),
})
/** A span of formatting over `text`. `start` and `end` count UTF-16 code units, end exclusive. */
export type Mark = z.infer<typeof mark>
const marks = optional(z.array(mark))

export const textPart = z.object({ type: z.literal('text'), text: z.string(), marks })

export const MEDIA_TYPES = ['image', 'audio', 'video', 'file', 'sticker'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

export const mediaFacts = z.object({
  name: optional(z.string()),
  mime: z.string(),
  bytes: z.number(),
  width: optional(z.number()),
  height: optional(z.number()),
  seconds: optional(z.number()),
})
/** What is known of a medium besides where it is. `bytes` is the size, `seconds` the duration. */
export type MediaFacts = z.infer<typeof mediaFacts>

export const mediaPart = z.object({
  type: z.enum(MEDIA_TYPES),
  /** Id of a stored file. */
  file: z.string(),
  ...mediaFacts.shape,
  caption: optional(z.string()),
  marks,
  /** What is said in it, when the platform or an agent says so. */
  transcript: optional(z.string()),
})
export type MediaPart = z.infer<typeof mediaPart>

/** In degrees; a platform's own are taken as they come. */
export const locationPart = z.object({
  type: z.literal('location'),
  latitude: z.number(),
  longitude: z.number(),
  name: optional(z.string()),
  address: optional(z.string()),
})
/** Degrees that are somewhere, for who writes to us. */
export const onEarth = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }
export type LocationPart = z.infer<typeof locationPart>

export const contactPart = z.object({ type: z.literal('contact'), name: z.string(), phones: optional(z.array(z.string())) })
export type ContactPart = z.infer<typeof contactPart>

export const linkPart = z.object({
  type: z.literal('link'),
  url: z.string(),
  title: optional(z.string()),
  description: optional(z.string()),
})
export type LinkPart = z.infer<typeof linkPart>

export const menuPart = z.object({
  type: z.literal('menu'),
  prompt: z.string(),
  options: z.array(z.object({ id: z.string(), label: z.string() })),
})
export type MenuPart = z.infer<typeof menuPart>

/** A button or menu entry that the customer chose. */
export const pressPart = z.object({ type: z.literal('press'), id: z.string(), label: optional(z.string()) })
export type PressPart = z.infer<typeof pressPart>

export const quotePart = z.object({ type: z.literal('quote'), messageId: optional(z.string()), text: z.string() })
export type QuotePart = z.infer<typeof quotePart>

/** Something that cannot be shown: the platform's word for it and one line for the reader. */
export const unsupportedPart = z.object({ type: z.literal('unsupported'), kind: z.string(), summary: z.string() })
export type UnsupportedPart = z.infer<typeof unsupportedPart>

const plainParts = [textPart, locationPart, contactPart, linkPart, menuPart, pressPart, quotePart, unsupportedPart] as const

export const part = z.discriminatedUnion('type', [...plainParts, mediaPart])
export type Part = z.infer<typeof part>

/** What was said: one or more parts, in order. Text is plain Unicode; nothing in it is markup. */
export type Content = Part[]

export const incomingMedia = mediaPart.omit({ file: true, mime: true, bytes: true }).extend({
  ref: z.string().min(1),
  /** Absent: known only when it is fetched. */
  mime: optional(z.string()),
  bytes: optional(z.number()),
})
/** A medium as it arrives: not stored yet, `ref` is what its adapter needs to fetch it. */
export type IncomingMedia = z.infer<typeof incomingMedia>

/** A part as a platform brings it: its media are not ours yet. */
export const broughtPart = z.discriminatedUnion('type', [...plainParts, incomingMedia])

/** A part of an inbound event: media may still have to be fetched, or are files that the customer uploaded to us. */
export type IncomingPart = z.infer<typeof broughtPart> | MediaPart

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
