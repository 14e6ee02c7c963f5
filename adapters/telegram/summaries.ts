import type {
  ChatShared,
  Checklist,
  Dice,
  Game,
  Invoice,
  Message,
  PaidMediaInfo,
  Poll,
  SharedUser,
  SuccessfulPayment,
  UsersShared,
  WebAppData,
} from '@grammyjs/types'
import { type Raw, list, number, object, text } from '../../src/contract/read.ts'
import { id } from './id.ts'
import { nameOf } from './place.ts'

const line = (...words: unknown[]): string | undefined => text(words.filter((word) => text(word) !== undefined).join(' '))
const items = (values: unknown): string[] => list(values).map((item) => `· ${text(object<{ text: string }>(item)?.text) ?? ''}`)

/** One line in the sender's own words, where there are any. */
export function summaryOf(kind: string, message: Raw<Message>): string | undefined {
  switch (kind) {
    case 'dice': {
      const dice = object<Dice>(message.dice)
      return line(dice?.emoji, number(dice?.value)?.toString())
    }
    case 'poll': {
      const poll = object<Poll>(message.poll)
      return line('📊', poll?.question, ...items(poll?.options))
    }
    case 'checklist': {
      const checklist = object<Checklist>(message.checklist)
      return line('☑', checklist?.title, ...items(checklist?.tasks))
    }
    case 'game':
      return line('🎮', object<Game>(message.game)?.title)
    case 'web_app_data':
      return line(object<WebAppData>(message.web_app_data)?.data)
    case 'paid_media':
      return line('paid media ⭐', number(object<PaidMediaInfo>(message.paid_media)?.star_count)?.toString())
    case 'invoice': {
      const invoice = object<Invoice>(message.invoice)
      return line('🧾', invoice?.title, invoice?.description, priceOf(invoice))
    }
    case 'successful_payment':
      return line('💳', priceOf(object(message.successful_payment)))
    case 'refunded_payment':
      return line('💳', priceOf(object(message.refunded_payment), '−'))
    case 'users_shared':
      return line('👤', list(object<UsersShared>(message.users_shared)?.users).flatMap(sharedUser).join(', '))
    case 'chat_shared': {
      const chat = object<ChatShared>(message.chat_shared)
      return line('👥', nameOf(chat) ?? id(chat?.chat_id))
    }
    default:
      return undefined
  }
}

function sharedUser(value: unknown): string | [] {
  const user = object<SharedUser>(value)
  return nameOf(user) ?? id(user?.user_id) ?? []
}

/** Digits behind the point where they are not two (ISO 4217; stars are whole). Telegram's own list, `currencies.json`, was not at hand. */
const DIGITS = new Map<unknown, number>([
  ...['XTR', 'CLP', 'ISK', 'JPY', 'KRW', 'PYG', 'UGX', 'VND'].map((code) => [code, 0] as const),
  ...['BHD', 'JOD'].map((code) => [code, 3] as const),
])

function priceOf(price: Raw<Pick<SuccessfulPayment, 'currency' | 'total_amount'>> | undefined, sign = ''): string | undefined {
  const [amount, currency] = [number(price?.total_amount), text(price?.currency)]
  if (amount === undefined || currency === undefined) return undefined
  const digits = DIGITS.get(currency) ?? 2
  return `${sign}${(amount / 10 ** digits).toFixed(digits)} ${currency}`
}
