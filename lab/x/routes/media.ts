import { z } from 'zod'
import { checked } from '../api/input.ts'
import { forbidden, gone, invalid } from '../api/problems.ts'
import { ok, userOf, type Ask, type Route } from '../api/route.ts'
import type { Account, StoredFile, Upload, World } from '../world.ts'

const auth = ['oauth2', 'oauth1'] as const
const scopes = ['media.write']
const categories = z.enum(['amplify_video', 'tweet_gif', 'tweet_image', 'tweet_video', 'dm_gif', 'dm_image', 'dm_video'])
const mimes = z.enum(['video/mp4', 'video/webm', 'video/quicktime', 'image/jpeg', 'image/gif', 'image/png', 'image/webp'])

const once = z.object({ media: z.base64().optional(), media_category: categories })
const begin = z.strictObject({
  media_type: mimes,
  total_bytes: z.int().min(1),
  media_category: categories.optional(),
  additional_owners: z.array(z.string()).optional(),
  shared: z.boolean().optional(),
})
const segment = z.object({ segment_index: z.coerce.number().int().min(0).max(999), media: z.base64().optional() })

export const mediaRoutes: readonly Route[] = [
  { method: 'POST', path: '/2/media/upload', auth, scopes, rate: 'uploadOnce', run: uploadOnce },
  {
    method: 'GET',
    path: '/2/media/upload',
    auth,
    scopes,
    rate: 'uploadStatus',
    run: (ask) => ok(view(ask.world, uploadOf(ask, ask.input.query['media_id'] ?? ''))),
  },
  { method: 'POST', path: '/2/media/upload/initialize', auth, scopes, rate: 'uploadPart', run: initialize },
  { method: 'POST', path: '/2/media/upload/:id/append', auth, scopes, rate: 'uploadPart', run: append },
  { method: 'POST', path: '/2/media/upload/:id/finalize', auth, scopes, rate: 'uploadPart', run: finalize },
  // The newer way for OAuth 2.0, the older for OAuth 1.0a; neither takes the other's.
  { method: 'GET', path: '/2/dm_conversations/media/:dm/:media/:name', auth: ['oauth2'], scopes: ['dm.read'], run: dmMedia },
  { method: 'GET', path: '/1.1/ton/data/dm/:dm/:media/:name', auth: ['oauth1'], run: dmMedia },
]

/** An uploaded file that may be attached now. Throws 400, in words from memory. */
export function readyFile(world: World, account: Account, id: string): StoredFile {
  const upload = world.uploads.get(id)
  const ready = upload?.account === account && upload.readyAt <= world.now() && upload.expiresAt > world.now()
  if (!ready || upload.file === undefined) throw invalid('Your media IDs are invalid.')
  return upload.file
}

export const fileResponse = (file: StoredFile): Response =>
  new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.mime } })

function uploadOnce(ask: Ask): Response {
  const { media = '', media_category: category } = checked(once, ask.input.body)
  const bytes = ask.input.upload ?? Buffer.from(media, 'base64')
  const mime = mimeOf(bytes)
  if (mime === undefined) throw invalid('$.media: is of no known type')
  const upload = open(ask, mime, category, bytes.length)
  complete(ask.world, upload, bytes)
  return ok(view(ask.world, upload))
}

function initialize(ask: Ask): Response {
  const { media_type: mime, media_category: category, total_bytes: total } = checked(begin, ask.input.body)
  const upload = open(ask, mime, category, total)
  return ok({ id: upload.id, media_key: keyOf(upload), expires_after_secs: lifeOf(ask.world, upload) })
}

function append(ask: Ask): Response {
  const upload = uploadOf(ask, ask.part('id'))
  const { segment_index: index, media = '' } = checked(segment, ask.input.body)
  const bytes = ask.input.upload ?? Buffer.from(media, 'base64')
  if (bytes.length === 0) throw invalid('$.media: is missing but it is required')
  upload.segments.set(index, bytes)
  return ok({ expires_at: Math.floor(upload.expiresAt / 1000) })
}

