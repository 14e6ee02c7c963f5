import type { Upload } from '../../../adapters/web/ticket.ts'
import { MAX_FILE } from '../../../adapters/web/manifest.ts'
import { DeskError } from '../errors.ts'
import type { Files } from '../timeline/files.ts'
import type { PublicMedia } from '../web/visitor-wire.ts'
import { kindOf } from './sniff.ts'

/** What an agent should not be handed by a stranger: programs and what runs by being opened. */
const PROGRAMS =
  /\.(apk|app|appimage|bat|chm|cmd|com|cpl|deb|dll|dmg|exe|hta|htm|html|img|iso|jar|js|jse|lnk|mht|mhtml|msc|msi|msix|ps1|pkg|reg|rpm|scr|sh|svg|url|vbe|vbs|vhd|vhdx|wsf|xhtml|xll)$/i

/** Stores what a visitor uploads, as what its bytes say it is. Throws `too-large`, `file-type`, `empty`. */
export async function storeUpload(
  files: Files,
  file: File,
  channelId: string,
  visitor: string,
): Promise<Upload & { type: PublicMedia['type'] }> {
  if (file.size > MAX_FILE) throw new DeskError('too-large', 413, 'The file is too large.', { limit: MAX_FILE })
  if (file.size === 0) throw new DeskError('empty', 422, 'The file is empty.')
  // Trailing dots and spaces are dropped where such a file would be opened.
  if (PROGRAMS.test(file.name.replace(/[\s.]+$/, ''))) throw new DeskError('file-type', 415, 'Programs and web pages are not taken.')
  const { type, mime } = kindOf(new Uint8Array(await file.slice(0, 64).arrayBuffer()), file.type)
  const stored = await files.add(new File([file], file.name, { type: mime }), `visitor:${channelId}:${visitor}`, channelId)
  return { type, file: stored.id, mime: stored.mime, bytes: stored.bytes, ...(stored.name !== null && { name: stored.name }) }
}
