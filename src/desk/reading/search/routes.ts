import { z } from '@hono/zod-openapi'
import { apiRouter } from '../../web/problem.ts'
import { json, route } from '../../web/route.ts'
import { conversation, incomplete, message, page } from '../../web/schemas.ts'
import type { Contacts } from '../../contacts/contacts.ts'
import type { Reading } from '../reading.ts'
import type { Search } from './search.ts'

const snippet = z
  .object({ text: z.string(), marks: z.array(z.object({ start: z.int(), end: z.int() })) })
  .openapi('Snippet', { description: 'A piece of the text; `marks` are what was found, in UTF-16 units of the piece, end exclusive' })

const contact = z.object({
  id: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  identities: z.array(z.object({ channelId: z.string(), externalId: z.string(), name: z.string().nullable() })),
})

const search = route({
  method: 'get',
  path: '/search',
  who: { role: 'agent', scope: 'read' },
  request: {
    query: z.object({
      q: z.string().trim().min(1).max(200),
      in: z.enum(['messages', 'contacts']).default('messages'),
      channel: z.string().max(64).optional(),
      cursor: z.string().max(64).optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
  },
  responses: {
    200: json(
      page(z.union([z.object({ message, conversation, snippet }), z.object({ contact, snippet })])).extend({ incomplete }),
      'The best first, of messages or of contacts. All words have to be there; "words in quotes" next to each other',
    ),
  },
})

interface Used {
  search: Search
  reading: Reading
  contacts: Contacts
}

export function searchRoutes({ search: found, reading, contacts }: Used) {
  return apiRouter().openapi(search, (c) => {
    const { in: where, ...sought } = c.req.valid('query')
    if (where === 'contacts') {
      const { items, ...rest } = found.contacts(sought)
      return c.json({ ...rest, items: items.map(({ id, snippet }) => ({ contact: shown(contacts.get(id)), snippet })) }, 200)
    }
    const { items, ...rest } = found.messages(sought)
    const shownItems = items.flatMap(({ id, snippet }) => {
      const message = reading.message(id)
      const conversation = message && reading.find(Number(message.conversationId))
      return conversation ? [{ message, conversation, snippet }] : []
    })
    return c.json({ ...rest, items: shownItems }, 200)
  })
}

const shown = ({ id, name, phone, email, identities }: ReturnType<Contacts['get']>): z.infer<typeof contact> => ({
  id,
  name,
  phone,
  email,
  identities: identities.map(({ channelId, externalId, name }) => ({ channelId, externalId, name })),
})
