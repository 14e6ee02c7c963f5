import type { Call } from '../emulator.ts'
import type { ApiCall } from './api.ts'
import { WechatError } from './errors.ts'
import type { StoredFile } from './files.ts'
import type { MediaKind } from './options.ts'
import type { World } from './world.ts'

/** Endings that each kind may have. From memory. */
const endings: Readonly<Record<MediaKind, readonly string[]>> = {
  image: ['bmp', 'png', 'jpeg', 'jpg', 'gif'],
  voice: ['amr', 'mp3'],
  video: ['mp4'],
  thumb: ['jpg', 'jpeg'],
}
const tooLarge = { image: 40009, voice: 40010, video: 40011, thumb: 40012 } as const

/** Where pictures that people send can be fetched without a token, and the videos of `media/get`. */
export const pictureHost = 'mmbiz.qpic.cn'
export const videoHost = '203.205.158.71'

export const pictureUrl = ({ key }: StoredFile): string => `http://${pictureHost}/mmbiz_jpg/${key}/0`
const videoUrl = ({ options }: World, { key }: StoredFile): string => `${options.videos}/vweixinp.tc.qq.com/${key}.f10.mp4`

/** `media/upload`. The id of a thumbnail has a name of its own in the answer. */
export async function mediaUpload({ world, account, query, form }: ApiCall): Promise<object> {
  const kind = query.get('type') ?? ''
  if (!isKind(kind)) throw new WechatError(40004)
  const media = form?.get('media')
  if (!(media instanceof File) || media.size === 0) throw new WechatError(41005)
  const ending = media.name.split('.').at(-1)?.toLowerCase() ?? ''
  if (!endings[kind].includes(ending)) throw new WechatError(40005)
  if (media.size > world.options.mediaBytes[kind]) throw new WechatError(tooLarge[kind])
  const file = world.files.add({ name: media.name, mime: media.type, bytes: new Uint8Array(await media.arrayBuffer()) })
  const id = account.addMedia(kind, file)
  return { type: kind, [kind === 'thumb' ? 'thumb_media_id' : 'media_id']: id, created_at: world.seconds() }
}

/** `media/get`: the bytes; of a video only where it can be fetched. */
export function mediaGet({ world, account, query }: ApiCall): Response | object {
  const id = query.get('media_id') ?? ''
  const media = account.findMedia(id)
  if (media === undefined) throw new WechatError(40007)
  const { kind, file } = media
  if (kind === 'video') return { video_url: videoUrl(world, file) }
  const ending = file.name.split('.').at(-1)
  return bytesOf(file, { 'content-disposition': `attachment; filename="${id}.${ending}"` })
}

/** A picture or video by its address. */
export function download(world: World, url: URL, call: Call): Response {
  call.what = url.hostname === pictureHost ? 'picture' : 'video'
  const key = /^\/(?:mmbiz_jpg|vweixinp\.tc\.qq\.com)\/([\w-]{24})(?:\/0|\.f10\.mp4)$/.exec(url.pathname)?.[1]
  const file = key === undefined ? undefined : world.files.byKey(key)
  return file === undefined ? new Response('', { status: 404 }) : bytesOf(file)
}

const bytesOf = ({ bytes, mime }: StoredFile, headers: Record<string, string> = {}): Response =>
  new Response(new Uint8Array(bytes), { headers: { 'content-type': mime, ...headers } })

const isKind = (text: string): text is MediaKind => Object.hasOwn(endings, text)
