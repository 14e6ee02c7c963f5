import { expect, test } from 'vitest'
import type { Message } from '../../api/types.ts'
import { message } from '../../live/testing.ts'
import { worded } from './worded.ts'

const offer = message(1, { content: [{ type: 'menu', prompt: 'Which?', options: [{ id: '2', label: 'Parcel' }] }] })
const said = (part: Message['content'][number], of: Message | undefined = offer) => worded(message(2, { content: [part] }), of)

test('a press without words has those of the option', () =>
  expect(said({ type: 'press', id: '2' })).toEqual([{ type: 'press', id: '2', label: 'Parcel' }]))

test('words that the platform tells stay, and what is not known has none', () => {
  expect(said({ type: 'press', id: '2', label: 'Told' })).toEqual([{ type: 'press', id: '2', label: 'Told' }])
  expect(said({ type: 'press', id: '3' })).toEqual([{ type: 'press', id: '3' }])
  expect(worded(message(2, { content: [{ type: 'press', id: '2' }] }), undefined)).toEqual([{ type: 'press', id: '2' }])
  expect(said({ type: 'text', text: '2' })).toEqual([{ type: 'text', text: '2' }])
})
