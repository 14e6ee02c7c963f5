import type { SegmentBody } from '../../src/model/outgoing.ts'
import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { connectionOf } from './connection.ts'
import { wordsOf } from './faults.ts'
import { fileBox } from './load.ts'
import type { Credentials } from './manifest.ts'
import { within } from './pause.ts'
import type { PuppetFile } from './puppet.ts'

/** Puppets tell by its name what a file is. */
const ENDINGS: { [mime: string]: readonly [usual: string, ...others: string[]] } = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'video/mp4': ['mp4'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'audio/ogg': ['ogg', 'oga'],
  'audio/wav': ['wav'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt'],
}

const DOWNLOAD_MS = 120_000
/** Bytes at a time that become text; a multiple of three. */
const PIECE = 30_000

type Media = Extract<SegmentBody, { type: 'media' }>

export async function toFile(body: Media, blob: Blob): Promise<unknown> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const pieces: string[] = []
  for (let start = 0; start < bytes.length; start += PIECE) pieces.push(btoa(String.fromCharCode(...bytes.subarray(start, start + PIECE))))
  return fileBox(pieces.join(''), nameFor(body))
}

function nameFor({ name, mime, as }: Media): string {
  const endings = ENDINGS[mime.split(';', 1)[0]?.trim().toLowerCase() ?? '']
  const plain = name?.replaceAll(/[\\/:\p{Cc}]/gu, '_').trim() || as
  const ending = /\.([a-z0-9]+)$/i.exec(plain)?.[1]?.toLowerCase()
  return !endings || (ending && endings.includes(ending)) ? plain : `${plain}.${endings[0]}`
}

/** The bytes of a message, from the puppet that brought it: `ref` is the message's id. */
export async function open(ctx: Ctx<Credentials>, ref: string): Promise<Response> {
  const { puppet } = connectionOf(ctx)
  try {
    const file = (await within(DOWNLOAD_MS, puppet.messageFile(ref))) as PuppetFile
    const bytes = new Uint8Array(await within(DOWNLOAD_MS, file.toBuffer()))
    if (bytes.length === 0) throw new Error('It is empty.')
    return new Response(bytes, { headers: { 'content-type': mimeOf(file) } })
  } catch (error) {
    // A puppet that does not know the message any more will never have the file.
    const known = await within(DOWNLOAD_MS, puppet.messagePayload(ref)).then(Boolean, () => false)
    throw new AdapterFault(known ? 'network' : 'gone', `The file could not be fetched: ${wordsOf(error, ctx.credentials)}`, {
      certain: true,
    })
  }
}

/** WeChat's voice messages are SILK, which lists of types do not know. */
const mimeOf = ({ name, mediaType }: PuppetFile): string =>
  /\.sil(k)?$/i.test(name) ? 'audio/silk' : mediaType || 'application/octet-stream'
