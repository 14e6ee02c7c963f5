import type { SegmentBody } from '../../src/model/outgoing.ts'
import { AdapterFault, type Ctx, type Outgoing } from '../../src/contract/adapter.ts'
import type { Api } from './api.ts'

/** What is said, as both platforms take it: `msgtype`, and an object of that name. */
export interface Message {
  msgtype: string
  [said: string]: unknown
}

export const isRefusal = (error: unknown, code: string): boolean => error instanceof AdapterFault && error.platformCode === code

type MediaBody = Extract<SegmentBody, { type: 'media' }>

const TYPES = { image: 'image', audio: 'voice', video: 'video', file: 'file' } as const

/** The servers go by the ending. */
const ENDINGS: { [mime: string]: string } = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'video/mp4': 'mp4',
}

const NO_SUCH_MEDIUM = '40007'

/** A `media_id` is good for three days; what has to be tried again is given up after one. */
const UPLOADED_MS = 24 * 3_600_000

/** Says a medium. It is uploaded once, however often it is said or tried, and again where the platform has dropped it. */
export async function sayMedium<T>(
  ctx: Pick<Ctx<never>, 'cache'>,
  api: Pick<Api, 'upload'>,
  body: MediaBody,
  open: Outgoing['open'],
  say: (message: Message) => Promise<T>,
): Promise<T> {
  const type = TYPES[body.as]
  const make = async () => ({ value: await api.upload(type, await open(body.file), nameOf(body)), ttlMs: UPLOADED_MS })
  const uploaded = (refused?: string): Promise<string> => ctx.cache.get(`media:${type}:${body.file}`, make, refused)
  const sayBy = (mediaId: string): Promise<T> => say({ msgtype: type, [type]: { media_id: mediaId } })
  const mediaId = await uploaded()
  try {
    return await sayBy(mediaId)
  } catch (error) {
    if (!isRefusal(error, NO_SUCH_MEDIUM)) throw error
  }
  return sayBy(await uploaded(mediaId))
}

/** Only a file is shown with its name. */
function nameOf({ as, mime, name }: MediaBody): string {
  if (as === 'file' && name) return name
  return `${TYPES[as]}.${ENDINGS[mime.split(';', 1)[0]?.trim().toLowerCase() ?? ''] ?? 'bin'}`
}
