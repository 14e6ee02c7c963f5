import { points, weight, type Link } from '../text.ts'
import type { Post, StoredFile } from '../world.ts'
import { userV1 } from './users.ts'

export const mediaKey = (file: StoredFile): string => `${{ photo: 3, gif: 16, video: 7 }[file.kind]}_${file.key}`

/** Pictures of posts are public. */
export const postMediaUrl = (file: StoredFile): string => `https://pbs.twimg.com/media/${file.name}`

export const linkV2 = ({ start, end, url, expanded, display }: Link): Record<string, unknown> => ({
  start,
  end,
  url,
  expanded_url: expanded,
  display_url: display,
})

/** A post as API v2 tells of it; all but `id`, `text` and `edit_history_tweet_ids` only when asked for, or in an event. */
export function postV2(post: Post): Record<string, unknown> {
  const { replyTo, file, fileLink } = post
  const links = [...post.links, ...(fileLink === undefined ? [] : [fileLink])].map(linkV2)
  const mentioned = post.mentions.map(({ start, end, user }) => ({ start, end, username: user.username, id: user.id }))
  const entities = { ...(mentioned.length === 0 ? {} : { mentions: mentioned }), ...(links.length === 0 ? {} : { urls: links }) }
  const implicit = post.mentions.filter((one) => !one.explicit).at(-1)
  return {
    id: post.id,
    text: post.text,
    edit_history_tweet_ids: [post.id],
    author_id: post.by.id,
    conversation_id: (post.root ?? post).id,
    created_at: new Date(post.at).toISOString(),
    display_text_range: [implicit === undefined ? 0 : implicit.end + 1, points(post.text)],
    ...(Object.keys(entities).length === 0 ? {} : { entities }),
    ...(replyTo === undefined
      ? {}
      : {
          in_reply_to_tweet_id: replyTo.id,
          in_reply_to_user_id: replyTo.by.id,
          referenced_tweets: [{ type: 'replied_to', id: replyTo.id }],
        }),
    ...(file === undefined ? {} : { attachments: { media_keys: [mediaKey(file)] } }),
    lang: 'und',
    possibly_sensitive: false,
    reply_settings: 'everyone',
  }
}

export const mediaV2 = (file: StoredFile): Record<string, unknown> => ({
  media_key: mediaKey(file),
  type: { photo: 'photo', gif: 'animated_gif', video: 'video' }[file.kind],
  ...(file.kind === 'photo'
    ? { url: postMediaUrl(file) }
    : { variants: [{ bit_rate: 0, content_type: 'video/mp4', url: postMediaUrl(file) }] }),
})

/** `Mon May 19 14:01:46 +0000 2025` */
function dateV1(at: number): string {
  const [day, date, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ')
  return `${day} ${month} ${date} ${time} +0000 ${year}`
}

/** A post in `tweet_create_events`: ids also as numbers, which lose their last digits; long ones cut, with the whole beside it. */
export function postV1(post: Post, longerThan: number): Record<string, unknown> {
  const { replyTo } = post
  const user = { ...userV1(post.by), id: Number(post.by.id), id_str: post.by.id }
  const entities = {
    hashtags: [],
    symbols: [],
    urls: post.links.map(({ url, expanded, display, start, end }) => ({
      url,
      expanded_url: expanded,
      display_url: display,
      indices: [start, end],
    })),
    user_mentions: post.mentions.map((one) => ({
      screen_name: one.user.username,
      name: one.user.name,
      id: Number(one.user.id),
      id_str: one.user.id,
      indices: [one.start, one.end],
    })),
  }
  const long = weight(post.text) > longerThan
  const whole = { full_text: post.text, display_text_range: [0, points(post.text)], entities }
  const start = Array.from(post.text).slice(0, 139).join('')
  return {
    created_at: dateV1(post.at),
    id: Number(post.id),
    id_str: post.id,
    text: long ? `${start}…` : post.text,
    truncated: long,
    in_reply_to_status_id: replyTo === undefined ? null : Number(replyTo.id),
    in_reply_to_status_id_str: replyTo?.id ?? null,
    in_reply_to_user_id: replyTo === undefined ? null : Number(replyTo.by.id),
    in_reply_to_user_id_str: replyTo?.by.id ?? null,
    in_reply_to_screen_name: replyTo?.by.username ?? null,
    user,
    entities,
    ...(long ? { extended_tweet: whole } : {}),
    ...(post.file === undefined ? {} : { extended_entities: { media: [mediaV1(post, post.file)] } }),
    timestamp_ms: String(post.at),
  }
}

function mediaV1({ fileLink }: Post, file: StoredFile): Record<string, unknown> {
  const type = { photo: 'photo', gif: 'animated_gif', video: 'video' }[file.kind]
  return {
    id_str: file.key,
    media_url_https: postMediaUrl(file),
    type,
    ...(fileLink === undefined ? {} : { url: fileLink.url, indices: [fileLink.start, fileLink.end] }),
  }
}
