import type { Link } from '../text.ts'
import type { Dm, StoredFile, User } from '../world.ts'
import { userV1, userV2 } from './users.ts'

const url = ({ url, expanded, display, start, end }: Link): Record<string, unknown> => ({
  url,
  expanded_url: expanded,
  display_url: display,
  indices: [start, end],
})

/** Where the file of a direct message is: readable with the signature of a participant. Videos and GIFs show a still here. */
export const dmMediaUrl = ({ id }: Dm, file: StoredFile): string => `https://ton.twitter.com/1.1/ton/data/dm/${id}/${file.key}/${file.name}`

export const dmVideoUrl = (file: StoredFile): string => `https://video.twimg.com/dm_video/${file.key}/${file.name}`

/** The `attachment` of a message, in the shape of v1.1. From memory. */
function attachment(dm: Dm): Record<string, unknown> {
  const { file, fileLink } = dm
  if (file === undefined) return {}
  const still = dmMediaUrl(dm, file)
  const moving = {
    video_info: { aspect_ratio: [16, 9], variants: [{ bitrate: 0, content_type: 'video/mp4', url: dmVideoUrl(file) }] },
  }
  const media = {
    id: Number(file.key),
    id_str: file.key,
    media_url: still,
    media_url_https: still,
    type: { photo: 'photo', gif: 'animated_gif', video: 'video' }[file.kind],
    ...(fileLink === undefined ? {} : url(fileLink)),
    ...(file.kind === 'photo' ? {} : moving),
  }
  return { attachment: { type: 'media', media } }
}

/** One direct message as both products tell of it. */
function messageCreate(dm: Dm): Record<string, unknown> {
  return {
    type: 'message_create',
    id: dm.id,
    created_timestamp: String(dm.at),
    message_create: {
      target: { recipient_id: dm.to.id },
      sender_id: dm.by.id,
      ...(dm.through === undefined ? {} : { source_app_id: dm.through.id }),
      message_data: {
        text: dm.text,
        entities: {
          hashtags: [],
          symbols: [],
          user_mentions: [],
          urls: [...dm.links, ...(dm.fileLink === undefined ? [] : [dm.fileLink])].map(url),
        },
        ...attachment(dm),
      },
    },
  }
}

/** What both envelopes hold: the same event, with users of the newer or the older shape. */
export interface Telling {
  xaa: Record<string, unknown>
  aaa: Record<string, unknown>
}

const both = (name: string, event: Record<string, unknown>, users: readonly User[]): Telling => ({
  xaa: { [name]: [event], users: Object.fromEntries(users.map((user) => [user.id, { data: userV2(user) }])) },
  aaa: { [name]: [event], users: Object.fromEntries(users.map((user) => [user.id, userV1(user)])) },
})

export function dmTelling(dm: Dm): Telling {
  const { xaa, aaa } = both('direct_message_events', messageCreate(dm), [dm.by, dm.to])
  if (dm.through === undefined) return { xaa, aaa }
  const { id } = dm.through
  return { xaa, aaa: { ...aaa, apps: { [id]: { id, name: `App ${id}`, url: 'https://x.com' } } } }
}

export const typingTelling = (at: number, by: User, to: User): Telling =>
  both('direct_message_indicate_typing_events', { created_timestamp: String(at), sender_id: by.id, target: { recipient_id: to.id } }, [
    by,
    to,
  ])

export const readTelling = (at: number, by: User, to: User, last: string): Telling =>
  both(
    'direct_message_mark_read_events',
    { created_timestamp: String(at), sender_id: by.id, target: { recipient_id: to.id }, last_read_event_id: last },
    [by, to],
  )

/** Opaque: the API's reader has to answer in X, or hold the account's keys. */
export const secretPayload = (at: number, by: User, to: User, uuid: string, noise: () => string): Record<string, unknown> => ({
  conversation_token: `eyJhbGciOiJIUzI1NiJ9.${noise()}`,
  id: uuid,
  created_at_msec: String(at),
  sender_id: by.id,
  conversation_id: `${by.id}:${to.id}`,
  conversation_key_version: String(at),
  encoded_event: `CwAB${noise()}`,
  message_event_signature: {
    public_key_version: String(at),
    signature: noise(),
    signature_version: '7',
    signing_public_key: `MFkw${noise()}`,
  },
})
