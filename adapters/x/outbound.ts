import type { TwitterApiv2 } from 'twitter-api-v2'
import type { ThreadRef } from '../../src/model/events.ts'
import { AdapterFault, type Ctx, type Outgoing, type Sent } from '../../src/contract/adapter.ts'
import { strangeFault } from '../../src/contract/faults.ts'
import { given, object, text } from '../../src/contract/read.ts'
import { createApi, dataOf } from './api.ts'
import type { Credentials } from './credentials.ts'
import { leftOf } from './faults.ts'
import { id } from './reading.ts'
import { attachment, uploadKey } from './upload.ts'

type Message = Parameters<TwitterApiv2['sendDmToParticipant']>[1]

/** Sends one segment. A file is uploaded first, which nobody sees; what is sent is one message or post. */
export async function send(ctx: Ctx<Credentials>, out: Outgoing): Promise<Sent> {
  return out.surface === 'comment' ? answerPost(ctx, out) : sendMessage(ctx, out)
}

async function sendMessage(ctx: Ctx<Credentials>, out: Outgoing): Promise<Sent> {
  const { path, params } = addressOf(out.thread)
  const message = await messageOf(ctx, out)
  const sent = sentBy(await createApi(ctx, 'user', 'blocked').post<unknown>(path, message, { params, fullResponse: true }), 'dm_event_id')
  if (out.body.type === 'media') await ctx.cache.drop(uploadKey(out))
  return sent
}

async function messageOf(ctx: Ctx<Credentials>, out: Outgoing): Promise<Message> {
  const { body } = out
  if (body.type === 'text') return { text: body.text }
  if (body.type === 'location') throw unfit()
  return { ...(body.caption && { text: body.caption }), attachments: [{ media_id: await attachment(ctx, out, body) }] }
}

/** To a person by their number, to a group by that of the conversation. */
function addressOf({ externalId }: ThreadRef): { path: string; params: { [name: string]: string } } {
  const group = id(/^group:(.+)$/.exec(externalId)?.[1])
  if (group) return { path: 'dm_conversations/:dm_conversation_id/messages', params: { dm_conversation_id: group } }
  const person = id(externalId)
  if (!person) throw new AdapterFault('gone', 'This is no conversation of X.', { certain: true })
  return { path: 'dm_conversations/with/:participant_id/messages', params: { participant_id: person } }
}

/** Below the post that is answered, or the last one that a customer wrote in this conversation. */
async function answerPost(ctx: Ctx<Credentials>, out: Outgoing): Promise<Sent> {
  const { body, thread } = out
  if (body.type !== 'text') throw unfit()
  const to = id(out.replyTo) ?? id(thread.route?.['replyTo']) ?? id(/^post:(.+)$/.exec(thread.externalId)?.[1])
  if (!to) throw new AdapterFault('gone', 'This is no post of X.', { certain: true })
  const post = { text: body.text, reply: { in_reply_to_tweet_id: to } }
  return sentBy(await createApi(ctx, 'user', 'content').post<unknown>('tweets', post, { fullResponse: true }), 'id')
}

const unfit = (): AdapterFault => new AdapterFault('content', 'X does not take this here.', { certain: true })

function sentBy({ data, headers }: { data: unknown; headers: object }, name: 'dm_event_id' | 'id'): Sent {
  const made = object<{ [name in 'dm_event_id' | 'id']: string }>(dataOf(data))
  const externalId = text(made?.[name])
  // Not what X answers: nobody knows what became of it.
  if (!externalId) throw strangeFault('X', 200)
  return given<Sent>({ externalId, state: 'sent', left: leftOf(new Headers(headers as { [name: string]: string })) })
}

/** Deletes a post of ours. A direct message that we delete is gone for ourselves only, which is no taking back. */
export async function recall(ctx: Ctx<Credentials>, thread: ThreadRef, externalId: string): Promise<void> {
  if (!thread.externalId.startsWith('post:')) throw unfit()
  await createApi(ctx, 'user', 'content').deleteTweet(externalId)
}
