import { type IncomingPart, type MediaType, type MenuPart, plainText } from '../../src/model/content.ts'
import { type Raw, given, list, number, object, text } from '../../src/contract/read.ts'
import { readJson } from '../weixin/call.ts'

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
  item: unknown
  topic: string
  summary: string
  product_titles: string
  order_id: string
  price_wording: string
  sales_price: string
  state: string
  pagepath: string
  nickname: string
  shop_nickname: string
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
  const part = (said && READERS.get(msgtype)?.(said)) ?? unsupported(msgtype, said ?? {})
  return msgtype === RECORD ? [part, ...list(said?.item).map(quoted)] : [part]
}

/** One line of all that is said in words. */
function unsupported(kind: string, said: Raw<Said>): IncomingPart {
  const { title, desc, topic, summary, product_titles, order_id, price_wording, state, pagepath, nickname, shop_nickname, userid } = said
  const what = [title, desc, topic, summary, product_titles, order_id, price_wording, yuan(said.sales_price), state, pagepath]
  const words = [...what, nickname, shop_nickname, userid].map(shown).filter(Boolean).join(' · ')
  return { type: 'unsupported', kind, summary: [kind.replaceAll('_', ' '), words].filter(Boolean).join(': ') }
}

const shown = (value: unknown): string | undefined => text(value) ?? number(value)?.toString()

/** A price that is told in hundredths. */
function yuan(fen: unknown): string | undefined {
  const digits = shown(fen)
  return digits && /^\d{1,12}$/.test(digits) ? `¥${(Number(digits) / 100).toFixed(2)}` : undefined
}

/** Messages of another chat, passed on. */
const RECORD = 'merged_msg'

/** One of a record, as a line. Its `msg_content` is JSON in a string, so that records within records cannot go deep. */
function quoted(value: unknown): IncomingPart {
  const item = object<{ sender_name: string; msgtype: string; msg_content: string }>(value)
  const said = object<{ [msgtype: string]: unknown }>(readJson(text(item?.msg_content) ?? ''))
  const msgtype = text(item?.msgtype) ?? text(said?.['msgtype']) ?? 'unknown'
  const words = plainText(said ? contentOf(msgtype, said[msgtype]) : [])
  const line = words && words !== msgtype ? words : `[${msgtype}]`
  return { type: 'quote', text: [text(item?.sender_name), line].filter(Boolean).join(': ') }
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
