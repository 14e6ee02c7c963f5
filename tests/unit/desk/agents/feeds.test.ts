import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createClient, type Feed } from '../../../support/client.ts'
import { message } from '../../../support/events.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'
import { until } from '../../../support/wait.ts'

let hub: TestHub
let channel: string
let people = 0
beforeAll(async () => {
  hub = await startTestHub()
  channel = await hub.channel()
})
afterAll(() => hub.stop())

const ready = (feed: Feed) => until(() => feed.frames.some(({ type }) => type === 'ready'))

/** A new agent by cookie, as in a browser, with the live feed open. */
async function browser(): Promise<{ client: Client; feed: Feed; id: string }> {
  const { email, password, id } = await hub.agent(`Person-${(people += 1)}`)
  const client = (await hub.signIn(email, password))!
  const feed = await client.live()
  await ready(feed)
  return { client, feed, id }
}

/** A program with a key of that agent, with the live feed open. */
async function program(client: Client): Promise<{ id: string; key: Client; feed: Feed }> {
  const { body } = await client.post('/api/keys', { name: 'program', scopes: ['read'] })
  const key = createClient(hub.url, { authorization: `Bearer ${body.key}` })
  const feed = await key.live()
  await ready(feed)
  return { id: body.id, key, feed }
}

/** It has been told to go, and hears nothing of what comes. */
async function ended(feed: Feed): Promise<void> {
  await until(() => feed.closed() !== null)
  expect(feed.closed()).toMatchObject({ code: 4001 })
  const count = feed.frames.length
  await hub.hook(channel, { events: [message('a secret', { at: 1, from: 'somebody' })] })
  expect(feed.frames).toHaveLength(count)
}
/** It still hears what comes. */
async function goesOn(feed: Feed): Promise<void> {
  const count = feed.frames.length
  await hub.hook(channel, { events: [message('news', { at: 1, from: 'somebody' })] })
  await until(() => feed.frames.length > count)
  expect(feed.closed()).toBeNull()
}

const set = (text: string, ...params: (string | number)[]) =>
  hub.hub.desk.kit.commit(() => hub.hub.desk.kit.sql.prepare(text).run(...params))

describe('a live feed ends', () => {
  test('with the session that opened it, and not with another of the same agent', async () => {
    const { client, feed, id } = await browser()
    const { email } = (await client.get('/api/me')).body
    const other = (await hub.signIn(email, 'correct horse'))!
    const second = await other.live()
    await ready(second)
    expect((await client.post('/api/auth/sign-out', {})).status).toBe(200)
    await ended(feed)
    await goesOn(second)
    expect((await other.post('/api/auth/revoke-sessions', {})).status).toBe(200)
    await ended(second)
    expect(id).toBeTruthy()
  })

  test('when the session has expired, within the minute', async () => {
    const { feed, id } = await browser()
    hub.hub.desk.sweep()
    await goesOn(feed)
    await set('UPDATE AgentSession SET expiresAt = ? WHERE agentId = ?', Date.now() - 1, id)
    hub.hub.desk.sweep()
    await ended(feed)
  })

  test('when its key is deleted, by the API or by the account’s own pages, and not before', async () => {
    const { client, feed } = await browser()
    const [one, two] = [await program(client), await program(client)]
    expect((await client.delete(`/api/keys/${one.id}`)).status).toBe(204)
    await ended(one.feed)
    await goesOn(two.feed)
    expect((await client.post('/api/auth/api-key/delete', { keyId: two.id })).status).toBe(200)
    await ended(two.feed)
    await goesOn(feed)
  })

  test('when its key is switched off, or has expired', async () => {
    const { client } = await browser()
    const [one, two] = [await program(client), await program(client)]
    expect((await client.post('/api/auth/api-key/update', { keyId: one.id, enabled: false })).status).toBe(200)
    await ended(one.feed)
    await set('UPDATE ApiKey SET expiresAt = ? WHERE id = ?', Date.now() + 3_600_000, two.id)
    hub.hub.desk.sweep()
    await goesOn(two.feed)
    await set('UPDATE ApiKey SET expiresAt = ? WHERE id = ?', Date.now() - 1, two.id)
    hub.hub.desk.sweep()
    await ended(two.feed)
  })

  test('for a disabled agent, however it was opened', async () => {
    const { client, feed, id } = await browser()
    const { feed: second } = await program(client)
    await hub.owner.patch(`/api/agents/${id}`, { disabled: true })
    await ended(feed)
    await ended(second)
  })
})

describe('a page of another site', () => {
  test('opens no live feed with somebody’s cookie; a key needs no page', async () => {
    const { client } = await browser()
    const { body } = await client.post('/api/keys', { name: 'page', scopes: ['read'] })
    const evil = { origin: 'https://evil.example' }
    const cookie = await cookieOf(client)
    await expect(createClient(hub.url, { cookie, ...evil }).live()).rejects.toThrow('403')
    for (const origin of ['null', `${hub.url}.evil.example`, hub.url.replace('http:', 'https:')])
      await expect(createClient(hub.url, { cookie, origin }).live()).rejects.toThrow('403')
    for (const headers of [{ cookie, origin: hub.url }, { cookie }, { authorization: `Bearer ${body.key}`, ...evil }]) {
      const feed = await createClient(hub.url, headers).live()
      feed.close()
    }
  })

  test('sends no form with somebody’s cookie, whatever else it says', async () => {
    const { client } = await browser()
    const cookie = await cookieOf(client)
    const form = (authorization: string | null) =>
      hub.nobody.fetch('/api/conversations/1/claim', {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'text/plain', origin: 'https://evil.example', cookie, ...(authorization !== null && { authorization }) },
      })
    for (const authorization of [null, 'Basic eDp5', 'Bearer x', 'Bearer sb_', 'Bearer sb_a b', 'bearer sb_abc', 'Bearer a.b'])
      expect([authorization, (await form(authorization)).status]).toEqual([authorization, 403])
    // With a key it is the key that counts, and this one is nobody's.
    expect((await form('Bearer sb_abc')).status).toBe(401)
  })
})

/** What a browser would send along. */
async function cookieOf(client: Client): Promise<string> {
  const { email } = (await client.get('/api/me')).body
  const response = await hub.nobody.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    body: JSON.stringify({ email, password: 'correct horse' }),
    headers: { 'content-type': 'application/json', origin: hub.url },
  })
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}
