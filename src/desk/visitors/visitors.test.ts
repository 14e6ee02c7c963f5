import { describe, expect, test } from 'vitest'
import { at, bearer, hub, post, say, session, stand, text, texts } from '../../../tests/support/visitors.ts'
import { NEWER, OLDER } from '../reading/public-threads.ts'
import type { PublicPage } from '../web/visitor-wire.ts'

stand()

describe('a session', () => {
  test('of a new visitor stores nothing and knows how the channel presents itself', async () => {
    await hub.settings({ greeting: 'How can we help?', name: 'Blue Fern Support', language: 'en' })
    const opened = await session()
    expect(opened).toMatchObject({
      settings: { name: 'Blue Fern Support', greeting: 'How can we help?', language: 'en' },
      messages: [],
      more: false,
      unread: 0,
    })
    for (const table of ['Contact', 'Thread', 'Identity']) {
      expect(hub.desk.kit.sql.prepare<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).get()!.n, table).toBe(0)
    }
  })

  test('goes on with its token, and begins anew with any other', async () => {
    const first = await session()
    await say(first.token, text('k1', 'hello'))
    const again = await session(first.token)
    expect(again.visitor).toBe(first.visitor)
    expect(again.token).toBe(first.token)
    expect(texts(again.messages)).toEqual(['hello'])
    for (const token of ['', 'x', `${first.token}x`, 'v1.e30.AAAA']) {
      const other = await session(token)
      expect(other.visitor).not.toBe(first.visitor)
      expect(other.messages).toEqual([])
    }
  })

  test('shows what was said both ways and nothing of the inside', async () => {
    const { token } = await session()
    await say(token, text('k1', 'hello'))
    await hub.note('this one is difficult')
    await hub.answer('Hi, I am Mei')
    const { messages, unread, readSeq } = await session(token)
    expect(messages).toMatchObject([
      { from: 'visitor', key: 'k1', parts: [{ type: 'text', text: 'hello' }] },
      { from: 'agent', name: 'Mei Lin', parts: [{ type: 'text', text: 'Hi, I am Mei' }] },
    ])
    expect(unread).toBe(1)
    expect(readSeq).toBeGreaterThanOrEqual(messages[0]!.seq)
    expect(JSON.stringify(messages)).not.toContain(hub.agent.id)
  })

  test('knows what was read, both ways', async () => {
    const { token } = await session()
    await say(token, text('k1', 'hello'))
    expect((await session(token)).readSeq).toBeLessThan((await session(token)).messages[0]!.seq)
    await hub.read()
    expect((await session(token)).readSeq).toBe((await session(token)).messages[0]!.seq)
    const answer = await hub.answer('hi')
    await say(token, { type: 'read', until: answer.at })
    expect((await session(token)).unread).toBe(0)
    expect(hub.messages().at(-1)!.state).toBe('read')
  })

  test('another visitor sees none of it', async () => {
    const { token } = await session()
    await say(token, text('k1', 'my card number'))
    await hub.answer('thank you')
    const other = await session()
    await say(other.token, text('k1', 'who is there'))
    expect(texts((await session(other.token)).messages)).toEqual(['who is there'])
    expect(hub.messages()).toHaveLength(3)
  })

  test('is not had on a channel that is paused, of another kind or unknown', async () => {
    const { token } = await session()
    await hub.pause()
    expect((await post({})).status).toBe(404)
    expect((await fetch(`${hub.url}/widget/nothing/session`, { method: 'POST', body: '{}' })).status).toBe(404)
    expect((await say(token, text('k', 'x'))).status).toBe(404)
  })

  test('is refused to who sends no JSON or too much', async () => {
    expect((await post(null)).status).toBe(422)
    expect((await fetch(at('session'), { method: 'POST', body: '{' })).status).toBe(422)
    expect((await post({ token: 'x'.repeat(9000) })).status).toBe(413)
  })
})

