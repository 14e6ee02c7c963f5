import { afterEach, expect, test } from 'vitest'
import type { Entry } from '../../../../src/desk/log/log.ts'
import type { Reader } from '../../../../src/desk/log/reader.ts'
import type { Sql } from '../../../../src/ports/sql.ts'
import { HOUR, SECOND } from '../../../support/clock.ts'
import type { TestDesk, TestDeskOptions } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
afterEach(() => desk.close())

async function open(options: TestDeskOptions = {}): Promise<void> {
  desk = await openTestDesk({ file: true, ...options })
  channel = await desk.channel()
}

const talk = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) await desk.say(channel, `${index}`, { from: 'u' })
}
const state = (name: string) => desk.rooms.readers.states().find((one) => one.name === name)
const last = (): number => desk.rooms.log.last()
const range = (to: number): number[] => Array.from({ length: to }, (_, index) => index + 1)
const kept = (): number[] =>
  desk.rows<{ key: string }>("SELECT key FROM Setting WHERE key LIKE 'seen %' ORDER BY key").map(({ key }) => Number(key.slice(5)))

/** Writes down each entry, as a row and in `batches`; the second time the same row would be refused. */
function keeper(name: string, batches: number[][] = [], fail: (entries: readonly Entry[]) => boolean = () => false): Reader {
  return {
    name,
    read(entries) {
      batches.push(entries.map(({ seq }) => seq))
      for (const { seq } of entries)
        desk.sql.prepare("INSERT INTO Setting (key, value) VALUES (?, 'true')").run(`seen ${String(seq).padStart(6, '0')}`)
      if (fail(entries)) throw new Error('out of order')
    },
  }
}

test('a reader gets every entry once, in order and in bounded batches: what there was, and what comes', async () => {
  await open()
  await talk(150)
  const batches: number[][] = []
  desk.rooms.readers.add(keeper('keeper', batches))
  await desk.idle()
  await talk(3)
  await desk.idle()
  expect(batches.flat()).toEqual(range(last()))
  expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(50)
  expect(kept()).toEqual(range(last()))
})

test('after a restart it goes on where it was', async () => {
  await open()
  desk.rooms.readers.add(keeper('keeper'))
  await talk(5)
  await desk.idle()
  const before = last()
  await desk.restart()
  await talk(5)
  await desk.idle()
  const batches: number[][] = []
  desk.rooms.readers.add(keeper('keeper', batches))
  await desk.idle()
  expect(batches.flat()[0]).toBe(before + 1)
  expect(kept()).toEqual(range(last()))
})

test('one that throws keeps nothing of the batch, is tried again later and later, and stops nobody', async () => {
  await open()
  let broken = true
  const [failing, fine]: number[][][] = [[], []]
  desk.rooms.readers.add(keeper('failing', failing, () => broken))
  desk.rooms.readers.add({ name: 'fine', read: (entries) => void fine!.push(entries.map(({ seq }) => seq)) })
  await talk(1)
  await desk.idle()
  expect(kept()).toEqual([])
  expect(fine!.flat()).toEqual(range(last()))
  const tries = failing!.length
  await talk(1)
  await desk.idle()
  expect(failing).toHaveLength(tries)
  expect(state('failing')).toMatchObject({ behind: last(), error: 'Error: out of order' })
  expect(state('fine')).toMatchObject({ behind: 0 })
  await desk.advance(10 * SECOND)
  expect(failing!.length).toBeGreaterThan(tries)
  const soon = failing!.length
  await desk.advance(HOUR)
  expect(failing!.length - soon).toBeLessThan(15)
  broken = false
  await desk.advance(HOUR)
  expect(kept()).toEqual(range(last()))
  expect(state('failing')).toMatchObject({ behind: 0 })
  expect(state('failing')).not.toHaveProperty('error')
})

test('between what it writes and where it stands there is no gap: both are kept or neither', async () => {
  let cut = false
  const wrap = (sql: Sql): Sql => ({
    prepare<Row>(text: string) {
      const statement = sql.prepare<Row>(text)
      if (!text.startsWith('INSERT INTO LogReader')) return statement
      const run: typeof statement.run = (...params) => {
        if (cut && params[0] === 'keeper') throw new Error('cut off')
        return statement.run(...params)
      }
      return {
        all: statement.all.bind(statement),
        get: statement.get.bind(statement),
        insert: statement.insert.bind(statement),
        table: statement.table.bind(statement),
        run,
      }
    },
    exec: (script) => sql.exec(script),
    transaction: (fn) => sql.transaction(fn),
    commit: (fn, otherwise) => sql.commit(fn, otherwise),
    onUndo: (listener) => sql.onUndo(listener),
    close: () => sql.close(),
  })
  await open({ wrap })
  const batches: number[][] = []
  desk.rooms.readers.add(keeper('keeper', batches))
  cut = true
  await talk(2)
  await desk.idle()
  expect(batches.flat()).not.toEqual([])
  expect(kept()).toEqual([])
  cut = false
  await desk.restart()
  desk.rooms.readers.add(keeper('keeper'))
  await desk.idle()
  expect(kept()).toEqual(range(last()))
})

