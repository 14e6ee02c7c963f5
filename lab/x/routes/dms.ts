import { z } from 'zod'
import { linkV2, mediaKey } from '../events/post.ts'
import { dmMediaUrl, dmVideoUrl } from '../events/dm.ts'
import { userV2 } from '../events/users.ts'
import { compareIds, conversationId } from '../ids.ts'
import { checked } from '../api/input.ts'
import { forbidden, gone, invalid } from '../api/problems.ts'
import { created, fields, ok, userOf, type Ask, type Route } from '../api/route.ts'
import { points } from '../text.ts'
import type { Account, Dm, User, World } from '../world.ts'
import { writeDm } from '../write.ts'
import { readyFile } from './media.ts'

const write = ['dm.write', 'tweet.read', 'users.read']
const read = ['dm.read', 'tweet.read', 'users.read']
const auth = ['oauth2', 'oauth1'] as const

const message = z
  .strictObject({
    text: z.string().min(1).optional(),
    attachments: z.array(z.strictObject({ media_id: z.string().regex(/^\d{1,19}$/) })).optional(),
  })
  .refine(({ text, attachments }) => text !== undefined || attachments !== undefined, 'text or attachments is required')

const page = z.object({
  max_results: z.coerce.number().int().min(1).max(100).default(100),
  pagination_token: z.string().min(16).optional(),
  event_types: z.string().default('MessageCreate,ParticipantsJoin,ParticipantsLeave'),
})

export const dmRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/2/dm_conversations/with/:user/messages',
    auth,
    scopes: write,
    rate: 'sendDm',
    run: (ask) => send(ask, ask.part('user')),
  },
  {
    method: 'POST',
    path: '/2/dm_conversations/:conversation/messages',
    auth,
    scopes: write,
    rate: 'sendDm',
    run: (ask) => send(ask, otherIn(userOf(ask), ask.part('conversation'))),
  },
  { method: 'GET', path: '/2/dm_events', auth, scopes: read, rate: 'readDms', run: (ask) => list(ask, () => true) },
  {
    method: 'GET',
    path: '/2/dm_conversations/with/:user/dm_events',
    auth,
    scopes: read,
    rate: 'readDms',
    run: (ask) => list(ask, (dm) => [dm.by.id, dm.to.id].includes(ask.part('user'))),
  },
  {
    method: 'GET',
    path: '/2/dm_conversations/:conversation/dm_events',
    auth,
    scopes: read,
    rate: 'readDms',
    run: (ask) => {
      const other = otherIn(userOf(ask), ask.part('conversation'))
      return list(ask, (dm) => [dm.by.id, dm.to.id].includes(other))
    },
  },
  {
    method: 'GET',
    path: '/2/dm_events/:id',
    auth,
    scopes: read,
    rate: 'readDms',
    run: (ask) => {
      const dm = visible(ask.world, userOf(ask)).find((one) => one.id === ask.part('id'))
      if (dm === undefined) throw gone('dm_event', 'id', ask.part('id'))
      return ok(view(dm, ask), includes([dm], ask))
    },
  },
  {
    method: 'DELETE',
    path: '/2/dm_events/:id',
    auth,
    scopes: ['dm.read', 'dm.write'],
    rate: 'deleteDm',
    run: (ask) => {
      const { user } = userOf(ask)
      const dm = visible(ask.world, userOf(ask)).find((one) => one.id === ask.part('id'))
      if (dm === undefined) throw gone('dm_event', 'id', ask.part('id'))
      if (dm.by !== user) throw forbidden('You can only delete messages you sent.')
      // For oneself only: the other side keeps it.
      dm.deletedBy.add(user.id)
      return ok({ deleted: true })
    },
  },
]

/** The other side of a one-to-one conversation. Throws 400, or 403 when the caller is not part of it (ours). */
function otherIn({ user }: Account, conversation: string): string {
  if (!/^(\d{1,19}-\d{1,19}|\d{15,19})$/.test(conversation)) throw invalid('The `dm_conversation_id` path parameter value is not valid')
  const other = conversation.split('-').find((id) => id !== user.id)
  if (other === undefined || conversation !== conversationId(user.id, other)) throw forbidden()
  return other
}

