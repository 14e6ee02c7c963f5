import { describe, expect, test } from 'vitest'
import type { Visit } from './widget/site.ts'
import { arrive, hub, picture, poll, site, stand, state, stored, talk, visitor } from './widget/talk.ts'

stand()

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
