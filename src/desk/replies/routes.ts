import { z } from '@hono/zod-openapi'
import type { Content } from '../../model/content.ts'
import { isRefusal } from '../../model/outgoing.ts'
import type { Rights } from '../web/rights.ts'
import type { Conversations } from '../conversations/store.ts'
import { notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { Retry } from '../outbox/retry.ts'
import type { Reading } from '../reading/reading.ts'
import { apiRouter } from '../web/problem.ts'
import { body, intParam, json, route } from '../web/route.ts'
import { content, message, plan, refusal } from '../web/schemas.ts'
import type { Recalls } from './recall.ts'
import type { Replies } from './reply.ts'
import type { Typing } from './typing.ts'

const said = z
  .object({
    content: content.optional(),
    text: z.string().min(1).max(100_000).optional(),
    key: z.string().min(1).max(100),
    replyTo: z.coerce.number().int().optional(),
  })
  .refine((draft) => (draft.content === undefined) !== (draft.text === undefined), 'Give either content or text.')

const contentOf = (draft: z.infer<typeof said>): Content => draft.content ?? [{ type: 'text', text: draft.text ?? '' }]

const reply = route({
  method: 'post',
  path: '/conversations/{id}/messages',
  who: { role: 'agent', scope: 'answer' },
  request: { params: intParam, ...body(said) },
  responses: { 202: json(message.extend({ plan }), 'Stored and queued. The same key again returns the same message') },
})

const preview = route({
  method: 'post',
  path: '/conversations/{id}/plan',
  who: { role: 'agent', scope: 'read' },
  request: { params: intParam, ...body(z.object({ content })) },
  responses: { 200: json(z.object({ plan: plan.optional(), refusal: refusal.optional() }), 'What would be sent, or why it cannot be') },
})

const note = route({
  method: 'post',
  path: '/conversations/{id}/notes',
  who: { role: 'agent', scope: 'answer' },
  request: { params: intParam, ...body(said) },
  responses: { 201: json(message, 'The note; customers never see it') },
})

const again = route({
  method: 'post',
  path: '/messages/{id}/retry',
  who: { role: 'agent', scope: 'answer' },
  request: { params: intParam },
  responses: { 202: json(message, 'On its way again, from the first segment that was not sent') },
})

const recall = route({
  method: 'post',
  path: '/messages/{id}/recall',
  who: { role: 'agent', scope: 'answer' },
  request: { params: intParam },
  responses: { 200: json(message, 'Taken back: the customer does not see it any more') },
})

const writing = route({
  method: 'post',
  path: '/conversations/{id}/typing',
  who: { role: 'agent', scope: 'answer' },
  request: { params: intParam },
  responses: { 204: { description: 'The customer sees that somebody writes, where the platform can show it' } },
})

interface Used {
  reading: Reading
  conversations: Conversations
  rights: Rights
  replies: Replies
  retry: Retry
  typing: Typing
  recalls: Recalls
}

export function replyRoutes({ reading, conversations, rights, replies, retry, typing, recalls }: Used, { commit }: Pick<Kit, 'commit'>) {
  const messageOf = (id: number) => {
    const found = reading.message(id)
    if (!found) throw notFound('message')
    return found
  }
  return apiRouter()
    .openapi(reply, async (c) => {
      const draft = c.req.valid('json')
      const { messageId, plan } = await replies.reply(c.get('agent'), c.req.valid('param').id, { ...draft, content: contentOf(draft) })
      return c.json({ ...messageOf(messageId), plan }, 202)
    })
    .openapi(preview, (c) => {
      const result = replies.preview(c.req.valid('param').id, c.req.valid('json').content)
      if (isRefusal(result)) return c.json({ refusal: result }, 200)
      return c.json({ plan: { segments: result.segments.length, losses: result.losses } }, 200)
    })
    .openapi(note, async (c) => {
      const draft = c.req.valid('json')
      return c.json(messageOf(await replies.note(c.get('agent'), c.req.valid('param').id, { ...draft, content: contentOf(draft) })), 201)
    })
    .openapi(again, async (c) => {
      const { id } = c.req.valid('param')
      await commit(() => {
        const conversation = conversations.get(Number(messageOf(id).conversationId))
        rights.mine(conversation, c.get('agent'))
        if (!retry(id)) throw rights.refusal(conversation, 'wrong-state')
      })
      return c.json(messageOf(id), 202)
    })
    .openapi(recall, async (c) => {
      const { id } = c.req.valid('param')
      await recalls.recall(c.get('agent'), id)
      return c.json(messageOf(id), 200)
    })
    .openapi(writing, async (c) => {
      await typing(c.get('agent'), c.req.valid('param').id)
      return c.body(null, 204)
    })
}
