import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ConsoleHub, startConsoleHub } from './console/hub.ts'
import { tooSmall } from './console/touch.ts'
import { openStudio, type Studio } from './console/visit.ts'
import { faults } from './console/axe.ts'
import { type Visit, visit } from './widget/site.ts'

let studio: Studio
let hub: ConsoleHub
const visits: Visit[] = []

beforeAll(async () => {
  studio = await openStudio()
})
afterAll(() => studio.close())
beforeEach(async () => {
  hub = await startConsoleHub(studio.folder)
  const { channelCommands } = hub.desk.rooms
  const id = await channelCommands.create(hub.owner, { kind: 'web', name: 'Blue Fern', credentials: {}, settings: {} })
  await channelCommands.enable(hub.owner, id)
})
afterEach(async () => {
  for (const one of visits.splice(0)) {
    expect(one.complaints).toEqual([])
    await one.close()
  }
  await hub.stop()
})

const come = async (options: Parameters<typeof visit>[2]): Promise<Visit> => {
  const one = await visit(studio.browser, `${hub.url}/demo`, options)
  visits.push(one)
  return one
}

describe('the page to try the chat on', () => {
  test.each(['light', 'dark'] as const)(
    'has no blemish when %s, with the chat closed and open, on a screen and on a phone',
    async (colorScheme) => {
      for (const viewport of [
        { width: 1280, height: 800 },
        { width: 390, height: 780 },
      ]) {
        const phone = viewport.width < 400 && { hasTouch: true, isMobile: true }
        const v = await come({ colorScheme, viewport, locale: 'zh-CN', reducedMotion: 'reduce', ...phone })
        expect(await faults(v.page)).toEqual([])
        expect(await v.page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
        await v.open()
        await v.input.fill('你好')
        await v.page.getByRole('button', { name: '发送' }).click()
        await v.page.getByText('你好').waitFor()
        expect(await faults(v.page)).toEqual([])
        if (phone) expect(await tooSmall(v.page)).toEqual([])
      }
    },
  )

  test('gives the whole words of the field at its first opening, and makes room for what is written', async () => {
    const v = await come({ viewport: { width: 1280, height: 800 } })
    await v.open()
    const room = () => v.input.evaluate((field) => [field.clientHeight, field.scrollHeight])
    const [shown = 0, needed = 0] = await room()
    expect(needed).toBeGreaterThan(15)
    expect(shown).toBe(needed)
    await v.input.fill('a word '.repeat(30))
    const [more = 0] = await room()
    expect(more).toBeGreaterThan(shown)
  })
})

test('the chat’s script travels compressed', async () => {
  for (const encoding of ['br', 'gzip']) {
    const { headers } = await fetch(`${hub.url}/widget.js`, { headers: { 'accept-encoding': encoding } })
    expect([headers.get('content-encoding'), headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([
      encoding,
      '*',
      'Accept-Encoding',
    ])
    expect(headers.get('content-type')).toMatch('text/javascript')
  }
})
