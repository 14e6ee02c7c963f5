import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Blobs } from '../../../../src/ports/blobs.ts'
import { DAY, HOUR } from '../../../support/clock.ts'
import { message } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
const open = async (options: Parameters<typeof openTestDesk>[0] = {}): Promise<void> => {
  desk = await openTestDesk(options)
  channel = await desk.channel()
}
beforeEach(() => open())
afterEach(() => desk.close())

/** Nobody looks after the channel meanwhile, which would take most of the time. */
const pass = async (ms: number): Promise<void> => {
  await desk.idle()
  await desk.rooms.channelCommands.pause(await desk.owner(), channel)
  await desk.advance(ms)
}
const upload = async (name: string, owner = 'agent:ann') => (await desk.rooms.files.add(new File([name], name), owner)).id
const files = (): unknown[] => desk.rows<{ name: string }>('SELECT name FROM File ORDER BY name').map(({ name }) => name)
/** Every file of the store, but what is being written. */
const blobs = (): number =>
  readdirSync(join(desk.folder, 'files'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.parentPath.endsWith('drafts'),
  ).length
const file = (id: string, name = 'x') => [{ type: 'file' as const, file: id, name, mime: 'text/plain', bytes: 1 }]

describe('files that no message shows', () => {
  test('are kept for a while, and then gone with their bytes', async () => {
    await upload('left')
    await pass(25 * HOUR)
    await upload('young')
    expect([files(), blobs()]).toEqual([['left', 'young'], 2])
    await pass(2 * DAY)
    expect([files(), blobs()]).toEqual([['young'], 1])
    await pass(2 * DAY)
    expect([files(), blobs()]).toEqual([[], 0])
  })

  test('those that one shows stay: sent, noted, received, edited away, said again, taken back', async () => {
    const ann = await desk.agent('Ann')
    const id = await desk.say(channel, 'hi', { from: 'u', id: 'm' })
    await desk.rooms.handling.claim(ann, id)
    const [sent, noted, brought] = [await upload('sent'), await upload('noted'), await upload('brought', `visitor:${channel}:u`)]
    await desk.rooms.replies.reply(ann, id, { key: 'a', content: file(sent) })
    await desk.rooms.replies.reply(ann, id, { key: 'b', content: file(sent) })
    await desk.rooms.replies.note(ann, id, { key: 'c', content: file(noted) })
    await desk.receive(channel, message('', { from: 'u', id: 'n', content: file(brought) }))
    desk.platform.media.set('p', {})
    await desk.receive(channel, message('', { from: 'u', id: 'p', content: [{ type: 'image', ref: 'p' }] }))
    await pass(200 * DAY)
    expect(files()).toEqual([null, 'brought', 'noted', 'sent'])
    expect(blobs()).toBe(4)
    expect((await desk.rooms.files.open(sent, () => true)).status).toBe(200)
  })

  test('one whose message comes too late is said to be missing', async () => {
    const id = await upload('late', `visitor:${channel}:u`)
    await pass(4 * DAY)
    await desk.rooms.channelCommands.enable(await desk.owner(), channel)
    const conversation = await desk.say(channel, '', { from: 'u', content: file(id, 'late') })
    expect(desk.rooms.reading.timeline(conversation, { limit: 1 }).items).toMatchObject([
      { content: [{ file: id, name: 'late' }], failedFiles: [id] },
    ])
    await pass(4 * DAY)
    expect(files()).toEqual(['late'])
    await expect(desk.rooms.files.open(id, () => true)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('nor those of saved replies', async () => {
    const id = await upload('saved')
    desk.sql
      .prepare("INSERT INTO ReplyTemplate (shortcut, title, content, updatedAt, updatedBy) VALUES ('x', 'x', ?, 0, '')")
      .run(JSON.stringify(file(id)))
    await pass(10 * DAY)
    expect(files()).toEqual(['saved'])
  })

  test('in any number, a few at a time', async () => {
    for (let index = 0; index < 230; index += 1) await upload(`f${index}`)
    await pass(4 * DAY)
    expect([files(), blobs()]).toEqual([[], 0])
  })

  test('an upload that was cut off leaves nothing: neither a row without bytes nor bytes without a row', async () => {
    await desk.close()
    let cut = (): void => {}
    const broken = (inner: Blobs): Blobs => ({
      ...inner,
      async put(key, body, options) {
        const stored = await inner.put(key, body, options)
        cut()
        return stored
      },
    })
    await open({ blobs: broken })
    cut = () => {
      throw new Error('cut off')
    }
    await expect(upload('bytes are there')).rejects.toThrow('cut off')
    cut = () => desk.sql.exec("CREATE TRIGGER full BEFORE UPDATE ON File BEGIN SELECT raise(FAIL, 'cut off'); END")
    await expect(upload('bytes are there too')).rejects.toThrow('cut off')
    desk.sql.exec('DROP TRIGGER full')
    expect(blobs()).toBe(2)
    for (const { id } of desk.rows<{ id: string }>('SELECT id FROM File'))
      await expect(desk.rooms.files.open(id, () => true)).rejects.toMatchObject({ code: 'not-found' })
    await pass(4 * DAY)
    expect([files(), blobs()]).toEqual([[], 0])
  })

  test('where the bytes do not go the row stays, and both go later', async () => {
    await desk.close()
    let stuck = true
    const sticky = (inner: Blobs): Blobs => ({
      ...inner,
      delete: (key) => (stuck ? Promise.reject(new Error('stuck')) : inner.delete(key)),
    })
    await open({ blobs: sticky, file: true })
    const id = await upload('sticky')
    await pass(3 * DAY)
    expect([files(), blobs()]).toEqual([['sticky'], 1])
    await expect(desk.rooms.files.open(id, () => true)).rejects.toMatchObject({ code: 'not-found' })
    await desk.restart()
    stuck = false
    await pass(2 * DAY)
    expect([files(), blobs()]).toEqual([[], 0])
  })
})
