import type en from './en.conversation.ts'
import type { Words } from './words.ts'
import conversation from './zh/conversation.ts'
import composer from './zh/composer.ts'
import talk from './zh/talk.ts'

export default { ...conversation, ...composer, ...talk } satisfies Words<typeof en>
