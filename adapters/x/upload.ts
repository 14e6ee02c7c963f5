import type { TwitterApiv2 } from 'twitter-api-v2'
import type { SegmentBody } from '../../src/model/outgoing.ts'
import { AdapterFault, type Ctx, type Outgoing } from '../../src/contract/adapter.ts'
import { strangeFault } from '../../src/contract/faults.ts'
import { type Raw, number, object, text } from '../../src/contract/read.ts'
import { createApi, dataOf } from './api.ts'
import type { Credentials } from './credentials.ts'
import { notSent } from './faults.ts'

/** What X says of an upload (OpenAPI description, `/2/media/upload`). */
interface Upload {
  id: string
  processing_info: { state: 'pending' | 'in_progress' | 'failed' | 'succeeded'; check_after_secs: number }
}

type MediaBody = Extract<SegmentBody, { type: 'media' }>

/** X docs, "Chunked Media Upload". At most 1000 of them. */
const CHUNK = 1024 * 1024

/** An upload can be attached for 24 hours (X docs, "Manage Direct Messages"). */
const ATTACHABLE_MS = 23 * 3_600_000

/** Unverified: while X says nothing of when to ask again. */
const ASK_AGAIN_MS = 5000

/**
 * The id of a file as an attachment of a direct message. X works on videos and animations for a while; until it is done the
 * message waits (a `rate` fault), and the file, uploaded once, is known again by the key of the segment.
 */
export async function attachment(ctx: Ctx<Credentials>, out: Outgoing, body: MediaBody): Promise<string> {
  // An account that may not upload can still write.
  const api = createApi(ctx, 'user', 'content')
  const mime = body.mime.split(';', 1)[0]?.trim() ?? ''
  const category = body.as === 'video' ? 'dm_video' : mime === 'image/gif' ? 'dm_gif' : 'dm_image'
  try {
    const make = async () => ({ value: await upload(api, await out.open(body.file), mime, category), ttlMs: ATTACHABLE_MS })
    const mediaId = await ctx.cache.get(uploadKey(out), make)
    if (category !== 'dm_image') await demandReady(api, mediaId)
    return mediaId
  } catch (error) {
    throw error instanceof AdapterFault ? notSent(error) : error
  }
}

export const uploadKey = (out: Outgoing): string => `upload ${out.key}`

async function upload(api: TwitterApiv2, file: Blob, mime: string, category: string): Promise<string> {
  const begun = await api.post<unknown>('media/upload/initialize', { media_type: mime, total_bytes: file.size, media_category: category })
  const id = text(uploadIn(begun)?.id)
  if (!id) throw strangeFault('X', 200)
  for (let index = 0; index * CHUNK < file.size; index += 1) {
    const form = new FormData()
    form.append('segment_index', String(index))
    form.append('media', file.slice(index * CHUNK, (index + 1) * CHUNK), 'chunk')
    await api.post('media/upload/:id/append', form, { params: { id } })
  }
  await api.post('media/upload/:id/finalize', undefined, { params: { id } })
  return id
}

async function demandReady(api: TwitterApiv2, mediaId: string): Promise<void> {
  const answer = await api.get<unknown>('media/upload', { command: 'STATUS', media_id: mediaId })
  const info = object<Upload['processing_info']>(uploadIn(answer)?.processing_info)
  if (!info || info.state === 'succeeded') return
  if (info.state === 'failed') throw new AdapterFault('content', 'X could not make anything of this file.', { certain: true })
  const seconds = number(info.check_after_secs)
  throw new AdapterFault('rate', 'X is still working on this file.', {
    certain: true,
    retryAfterMs: seconds === undefined ? ASK_AGAIN_MS : Math.max(1, seconds) * 1000,
  })
}

const uploadIn = (answer: unknown): Raw<Upload> | undefined => object<Upload>(dataOf(answer))
