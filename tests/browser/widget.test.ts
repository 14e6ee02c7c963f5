import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestHub, startTestHub } from './widget/hub.ts'
import { type Site, type Visit, startBrowser, startSite, visit } from './widget/site.ts'

let browser: Browser
let hub: TestHub
let site: Site
let visitor: Visit

beforeAll(async () => {
  await build({ configFile: 'widget/vite.config.ts', logLevel: 'warn' })
  browser = await startBrowser()
}, 60_000)
afterAll(() => browser.close())
beforeEach(async () => {
  hub = await startTestHub()
  site = await startSite(hub)
})
afterEach(async () => {
  expect(visitor.complaints).toEqual([])
  await visitor.close()
  await site.stop()
  await hub.stop()
})

const poll = <T>(fn: () => T | Promise<T>) => expect.poll(fn, { timeout: 15_000, interval: 20 })
const stored = () => hub.messages().map(({ text }) => text)
const arrive = async (options: Parameters<typeof visit>[2] = {}, path = '/') => {
  visitor = await visit(browser, site.url(path), options)
  return visitor
}
/** A conversation of one message each way. */
async function talk(options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const v = await arrive(options)
  await v.open()
  await v.write('hello')
  await poll(stored).toEqual(['hello'])
  await hub.answer('hi, I am Mei')
  await poll(() => v.texts()).toEqual(['hello', 'hi, I am Mei'])
  return v
}
const state = (v: Visit) => v.page.locator('switchboard-chat .mine .meta [role=img]').last().getAttribute('aria-label')
const picture = (v: Visit) => v.page.screenshot({ clip: { x: 0, y: 0, width: 120, height: 80 } })

