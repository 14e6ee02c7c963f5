import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../../src/node/config.ts'
import { createClient } from '../support/client.ts'
import type { TestFolder } from '../support/folder.ts'
import { createTestFolder } from '../support/folder.ts'
import { launch, run } from './keeper.ts'

const folders: TestFolder[] = []
const dataDir = (): string => {
  const folder = createTestFolder()
  folders.push(folder)
  return join(folder.path, 'data')
}
afterAll(() => folders.forEach((folder) => folder.remove()))

/** The hub as `npm start` starts it, up to its first lines. */
async function start(env: Record<string, string>) {
  const child = launch('src/node/main.ts', { PORT: '0', LOG_LEVEL: 'error', ...env })
  const lines: string[] = []
  createInterface(child.stdout).on('line', (line) => lines.push(line))
  while (!lines.some((line) => line.startsWith('Switchboard is at '))) await once(child.stdout, 'data')
  const url = lines[0]!.replace('Switchboard is at ', '')
  return {
    url,
    lines,
    child,
    async stop(): Promise<number | null> {
      child.kill('SIGTERM')
      await once(child, 'exit')
      return child.exitCode
    },
  }
}

describe('a configuration that cannot be used', () => {
  test('is said on standard error, touches nothing, and ends with 2', async () => {
    const DATA_DIR = dataDir()
    const { code, err, out } = await run('src/node/main.ts', { DATA_DIR, PORT: 'eighty', OWNER_EMAIL: 'a@b.co', SWITCHBOARD_SECERT: 'x' })
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/PORT must be a port number/)
    expect(err).toMatch(/SWITCHBOARD_SECERT is not a setting/)
    expect(err).not.toMatch(/\n\s+at /)
    expect(existsSync(DATA_DIR)).toBe(false)
  })

  test.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '1.5' }, 'PORT'],
    [{ PUBLIC_URL: 'hub.example.org' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'ftp://hub.example.org' }, 'PUBLIC_URL'],
    [{ SWITCHBOARD_SECRET: 'short' }, 'SWITCHBOARD_SECRET'],
    [{ OWNER_EMAIL: 'a@b.co' }, 'OWNER_PASSWORD'],
    [{ OWNER_PASSWORD: 'correct horse' }, 'OWNER_EMAIL'],
    [{ OWNER_EMAIL: 'nobody', OWNER_PASSWORD: 'correct horse' }, 'OWNER_EMAIL'],
    [{ OWNER_EMAIL: 'a@b.co', OWNER_PASSWORD: 'short' }, 'OWNER_PASSWORD'],
    [{ EGRESS_RELAY: 'nowhere' }, 'EGRESS_RELAY'],
    [{ EGRESS_RELAY_SECRET: 'x' }, 'EGRESS_RELAY'],
    [{ EGRESS_ALLOW: 'localhost' }, 'EGRESS_ALLOW'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('%j names %s', (env, name) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(name)
  })

  test('what is left empty is as if it were not there', () => {
    expect(readConfig({ PORT: '', LOG_LEVEL: '', HOME: '/root' })).toMatchObject({
      port: 8787,
      host: '127.0.0.1',
      dataDir: './data',
      logLevel: 'info',
    })
    expect(readConfig({ PUBLIC_URL: 'https://hub.example.org//' }).publicUrl).toBe('https://hub.example.org')
  })
})

