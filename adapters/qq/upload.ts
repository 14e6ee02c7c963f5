import type { SegmentBody } from '../../src/model/outgoing.ts'
import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { brokenFault } from '../../src/contract/faults.ts'
import { list, object, text } from '../../src/contract/read.ts'
import { call } from './api.ts'
import { unseen } from './faults.ts'
import { toHex } from './hex.ts'
import type { Credentials } from './manifest.ts'
import { md5 } from './md5.ts'
import type { Target } from './place.ts'

type MediaBody = Extract<SegmentBody, { type: 'media' }>

const TYPES = { image: 1, video: 2, audio: 3, file: 4 }

/** Up to here a file goes as base64 within one call. Unverified: what QQ takes so; public bots say about 10 MB. */
const INLINE = 5 * 1024 * 1024
/** One of the digests is of the beginning only (page "upload_prepare"). */
const HEAD = 10_002_432

/** Gives QQ a file for this chat, and returns its name for it there: good for some minutes, and for users or groups alone. */
export const upload = (ctx: Ctx<Credentials>, { path }: Target, body: MediaBody, name: string, blob: Blob): Promise<string> =>
  unseen(stored(ctx, path, { file_type: TYPES[body.as], file_name: name }, blob))

async function stored(ctx: Ctx<Credentials>, path: string, file: { file_type: number; file_name: string }, blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const content =
    bytes.length <= INLINE
      ? { file_data: base64(bytes) }
      : { upload_id: await inParts(ctx, path, { ...file, ...(await factsOf(bytes)) }, bytes) }
  // Not `srv_send_msg`: that would send at once, as a message that nobody asked for.
  const answer = await call(ctx, { method: 'POST', path: `${path}/files`, body: { ...file, ...content, srv_send_msg: false } })
  const info = text(answer['file_info'])
  if (!info) throw new AdapterFault('platform', 'QQ gave no name for an uploaded file.', { certain: true })
  return info
}

async function factsOf(bytes: Uint8Array<ArrayBuffer>) {
  const whole = md5(bytes)
  return {
    // Numbers are texts on these pages.
    file_size: String(bytes.length),
    md5: whole,
    sha1: toHex(new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))),
    md5_10m: bytes.length <= HEAD ? whole : md5(bytes.subarray(0, HEAD)),
  }
}

/** Brings the bytes to the addresses that QQ prepares, one after the other. Parts count from 0 or 1: their order is what counts. */
async function inParts(ctx: Ctx<Credentials>, path: string, facts: object, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const prepared = await call(ctx, { method: 'POST', path: `${path}/upload_prepare`, body: facts })
  const uploadId = text(prepared['upload_id'])
  let offset = 0
  for (const item of list(prepared['parts'])) {
    const part = object<{ index: number; presigned_url: string; block_size: string }>(item)
    const [url, size] = [text(part?.presigned_url), Number(part?.block_size ?? prepared['block_size'])]
    if (!part || !url || !(size > 0) || offset >= bytes.length) break
    const block = bytes.slice(offset, offset + size)
    await put(ctx, url, block)
    const done = { upload_id: uploadId, part_index: part.index, block_size: String(block.length), md5: md5(block) }
    await call(ctx, { method: 'POST', path: `${path}/upload_part_finish`, body: done })
    offset += block.length
  }
  if (!uploadId || offset < bytes.length) throw new AdapterFault('platform', 'QQ prepared no place for an upload.', { certain: true })
  return uploadId
}

/** The address holds a permission: it is in no error. */
async function put(ctx: Ctx<Credentials>, url: string, block: Uint8Array<ArrayBuffer>): Promise<void> {
  let response: Response
  try {
    response = await ctx.fetch(url, { method: 'PUT', body: block })
    await response.body?.cancel()
  } catch (error) {
    throw brokenFault('QQ’s file storage', error)
  }
  if (response.ok) return
  const platformCode = String(response.status)
  throw new AdapterFault('platform', `QQ’s file storage answered with status ${response.status}.`, { certain: true, platformCode })
}

/** In pieces: a call with a hundred thousand arguments is one too large. A multiple of 3 leaves no padding inside. */
const PIECE = 3 * 8192

function base64(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let start = 0; start < bytes.length; start += PIECE) pieces.push(btoa(String.fromCharCode(...bytes.subarray(start, start + PIECE))))
  return pieces.join('')
}
