import { expect, test } from 'vitest'
import { featuresOf } from './features.ts'
import { counted, scoreOf } from './scorer.ts'
import { CALM, NO_PERSON, PERSON, URGENT } from './triage.samples.ts'
import { CHECK } from './weights.ts'
import { triage } from './triage.ts'
import type { Rule } from './rules.ts'

const arrival = (text: string) => ({ text, channel: 'c1', open: true, vip: false })
const score = (text: string) => scoreOf(featuresOf(text))

test.each(URGENT)('%s: %s', (text, category) => {
  expect(score(text)).toMatchObject({ urgent: true, category })
})

test.each(CALM)('not urgent: %j', (text) => {
  expect(score(text).urgent).toBe(false)
})

test.each(PERSON)('a person: %s', (text) => {
  expect(score(text).wantsPerson).toBe(true)
})

test.each(NO_PERSON)('no person: %s', (text) => {
  expect(score(text).wantsPerson).toBe(false)
})

test('the scores are those that training gave', () => {
  const scored = [...URGENT.map(([text]) => text), ...CALM, ...PERSON, ...NO_PERSON].map(score)
  expect(scored.reduce((sum, one) => sum + one.score + one.personScore, 0)).toBeCloseTo(CHECK, 4)
})

test('several short messages are read as one', () => {
  expect(score('在吗\n号没了\n密码被改了\n现在有人在用我的号').urgent).toBe(true)
})

test.each([
  ['你好，我想问一下', 'zh'],
  ['佢话唔得', 'zh'],
  ['wo xiang wen yi xia kuaidi', 'zh'],
  ['where is my order', 'en'],
  ['Здравствуйте', 'other'],
  ['こんにちは、お願いします', 'other'],
  ['où est mon colis', 'other'],
  ['👍', 'other'],
])('the language of %s is %s', (text, language) => {
  expect(triage(arrival(text), []).language).toBe(language)
})

test('the scorer raises what rules say, and says why', () => {
  const low: Rule = { name: 'everything', enabled: true, match: {}, effect: { priority: 'low', queue: 'general', bot: true } }
  const said = triage(arrival('今晚我就从楼顶跳下去，替我照顾好我妈'), [low])
  expect(said).toMatchObject({ urgent: true, category: 'self-harm', priority: 'urgent', queue: 'general', bot: false, language: 'zh' })
  expect(said.reasons.map(({ rule, code }) => `${rule}: ${code}`)).toEqual([
    'everything: priority',
    'everything: queue',
    'everything: bot',
    'scorer: urgent',
  ])
  expect(counted('urgent', '我想自杀').length).toBeGreaterThan(0)
  expect(triage(arrival('快递到哪了'), [low])).toMatchObject({ urgent: false, priority: 'low', bot: true })
  expect(triage(arrival('快递到哪了'), [])).toMatchObject({ priority: 'normal', complaint: false, reasons: [] })
})

test('a complaint is noticed', () => {
  expect(triage(arrival('你们服务太差了，我要投诉'), []).complaint).toBe(true)
  expect(triage(arrival('this is the worst service'), []).complaint).toBe(true)
})
