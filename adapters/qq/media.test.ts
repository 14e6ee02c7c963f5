import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SegmentBody } from '../../src/model/outgoing.ts'
import { contextOf } from '../../tests/contract/harness.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { type QqApi, createQqApi, refusal } from '../../tests/harness/qq-api.ts'
import { SECRET, qqHarness } from '../../tests/harness/qq.ts'
import type { Ctx, Outgoing } from '../../src/contract/adapter.ts'
import { ADA, APP_ID } from './fixtures/people.ts'
import { qq } from './index.ts'
import type { Credentials } from './manifest.ts'
import { md5 } from './md5.ts'

const MB = 1024 * 1024
const grant = { lane: 'passive', anchor: 'm', seq: 1 }

let api: QqApi
let server: Loopback
let ctx: Ctx<Credentials>
beforeEach(async () => {
  api = createQqApi(APP_ID, SECRET)
  server = await loopback(api.handle)
  ctx = contextOf(qqHarness(loopback), { fetch: server.fetch })
})
afterEach(() => server.stop())

type Medium = Extract<SegmentBody, { type: 'media' }>
const medium = (changes: Partial<Medium> = {}): Medium => ({
  type: 'media',
  as: 'image',
  file: 'f',
  mime: 'image/png',
  bytes: 7,
  ...changes,
})
const send = (body: SegmentBody, bytes: Uint8Array<ArrayBuffer> = new Uint8Array([1, 2, 3]), more: Partial<Outgoing> = {}) =>
  qq.send(ctx, { key: 'k', surface: 'dm', thread: { externalId: `c2c:${ADA}` }, body, grant, open: async () => new Blob([bytes]), ...more })

describe('a file that is sent', () => {
  it.each([
    [1, medium(), 'image.png'],
    [2, medium({ as: 'video', mime: 'video/mp4' }), 'video.mp4'],
    [3, medium({ as: 'audio', mime: 'audio/ogg; codecs=opus' }), 'audio.ogg'],
    [4, medium({ as: 'file', mime: 'application/pdf', name: '订单 "1".pdf' }), '订单 "1".pdf'],
    [4, medium({ as: 'file', mime: 'application/x-new' }), 'file.bin'],
  ])('as kind %d: first the bytes, then the message', async (file_type, body, file_name) => {
    expect(await send(body)).toEqual({ externalId: 'ROBOT1.0_out1', state: 'sent' })
    expect(api.calls).toEqual([
      {
        method: 'POST',
        path: `/v2/users/${ADA}/files`,
        body: { file_type, file_name, file_data: 'AQID', srv_send_msg: false },
      },
      {
        method: 'POST',
        path: `/v2/users/${ADA}/messages`,
        body: { msg_type: 7, content: ' ', media: { file_info: 'info-1' }, msg_id: 'm', msg_seq: 1 },
      },
    ])
  })

  it('survives base64, whatever its length', async () => {
    const bytes = Uint8Array.from({ length: 3 * 8192 + 1 }, (_, index) => index % 251)
    await send(medium(), bytes)
    expect(String(api.calls[0]!.body['file_data'])).toBe(Buffer.from(bytes).toString('base64'))
  })

  it('of more than 5 MB goes in parts', async () => {
    const bytes = Uint8Array.from({ length: 5 * MB + 1 }, (_, index) => index % 253)
    await send(medium({ as: 'video', mime: 'video/mp4', name: 'v.mp4' }), bytes)
    const digest = (name: string, of: Uint8Array): string => createHash(name).update(of).digest('hex')
    const [prepare, ...rest] = api.calls
    expect(prepare!.body).toEqual({
      file_type: 2,
      file_name: 'v.mp4',
      file_size: String(bytes.length),
      md5: digest('md5', bytes),
      sha1: digest('sha1', bytes),
      md5_10m: digest('md5', bytes),
    })
    expect(rest.map(({ path, bytes }) => [path.split('/').at(-1), bytes])).toEqual([
      ['0', 2 * MB],
      ['upload_part_finish', undefined],
      ['1', 2 * MB],
      ['upload_part_finish', undefined],
      ['2', MB + 1],
      ['upload_part_finish', undefined],
      ['files', undefined],
      ['messages', undefined],
    ])
    const last = bytes.subarray(4 * MB)
    expect(rest[5]!.body).toEqual({ upload_id: 'upload-1', part_index: 2, block_size: String(MB + 1), md5: digest('md5', last) })
    expect(rest[6]!.body).toEqual({ file_type: 2, file_name: 'v.mp4', upload_id: 'upload-1', srv_send_msg: false })
  })

  it('that did not get through was certainly not seen', async () => {
    api.answer(() => refusal(50099999, '?', 500))
    await expect(send(medium())).rejects.toMatchObject({ code: 'platform', certain: true })
    api.answer(() => new Response('half', { status: 504 }))
    await expect(send(medium())).rejects.toMatchObject({ code: 'network', certain: true })
    api.answer(() => Response.json({ file_uuid: 'u' }))
    await expect(send(medium())).rejects.toMatchObject({ code: 'platform', certain: true })
    expect(api.calls).toEqual([])
  })

  it('for which QQ prepares too little room is not half sent', async () => {
    api.answer(() =>
      Response.json({ upload_id: 'u', block_size: String(MB), parts: [{ index: 0, presigned_url: 'https://cos.example/u/0' }] }),
    )
    await expect(send(medium(), new Uint8Array(5 * MB + 1))).rejects.toMatchObject({ code: 'platform', certain: true })
    expect(api.calls.map(({ path }) => path.split('/').at(-1))).toEqual(['0', 'upload_part_finish'])
  })

  it('for which QQ prepares more room than it needs takes what it needs', async () => {
    const fetch: Ctx['fetch'] = async (request, init) => {
      const response = await server.fetch(request, init)
      if (!String(request).endsWith('/upload_prepare')) return response
      const prepared = (await response.json()) as { parts: object[] }
      return Response.json({ ...prepared, parts: [...prepared.parts, { ...prepared.parts.at(-1), index: 99 }] })
    }
    const out = { key: 'k', surface: 'dm', thread: { externalId: `c2c:${ADA}` }, body: medium(), grant } as const
    const bytes = new Uint8Array(5 * MB + 1)
    expect(await qq.send({ ...ctx, fetch }, { ...out, open: async () => new Blob([bytes]) })).toMatchObject({ state: 'sent' })
    const puts = api.calls.filter(({ method }) => method === 'PUT').map(({ bytes: size }) => size)
    expect(puts.reduce((sum = 0, size = 0) => sum + size, 0)).toBe(bytes.length)
    expect(puts).not.toContain(0)
  })

  it('whose message has no answer is unsure', async () => {
    const fetch: Ctx['fetch'] = (request, init) =>
      String(request).endsWith('/messages') ? Promise.reject(new Error('cut')) : server.fetch(request, init)
    await expect(
      qq.send(
        { ...ctx, fetch },
        { key: 'k', surface: 'dm', thread: { externalId: 'c2c:A' }, body: medium(), open: async () => new Blob() },
      ),
    ).rejects.toMatchObject({ code: 'network', certain: false })
  })
})

