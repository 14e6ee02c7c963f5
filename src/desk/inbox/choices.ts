import type { Content, IncomingPart, MenuPart, PressPart } from '../../model/content.ts'
import type { Conversation } from '../conversations/store.ts'
import type { MessageRow, Messages } from '../timeline/messages.ts'

/** An answer to a menu that was written instead of pressed: where there are no buttons, people write the number or the words. */
export interface Choice {
  press: PressPart
  /** The message that the menu stands in. */
  menu: number
}

/** Longer than any label that somebody would copy by hand. */
const LONGEST = 64
/** How far back the menu may lie: notes and the like may stand between. */
const NEAR = 10

const asNumber = (text: string): number => Number(/^[(（]?\s*(\d{1,2})\s*[.．、)）]?$/.exec(text)?.[1] ?? Number.NaN)

/** Which option `text` means, or undefined. */
export function optionIn({ options }: MenuPart, text: string): MenuPart['options'][number] | undefined {
  const said = text.normalize('NFKC').trim()
  return options.find(({ label }) => label.normalize('NFKC').trim() === said) ?? options[asNumber(said) - 1]
}

/** What customers mean by what they write or press. */
export interface Choices {
  /** What a message chooses from the menu that was said last. */
  written(conversation: Pick<Conversation, 'id' | 'lastSeq'>, content: readonly IncomingPart[]): Choice | undefined
  /** What a button was called, where the platform does not say: by the message it stood on, or the one that was said last. */
  labelOf(
    conversation: Pick<Conversation, 'id' | 'lastSeq'>,
    option: string,
    menu: Pick<MessageRow, 'content'> | undefined,
  ): string | undefined
}

export function createChoices({ messages }: { messages: Messages }): Choices {
  const lastMenu = ({ id, lastSeq }: Pick<Conversation, 'id' | 'lastSeq'>) => messages.lastSaid(id, lastSeq - NEAR)
  const menuIn = (message: { content: string } | undefined): MenuPart | undefined =>
    message?.content.includes('"menu"') ? (JSON.parse(message.content) as Content).findLast((one) => one.type === 'menu') : undefined

  return {
    written(conversation, content) {
      const [part, more] = content
      if (conversation.lastSeq === 0 || more || part?.type !== 'text' || part.text.length > LONGEST) return undefined
      const last = lastMenu(conversation)
      const menu = menuIn(last)
      const option = menu && optionIn(menu, part.text)
      return last && option && { press: { type: 'press', id: option.id, label: option.label }, menu: last.id }
    },
    labelOf: (conversation, option, message) => menuIn(message ?? lastMenu(conversation))?.options.find(({ id }) => id === option)?.label,
  }
}
