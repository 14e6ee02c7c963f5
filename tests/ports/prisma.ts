import { describe, expect, test } from 'vitest'
import type { Db } from '../../src/ports/db.ts'
import type { Sql } from '../../src/ports/sql.ts'

/** Runs `body` on a fresh database with all migrations. */
export type WithDb = (body: (db: Db, sql: Sql) => Promise<void>) => Promise<void>

const at = new Date(1_763_800_000_123)
const channel = {
  id: 'c',
  kind: 'telegram',
  name: 'One',
  credentials: new Uint8Array([0, 7, 255]),
  settings: {},
  healthSince: at,
  createdAt: at,
}
const file = { id: 'f', mime: 'image/png', bytes: 5, state: 'stored', owner: 'system', createdAt: at }
const article = { slug: 's', language: 'en', title: 't', body: 'b', state: 'draft', updatedAt: at }

/** What Prisma must do on every `Sql`. */
export function prismaSuite(withDb: WithDb): void {
  describe('column types', () => {
    test('text, bytes, JSON, instants, null', () =>
      withDb(async (db, sql) => {
        const settings = { groups: true, words: ['人工', 1.5, null], deep: { a: 'b' } }
        const created = await db.channel.create({ data: { ...channel, settings } })
        const { credentials, ...read } = await db.channel.findUniqueOrThrow({ where: { id: 'c' } })
        expect(read).toMatchObject({ settings, createdAt: at, deletedAt: null, state: 'draft', cursor: null })
        expect(new Uint8Array(credentials)).toEqual(channel.credentials)
        expect(created).toMatchObject(read)
        const stored = sql.prepare('SELECT createdAt, typeof(createdAt) AS type, settings FROM Channel').get()
        expect(stored).toEqual({ createdAt: at.getTime(), type: 'integer', settings: JSON.stringify(settings) })
      }))

    const json = [true, 0, 5, -1.5, 1e21, '', '5', 'null', [], [1, 'a'], { a: { b: null } }]
    test.each(json.map((value) => ({ value })))('JSON $value', ({ value }) =>
      withDb(async (db) => {
        await db.setting.create({ data: { key: 'k', value } })
        expect((await db.setting.findUnique({ where: { key: 'k' } }))?.value).toEqual(value)
      }),
    )

    test('integers, floats, booleans', () =>
      withDb(async (db) => {
        await db.file.create({ data: { ...file, bytes: 2_147_483_647, seconds: 1.25 } })
        expect(await db.file.findFirst()).toMatchObject({ bytes: 2_147_483_647, seconds: 1.25, width: null })
        await db.contact.createMany({
          data: [
            { createdAt: at, updatedAt: at, vip: true },
            { createdAt: at, updatedAt: at },
          ],
        })
        expect((await db.contact.findMany({ where: { vip: true } })).map((row) => row.id)).toEqual([1])
        expect((await db.contact.findMany({ orderBy: { id: 'asc' } })).map((row) => row.vip)).toEqual([true, false])
      }))

    test('instants compare and sort as numbers', () =>
      withDb(async (db) => {
        const days = [3, 1, 2].map((day) => new Date(Date.UTC(2026, 0, day)))
        await db.job.createMany({ data: days.map((dueAt, index) => ({ kind: 'k', key: String(index), dueAt })) })
        const due = await db.job.findMany({ where: { dueAt: { lte: new Date(Date.UTC(2026, 0, 2)) } }, orderBy: { dueAt: 'asc' } })
        expect(due.map((job) => job.key)).toEqual(['1', '2'])
        const { _max } = await db.job.aggregate({ _max: { dueAt: true } })
        expect(_max.dueAt).toEqual(new Date(Date.UTC(2026, 0, 3)))
      }))

    test('raw queries take every kind of value', () =>
      withDb(async (db) => {
        const [row] = await db.$queryRaw<unknown[]>`
          SELECT ${at} AS at, ${true} AS yes, ${new Uint8Array([9])} AS bytes, ${12n} AS big, ${1.5} AS real, ${'x'} AS text, ${null} AS gone`
        expect(row).toMatchObject({ at: at.getTime(), yes: 1, big: 12, real: 1.5, text: 'x', gone: null })
        await expect(db.$queryRaw`SELECT ${2n ** 60n} AS big`).rejects.toMatchObject({ code: 'P2010' })
      }))
  })

  describe('reads and writes', () => {
    test('update, upsert, delete, count', () =>
      withDb(async (db) => {
        const set = (value: number) => db.setting.upsert({ where: { key: 'k' }, create: { key: 'k', value }, update: { value } })
        await set(1)
        await set(2)
        expect(await db.setting.findMany()).toEqual([{ key: 'k', value: 2 }])
        expect(await db.setting.updateMany({ data: { value: 3 } })).toEqual({ count: 1 })
        expect(await db.setting.delete({ where: { key: 'k' } })).toEqual({ key: 'k', value: 3 })
        expect(await db.setting.count()).toBe(0)
      }))

    test('relations, also of more parents than one statement can name', () =>
      withDb(async (db, sql) => {
        await db.channel.create({ data: channel })
        const contact = sql.prepare('INSERT INTO Contact (id, createdAt, updatedAt) VALUES (?, 0, 0)')
        const identity = sql.prepare("INSERT INTO Identity (channelId, externalId, contactId, createdAt) VALUES ('c', ?, ?, 0)")
        await sql.commit(() => {
          for (let id = 1; id <= 250; id += 1) {
            contact.run(id)
            identity.run(String(id), id)
          }
        })
        const contacts = await db.contact.findMany({ include: { identities: { include: { channel: true } } }, orderBy: { id: 'asc' } })
        expect(contacts).toHaveLength(250)
        expect(contacts[249]?.identities[0]).toMatchObject({ externalId: '250', channel: { name: 'One' } })
      }))

    test('a write waits for its turn behind commands that came first', () =>
      withDb(async (db, sql) => {
        const before = sql.commit(() => sql.exec(`INSERT INTO Setting VALUES ('k', '1')`))
        const after = db.setting.update({ where: { key: 'k' }, data: { value: 2 } })
        await Promise.all([before, after])
        expect(await db.setting.findMany()).toEqual([{ key: 'k', value: 2 }])
      }))
  })

  describe('errors', () => {
    const causeOf = (error: unknown) => (error as { meta: { driverAdapterError: { cause: object } } }).meta.driverAdapterError.cause

    test('P2002 names the fields', () =>
      withDb(async (db) => {
        await db.article.create({ data: article })
        const error = await db.article.create({ data: article }).catch((reason: unknown) => reason)
        expect(error).toMatchObject({ code: 'P2002' })
        expect(causeOf(error)).toMatchObject({ constraint: { fields: ['slug'] } })
        await db.job.create({ data: { kind: 'a', key: 'b', dueAt: at } })
        const again = await db.job.create({ data: { kind: 'a', key: 'b', dueAt: at } }).catch((reason: unknown) => reason)
        expect(causeOf(again)).toMatchObject({ constraint: { fields: ['kind', 'key'] } })
      }))

    test('P2003, P2011, P2025', () =>
      withDb(async (db) => {
        const identity = { channelId: 'none', externalId: 'e', contactId: 1, createdAt: at }
        await expect(db.identity.create({ data: identity })).rejects.toMatchObject({ code: 'P2003' })
        const missing = db.$executeRaw`INSERT INTO Setting (key, value) VALUES ('k', NULL)`.catch((reason: unknown) => reason)
        expect(causeOf(await missing)).toMatchObject({ kind: 'NullConstraintViolation', constraint: { fields: ['value'] } })
        await expect(db.setting.update({ where: { key: 'none' }, data: { value: 1 } })).rejects.toMatchObject({ code: 'P2025' })
        await expect(db.setting.findUniqueOrThrow({ where: { key: 'none' } })).rejects.toMatchObject({ code: 'P2025' })
      }))

    test('what would need a transaction to write is refused, and nothing is written', () =>
      withDb(async (db) => {
        const refused = { code: 'transaction-refused' }
        const nested = {
          name: 'q',
          members: { create: { agent: { create: { id: 'a', name: 'n', email: 'e', createdAt: at, updatedAt: at } } } },
        }
        await expect(db.queue.create({ data: nested })).rejects.toMatchObject(refused)
        await expect(db.$transaction([db.setting.create({ data: { key: 'a', value: 1 } }), db.setting.count()])).rejects.toMatchObject(
          refused,
        )
        await expect(db.$transaction((inner) => inner.setting.create({ data: { key: 'b', value: 1 } }))).rejects.toMatchObject(refused)
        const many = Array.from({ length: 80 }, (_, index) => ({ key: String(index), value: 1 }))
        await expect(db.setting.createMany({ data: many })).rejects.toMatchObject(refused)
        expect([await db.setting.count(), await db.queue.count(), await db.agent.count()]).toEqual([0, 0, 0])
      }))
  })
}
