import { expect, test } from 'vitest'
import type { Kind } from '../../entities/channel/api.ts'
import { hasHook } from './reach.ts'

const kind = (change: Partial<Kind>): Kind => ({
  kind: 'test',
  label: { en: 'Test', zh: '测试' },
  runtime: 'edge',
  official: true,
  docs: '',
  hosted: false,
  reach: 'public',
  fields: [],
  settings: [],
  surfaces: {},
  ...change,
})
const address = { name: 'hookUrl', kind: 'hook-url', label: { en: 'Address', zh: '地址' } } as const

test('platforms call the webhook address of a channel, unless its connection is held open or there is no platform', () => {
  expect(hasHook(kind({}))).toBe(true)
  expect(hasHook(kind({ runtime: 'node' }))).toBe(false)
  expect(hasHook(kind({ runtime: 'node', fields: [address] }))).toBe(true)
  expect(hasHook(kind({ hosted: true }))).toBe(false)
})
