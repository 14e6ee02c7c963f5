import type { ContactPart, IncomingMedia, IncomingPart, LinkPart, LocationPart, MediaType } from '../../src/model/content.ts'
import { type Raw, given, number, text } from '../../src/contract/read.ts'
import { ask, contactOf, nameOf } from './people.ts'
import { type MessagePayload, type PuppetLike, TYPE } from './puppet.ts'

interface Said {
  id: string
  payload: Raw<MessagePayload>
  puppet: PuppetLike
}
type Reader = (said: Said) => IncomingPart | undefined | Promise<IncomingPart | undefined>

/** Longest line about something that cannot be shown. */
const LINE = 200

/** What each type of message becomes. Recalls are no content and are read elsewhere; whatever is not here is shown as one line. */
const READERS: { [type: number]: Reader } = {
  [TYPE.attachment]: medium('file'),
  [TYPE.audio]: medium('audio'),
  [TYPE.emoticon]: medium('sticker'),
  [TYPE.image]: medium('image'),
  [TYPE.video]: medium('video'),
  [TYPE.text]: ({ payload }) => {
    const words = text(payload.text)
    return words ? { type: 'text', text: words } : undefined
  },
  [TYPE.contact]: readCard,
  [TYPE.location]: readPlace,
  [TYPE.url]: readLink,
  [TYPE.miniProgram]: readProgram,
}

const KINDS: { [type: number]: string } = {
  [TYPE.contact]: 'contact card',
  [TYPE.chatHistory]: 'chat history',
  [TYPE.location]: 'location',
  [TYPE.miniProgram]: 'mini program',
  [TYPE.groupNote]: 'group note',
  [TYPE.transfer]: 'transfer',
  [TYPE.redEnvelope]: 'red envelope',
  [TYPE.url]: 'link',
  [TYPE.post]: 'post',
}

/** What a message says; a puppet may have to be asked for it. */
export async function contentOf(said: Said): Promise<IncomingPart[]> {
  const type = number(said.payload.type) ?? TYPE.unknown
  return [(await READERS[type]?.(said)) ?? unsupported(KINDS[type] ?? 'unknown', line(said.payload.text))]
}

const unsupported = (kind: string, words: string | undefined): IncomingPart => ({
  type: 'unsupported',
  kind: kind.replaceAll(' ', '-'),
  summary: words ? `${kind}: ${words}` : kind,
})

/** Words for people. Where a type has none, puppets leave WeChat's XML in their place. */
function line(words: unknown): string | undefined {
  const said = text(words)?.trim()
  return said && !/^(<|&lt;|\w+:\s*<)/.test(said) ? said.slice(0, LINE).toWellFormed() : undefined
}

/** The bytes are fetched by the id of the message; what they are is known only then. */
function medium(type: MediaType): Reader {
  return ({ id, payload }) => given<IncomingMedia>({ type, ref: id, name: text(payload.filename) })
}

async function readCard({ id, payload, puppet }: Said): Promise<ContactPart | undefined> {
  const card = await ask<{ id: string }>(async () => ({ id: await puppet.messageContact(id) }))
  const contact = text(card?.id)
  // Web WeChat does not say whose card it is, but the XML has the name.
  const name = contact ? nameOf(await contactOf(puppet, contact)) : /\bnickname="([^"]+)"/.exec(text(payload.text) ?? '')?.[1]
  return name ? { type: 'contact', name } : undefined
}

async function readPlace({ id, puppet }: Said): Promise<LocationPart | undefined> {
  const place = await ask<LocationPart>(() => puppet.messageLocation(id))
  const [latitude, longitude] = [number(place?.latitude), number(place?.longitude)]
  if (latitude === undefined || longitude === undefined) return undefined
  return given<LocationPart>({ type: 'location', latitude, longitude, name: text(place?.name), address: text(place?.address) })
}

async function readLink({ id, puppet }: Said): Promise<LinkPart | undefined> {
  const link = await ask<LinkPart>(() => puppet.messageUrl(id))
  const url = text(link?.url)
  return url ? given<LinkPart>({ type: 'link', url, title: text(link?.title), description: text(link?.description) }) : undefined
}

/** A mini program opens in WeChat only. */
async function readProgram({ id, puppet }: Said): Promise<IncomingPart | undefined> {
  const program = await ask<{ title: string; description: string }>(() => puppet.messageMiniProgram(id))
  const words = line(program?.title) ?? line(program?.description)
  return words ? unsupported('mini program', words) : undefined
}
