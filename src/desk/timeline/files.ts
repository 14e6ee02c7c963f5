import type { FileRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import { AdapterFault } from '../../contract/adapter.ts'
import type { SegmentBody } from '../../model/outgoing.ts'
import { BlobTooLarge, type StoredBlob } from '../../ports/blobs.ts'
import { DeskError, notFound } from '../errors.ts'
import { randomId } from '../ids.ts'
import type { Kit } from '../kit.ts'
import { MAX_FILE_BYTES } from './media.ts'

const COLUMNS = 'id, name, mime, bytes, state, owner, messageId'
type Row = Columns<FileRow, typeof COLUMNS>

export type StoredFile = Pick<Row, 'id' | 'name' | 'mime' | 'bytes'>

/** Files that people upload and everybody who may see the message downloads. */
export interface Files {
  /** Stores a file. `owner` says who may put it into a message. Throws `too-large`. */
  add(file: File, owner: string, channelId?: string): Promise<StoredFile>
  /** Room in memory for the file that is sent, if one is: waits in line for it. */
  lend(body: SegmentBody): Promise<Lent>
  /** The bytes, for whoever sends them on this channel. Throws `not-found` where no message of it has the file. */
  outgoing(id: string, channelId: string): Promise<Response>
  /** An answer with the bytes, safe to show from our own address. Throws `not-found`. */
  open(id: string, may: (file: Pick<Row, 'owner' | 'messageId'>) => boolean): Promise<Response>
}

/** A file that an adapter may hold in memory until it has sent it. */
export interface Lent {
  /** The bytes. Throws `AdapterFault('content')` when they are gone. */
  open(id: string): Promise<Blob>
  giveBack(): void
}

/** Adapters hold the bytes as they lie and as they go out. */
const COPIES = 2

/** What a browser may show in place; anything else is a download, so that nothing from a customer runs from our address. */
const INLINE = /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/

export function createFiles({ sql, clock, blobs, memory, commit }: Kit): Files {
  const insert = sql.prepare(
    `INSERT INTO File (id, name, mime, bytes, state, channelId, owner, createdAt)
     VALUES (:id, :name, :mime, 0, 'uploading', :channelId, :owner, :createdAt)`,
  )
  const stored = sql.prepare("UPDATE File SET state = 'stored', bytes = ? WHERE id = ?")
  const drop = sql.prepare('DELETE FROM File WHERE id = ?')
  const select = sql.prepare<Row>(`SELECT ${COLUMNS} FROM File WHERE id = ?`)
  const inChannel = sql.prepare<{ one: number }>(
    'SELECT 1 AS one FROM File f JOIN Message m ON m.id = f.messageId JOIN Thread t ON t.id = m.threadId WHERE f.id = ? AND t.channelId = ?',
  )
  const answer = (id: string, { body, bytes }: StoredBlob): Response =>
    new Response(body, {
      headers: { 'content-type': select.get(id)?.mime ?? 'application/octet-stream', 'content-length': String(bytes) },
    })

  return {
    async add(file, owner, channelId) {
      const id = randomId()
      const mime = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream'
      const name = file.name.slice(0, 255).toWellFormed() || null
      // First of all, so that bytes of an upload that is cut off are found.
      await commit(() => insert.run({ id, name, mime, channelId: channelId ?? null, owner, createdAt: clock.now() }))
      try {
        const { bytes } = await blobs.put(id, file, { max: MAX_FILE_BYTES })
        await commit(() => stored.run(bytes, id))
        return { id, name, mime, bytes }
      } catch (error) {
        if (!(error instanceof BlobTooLarge)) throw error
        await commit(() => drop.run(id))
        throw new DeskError('too-large', 413, 'The file is too large.', { limit: MAX_FILE_BYTES })
      }
    },
    async lend(body) {
      const file = body.type === 'media' ? select.get(body.file) : undefined
      const bytes = file?.state === 'stored' ? file.bytes : 0
      const giveBack = await memory.acquire(bytes * COPIES)
      return {
        giveBack,
        async open(id) {
          const stored = await blobs.get(id)
          if (!stored) throw new AdapterFault('content', 'The file is not in the store any more.', { certain: true })
          // It has arrived only now.
          if (stored.bytes > bytes) throw new AdapterFault('network', 'There is no room yet for this file.', { certain: true })
          return answer(id, stored).blob()
        },
      }
    },
    async outgoing(id, channelId) {
      if (!inChannel.get(id, channelId)) throw notFound('file')
      const stored = await blobs.get(id)
      if (!stored) throw notFound('file')
      return answer(id, stored)
    },
    async open(id, may) {
      const file = select.get(id)
      if (!file || file.state !== 'stored' || !may(file)) throw notFound('file')
      const stored = await blobs.get(id)
      if (!stored) throw notFound('file')
      const inline = INLINE.test(file.mime)
      const name = encodeURIComponent(file.name ?? id)
      return new Response(stored.body, {
        headers: {
          'content-type': inline ? file.mime : 'application/octet-stream',
          'content-length': String(stored.bytes),
          'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
          'content-security-policy': "default-src 'none'; sandbox",
          'x-content-type-options': 'nosniff',
          'cross-origin-resource-policy': 'same-site',
          'cache-control': 'private, max-age=31536000, immutable',
        },
      })
    },
  }
}
