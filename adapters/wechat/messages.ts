import type { IncomingMedia, IncomingPart } from '../../src/model/content.ts'
import type { EventOf, InboundEvent } from '../../src/model/events.ts'
import { type Raw, given, text } from '../../src/contract/read.ts'
import { refOf } from './media.ts'
import { CLICKED, type Place, type Push } from './push.ts'

type Reader = (push: Raw<Push>) => IncomingPart | undefined

/**
 * What customers say, by MsgType. Whatever else comes becomes an `unsupported` part. Stickers come as text: `/:` and a
 * code, or the platform's own words that it does not show them.
 */
const READERS: { [type: string]: Reader } = {
  text: (push) => withText(push.Content, (words) => ({ type: 'text', text: words })),
  image: (push) => medium(push, { type: 'image' }),
  // `Recognition`: where the account has switched on that speech is written down.
  voice: (push) =>
    medium(push, { type: 'audio', mime: `audio/${text(push.Format)?.toLowerCase() ?? 'amr'}`, transcript: text(push.Recognition) }),
  video: (push) => medium(push, { type: 'video', mime: 'video/mp4' }),
  shortvideo: (push) => medium(push, { type: 'video', mime: 'video/mp4' }),
  location: ({ Location_X: x, Location_Y: y, Label: label }) => {
    const [latitude, longitude] = [coordinate(x), coordinate(y)]
    if (latitude === undefined || longitude === undefined) return undefined
    return given<IncomingPart & { type: 'location' }>({ type: 'location', latitude, longitude, address: text(label) })
  },
  link: (push) =>
    withText(push.Url, (url) =>
      given<IncomingPart & { type: 'link' }>({ type: 'link', url, title: text(push.Title), description: text(push.Description) }),
    ),
}

/** A message; or the entry of a menu that was chosen, which comes as one. */
export function readMessage(push: Raw<Push>, place: Place): InboundEvent {
  const type = text(push.MsgType) ?? 'unknown'
  const [entry, label] = [text(push.bizmsgmenuid), text(push.Content)]
  if (type === 'text' && entry) return given<EventOf<'press'>>({ ...place, type: 'press', anchor: CLICKED, data: entry, label })

  const part = Object.hasOwn(READERS, type) ? READERS[type]?.(push) : undefined
  const content = [part ?? { type: 'unsupported' as const, kind: type, summary: wordsIn(push) || type }]
  return given<EventOf<'message'>>({ ...place, type: 'message', externalId: text(push.MsgId), content })
}

/** One line of all that is said in words. */
const wordsIn = ({ Title, Content, Description, Recognition, Label, Url }: Raw<Push>): string =>
  [Title, Content, Description, Recognition, Label, Url].flatMap((words) => text(words)?.trim() || []).join(' · ')

function withText<T>(value: unknown, make: (words: string) => T): T | undefined {
  const words = text(value)
  return words === undefined ? undefined : make(words)
}

type Known = Pick<IncomingMedia, 'type'> & { mime?: string; transcript?: string | undefined }

function medium(push: Raw<Push>, { type, mime, transcript }: Known): IncomingMedia | undefined {
  const ref = refOf(text(push.MediaId), text(push.PicUrl))
  return ref ? given<IncomingMedia>({ type, ref, mime, transcript }) : undefined
}

function coordinate(value: unknown): number | undefined {
  const degrees = text(value) ? Number(value) : Number.NaN
  return Number.isFinite(degrees) ? degrees : undefined
}
