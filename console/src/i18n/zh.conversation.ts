import type en from './en.conversation.ts'
import type { Words } from './words.ts'
import conversation from './zh/conversation.ts'
import composer from './zh/composer.ts'
import talk from './zh/talk.ts'
import why from './zh/why.ts'

export default { ...conversation, ...composer, ...talk, ...why } satisfies Words<typeof en>
