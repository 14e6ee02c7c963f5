import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { brokenFault, strangeFault } from '../../src/contract/faults.ts'
import { type Raw, text } from '../../src/contract/read.ts'
import { type Platform, beforehand, callJson, open, readAnswer } from './call.ts'

/** What customers are sent, and what they sent, by way of `media_id`s: good for three days. */
export interface Media {
  /** The `media_id` of a file from now on at the platform. `name` needs the right ending: the server goes by it. */
  upload(type: 'image' | 'voice' | 'video' | 'file', file: Blob, name: string): Promise<string>
  /** The bytes behind a `media_id`. A video may be one address away. */
  download(mediaId: string): Promise<Response>
}

type Authorized = <R>(use: (query: { access_token: string }) => Promise<R>) => Promise<R>

export function createMedia(ctx: Pick<Ctx<never>, 'fetch'>, platform: Platform, authorized: Authorized): Media {
  return {
    upload(type, file, name) {
      const body = new FormData()
      body.append('media', file, name)
      const take = (answer: Raw<{ media_id: string }>): string | undefined => text(answer.media_id)
      return beforehand(
        authorized((query) => callJson(ctx, platform, { path: '/cgi-bin/media/upload', query: { ...query, type }, body }, take)),
      )
    },
    download: (mediaId) =>
      authorized(async (query) => {
        const response = await bytesOf(platform.name, () =>
          open(ctx, platform, { path: '/cgi-bin/media/get', query: { ...query, media_id: mediaId } }),
        )
        if (isFile(response)) return response
        const words = await response.text().catch((error: unknown) => Promise.reject(brokenFault(platform.name, error)))
        const url = text(readAnswer<{ video_url: string }>(words, platform)?.video_url)
        if (!url) throw strangeFault(platform.name, response.status)
        return bytesOf(platform.name, () => ctx.fetch(url))
      }),
  }
}

/** A file has a name; what is written about one, a refusal or an address, is JSON and has none. A customer's file may be JSON too. Unverified: that each has. */
const isFile = ({ headers }: Response): boolean =>
  headers.has('content-disposition') || !/json|text\/plain/i.test(headers.get('content-type') ?? '')

/** The bytes at an address, without the address: it may hold a token. */
export async function bytesOf(platform: string, call: () => Promise<Response>): Promise<Response> {
  let response: Response
  try {
    response = await call()
  } catch (error) {
    throw brokenFault(platform, error)
  }
  if (response.ok) return new Response(response.body, { headers: response.headers })
  await response.body?.cancel()
  if (response.status === 404) throw new AdapterFault('gone', `${platform} has no such file any more.`, { certain: true })
  throw strangeFault(platform, response.status)
}
