import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type NodeDatabase, openNodeSql } from '../../src/node/sql.ts'
import type { Sql } from '../../src/ports/sql.ts'

let folder: string
let path: string
let open: Sql[]
let children: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sql-'))
  path = join(folder, 'desk.db')
  open = []
  children = []
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const sql of open) sql.close()
  rmSync(folder, { recursive: true })
})

function opened(options: { maxPending?: number; maxPages?: number } = {}): NodeDatabase {
  const sql = openNodeSql({ path, ...options })
  open.push(sql)
  return sql
}

function faultOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

const rows = (sql: Sql) => sql.prepare<{ n: number }>('SELECT count(*) AS n FROM T').get()?.n

/** Another process that has the database and says each number once it is committed. */
async function neighbour(): Promise<{ child: ChildProcess; said: () => string }> {
  const source = `
    import { openNodeSql } from ${JSON.stringify(new URL('../../src/node/sql.ts', import.meta.url).href)}
    const sql = openNodeSql({ path: ${JSON.stringify(path)} })
    sql.exec('CREATE TABLE IF NOT EXISTS T (a)')
    const insert = sql.prepare('INSERT INTO T VALUES (?)')
    console.log('open')
    for (let n = 1; ; n += 1) await sql.commit(() => insert.run(n)).then(() => console.log(n))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  await expect.poll(() => text.length, { timeout: 10_000 }).toBeGreaterThan(100)
  return { child, said: () => text }
}

test('commands that never stop arriving do not keep the first one waiting', async () => {
  const sql = opened()
  sql.exec('CREATE TABLE T (a)')
  const insert = sql.prepare('INSERT INTO T VALUES (1)')
  let done = false
  const commits = [sql.commit(() => insert.run()).then(() => (done = true))]
  while (!done && commits.length < 5000) {
    commits.push(sql.commit(() => insert.run()).then(() => true))
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(commits.length).toBeLessThan(1000)
  await Promise.all(commits)
  expect(rows(sql)).toBe(commits.length)
})

describe('one owner', () => {
  test('a second opener in this process is refused', () => {
    const first = opened()
    expect(faultOf(() => openNodeSql({ path }))).toMatchObject({ name: 'SqlFault', code: 'locked' })
    first.close()
    opened()
  })

  test('another process is refused until it is killed; what was acknowledged is there', async () => {
    const { child, said } = await neighbour()
    expect(faultOf(() => openNodeSql({ path }))).toMatchObject({ code: 'locked' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const acknowledged = Number(said().trim().split('\n').at(-1))
    const sql = opened()
    expect(acknowledged).toBeGreaterThan(1)
    expect(rows(sql)).toBeGreaterThanOrEqual(acknowledged)
    expect(sql.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  })
})

test('is durable, logged ahead, with foreign keys', () => {
  const sql = opened()
  const pragma = (name: string) => Object.values(sql.prepare(`PRAGMA ${name}`).get()!)[0]
  expect(['journal_mode', 'synchronous', 'foreign_keys', 'locking_mode', 'busy_timeout'].map(pragma)).toEqual(['wal', 2, 1, 'exclusive', 0])
})

test.each([
  ['no database', 'x'.repeat(5000), 'corrupt'],
  ['no folder', undefined, 'io'],
])('what cannot be opened says why: %s', (_, content, code) => {
  if (content === undefined) path = join(folder, 'nowhere', 'desk.db')
  else writeFileSync(path, content)
  expect(faultOf(() => openNodeSql({ path }))).toMatchObject({ name: 'SqlFault', code })
})

describe('a full disk', () => {
  const big = 'x'.repeat(3000)

  test('refuses the whole group, keeps nothing of it, and goes on', async () => {
    const sql = opened({ maxPages: 20 })
    sql.exec('CREATE TABLE T (a)')
    const insert = sql.prepare('INSERT INTO T VALUES (?)')
    const settled = await Promise.allSettled(Array.from({ length: 40 }, () => sql.commit(() => insert.run(big))))
    expect(new Set(settled.map((one) => one.status === 'rejected' && (one.reason as { code: string }).code))).toEqual(new Set(['full']))
    expect(rows(sql)).toBe(0)
    await sql.commit(() => insert.run('small'))
    expect(rows(sql)).toBe(1)
  })

  test('a command that goes on after the fault keeps nothing either', async () => {
    const sql = opened({ maxPages: 20 })
    sql.exec('CREATE TABLE T (a)')
    const insert = sql.prepare('INSERT INTO T VALUES (?)')
    const stubborn = sql.commit(() => {
      insert.run('before')
      expect(faultOf(() => insert.run('x'.repeat(200_000)))).toMatchObject({ code: 'full' })
      insert.run('after')
      faultOf(() => sql.transaction(() => insert.run('inner')))
      return 'done'
    })
    await expect(stubborn).rejects.toMatchObject({ code: 'full' })
    expect(rows(sql)).toBe(0)
  })
})

describe('groups', () => {
  test('too many waiting are refused, the others are done', async () => {
    const sql = opened({ maxPending: 3 })
    sql.exec('CREATE TABLE T (a)')
    const insert = sql.prepare('INSERT INTO T VALUES (1)')
    const settled = await Promise.allSettled(Array.from({ length: 5 }, () => sql.commit(() => insert.run())))
    expect(settled.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : one.value))).toEqual([
      1,
      1,
      1,
      'busy',
      'busy',
    ])
    expect(rows(sql)).toBe(3)
    await sql.commit(() => insert.run())
  })

  test('many commands at once are few commits', async () => {
    const sql = opened()
    sql.exec('CREATE TABLE T (a)')
    const insert = sql.prepare('INSERT INTO T VALUES (?)')
    const before = statSync(`${path}-wal`).size
    await Promise.all(Array.from({ length: 1000 }, (_, n) => sql.commit(() => insert.run(n))))
    expect(rows(sql)).toBe(1000)
    // A commit writes a frame of more than 4 kB for each page that it touched: a thousand of them would be 4 MB.
    expect(statSync(`${path}-wal`).size - before).toBeLessThan(300_000)
  })

  test('closing does what waits, and refuses what comes later', async () => {
    const sql = opened()
    sql.exec('CREATE TABLE T (a)')
    const insert = sql.prepare('INSERT INTO T VALUES (1)')
    const waiting = Array.from({ length: 600 }, () => sql.commit(() => insert.run()))
    sql.close()
    expect((await Promise.all(waiting)).length).toBe(600)
    await expect(sql.commit(() => 1)).rejects.toMatchObject({ name: 'SqlFault', code: 'other' })
    expect(rows(opened())).toBe(600)
  })
})

describe('held', () => {
  /** More than is ever left in the log. */
  const fill = (sql: Sql): void => {
    for (let count = 0; count < 12; count += 1) sql.prepare('INSERT INTO T VALUES (randomblob(4000000))').run()
  }
  const stamp = (): string => `${statSync(path).size} ${statSync(path, { bigint: true }).mtimeNs}`

  test('the file stays as it is, with all that was there before, until everybody has let it go', () => {
    const sql = opened()
    sql.exec('CREATE TABLE T (a); INSERT INTO T VALUES (1)')
    const releases = [sql.hold(), sql.hold()]
    const copy = `${path}-copy`
    copyFileSync(path, copy)
    const before = stamp()
    fill(sql)
    releases.pop()?.()
    fill(sql)
    expect(stamp()).toBe(before)
    const then = openNodeSql({ path: copy })
    expect(rows(then)).toBe(1)
    then.close()
    releases.pop()?.()
    fill(sql)
    expect(stamp()).not.toBe(before)
    expect(rows(sql)).toBe(37)
  })

  test('letting go of what is closed does no harm', () => {
    const sql = opened()
    const release = sql.hold()
    sql.close()
    release()
  })
})
