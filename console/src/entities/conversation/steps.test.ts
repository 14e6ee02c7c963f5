import { describe, expect, test } from 'vitest'
import type { Agent } from '../../api/types.ts'
import { conversation } from '../testing.ts'
import { snoozeTimes } from './snooze.ts'
import { allowed, expected, reverse } from './steps.ts'

const me: Agent = {
  id: 'me',
  name: 'Me',
  email: '',
  role: 'agent',
  presence: 'available',
  capacity: 5,
  load: 0,
  skills: [],
  disabled: false,
  invited: false,
  locale: null,
}
const mine = conversation(1, { status: 'active', owner: { kind: 'agent', id: 'me', name: 'Me' } })
const theirs = conversation(2, { status: 'active', owner: { kind: 'agent', id: 'other', name: 'Other' } })
const waiting = conversation(3)

describe('what is offered', () => {
  test('of one’s own: everything but claiming', () =>
    expect(allowed(mine, me)).toEqual({
      mine: true,
      recall: true,
      reply: true,
      claim: false,
      release: true,
      assign: true,
      transfer: true,
      snooze: true,
      resolve: true,
      reopen: false,
      priority: true,
    }))
  test('of somebody else’s: nothing to an agent, the handling but not the reply to a supervisor', () => {
    expect(Object.values(allowed(theirs, me)).some(Boolean)).toBe(false)
    expect(allowed(theirs, { ...me, role: 'supervisor' })).toMatchObject({ reply: false, assign: true, resolve: true })
  })
  test('of one that waits: to claim it', () => expect(allowed(waiting, me)).toMatchObject({ claim: true, reply: false, resolve: false }))
  test('of one that is offered: to take it, to whom it is offered', () => {
    const offered = (id: string) => conversation(5, { status: 'offered', owner: { kind: 'offer', id, name: 'Somebody' } })
    expect([offered('me'), offered('other')].map((one) => allowed(one, me).claim)).toEqual([true, false])
  })
  test('of a resolved one: to reopen it', () => {
    const resolved = conversation(4, { status: 'resolved', owner: { kind: 'none' }, resolvedAt: '2026-01-01T00:00:00.000Z' })
    expect(allowed(resolved, me)).toMatchObject({ reopen: true, claim: false, priority: false })
  })
})

test('a step and its reverse lead back', () => {
  const claimed = expected(waiting, { do: 'claim' }, me, 0)
  expect(claimed).toMatchObject({ status: 'active', owner: { kind: 'agent', id: 'me' } })
  const back = reverse(waiting, { do: 'claim' })
  expect(back && expected(claimed, back, me, 0)).toEqual(waiting)
  expect(reverse(mine, { do: 'priority', priority: 'urgent' })).toEqual({ do: 'priority', priority: 'normal' })
})

test('snooze times lie ahead, also in the evening, and Monday is another day', () => {
  for (const hour of [0, 9, 14, 16, 20, 22, 23]) {
    const now = new Date(2026, 10, 23, hour, 30)
    expect(snoozeTimes(now).every(({ at }) => at > now)).toBe(true)
    expect(snoozeTimes(now).find(({ id }) => id === 'week')?.at).toEqual(new Date(2026, 10, 30, 9))
  }
  expect(snoozeTimes(new Date(2026, 10, 23, 22, 30)).map(({ id }) => id)).toEqual(['hour', 'tomorrow', 'week'])
  // On a Sunday, tomorrow is Monday.
  expect(snoozeTimes(new Date(2026, 10, 22, 10, 0)).map(({ id }) => id)).toEqual(['hour', 'later', 'tomorrow'])
})
