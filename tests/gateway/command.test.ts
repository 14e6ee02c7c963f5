import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Loopback, loopback } from '../harness/loopback.ts'
import { createTestFolder } from '../support/folder.ts'

const folder = createTestFolder()
const asked: (string | null)[] = []
/** A hub that refuses every key: the gateway ends. */
let hub: Loopback
beforeAll(async () => {
  hub = await loopback(async (request) => {
    asked.push(request.headers.get('authorization'))
    return Response.json({ title: 'The key is not that of a channel with a gateway.' }, { status: 401 })
  })
})
afterAll(async () => {
  await hub.stop()
  folder.remove()
})
beforeEach(() => void asked.splice(0))

/** Runs `npm run gateway` with these words and settings until it ends. */
function run(words: string[], env: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, ['src/gateway/main.ts', ...words], { env: { PATH, DATA_DIR: folder.path, ...env } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })))
}
function keyFile(text: string): string {
  const path = join(folder.path, 'gateway.key')
  writeFileSync(path, text)
  return path
}

describe('the key', () => {
  test('comes from a file', async () => {
    const { code, said } = await run(['--hub', `${hub.origin}/`, '--key-file', keyFile('channel.secret-1\n')])
    expect(asked).toEqual(['Bearer channel.secret-1'])
    expect([code, said]).toEqual([1, expect.stringContaining('The key is not that of a channel')])
    expect(said).not.toContain('secret-1')
  })

  test('or from the environment', async () => {
    await run([], { GATEWAY_HUB: hub.origin, GATEWAY_KEY: 'channel.secret-2' })
    expect(asked).toEqual(['Bearer channel.secret-2'])
  })

  test('on the command line, where others on the machine see it, it works and is advised against', async () => {
    const { said } = await run(['--hub', hub.origin, '--key', 'channel.secret-3'])
    expect(asked).toEqual(['Bearer channel.secret-3'])
    expect(said).toContain('--key-file')
    expect(said).not.toContain('secret-3')
  })

  test('in a file goes before one in the environment', async () => {
    const { said } = await run(['--hub', hub.origin, '--key-file', keyFile('channel.secret-4')], { GATEWAY_KEY: 'channel.other' })
    expect(asked).toEqual(['Bearer channel.secret-4'])
    expect(said).not.toContain('--key-file')
  })

  test.each([
    ['is missing', () => ['--hub', hub.origin]],
    ['is none', () => ['--hub', hub.origin, '--key-file', keyFile('not a key')]],
    ['is in a file that is not there', () => ['--hub', hub.origin, '--key-file', join(folder.path, 'nowhere')]],
    ['is for no hub', () => ['--hub', 'hub.example', '--key-file', keyFile('channel.secret')]],
  ])('that %s ends it before it calls anybody', async (_what, words) => {
    const { code, said } = await run(words())
    expect([code, asked]).toEqual([2, []])
    expect(said).toContain('--key-file')
  })
})
