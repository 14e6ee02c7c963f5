import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOOK_SECRET, HOOK_URL, NOW, contextOf } from '../../tests/contract/harness.ts'
import { type BotApi, createBotApi } from '../../tests/harness/bot-api.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { telegramHarness } from '../../tests/harness/telegram.ts'
import type { Ctx } from '../../src/contract/adapter.ts'
import { ALLOWED_UPDATES } from './inbound.ts'
import { telegram } from './index.ts'
import type { Credentials } from './manifest.ts'

const harness = telegramHarness(loopback)

let api: BotApi
let server: Loopback
let ctx: Ctx<Credentials>
beforeEach(async () => {
  api = createBotApi(harness.credentials.botToken)
  server = await loopback(api.handle)
  ctx = contextOf(harness, { fetch: server.fetch })
})
afterEach(() => server.stop())

describe('set-up', () => {
  it('tells who the bot is', async () => {
    expect(await telegram.setup.check(ctx)).toEqual({
      externalId: '7000',
      name: 'Support',
      username: 'support_bot',
      extra: { readsGroups: false, business: false },
    })
  })

  it('asks for what is read, with our secret, and drops nothing that waits', async () => {
    let asked: unknown
    const fetch: Ctx['fetch'] = async (request, init) => {
      asked = await new Request('https://x.example', init).json()
      return server.fetch(request, init)
    }
    await telegram.setup.install({ ...ctx, fetch }, HOOK_URL)
    expect(asked).toEqual({
      url: HOOK_URL,
      secret_token: HOOK_SECRET,
      allowed_updates: [
        'message',
        'edited_message',
        'business_message',
        'edited_business_message',
        'deleted_business_messages',
        'message_reaction',
        'callback_query',
        'my_chat_member',
      ],
      max_connections: 40,
      drop_pending_updates: false,
    })
  })

  const seconds = NOW / 1000
  const info = { url: HOOK_URL, has_custom_certificate: false, pending_update_count: 0 }
  it.each([
    ['missing', { ...info, url: '' }, { state: 'broken', code: 'webhook-missing' }],
    [
      'elsewhere',
      { ...info, url: 'https://other.example/secret-path' },
      { state: 'broken', code: 'webhook-elsewhere', text: 'other.example' },
    ],
    [
      'failing',
      { ...info, pending_update_count: 1, last_error_date: seconds - 60, last_error_message: 'Wrong response: 502' },
      { state: 'broken', code: 'webhook-failing', text: 'Wrong response: 502' },
    ],
    ['behind', { ...info, pending_update_count: 201 }, { state: 'warn', code: 'webhook-backlog', text: '201' }],
    ['of an older version', { ...info, allowed_updates: ['message'] }, { state: 'warn', code: 'webhook-outdated' }],
    [
      'well again after an error',
      { ...info, allowed_updates: ALLOWED_UPDATES, last_error_date: seconds - 60, last_error_message: 'x' },
      { state: 'ok' },
    ],
    [
      'over an old error',
      { ...info, pending_update_count: 1, last_error_date: seconds - 3600 },
      { state: 'warn', code: 'webhook-outdated' },
    ],
  ])('sees a webhook that is %s', async (_, result, health) => {
    api.answer(() => Response.json({ ok: true, result }))
    expect(await telegram.setup.probe(ctx, HOOK_URL)).toEqual(health)
  })
})
