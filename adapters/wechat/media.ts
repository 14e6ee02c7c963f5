import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { createApi } from '../weixin/api.ts'
import { bytesOf } from '../weixin/media.ts'
import type { Credentials } from './manifest.ts'
import { site } from './site.ts'

/** Where pictures of customers lie. Unverified that it is always there; whatever a push says, nothing else is called. */
const PICTURES = /(?:^|\.)qpic\.cn$/

/** What is needed to fetch a medium: its `media_id`, good for three days, and the public address that a picture has besides. */
export const refOf = (mediaId = '', picUrl = ''): string | undefined => [mediaId, picUrl].join(' ').trimEnd() || undefined

/** The bytes of what a customer sent. */
export async function download(ctx: Ctx<Credentials>, ref: string): Promise<Response> {
  const [mediaId, picUrl] = ref.split(' ')
  try {
    if (mediaId) return await createApi(ctx, site).download(mediaId)
  } catch (error) {
    const gone = error instanceof AdapterFault && (error.code === 'content' || error.code === 'gone')
    if (!gone || !picUrl) throw error
  }
  const url = picUrl && URL.canParse(picUrl) ? new URL(picUrl) : null
  if (!url || !PICTURES.test(url.hostname)) throw new AdapterFault('gone', 'WeChat has no such picture any more.', { certain: true })
  url.protocol = 'https:'
  return bytesOf(site.name, () => ctx.fetch(url))
}
