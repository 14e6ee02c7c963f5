import { z } from 'zod'
import { MAX_TEXT } from './manifest.ts'
import { visitorId } from './token.ts'

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const language = z.string().max(35).optional()

const plainParts = [
  z.object({ type: z.literal('text'), text: z.string().trim().min(1).max(MAX_TEXT) }),
  z.object({
    type: z.literal('location'),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().max(200).optional(),
    address: z.string().max(500).optional(),
  }),
  z.object({ type: z.literal('press'), id: z.string().min(1).max(64), label: z.string().max(200).optional() }),
] as const

const media = z.enum(['image', 'audio', 'video', 'file'])
const caption = z.string().trim().max(MAX_TEXT).optional()

/** On the wire a medium is the ticket that its upload gave. */
const wirePart = z.discriminatedUnion('type', [...plainParts, z.object({ type: media, file: z.string().max(4000), caption })])
export type WirePart = z.infer<typeof wirePart>

const part = z.discriminatedUnion('type', [
  ...plainParts,
  z.object({
    type: media,
    file: id,
    mime: z.string(),
    bytes: z.number(),
    name: z.string().optional(),
    width: z.number().optional(),
    height: z.number().optional(),
    seconds: z.number().optional(),
    caption,
  }),
])
export type WebPart = z.infer<typeof part>

const saidWith = <P extends z.ZodType>(part: P) =>
  z.discriminatedUnion('type', [
    z.object({
      type: z.literal('message'),
      /** Made by the client: the same key again is the same message. */
      key: id,
      parts: z.array(part).min(1).max(11),
      /** `ref` of the message it answers. */
      replyTo: z.string().max(100).optional(),
      name: z.string().trim().max(100).optional(),
      email: z.email().max(254).optional(),
      language,
    }),
    z.object({
      type: z.literal('press'),
      /** Absent: a second press of the same button is the same event. */
      key: id.optional(),
      id: z.string().min(1).max(64),
      label: z.string().max(200).optional(),
      /** `ref` of the message that the button stands on. */
      messageId: z.string().max(100).optional(),
    }),
    /** Everything up to this instant has been seen. */
    z.object({ type: z.literal('read'), until: z.iso.datetime({ offset: true }) }),
    z.object({ type: z.literal('typing') }),
    /** The chat was opened on a page. */
    z.object({
      type: z.literal('entered'),
      url: z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .optional(),
      title: z.string().max(300).optional(),
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
