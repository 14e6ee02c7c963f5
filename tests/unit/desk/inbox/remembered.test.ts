import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { HOUR, MINUTE } from '../../../support/clock.ts'
import { event, message } from '../../../support/events.ts'
import { openTestDesk, type TestDesk } from '../../../support/test-desk.ts'

// What the desk remembers of people, threads and open cases is never other than what is stored.

let desk: TestDesk
let channel: string
let ann: Acting
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
})
afterEach(() => desk.close())

/** At its last statement: by then everything about the message is written, and remembered. */
function poison(): void {
  desk.sql.exec(
    `CREATE TRIGGER poison BEFORE INSERT ON LogEntry WHEN NEW.type = 'message.created' AND (SELECT text FROM Message WHERE id = NEW.messageId) LIKE '%poison%'
     BEGIN SELECT RAISE(ABORT, 'poison'); END`,
  )
}

/** Compares what rooms say, from memory where they remember, with what is in the rows. */
function compare(): void {
  const { conversations, threads } = desk.rooms
  for (const thread of desk.rows<{ id: number; channelId: string; externalId: string }>('SELECT id, channelId, externalId FROM Thread')) {
    expect(threads.find(thread.channelId, thread.externalId)).toEqual(threads.get(thread.id))
    const [open] = desk.rows<{ id: number }>('SELECT id FROM Conversation WHERE openThreadId = ?', thread.id)
    expect(conversations.openIn(thread.id)).toEqual(open && conversations.get(open.id))
  }
}

/** Somebody says something, and everything about it is as the rows have it: who, where, in which case, as what number. */
async function hears(from: string, text: string, rest: object = {}): Promise<void> {
  await desk.receive(channel, message(text, { from, ...rest }))
  const said = desk.row<Record<string, unknown>>(
    `SELECT m.text, m.seq, m.authorId, m.authorName, c.lastSeq, c.contactId, c.openThreadId, t.contactId AS threadContact, i.contactId AS identity, i.name, i.blockedAt
     FROM Message m JOIN Conversation c ON c.id = m.conversationId JOIN Thread t ON t.id = m.threadId
     JOIN Identity i ON i.channelId = t.channelId AND i.externalId = ? ORDER BY m.id DESC LIMIT 1`,
    from,
  )
  expect(said).toMatchObject({
    text,
    blockedAt: null,
    authorId: String(said['identity']),
    authorName: said['name'],
    contactId: said['threadContact'],
  })
  expect(said['lastSeq']).toBe(said['seq'])
  compare()
}

describe('what is undone', () => {
  test('is not remembered: numbers go on without a gap', async () => {
    poison()
    await hears('u1', 'one')
    await desk.receive(channel, message('poison', { from: 'u1' }))
    compare()
    await hears('u1', 'two')
    expect(desk.rows('SELECT text, seq FROM Message ORDER BY id')).toEqual([
      { text: 'one', seq: 1 },
      { text: 'two', seq: 2 },
    ])
    expect(desk.rooms.reading.conversation(1)).toMatchObject({ unread: 2, preview: 'two' })
  })

  test('takes along a person, a place and a case that began in it', async () => {
    poison()
    await desk.receive(channel, message('poison', { from: 'new', name: 'Nobody' }))
    expect(
      desk.row('SELECT (SELECT count(*) FROM Contact) + (SELECT count(*) FROM Thread) + (SELECT count(*) FROM Conversation) AS n'),
    ).toEqual({ n: 0 })
    await hears('new', 'hello', { name: 'Somebody' })
    expect(desk.rows('SELECT name FROM Contact')).toEqual([{ name: 'Somebody' }])
  })

  test('is one command of several in the same moment, and the others stand', async () => {
    await hears('u1', 'zero')
    const { conversations } = desk.rooms
    const fails = () =>
      desk.sql.commit(() => {
        conversations.move(conversations.get(1), 'claim', 'agent:ann', { agentId: 'ann' })
        conversations.touched(conversations.openIn(1)!, 'contact', desk.clock.now(), 'never')
        throw new Error('no')
      })
    const [, failed] = await Promise.allSettled([
      desk.receive(channel, message('one', { from: 'u1' })),
      fails(),
      desk.receive(channel, message('two', { from: 'u1' })),
      fails(),
    ])
    expect(failed).toMatchObject({ status: 'rejected' })
    compare()
    expect(desk.rows('SELECT text, seq FROM Message ORDER BY id').at(-1)).toEqual({ text: 'two', seq: 3 })
    expect(desk.rooms.reading.conversation(1)).toMatchObject({ status: 'waiting', preview: 'two' })
  })

  test('is a menu that was never said', async () => {
    poison()
    await hears('u1', 'hi')
    await desk.rooms.handling.claim(ann, 1)
    const menu = (prompt: string) => [{ type: 'menu' as const, prompt, options: [{ id: prompt, label: prompt }] }]
    await desk.rooms.replies.reply(ann, 1, { content: menu('this'), key: 'a' })
    await expect(desk.rooms.replies.reply(ann, 1, { content: menu('poison'), key: 'b' })).rejects.toThrow('poison')
    await desk.receive(channel, message('1', { from: 'u1' }))
    expect(desk.row('SELECT content FROM Message ORDER BY id DESC LIMIT 1')).toEqual({
      content: '[{"type":"press","id":"this","label":"this"}]',
    })
  })

  test('is a whole group whose commit fails', async () => {
    await hears('u1', 'one')
    const { page_count: pages } = desk.row<{ page_count: number }>('PRAGMA page_count')
    desk.sql.exec(`PRAGMA max_page_count = ${pages}`)
    const large = ['a', 'b', 'c'].map((text) => desk.receive(channel, message(text.repeat(30_000), { from: 'u1', key: text })))
    const settled = await Promise.allSettled(large)
    expect(settled.map(({ status }) => status)).toContain('rejected')
    desk.sql.exec('PRAGMA max_page_count = 1000000')
    compare()
    await hears('u1', 'two')
  })
})