function finalize(ask: Ask): Response {
  const upload = uploadOf(ask, ask.part('id'))
  const parts = [...upload.segments].toSorted(([one], [other]) => one - other)
  const bytes = Buffer.concat(parts.map(([, part]) => part))
  const whole = parts.every(([index], nth) => index === nth) && bytes.length === upload.total
  if (!whole) throw invalid(`The segments have ${bytes.length} bytes of ${upload.total}`)
  complete(ask.world, upload, bytes)
  return ok(view(ask.world, upload))
}

function open(ask: Ask, mime: string, category: string | undefined, total: number): Upload {
  const { world } = ask
  const { media } = world.options
  const kind = mime.startsWith('video/') ? 'video' : category?.endsWith('_gif') === true || mime === 'image/gif' ? 'gif' : 'photo'
  const max = { photo: media.image, gif: media.gif, video: media.video }[kind]
  if (total > max) throw invalid(`File size exceeds ${max} bytes.`)
  if (category?.endsWith('_video') === true && kind !== 'video') throw invalid(`${mime} does not fit ${category}`)
  const base = { id: world.ids.next(), account: userOf(ask), kind, mime, total } as const
  const upload: Upload = { ...base, segments: new Map(), file: undefined, readyAt: Infinity, expiresAt: world.now() + media.keep }
  world.uploads.set(upload.id, upload)
  return upload
}

/** Videos and GIFs are processed before they can be used. */
function complete(world: World, upload: Upload, bytes: Uint8Array): void {
  upload.file = world.addFile(upload.kind, upload.mime, bytes, upload.id)
  upload.readyAt = world.now() + (upload.kind === 'photo' ? 0 : world.options.media.processing)
}

function uploadOf(ask: Ask, id: string): Upload {
  const upload = ask.world.uploads.get(id)
  if (upload === undefined || upload.expiresAt <= ask.world.now()) throw gone('media', 'id', id)
  if (upload.account !== userOf(ask)) throw forbidden()
  return upload
}

const keyOf = ({ kind, id }: Upload): string => `${{ photo: 3, gif: 16, video: 7 }[kind]}_${id}`
const lifeOf = (world: World, { expiresAt }: Upload): number => Math.floor((expiresAt - world.now()) / 1000)

function view(world: World, upload: Upload): Record<string, unknown> {
  const left = upload.readyAt - world.now()
  const wait = Math.max(1, Math.ceil(Math.min(left, world.options.media.askAgain) / 1000))
  const pending = { state: 'in_progress', check_after_secs: wait, progress_percent: 50 }
  const processing = left > 0 ? pending : { state: 'succeeded', progress_percent: 100 }
  return {
    id: upload.id,
    media_key: keyOf(upload),
    expires_after_secs: lifeOf(world, upload),
    ...(upload.file === undefined ? {} : { size: upload.total }),
    ...(upload.file === undefined || upload.kind === 'photo' ? {} : { processing_info: processing }),
  }
}

/** The bytes of a direct message's file, for the two who have it. */
function dmMedia(ask: Ask): Response {
  const { user } = userOf(ask)
  const dm = ask.world.dms.find((one) => one.id === ask.part('dm'))
  const file = dm?.file
  if (dm === undefined || file === undefined || file.key !== ask.part('media') || file.name !== ask.part('name')) {
    throw gone('media', 'media_id', ask.part('media'))
  }
  if (dm.by !== user && dm.to !== user) throw forbidden()
  return fileResponse(file)
}

const signatures: readonly [string, RegExp][] = [
  ['image/png', /^\x89PNG/],
  ['image/jpeg', /^\xff\xd8/],
  ['image/gif', /^GIF8/],
  ['image/webp', /^RIFF....WEBP/s],
  ['video/mp4', /^....ftyp/s],
]

function mimeOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return signatures.find(([, pattern]) => pattern.test(start))?.[0]
}
