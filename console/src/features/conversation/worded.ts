import type { Message } from '../../api/types.ts'

/**
 * What was pressed, in words. Not every platform tells those of the button: then they are the option's, where the message that
 * offered it is loaded.
 */
export function worded({ content }: Message, offer: Message | undefined): Message['content'] {
  const options = offer?.content.flatMap((part) => (part.type === 'menu' ? part.options : [])) ?? []
  return content.map((part) => {
    const label = part.type === 'press' && part.label === undefined && options.find(({ id }) => id === part.id)?.label
    return label ? { ...part, label } : part
  })
}
