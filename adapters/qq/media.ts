import type { IncomingMedia, IncomingPart } from '../../src/model/content.ts'
import { type Raw, given, number, object, text } from '../../src/contract/read.ts'
import type { Attachment } from './wire.ts'

/** A file that came with a message; `ref` is the address where QQ keeps it for a while. Null: there is nothing in it. */
export function mediumOf(value: unknown): IncomingPart | null {
  const file = object<Attachment>(value)
  if (!file) return null
  const kind = text(file.content_type) ?? 'file'
  const url = addressOf(file.url)
  if (kind === 'voice') return voice(file, url)
  if (!url) return { type: 'unsupported', kind, summary: text(file.filename) ?? kind }
  return given<IncomingMedia>({
    type: typeOf(kind),
    ref: url,
    // "file" is a kind of QQ's and no type.
    mime: kind.includes('/') ? kind : undefined,
    bytes: number(file.size),
    name: text(file.filename),
    width: positive(file.width),
    height: positive(file.height),
  })
}

function typeOf(kind: string): IncomingMedia['type'] {
  if (kind.startsWith('image')) return 'image'
  if (kind.startsWith('video')) return 'video'
  return kind.startsWith('audio') ? 'audio' : 'file'
}

/** QQ's own recording is in a format that browsers don't play; it gives a WAV beside it, and what was said. */
function voice(file: Raw<Attachment>, url: string | undefined): IncomingPart {
  const [wav, transcript, name] = [addressOf(file.voice_wav_url), text(file.asr_refer_text), text(file.filename)]
  if (wav) return given<IncomingMedia>({ type: 'audio', ref: wav, mime: 'audio/wav', name: name?.replace(/\.\w+$/, '.wav'), transcript })
  if (url) return given<IncomingMedia>({ type: 'audio', ref: url, bytes: number(file.size), name, transcript })
  return { type: 'unsupported', kind: 'voice', summary: transcript ?? name ?? 'voice' }
}

/** Guilds leave the scheme out. */
function addressOf(value: unknown): string | undefined {
  const address = text(value)
  if (address === undefined || /^https?:\/\//i.test(address)) return address
  return `https://${address.replace(/^\/\//, '')}`
}

const positive = (value: unknown): number | undefined => {
  const found = number(value)
  return found !== undefined && found > 0 ? found : undefined
}
