import type { CDPSession } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { come, hub, poll, stand, v } from './console/stand.ts'
import type { Visit } from './console/visit.ts'

stand({ adapter: { surface: { buttons: { rows: 1, perRow: 1, label: 8, data: 64 } } } })
beforeEach(async () => {
  await begin('Maya')
  await come()
  await v.open('Maya')
  await v.reply.click()
})

/** A conversation that the owner has. */
async function begin(name: string): Promise<void> {
  const number = await hub.say(`${name} says hello`, { from: name, name })
  await hub.desk.rooms.handling.claim(hub.owner, number)
}
const delivered = () => hub.platform.delivered.map(({ text }) => text)

describe('an input method', () => {
  let cdp: CDPSession
  const compose = (text: string) => cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  const commit = (text: string) => cdp.send('Input.insertText', { text })
  /** The key as an input method leaves it: "I have it". */
  const key = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 } as const
  const takenEnter = async () => {
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
  }
  beforeEach(async () => {
    cdp = await v.context.newCDPSession(v.page)
  })

  test('keeps its Enter: choosing a word does not send', async () => {
    await compose('ni')
    await compose('nihao')
    await takenEnter()
    await v.page.keyboard.press('Enter')
    expect(delivered()).toEqual([])
    expect(await v.said()).toEqual(['Maya says hello'])
    await v.reply.fill('')
    await compose('nihao')
    await commit('你好')
    expect(await v.reply.inputValue()).toBe('你好')
    const committed = await v.page.evaluate(() => performance.now())
    await v.page.waitForFunction((time) => performance.now() > time + 60, committed)
    await v.page.keyboard.press('Enter')
    await poll(delivered).toEqual(['你好'])
  })

  test('keeps its Enter in Safari’s order: the composition ends before the key', async () => {
    await v.reply.fill('你好')
    await v.reply.evaluate((field) => {
      field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
      field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '你好' }))
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }))
    })
    expect(await v.reply.inputValue()).toBe('你好')
    expect(delivered()).toEqual([])
  })
})

describe('Enter', () => {
  test('sends, and Shift+Enter starts a line', async () => {
    await v.page.keyboard.type('one')
    await v.page.keyboard.press('Shift+Enter')
    await v.page.keyboard.type('two')
    expect(delivered()).toEqual([])
    await v.page.keyboard.press('Enter')
    await poll(delivered).toEqual(['one\ntwo'])
  })

  test('starts a line where Ctrl+Enter was chosen to send', async () => {
    await v.page.goto(`${hub.url}/settings/preferences`)
    await v.page.getByText('Ctrl + Enter').click()
    await v.page.goBack()
    await v.reply.click()
    await v.page.keyboard.type('one')
    await v.page.keyboard.press('Enter')
    await v.page.keyboard.type('two')
    expect(await v.reply.inputValue()).toBe('one\ntwo')
    await v.page.keyboard.press('Control+Enter')
    await poll(delivered).toEqual(['one\ntwo'])
  })
})

test('each conversation keeps its draft, over a reload too', async () => {
  await begin('Jonas')
  await v.page.keyboard.type('Half a sen')
  await v.open('Jonas')
  expect(await v.reply.inputValue()).toBe('')
  await v.reply.fill('For Jonas')
  await v.page.reload()
  await poll(() => v.reply.inputValue()).toBe('For Jonas')
  await v.open('Maya')
  expect(await v.reply.inputValue()).toBe('Half a sen')
})