describe('a conversation', () => {
  test('goes both ways, with names, days and ticks', async () => {
    const v = await arrive()
    await v.open()
    await v.write('hello')
    await poll(() => state(v)).toBe('Delivered')
    await hub.read()
    await poll(() => state(v)).toBe('Read')
    hub.typing()
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

describe('files', () => {
  test('go up from the picker and are shown', async () => {
    const v = await talk()
    await v.page.locator('switchboard-chat input[type=file]').setInputFiles([
      { name: 'leaf.png', mimeType: 'image/png', buffer: await picture(v) },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('water weekly') },
    ])
    await poll(() => v.page.locator('switchboard-chat progress').count()).toBe(0)
    await v.write('what is wrong with it?')
    await poll(() =>
      hub
        .messages()
        .at(-1)
        ?.content.map(({ type }) => type),
    ).toEqual(['image', 'file', 'text'])
    await poll(() => v.page.locator('switchboard-chat .media img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120)
    await v.page.getByText('notes.txt').waitFor()
  })

  test('go up when pasted or dropped, and programs are turned away with a word', async () => {
    const v = await talk()
    const give = (type: 'paste' | 'drop', name: string) =>
      v.page.evaluate(
        ([type, name]) => {
          const data = new DataTransfer()
          data.items.add(new File(['x'], name!, { type: 'text/plain' }))
          const root = document.querySelector('switchboard-chat')!.shadowRoot!
          if (type === 'paste')
            root
              .querySelector('textarea')!
              .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
          else root.querySelector('.panel')!.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
        },
        [type, name],
      )
    await give('paste', 'pasted.txt')
    await give('drop', 'dropped.txt')
    await poll(() => v.page.locator('switchboard-chat .chip').allInnerTexts()).toEqual(['pasted.txt', 'dropped.txt'])
    await give('drop', 'setup.exe')
    await v.page.getByText('setup.exe could not be uploaded.').waitFor()
    await v.page.getByRole('button', { name: 'Remove pasted.txt' }).click()
    await poll(() => v.page.getByRole('button', { name: 'Send' }).isEnabled()).toBe(true)
    await v.page.getByRole('button', { name: 'Send' }).click()
    await poll(() => hub.messages().at(-1)?.content).toMatchObject([{ type: 'file', name: 'dropped.txt' }])
  })

  test('of the agent are shown as what they are', async () => {
    const v = await talk()
    const file = await hub.desk.rooms.files.add(
      new File([Uint8Array.from(await picture(v))], 'leaf.png', { type: 'image/png' }),
      `agent:${hub.agent.id}`,
    )
    await hub.answer([{ type: 'image', file: file.id, mime: '', bytes: 0, caption: 'like this' }])
    await poll(() => v.page.locator('switchboard-chat .media img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(120)
    await poll(async () => (await v.texts()).at(-1)).toContain('like this')
  })
})

describe('what comes from a server', () => {
  test('is text, whatever it looks like, and links lead only where links may', async () => {
    const v = await talk()
    const evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
    await hub.answer([{ type: 'text', text: evil }])
    await hub.answer([{ type: 'link', url: 'javascript:document.title=1', title: evil }])
    await hub.answer([
      {
        type: 'text',
        text: 'press here, see https://fern.example/a(b)?c=1. Bold',
        marks: [
          { kind: 'link', start: 0, end: 10, url: 'javascript:document.title=1' },
          { kind: 'bold', start: 47, end: 51 },
        ],
      },
    ])
    await poll(async () => (await v.texts()).length).toBe(5)
    expect((await v.texts())[2]).toBe(evil)
    const links = v.page.locator('switchboard-chat .bubble a')
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual(['https://fern.example/a(b)?c=1'])
    expect(await links.first().getAttribute('rel')).toContain('noopener')
    expect(await v.page.locator('switchboard-chat strong').innerText()).toBe('Bold')
    expect(await v.page.title()).toBe('Shop /')
  })
})

describe('for everybody', () => {
  test('a word that is being composed is not sent', async () => {
    const v = await arrive()
    await v.open()
    await v.input.fill('ni hao')
    await v.input.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    await v.input.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 })
    await v.input.press('Shift+Enter')
    expect(await v.input.inputValue()).toBe('ni hao\n')
    await v.input.press('Enter')
    await poll(stored).toEqual(['ni hao'])
  })

  test('everything can be done with the keyboard, and is read out', async () => {
    const v = await arrive()
    await v.launcher.focus()
    expect(await v.launcher.getAttribute('aria-expanded')).toBe('false')
    await v.page.keyboard.press('Enter')
    await v.page.getByRole('dialog', { name: 'Blue Fern' }).waitFor()
    await v.page.keyboard.type('hello')
    await v.page.keyboard.press('Enter')
    await poll(stored).toEqual(['hello'])
    await hub.answer('hi')
    await poll(() => v.page.locator('switchboard-chat [aria-live=polite]').innerText()).toBe('Mei Lin: hi')
    await v.page.keyboard.press('Escape')
    await v.panel.waitFor({ state: 'hidden' })
    expect(await v.page.evaluate(() => document.querySelector('switchboard-chat')!.shadowRoot!.activeElement?.className)).toBe('launcher')
  })

  test('what came while it was closed is counted, and read when it is opened', async () => {
    const v = await talk()
    await poll(() => hub.messages().at(-1)?.state).toBe('read')
    await v.page.keyboard.press('Escape')
    await hub.answer('one more thing')
    await hub.answer('and another')
    await v.page.getByRole('button', { name: 'Open chat, 2 new messages' }).waitFor()
    expect(await v.page.locator('switchboard-chat .badge').innerText()).toBe('2')
    expect(hub.messages().at(-1)?.state).toBe('sent')
    await v.page.reload()
    await poll(() => v.page.locator('switchboard-chat .badge').innerText()).toBe('2')
    await v.open()
    await poll(() => hub.messages().at(-1)?.state).toBe('read')
    expect(await v.page.locator('switchboard-chat .badge').innerText()).toBe('')
  })

  test('on a phone it fills the screen and keeps the focus', async () => {
    const v = await arrive({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true })
    await v.launcher.tap()
    await v.panel.waitFor()
    await poll(() => v.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 780 })
    expect(await v.panel.getAttribute('aria-modal')).toBe('true')
    await v.launcher.waitFor({ state: 'hidden' })
    await v.input.fill('hello')
    await v.input.press('Enter')
    expect(await v.input.inputValue()).toBe('hello\n')
    await v.page.getByRole('button', { name: 'Send' }).tap()
    await poll(stored).toEqual(['hello'])
    for (let n = 0; n < 8; n += 1) await v.page.keyboard.press('Tab')
    expect(await v.page.evaluate(() => document.activeElement?.tagName)).toBe('SWITCHBOARD-CHAT')
  })

  test('it speaks Chinese, takes the colour and the side that it is told, and stays readable', async () => {
    Object.assign(site.attributes, { color: '#ffd400', position: 'left' })
    const v = await arrive({ locale: 'zh-CN', viewport: { width: 1000, height: 700 } })
    await v.open()
    await v.page.getByPlaceholder('请输入消息…').waitFor()
    expect(await v.launcher.evaluate((button) => getComputedStyle(button).left)).toBe('20px')
    expect(await v.launcher.evaluate((button) => getComputedStyle(button).color)).toBe('rgb(16, 18, 22)')
    site.attributes['language'] = 'en'
    await v.page.reload()
    await v.page.getByRole('button', { name: 'Close chat' }).first().waitFor()
  })

  test('a page with rules for everything changes nothing in it', async () => {
    const look = async (path: string) => {
      const v = await arrive({ viewport: { width: 1000, height: 700 } }, path)
      await v.open()
      await v.write('hello')
      await poll(() => state(v)).toBe('Delivered')
      // What opens and what is pressed moves for a moment.
      await v.page.locator('switchboard-chat').evaluate(async (chat) => {
        const moving = (chat.shadowRoot?.getAnimations() ?? []).filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        await Promise.allSettled(moving.map(({ finished }) => finished))
      })
      const style = await v.page
        .locator('switchboard-chat .bubble')
        .first()
        .evaluate((bubble) => {
          const { font, color, letterSpacing, textTransform, lineHeight } = getComputedStyle(bubble)
          return { font, color, letterSpacing, textTransform, lineHeight }
        })
      return { style, launcher: await v.launcher.boundingBox(), panel: await v.panel.boundingBox() }
    }
    const plain = await look('/')
    await visitor.close()
    expect(await look('/hostile')).toEqual(plain)
  })

  test('it follows the dark of the system, or what the page says', async () => {
    const background = async (v: Visit) => v.panel.evaluate((panel) => getComputedStyle(panel).backgroundColor)
    const v = await arrive({ colorScheme: 'dark' })
    await v.open()
    expect(await background(v)).toBe('rgb(22, 24, 29)')
    site.attributes['theme'] = 'light'
    await v.page.reload()
    await v.page.evaluate(() => window.Switchboard?.open())
    expect(await background(v)).toBe('rgb(255, 255, 255)')
  })
})
