import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDesk, type TestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.close())

test('what is offered to one is not another’s to take, and whose offer it is is said', async () => {
  const { conversations, handling } = desk.rooms
  const [ann, bo] = [await desk.agent('Ann'), await desk.agent('Bo')]
  const id = await desk.say(await desk.channel(), 'hello', { from: 'u1' })
  await desk.desk.kit.commit(() => {
    desk.sql.exec(`INSERT INTO Offer (id, conversationId, agentId, state, at, expiresAt) VALUES (1, ${id}, '${ann.id}', 'open', 0, 1)`)
    conversations.move(conversations.get(id), 'offer', 'system', { offerId: 1 })
  })
  const owner = { kind: 'offer', id: ann.id, name: 'Ann' }
  await expect(handling.claim(bo, id)).rejects.toMatchObject({ code: 'not-yours', status: 409, data: { state: 'offered', owner } })
  await expect(handling.resolve(bo, id)).rejects.toMatchObject({ code: 'not-yours', data: { owner } })
})
