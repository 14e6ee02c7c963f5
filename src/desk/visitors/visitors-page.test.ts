import { WebSocket } from 'ws'
import { describe, expect, test } from 'vitest'
import {
  at,
  bearer,
  hub,
  listen,
  PNG,
  post,
  say,
  session,
  settled,
  SITE,
  stand,
  text,
  texts,
  upload,
} from '../../../tests/support/visitors.ts'
import type { PublicSession, PublicUpload } from '../web/visitor-wire.ts'

stand()

describe('the live feed', () => {
  test('tells what is said and read, as it happens', async () => {
    const { token, live: ticket, cursor } = await session()
    const live = await listen(ticket, cursor)
    await settled(() => expect(live.frames).toEqual([{ type: 'pong' }]))
    await say(token, text('k1', 'hello'))
    await settled(() => expect(live.said()).toMatchObject([{ type: 'message', message: { from: 'visitor', key: 'k1' } }]))
    await hub.read()
    await settled(() => expect(live.said().at(-1)).toMatchObject({ type: 'read' }))
    await hub.typing()
    await settled(() => expect(live.said().at(-1)).toEqual({ type: 'typing', name: 'Mei Lin' }))
    await hub.note('hush')
    const answer = await hub.answer('hi')
    await settled(() =>
      expect(live.said().at(-1)).toMatchObject({ type: 'message', message: { id: answer.id, from: 'agent', name: 'Mei Lin' } }),
    )
    expect(JSON.stringify(live.frames)).not.toContain('hush')
    live.send('{"type":"ping"}')
    await settled(() => expect(live.frames.at(-1)).toEqual({ type: 'pong' }))
    live.close()
  })

  test('gives what happened since the cursor, and only to whom it belongs', async () => {
    const [mine, theirs] = [await session(), await session()]
    await say(mine.token, text('k1', 'hello'))
    await hub.answer('hi')
    const [live, other] = [await listen(mine.live, mine.cursor), await listen(theirs.live, theirs.cursor)]
    await settled(() => expect(live.frames.at(-1)).toEqual({ type: 'pong' }))
    const last = new Map(live.said().flatMap((frame) => (frame.type === 'message' ? [[frame.message.id, frame.message]] : [])))
    expect(texts([...last.values()])).toEqual(['hello', 'hi'])
    await say(theirs.token, text('k9', 'me too'))
    await settled(() => expect(other.said()).toMatchObject([{ type: 'message', message: { key: 'k9' } }]))
    expect(JSON.stringify(live.frames)).not.toContain('me too')
    live.close()
    other.close()
  })

  test('sends one who comes from nowhere back to the beginning', async () => {
    const { live: ticket } = await session()
    const live = await listen(ticket, 1_000_000)
    await settled(() => expect(live.frames).toEqual([{ type: 'resync' }]))
    live.close()
  })

  test('is refused without a token, and lets the eleventh page push out the first', async () => {
    const { token, files, live, cursor } = await session()
    for (const wrong of ['', 'x', token, files]) await expect(listen(wrong, 0)).rejects.toThrow('401')
    expect((await fetch(`${at('live')}?ticket=${live}`)).status).toBe(426)
    // What stands for the visitor for half a year has no business in an address.
    expect((await fetch(`${at('live')}?token=${token}`)).status).toBe(401)
    const closed: number[] = []
    for (let n = 0; n < 11; n += 1) {
      const socket = new WebSocket(`${at('live').replace('http', 'ws')}?ticket=${live}&after=${cursor}`)
      socket.on('close', () => closed.push(n))
      await new Promise((resolve) => socket.once('message', resolve))
    }
    await settled(() => expect(closed).toEqual([0]))
  })
})

