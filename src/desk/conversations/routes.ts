import { createRoute, z } from '@hono/zod-openapi'
import { isRefusal } from '../../model/outgoing.ts'
import { PRIORITIES } from '../../model/states.ts'
import { apiRouter } from '../web/problem.ts'
import { body, json } from '../web/route.ts'
import { asContent, content, conversation, incomplete, instant, message, page, plan, refusal } from '../web/schemas.ts'
import type { Rooms } from '../rooms.ts'
import { DeskError, notFound } from '../errors.ts'
import { VIEWS } from '../reading/lists.ts'

const intParam = z.object({ id: z.coerce.number().int().positive() })
const limit = z.coerce.number().int().min(1).max(200).default(50)

const said = z
  .object({
    content: content.optional(),
    text: z.string().min(1).max(100_000).optional(),
    key: z.string().min(1).max(100),
    replyTo: z.coerce.number().int().optional(),
  })
  .refine((draft) => (draft.content === undefined) !== (draft.text === undefined), 'Give either content or text.')

const contentOf = (draft: { content?: z.infer<typeof content> | undefined; text?: string | undefined }) =>
  draft.content ? asContent(draft.content) : [{ type: 'text' as const, text: draft.text ?? '' }]

const list = createRoute({
  method: 'get',
  path: '/conversations',
  request: {
    query: z.object({
      view: z.enum(VIEWS).default('open'),
      queue: z.coerce.number().int().optional(),
      channel: z.string().max(64).optional(),
      contact: z.coerce.number().int().optional(),
      q: z.string().trim().max(200).optional(),
      cursor: z.string().max(64).optional(),
      limit,
    }),
  },
  responses: { 200: json(page(conversation).extend({ incomplete }), 'Conversations of a view, in its order') },
})

const show = createRoute({
  method: 'get',
  path: '/conversations/{id}',
  request: { params: intParam },
  responses: { 200: json(conversation, 'The conversation') },
})

const timeline = createRoute({
  method: 'get',
  path: '/conversations/{id}/messages',
  request: {
    params: intParam,
    query: z.object({ before: z.coerce.number().int().optional(), after: z.coerce.number().int().optional(), limit }),
  },
  responses: { 200: json(page(message), 'A page of the timeline, newest last') },
})

const reply = createRoute({
  method: 'post',
  path: '/conversations/{id}/messages',
  request: { params: intParam, ...body(said) },
  responses: { 202: json(message.extend({ plan }), 'Stored and queued. The same key again returns the same message') },
})

const preview = createRoute({
  method: 'post',
  path: '/conversations/{id}/plan',
  request: { params: intParam, ...body(z.object({ content })) },
  responses: { 200: json(z.object({ plan: plan.optional(), refusal: refusal.optional() }), 'What would be sent, or why it cannot be') },
})

const note = createRoute({
  method: 'post',
  path: '/conversations/{id}/notes',
  request: { params: intParam, ...body(said) },
  responses: { 201: json(message, 'The note; customers never see it') },
})

const retry = createRoute({
  method: 'post',
  path: '/messages/{id}/retry',
  request: { params: intParam },
  responses: { 202: json(message, 'On its way again, from the first segment that was not sent') },
})

const recall = createRoute({
  method: 'post',
  path: '/messages/{id}/recall',
  request: { params: intParam },
  responses: { 200: json(message, 'Taken back: the customer does not see it any more') },
})

const writing = createRoute({
  method: 'post',
  path: '/conversations/{id}/typing',
  request: { params: intParam },
  responses: { 204: { description: 'The customer sees that somebody writes, where the platform can show it' } },
})

const take = createRoute({
  method: 'post',
  path: '/queue/next',
  request: { body: { content: { 'application/json': { schema: z.object({ queue: z.coerce.number().int().optional() }) } } } },
  responses: { 200: json(conversation, 'The next conversation, now yours'), 204: { description: 'Nobody waits' } },
})

const nothing = z.object({})

/** `schema`: what the action needs to know. */
const action = <P extends string, T extends z.ZodType>(path: P, description: string, schema: T) =>
  createRoute({
    method: 'post',
    path: `/conversations/{id}/${path}` as const,
    request: { params: intParam, body: { content: { 'application/json': { schema } }, required: (schema as z.ZodType) !== nothing } },
    responses: { 200: json(conversation, description) },
  })

