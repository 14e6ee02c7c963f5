import type en from './en.conversation.ts'
import type { Words } from './words.ts'
import form from './zh/form.ts'
import conversation from './zh/conversation.ts'
import composer from './zh/composer.ts'
import talk from './zh/talk.ts'

export default { ...form, ...conversation, ...composer, ...talk } satisfies Words<typeof en>
