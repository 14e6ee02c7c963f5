import { expect, test } from 'vitest'
import { createKeep } from '../../../lib/testing.ts'
import { asNote, cleared, createDrafts, EMPTY_DRAFT } from './drafts.ts'

const side = (text: string) => ({ ...EMPTY_DRAFT.reply, text })

test('each conversation keeps its own draft, over a reload', () => {
  const keep = createKeep()
  const drafts = createDrafts(keep, 'lin')
  drafts.of('1').set({ ...EMPTY_DRAFT, reply: side('half a sen') })
  drafts.of('2').set({ ...EMPTY_DRAFT, mode: 'note', note: side('ask Tom') })

  const later = createDrafts(keep, 'lin')
  expect(later.of('1').get()).toEqual({ ...EMPTY_DRAFT, reply: side('half a sen') })
  expect(later.of('2').get()).toEqual({ ...EMPTY_DRAFT, mode: 'note', note: side('ask Tom') })
  expect(later.of('3').get()).toEqual(EMPTY_DRAFT)
})

test('agents who share a browser do not see each other’s drafts', () => {
  const keep = createKeep()
  createDrafts(keep, 'lin')
    .of('1')
    .set({ ...EMPTY_DRAFT, reply: side('secret') })
  expect(createDrafts(keep, 'tom').of('1').get()).toEqual(EMPTY_DRAFT)
})

test('sending clears the side that was sent and leaves the other; nothing is kept of an empty draft', () => {
  const keep = createKeep()
  const draft = createDrafts(keep, 'lin').of('1')
  draft.set({ mode: 'reply', reply: side('hello'), note: side('remember') })
  draft.set(cleared(draft.get()))
  expect(draft.get()).toEqual({ mode: 'reply', reply: EMPTY_DRAFT.reply, note: side('remember') })
  draft.set(cleared({ ...draft.get(), mode: 'note' }))
  expect(keep.size).toBe(0)
})

test('what cannot be read counts as nothing', () => {
  const keep = createKeep({
    'switchboard.draft.lin.1': '{"mode":7,"reply":{"text":4,"files":"x"},"note":',
    'switchboard.draft.lin.2': '{"reply":{"text":4,"files":"x"}}',
  })
  const drafts = createDrafts(keep, 'lin')
  expect(drafts.of('1').get()).toEqual(EMPTY_DRAFT)
  expect(drafts.of('2').get()).toEqual(EMPTY_DRAFT)
})

test('a storage that refuses does not stop anybody from writing', () => {
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  const draft = createDrafts({ getItem: full, setItem: full, removeItem: full }, 'lin').of('1')
  draft.set({ ...EMPTY_DRAFT, reply: side('still here') })
  expect(draft.get().reply.text).toBe('still here')
})

test('what cannot be sent any more becomes a note, behind the note that is there', () => {
  const draft = {
    ...EMPTY_DRAFT,
    reply: { ...EMPTY_DRAFT.reply, text: 'tomorrow', replyTo: 'm1' },
    note: { ...EMPTY_DRAFT.note, text: 'Calls back' },
  }
  expect(asNote(draft)).toMatchObject({ mode: 'note', reply: { text: '', replyTo: 'm1' }, note: { text: 'Calls back\ntomorrow' } })
})
