import { describe, expect, test } from 'vitest'
import { ACTIONS, type Action, STATUSES, type Status, nextStatus, ownerKind } from './states.ts'

/** Each status by what may happen in it and where that leads. */
const LIFE: Record<Status, string> = {
  bot: 'handoff waiting, claim active, assign active, transfer waiting, resolve resolved, continue resolved',
  waiting: 'offer offered, claim active, assign active, transfer waiting, snooze snoozed, resolve resolved, continue resolved',
  offered:
    'accept active, decline waiting, miss waiting, withdraw waiting, assign active, transfer waiting, resolve resolved, continue resolved',
  active: 'assign active, release waiting, return waiting, transfer waiting, snooze snoozed, resolve resolved, continue resolved',
  snoozed:
    'claim active, assign active, release waiting, transfer waiting, snooze snoozed, unsnooze waiting, resume active, resolve resolved, continue resolved',
  resolved: 'reopen waiting',
}

describe.each(STATUSES)('%s', (status) => {
  test('goes where it may and nowhere else', () => {
    const told = ACTIONS.flatMap((action: Action) => nextStatus(status, action) ?? []).length
    const life = LIFE[status].split(', ').map((step) => step.split(' '))
    expect(told).toBe(life.length)
    for (const [action, to] of life) expect(nextStatus(status, action as Action)).toBe(to)
  })
})

test.each([
  ['bot', null, 'bot'],
  ['waiting', null, 'queue'],
  ['offered', null, 'offer'],
  ['active', 'ann', 'agent'],
  ['snoozed', null, 'queue'],
  ['snoozed', 'ann', 'agent'],
  ['resolved', 'ann', 'none'],
] as const)('%s of %s belongs to: %s', (status, agent, owner) => {
  expect(ownerKind(status, agent)).toBe(owner)
})