describe('files', () => {
  test('come back as they went up, on pages of other sites too', async () => {
    const opened = await session()
    const answer = await upload(opened.token, PNG, 'Bild 图.png', 'text/html')
    expect(answer.status).toBe(201)
    const { ticket, part } = (await answer.json()) as PublicUpload
    expect(part).toMatchObject({ type: 'image', mime: 'image/png', bytes: PNG.length, name: 'Bild 图.png' })
    await say(opened.token, { type: 'message', key: 'k1', parts: [{ type: 'image', file: ticket, caption: 'look' }] })
    const { messages, files } = await session(opened.token)
    expect(messages[0]!.parts).toEqual([{ ...part, caption: 'look' }])
    expect(hub.messages()[0]!.content).toMatchObject([{ type: 'image', mime: 'image/png', bytes: PNG.length }])
    const got = await fetch(at(`files/${part.file}?token=${files}`), { headers: { origin: SITE } })
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(PNG)
    expect(got.headers.get('content-type')).toBe('image/png')
    expect(got.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(got.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('are pictures by their bytes, sound and film by what the browser calls them', async () => {
    const { token } = await session()
    for (const [bytes = '', claimed = '', type, mime] of [
      ['\xff\xd8\xff\xe0', '', 'image', 'image/jpeg'],
      ['GIF89a', 'text/plain', 'image', 'image/gif'],
      ['RIFF\0\0\0\0WEBP', '', 'image', 'image/webp'],
      ['\0\0\0\x20ftypavif', '', 'image', 'image/avif'],
      ['RIFF\0\0\0\0WAVE', 'audio/wav', 'audio', 'audio/wav'],
      ['GIF89', 'image/gif', 'file', 'application/octet-stream'],
      ['film', 'video/mp4; codecs=x', 'video', 'video/mp4'],
      ['words', 'Text/Plain', 'file', 'text/plain'],
      ['words', 'no type', 'file', 'application/octet-stream'],
    ]) {
      const answer = await upload(
        token,
        Uint8Array.from(bytes, (c) => c.charCodeAt(0)),
        'a',
        claimed,
      )
      expect([bytes, ((await answer.json()) as PublicUpload).part]).toMatchObject([bytes, { type, mime }])
    }
  })

  test('say how large and how long they are before they are fetched, and no more than is known', async () => {
    const { token } = await session()
    await say(token, text('k', 'hello'))
    const file = await hub.desk.rooms.files.add(new File(['film'], 'a.mp4', { type: 'video/mp4' }), `agent:${hub.agent.id}`)
    const known = { type: 'video' as const, file: file.id, mime: 'video/mp4', bytes: 4, name: 'a.mp4' }
    await hub.answer([
      { ...known, width: 640, height: 360, seconds: 12, caption: 'look', marks: [{ kind: 'bold', start: 0, end: 4 }] },
      known,
    ])
    const { messages } = await session(token)
    expect(messages[1]!.parts).toEqual([{ ...known, width: 640, height: 360, seconds: 12, caption: 'look' }, known])
    expect(Object.keys(messages[1]!)).not.toContain('edited')
  })

  test('open to their visitor alone', async () => {
    const [mine, theirs] = [await session(), await session()]
    const { ticket, part } = (await (await upload(mine.token, PNG, 'a.png')).json()) as PublicUpload
    const status = async (token: string, file = part.file) => (await fetch(at(`files/${file}?token=${token}`))).status
    expect(await status(mine.files)).toBe(200)
    expect(await status(theirs.files)).toBe(404)
    for (const wrong of ['', 'x', mine.token, mine.live]) expect(await status(wrong)).toBe(401)
    expect((await say(theirs.token, { type: 'message', key: 'k', parts: [{ type: 'image', file: ticket }] })).status).toBe(403)
    expect(await status(mine.files, 'AAAAAAAAAAAAAAAAAAAAAA')).toBe(404)
  })

  test("an agent's file opens once it was sent, to each it was sent to, and never from a note", async () => {
    const { rooms } = hub.desk
    const [first, second] = [await session(), await session()]
    const file = await rooms.files.add(new File([PNG], 'map.png', { type: 'image/png' }), `agent:${hub.agent.id}`)
    const part = { type: 'image' as const, file: file.id, mime: '', bytes: 0 }
    const status = async ({ files }: PublicSession) => (await fetch(at(`files/${file.id}?token=${files}`))).status
    await say(first.token, text('k', 'one'))
    const conversation = Number(hub.messages()[0]!.conversationId)
    await rooms.replies.note(hub.agent, conversation, { content: [part], key: 'n' })
    expect(await status(first)).toBe(404)
    await hub.answer([part])
    expect(await status(first)).toBe(200)
    await say(second.token, text('k', 'two'))
    expect(await status(second)).toBe(404)
    await hub.answer([part])
    expect(await status(second)).toBe(200)
  })

  test('that are programs, pages, empty or too large are not taken', async () => {
    const { token } = await session()
    for (const name of ['setup.exe', 'x.HTML', 'a.svg', 'run.bat. ', 'x.lnk'])
      expect((await upload(token, 'x', name)).status, name).toBe(415)
    expect((await upload(token, '', 'empty.txt')).status).toBe(422)
    expect((await upload(token, new Uint8Array(20 * 1024 * 1024 + 1), 'large.bin')).status).toBe(413)
    expect((await upload('x', 'x', 'a.txt')).status).toBe(401)
    expect((await fetch(at('files'), { method: 'POST', headers: bearer(token), body: 'no form' })).status).toBe(422)
    const { part } = (await (await upload(token, '<svg onload=alert(1)>', 'a.png', 'image/png')).json()) as PublicUpload
    expect(part).toMatchObject({ type: 'file', mime: 'application/octet-stream' })
  })
})

describe('pages', () => {
  test('of other origins may call, without cookies, unless the channel says otherwise', async () => {
    const preflight = (path: string) =>
      fetch(path, {
        method: 'OPTIONS',
        headers: { origin: SITE, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      })
    const { token } = await session()
    const hook = `${hub.url}/hooks/${hub.channelId}`
    for (const path of [at('files'), at('messages'), hook]) {
      const answer = await preflight(path)
      expect(answer.status).toBe(204)
      expect(answer.headers.get('access-control-allow-origin')).toBe(SITE)
      expect(answer.headers.get('access-control-allow-headers')).toContain('authorization')
      expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
    }
    // Refusals can be read as well: the widget has to know what it is told.
    const refusal = await say('x', text('k', 'x'), { origin: SITE })
    expect([refusal.status, refusal.headers.get('access-control-allow-origin')]).toEqual([401, SITE])

    await hub.settings({ origins: ['https://other.example'] })
    for (const path of [at('files'), hook]) expect((await preflight(path)).status).toBe(403)
    expect((await post({}, { headers: { origin: SITE } })).status).toBe(403)
    expect((await say(token, text('k', 'x'), { origin: SITE })).status).toBe(403)
    expect((await post({}, { headers: { origin: 'https://other.example' } })).status).toBe(200)
  })

  test('that ask too much wait, and are told how long', async () => {
    const { token } = await session()
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => say(token, text(`k${n}`, `m${n}`), { origin: SITE })))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(30)
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused[0]!.headers.get('access-control-expose-headers')).toContain('retry-after')
    const news = await Promise.all(Array.from({ length: 120 }, () => post({})))
    expect(news.some(({ status }) => status === 429)).toBe(true)
  })
})

describe('the demo page', () => {
  test('shows the channel under its name, whatever that is, also where other pages are restricted', async () => {
    await hub.desk.rooms.channelCommands.change(hub.agent, hub.channelId, {
      name: '<script>x</script>',
      settings: { origins: ['https://other.example'] },
    })
    const answer = await fetch(at('demo'))
    const page = await answer.text()
    expect(page).toContain(`data-channel="${hub.channelId}"`)
    expect(page).not.toContain('<script>x')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await post({}, { headers: { origin: hub.url } })).status).toBe(200)
  })
})
