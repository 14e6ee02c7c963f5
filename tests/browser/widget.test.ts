import { describe, expect, test } from 'vitest'
import { arrive, hub, poll, site, stand, state, stored, talk, browser } from './widget/talk.ts'
import { visit } from './widget/site.ts'

stand()

describe('a conversation', () => {
  test('goes both ways, with names, days and ticks', async () => {
    const v = await arrive()
    await v.open()
    await v.write('hello')
    await poll(() => state(v)).toBe('Delivered')
    await hub.read()
    await poll(() => state(v)).toBe('Read')
    await hub.typing()
    await v.page.getByText('Mei Lin is typing…').waitFor()
    await hub.answer('hi, I am Mei')
    await poll(() => v.texts()).toEqual(['hello', 'hi, I am Mei'])
    await v.page.locator('.name', { hasText: 'Mei Lin' }).waitFor()
    await v.page.locator('.writing:not(.on)').waitFor({ state: 'attached' })
    expect(await v.page.locator('switchboard-chat .day').allInnerTexts()).toEqual(['Today'])
    await poll(() => hub.messages().at(-1)?.state).toBe('read')
  })

  test('leaves no trace before the visitor writes', async () => {
    const v = await arrive()
    const keys = () => v.page.evaluate(() => Object.keys(localStorage))
    expect(await keys()).toEqual([])
    expect(hub.calls).toEqual(['GET /widget.js'])
    await v.open()
    await v.page.getByText('We answer here').waitFor()
    expect(hub.calls.filter((call) => call.includes('/hooks'))).toEqual([])
    await v.write('hello')
    await poll(stored).toEqual(['hello'])
    expect(await v.context.cookies()).toEqual([])
  })

  test('goes on after a reload and on the next page', async () => {
    const v = await talk()
    await v.input.fill('a draft')
    await v.page.goto(site.url('/other'))
    await v.panel.waitFor()
    await poll(() => v.texts()).toEqual(['hello', 'hi, I am Mei'])
    expect(await v.input.inputValue()).toBe('a draft')
    await v.input.press('Enter')
    await poll(stored).toEqual(['hello', 'hi, I am Mei', 'a draft'])
    expect(hub.desk.kit.sql.prepare<{ n: number }>('SELECT count(*) AS n FROM Thread').get()?.n).toBe(1)
  })

  test('is the same in two tabs', async () => {
    const v = await talk()
    const second = await visit(browser, site.url(), {}, v.context)
    await second.panel.waitFor()
    await second.write('from the second')
    await poll(() => v.texts()).toEqual(['hello', 'hi, I am Mei', 'from the second'])
    await hub.answer('to both')
    for (const tab of [v, second]) await poll(async () => (await tab.texts()).at(-1)).toBe('to both')
    expect(second.complaints).toEqual([])
  })

  test('shows earlier messages on demand, where the visitor was reading', async () => {
    const v = await talk()
    const thread = hub.desk.kit.sql.prepare<{ externalId: string }>('SELECT externalId FROM Thread').get()!
    const place = { at: Date.now(), surface: 'dm' as const, thread, sender: thread }
    for (let n = 0; n < 50; n += 1) {
      const content = [{ type: 'text' as const, text: `m${n}` }]
      await hub.desk.receive({
        channelId: hub.channelId,
        events: [{ ...place, type: 'message', dedupeKey: `d${n}`, externalId: `k${n}`, content }],
      })
    }
    await v.page.reload()
    await poll(async () => (await v.texts()).length).toBe(30)
    await v.page.getByText('Show earlier messages').click()
    await poll(async () => (await v.texts()).length).toBe(52)
    expect((await v.texts()).slice(0, 3)).toEqual(['hello', 'hi, I am Mei', 'm0'])
    await v.page.getByText('Show earlier messages').waitFor({ state: 'hidden' })
    expect(await v.items.nth(22).evaluate((item) => item.getBoundingClientRect().top)).toBeGreaterThan(0)
  })

  test('lets the visitor choose from a menu', async () => {
    const v = await talk()
    await hub.answer([
      {
        type: 'menu',
        prompt: 'Which?',
        options: [
          { id: 'a', label: 'The first' },
          { id: 'b', label: 'The second' },
        ],
      },
    ])
    await v.page.getByRole('button', { name: 'The second' }).click()
    await poll(() => hub.messages().at(-1)?.content).toEqual([{ type: 'press', id: 'b', label: 'The second' }])
    await poll(async () => (await v.texts()).at(-1)).toBe('The second')
  })

  test('carries who the page says the visitor is', async () => {
    const v = await arrive()
    await v.page.evaluate(() => {
      window.Switchboard?.identify({ name: 'Ada', email: 'ada@example.com' })
      window.Switchboard?.open()
    })
    await v.panel.waitFor()
    await v.write('hello')
    await poll(() => hub.desk.kit.sql.prepare('SELECT name, email FROM Contact').all()).toEqual([{ name: 'Ada', email: 'ada@example.com' }])
    await v.page.evaluate(() => window.Switchboard?.close())
    await v.panel.waitFor({ state: 'hidden' })
  })
})

