import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PRIORITIES } from '../../../../src/model/states.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { type TestDesk, openTestDesk } from '../../../support/test-desk.ts'

const STOLEN = '我的账号被盗了，密码被改了，钱被转走了'
let desk: TestDesk
let channel: string
let ann: Acting
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann', { role: 'supervisor' })
})
afterEach(() => desk.close())

const say = (text: string, from = 'u1'): Promise<number> => desk.say(channel, text, { from })
const priority = (id: number) => desk.rooms.conversations.get(id).priority

test('whoever loses an account goes first, and it is kept why', async () => {
  const usual = await say('你好，请问怎么开发票？', 'u1')
  const urgent = await say(STOLEN, 'u2')
  expect([priority(usual), priority(urgent)]).toEqual(['normal', 'urgent'])
  expect(desk.rooms.triage.of(usual)).toEqual([])
  const [raise] = desk.rooms.triage.of(urgent)
  expect(raise).toMatchObject({ seq: 1, before: 'normal', priority: 'urgent', reasons: [{ rule: 'scorer', code: 'urgent' }] })
  // The one waits to be taken; the other is offered at once, in the same command.
  expect([usual, urgent].map((id) => desk.rooms.conversations.get(id).status)).toEqual(['waiting', 'offered'])
})

test('a later message raises it, also while an agent has it', async () => {
  const id = await say('hello')
  await desk.rooms.handling.claim(ann, id)
  await say(STOLEN)
  expect(priority(id)).toBe('urgent')
})

test('what an agent has lowered, the same words do not raise again; new ones do', async () => {
  const id = await say(STOLEN)
  await desk.rooms.handling.prioritise(ann, id, 'normal')
  await say('在吗')
  expect(priority(id)).toBe('normal')
  await say(STOLEN)
  expect(priority(id)).toBe('urgent')
})

test('no message ever lowers a priority', async () => {
  const line = fc.constantFrom(
    'hello',
    STOLEN,
    'someone hacked my account and changed the password',
    '谢谢，已经好了',
    'my account was not hacked',
    '',
  )
  let person = 0
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), fc.constantFrom(...PRIORITIES), async (lines, set) => {
      const from = `p${(person += 1)}`
      const id = await say('hello', from)
      await desk.rooms.handling.prioritise(ann, id, set)
      let before = PRIORITIES.indexOf(set)
      for (const text of lines) {
        await say(text || '…', from)
        const now = PRIORITIES.findIndex((one) => one === priority(id))
        expect(now).toBeGreaterThanOrEqual(before)
        before = now
      }
    }),
    { numRuns: 20 },
  )
})
