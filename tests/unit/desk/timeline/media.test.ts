import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../support/clock.ts'
import { event, message } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk({ file: true })
  channel = await desk.channel()
})
afterEach(() => desk.close())

const photo = (ref: string, mime?: string) => ({ type: 'image' as const, ref, ...(mime && { mime }) })
const send = (ref: string, mime?: string) => desk.receive(channel, message('', { from: 'u1', content: [photo(ref, mime)] }))
const shown = () => desk.rooms.reading.timeline(1, { limit: 9 }).items[0]!
const file = () => {
  const part = shown().content[0]
  return part && 'file' in part ? part : undefined
}
const bytesOf = async (id: string): Promise<number[]> => [
  ...new Uint8Array(await (await desk.rooms.files.open(id, () => true)).arrayBuffer()),
]

describe('media of customers', () => {
  test('are shown at once as coming, fetched soon, and kept', async () => {
    desk.platform.media.set('p1', { mime: 'image/png; charset=binary', body: new Uint8Array([9, 8, 7]) })
    await send('p1')
    expect(shown().pendingFiles).toEqual([file()?.file])
    const log = desk.rooms.log.last()
    await desk.idle()
    expect(shown()).toMatchObject({ pendingFiles: [], failedFiles: [] })
    expect(file()).toMatchObject({ mime: 'image/png', bytes: 3 })
    expect(await bytesOf(file()!.file)).toEqual([9, 8, 7])
    expect(desk.rooms.log.after(log, 9)).toMatchObject([{ type: 'message.updated', messageId: 1 }])
  })

  test('are fetched later when the platform is down, also after a restart', async () => {
    desk.platform.media.set('p1', {})
    await desk.platform.down()
    await send('p1')
    await desk.idle()
    expect(shown().pendingFiles).toHaveLength(1)
    await desk.restart()
    await desk.platform.up()
    await desk.advance(MINUTE)
    expect(shown()).toMatchObject({ pendingFiles: [], failedFiles: [] })
  })

  test('that are gone are not asked for again', async () => {
    await send('nothing-there')
    await desk.advance(HOUR)
    expect(shown()).toMatchObject({ pendingFiles: [], failedFiles: [file()?.file] })
    expect(desk.rows("SELECT * FROM Job WHERE kind = 'media'")).toEqual([])
  })

  test('of a platform that is down for an hour are not lost', async () => {
    desk.platform.media.set('p1', {})
    await desk.platform.down()
    await send('p1')
    await desk.advance(HOUR)
    await desk.platform.up()
    await desk.advance(HOUR)
    expect(shown()).toMatchObject({ pendingFiles: [], failedFiles: [] })
  })

  test('that are too large are refused and leave no bytes behind', async () => {
    desk.platform.media.set('p1', { body: new Uint8Array(50 * 1024 * 1024 + 1) })
    await send('p1')
    await desk.advance(MINUTE)
    expect(shown().failedFiles).toHaveLength(1)
    await expect(desk.rooms.files.open(file()!.file, () => true)).rejects.toMatchObject({ status: 404 })
  })

  test('what the platform calls an image but is a page is no page of ours', async () => {
    desk.platform.media.set('p1', { mime: 'text/html', body: new TextEncoder().encode('<script>alert(1)</script>') })
    await send('p1')
    await desk.idle()
    const { headers } = await desk.rooms.files.open(file()!.file, () => true)
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('content-disposition')).toMatch(/^attachment/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain('sandbox')
  })

  test('of an edit are fetched too, those of before stay', async () => {
    for (const ref of ['p1', 'p2']) desk.platform.media.set(ref, {})
    await desk.receive(channel, message('', { from: 'u1', id: 'm1', content: [photo('p1')] }))
    const before = file()!.file
    await desk.receive(channel, event('edited', { from: 'u1' }, { externalId: 'm1', content: [photo('p2')] }))
    await desk.idle()
    expect(file()!.file).not.toBe(before)
    expect([await bytesOf(before), await bytesOf(file()!.file)]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
  })

  test('that arrive only after room was made for them are not held without it', async () => {
    desk.platform.media.set('p1', {})
    await desk.platform.down()
    await send('p1')
    const { file: id } = file()!
    const lent = await desk.rooms.files.lend({ type: 'media', as: 'image', file: id, mime: 'image/png', bytes: 3 })
    await desk.platform.up()
    await desk.advance(MINUTE)
    await expect(lent.open(id)).rejects.toMatchObject({ code: 'network', certain: true })
    const again = await desk.rooms.files.lend({ type: 'media', as: 'image', file: id, mime: 'image/png', bytes: 3 })
    expect((await again.open(id)).size).toBe(3)
  })

  test('may be sent to the customer whose they are, and to nobody else', async () => {
    desk.platform.media.set('p1', {})
    await send('p1')
    await desk.idle()
    const owner = await desk.owner()
    const other = await desk.say(channel, 'hi', { from: 'u2' })
    for (const id of [1, other]) await desk.rooms.handling.claim(owner, id)
    const draft = { key: 'k', content: [{ type: 'image' as const, file: file()!.file, mime: 'image/png', bytes: 3 }] }
    await desk.rooms.replies.reply(owner, 1, draft)
    await expect(desk.rooms.replies.reply(owner, other, draft)).rejects.toMatchObject({ code: 'unknown-file' })
    await expect(desk.rooms.replies.note(owner, other, draft)).rejects.toMatchObject({ code: 'unknown-file' })
  })
})