describe('a start that cannot be', () => {
  test('a second process on the same data: refused with the folder\u2019s name, the first goes on', async () => {
    const DATA_DIR = dataDir()
    const first = await start({ DATA_DIR })
    const second = await run('src/node/main.ts', { DATA_DIR, PORT: '0', LOG_LEVEL: 'error' })
    expect([second.code, second.out]).toEqual([1, ''])
    expect(second.err).toContain(DATA_DIR)
    expect(second.err).not.toMatch(/\n\s+at /)
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
    expect(await first.stop()).toBe(0)
  })

  test('a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const { code, err } = await run('src/node/main.ts', { DATA_DIR: dataDir(), PORT: String(port), LOG_LEVEL: 'error' })
    server.close()
    expect([code, err.includes(String(port)), /\n\s+at /.test(err)]).toEqual([1, true, false])
  })

  test('a database of a newer version: said, and left as it is', async () => {
    const DATA_DIR = dataDir()
    await (await start({ DATA_DIR })).stop()
    const database = new DatabaseSync(join(DATA_DIR, 'switchboard.db'))
    database.exec("INSERT INTO _Migration (name, hash, at) VALUES ('9999_later', 'x', 0)")
    database.close()
    const { code, err } = await run('src/node/main.ts', { DATA_DIR, PORT: '0', LOG_LEVEL: 'error' })
    expect([code, err.includes('9999_later'), /\n\s+at /.test(err)]).toEqual([1, true, false])
  })

  test('a file that is no database: said, and left as it is', async () => {
    const DATA_DIR = dataDir()
    mkdirSync(DATA_DIR)
    const file = join(DATA_DIR, 'switchboard.db')
    writeFileSync(file, 'dear diary '.repeat(1000))
    const { code, err } = await run('src/node/main.ts', { DATA_DIR, PORT: '0', LOG_LEVEL: 'error' })
    expect([code, err.includes(DATA_DIR), /\n\s+at /.test(err)]).toEqual([1, true, false])
    expect(readFileSync(file, 'utf8')).toBe('dear diary '.repeat(1000))
  })

  test('a folder that cannot be made', async () => {
    const { code, err } = await run('src/node/main.ts', { DATA_DIR: '/dev/null/data', PORT: '0', LOG_LEVEL: 'error' })
    expect([code, err.includes('/dev/null')]).toEqual([1, true])
  })
})

describe('the first start', () => {
  test('prints a link that makes the owner, once', async () => {
    const DATA_DIR = dataDir()
    let hub = await start({ DATA_DIR })
    const link = (): string | undefined => hub.lines.find((line) => line.includes('/setup?token='))
    while (!link()) await once(hub.child.stdout, 'data')
    const token = new URL(link()!.slice(link()!.indexOf('http'))).searchParams.get('token')
    expect(statSync(join(DATA_DIR, 'secret')).mode & 0o777).toBe(0o600)
    expect(statSync(DATA_DIR).mode & 0o777).toBe(0o700)

    // The same after a restart: the link in yesterday's terminal still works.
    await hub.stop()
    hub = await start({ DATA_DIR })
    while (!link()) await once(hub.child.stdout, 'data')
    expect(link()).toContain(token)
    const anybody = createClient(hub.url, { origin: hub.url })
    const owner = { name: 'Owner', email: 'owner@hub.test', password: 'correct horse' }
    for (const wrong of ['', 'x', `${token}x`, token!.slice(1)]) {
      expect((await anybody.post('/api/setup', { ...owner, token: wrong })).status).toBe(403)
    }
    const both = await Promise.all([
      anybody.post('/api/setup', { ...owner, token }),
      anybody.post('/api/setup', { ...owner, email: 'second@hub.test', token }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect((await anybody.post('/api/setup', { ...owner, email: 'third@hub.test', token })).status).toBe(409)
    expect((await anybody.get('/api/setup')).body).toEqual({ needed: false })
    await hub.stop()
    hub = await start({ DATA_DIR })
    expect(await hub.stop()).toBe(0)
    expect(link()).toBeUndefined()
  })

  test('with an owner in the environment prints none, and makes no second one', async () => {
    const env = { DATA_DIR: dataDir(), OWNER_EMAIL: 'owner@hub.test', OWNER_PASSWORD: 'correct horse' }
    for (let count = 0; count < 2; count += 1) {
      const hub = await start(env)
      const body = JSON.stringify({ email: env.OWNER_EMAIL, password: env.OWNER_PASSWORD })
      const signIn = await fetch(`${hub.url}/api/auth/sign-in/email`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', origin: hub.url },
      })
      expect(signIn.status).toBe(200)
      expect(await hub.stop()).toBe(0)
      expect(hub.lines.some((line) => line.includes('token='))).toBe(false)
    }
  })

  test('under another secret the credentials are closed: said, not guessed', async () => {
    const DATA_DIR = dataDir()
    await (await start({ DATA_DIR })).stop()
    const database = new DatabaseSync(join(DATA_DIR, 'switchboard.db'))
    const { id } = database.prepare('SELECT id FROM Channel').get() as { id: string }
    database.close()
    const hub = await start({ DATA_DIR, SWITCHBOARD_SECRET: 'quite another secret of thirty-two characters' })
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(200)
    expect((await fetch(`${hub.url}/hooks/${id}`, { method: 'POST', body: '{}', headers: { origin: hub.url } })).status).toBe(503)
    expect(await hub.stop()).toBe(0)
  })
})
