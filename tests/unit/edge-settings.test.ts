import { expect, test } from 'vitest'
import { readSettings, SettingsError, type RawSettings } from '../../src/cloudflare/settings.ts'

const good = { SWITCHBOARD_SECRET: 's'.repeat(32), PUBLIC_URL: 'https://desk.example.com/' }
const read = (settings: RawSettings) => readSettings(settings)

test('what is set, with defaults for the rest', () => {
  expect(read({ ...good, EGRESS_RELAY: 'http://127.0.0.1:9900', EGRESS_RELAY_SECRET: 'x', OWNER_EMAIL: '' })).toEqual({
    secret: good.SWITCHBOARD_SECRET,
    publicUrl: 'https://desk.example.com',
    owner: undefined,
    relay: { url: 'http://127.0.0.1:9900', secret: 'x' },
    allow: [],
    logLevel: 'info',
  })
})

test('what cannot be used is named, its value is not repeated', () => {
  const broken = () => read({ SWITCHBOARD_SECRET: 'hunter2', LOG_LEVEL: 'loud', OWNER_PASSWORD: 'short' })
  expect(broken).toThrow(SettingsError)
  expect(broken).toThrow(
    /^SWITCHBOARD_SECRET must have 32 characters at least\.\nPUBLIC_URL is not set\.\n(?:OWNER_PASSWORD .*\n)?LOG_LEVEL must be debug/,
  )
  expect(broken).not.toThrow(/hunter2|loud/)
})