describe('what changes elsewhere', () => {
  const name = (id: number) => desk.rooms.reading.conversation(id).contact.name

  test('a name, a lock, a vip and a route', async () => {
    await hears('u1', 'one', { name: 'Al' })
    await hears('u1', 'two', { name: 'Alfred' })
    expect(name(1)).toBe('Alfred')
    await desk.rooms.contacts.change(ann, 1, { name: 'Alf', vip: true })
    await hears('u1', 'three', { name: 'Alfred the Great' })
    expect(name(1)).toBe('Alf')
    expect(desk.rooms.conversations.openIn(1)).toMatchObject({ vip: 1 })
    await desk.receive(channel, event('blocked', { from: 'u1' }, {}))
    await hears('u1', 'four')
    await desk.receive(
      channel,
      event('message', { from: 'u1' }, { content: [{ type: 'text', text: 'five' }], thread: { externalId: 'u1', route: { way: 1 } } }),
    )
    compare()
    await desk.receive(
      channel,
      event('message', { from: 'u1' }, { content: [{ type: 'text', text: 'six' }], thread: { externalId: 'u1', route: { way: 2 } } }),
    )
    compare()
    expect(desk.row('SELECT route FROM Thread')).toEqual({ route: '{"way":2}' })
  })

  test('who somebody is: merged, and split again', async () => {
    await hears('u1', 'one')
    await hears('u2', 'one')
    await desk.rooms.people.merge(ann, 2, 1)
    await hears('u2', 'two')
    expect(desk.row("SELECT authorId FROM Message WHERE text = 'two'")).toEqual({ authorId: '1' })
    await desk.rooms.people.split(ann, 1, 1)
    await hears('u2', 'three')
    expect(desk.row("SELECT authorId FROM Message WHERE text = 'three'")).toEqual({ authorId: '2' })
  })

  test('where somebody is: a thread by another name', async () => {
    await hears('u1', 'one')
    await desk.receive(channel, event('moved', { thread: 'u1' }, { to: 'u1b' }))
    compare()
    await desk.receive(channel, message('two', { from: 'u1', thread: 'u1b' }))
    await desk.receive(channel, message('three', { from: 'u1' }))
    compare()
    expect(desk.rows('SELECT text, threadId FROM Message ORDER BY id').map((row) => row['threadId'])).toEqual([1, 1, 2])
  })
})

const OPS = ['say', 'say', 'poison', 'press', 'claim', 'release', 'resolve', 'reopen', 'snooze', 'wait', 'urgent', 'reply', 'note', 'read', 'vip', 'merge', 'split', 'moved', 'blocked', 'entered', 'broken'] as const // prettier-ignore

test('whatever is done, in whatever order', async () => {
  poison()
  const { handling, replies, people, contacts, conversations } = desk.rooms
  let count = 0
  const act = async (op: (typeof OPS)[number], who: string, id: number): Promise<unknown> => {
    const other = 1 + (id % 3)
    switch (op) {
      case 'say':
      case 'poison':
        return desk.receive(channel, message(`${op} ${(count += 1)}`, { from: who }))
      case 'press':
        return desk.receive(channel, event('press', { from: who }, { data: 'x' }))
      case 'blocked':
      case 'entered':
        return desk.receive(channel, event(op, { from: who, name: `Name ${(count += 1)}` }, {}))
      case 'moved':
        return desk.receive(channel, event('moved', { thread: who }, { to: `${who}-${(count += 1)}` }))
      case 'wait':
        return desk.advance(2 * MINUTE)
      case 'claim':
      case 'release':
      case 'resolve':
      case 'reopen':
        return handling[op](ann, id)
      case 'snooze':
        return handling.snooze(ann, id, desk.clock.now() + MINUTE)
      case 'urgent':
        return handling.prioritise(ann, id, count % 2 ? 'urgent' : 'low')
      case 'reply':
        return desk.reply(ann, id, 'answer', `key ${(count += 1)}`)
      case 'note':
        return replies.note(ann, id, { content: [{ type: 'text', text: 'note' }], key: `key ${(count += 1)}` })
      case 'read':
        return handling.read(ann, id)
      case 'vip':
        return contacts.change(ann, id, { vip: count % 2 === 0, name: `Renamed ${(count += 1)}` })
      case 'merge':
        return people.merge(ann, id, other)
      case 'split':
        return people.split(ann, other, id)
      case 'broken':
        return desk.sql.commit(() => {
          const open = conversations.openIn(id)
          if (open) conversations.touched(open, 'contact', desk.clock.now(), 'never')
          throw new Error('broken')
        })
    }
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ op: fc.constantFrom(...OPS), who: fc.constantFrom('u1', 'u2', 'u3'), id: fc.integer({ min: 1, max: 4 }) }), {
        minLength: 5,
        maxLength: 40,
      }),
      async (steps) => {
        for (const { op, who, id } of steps) {
          await act(op, who, id).catch(() => {})
          compare()
        }
        desk.clock.forward(HOUR)
        for (const who of ['u1', 'u2', 'u3']) await hears(who, `end ${(count += 1)}`)
      },
    ),
    { numRuns: 40 },
  )
})
