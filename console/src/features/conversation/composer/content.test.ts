import { expect, test } from 'vitest'
import { contentOf } from './content.ts'
import { EMPTY_DRAFT } from './drafts.ts'

const side = EMPTY_DRAFT.reply
const photo = { id: 'f1', name: 'pot.jpg', mime: 'image/jpeg', bytes: 9 }
const invoice = { id: 'f2', name: null, mime: 'application/pdf', bytes: 9 }

test('blanks alone say nothing', () => expect(contentOf({ ...side, text: ' \n ' })).toEqual([]))

test('text keeps its lines and loses the blanks at its end', () =>
  expect(contentOf({ ...side, text: '  a\n b \n\n' })).toEqual([{ type: 'text', text: '  a\n b' }]))

test('text beside one file is its caption', () =>
  expect(contentOf({ ...side, text: 'look', files: [photo] })).toEqual([
    { type: 'image', file: 'f1', name: 'pot.jpg', mime: 'image/jpeg', bytes: 9, caption: 'look' },
  ]))

test('text beside several files comes after them', () =>
  expect(contentOf({ ...side, text: 'look', files: [photo, invoice] }).map(({ type }) => type)).toEqual(['image', 'file', 'text']))

test('a menu asks with the text and offers what has a label', () =>
  expect(contentOf({ ...side, text: 'Which?', options: ['Small ', '', 'Large'] })).toEqual([
    {
      type: 'menu',
      prompt: 'Which?',
      options: [
        { id: '1', label: 'Small' },
        { id: '2', label: 'Large' },
      ],
    },
  ]))

test('a menu without options is a text', () =>
  expect(contentOf({ ...side, text: 'Which?', options: ['', ' '] })).toEqual([{ type: 'text', text: 'Which?' }]))