export function conversationRoutes({ reading, replies, handling, settle, typing, recalls }: Rooms, commit: <T>(fn: () => T) => Promise<T>) {
  const shown = (id: number) => reading.conversation(id)
  const messageOf = (id: number) => {
    const found = reading.message(id)
    if (!found) throw notFound('message')
    return found
  }
  return apiRouter()
    .openapi(list, (c) => c.json(reading.list({ ...c.req.valid('query'), agentId: c.get('agent').id }), 200))
    .openapi(show, (c) => c.json(shown(c.req.valid('param').id), 200))
    .openapi(timeline, (c) => {
      const { id } = c.req.valid('param')
      reading.conversation(id)
      return c.json(reading.timeline(id, c.req.valid('query')), 200)
    })
    .openapi(reply, async (c) => {
      const draft = c.req.valid('json')
      const { messageId, plan } = await replies.reply(c.get('agent'), c.req.valid('param').id, { ...draft, content: contentOf(draft) })
      return c.json({ ...messageOf(messageId), plan }, 202)
    })
    .openapi(preview, (c) => {
      const result = replies.preview(c.req.valid('param').id, asContent(c.req.valid('json').content))
      if (isRefusal(result)) return c.json({ refusal: result }, 200)
      return c.json({ plan: { segments: result.segments.length, losses: result.losses } }, 200)
    })
    .openapi(note, async (c) => {
      const draft = c.req.valid('json')
      return c.json(messageOf(await replies.note(c.get('agent'), c.req.valid('param').id, { ...draft, content: contentOf(draft) })), 201)
    })
    .openapi(retry, async (c) => {
      const { id } = c.req.valid('param')
      const owner = shown(Number(messageOf(id).conversationId)).owner
      if (owner.kind !== 'agent' || owner.id !== c.get('agent').id)
        throw new DeskError('not-yours', 409, 'The conversation is not yours.', { owner })
      if (!(await commit(() => settle.retry(id)))) throw new DeskError('wrong-state', 409, 'There is nothing to send again.')
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
    .openapi(take, async (c) => {
      const id = await handling.next(c.get('agent'), c.req.valid('json').queue)
      return id === null ? c.body(null, 204) : c.json(shown(id), 200)
    })
    .openapi(action('claim', 'Yours now', nothing), async (c) => {
      const { id } = c.req.valid('param')
      await handling.claim(c.get('agent'), id)
      return c.json(shown(id), 200)
    })
    .openapi(action('assign', 'With that agent', z.object({ agent: z.string().max(64) })), async (c) => {
      const { id } = c.req.valid('param')
      await handling.assign(c.get('agent'), id, c.req.valid('json').agent)
      return c.json(shown(id), 200)
    })
    .openapi(action('transfer', 'Waiting in that queue', z.object({ queue: z.coerce.number().int() })), async (c) => {
      const { id } = c.req.valid('param')
      await handling.transfer(c.get('agent'), id, c.req.valid('json').queue)
      return c.json(shown(id), 200)
    })
    .openapi(action('release', 'Back in its queue', nothing), async (c) => {
      const { id } = c.req.valid('param')
      await handling.release(c.get('agent'), id)
      return c.json(shown(id), 200)
    })
    .openapi(action('snooze', 'Out of the way until then, or until the customer writes', z.object({ until: instant })), async (c) => {
      const { id } = c.req.valid('param')
      await handling.snooze(c.get('agent'), id, Date.parse(c.req.valid('json').until))
      return c.json(shown(id), 200)
    })
    .openapi(action('resolve', 'Resolved', nothing), async (c) => {
      const { id } = c.req.valid('param')
      await handling.resolve(c.get('agent'), id)
      return c.json(shown(id), 200)
    })
    .openapi(action('reopen', 'Open again', nothing), async (c) => {
      const { id } = c.req.valid('param')
      await handling.reopen(c.get('agent'), id)
      return c.json(shown(id), 200)
    })
    .openapi(action('priority', 'With that priority', z.object({ priority: z.enum(PRIORITIES) })), async (c) => {
      const { id } = c.req.valid('param')
      await handling.prioritise(c.get('agent'), id, c.req.valid('json').priority)
      return c.json(shown(id), 200)
    })
    .openapi(action('read', 'Read', nothing), async (c) => {
      const { id } = c.req.valid('param')
      await handling.read(id)
      return c.json(shown(id), 200)
    })
}
