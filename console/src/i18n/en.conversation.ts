import conversation from './en/conversation.ts'
import composer from './en/composer.ts'
import talk from './en/talk.ts'
import why from './en/why.ts'

/** What is said around one conversation. */
export default { ...conversation, ...composer, ...talk, ...why }
