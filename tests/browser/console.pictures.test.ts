import { expect, test } from 'vitest'
import { come, hub, poll, stand, v } from './console/stand.ts'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

stand()

/** A message with these pictures; each is also its own name. */
async function show(names: string[], caption?: string): Promise<void> {
  for (const name of names) hub.platform.media.set(name, { mime: 'image/png', body: new Uint8Array(PNG) })
  const content = names.map((name, index) => ({ type: 'image' as const, ref: name, name, ...(caption && index === 0 && { caption }) }))
  await hub.say('', { from: 'maya', name: 'Maya', content })
}

test('pictures sent together stand together, and can be gone through with all others of the conversation', async () => {
  await show(['pot'])
  await show(['one', 'two', 'three', 'four', 'five'], 'All of them broken')
  await come({ path: '/inbox/waiting' })
  await v.open('Maya')
  const album = v.timeline.locator('article').last()
  const picture = (name: string) => v.timeline.getByRole('button', { name: `Enlarge: ${name}` })
  await picture('five').waitFor()
  const boxes = await Promise.all(['one', 'two', 'three', 'four', 'five'].map((name) => picture(name).boundingBox()))
  expect(new Set(boxes.map((box) => box?.y)).size).toBe(2)
  expect((await album.boundingBox())?.height).toBeLessThan(420)
  expect(await album.getByText('All of them broken').count()).toBe(1)

  await picture('three').click()
  const viewer = v.page.getByRole('dialog')
  const seen = async () => [await viewer.getByRole('heading').innerText(), await viewer.getByText(/ of 6$/).innerText()]
  await poll(seen).toEqual(['three', '4 of 6'])
  await v.page.keyboard.press('ArrowRight')
  await poll(seen).toEqual(['four', '5 of 6'])
  await viewer.getByRole('button', { name: 'Next picture' }).click()
  await poll(seen).toEqual(['five', '6 of 6'])
  expect(await viewer.getByRole('button', { name: 'Next picture' }).isDisabled()).toBe(true)
  for (let back = 0; back < 5; back += 1) await v.page.keyboard.press('ArrowLeft')
  await poll(seen).toEqual(['pot', '1 of 6'])
  await viewer.getByRole('link', { name: 'Download' }).waitFor()
  await v.page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
  await poll(() => picture('three').evaluate((button) => button === document.activeElement)).toBe(true)
})

test.each([1440, 768, 390])('nothing in the header runs over something else, %i pixels wide', async (width) => {
  const number = await hub.say('Hello', { name: 'Maya-Sophie von der Heiden-Rosenthal' })
  await hub.desk.rooms.handling.prioritise(hub.owner, number, 'urgent')
  await come({ path: '/inbox/open', viewport: { width, height: 900 } })
  await v.open('Maya')
  const header = v.page
    .getByRole('region', { name: /^Conversation \d/ })
    .locator('header')
    .first()
  await header.getByRole('button', { name: 'Claim' }).waitFor()
  const crossed = await header.evaluate((root) => {
    const leaves = [...root.querySelectorAll('*')].filter(
      (one) => one.matches('button, a, h2, svg, p > span, [class*=rounded-full]') && !one.closest('.sr-only'),
    )
    const faults: string[] = []
    for (const [index, one] of leaves.entries()) {
      const a = one.getBoundingClientRect()
      const out = root.getBoundingClientRect()
      if (a.right > out.right || a.bottom > out.bottom) faults.push(`${one.outerHTML.slice(0, 80)} sticks out`)
      for (const other of leaves.slice(index + 1)) {
        const b = other.getBoundingClientRect()
        const inside = one.contains(other)
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (!inside && across > 1 && down > 1) faults.push(`${one.outerHTML.slice(0, 80)} × ${other.outerHTML.slice(0, 80)}`)
      }
    }
    return faults
  })
  expect(crossed).toEqual([])
})
