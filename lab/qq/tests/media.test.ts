import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { picture } from '../../samples/picture.ts'
import { voice } from '../../samples/voice.ts'
import { defaults, type Limits } from '../options.ts'
import { clip, silk } from '../samples.ts'
import { second, talking, type Answer } from './tools.ts'

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const sum = (kind: string, bytes: Uint8Array): string => createHash(kind).update(bytes).digest('hex')
const code = ({ body }: Answer): unknown => body['err_code']
const png = picture(20, 10)

async function uploading(upload: Partial<Limits['upload']> = {}) {
  const setting = await talking({
    limits: { ...defaults.limits, active: false, calls: false, upload: { ...defaults.limits.upload, ...upload } },
  })
  const { ada, call, send } = setting
  return {
    ...setting,
    upload: (body: object, path = `users/${ada.openid}`) => call('POST', `/v2/${path}/files`, body),
    show: (info: unknown, content?: string) => send(ada, { msg_type: 7, media: { file_info: info }, content }),
  }
}

test.each([
  ['a photo', 1, png, 'photo'],
  ['a video', 2, clip(), 'video'],
  ['a voice as SILK', 3, silk(1), 'voice'],
  ['a voice as Ogg', 3, voice(1), 'voice'],
  ['a file', 4, new Uint8Array([1, 2, 3]), 'file'],
])('%s from the body is shown byte for byte', async (_name, type, bytes, shown) => {
  const { upload, show, ada, qq } = await uploading()
  const { body } = await upload({ file_type: type, file_data: base64(bytes), file_name: '订单.bin', srv_send_msg: false })
  expect(body).toEqual({ file_uuid: expect.any(String), file_info: expect.any(String), ttl: 300 })
  expect((await show(body['file_info'], type === 1 ? 'look' : ' ')).status).toBe(200)
  const [bubble] = ada.screen()
  expect(bubble).toMatchObject({
    mine: false,
    media: { type: shown, name: '订单.bin', bytes: bytes.length },
    ...(type === 1 ? { text: 'look' } : {}),
  })
  expect(Buffer.from(qq.media(bubble!.media!.key)!.bytes)).toEqual(Buffer.from(bytes))
})

test('from an address, fetched for real', async () => {
  const server = createServer((request, response) => void response.writeHead(request.url === '/a.png' ? 200 : 404).end(png))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { upload, show, ada, qq } = await uploading()
  qq.set({ hosts: { 'https://hub.example': origin } })
  const { body } = await upload({ file_type: 1, url: 'https://hub.example/a.png', srv_send_msg: false })
  await show(body['file_info'])
  expect(ada.screen()).toMatchObject([{ media: { type: 'photo', name: 'a.png', width: 20 } }])
  expect(code(await upload({ file_type: 1, url: `${origin}/b.png` }))).toBe(850026)
  expect(code(await upload({ file_type: 1, url: 'ftp://x/a.png' }))).toBe(850026)
})

test('srv_send_msg sends at once', async () => {
  const { upload, ada } = await uploading()
  const { body } = await upload({ file_type: 1, file_data: base64(png), srv_send_msg: true })
  expect(body).toMatchObject({ id: expect.stringMatching(/^ROBOT1\.0_/), file_info: expect.any(String) })
  expect(ada.screen()).toMatchObject([{ media: { type: 'photo' } }])
})

test('a file_info is for friends or for groups, for one bot, for its time', async () => {
  const { upload, show, ada, qq, bot, clock, call } = await uploading()
  const group = qq.group('Shop', ada, { bots: [bot] })
  const { body: mine } = await upload({ file_type: 1, file_data: base64(png) })
  const { body: ours } = await upload({ file_type: 1, file_data: base64(png) }, `groups/${group.openid(bot)}`)
  const toGroup = (info: unknown) => call('POST', `/v2/groups/${group.openid(bot)}/messages`, { msg_type: 7, media: { file_info: info } })
  expect(code(await show(ours['file_info']))).toBe(304080)
  expect(code(await toGroup(mine['file_info']))).toBe(304080)
  expect((await toGroup(ours['file_info'])).status).toBe(200)
  clock.advance(300 * second - 1)
  expect((await show(mine['file_info'])).status).toBe(200)
  clock.advance(1)
  expect(code(await show(mine['file_info']))).toBe(304080)
  expect(code(await show('invented'))).toBe(304080)
})

