import { describe, expect, test } from 'vitest'
import { createPermissions } from '../../../../src/desk/permissions/permissions.ts'
import { ann, desk, id, open, paid, passive, service, spent } from '../outbox/permissions.ts'

const spare = () => {
  const { threadId } = desk.row<{ threadId: number }>('SELECT threadId FROM Conversation WHERE id = ?', id)
  return createPermissions(desk)
    .spare(threadId)
    .map(({ lane, remaining }) => ({ lane, remaining }))
}

describe('what the hub says by itself', () => {
  test('leaves agents two replies, of those that last longest', async () => {
    await open(passive, service)
    expect(spare()).toEqual([
      { lane: 'passive', remaining: 2 },
      { lane: 'service', remaining: 3 },
    ])
  })

  test('leaves them also where two are all there is, of several permissions together', async () => {
    await open({ ...service, count: 1 }, passive)
    expect(spare()).toEqual([{ lane: 'passive', remaining: 1 }])
    await desk.reply(ann, id, 'one')
    expect(spare()).toEqual([])
  })

  test('need leave none where any number may be sent', async () => {
    await open(paid)
    expect(spare()).toEqual([{ lane: 'template', remaining: null }])
  })
})

test('a message of more pieces than a permission has left goes on with the next', async () => {
  await open({ ...passive, count: 1 }, service)
  await desk.reply(ann, id, `${'a'.repeat(80)} ${'b'.repeat(80)} ${'c'.repeat(80)}`)
  await desk.idle()
  expect(spent()).toEqual([
    { lane: 'passive', anchor: 'in-1', seq: 1 },
    { lane: 'service', anchor: '', seq: 1 },
    { lane: 'service', anchor: '', seq: 2 },
  ])
})

test('and with as many as it has, where any number may be sent', async () => {
  await open(paid)
  await desk.reply(ann, id, `${'a'.repeat(80)} ${'b'.repeat(80)} ${'c'.repeat(80)}`)
  await desk.idle()
  expect(spent()).toEqual([1, 2, 3].map((seq) => ({ lane: 'template', anchor: '', seq })))
})
