import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { Status } from '../../../../src/model/states.ts'
import { HOUR } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let [boss, ann, ben]: Acting[] = []
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  boss = await desk.agent('Boss', { role: 'supervisor' })
  ann = await desk.agent('Ann')
  ben = await desk.agent('Ben')
  await desk.queue('Billing')
})
afterEach(() => desk.close())

type Start = Status | 'snoozed by nobody'
type Command = 'claim' | 'assign' | 'transfer' | 'release' | 'snooze' | 'resolve' | 'reopen'
const COMMANDS: Command[] = ['claim', 'assign', 'transfer', 'release', 'snooze', 'resolve', 'reopen']

/** A conversation in this state; where somebody has it, Ann does. What no command leads to yet is written into the row. */
async function given(start: Start): Promise<number> {
  const { handling } = desk.rooms
  const id = await desk.say(channel, 'help')
  const until = desk.clock.now() + HOUR
  if (start === 'bot') desk.sql.exec(`UPDATE Conversation SET status = 'bot', rank = NULL WHERE id = ${id}`)
  if (start === 'offered') {
    desk.sql.exec(`INSERT INTO Offer (id, conversationId, agentId, state, at, expiresAt) VALUES (1, ${id}, '${ann!.id}', 'open', 0, 0);
      UPDATE Conversation SET status = 'offered', rank = NULL, offerId = 1 WHERE id = ${id}; UPDATE Agent SET load = load + 1 WHERE id = '${ann!.id}'`)
  }
  desk.desk.kit.remembered.forget()
  if (start === 'active' || start === 'snoozed' || start === 'resolved') await handling.claim(ann!, id)
  if (start === 'snoozed') await handling.snooze(ann!, id, until)
  if (start === 'snoozed by nobody') await handling.snooze(boss!, id, until)
  if (start === 'resolved') await handling.resolve(ann!, id)
  return id
}

function run(command: Command, by: Acting, id: number): Promise<void> {
  const { handling, routing } = desk.rooms
  if (command === 'assign') return handling.assign(by, id, ben!.id)
  if (command === 'transfer') return routing.transfer(by, id, 2)
  if (command === 'snooze') return handling.snooze(by, id, desk.clock.now() + 2 * HOUR)
  return handling[command](by, id)
}

/** What stands afterwards, or the refusal with the owner that it names. */
async function outcome(command: Command, by: Acting, id: number): Promise<string> {
  const name = (owner: { kind: string; name?: string | undefined }): string =>
    owner.kind === 'queue' ? `queue ${owner.name}` : (owner.name ?? owner.kind)
  try {
    await run(command, by, id)
  } catch (error) {
    const { status, data } = error as { status: number; data: { owner: { kind: string; name?: string }; state: string } }
    return `${status} ${data.state} ${name(data.owner)}`
  }
  const { status, owner } = desk.rooms.reading.conversation(id)
  return `${status} ${name(owner)}`
}

/** Loads follow the conversations, and what belongs to a state is there in it and nowhere else. */
function check(id: number): void {
  const row = desk.row(
    'SELECT status, agentId, rank, snoozedUntil, resolvedAt, openThreadId, threadId, offerId FROM Conversation WHERE id = ?',
    id,
  )
  const is = (...states: string[]): boolean => states.includes(String(row['status']))
  expect(row['rank'] !== null).toBe(is('waiting'))
  expect(row['resolvedAt'] !== null).toBe(is('resolved'))
  expect(row['openThreadId']).toBe(is('resolved') ? null : row['threadId'])
  expect(row['snoozedUntil'] !== null).toBe(is('snoozed'))
  expect(row['offerId'] !== null).toBe(is('offered'))
  if (!is('snoozed')) expect(row['agentId'] !== null).toBe(is('active'))
  const held = desk.rows(
    'SELECT id, load, (SELECT count(*) FROM Conversation c WHERE c.agentId = a.id AND c.status = ?) AS active FROM Agent a',
    'active',
  )
  const offered = is('offered') ? 1 : 0
  for (const agent of held) expect(agent['load']).toBe(Number(agent['active']) + (agent['id'] === ann!.id ? offered : 0))
}

const SUPERVISOR: Record<Start, Record<Command, string>> = {
  bot: {
    claim: 'active Boss',
    assign: 'active Ben',
    transfer: 'waiting queue Billing',
    release: '409 bot bot',
    snooze: '409 bot bot',
    resolve: 'resolved none',
    reopen: 'bot bot',
  },
  waiting: {
    claim: 'active Boss',
    assign: 'active Ben',
    transfer: 'waiting queue Billing',
    release: 'waiting queue Support',
    snooze: 'snoozed queue Support',
    resolve: 'resolved none',
    reopen: 'waiting queue Support',
  },
  offered: {
    claim: '409 offered Ann',
    assign: 'active Ben',
    transfer: 'waiting queue Billing',
    release: '409 offered Ann',
    snooze: '409 offered Ann',
    resolve: 'resolved none',
    reopen: 'offered Ann',
  },
  active: {
    claim: '409 active Ann',
    assign: 'active Ben',
    transfer: 'waiting queue Billing',
    release: 'waiting queue Support',
    snooze: 'snoozed Ann',
    resolve: 'resolved none',
    reopen: 'active Ann',
  },
  snoozed: {
    claim: '409 snoozed Ann',
    assign: 'active Ben',
    transfer: 'waiting queue Billing',
    release: 'waiting queue Support',
    snooze: 'snoozed Ann',
    resolve: 'resolved none',
    reopen: 'snoozed Ann',
  },
  'snoozed by nobody': {
    claim: 'active Boss',
    assign: 'active Ben',
    transfer: 'waiting queue Billing',
    release: 'waiting queue Support',
    snooze: 'snoozed queue Support',
    resolve: 'resolved none',
    reopen: 'snoozed queue Support',
  },
  resolved: {
    claim: '409 resolved none',
    assign: '409 resolved none',
    transfer: '409 resolved none',
    release: '409 resolved none',
    snooze: '409 resolved none',
    resolve: 'resolved none',
    reopen: 'active Boss',
  },
}