test('sizes: above the soft limit a file, above the hard one nothing, and a volume a day', async () => {
  const size = png.length
  const { upload, show, ada } = await uploading({ soft: { 1: size, 2: 1, 3: 1, 4: 1 }, hard: size + 1, daily: 3 * size + 2 })
  const longer = (more: number) => base64(Buffer.concat([png, Buffer.alloc(more)]))
  for (const more of [0, 1]) await show((await upload({ file_type: 1, file_data: longer(more) })).body['file_info'])
  expect(ada.screen().map(({ media }) => media!.type)).toEqual(['photo', 'file'])
  expect(code(await upload({ file_type: 1, file_data: longer(2) }))).toBe(850031)
  expect((await upload({ file_type: 1, file_data: longer(1) })).status).toBe(200)
  expect(code(await upload({ file_type: 1, file_data: longer(0) }))).toBe(40093002)
})

test('what a file is must fit', async () => {
  const { upload } = await uploading()
  const tries = [
    { file_type: 1, file_data: base64(clip()) },
    { file_type: 2, file_data: base64(png) },
    { file_type: 3, file_data: base64(png) },
    { file_type: 5, file_data: base64(png) },
    { file_type: 1 },
  ]
  const answers = await Promise.all(tries.map((body) => upload(body)))
  expect(answers.map(code)).toEqual([850019, 850019, 850019, 850019, 10000])
})

test('in parts: prepare, put, finish each, then the file', async () => {
  const { upload, show, ada, call, url } = await uploading({ block: 100, hard: 1000 })
  const bytes = Buffer.concat([png, Buffer.alloc(250 - (png.length % 50), 1)])
  const sums = { md5: sum('md5', bytes), sha1: sum('sha1', bytes), md5_10m: sum('md5', bytes) }
  const path = `/v2/users/${ada.openid}`
  const prepare = (more: object = {}) =>
    call('POST', `${path}/upload_prepare`, { file_type: 1, file_size: String(bytes.length), file_name: 'big.png', ...sums, ...more })
  const { body } = await prepare()
  const parts = body['parts'] as { index: number; presigned_url: string; block_size: string }[]
  expect(body).toMatchObject({ block_size: '100', upload_config: { concurrency: 1 } })
  expect(parts.map(({ index }) => index)).toEqual([...parts.keys()])
  const finish = (index: number, part: Uint8Array, more: object = {}) =>
    call('POST', `${path}/upload_part_finish`, {
      upload_id: body['upload_id'],
      part_index: index,
      block_size: String(part.length),
      md5: sum('md5', part),
      ...more,
    })
  expect(code(await finish(0, bytes.subarray(0, 100)))).toBe(40093001)
  expect(
    (await fetch(parts[0]!.presigned_url.replace('https://', `${url}/`).replace(/sign=\w+/, 'sign=x'), { method: 'PUT', body: 'x' }))
      .status,
  ).toBe(403)
  for (const { index, presigned_url: to } of parts) {
    expect(code(await upload({ file_type: 1, upload_id: body['upload_id'] }))).toBe(40093001)
    const part = bytes.subarray(index * 100, (index + 1) * 100)
    expect((await fetch(to.replace('https://', `${url}/`), { method: 'PUT', body: new Uint8Array(part) })).status).toBe(200)
    expect(code(await finish(index, part, { md5: sum('md5', png) }))).toBe(40093001)
    expect(await finish(index, part)).toMatchObject({ status: 200, body: {} })
  }
  const done = await upload({ file_type: 1, upload_id: body['upload_id'] })
  expect((await show(done.body['file_info'])).status).toBe(200)
  expect(ada.screen()).toMatchObject([{ media: { name: 'big.png', bytes: bytes.length } }])
  expect(code(await upload({ file_type: 1, upload_id: body['upload_id'] }))).toBe(40093001)
  expect(code(await prepare({ file_size: '1001' }))).toBe(850031)
  expect((await prepare({ file_size: '1000' })).status).toBe(200)
})
