import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Agent, Conversation } from '../../console/src/api/types.ts'
import { CONVERSATION_COMMANDS } from '../../console/src/entities/conversation/commands.ts'
import type { Step } from '../../console/src/entities/conversation/steps.ts'
import { allowed } from '../../console/src/entities/conversation/steps.ts'
import type { Status } from '../../src/model/states.ts'
import { message } from '../support/events.ts'
import { type Client } from '../support/client.ts'
import { startTestHub, type TestHub } from '../support/test-hub.ts'

const SLEEP = new Date(Date.now() + 3_600_000).toISOString()
const WHOSE = ['nobody’s', 'mine', 'another’s'] as const
type Whose = (typeof WHOSE)[number]
/** Every way in which a conversation can stand, and whose it may be then. */
const CASES: readonly (readonly [Status, readonly Whose[]])[] = [
  ['bot', ['nobody’s']],
  ['waiting', ['nobody’s']],
  ['offered', ['another’s']],
  ['active', ['mine', 'another’s']],
  ['snoozed', WHOSE],
  ['resolved', ['nobody’s']],
]
const ROLES = ['agent', 'supervisor', 'admin'] as const

let hub: TestHub
let channel: string
let other: Client & { id: string }
const asking = new Map<string, Client & { id: string }>()
let customers = 0

beforeAll(async () => {
  hub = await startTestHub()
  channel = await hub.channel()
  hub.hub.desk.kit.sql.exec("INSERT INTO Queue (id, name) VALUES (2, 'Billing')")
  other = await hub.agent('Other', { capacity: 1000 })
  for (const role of ROLES) asking.set(role, await hub.agent(`An${role}`, { role, capacity: 1000 }))
})
afterAll(() => hub.stop())

async function given(status: Status, whose: Whose, me: Client): Promise<string> {
  customers += 1
  const from = `customer-${customers}`
  await hub.hub.desk.receive({ channelId: channel, events: [message('help', { from, name: from, at: Date.now() })] })
  const { items } = (await hub.owner.get('/api/conversations?view=open&limit=200')).body
  const { id } = items.find((one: Conversation) => one.contact.name === from)
  const { sql, remembered } = hub.hub.desk.kit
  const of = whose === 'mine' ? me : other
  const ask = async (by: Client, what: string, body: object = {}): Promise<void> => {
    expect((await by.post(`/api/conversations/${id}/${what}`, body)).status).toBe(200)
  }
  // What no command leads to yet is written into the row.
  if (status === 'bot') sql.exec(`UPDATE Conversation SET status = 'bot', rank = NULL WHERE id = ${id}`)
  if (status === 'offered')
    sql.exec(`INSERT INTO Offer (id, conversationId, agentId, state, at, expiresAt) VALUES (${id}, ${id}, '${other.id}', 'open', 0, 0);
      UPDATE Conversation SET status = 'offered', rank = NULL, offerId = ${id} WHERE id = ${id}; UPDATE Agent SET load = load + 1 WHERE id = '${other.id}'`)
  remembered.forget()
  if (status === 'active' || status === 'resolved' || (status === 'snoozed' && whose !== 'nobody’s')) await ask(of, 'claim')
  if (status === 'snoozed') await ask(whose === 'nobody’s' ? hub.owner : of, 'snooze', { until: SLEEP })
  if (status === 'resolved') await ask(of, 'resolve')
  return id as string
}

/** The console's commands as calls of the API; with what has to be chosen first. */
const STEPS = CONVERSATION_COMMANDS.map(({ id, may, step }) => ({ id, may, step }))
function callOf(step: (typeof STEPS)[number]['step'], me: Agent): [what: string, body: object] {
  const chosen: Record<string, Step> = {
    assign: { do: 'assign', agent: { id: other.id, name: 'Other' } },
    transfer: { do: 'transfer', queue: { id: '2', name: 'Billing' } },
    priority: { do: 'priority', priority: 'high' },
  }
  const one = typeof step === 'string' ? chosen[step]! : step(me)
  const body =
    one.do === 'assign'
      ? { agent: one.agent.id }
      : one.do === 'transfer'
        ? { queue: one.queue.id }
        : one.do === 'priority'
          ? { priority: one.priority }
          : {}
  return [one.do, body]
}
const COMMANDS = [...STEPS, { id: 'snooze' as const, may: (one: Conversation, me: Agent) => allowed(one, me).snooze, step: null }]

/** What a command changes. */
const stand = ({ status, owner, queue, priority, snoozedUntil }: Conversation) => ({ status, owner, queue, priority, snoozedUntil })

describe.each(ROLES)('to an %s', (role) => {
  describe.each(CASES.flatMap(([status, all]) => all.map((whose) => [status, whose] as const)))(
    'of one that is %s and %s',
    (status, whose) => {
      test.each(COMMANDS)('the console offers $id just where the server does it', async ({ id: command, may, step }) => {
        const me = asking.get(role)!
        const self = (await me.get('/api/me')).body as Agent
        const id = await given(status, whose, me)
        const before = (await me.get(`/api/conversations/${id}`)).body as Conversation
        expect(before.status).toBe(status)
        const [what, body] = step === null ? ['snooze', { until: new Date(Date.parse(SLEEP) + 60_000).toISOString() }] : callOf(step, self)
        const answer = await me.post(`/api/conversations/${id}/${what}`, body)
        const after = (await me.get(`/api/conversations/${id}`)).body as Conversation
        if (may(before, self)) expect([command, answer.status]).toEqual([command, 200])
        // Claiming wakes one's own: it stands in the menu once, under that name.
        else if (command === 'assignMe' && status === 'snoozed' && whose === 'mine') expect(after.owner).toEqual(before.owner)
        // What is there already may be said again, and changes nothing.
        else expect([command, stand(after)]).toEqual([command, stand(before)])
      })
    },
  )
})
