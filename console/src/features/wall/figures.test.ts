import { expect, test } from 'vitest'
import type { LiveQueue } from '../../entities/agent/wall.ts'
import { everybody, figuresOf } from './figures.ts'

const agent = (id: string, presence: string, load: number, capacity: number) => ({ id, name: id, presence, load, capacity })
const queue = (id: string, rest: Partial<LiveQueue>): LiveQueue => ({
  id,
  name: id,
  mode: 'pull',
  waiting: { low: 0, normal: 0, high: 0, urgent: 0 },
  offered: 0,
  active: 0,
  oldest: null,
  agents: [],
  ...rest,
})

test('whoever serves two queues counts once, and only those who are there have room', () => {
  const ann = agent('Ann', 'available', 1, 5)
  const queues = [
    queue('1', {
      agents: [ann, agent('Bo', 'away', 0, 5)],
      waiting: { low: 1, normal: 2, high: 0, urgent: 1 },
      oldest: '2026-12-01T09:05:00Z',
    }),
    queue('2', {
      agents: [ann, agent('Cy', 'available', 4, 3)],
      waiting: { low: 0, normal: 1, high: 0, urgent: 0 },
      oldest: '2026-12-01T09:01:00Z',
    }),
  ]
  expect(figuresOf(queues)).toEqual({ waiting: 5, urgent: 1, oldest: '2026-12-01T09:01:00Z', available: 2, room: 4 })
  expect(everybody(queues).map(({ name }) => name)).toEqual(['Cy', 'Ann', 'Bo'])
})

test('a hub where nothing happens has nobody who waits', () => {
  expect(figuresOf([queue('1', {})])).toEqual({ waiting: 0, urgent: 0, oldest: null, available: 0, room: 0 })
})
