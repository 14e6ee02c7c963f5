import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, best, refusal, type Wanted } from './eligibility.ts'

const agent = (of: Partial<Candidate> = {}): Candidate => ({
  id: 'a',
  load: 0,
  capacity: 5,
  level: 1,
  skills: new Map(),
  declined: false,
  missed: 0,
  idleSince: 0,
  ...of,
})
const wanted = (of: Partial<Wanted> = {}): Wanted => ({
  weight: 1,
  demands: [],
  heldFor: null,
  urgent: false,
  reserve: 0,
  previous: null,
  ...of,
})
const french = (level: number): Pick<Candidate, 'skills'> => ({ skills: new Map([[7, level]]) })
const asks = (level: number): Pick<Wanted, 'demands'> => ({ demands: [{ skill: 7, level }] })

describe('who may be given it', () => {
  test.each<[string, Partial<Candidate>, Partial<Wanted>, ReturnType<typeof refusal>]>([
    ['whoever has room', { load: 4 }, {}, null],
    ['nobody who is full', { load: 5 }, {}, 'full'],
    ['nobody with too little room for its weight', { load: 4 }, { weight: 2 }, 'full'],
    ['nobody who declined it', { declined: true }, {}, 'declined'],
    ['whom it is kept for', { id: 'a' }, { heldFor: 'a' }, null],
    ['nobody else while it is kept', { id: 'a' }, { heldFor: 'b' }, 'held'],
    ['whoever knows enough', french(3), asks(3), null],
    ['nobody who knows less', french(2), asks(3), 'skill'],
    ['nobody who knows nothing of it', {}, asks(1), 'skill'],
    ['nothing in the room for urgent ones', { load: 4 }, { reserve: 20 }, 'reserved'],
    ['up to that room', { load: 3 }, { reserve: 20 }, null],
    ['urgent ones in it', { load: 4 }, { reserve: 20, urgent: true }, null],
    ['no whole place of a small share', { load: 4 }, { reserve: 19 }, null],
  ])('%s', (_who, one, what, expected) => {
    expect(refusal(agent(one), wanted(what))).toBe(expected)
  })
})

describe('who is the best', () => {
  const first = (agents: Candidate[], of: Partial<Wanted> = {}): string | undefined => best(agents, wanted(of))?.id
  test.each<[string, Partial<Candidate>, Partial<Candidate>, Partial<Wanted>]>([
    ['who has not let it pass', { missed: 0 }, { missed: 1 }, { previous: 'b' }],
    ['who had it before', { level: 1 }, { level: 5 }, { previous: 'a' }],
    ['who knows more of what is asked for', french(5), french(4), asks(2)],
    ['who knows the topic better', { level: 4, load: 4 }, { level: 3 }, {}],
    ['who has less to do for what they can', { load: 2, capacity: 10 }, { load: 1, capacity: 4 }, {}],
    ['who waited longer', { idleSince: 1 }, { idleSince: 2 }, {}],
    ['by name', {}, {}, {}],
  ])('%s', (_who, better, worse, what) => {
    const [a, b] = [agent({ ...better, id: 'a' }), agent({ ...worse, id: 'b' })]
    expect([first([a, b], what), first([b, a], what)]).toEqual(['a', 'a'])
  })

  test('of nobody, nobody', () => expect(first([])).toBeUndefined())

  test('the same, in whatever order they are named', () => {
    const any = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      load: fc.nat(4),
      level: fc.integer({ min: 1, max: 5 }),
      missed: fc.nat(1),
      idleSince: fc.nat(3),
    })
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: ({ id }) => id, minLength: 1 }), fc.constantFrom(null, 'a', 'b'), (some, previous) => {
        const agents = some.map(agent)
        expect(first(agents.toReversed(), { previous })).toBe(first(agents, { previous }))
      }),
    )
  })
})
