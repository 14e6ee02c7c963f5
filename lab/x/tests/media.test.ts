import { expect, test } from 'vitest'
import { picture } from '../../samples/picture.ts'
import { signature } from '../api/oauth1.ts'
import { usualOptions } from '../options.ts'
import { call, connected, dataOf, lab, second } from './tools.ts'

type Started = Awaited<ReturnType<typeof lab>>
const png = picture(64, 48)
const gif = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64')

async function upload({ root, acme }: Started, bytes: Uint8Array, media_category: string) {
  const form = new FormData()
  form.set('media', new Blob([new Uint8Array(bytes)]), 'file')
  form.set('media_category', media_category)
  const headers = { authorization: `Bearer ${acme.token()}` }
  const response = await fetch(`${root}/2/media/upload`, { method: 'POST', headers, body: form })
  return { status: response.status, body: (await response.json()) as unknown, headers: response.headers }
}
const send = ({ root, acme }: Started, to: { id: string }, media_id: string, text?: string) =>
  call(root, 'POST', `/2/dm_conversations/with/${to.id}/messages`, acme.token(), { text, attachments: [{ media_id }] })

test('a picture in one go, in a form or in base64, shown and told of with its place', async () => {
  const started = await connected(['dm.sent'])
  const { root, acme, server, x } = started
  const ada = x.person({ name: 'Ada', open: true })
  const up = await upload(started, png, 'dm_image')
  const { id = '' } = dataOf(up)
  expect(up).toMatchObject({ status: 200, body: { data: { id, media_key: `3_${id}`, size: png.length, expires_after_secs: 86_400 } } })
  expect((await send(started, ada, id, 'look')).status).toBe(201)
  expect(Buffer.from(x.media(ada.screen()[0]!.media!.key)!.bytes)).toEqual(Buffer.from(png))
  await x.quiet()
  expect(server.hits[0]!.event.data!.payload['direct_message_events']).toMatchObject([
    {
      message_create: {
        message_data: {
          text: expect.stringMatching(/^look https:\/\/t\.co\/\w+$/),
          attachment: {
            type: 'media',
            media: {
              id_str: id,
              type: 'photo',
              media_url_https: expect.stringContaining('https://ton.twitter.com/1.1/ton/data/dm/'),
              indices: [5, expect.any(Number)],
            },
          },
        },
      },
    },
  ])
  const base64 = await call(root, 'POST', '/2/media/upload', acme.token(), {
    media: Buffer.from(png).toString('base64'),
    media_category: 'dm_image',
  })
  expect((await send(started, ada, dataOf(base64)['id'] ?? '')).status).toBe(201)
})

test('what a person sends can be fetched: with OAuth 2.0 from the API, with OAuth 1.0a from its address', async () => {
  const { root, url, acme, server, x } = await connected(['dm.received'])
  const ada = x.person({ name: 'Ada' })
  ada.sendPhoto(png)
  await x.quiet()
  const address = /https:\/\/ton\.twitter\.com\/1\.1\/ton\/data\/dm\/(\d+\/\d+\/\w+\.png)/.exec(server.hits[0]!.body)!
  const path = `/2/dm_conversations/media/${address[1]}`
  const bytesOf = async (token: string) => {
    const response = await fetch(`${root}${path}`, { headers: { authorization: `Bearer ${token}` } })
    return { status: response.status, type: response.headers.get('content-type'), bytes: Buffer.from(await response.arrayBuffer()) }
  }
  expect(await bytesOf(acme.token())).toEqual({ status: 200, type: 'image/png', bytes: Buffer.from(png) })
  expect((await bytesOf(x.account({ name: 'Other' }).token())).status).toBe(403)
  expect((await bytesOf(acme.credentials.bearer)).status).toBe(403)
  const at = `${url}/ton.twitter.com/1.1/ton/data/dm/${address[1]}`
  const { consumerKey, consumerSecret, accessToken, accessSecret } = acme.credentials
  const fields: [string, string][] = [
    ['oauth_consumer_key', consumerKey],
    ['oauth_nonce', 'n'],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(Math.floor(Date.now() / 1000))],
    ['oauth_token', accessToken],
  ]
  const signed = signature('GET', address[0], fields, { consumer: consumerSecret, token: accessSecret })
  const header = [...fields, ['oauth_signature', signed]].map(([key, value = '']) => `${key}="${encodeURIComponent(value)}"`).join(', ')
  const response = await fetch(at, { headers: { authorization: `OAuth ${header}` } })
  expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(png))
  expect((await fetch(at)).status).toBe(401)
})

