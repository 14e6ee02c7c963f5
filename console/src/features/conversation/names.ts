import { useTranslation } from 'react-i18next'
import type { Conversation, Message } from '../../api/types.ts'

/** How people and groups are called who may have no name. */
export function useNames() {
  const { t } = useTranslation()
  return {
    nameOf: ({ surface, thread, contact }: Pick<Conversation, 'surface' | 'thread' | 'contact'>): string =>
      (surface === 'dm' ? contact.name : (thread.title ?? contact.name)) || t('contact.nameless'),
    authorOf: ({ author }: Pick<Message, 'author'>): string => {
      if (author.name) return author.name
      return t(
        author.kind === 'contact'
          ? 'contact.nameless'
          : author.kind === 'bot'
            ? 'owner.bot'
            : author.kind === 'system'
              ? 'owner.system'
              : 'owner.someone',
      )
    },
  }
}