/** Ann may do with her own what a supervisor may, and needs no claim. */
const OWN: Partial<Record<Start, Partial<Record<Command, string>>>> = { active: { claim: 'active Ann' }, snoozed: { claim: 'active Ann' } }

/** Ben, with what is not his. */
function strangers(start: Start, command: Command): string {
  const supervisor = SUPERVISOR[start][command]
  if (command === 'claim' || command === 'reopen' || supervisor.startsWith('409')) return supervisor.replace('Boss', 'Ben')
  if ((start === 'waiting' && command === 'release') || (start === 'resolved' && command === 'resolve')) return supervisor
  const owner = { bot: 'bot', offered: 'Ann', active: 'Ann', snoozed: 'Ann', resolved: 'none' } as Record<string, string>
  return `409 ${start.split(' ')[0]} ${owner[start] ?? 'queue Support'}`
}

const cells = (Object.keys(SUPERVISOR) as Start[]).flatMap((start) => COMMANDS.map((command) => [start, command] as const))

describe('every state and every command', () => {
  test.each(cells)('%s, %s by a supervisor', async (start, command) => {
    const id = await given(start)
    expect(await outcome(command, boss!, id)).toBe(SUPERVISOR[start][command])
    check(id)
  })

  test.each(cells)('%s, %s by an agent who does not have it', async (start, command) => {
    const id = await given(start)
    expect(await outcome(command, ben!, id)).toBe(strangers(start, command))
    check(id)
  })

  test.each(cells.filter(([start]) => start === 'active' || start === 'snoozed'))(
    '%s, %s by the one who has it',
    async (start, command) => {
      const id = await given(start)
      expect(await outcome(command, ann!, id)).toBe(OWN[start]?.[command] ?? SUPERVISOR[start][command])
      check(id)
    },
  )
})

describe('who may have one', () => {
  test.each(['busy', 'away'] as const)('nobody who is %s', async (presence) => {
    const id = await given('waiting')
    await desk.rooms.agents.presence(ben!, presence)
    await expect(desk.rooms.handling.claim(ben!, id)).rejects.toMatchObject({ code: 'not-available', status: 409 })
    await expect(desk.rooms.handling.assign(boss!, id, ben!.id)).rejects.toMatchObject({ status: 409 })
    await expect(desk.rooms.routing.next(ben!, undefined)).rejects.toMatchObject({ code: 'not-available' })
  })

  test('nobody without room, and a refusal changes nothing', async () => {
    const full = await desk.agent('Full', { capacity: 1 })
    const [one, two] = [await desk.say(channel, 'a', { from: 'u1' }), await desk.say(channel, 'b', { from: 'u2' })]
    await desk.rooms.handling.claim(full, one)
    await desk.rooms.handling.claim(ann!, two)
    const before = desk.rows('SELECT * FROM Conversation')
    await expect(desk.rooms.handling.assign(ann!, two, full.id)).rejects.toMatchObject({
      code: 'over-capacity',
      data: { owner: { name: 'Ann' } },
    })
    expect(desk.rows('SELECT * FROM Conversation')).toEqual(before)
    check(two)
  })

  test('no such conversation, agent, queue', async () => {
    const id = await given('waiting')
    const { handling } = desk.rooms
    await expect(handling.claim(ann!, 999)).rejects.toMatchObject({ status: 404 })
    await expect(handling.assign(boss!, id, 'nobody')).rejects.toMatchObject({ status: 404 })
    await expect(desk.rooms.routing.transfer(boss!, id, 99)).rejects.toMatchObject({ status: 404 })
    await expect(handling.snooze(boss!, id, desk.clock.now())).rejects.toMatchObject({ code: 'in-the-past' })
  })

  test('a second one cannot be opened in the same thread', async () => {
    const old = await given('resolved')
    desk.clock.forward(48 * HOUR)
    const fresh = await desk.say(channel, 'new case')
    await expect(desk.rooms.handling.reopen(boss!, old)).rejects.toMatchObject({
      code: 'open-elsewhere',
      data: { conversation: String(fresh) },
    })
  })

  test('priorities are for whoever has it, or anybody while nobody has', async () => {
    const { handling } = desk.rooms
    const waiting = await given('waiting')
    await handling.prioritise(ben!, waiting, 'high')
    await handling.claim(ann!, waiting)
    await expect(handling.prioritise(ben!, waiting, 'low')).rejects.toMatchObject({ status: 409 })
    await handling.snooze(ann!, waiting, desk.clock.now() + HOUR)
    await expect(handling.prioritise(ben!, waiting, 'low')).rejects.toMatchObject({ status: 409, data: { owner: { name: 'Ann' } } })
    await handling.prioritise(boss!, waiting, 'urgent')
    expect(desk.rooms.reading.conversation(waiting).priority).toBe('urgent')
  })
})
