import type { IncomingPart, MediaType, MenuPart } from '../../src/model/content.ts'
import { type Raw, given, list, number, object, text } from '../../src/contract/read.ts'

/** What stands in the property that is named like the kind of the message, of every kind. */
interface Said {
  content: string
  media_id: string
  latitude: number
  longitude: number
  name: string
  address: string
  title: string
  desc: string
  url: string
  head_content: string
  tail_content: string
  list: unknown
  product_titles: string
  nickname: string
  userid: string
}

type Reader = (said: Raw<Said>) => IncomingPart | undefined

/**
 * Every `msgtype` that becomes a part of its own. All others are shown as one line with their title: `business_card`,
 * `miniprogram`, `channels`, `channels_shop_product`, `channels_shop_order`, `merged_msg`, `note`, `meeting`, `schedule`, new ones.
 */
const READERS = new Map<string, Reader>(
  Object.entries({
    text: ({ content }) => (text(content) ? { type: 'text', text: String(content) } : undefined),
    image: medium('image'),
    voice: medium('audio'),
    video: medium('video'),
    file: medium('file'),
    location: readPlace,
    link: readLink,
    msgmenu: readMenu,
  } satisfies { [msgtype: string]: Reader }),
)

/** What a message of this kind says; `value` is its property of that name. */
export function contentOf(msgtype: string, value: unknown): IncomingPart[] {
  const said = object<Said>(value)
  return [(said && READERS.get(msgtype)?.(said)) ?? unsupported(msgtype, said)]
}

/** One line in the sender's own words, where there are any. */
function unsupported(kind: string, said: Raw<Said> | undefined): IncomingPart {
  const title = [said?.title, said?.product_titles, said?.nickname, said?.userid].map(text).find((one) => one !== undefined)
  return { type: 'unsupported', kind, summary: [kind.replaceAll('_', ' '), title].filter(Boolean).join(': ') }
}

/** The `media_id` can be fetched for three days; name and type are known only then. */
function medium(type: MediaType): Reader {
  return ({ media_id }) => {
    const ref = text(media_id)
    return ref ? { type, ref } : undefined
  }
}

function readPlace(said: Raw<Said>): IncomingPart | undefined {
  const [latitude, longitude] = [number(said.latitude), number(said.longitude)]
  if (latitude === undefined || longitude === undefined) return undefined
  return given<Extract<IncomingPart, { type: 'location' }>>({
    type: 'location',
    latitude,
    longitude,
    name: text(said.name),
    address: text(said.address),
  })
}

function readLink(said: Raw<Said>): IncomingPart | undefined {
  const url = text(said.url)
  if (!url) return undefined
  return given<Extract<IncomingPart, { type: 'link' }>>({ type: 'link', url, title: text(said.title), description: text(said.desc) })
}

interface Item {
  click: unknown
  view: unknown
  miniprogram: unknown
  text: unknown
}

/** What a customer was offered, by somebody else than us. */
function readMenu(said: Raw<Said>): IncomingPart | undefined {
  const options: MenuPart['options'] = []
  for (const value of list(said.list)) {
    const item = object<Item>(value)
    const choice = object<{ id: string; content: string; title: string }>(item?.click ?? item?.view ?? item?.miniprogram ?? item?.text)
    const label = text(choice?.content) ?? text(choice?.title)
    if (label) options.push({ id: text(choice?.id) ?? label, label })
  }
  const prompt = [text(said.head_content), text(said.tail_content)].filter(Boolean).join('\n')
  if (options.length > 0) return { type: 'menu', prompt, options }
  return prompt ? { type: 'text', text: prompt } : undefined
}
