import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Conversation, Message } from '../../api/types.ts'

/** How people and groups are called who may have no name: some platforms tell none, so that these have to be told apart too. */
export function useNames() {
  const { t } = useTranslation()
  const contactName = (name: string | null | undefined, id = ''): string => name || t('owner.nameless', { id }).trim()
  return {
    contactName,
    // A group has a name of its own; below a post it is a person who speaks, and the post's title is what they said.
    nameOf: ({ surface, thread, contact }: Pick<Conversation, 'surface' | 'thread' | 'contact'>): string =>
      contactName((surface === 'group' && thread.title) || contact.name, contact.id),
    authorOf: ({ author }: Pick<Message, 'author'>): string => {
      if (author.kind === 'contact') return contactName(author.name, author.id)
      return author.name || t(author.kind === 'bot' ? 'owner.bot' : author.kind === 'system' ? 'owner.system' : 'owner.someone')
    },
  }
}
