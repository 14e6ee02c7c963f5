import { z } from 'zod'
import { MEDIA_TYPES, locationPart, mediaPart, onEarth, pressPart, textPart } from '../../src/model/content.ts'
import { optional } from '../../src/model/optional.ts'
import { MAX_TEXT } from './manifest.ts'
import { visitorId } from './token.ts'

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const max = (length: number) => z.string().max(length)
const language = optional(max(35))
const choice = { id: max(64).min(1), label: optional(max(200)) }
const caption = optional(z.string().trim().max(MAX_TEXT))

/** The model's parts that a visitor may say, within what a visitor may. */
const plainParts = [
  textPart.omit({ marks: true }).extend({ text: z.string().trim().min(1).max(MAX_TEXT) }),
  locationPart.extend({ ...onEarth, name: optional(max(200)), address: optional(max(500)) }),
  pressPart.extend(choice),
] as const

const medium = mediaPart.omit({ marks: true, transcript: true }).extend({ type: z.enum(MEDIA_TYPES).exclude(['sticker']), caption })

/** On the wire a medium is the ticket that its upload gave. */
const wirePart = z.discriminatedUnion('type', [...plainParts, medium.pick({ type: true, caption: true }).extend({ file: max(4000) })])
export type WirePart = z.infer<typeof wirePart>

const part = z.discriminatedUnion('type', [...plainParts, medium.extend({ file: id })])
export type WebPart = z.infer<typeof part>

const saidWith = <P extends z.ZodType>(part: P) =>
  z.discriminatedUnion('type', [
    z.object({
      type: z.literal('message'),
      /** Made by the client: the same key again is the same message. */
      key: id,
      parts: z.array(part).min(1).max(11),
      /** `ref` of the message it answers. */
      replyTo: optional(max(100)),
      name: optional(z.string().trim().max(100)),
      email: optional(z.email().max(254)),
      language,
    }),
    z.object({
      type: z.literal('press'),
      /** Absent: a second press of the same button is the same event. */
      key: optional(id),
      ...choice,
      /** `ref` of the message that the button stands on. */
      messageId: optional(max(100)),
    }),
    /** Everything up to this instant has been seen. */
    z.object({ type: z.literal('read'), until: z.iso.datetime({ offset: true }) }),
    z.object({ type: z.literal('typing') }),
    /** The chat was opened on a page. */
    z.object({
      type: z.literal('entered'),
      url: optional(z.url({ protocol: /^https?$/ }).max(2000)),
      title: optional(max(300)),
      language,
    }),
  ])

/** What the widget posts to `/hooks/:channelId`. */
export const wire = saidWith(wirePart)
export type Wire = z.infer<typeof wire>

/** What `verify` hands to `parse`: tickets are read, files are known. */
export const decoded = z.object({ visitor: visitorId, said: saidWith(part) })
export type Decoded = z.infer<typeof decoded>
export type Said = Decoded['said']
