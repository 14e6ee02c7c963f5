import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { message } from '../support/events.ts'
import { until } from '../support/wait.ts'
import { type Site, openSite } from './site.ts'

let site: Site
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

/** An answer that the platform has taken and not confirmed. */
async function underWay(): Promise<{ id: string; release: () => void }> {
  await site.connect()
  await site.says('hi')
  await until(async () => (await site.items()).length === 1)
  const release = site.network.hold(true)
  const id = await site.answer('hello')
  await until(() => site.network.delivered.length === 1)
  return { id, release }
}

describe('a gateway', () => {
  test('brings what is said and takes what is answered, with files both ways', async () => {
    await site.connect()
    site.network.media.set('photo', new Uint8Array([1, 2, 3, 4]))
    await site.network.say(message('', { from: 'u1', at: Date.now(), content: [{ type: 'image', ref: 'photo', mime: 'image/png' }] }))
    const photo = await until(async () =>
      (await site.messages()).find(({ content, pendingFiles }) => content[0].type === 'image' && pendingFiles.length === 0),
    )
    expect(photo.content[0].bytes).toBe(4)
    const id = await site.answer('hello')
    await until(async () => (await site.stateOf(id)) === 'sent')
    const form = new FormData()
    form.set('file', new File([new Uint8Array(9)], 'a.png', { type: 'image/png' }))
    const { id: file } = (await (await site.hub.owner.fetch('/api/files', { method: 'POST', body: form })).json()) as { id: string }
    const [{ id: conversation } = { id: '' }] = await site.items()
    await site.hub.owner.post(`/api/conversations/${conversation}/messages`, { content: [{ type: 'image', file }], key: 'file' })
    await until(() => site.network.delivered.length === 2)
    expect(site.network.delivered.map(({ text }) => text)).toEqual(['hello', '[9 bytes]'])
  })

  test('keeps what is said while the hub is away, in order, also over its own restart', async () => {
    await site.connect()
    await site.stopHub()
    await site.says('one')
    await site.says('two')
    await site.gateway.stop()
    // Nobody is there: the hub comes first, the gateway greets it and brings what it kept.
    await site.startHub()
    await site.connect()
    await site.says('three')
    await until(async () => (await site.messages()).length === 3)
    expect((await site.messages()).map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  })

  test('media that the platform has no more are brought all the same', async () => {
    await site.connect()
    await site.stopHub()
    site.network.media.set('photo', new Uint8Array([1, 2, 3]))
    await site.network.say(message('', { from: 'u1', at: Date.now(), content: [{ type: 'image', ref: 'photo', mime: 'image/png' }] }))
    site.network.media.clear()
    await site.startHub()
    const photo = await until(async () => (await site.messages()).find(({ pendingFiles }) => pendingFiles.length === 0))
    expect(photo.failedFiles).toEqual([])
    expect(photo.content[0].bytes).toBe(3)
  })
})

test('who is at the other end is shown as the connection says', async () => {
  await site.connect()
  site.network.link()?.report({ state: 'ok' }, { externalId: 'network', name: 'Renamed', username: 'shop' })
  const account = async () => (await site.hub.owner.get(`/api/channels/${site.channel}`)).body.account
  await until(async () => (await account()).name === 'Renamed')
  expect(await account()).toEqual({ externalId: 'network', name: 'Renamed', username: 'shop' })
})

test('credentials that an admin changes reach it without a restart: it connects with them, and its light is well again', async () => {
  await site.connect()
  await until(async () => (await site.health()).state === 'ok')
  const credentials = { base: 'http://127.0.0.1:9', token: 'another', secret: 'webhook-secret' }
  expect((await site.hub.owner.patch(`/api/channels/${site.channel}`, { credentials })).status).toBe(200)
  await until(() => site.network.opened.length === 2)
  expect(site.network.opened.map(({ token }) => token)).toEqual(['t', 'another'])
  await until(async () => (await site.health()).state === 'ok')
  expect(site.network.open()).toBe(1)
  await site.says('hi')
  const id = await site.answer('hello')
  await until(async () => (await site.stateOf(id)) === 'sent')
  // It is told once.
  await site.quiet()
  expect(site.calls.filter(({ path }) => path === 'hello')).toHaveLength(2)
})

describe('a send', () => {
  test('whose result is lost on the way to the hub is told again, and made once', async () => {
    await site.connect()
    await site.says('hi')
    let lost = 0
    site.after = (path) => (path === 'results' && lost++ < 3 ? 502 : undefined)
    const id = await site.answer('hello')
    await until(async () => (await site.stateOf(id)) === 'sent')
    expect(site.network.delivered).toHaveLength(1)
  })

  test('that the hub forgets to wait for is settled after its restart, and made once', async () => {
    const { id, release } = await underWay()
    await site.stopHub()
    release()
    await site.startHub()
    await until(async () => (await site.stateOf(id)) === 'sent')
    expect(site.network.delivered).toHaveLength(1)
  })

  test('in whose middle the gateway ends is unsure, and never made again', async () => {
    const { id } = await underWay()
    await site.gateway.stop()
    await site.connect()
    await until(async () => (await site.stateOf(id)) === 'unknown')
    expect(site.network.delivered).toHaveLength(1)
  })

  test('that was with a gateway whose file is lost is unsure, and not made by the next one', async () => {
    const { id } = await underWay()
    await site.gateway.stop()
    site.loseFile()
    await site.connect()
    await until(async () => (await site.stateOf(id)) === 'unknown')
    expect(site.network.delivered).toHaveLength(1)
  })

  test('waits for the gateway', async () => {
    await site.connect()
    await site.says('hi')
    await until(async () => (await site.items()).length === 1)
    await site.gateway.stop()
    const id = await site.answer('hello')
    expect(['queued', 'sending']).toContain(await site.stateOf(id))
    await site.connect()
    await until(async () => (await site.stateOf(id)) === 'sent')
  })
})

describe('two gateways', () => {
  test('do not work side by side: the one that came later goes on, the other ends and says why', async () => {
    const first = await site.connect()
    const ended = expect(first.ended).rejects.toThrow('Another gateway has taken this channel over.')
    site.loseFile()
    const release = site.network.hold(true)
    await site.connect()
    await ended
    await first.stop()
    await site.says('hi')
    const id = await site.answer('hello')
    await until(() => site.network.delivered.length === 1)
    release()
    await until(async () => (await site.stateOf(id)) === 'sent')
    expect(site.network.delivered).toHaveLength(1)
  })
})

describe('a key', () => {
  test('opens its channel alone, and nothing else', async () => {
    const bearer = { authorization: `Bearer ${site.key}` }
    for (const path of ['/api/channels', '/api/conversations', '/api/me'])
      expect((await fetch(site.hub.url + path, { headers: bearer })).status).toBe(401)
    const hello = (with_: string) =>
      fetch(`${site.hub.url}/api/gateway/hello`, {
        method: 'POST',
        headers: { authorization: `Bearer ${with_}` },
        body: '{"instance":"test"}',
      })
    expect((await hello(site.key)).status).toBe(200)
    for (const wrong of ['', `${site.channel}.wrong`, `other.${site.key.split('.')[1]}`, `${site.key}x`])
      expect((await hello(wrong)).status).toBe(401)
    const file = await fetch(`${site.hub.url}/api/gateway/files/nothing`, { headers: bearer })
    expect(file.status).toBe(404)
    const bad = await fetch(`${site.hub.url}/api/gateway/events`, {
      method: 'POST',
      headers: bearer,
      body: '{"events":[{"type":"message"}]}',
    })
    expect([bad.status, ((await bad.json()) as { code: string }).code]).toEqual([422, 'invalid'])
  })

  test('that is wrong ends the gateway', async () => {
    await expect(site.connect(`${site.channel}.wrong`)).rejects.toThrow('The key is not that of a channel with a gateway.')
  })
})

test('a gateway that is away turns the light red, and green when it is back', async () => {
  expect(await site.health()).toMatchObject({ state: 'broken', advice: { code: 'gateway-away' } })
  await site.connect()
  await until(async () => (await site.health()).state === 'ok')
  await site.gateway.stop()
  await site.quiet()
  site.clock.push(2 * 60_000)
  site.hub.hub.desk.sweep()
  await until(async () => (await site.health()).advice?.code === 'gateway-away')
  await site.connect()
  await until(async () => (await site.health()).state === 'ok')
})

test('a gateway that could not reach the hub for a while needs no restart to be green again', async () => {
  await site.connect()
  await until(async () => (await site.health()).state === 'ok')
  site.before = () => 502
  await site.quiet()
  site.clock.push(2 * 60_000)
  site.hub.hub.desk.sweep()
  await until(async () => (await site.health()).advice?.code === 'gateway-away')
  site.before = () => undefined
  await until(async () => (await site.health()).state === 'ok')
})