describe('what a visitor says', () => {
  test('twice with one key is stored once', async () => {
    const { token } = await session()
    const answers = await Promise.all([say(token, text('k1', 'once')), say(token, text('k1', 'once')), say(token, text('k1', 'once'))])
    for (const answer of answers) expect(await answer.json()).toEqual({ ok: true })
    expect(texts((await session(token)).messages)).toEqual(['once'])
  })

  test('carries their name, and a press names its message', async () => {
    const { token } = await session()
    await say(token, { ...text('k1', 'hello'), name: 'Ada', email: 'ada@example.com' })
    const menu = await hub.answer([{ type: 'menu', prompt: 'Which?', options: [{ id: 'a', label: 'First' }] }])
    const shown = (await session(token)).messages.at(-1)!
    expect(shown.parts).toEqual([{ type: 'menu', prompt: 'Which?', options: [{ id: 'a', label: 'First' }] }])
    await say(token, { type: 'press', key: 'p1', id: 'a', label: 'First', messageId: shown.ref })
    expect(hub.messages().at(-1)).toMatchObject({
      content: [{ type: 'press', id: 'a', label: 'First' }],
      replyTo: menu.id,
      author: { name: 'Ada' },
    })
  })
})

describe('history', () => {
  test('comes in pages, over conversations, without gaps or repeats', async () => {
    const { token, visitor } = await session()
    const person = { externalId: visitor }
    const place = { at: Date.now(), surface: 'dm' as const, thread: person, sender: person }
    for (let n = 0; n < 36; n += 1) {
      const content = [{ type: 'text' as const, text: `m${n}` }]
      await hub.desk.receive({
        channelId: hub.channelId,
        events: [{ ...place, type: 'message', dedupeKey: `d${n}`, externalId: `k${n}`, content }],
      })
    }
    await hub.answer('done')
    const open = hub.desk.rooms.reading.list({ view: 'open', agentId: hub.agent.id, limit: 1 }).items[0]!
    await hub.desk.rooms.handling.resolve(hub.agent, Number(open.id))
    // Long ago: the next word begins a case of its own.
    hub.desk.kit.sql.exec('UPDATE Conversation SET resolvedAt = resolvedAt - 90000000')
    for (let n = 36; n < 40; n += 1) await say(token, text(`k${n}`, `m${n}`))

    const all = [...Array.from({ length: 36 }, (_, n) => `m${n}`), 'done', 'm36', 'm37', 'm38', 'm39']
    const last = await session(token)
    expect(last.more).toBe(true)
    expect(texts(last.messages)).toEqual(all.slice(-30))
    const before = (await (await fetch(at(`messages?before=${last.messages[0]!.seq}`), { headers: bearer(token) })).json()) as PublicPage
    expect(texts(before.messages)).toEqual(all.slice(0, -30))
    expect(before.more).toBe(false)
    const after = (await (await fetch(at(`messages?after=${before.messages[3]!.seq}`), { headers: bearer(token) })).json()) as PublicPage
    expect(texts(after.messages)).toEqual(all.slice(4, 34))
    expect(after.more).toBe(true)
  })

  test('is for who has a token, and asks for numbers', async () => {
    const { token, files, live } = await session()
    for (const wrong of ['', 'x', files, live]) expect((await fetch(at('messages'), { headers: bearer(wrong) })).status).toBe(401)
    expect((await fetch(at('messages?before=x'), { headers: bearer(token) })).status).toBe(422)
    expect(await (await fetch(at('messages'), { headers: bearer(token) })).json()).toEqual({ messages: [], more: false })
  })

  test.each([OLDER, NEWER])('walks its indexes', (text) => {
    const steps = hub.desk.kit.sql.prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(1, 2, 3)
    const plan = steps.map(({ detail }) => detail).join('\n')
    expect(plan.replaceAll('SCAN json_each', '')).not.toMatch(/SCAN/)
    expect(plan).toContain('Conversation_threadId_id_idx')
    expect(plan).toContain('Message_conversationId_seq_key')
  })
})
