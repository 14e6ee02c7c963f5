import type { IncomingPart, LinkPart, LocationPart } from '../../src/model/content.ts'
import { given, object, text } from '../../src/contract/read.ts'
import type { Ark } from './wire.ts'

/** The pages name no fields of a card for sure; these are looked for. Unverified, all of them. */
const LATITUDE = ['latitude', 'lat']
const LONGITUDE = ['longitude', 'lng', 'lon']
const ADDRESSES = ['url', 'jump_url', 'jumpUrl', 'link']
const DESCRIPTIONS = ['desc', 'description', 'summary']
/** Whose it is, and of which app: seen in captures. */
const SOURCES = ['source', 'tag']

/** A card that was shared: a place, a link, or in words. `content` is how QQ tells of it. */
export function cardOf(value: unknown, content: string | undefined): IncomingPart {
  const ark = object<Ark>(value)
  const fields = new Map(Object.entries(object<{ [name: string]: unknown }>(ark?.fields) ?? {}))
  const first = (names: string[]): unknown => names.map((name) => fields.get(name)).find((field) => field !== undefined && field !== '')
  const [title, address] = [text(fields.get('title')), text(fields.get('address'))]

  const [latitude, longitude] = [degrees(first(LATITUDE), 90), degrees(first(LONGITUDE), 180)]
  if (latitude !== undefined && longitude !== undefined)
    return given<LocationPart>({ type: 'location', latitude, longitude, name: title, address })

  const url = text(first(ADDRESSES))
  const about = [first(DESCRIPTIONS), ...SOURCES.map((name) => fields.get(name))].map(text).filter(Boolean).join(' · ')
  if (url && /^https?:\/\//i.test(url))
    return given<LinkPart>({ type: 'link', url, title: title ?? text(ark?.prompt), description: text(about) })

  const words = [text(ark?.prompt) ?? text(ark?.ark_name), title, address, about].filter(Boolean).join(' ')
  const kind = text(ark?.ark_type) ?? 'ark'
  return { type: 'unsupported', kind, summary: text(words) ?? content ?? kind }
}

function degrees(value: unknown, most: number): number | undefined {
  const given = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof given === 'number' && Math.abs(given) <= most ? given : undefined
}