test('a video goes up in pieces, is processed, and can then be sent; the address of its bytes is enough', async () => {
  const started = await lab()
  const { root, url, acme, clock, x } = started
  const ada = x.person({ name: 'Ada', open: true })
  const token = acme.token()
  const bytes = Buffer.alloc(3000, 7)
  const begin = { media_type: 'video/mp4', total_bytes: bytes.length, media_category: 'dm_video' }
  const { id = '' } = dataOf(await call(root, 'POST', '/2/media/upload/initialize', token, begin))
  const part = (segment_index: number, from: number, to: number) =>
    call(root, 'POST', `/2/media/upload/${id}/append`, token, { segment_index, media: bytes.subarray(from, to).toString('base64') })
  expect(dataOf(await part(1, 2000, 3000))).toEqual({ expires_at: clock.now() / 1000 + 86_400 })
  expect((await call(root, 'POST', `/2/media/upload/${id}/finalize`, token)).status).toBe(400)
  await part(0, 0, 2000)
  const done = await call(root, 'POST', `/2/media/upload/${id}/finalize`, token)
  expect(dataOf(done)).toMatchObject({ id, size: 3000, processing_info: { state: 'in_progress', check_after_secs: 1 } })
  expect((await send(started, ada, id)).status).toBe(400)
  clock.advance(second)
  const status = await call(root, 'GET', `/2/media/upload?command=STATUS&media_id=${id}`, token)
  expect(dataOf(status)).toMatchObject({ processing_info: { state: 'succeeded' } })
  expect((await send(started, ada, id)).status).toBe(201)
  expect(Buffer.from(x.media(ada.screen()[0]!.media!.key)!.bytes)).toEqual(bytes)
  const query = '?dm_event.fields=attachments&expansions=attachments.media_keys&media.fields=variants'
  const { includes } = (await call(root, 'GET', `/2/dm_events${query}`, token)).body as {
    includes: { media: { variants: { url: string }[] }[] }
  }
  const place = includes.media[0]!.variants[0]!.url.replace('https:/', url)
  expect(Buffer.from(await (await fetch(place)).arrayBuffer())).toEqual(bytes)
})

test('a video that takes longer is to be asked for every five seconds', async () => {
  const { root, acme, clock } = await lab({ x: { media: { ...usualOptions.media, processing: 7 * second } } })
  const token = acme.token()
  const begin = { media_type: 'video/mp4', total_bytes: 4, media_category: 'dm_video' }
  const { id = '' } = dataOf(await call(root, 'POST', '/2/media/upload/initialize', token, begin))
  await call(root, 'POST', `/2/media/upload/${id}/append`, token, { segment_index: 0, media: Buffer.from('film').toString('base64') })
  const done = await call(root, 'POST', `/2/media/upload/${id}/finalize`, token)
  const asked = async () => dataOf(await call(root, 'GET', `/2/media/upload?command=STATUS&media_id=${id}`, token))
  expect(dataOf(done)).toMatchObject({ processing_info: { state: 'in_progress', check_after_secs: 5 } })
  clock.advance(5 * second)
  expect(await asked()).toMatchObject({ processing_info: { state: 'in_progress', check_after_secs: 2 } })
  clock.advance(2 * second)
  expect(await asked()).toMatchObject({ processing_info: { state: 'succeeded' } })
})

test('each kind has its largest size, and an upload lasts a day and belongs to who made it', async () => {
  const started = await lab({ x: { media: { ...usualOptions.media, image: png.length, gif: gif.length, video: 100 } } })
  const { root, acme, clock, x } = started
  const ada = x.person({ name: 'Ada', open: true })
  const token = acme.token()
  const up = await upload(started, png, 'dm_image')
  expect(up.status).toBe(200)
  expect((await upload(started, Buffer.concat([png, gif]), 'dm_image')).status).toBe(400)
  expect((await upload(started, gif, 'dm_gif')).status).toBe(200)
  expect((await upload(started, Buffer.concat([gif, gif]), 'dm_gif')).status).toBe(400)
  expect((await upload(started, Buffer.from('plain text'), 'dm_image')).status).toBe(400)
  const begin = (total_bytes: number) =>
    call(root, 'POST', '/2/media/upload/initialize', token, { media_type: 'video/mp4', total_bytes, media_category: 'dm_video' })
  expect([(await begin(100)).status, (await begin(101)).status]).toEqual([200, 400])
  const { id = '' } = dataOf(up)
  const other = x.account({ name: 'Other', consumerKey: acme.credentials.consumerKey })
  expect((await call(root, 'POST', `/2/media/upload/${id}/finalize`, other.token())).status).toBe(403)
  clock.advance(24 * 3600 * second)
  expect((await send(started, ada, id)).status).toBe(400)
})

test('pictures of posts and faces are public', async () => {
  const { root, url, acme, x } = await lab()
  const ada = x.person({ name: 'Ada' })
  ada.post('@acme look', png)
  const query = '?expansions=attachments.media_keys&media.fields=url'
  const { body } = await call(root, 'GET', `/2/users/${acme.id}/mentions${query}`, acme.token())
  const { media } = (body as { includes: { media: { url: string }[] } }).includes
  const shown = await fetch(media[0]!.url.replace('https:/', url))
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(Buffer.from(png))
  const face = dataOf(await call(root, 'GET', `/2/users/${ada.id}?user.fields=profile_image_url`, acme.credentials.bearer))[
    'profile_image_url'
  ]!
  expect((await fetch(face.replace('https:/', url))).headers.get('content-type')).toBe('image/png')
  expect((await fetch(`${url}/pbs.twimg.com/media/nothing.png`)).status).toBe(404)
})
