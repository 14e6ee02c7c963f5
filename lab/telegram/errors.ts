/** What the Bot API answers instead of a result. Texts are those of the real server (tdlib/telegram-bot-api and tdlib/td). */
export class BotApiError extends Error {
  override readonly name = 'BotApiError'
  readonly status: number
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined

  constructor(status: number, description: string, parameters?: { retry_after?: number; migrate_to_chat_id?: number }) {
    super(description)
    this.status = status
    this.parameters = parameters
  }

  toJSON(): unknown {
    return {
      ok: false,
      error_code: this.status,
      description: this.message,
      ...(this.parameters === undefined ? {} : { parameters: this.parameters }),
    }
  }
}

/** The server makes the first letter small, unless the text is a constant such as BUTTON_DATA_INVALID. */
function sentence(text: string): string {
  return /^.[_A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

export const badRequest = (text: string): BotApiError => new BotApiError(400, `Bad Request: ${sentence(text)}`)
export const forbidden = (text: string): BotApiError => new BotApiError(403, `Forbidden: ${sentence(text)}`)
export const conflict = (text: string): BotApiError => new BotApiError(409, `Conflict: ${text}`)
export const unauthorized = (text?: string): BotApiError =>
  new BotApiError(401, text === undefined ? 'Unauthorized' : `Unauthorized: ${text}`)
export const tooMany = (seconds: number): BotApiError =>
  new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
export const upgraded = (to: number): BotApiError =>
  new BotApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: to })
