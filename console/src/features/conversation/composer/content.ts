import type { StoredFile } from '../../../entities/message/files.ts'
import type { Content, MediaPart } from '../../../api/types.ts'
import type { DraftSide } from './drafts.ts'

const typeOf = (mime: string): MediaPart['type'] => (/^(image|audio|video)\//.exec(mime)?.[1] as 'image' | undefined) ?? 'file'

const mediaOf = ({ id, name, mime, bytes }: StoredFile): MediaPart => ({
  type: typeOf(mime),
  file: id,
  mime,
  bytes,
  ...(name !== null && { name }),
})

/** What a draft says. A text beside a single file is its caption; the text of a menu is its prompt. Empty: nothing yet. */
export function contentOf({ text, files, options }: DraftSide): Content {
  const words = text.trim() === '' ? '' : text.replace(/\s+$/, '')
  const media = files.map(mediaOf)
  const labels = options?.map((label) => label.trim()).filter(Boolean) ?? []
  if (labels.length > 0) {
    return [...media, { type: 'menu', prompt: words, options: labels.map((label, index) => ({ id: String(index + 1), label })) }]
  }
  if (words === '') return media
  const [only] = media
  if (only && media.length === 1) return [{ ...only, caption: words }]
  return [...media, { type: 'text', text: words }]
}