describe('a direct message in a guild', () => {
  const thread = { externalId: 'guild:187' }
  const more = { thread, replyTo: '08ff', grant: { lane: 'service', anchor: 'm', seq: 1 } }

  it('is escaped, names what it answers, and counts nothing', async () => {
    await send({ type: 'text', text: 'a <b> & c', buttons: [[{ id: 'x', label: 'yes' }]] }, undefined, more)
    expect(api.calls).toEqual([
      {
        method: 'POST',
        path: '/dms/187/messages',
        body: {
          content: 'a &lt;b&gt; &amp; c\n1. yes',
          msg_id: 'm',
          message_reference: { message_id: '08ff', ignore_get_message_error: true },
        },
      },
    ])
  })

  it('takes pictures as a form, and nothing else', async () => {
    await send(medium(), undefined, more)
    expect(api.calls).toMatchObject([{ path: '/dms/187/messages', bytes: 3, body: { file_image: 'image.png', msg_id: 'm' } }])
    await expect(send(medium({ as: 'video' }), undefined, more)).rejects.toMatchObject({ code: 'content', certain: true })
  })

  it('that may have arrived is not sent again by itself', async () => {
    api.answer(() => new Response('', { status: 504 }))
    await expect(send({ type: 'text', text: 'x' }, undefined, more)).rejects.toMatchObject({
      code: 'network',
      certain: false,
      platformCode: '504',
    })
  })
})

describe('a file that a customer sends', () => {
  it('is fetched without showing its address', async () => {
    const response = await qq.media!.open(ctx, 'https://multimedia.nt.qq.com.cn/download?rkey=1')
    expect(await response.text()).toBe('a file')
    expect(response.url).toBe('')
  })

  it.each([
    [403, 'gone', true],
    [404, 'gone', true],
    [429, 'network', false],
    [502, 'network', false],
  ])('answered with %d is %s', async (status, code, certain) => {
    const fetch = async () => new Response('no', { status })
    await expect(qq.media!.open({ ...ctx, fetch }, 'https://multimedia.nt.qq.com.cn/x')).rejects.toMatchObject({ code, certain })
  })

  it('without an address is gone', async () => {
    for (const ref of ['file:///etc/passwd', 'https://', 'ref'])
      await expect(qq.media!.open(ctx, ref)).rejects.toMatchObject({ code: 'gone' })
  })
})

it('MD5 is MD5', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => md5(bytes) === createHash('md5').update(bytes).digest('hex')))
})
