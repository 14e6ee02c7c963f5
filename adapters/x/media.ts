import type { MediaEntityV1, MediaObjectV2, MediaVariantsV2 } from 'twitter-api-v2'
import type { IncomingMedia, IncomingPart } from '../../src/model/content.ts'
import { type Raw, given, list, number, object, text } from '../../src/contract/read.ts'
import { isMediaAddress } from './download.ts'

/** A medium in the shape of X's older interface (webhooks) or its newer one (lookups). */
type Medium = MediaEntityV1 & MediaObjectV2
type Variant = MediaVariantsV2 & { bitrate: number }

const TYPES = new Map<string, IncomingMedia['type']>([
  ['photo', 'image'],
  ['animated_gif', 'video'],
  ['video', 'video'],
  ['audio', 'audio'],
])
const MIMES = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['gif', 'image/gif'],
])

/** What hangs on a message or post; `ref` is its address. */
export function mediumOf(value: unknown): IncomingPart {
  const medium = object<Medium>(value)
  const kind = text(medium?.type) ?? 'media'
  const type = TYPES.get(kind)
  const best = bestOf(medium)
  // The address of a video is that of its still.
  const ref = type === 'image' ? addressOf(medium) : text(best?.url)
  if (!medium || !type || !ref || !isMediaAddress(ref)) return { type: 'unsupported', kind, summary: kind.replaceAll('_', ' ') }
  const milliseconds =
    number(medium.duration_ms) ?? number(object<MediaEntityV1['video_info'] & object>(medium.video_info)?.duration_millis)
  return given<IncomingMedia>({
    type,
    ref,
    mime: type === 'image' ? MIMES.get(/\.([a-z]+)(?:$|\?)/i.exec(ref)?.[1]?.toLowerCase() ?? '') : text(best?.content_type),
    width: number(medium.width),
    height: number(medium.height),
    seconds: milliseconds === undefined ? undefined : milliseconds / 1000,
  })
}

/** Those that a message or post names by their keys; what X did not tell more of is shown as a line. */
export function mediaBy(keys: readonly unknown[], told: unknown): IncomingPart[] {
  const media = list(told)
  return keys.map((key) => mediumOf(media.find((item) => object<Medium>(item)?.media_key === key)))
}

/** In the older shape `url` is the shortened link to the message. */
const addressOf = (medium: Raw<Medium> | undefined): string | undefined => text(medium?.media_url_https) ?? text(medium?.url)

/** The file of a video in its best quality; the other variants are play-lists and smaller ones. */
function bestOf(medium: Raw<Medium> | undefined): Raw<Variant> | undefined {
  const info = object<{ variants: unknown }>(medium?.video_info)
  let best: Raw<Variant> | undefined
  for (const item of list(medium?.variants ?? info?.variants)) {
    const variant = object<Variant>(item)
    if (!variant || !text(variant.url) || variant.content_type === 'application/x-mpegURL') continue
    if (!best || rateOf(variant) > rateOf(best)) best = variant
  }
  return best
}

const rateOf = (variant: Raw<Variant>): number => number(variant.bitrate) ?? number(variant.bit_rate) ?? 0