function send(ask: Ask, to: string): Response {
  const { world } = ask
  const account = userOf(ask)
  const { text = '', attachments = [] } = checked(message, ask.input.body)
  const recipient = world.user(to)
  // Ours: what X says to an unknown recipient is not documented.
  if (recipient === undefined || recipient === account.user) throw gone('user', 'participant_id', to)
  if (points(text) > world.options.text.dm) throw invalid(`$.text: is longer than ${world.options.text.dm} characters`)
  if (attachments.length > 1) throw invalid('$.attachments: only one attachment is supported')
  if (text === '' && attachments.length === 0) throw invalid('$: text or attachments is required')
  if (!mayWrite(world, account, recipient)) throw forbidden('You do not have permission to DM one or more participants.')
  const file = attachments[0] === undefined ? undefined : readyFile(world, account, attachments[0].media_id)
  const dm = writeDm(world, account.user, recipient, text, { file, through: account.app })
  return created({ dm_conversation_id: conversationId(account.user.id, to), dm_event_id: dm.id })
}

/** Those who follow the account, take messages from anybody, or wrote first; and don't block it. The text of the refusal is from memory. */
function mayWrite(world: World, account: Account, to: User): boolean {
  const person = world.people.get(to.id)
  if (person === undefined) return true
  if (person.blocks.has(account)) return false
  return person.open || person.follows.has(account) || world.dms.some((dm) => dm.by === to && dm.to === account.user)
}

/** What an account can look up: the last 30 days, newest first, without what it deleted. */
function visible(world: World, { user }: Account): Dm[] {
  const since = world.now() - world.options.horizon
  const mine = world.dms.filter((dm) => (dm.by === user || dm.to === user) && dm.at >= since && !dm.deletedBy.has(user.id))
  return mine.toSorted((one, other) => compareIds(other.id, one.id))
}

function list(ask: Ask, fits: (dm: Dm) => boolean): Response {
  const { max_results: max, pagination_token: token, event_types: types } = checked(page, ask.input.query)
  const before = token === undefined ? undefined : Buffer.from(token, 'base64url').toString()
  if (before !== undefined && !/^\d{1,19}$/.test(before)) throw invalid('The `pagination_token` query parameter value is not valid')
  const all = types.split(',').includes('MessageCreate') ? visible(ask.world, userOf(ask)).filter(fits) : []
  const rest = all.filter((dm) => before === undefined || compareIds(dm.id, before) < 0)
  const data = rest.slice(0, max)
  const last = data.at(-1)
  const next = rest.length > max && last !== undefined ? { next_token: Buffer.from(last.id).toString('base64url') } : {}
  const meta = { result_count: data.length, ...next }
  return Response.json({ ...(data.length === 0 ? {} : { data: data.map((dm) => view(dm, ask)), ...includes(data, ask) }), meta })
}

function view(dm: Dm, { input }: Ask): Record<string, unknown> {
  const links = dm.fileLink === undefined ? dm.links : [...dm.links, dm.fileLink]
  const all = {
    id: dm.id,
    event_type: 'MessageCreate',
    text: dm.text,
    sender_id: dm.by.id,
    dm_conversation_id: conversationId(dm.by.id, dm.to.id),
    created_at: new Date(dm.at).toISOString(),
    ...(dm.file === undefined ? {} : { attachments: { media_keys: [mediaKey(dm.file)] } }),
    ...(links.length === 0 ? {} : { entities: { urls: links.map(linkV2) } }),
  }
  return fields(all, ['id', 'event_type', 'text'], input.query['dm_event.fields'])
}

function includes(dms: readonly Dm[], { input: { query } }: Ask): Record<string, unknown> {
  const wanted = query['expansions']?.split(',') ?? []
  const users = wanted.includes('sender_id') ? [...new Set(dms.map((dm) => dm.by))] : []
  const media = wanted.includes('attachments.media_keys') ? dms.flatMap((dm) => mediaOf(dm, query['media.fields'])) : []
  if (users.length === 0 && media.length === 0) return {}
  return {
    includes: {
      ...(users.length === 0 ? {} : { users: users.map((one) => fields(userV2(one), ['id', 'name', 'username'], query['user.fields'])) }),
      ...(media.length === 0 ? {} : { media }),
    },
  }
}

function mediaOf(dm: Dm, asked: string | undefined): Record<string, unknown>[] {
  const { file } = dm
  if (file === undefined) return []
  const still = dmMediaUrl(dm, file)
  const all = {
    media_key: mediaKey(file),
    type: { photo: 'photo', gif: 'animated_gif', video: 'video' }[file.kind],
    ...(file.kind === 'photo'
      ? { url: still }
      : { preview_image_url: still, variants: [{ bit_rate: 0, content_type: 'video/mp4', url: dmVideoUrl(file) }] }),
  }
  return [fields(all, ['media_key', 'type'], asked)]
}