test('one that gathers is called when enough has come, at the sweep, and when somebody asks', async () => {
  await open()
  const batches: number[][] = []
  desk.rooms.readers.add({ ...keeper('keeper', batches), gathers: 20 })
  await desk.idle()
  const start = batches.flat().length
  expect(start).toBe(last())
  await talk(5)
  await desk.idle()
  expect(batches.flat()).toHaveLength(start)
  desk.desk.sweep()
  await desk.idle()
  expect(batches.flat()).toEqual(range(last()))
  await talk(5)
  await desk.idle()
  expect(batches.flat()).not.toEqual(range(last()))
  expect(desk.rooms.readers.catchUp('keeper')).toBe(true)
  expect(batches.flat()).toEqual(range(last()))
  await talk(25)
  await desk.idle()
  expect(last() - batches.flat().length).toBeLessThan(20)
  expect(kept()).toEqual(batches.flat())
})

test('one that gathers waits while very much happens: until it is quiet, until the sweep, or until somebody asks', async () => {
  await open()
  const batches: number[][] = []
  const behind = () => last() - batches.flat().length
  desk.rooms.readers.add({ ...keeper('keeper', batches), gathers: 20 })
  await desk.idle()
  await talk(70)
  const waited = behind()
  expect(waited).toBeGreaterThan(20)
  await talk(70)
  expect(behind()).toBe(waited + 70)
  await desk.advance(2 * SECOND)
  expect(behind()).toBeLessThan(20)
  await talk(140)
  expect(behind()).toBeGreaterThan(70)
  desk.desk.sweep()
  await desk.idle()
  expect(behind()).toBe(0)
  await talk(190)
  expect(behind()).toBeGreaterThan(100)
  expect(desk.rooms.readers.catchUp('keeper')).toBe(false)
  await desk.idle()
  expect(behind()).toBe(0)
  expect(batches.flat()).toEqual(range(last()))
  expect(Math.max(...batches.map((batch) => batch.length))).toBe(20)
})

test('one that is asked and fails says that it is behind, and the desk goes on', async () => {
  await open()
  await talk(1)
  desk.rooms.readers.add(keeper('keeper', [], () => true))
  expect(desk.rooms.readers.catchUp('keeper')).toBe(false)
  expect(desk.rooms.readers.catchUp('nobody')).toBe(false)
  await talk(1)
  expect(kept()).toEqual([])
})

test('one that can be made anew is: part by part, on through a restart, beside what happens meanwhile', async () => {
  await open()
  await talk(10)
  const before = last()
  const parts: number[] = []
  const seen: number[] = []
  let stop = true
  const reader: Reader = {
    name: 'made',
    read: (entries) => void seen.push(...entries.map(({ seq }) => seq)),
    rebuild(from) {
      if (stop && from === 2) throw new Error('cut off')
      parts.push(from)
      return from < 4 ? from + 1 : null
    },
  }
  desk.rooms.readers.add(reader)
  await desk.idle()
  expect(parts).toEqual([0, 1])
  expect(state('made')).toMatchObject({ rebuilding: true, behind: 0 })
  stop = false
  await desk.restart()
  await talk(1)
  desk.rooms.readers.add(reader)
  await desk.idle()
  expect(parts).toEqual([0, 1, 2, 3, 4])
  expect(seen).toEqual([before + 1])
  expect(state('made')).toMatchObject({ rebuilding: false, behind: 0 })
  await desk.restart()
  desk.rooms.readers.add(reader)
  await desk.idle()
  expect(parts).toHaveLength(5)
})

test('one that stands still is told of, once an hour', async () => {
  await open()
  desk.rooms.readers.add(keeper('stuck', [], () => true))
  await talk(1)
  const told = () => desk.trace.filter(({ event }) => event === 'reader.behind').map(({ data }) => data)
  desk.desk.sweep()
  expect(told()).toEqual([])
  await desk.advance(HOUR)
  desk.desk.sweep()
  desk.desk.sweep()
  expect(told()).toMatchObject([{ reader: 'stuck', entries: last(), error: 'Error: out of order' }])
  await desk.advance(HOUR)
  desk.desk.sweep()
  expect(told()).toHaveLength(2)
})
