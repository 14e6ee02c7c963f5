import { expect, test } from 'vitest'
import { countdown, daysAgo, fileSize, isUnderAnHour, listTime, longSpan, playTime, preciseSpan, span } from './time.ts'

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]

test('spans are said in their largest unit', () => {
  expect([0, 59_999, MINUTE, 59 * MINUTE, HOUR, 25 * HOUR, -5].map((ms) => span(ms, 'en'))).toEqual([
    '0s',
    '59s',
    '1m',
    '59m',
    '1h',
    '1d',
    '0s',
  ])
  expect(span(3 * HOUR, 'zh-CN')).toBe('3小时')
})

test('precise spans in two', () => {
  expect([30_000, 12 * MINUTE, 3 * HOUR + 20 * MINUTE, 2 * DAY + 4 * HOUR, 3 * HOUR].map((ms) => preciseSpan(ms, 'en'))).toEqual([
    '30s',
    '12m',
    '3h 20m',
    '2d 4h',
    '3h',
  ])
})

test('limits are said in full', () => {
  expect([MINUTE, 5 * MINUTE, HOUR, 48 * HOUR, 30 * DAY].map((ms) => longSpan(ms, 'en'))).toEqual([
    '1 minute',
    '5 minutes',
    '1 hour',
    '48 hours',
    '30 days',
  ])
  expect(longSpan(48 * HOUR, 'zh-CN')).toBe('48小时')
})

test.each([
  ['a minute', MINUTE, ['01:00', '00:31', '00:01', '00:00']],
  ['five minutes', 5 * MINUTE, ['05:00', '04:31', '04:01', '04:00']],
  ['an hour', HOUR, ['1:00', '59:31', '59:01', '59:00']],
  ['two days', 48 * HOUR, ['48:00', '47:59', '47:59', '47:59']],
])('%s is counted down', (_name, ms, shown) => {
  expect([0, 29_500, 59_500, MINUTE].map((gone) => countdown(ms - gone))).toEqual(shown)
})

test('a countdown ends at nothing, and has its longer form from one hour on', () => {
  expect([1, 0, -1, -DAY].map(countdown)).toEqual(['00:01', '00:00', '00:00', '00:00'])
  expect([HOUR + 1, HOUR, HOUR - 1, HOUR - 1000].map((ms) => [countdown(ms), isUnderAnHour(ms)])).toEqual([
    ['1:00', false],
    ['1:00', false],
    ['1:00', false],
    ['59:59', true],
  ])
})

test('days are counted by the calendar, also over a change of the clocks', () => {
  const now = new Date(2026, 2, 30, 0, 10).getTime()
  expect(daysAgo(new Date(2026, 2, 29, 23, 50).getTime(), now)).toBe(1)
  expect(daysAgo(new Date(2026, 2, 28, 0, 0).getTime(), now)).toBe(2)
})

test('a list shows the time, then the weekday, then the date', () => {
  const now = new Date(2026, 10, 25, 12, 0).getTime()
  expect(listTime(new Date(2026, 10, 25, 9, 5).getTime(), now, 'en')).toBe('09:05')
  expect(listTime(new Date(2026, 10, 23, 9, 5).getTime(), now, 'en')).toBe('Mon')
  expect(listTime(new Date(2026, 9, 1, 9, 5).getTime(), now, 'en')).toBe('Oct 1')
})

test('sizes and playing times', () => {
  expect([500, 50_000, 2_400_000].map((bytes) => fileSize(bytes, 'en'))).toEqual(['500 byte', '50 kB', '2.4 MB'])
  expect([5, 65, 600].map(playTime)).toEqual(['0:05', '1:05', '10:00'])
})
