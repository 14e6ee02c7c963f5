import { createInstance } from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { en, zh } from '../../i18n/testing.ts'
import { troubleWords } from './trouble.ts'

const i18n = createInstance()
beforeAll(() =>
  i18n.init({ lng: 'en', resources: { en: { translation: en }, zh: { translation: zh } }, interpolation: { escapeValue: false } }),
)

/** Everything that keeps a channel from sending, as the desk says it. */
const STOPS = ['paused', 'auth', 'signed-out', 'gateway-away', 'address-refused', 'account-missing', 'permission-missing']

describe.each(['en', 'zh'])('in %s', (language) => {
  beforeAll(async () => void (await i18n.changeLanguage(language)))

  test('each has words of its own, with the channel’s name', () => {
    const words = [...STOPS, 'moon-phase'].map((code) => troubleWords({ code, stops: true }, 'QQ', i18n))
    expect(new Set(words).size).toBe(words.length)
    for (const one of words) expect(one).toContain('QQ')
  })

  test('a code that is not known stops, or does not', () => {
    const [stops, warns] = [true, false].map((stops) => troubleWords({ code: 'moon-phase', stops }, 'QQ', i18n))
    expect([stops, warns]).toEqual([i18n.t('trouble.why.stops', { channel: 'QQ' }), i18n.t('trouble.why.warns', { channel: 'QQ' })])
    expect(stops).not.toBe(warns)
  })
})
