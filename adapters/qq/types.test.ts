import type {
  Attachment,
  DispatchPayload,
  GroupEvent,
  InlineKeyboard,
  Interaction,
  Message,
  MessageAudited,
  UserEvent,
  UserMessage,
} from '@satorijs/adapter-qq/lib/types.js'
import { describe, expectTypeOf, it } from 'vitest'
import { friendAdd, reject } from './fixtures/changes.ts'
import { groupAdd, groupText } from './fixtures/groups.ts'
import { auditPass, directText } from './fixtures/guild.ts'
import { button } from './fixtures/interactions.ts'
import { photo } from './fixtures/media.ts'
import { userText } from './fixtures/messages.ts'
import type { keyboardOf } from './keyboard.ts'
import type { Permit } from './permit.ts'
import type { Audit, Change } from './wire.ts'

type Names = DispatchPayload['t']

/** The same protocol as somebody else wrote it down (`@satorijs/adapter-qq`), as far as it has these fields. Checked by `tsc`. */
describe('payloads and bodies have the types of an independent client', () => {
  it('what QQ sends', () => {
    expectTypeOf(userText.d).toExtend<Pick<UserMessage, 'id' | 'author' | 'content' | 'timestamp'>>()
    expectTypeOf(groupText.d).toExtend<Pick<UserMessage, 'id' | 'author' | 'content' | 'timestamp'>>()
    expectTypeOf(photo).toExtend<Omit<Attachment, 'id'>>()
    expectTypeOf(friendAdd.d).toExtend<UserEvent>()
    expectTypeOf(reject.d).toExtend<UserEvent>()
    expectTypeOf(groupAdd.d).toExtend<GroupEvent>()
    expectTypeOf(auditPass.d).toExtend<MessageAudited>()
    expectTypeOf(button.d).toExtend<Pick<Interaction, 'id' | 'type' | 'timestamp' | 'user_openid' | 'data' | 'version'>>()
    expectTypeOf(directText.d).toExtend<Pick<Message, 'id' | 'content' | 'guild_id' | 'channel_id' | 'timestamp' | 'message_reference'>>()
    expectTypeOf<(typeof userText | typeof friendAdd | typeof groupAdd | typeof auditPass | typeof button)['t']>().toExtend<Names>()
  })

  it('what is read of it', () => {
    expectTypeOf<Pick<Change, 'openid' | 'timestamp'>>().toExtend<UserEvent>()
    expectTypeOf<Audit>().toExtend<Pick<MessageAudited, 'audit_id' | 'audit_time'>>()
  })

  it('what we send', () => {
    expectTypeOf<ReturnType<typeof keyboardOf>['content']>().toExtend<InlineKeyboard>()
    type Answer = Extract<Permit, { msg_seq: number }>
    expectTypeOf<Answer>().toExtend<Pick<Message.Request, 'msg_id' | 'event_id' | 'msg_seq'>>()
    expectTypeOf<{ msg_type: 7; content: string; media: { file_info: string } } & Answer>().toExtend<Message.Request>()
    expectTypeOf<{ file_type: 1; file_data: string; srv_send_msg: false }>().toExtend<Message.File.Request>()
  })
})