describe('without an answer', () => {
  const SEND = '**/api/conversations/*/messages'
  const write = async (visit: Visit, text: string) => {
    await visit.reply.fill(text)
    await visit.reply.press('Enter')
  }

  test('what is written next does not overtake', async () => {
    await v.page.route(SEND, (route) => route.abort(), { times: 1 })
    await write(v, 'one')
    await v.timeline.getByText('Not sent yet').waitFor()
    await write(v, 'two')
    await poll(delivered).toEqual(['one', 'two'])
    await poll(() => v.said()).toEqual(['Maya says hello', 'one', 'two'])
  })

  test('two tabs keep each other’s messages, over a reload too, and send each once', async () => {
    const first = v
    await first.context.route(SEND, (route) => route.abort())
    const other = await come({ context: first.context })
    await other.open('Maya')
    await write(first, 'one')
    await other.timeline.getByText('one', { exact: true }).waitFor()
    await write(other, 'two')
    await other.page.reload()
    await poll(() => other.said()).toEqual(['Maya says hello', 'one', 'two'])
    await first.page.close()
    await first.context.unroute(SEND)
    await other.timeline.getByRole('button', { name: 'Try again' }).last().click()
    await poll(delivered).toEqual(['one', 'two'])
    await poll(() => other.timeline.getByText('Not sent yet').count()).toBe(0)
    expect(delivered()).toEqual(['one', 'two'])
    expect(other.complaints).toEqual([])
  })
})

test('a note stays in the house', async () => {
  await v.page.keyboard.press('Escape')
  await v.page.keyboard.press('n')
  const note = v.page.getByRole('textbox', { name: /Write a note/ })
  await note.fill('Third pot this week')
  await note.press('Enter')
  await v.timeline.getByText('Internal note').waitFor()
  await v.page.keyboard.press('Escape')
  await v.page.keyboard.press('r')
  await v.page.keyboard.type('Sorry!')
  await v.page.keyboard.press('Enter')
  await poll(delivered).toEqual(['Sorry!'])
  expect(await v.said()).toEqual(['Maya says hello', 'Third pot this week', 'Sorry!'])
})

test('a picture goes along with its words', async () => {
  const chooser = v.page.waitForEvent('filechooser')
  await v.page.getByRole('button', { name: 'Attach files' }).click()
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  await (await chooser).setFiles({ name: 'pot.png', mimeType: 'image/png', buffer: png })
  await v.page.getByRole('list', { name: 'Attachments' }).getByText('pot.png').waitFor()
  await v.reply.fill('The new one')
  await v.page.getByRole('button', { name: 'Send', exact: true }).click()
  await poll(() => hub.platform.delivered.map(({ body }) => body)).toMatchObject([{ type: 'media', as: 'image', caption: 'The new one' }])
  await v.timeline.getByRole('img', { name: 'The new one' }).waitFor()
})

test('a question with options says what the channel makes of it, before it is sent', async () => {
  await v.page.getByRole('button', { name: 'Ask with options' }).click()
  await v.page.getByRole('textbox', { name: 'What do you ask the customer?' }).fill('Which size?')
  await v.page.getByRole('textbox', { name: 'Option 1' }).fill('Medium, 17 cm')
  await v.page.getByText('“Medium, 17 cm” is too long for a button').waitFor()
  await v.page.keyboard.press('Enter')
  await v.page.keyboard.type('Large')
  await v.page.getByText('they become a numbered list').waitFor()
  await v.page.getByRole('button', { name: 'Send', exact: true }).click()
  await poll(delivered).toEqual(['Which size?\n1. Medium, 17 cm\n2. Large'])
  await v.timeline.getByText('Medium, 17 cm').waitFor()
})

test('what is too long says into how many messages it is split', async () => {
  await v.reply.fill('word '.repeat(50))
  await v.page.getByText('it is split into 3').waitFor()
  await v.reply.press('Enter')
  await poll(() => delivered().length).toBe(3)
})

test('an answer to one message names it', async () => {
  await hub.say('And where is the other?', { from: 'Maya', name: 'Maya', id: 'm2' })
  await v.timeline.getByText('And where is the other?').hover()
  await v.timeline.locator('article').last().getByRole('button', { name: 'Reply to this message' }).click()
  await v.page.keyboard.type('In the box')
  await v.page.keyboard.press('Enter')
  await poll(() => hub.platform.delivered.map(({ replyTo }) => replyTo)).toEqual(['m2'])
  await v.timeline
    .locator('article')
    .last()
    .getByRole('button', { name: /And where is the other/ })
    .waitFor()
})
