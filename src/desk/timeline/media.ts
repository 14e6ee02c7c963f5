import type { FileRow, MessageRow } from '../../../prisma/rows.ts'
import type { Content, IncomingMedia, IncomingPart, MediaPart } from '../../model/content.ts'
import { isMedia } from '../../model/content.ts'
import type { ChannelStore } from '../channels/store.ts'
import { isRemote } from '../channels/store.ts'
import type { Work } from '../channels/work.ts'
import { randomId } from '../ids.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'

/** Largest file that is kept. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024
/** Tries, further and further apart: the last one more than an hour after the first. */
const GIVE_UP_AFTER = 13

/** Media in messages: a row at once, the bytes soon after, while the platform's link still works. */
export interface Media {
  /** Gives every medium that is still on its platform a file row and a job to fetch it. Inside a transaction. */
  register(content: readonly IncomingPart[], channelId: string): Content
  /** Says which message the files belong to. */
  attach(content: Content, messageId: number): void
  /** Stores the bytes of a file that is still to be fetched; nothing happens to any other. Rejects with `BlobTooLarge`. */
  bring(id: string, channelId: string, body: ReadableStream<Uint8Array>, mime: string): Promise<void>
  /** The file cannot be had. */
  give(id: string, channelId: string, reason: string): Promise<void>
}

/** One that a platform has, or had. */
interface Fetched extends Pick<FileRow, 'id' | 'state' | 'messageId'> {
  channelId: string
  ref: string
  conversationId: MessageRow['conversationId'] | null
}

export function createMedia(kit: Kit, rooms: { jobs: JobsRoom; log: LogRoom; channels: ChannelStore; work: Work }): Media {
  const { sql, clock, blobs, commit } = kit
  const insert = sql.prepare(
    `INSERT INTO File (id, name, mime, bytes, width, height, seconds, state, channelId, ref, owner, createdAt)
     VALUES (:id, :name, :mime, :bytes, :width, :height, :seconds, 'pending', :channelId, :ref, :owner, :createdAt)`,
  )
  const attach = sql.prepare('UPDATE File SET messageId = ? WHERE id = ? AND messageId IS NULL')
  // An upload is not kept without a message for ever: what comes too late says that it is not there.
  const missing = sql.prepare(
    `INSERT INTO File (id, name, mime, bytes, state, owner, messageId, createdAt) VALUES (?, ?, ?, ?, 'gone', '', ?, ?) ON CONFLICT (id) DO NOTHING`,
  )
  const select = sql.prepare<Fetched>(
    `SELECT f.id, f.channelId, f.ref, f.state, f.messageId, m.conversationId FROM File f LEFT JOIN Message m ON m.id = f.messageId
     WHERE f.id = ? AND f.ref IS NOT NULL AND f.channelId IS NOT NULL`,
  )
  const stored = sql.prepare(
    "UPDATE File SET state = 'stored', bytes = ?, mime = CASE WHEN mime = '' THEN ? ELSE mime END, error = NULL WHERE id = ?",
  )
  const failed = sql.prepare("UPDATE File SET state = 'failed', error = ? WHERE id = ?")

  const tell = (file: Fetched): void => {
    if (file.messageId === null || file.conversationId === null) return
    rooms.log.append({ type: 'message.updated', actor: 'system', conversationId: file.conversationId, messageId: file.messageId })
  }

  async function keep(file: Fetched, body: ReadableStream<Uint8Array>, type: string): Promise<void> {
    const { bytes } = await blobs.put(file.id, body, { max: MAX_FILE_BYTES })
    await commit(() => {
      stored.run(bytes, type.split(';')[0] || 'application/octet-stream', file.id)
      tell(file)
    })
  }

  const giveUp = (file: Fetched, reason: string): Promise<void> =>
    commit(() => {
      failed.run(reason.slice(0, 300), file.id)
      tell(file)
    })

  const pending = (id: string, channelId: string): Fetched | undefined => {
    const file = select.get(id)
    return file?.channelId === channelId && file.state === 'pending' ? file : undefined
  }

  rooms.jobs.handle('media', async ({ key, attempts }) => {
    const file = select.get(key)
    if (!file || file.state !== 'pending') return
    try {
      const channel = rooms.channels.get(file.channelId)
      // Whoever holds the connection brings it.
      if (isRemote(channel)) return
      if (!channel.adapter.media) throw new Error('this channel cannot fetch media')
      const response = await channel.adapter.media.open(await rooms.channels.ctx(channel), file.ref)
      if (!response.ok || !response.body) throw new Error(`the platform answered ${response.status}`)
      await keep(file, response.body, response.headers.get('content-type') ?? '')
    } catch (error) {
      const fault = error as { name?: string; code?: string; certain?: boolean }
      const final = attempts + 1 >= GIVE_UP_AFTER || fault.name === 'BlobTooLarge' || fault.code === 'gone' || fault.code === 'content'
      if (!final) throw error
      await giveUp(file, String(error))
    }
  })

  function register(part: IncomingMedia, channelId: string): MediaPart {
    const { ref, ...known } = part
    const file = randomId()
    const [mime, bytes] = [part.mime ?? '', part.bytes ?? 0]
    const { name = null, width = null, height = null, seconds = null } = part
    const owner = `channel:${channelId}`
    insert.run({ id: file, name, mime, bytes, width, height, seconds, channelId, ref, owner, createdAt: clock.now() })
    rooms.jobs.schedule('media', file, clock.now())
    rooms.work.on(channelId)
    return { ...known, file, mime, bytes }
  }

  return {
    register: (content, channelId) => content.map((part) => (isMedia(part) && 'ref' in part ? register(part, channelId) : part)) as Content,
    attach(content, messageId) {
      for (const part of content) {
        if (!isMedia(part) || attach.run(messageId, part.file) === 1) continue
        missing.run(part.file, part.name ?? null, part.mime, part.bytes, messageId, clock.now())
      }
    },
    async bring(id, channelId, body, mime) {
      const file = pending(id, channelId)
      if (file) await keep(file, body, mime)
    },
    async give(id, channelId, reason) {
      const file = pending(id, channelId)
      if (file) await giveUp(file, reason)
    },
  }
}
