import type { Button, SegmentBody } from '../../src/model/outgoing.ts'
import type { ThreadRef } from '../../src/model/events.ts'
import { AdapterFault, type Ctx, type Outgoing, type Sent } from '../adapter.ts'
import { type Api, createApi } from '../weixin/api.ts'
import type { Credentials } from './manifest.ts'
import { site } from './site.ts'

type TextBody = Extract<SegmentBody, { type: 'text' }>
type MediaBody = Extract<SegmentBody, { type: 'media' }>

/** Refusals that leave another way, or that do no harm. */
const NO_MENUS = '40200'
const NO_SUCH_MEDIUM = '40007'
const TYPING_OVER = new Set(['45080', '45081'])

/** A `media_id` is good for three days; a segment that has to be tried again is given up after one. */
const UPLOADED_MS = 24 * 3_600_000

/** Sends a segment as a customer service message. WeChat gives messages no id. */
export async function send(ctx: Ctx<Credentials>, { thread, body, open }: Outgoing): Promise<Sent> {
  const api = createApi(ctx, site)
  const say: Say = async (message) => {
    await api.call({ path: '/cgi-bin/message/custom/send', body: { touser: thread.externalId, ...message } })
  }
  if (body.type === 'text') await sayText(say, body)
  else if (body.type === 'media') await sayMedia(say, body, upload(ctx, api, body, open))
  else throw unsendable()
  return { state: 'sent' }
}

type Say = (message: { msgtype: string } & { [type: string]: unknown }) => Promise<void>

async function sayText(say: Say, { text: content, buttons }: TextBody): Promise<void> {
  const entries = buttons?.flat() ?? []
  if (entries.length === 0) return say({ msgtype: 'text', text: { content } })
  try {
    await say({ msgtype: 'msgmenu', msgmenu: { head_content: content, list: entries.map(({ id, label }) => ({ id, content: label })) } })
  } catch (error) {
    // Only service accounts may use them.
    if (!isRefusal(error, NO_MENUS)) throw error
    await say({ msgtype: 'text', text: { content: numbered(content, entries) } })
  }
}

const numbered = (text: string, entries: Button[]): string =>
  [text, ...entries.map(({ label }, index) => `${index + 1}. ${label}`)].join('\n')

/** A medium that was uploaded for an earlier try may have been dropped since. */
async function sayMedia(say: Say, { as }: MediaBody, { get, drop }: Upload): Promise<void> {
  if (as === 'file') throw unsendable()
  const msgtype = TYPES[as]
  try {
    await say({ msgtype, [msgtype]: { media_id: await get() } })
  } catch (error) {
    if (!isRefusal(error, NO_SUCH_MEDIUM)) throw error
    await drop()
    await say({ msgtype, [msgtype]: { media_id: await get() } })
  }
}

const TYPES = { image: 'image', audio: 'voice', video: 'video' } as const

const ENDINGS: { [mime: string]: string } = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'audio/amr': 'amr',
  'video/mp4': 'mp4',
}

interface Upload {
  get: () => Promise<string>
  drop: () => Promise<void>
}

function upload(ctx: Ctx<Credentials>, api: Api, { as, mime, file }: MediaBody, open: Outgoing['open']): Upload {
  const key = `media:${as}:${file}`
  const type = as === 'file' ? as : TYPES[as]
  const name = `${type}.${ENDINGS[mime.split(';', 1)[0]?.trim().toLowerCase() ?? ''] ?? 'mp3'}`
  return {
    get: () => ctx.cache.get(key, async () => ({ value: await api.upload(type, await open(file), name), ttlMs: UPLOADED_MS })),
    drop: () => ctx.cache.drop(key),
  }
}

const unsendable = (): AdapterFault => new AdapterFault('content', 'WeChat takes no message of this kind.', { certain: true })

const isRefusal = (error: unknown, code: string): boolean => error instanceof AdapterFault && error.platformCode === code

/** Shown for fifteen seconds at most, and only soon after the customer did something. */
export async function typing(ctx: Ctx<Credentials>, thread: ThreadRef): Promise<void> {
  try {
    await createApi(ctx, site).call({ path: '/cgi-bin/message/custom/typing', body: { touser: thread.externalId, command: 'Typing' } })
  } catch (error) {
    if (!(error instanceof AdapterFault && TYPING_OVER.has(error.platformCode ?? ''))) throw error
  }
}