describe('when the line is bad', () => {
  test('what was written waits, over a reload, and arrives once and in order', async () => {
    const v = await talk()
    hub.fails.all = true
    hub.desk.kit.live.sockets('visitor')[Symbol.iterator]().next().value?.close(1012, 'restart')
    await v.write('one')
    await v.write('two')
    await v.page.getByText('is kept on this device').waitFor()
    await poll(() => state(v)).toBe('Sending…')
    hub.fails.all = false
    await v.page.route('**/hooks/**', (route) => route.abort())
    await v.page.reload()
    await poll(() => v.texts()).toEqual(['hello', 'hi, I am Mei', 'one', 'two'])
    expect(stored()).toEqual(['hello', 'hi, I am Mei'])
    await v.page.unroute('**/hooks/**')
    await poll(stored).toEqual(['hello', 'hi, I am Mei', 'one', 'two'])
    await poll(() => state(v)).toBe('Delivered')
    await v.page.getByText('is kept on this device').waitFor({ state: 'hidden' })
    expect(await v.texts()).toEqual(['hello', 'hi, I am Mei', 'one', 'two'])
    await poll(() => v.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':out:')))).toEqual([])
  })

  test('an answer that was lost on the way doubles nothing', async () => {
    const v = await talk()
    hub.fails.lostAnswers = 2
    await v.write('only once')
    await poll(() => hub.calls.filter((call) => call === 'POST /hooks').length).toBeGreaterThanOrEqual(5)
    await poll(() => state(v)).toBe('Delivered')
    expect(stored()).toEqual(['hello', 'hi, I am Mei', 'only once'])
    expect(await v.texts()).toEqual(['hello', 'hi, I am Mei', 'only once'])
  })

  test('a browser that is offline says so, and comes back by itself', async () => {
    const v = await talk()
    await v.context.setOffline(true)
    await v.write('from the tunnel')
    await v.page.getByText('You are offline.').waitFor()
    await v.context.setOffline(false)
    await poll(stored).toEqual(['hello', 'hi, I am Mei', 'from the tunnel'])
    await hub.answer('there you are')
    await poll(async () => (await v.texts()).at(-1)).toBe('there you are')
  })

  test('where storage is blocked it works, and promises no more than it can keep', async () => {
    const v = await arrive()
    await v.page.addInitScript(() =>
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('blocked', 'SecurityError')
        },
      }),
    )
    await v.page.reload()
    await v.open()
    await v.write('hello')
    await poll(stored).toEqual(['hello'])
    hub.fails.all = true
    await v.write('and?')
    await v.page.getByText('keep this page open').waitFor()
    hub.fails.all = false
    await poll(stored).toEqual(['hello', 'and?'])
  })

  test('where WebSockets are blocked answers come all the same', async () => {
    hub.fails.live = true
    await talk()
  })

  test('what the hub does not want is marked, can be dropped, and holds nothing up', async () => {
    const v = await talk()
    const key = `switchboard:${hub.channelId}:out:bad`
    const bad = {
      key: 'bad',
      at: Date.now(),
      state: 'waiting',
      said: { type: 'message', key: 'bad', parts: [] },
      parts: [{ type: 'text', text: 'broken' }],
    }
    await v.page.evaluate(([key, value]) => localStorage.setItem(key!, value!), [key, JSON.stringify(bad)])
    await v.page.reload()
    await v.page.getByText('Not sent').waitFor()
    await v.write('goes through')
    await poll(stored).toEqual(['hello', 'hi, I am Mei', 'goes through'])
    await v.page.getByRole('button', { name: 'Delete' }).click()
    await poll(() => v.texts()).toEqual(['hello', 'hi, I am Mei', 'goes through'])
  })

  test('a channel that was paused says that it is closed', async () => {
    const v = await arrive()
    await hub.pause()
    await v.open()
    await v.page.getByRole('status').getByText('This chat is closed at the moment.').waitFor()
    await v.input.waitFor({ state: 'hidden' })
  })
})
