import type { XCall } from './x-access.ts'

const MB = 1024 * 1024
const LIMITS: { [category: string]: { bytes: number; types: RegExp } } = {
  dm_image: { bytes: 5 * MB, types: /^image\/(jpeg|png|webp)$/ },
  dm_gif: { bytes: 15 * MB, types: /^image\/gif$/ },
  dm_video: { bytes: 512 * MB, types: /^video\/(mp4|quicktime)$/ },
}

interface Upload {
  category: string
  total: number
  parts: Map<number, number>
  done: boolean
}

const refused = (detail: string): Response =>
  Response.json({ type: 'about:blank', title: 'Invalid Request', detail, status: 400 }, { status: 400 })

/** Media are uploaded in pieces, and X works on videos before they can be used. */
export function createXUploads() {
  const uploads = new Map<string, Upload>()
  /** What X says of the next videos, before they are ready. */
  const states: object[] = []

  const initialize = ({ body }: XCall): Response => {
    const limit = LIMITS[String(body['media_category'])]
    const total = Number(body['total_bytes'])
    if (!limit || !limit.types.test(String(body['media_type'])) || total > limit.bytes) return refused('This media is not supported.')
    const id = String(1_880_028_106_020_515_840n + BigInt(uploads.size + 1))
    uploads.set(id, { category: String(body['media_category']), total, parts: new Map(), done: false })
    return Response.json({ data: { id, media_key: `3_${id}`, expires_after_secs: 86_400 } })
  }
  const append = ({ body }: XCall, [id]: string[]): Response => {
    const upload = uploads.get(id!)
    const { media, segment_index } = body
    if (!upload || !(media instanceof Blob) || media.size > 5 * MB) return refused('This piece does not fit.')
    upload.parts.set(Number(segment_index), media.size)
    return new Response(null, { status: 204 })
  }
  const finalize = (_: XCall, [id]: string[]): Response => {
    const upload = uploads.get(id!)
    const bytes = [...(upload?.parts.values() ?? [])].reduce((sum, size) => sum + size, 0)
    if (!upload || bytes !== upload.total) return refused('Pieces are missing.')
    upload.done = true
    return Response.json({ data: { id, media_key: `3_${id}`, size: bytes, expires_after_secs: 86_400 } })
  }
  const status = ({ query }: XCall): Response => {
    const state = states.shift() ?? { state: 'succeeded', progress_percent: 100 }
    return Response.json({ data: { id: query['media_id'], processing_info: state } })
  }

  const routes: [method: string, path: RegExp, answer: (call: XCall, ids: string[]) => Response][] = [
    ['POST', /^\/2\/media\/upload\/initialize$/, initialize],
    ['POST', /^\/2\/media\/upload\/(\d+)\/append$/, append],
    ['POST', /^\/2\/media\/upload\/(\d+)\/finalize$/, finalize],
    ['GET', /^\/2\/media\/upload$/, status],
  ]
  return { routes, states, isReady: (id: string): boolean => uploads.get(id)?.done === true }
}
