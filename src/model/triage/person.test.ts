import { expect, test } from 'vitest'
import { PERSON_WORDS } from './person-words.ts'
import { triage } from './triage.ts'
import { personOption } from './person-option.ts'
import { personWordsIn, pressesPerson } from './person.ts'

const asks = (text: string): boolean => personWordsIn(text).word !== undefined

test('each word of the list asks for a person, whatever stands around it', () => {
  for (const word of PERSON_WORDS) {
    expect([word, asks(word)]).toEqual([word, true])
    expect([word, asks(`${word.toUpperCase()}!!!`)]).toEqual([word, true])
    expect([word, asks(`你好，${word}，谢谢`)]).toEqual([word, true])
  }
})

test.each([
  '转人工',
  '轉人工',
  '轉人工客服',
  '真人客服',
  '搵真人',
  '我要找真人！',
  '人 工',
  '请帮我转人工吧',
  '人工人工人工',
  '【转人工】',
  'zhuan rengong',
  'ＨＵＭＡＮ',
  '/human',
  'Human, please.',
  'I want to talk to a person',
  'can i speak to someone please?',
  'TALK TO A REAL PERSON NOW',
  'agent 🙏',
  '在吗\n转人工',
])('%s', (text) => expect(asks(text)).toBe(true))

test.each([
  '',
  '人工智能怎么用',
  '不要人工',
  '不用转人工',
  '人工费多少钱',
  '真人密室逃脱几点开门',
  'my travel agent booked it',
  'agent fees',
  'no human',
  'personal',
  'How many people work for you?',
  'now',
  '你好',
  'the bot said "talk to a person" and I did',
  `${'please '.repeat(30)}human`,
])('not %s', (text) => expect(asks(text)).toBe(false))

test('a press asks by what it carries: our own option, or a menu of the platform that is called so', () => {
  const press = (id: string) => pressesPerson([{ type: 'press', id }])
  expect([press('person'), press('HUMAN'), press('talk_to_a_person'), press('转人工')]).toEqual([true, true, true, true])
  expect([press('refund'), press('1'), pressesPerson([{ type: 'text', text: 'person' }])]).toEqual([false, false, false])
})

test('the option is offered in the language of what stands above it', () => {
  expect(personOption('您好，请问有什么可以帮您？').label).toBe('转人工')
  expect(personOption('How can we help?').label).toBe('Talk to a person')
  expect(asks(personOption('hello').label)).toBe(true)
})

test('asking for a person is not urgent by itself, and takes nothing from what is', () => {
  const said = (text: string) => triage({ text, channel: '', open: true, vip: false }, [])
  for (const word of PERSON_WORDS) expect([word, said(word).urgent, said(word).wantsPerson]).toEqual([word, false, true])
  expect(said('转人工\n我的账号被盗了，密码被改了，钱被转走了')).toMatchObject({ urgent: true, wantsPerson: true })
})
