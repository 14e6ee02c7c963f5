import type { Content, IncomingMedia, IncomingPart, MediaPart } from '../../model/content.ts'
import { isMedia } from '../../model/content.ts'
import type { ChannelStore } from '../channels/store.ts'
import { isRemote } from '../channels/store.ts'
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
}

interface FileRow {
  id: string
  channelId: string
  ref: string
  state: string
  messageId: number | null
  conversationId: number | null
}

export function createMedia(kit: Kit, rooms: { jobs: JobsRoom; log: LogRoom; channels: ChannelStore }): Media {
  const { sql, clock, blobs, commit } = kit
  const insert = sql.prepare(
    `INSERT INTO File (id, name, mime, bytes, width, height, seconds, state, channelId, ref, owner, createdAt)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?)`,
  )
  const attach = sql.prepare('UPDATE File SET messageId = ? WHERE id = ? AND messageId IS NULL')
  const select = sql.prepare<FileRow>(
    `SELECT f.id, f.channelId, f.ref, f.state, f.messageId, m.conversationId FROM File f LEFT JOIN Message m ON m.id = f.messageId WHERE f.id = ?`,
  )
  const stored = sql.prepare(
    "UPDATE File SET state = 'stored', bytes = ?, mime = CASE WHEN mime = '' THEN ? ELSE mime END, error = NULL WHERE id = ?",
  )
  const failed = sql.prepare("UPDATE File SET state = 'failed', error = ? WHERE id = ?")

  const tell = (file: FileRow): void => {
    if (file.messageId === null || file.conversationId === null) return
    rooms.log.append({ type: 'message.updated', actor: 'system', conversationId: file.conversationId, messageId: file.messageId })
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
      const mime = response.headers.get('content-type')?.split(';')[0] ?? 'application/octet-stream'
      const { bytes } = await blobs.put(file.id, response.body, { max: MAX_FILE_BYTES })
      await commit(() => {
        stored.run(bytes, mime, file.id)
        tell(file)
      })
    } catch (error) {
      const fault = error as { name?: string; code?: string; certain?: boolean }
      const final = attempts + 1 >= GIVE_UP_AFTER || fault.name === 'BlobTooLarge' || fault.code === 'gone' || fault.code === 'content'
      if (!final) throw error
      await commit(() => {
        failed.run(String(error).slice(0, 300), file.id)
        tell(file)
      })
    }
  })

  function register(part: IncomingMedia, channelId: string): MediaPart {
    const { ref, ...known } = part
    const file = randomId()
    const [mime, bytes] = [part.mime ?? '', part.bytes ?? 0]
    insert.run(
      file,
      part.name ?? null,
      mime,
      bytes,
      part.width ?? null,
      part.height ?? null,
      part.seconds ?? null,
      channelId,
      ref,
      `channel:${channelId}`,
      clock.now(),
    )
    rooms.jobs.schedule('media', file, clock.now())
    return { ...known, file, mime, bytes }
  }

  return {
    register: (content, channelId) => content.map((part) => (isMedia(part) && 'ref' in part ? register(part, channelId) : part)) as Content,
    attach(content, messageId) {
      for (const part of content) if (isMedia(part)) attach.run(messageId, part.file)
    },
  }
}
