import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openHolding } from '../../src/node/backup/hold.ts'
import { restoreBackup } from '../../src/node/backup/restore.ts'
import { takeBackup } from '../../src/node/backup/take.ts'
import { createFolderBlobs } from '../../src/node/blobs.ts'
import { openNodeSql } from '../../src/node/sql.ts'
import { run } from '../crash/keeper.ts'
import { createTestFolder } from '../support/folder.ts'

let folder: ReturnType<typeof createTestFolder>
let dataDir: string
let to: string
beforeEach(() => {
  folder = createTestFolder()
  dataDir = join(folder.path, 'data')
  to = join(folder.path, 'copies', 'monday')
})
afterEach(() => folder.remove())

const at = (dir: string, name = 'switchboard.db'): string => join(dir, name)

/** A data folder without a hub, with these words in its database. */
function write(dir: string, ...words: string[]): void {
  mkdirSync(dir, { recursive: true })
  const sql = openNodeSql({ path: at(dir) })
  sql.exec('CREATE TABLE IF NOT EXISTS T (word TEXT)')
  for (const word of words) sql.prepare('INSERT INTO T VALUES (?)').run(word)
  sql.close()
}
function read(dir: string): unknown[] {
  const sql = openNodeSql({ path: at(dir) })
  try {
    return sql
      .prepare('SELECT word FROM T')
      .all()
      .map(({ word }) => word)
  } finally {
    sql.close()
  }
}
const blobsOf = (dir: string) => createFolderBlobs(join(dir, 'files'))
const put = (dir: string, key: string, text: string) => blobsOf(dir).put(key, new Blob([text]), { max: 100 })
const textOf = async (dir: string, key: string) => new Response((await blobsOf(dir).get(key))?.body ?? null).text()

describe('a backup', () => {
  test('is the database in one file, and the files', async () => {
    write(dataDir, 'one', 'two')
    await put(dataDir, 'a', 'first')
    await put(dataDir, 'b', 'second')
    writeFileSync(join(dataDir, 'files', 'drafts', 'half'), 'never finished')
    expect(await takeBackup({ dataDir, to })).toBe(2)
    expect(readdirSync(to).sort()).toEqual(['files', 'switchboard.db'])
    // "Legacy" in both of its marks, https://www.sqlite.org/fileformat.html: it needs no log beside it.
    expect([...readFileSync(at(to)).subarray(18, 20)]).toEqual([1, 1])
    expect(read(to)).toEqual(['one', 'two'])
    expect([await textOf(to, 'a'), await textOf(to, 'b')]).toEqual(['first', 'second'])
    expect(readdirSync(join(to, 'files'))).not.toContain('half')
    // What is written later is not in it.
    write(dataDir, 'three')
    await put(dataDir, 'a', 'replaced')
    expect([read(to), await textOf(to, 'a')]).toEqual([['one', 'two'], 'first'])
  })

  test.runIf(existsSync('/dev/shm'))('goes to another disk too', async () => {
    const other = createTestFolder('/dev/shm')
    write(dataDir, 'one')
    await put(dataDir, 'a', 'first')
    await takeBackup({ dataDir, to: join(other.path, 'copy') })
    expect([read(join(other.path, 'copy')), await textOf(join(other.path, 'copy'), 'a')]).toEqual([['one'], 'first'])
    other.remove()
  })

  test('has the secret in it when that is asked for, and not otherwise', async () => {
    write(dataDir, 'one')
    await put(dataDir, 'a', 'x')
    await expect(takeBackup({ dataDir, to, secret: true })).rejects.toThrow('SWITCHBOARD_SECRET')
    expect(existsSync(to)).toBe(false)
    writeFileSync(at(dataDir, 'secret'), 's3cret', { mode: 0o600 })
    await takeBackup({ dataDir, to: `${to}-without` })
    expect(existsSync(at(`${to}-without`, 'secret'))).toBe(false)
    await takeBackup({ dataDir, to, secret: true })
    expect(readFileSync(at(to, 'secret'), 'utf8')).toBe('s3cret')
    expect(statSync(to).mode & 0o077).toBe(0)
  })

  test('is refused where there is nothing to copy, or something already', async () => {
    await expect(takeBackup({ dataDir, to })).rejects.toThrow('no database')
    expect(existsSync(dataDir)).toBe(false)
    write(dataDir, 'one')
    await put(dataDir, 'a', 'x')
    await takeBackup({ dataDir, to })
    await expect(takeBackup({ dataDir, to })).rejects.toThrow('already')
    expect(read(to)).toEqual(['one'])
  })

  test('is refused while a hub uses the folder that cannot be reached', async () => {
    write(dataDir, 'one')
    const sql = openNodeSql({ path: at(dataDir) })
    const { code, err } = await run('src/node/backup/main.ts', { DATA_DIR: dataDir }, 20_000, ['take', to])
    expect([code, err]).toEqual([1, expect.stringContaining('Stop it first')])
    expect(existsSync(to)).toBe(false)
    sql.close()
  })

  test('is not there when the hub ends before it has said that all is copied', async () => {
    write(dataDir, 'one')
    await put(dataDir, 'a', 'x')
    writeFileSync(`${at(dataDir)}-wal`, '')
    for (const ends of ['at once', 'meanwhile', 'late']) {
      const hub = createServer((socket) => {
        if (ends === 'at once') return void socket.destroy()
        socket.write('held\n', () => ends === 'meanwhile' && socket.destroy())
        socket.once('data', () => socket.destroy())
      })
      await new Promise<void>((resolve) => hub.listen(at(dataDir, 'backup.sock'), resolve))
      await expect(takeBackup({ dataDir, to })).rejects.toThrow('The hub ended')
      expect(readdirSync(join(to, '..'))).toEqual([])
      await new Promise((resolve) => hub.close(resolve))
    }
  })
})

