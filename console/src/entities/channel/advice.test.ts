import { createInstance } from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { en, zh } from '../../i18n/testing.ts'
import { adviceWords } from './advice.ts'

const i18n = createInstance()
beforeAll(() =>
  i18n.init({ lng: 'en', resources: { en: { translation: en }, zh: { translation: zh } }, interpolation: { escapeValue: false } }),
)

/** Every code that the desk and the adapters report. */
const CODES = [
  'auth',
  'signed-out',
  'scan',
  'gateway-away',
  'events-refused',
  'unreachable',
  'install',
  'webhook-missing',
  'webhook-elsewhere',
  'webhook-failing',
  'webhook-backlog',
  'webhook-outdated',
  'webhook-disabled',
  'window',
  'ip-not-allowed',
  'address-refused',
  'quota',
  'account-missing',
  'permission-missing',
  'unofficial',
]

describe.each(['en', 'zh'])('in %s', (language) => {
  beforeAll(async () => void (await i18n.changeLanguage(language)))

  test.each(CODES)('%s explains itself', (code) => {
    const { words } = adviceWords({ code }, i18n)
    expect(words).not.toBe(i18n.t('channels.advice.other'))
    expect(words.length).toBeGreaterThan(10)
  })

  test('what the platform says is said once', () => {
    expect(adviceWords({ code: 'auth', text: 'invalid appsecret' }, i18n).said).toBe('invalid appsecret')
    const elsewhere = adviceWords({ code: 'webhook-elsewhere', text: 'other.example' }, i18n)
    expect(elsewhere.words).toContain('other.example')
    expect(elsewhere.said).toBeUndefined()
  })

  test('a code without words has the platform’s own; without any it still says that something is wrong', () => {
    expect(adviceWords({ code: 'moon-phase', text: 'The moon is full.' }, i18n)).toEqual({ words: 'The moon is full.' })
    expect(adviceWords({ code: 'moon-phase' }, i18n)).toEqual({ words: i18n.t('channels.advice.other') })
  })
})
