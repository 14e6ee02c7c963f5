import { fixtures } from '../../adapters/telegram/fixtures/index.ts'
import type { Credentials } from '../../adapters/telegram/manifest.ts'
import { HOOK_SECRET, HOOK_URL, type Harness } from '../contract/harness.ts'
import { type BotApi, createBotApi, refusal } from './bot-api.ts'
import type { Loopback } from './loopback.ts'

const TOKEN = '7000:AAF3kq0vTestTokenOfNoBotAtAll_4321'
const HEADER = 'x-telegram-bot-api-secret-token'

type Serve = (handle: BotApi['handle']) => Promise<Loopback>

const request = (body: Uint8Array<ArrayBuffer>, secret?: string) => ({
  method: 'POST',
  url: HOOK_URL,
  headers: new Headers({ 'content-type': 'application/json', ...(secret !== undefined && { [HEADER]: secret }) }),
  body,
})

export const telegramHarness = (serve: Serve): Harness<Credentials> => ({
  credentials: { botToken: TOKEN },
  badCredentials: [{}, { botToken: '' }, { botToken: '7000' }, { botToken: `${TOKEN}/../x` }, { botToken: TOKEN, more: 1 }],
  account: { externalId: '7000', name: 'Support', username: 'support_bot' },
  secrets: [TOKEN, TOKEN.split(':')[1]!],
  threads: { dm: { externalId: '111111' }, group: { externalId: '-1001234567890:7', route: { message_thread_id: 7 } } },
  fixtures,
  request: async (body) => request(body, HOOK_SECRET),
  forged: async (body) => [
    { name: 'no secret', request: request(body) },
    { name: 'empty secret', request: request(body, '') },
    { name: 'wrong secret', request: request(body, `${HOOK_SECRET.slice(0, -1)}_`) },
    { name: 'beginning of the secret', request: request(body, HOOK_SECRET.slice(0, -1)) },
    { name: 'secret and more', request: request(body, `${HOOK_SECRET}0`) },
  ],
  play: async () => {
    const api = createBotApi(TOKEN)
    const { fetch, stop } = await serve(api.handle)
    const words = (status: number, text: string) => () => new Response(`<html><h1>${text}</h1></html>`, { status })
    const says = (response: () => Response) => ({ arrange: () => api.answer(response) })
    return {
      fetch,
      stop,
      delivered: () => api.calls.map(({ params }) => params['text'] ?? params['caption']).filter((text) => typeof text === 'string'),
      faults: [
        { name: 'wrong token', ...says(() => refusal(401, 'Unauthorized')), code: 'auth', certain: true },
        { name: 'malformed token', ...says(() => refusal(404, 'Not Found')), code: 'auth', certain: true },
        { name: 'blocked', ...says(() => refusal(403, 'Forbidden: bot was blocked by the user')), code: 'blocked', certain: true },
        { name: 'no such chat', ...says(() => refusal(400, 'Bad Request: chat not found')), code: 'gone', certain: true },
        {
          name: 'moved',
          ...says(() => refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: -1009 })),
          code: 'gone',
          certain: true,
          movedTo: '-1009',
        },
        { name: 'bad text', ...says(() => refusal(400, 'Bad Request: message text is empty')), code: 'content', certain: true },
        { name: 'too large', ...says(words(413, 'Request Entity Too Large')), code: 'content', certain: true },
        {
          name: 'too fast',
          ...says(() => refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 })),
          code: 'rate',
          certain: true,
          retryAfterMs: 7000,
        },
        { name: 'their mistake', ...says(() => refusal(500, 'Internal Server Error')), code: 'platform', certain: true },
        { name: 'bad gateway', ...says(words(502, 'Bad Gateway')), code: 'network', certain: false },
        { name: 'gateway timeout', ...says(words(504, 'Gateway Time-out')), code: 'network', certain: false },
        { name: 'a page of somebody else', ...says(words(200, 'Log in to the hotel')), code: 'network', certain: false },
        { name: 'half an answer', ...says(() => new Response('{"ok":tr')), code: 'network', certain: false },
      ],
    }
  },
})
