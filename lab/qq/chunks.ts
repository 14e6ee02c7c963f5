import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Bot } from './bot.ts'
import { refused } from './errors.ts'
import { mediaHost } from './files.ts'
import { fileType, md5 } from './uploads.ts'
import type { C2c, Group, World } from './world.ts'

interface Part {
  size: number
  sign: string
  bytes?: Uint8Array
  finished: boolean
}

interface Task {
  bot: Bot
  chat: C2c | Group
  name: string
  sums: { md5: string; sha1: string; md5_10m: string }
  parts: Part[]
}

/** `md5_10m` covers so many bytes from the beginning. */
const firstTen = 10_002_432

/** Sizes are strings on the wire. */
const size = z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(Number)
const sum = z.string().regex(/^[0-9a-f]+$/i)
const prepareSchema = z.object({ file_type: fileType, file_size: size, file_name: z.string().min(1), md5: sum, sha1: sum, md5_10m: sum })
const finishSchema = z.object({ upload_id: z.string(), part_index: z.number().int(), block_size: size, md5: sum })

/** Uploads in parts: prepare, PUT each part, say that it is done, then `POST …/files` with the `upload_id`. */
export class Chunked {
  readonly #tasks = new Map<string, Task>()
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** `POST …/upload_prepare`. */
  prepare(bot: Bot, chat: C2c | Group, raw: unknown): object {
    const read = prepareSchema.safeParse(raw)
    if (!read.success) throw refused(850019)
    const { file_size: total, file_name: name, md5, sha1, md5_10m } = read.data
    const { hard, block } = this.#world.options.limits.upload
    if (total > hard) throw refused(850031)
    if (total === 0) throw refused(850019)
    const id = `upload_${this.#world.key(24)}`
    const parts = Array.from({ length: Math.ceil(total / block) }, (_, index) => ({
      size: Math.min(block, total - index * block),
      sign: this.#world.key(32),
      finished: false,
    }))
    this.#tasks.set(id, { bot, chat, name, sums: { md5, sha1, md5_10m }, parts })
    return {
      upload_id: id,
      block_size: String(block),
      parts: parts.map((part, index) => ({
        index,
        presigned_url: `${mediaHost}/upload?upload_id=${id}&partNumber=${index + 1}&sign=${part.sign}`,
        block_size: String(part.size),
      })),
      upload_config: { concurrency: 1, retry_timeout: 300, retry_delay: 1 },
    }
  }

  /** `PUT` of a part to its presigned address: no other credentials, no JSON. */
  async put(query: URLSearchParams, request: Request): Promise<Response> {
    const part = this.#tasks.get(query.get('upload_id') ?? '')?.parts[Number(query.get('partNumber')) - 1]
    if (part === undefined || part.sign !== query.get('sign')) return new Response('SignatureDoesNotMatch', { status: 403 })
    part.bytes = new Uint8Array(await request.arrayBuffer())
    return new Response(null, { status: 200, headers: { etag: `"${md5(part.bytes)}"` } })
  }

  /** `POST …/upload_part_finish`. */
  partFinished(bot: Bot, chat: C2c | Group, raw: unknown): object {
    const read = finishSchema.safeParse(raw)
    const part = read.success ? this.#task(read.data.upload_id, bot, chat).parts[read.data.part_index] : undefined
    if (!read.success || part?.bytes === undefined) throw refused(40093001)
    const { block_size: told, md5: sum } = read.data
    const right = part.bytes.length === part.size && told === part.size && md5(part.bytes) === sum.toLowerCase()
    if (!right) throw refused(40093001)
    part.finished = true
    return {}
  }

  /** Puts the parts together. Throws when one is missing or a checksum is not what was told. */
  finish(id: string, bot: Bot, chat: C2c | Group): { name: string; bytes: Uint8Array } {
    const { parts, sums, name } = this.#task(id, bot, chat)
    if (!parts.every(({ finished }) => finished)) throw refused(40093001)
    const bytes = Buffer.concat(parts.map((part) => part.bytes ?? Buffer.alloc(0)))
    const sha1 = createHash('sha1').update(bytes).digest('hex')
    const found = [md5(bytes), sha1, md5(bytes.subarray(0, firstTen))]
    const told = [sums.md5, sums.sha1, sums.md5_10m].map((text) => text.toLowerCase())
    if (found.join() !== told.join()) throw refused(40093001)
    this.#tasks.delete(id)
    return { name, bytes }
  }

  #task(id: string, bot: Bot, chat: C2c | Group): Task {
    const task = this.#tasks.get(id)
    if (task === undefined || task.bot !== bot || task.chat !== chat) throw refused(40093001)
    return task
  }
}