describe('who copies', () => {
  test('holds the file until it is gone; all are cut off when the hub ends', async () => {
    mkdirSync(dataDir)
    let held = 0
    const hold = () => {
      held += 1
      return () => void (held -= 1)
    }
    const lines: string[] = []
    writeFileSync(at(dataDir, 'backup.sock'), 'left by another')
    const holding = await openHolding(dataDir, hold, (_level, event) => void lines.push(event))
    expect(statSync(at(dataDir, 'backup.sock')).mode & 0o077).toBe(0)
    const guest = () => {
      const socket = connect(at(dataDir, 'backup.sock'))
      const closed = new Promise<string>((resolve) => {
        let said = ''
        socket.on('data', (chunk) => (said += String(chunk)))
        socket.once('close', () => resolve(said))
      })
      return { socket, closed }
    }
    const [one, two] = [guest(), guest()]
    await expect.poll(() => held).toBe(2)
    one.socket.write('done\n')
    expect(await one.closed).toBe('held\nwhole\n')
    await expect.poll(() => held).toBe(1)
    holding.close()
    expect(await two.closed).toBe('held\n')
    await expect.poll(() => held).toBe(0)
    expect(lines).toEqual([])
  })

  test('finds no way where there can be none, and the hub goes on', async () => {
    const lines: string[] = []
    const deep = join(folder.path, 'x'.repeat(120))
    mkdirSync(deep)
    const holding = await openHolding(
      deep,
      () => () => {},
      (_level, event) => void lines.push(event),
    )
    expect(lines).toEqual(['backup.unreachable'])
    holding.close()
  })
})

describe('restoring', () => {
  beforeEach(async () => {
    write(dataDir, 'one')
    await put(dataDir, 'a', 'first')
    await takeBackup({ dataDir, to })
  })
  const fresh = () => join(folder.path, 'fresh')

  test('puts it where nothing is', async () => {
    await restoreBackup({ dataDir: fresh(), from: to })
    expect([read(fresh()), await textOf(fresh(), 'a')]).toEqual([['one'], 'first'])
    expect(existsSync(at(fresh(), 'secret'))).toBe(false)
  })

  test('replaces nothing unless it is told to, and keeps what it replaces', async () => {
    write(dataDir, 'two')
    await put(dataDir, 'b', 'second')
    await expect(restoreBackup({ dataDir, from: to })).rejects.toThrow('--force')
    expect(read(dataDir)).toEqual(['one', 'two'])
    await restoreBackup({ dataDir, from: to, force: true })
    expect(read(dataDir)).toEqual(['one'])
    expect(await textOf(dataDir, 'b')).toBe('second')
    const [before] = readdirSync(dataDir).filter((name) => name.startsWith('switchboard.db.before'))
    const old = join(folder.path, 'old')
    mkdirSync(old)
    copyFileSync(at(dataDir, before), at(old))
    expect(read(old)).toEqual(['one', 'two'])
  })

  test('what a hub that was killed had still in its log goes to the old database, not to the new one', async () => {
    const sql = openNodeSql({ path: at(dataDir) })
    sql.prepare('INSERT INTO T VALUES (?)').run('in the log')
    const killed = join(folder.path, 'killed')
    mkdirSync(killed)
    for (const name of ['switchboard.db', 'switchboard.db-wal']) copyFileSync(at(dataDir, name), at(killed, name))
    sql.close()
    await restoreBackup({ dataDir: killed, from: to, force: true })
    expect(read(killed)).toEqual(['one'])
  })

  test('is refused while a hub is there', async () => {
    const sql = openNodeSql({ path: at(dataDir) })
    const { code, err } = await run('src/node/backup/main.ts', { DATA_DIR: dataDir }, 20_000, ['restore', to, '--force'])
    expect([code, err]).toEqual([1, expect.stringContaining('Stop it first')])
    sql.close()
  })

  test('a backup that is damaged, or none, changes nothing', async () => {
    await expect(restoreBackup({ dataDir: fresh(), from: folder.path })).rejects.toThrow('no backup')
    truncateSync(at(to), statSync(at(to)).size - 4096)
    await expect(restoreBackup({ dataDir: fresh(), from: to })).rejects.toThrow('damaged')
    writeFileSync(at(to), 'no database at all, whatever its name says. '.repeat(100))
    await expect(restoreBackup({ dataDir, from: to, force: true })).rejects.toThrow('damaged')
    expect(existsSync(fresh())).toBe(false)
    expect(read(dataDir)).toEqual(['one'])
  })

  test('brings its secret along, and takes nobody else’s away unless it is told to', async () => {
    const secret = (dir: string) => readFileSync(at(dir, 'secret'), 'utf8')
    writeFileSync(at(to, 'secret'), 'of then')
    await restoreBackup({ dataDir: fresh(), from: to })
    expect(secret(fresh())).toBe('of then')
    writeFileSync(at(dataDir, 'secret'), 'of now')
    await expect(restoreBackup({ dataDir, from: to })).rejects.toThrow('--force')
    expect(secret(dataDir)).toBe('of now')
    await restoreBackup({ dataDir, from: to, force: true })
    expect(secret(dataDir)).toBe('of then')
  })
})
