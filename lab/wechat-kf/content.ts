import { z } from 'zod'

/** Text of at most so many bytes of UTF-8, and at least one. */
const bytes = (max: number) =>
  z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= max, `longer than ${max} bytes`)

const mediaId = z.string().min(1).max(128)
const media = z.object({ media_id: mediaId })

const item = z.discriminatedUnion('type', [
  z.object({ type: z.literal('click'), click: z.object({ id: bytes(128).optional(), content: bytes(128) }) }),
  z.object({ type: z.literal('view'), view: z.object({ url: bytes(2048), content: bytes(1024) }) }),
  z.object({
    type: z.literal('miniprogram'),
    miniprogram: z.object({ appid: z.string().min(1), pagepath: z.string().min(1), content: bytes(1024) }),
  }),
  z.object({ type: z.literal('text'), text: z.object({ content: bytes(256) }) }),
])

/**
 * What the API can send. Sources: /path/94677 (send_msg) and the WxJava beans; [from memory]: at most ten menu items, and the
 * lengths of the labels of links and of lines in a menu. Longer texts are refused here, never cut.
 */
const contentSchema = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: z.object({ content: bytes(2048) }) }),
  z.object({ msgtype: z.literal('image'), image: media }),
  z.object({ msgtype: z.literal('voice'), voice: media }),
  z.object({ msgtype: z.literal('video'), video: media }),
  z.object({ msgtype: z.literal('file'), file: media }),
  z.object({
    msgtype: z.literal('link'),
    link: z.object({ title: bytes(128), desc: bytes(512).optional(), url: bytes(2048), thumb_media_id: mediaId }),
  }),
  z.object({
    msgtype: z.literal('miniprogram'),
    miniprogram: z.object({ appid: z.string(), title: bytes(64).optional(), thumb_media_id: mediaId, pagepath: z.string() }),
  }),
  z.object({
    msgtype: z.literal('msgmenu'),
    msgmenu: z.object({
      head_content: bytes(1024).optional(),
      list: z.array(item).max(10).optional(),
      tail_content: bytes(1024).optional(),
    }),
  }),
  z.object({
    msgtype: z.literal('location'),
    location: z.object({ name: z.string().optional(), address: z.string().optional(), latitude: z.number(), longitude: z.number() }),
  }),
  z.object({ msgtype: z.literal('business_card'), business_card: z.object({ userid: z.string().min(1) }) }),
  z.object({ msgtype: z.literal('ca_link'), ca_link: z.object({ link_url: z.string().min(1) }) }),
])

export type Content = z.infer<typeof contentSchema>

/** Reads the message out of the body of a send. Throws ZodError. */
export const contentOf = (body: unknown): Content => contentSchema.parse(body)

export type MenuItem = z.infer<typeof item>
