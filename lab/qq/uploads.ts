import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ApiCall } from './api.ts'
import { located } from './callback.ts'
import type { Chunked } from './chunks.ts'
import { refused } from './errors.ts'
import { mediaHost, sniff, type FileType, type QqFile } from './files.ts'
import { sendUploaded } from './send.ts'
import type { C2c, Group, World } from './world.ts'

export const fileType = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

const schema = z.object({
  file_type: fileType,
  url: z.string().nullish(),
  /** Base64. Works in practice; the docs have left it out or called it unsupported. */
  file_data: z.string().nullish(),
  upload_id: z.string().nullish(),
  file_name: z.string().nullish(),
  srv_send_msg: z.boolean().nullish(),
})

const day = 24 * 3600 * 1000

/** Fetches an address for real; the lab maps hosts, and knows its own. Undefined when that fails. */
export async function download(world: World, url: string): Promise<Uint8Array | undefined> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined
  const { origin, searchParams } = new URL(url)
  const response =
    origin === mediaHost
      ? world.files.serve(searchParams)
      : await fetch(located(world, url), { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
  return response?.ok === true ? new Uint8Array(await response.arrayBuffer()) : undefined
}

/** `POST …/files`: takes a file from an address, from the body or from a chunked upload, and hands out its `file_info`. */
export async function upload(api: ApiCall, chat: C2c | Group, chunked: Chunked, raw: unknown): Promise<object> {
  const { world, bot } = api
  const read = schema.safeParse(raw)
  if (!read.success) throw refused(850019)
  const { file_type: type, url, file_data: data, upload_id: uploadId, file_name: name, srv_send_msg: send } = read.data
  const source = uploadId ? chunked.finish(uploadId, bot, chat) : { name, bytes: await bytesOf(world, url, data) }
  const file = accept(api, type, source.bytes, name || source.name || nameFrom(url))
  const offer = world.files.offer(file, bot, chat.kind)
  if (send !== true) return offer
  const sent = sendUploaded(api, chat, { text: '', file }) as { id: string }
  return { ...offer, id: sent.id }
}

async function bytesOf(world: World, url: string | null | undefined, data: string | null | undefined): Promise<Uint8Array> {
  if (data) return Buffer.from(data, 'base64')
  if (!url) throw refused(10000)
  const bytes = await download(world, url)
  if (bytes === undefined) throw refused(850026)
  return bytes
}

/** Checks size, kind and the volume of the day. What is too large for its kind becomes a file. */
function accept({ world, bot }: ApiCall, asked: FileType, bytes: Uint8Array, name: string): QqFile {
  const { soft, hard, daily } = world.options.limits.upload
  if (bytes.length === 0) throw refused(850026)
  if (bytes.length > hard) throw refused(850031)
  if (asked !== 4 && sniff(bytes)?.type !== asked) throw refused(850019)
  if (!bot.quota.room('bytes', [{ count: daily, per: day }], bytes.length)) throw refused(40093002)
  bot.quota.take('bytes', bytes.length)
  return world.files.add(bytes.length > soft[asked] ? 4 : asked, bytes, { name })
}

const nameFrom = (url: string | null | undefined): string => (url ? new URL(url).pathname.split('/').at(-1) : '') || 'file'

export const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')
