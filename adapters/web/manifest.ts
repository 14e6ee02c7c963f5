import { z } from 'zod'
import type { Manifest } from '../../src/contract/manifest.ts'

const MB = 1024 * 1024

/** Longest text of a message, in UTF-16 code units, both ways. */
export const MAX_TEXT = 10_000
/** Largest file, both ways. */
export const MAX_FILE = 20 * MB

/** There is no platform, so there is nothing to prove to one. */
const credentials = z.strictObject({})
export type WebCredentials = z.infer<typeof credentials>

const media = (...mimes: string[]) => ({ maxBytes: MAX_FILE, mimes, caption: MAX_TEXT })

export const manifest: Manifest<WebCredentials> = {
  kind: 'web',
  label: { en: 'Web chat', zh: '网页聊天' },
  runtime: 'edge',
  official: true,
  docs: '/docs/channels/web.md',
  credentials,
  fields: [],
  hosted: true,
  maxBody: 256 * 1024,
  surfaces: {
    dm: {
      // The widget builds marks itself, node by node; "markdown" says that they are kept.
      text: { max: MAX_TEXT, unit: 'utf16', format: 'markdown' },
      media: {
        image: media('image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'),
        audio: media('audio/*'),
        video: media('video/*'),
        file: media('*/*'),
      },
      buttons: { rows: 20, perRow: 1, label: 80, data: 64 },
      location: true,
      receipts: 'read',
      typing: true,
      // Delivery is a read of our own database: the same message twice is the same row.
      dedupes: true,
      rate: [],
      windows: [],
    },
  },
}
