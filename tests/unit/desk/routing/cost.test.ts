import { expect, test } from 'vitest'
import { recordSql } from '../../../support/record-sql.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

/** How many statements a conversation costs that comes while so many are free. */
async function costWith(agents: number): Promise<number> {
  const recorded = recordSql()
  const desk = await openTestDesk({ wrap: recorded.wrap })
  const channel = await desk.channel()
  await desk.rooms.queueCommands.change(await desk.owner(), 1, { mode: 'offer' })
  for (let n = 0; n < agents; n++) await desk.agent(`Agent${n}`)
  // What is remembered of queues is read with the first.
  await desk.say(channel, 'hello', { from: 'first' })
  await desk.idle()
  const before = recorded.runs('')
  await desk.say(channel, 'hello', { from: 'second' })
  const cost = recorded.runs('') - before
  expect(desk.rows("SELECT id FROM Offer WHERE state = 'open'")).toHaveLength(2)
  await desk.close()
  return cost
}

test('a conversation costs as many statements with thirty free as with three', async () => {
  expect(await costWith(30)).toBe(await costWith(3))
})
