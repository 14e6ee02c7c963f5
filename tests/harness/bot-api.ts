import type { InlineKeyboardMarkup, MessageEntity } from '@grammyjs/types'

interface Call {
  method: string
  params: { [name: string]: unknown }
  file?: { field: string; name: string; bytes: number }
}

/** As much of Telegram's Bot API server as an adapter's contract needs, with its limits. Plain fetch: runs anywhere. */
export interface BotApi {
  calls: Call[]
  handle: (request: Request) => Promise<Response>
  /** The next call is answered so, and not carried out. */
  answer: (response: () => Response) => void
}

const MB = 1024 * 1024
const ME = {
  id: 7000,
  is_bot: true,
  first_name: 'Support',
  username: 'support_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
}
const ok = (result: unknown): Response => Response.json({ ok: true, result })

export const refusal = (error_code: number, description: string, parameters?: object): Response =>
  Response.json({ ok: false, error_code, description, ...(parameters && { parameters }) }, { status: error_code })

export function createBotApi(token: string): BotApi {
  const calls: Call[] = []
  const waiting: (() => Response)[] = []
  let hook: { url: string; allowed_updates?: unknown } = { url: '' }
  let lastId = 100

  const sent = (call: Call): Response => {
    const complaint = complaintOf(call)
    if (complaint) return refusal(400, `Bad Request: ${complaint}`)
    calls.push(call)
    lastId += 1
    return ok({ message_id: lastId, date: 1_767_225_600, chat: { id: call.params['chat_id'], type: 'private', first_name: 'Ada' } })
  }

  const noted = (call: Call): Response => {
    calls.push(call)
    return ok(true)
  }

  const methods: { [method: string]: (call: Call) => Response } = {
    getMe: () => ok(ME),
    setWebhook: ({ params }) => {
      hook = { url: String(params['url']), allowed_updates: params['allowed_updates'] }
      return ok(true)
    },
    deleteWebhook: () => {
      hook = { url: '' }
      return ok(true)
    },
    getWebhookInfo: () => ok({ ...hook, has_custom_certificate: false, pending_update_count: 0 }),
    getFile: ({ params }) => ok({ file_id: params['file_id'], file_unique_id: 'u', file_path: 'photos/file 1.jpg' }),
    sendChatAction: noted,
    answerCallbackQuery: () => ok(true),
    deleteMessage: noted,
  }
  for (const kind of ['Message', 'Photo', 'Document', 'Voice', 'Audio', 'Video', 'Animation', 'Location', 'Venue'])
    methods[`send${kind}`] = sent

  return {
    calls,
    answer: (response) => void waiting.push(response),
    async handle(request) {
      const { pathname } = new URL(request.url)
      const [, host, first, second] = pathname.split('/')
      if (host !== 'api.telegram.org') return new Response('no such host', { status: 502 })
      const call = first === 'file' ? null : await readCall(request, second ?? '')
      const forced = waiting.shift()
      if (forced) return forced()
      if (!call) return second === `bot${token}` ? new Response('bytes of a file') : refusal(404, 'Not Found')
      if (first !== `bot${token}`) return refusal(401, 'Unauthorized')
      return methods[call.method]?.(call) ?? refusal(404, 'Not Found: method not found')
    },
  }
}

async function readCall(request: Request, method: string): Promise<Call> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const body = await request.text()
    return { method, params: body ? (JSON.parse(body) as Call['params']) : {} }
  }
  const call: Call = { method, params: {} }
  for (const [name, value] of await request.formData()) {
    if (typeof value === 'string') call.params[name] = /^[[{]/.test(value) ? JSON.parse(value) : value
    else call.file = { field: name, name: value.name, bytes: value.size }
  }
  return call
}

/** What the real server would not take. */
function complaintOf({ method, params, file }: Call): string | undefined {
  const { text, caption, entities, caption_entities, reply_markup } = params as { [name: string]: string | undefined } & {
    entities?: MessageEntity[]
    caption_entities?: MessageEntity[]
    reply_markup?: InlineKeyboardMarkup
  }
  const buttons = reply_markup?.inline_keyboard.flat() ?? []
  const bytes = (value: string): number => new TextEncoder().encode(value).length
  if (method === 'sendMessage' && !text?.trim()) return 'message text is empty'
  if ((text ?? '').length > 4096) return 'message is too long'
  if ((caption ?? '').length > 1024) return 'message caption is too long'
  if (!isWithin(text, entities) || !isWithin(caption, caption_entities)) return "can't parse entities"
  if (buttons.length > 100) return 'reply markup is too long'
  if (buttons.some((button) => !('callback_data' in button) || bytes(button.callback_data) > 64)) return 'BUTTON_DATA_INVALID'
  if (method === 'sendVenue' && !(params['title'] && params['address'])) return 'venue title and address must be non-empty'
  if (/^send(Photo|Document|Voice|Audio|Video|Animation)$/.test(method)) {
    const field = method.slice(4).toLowerCase()
    if (!file || file.field !== field) return `there is no ${field} in the request`
    if (file.bytes > (field === 'photo' ? 10 : 50) * MB) return 'file is too big'
  }
  return undefined
}

const isWithin = (text = '', entities: MessageEntity[] = []): boolean =>
  entities.every(({ offset, length }) => offset >= 0 && length > 0 && offset + length <= text.length)
