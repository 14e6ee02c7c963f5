import { expect, test } from 'vitest'
import { registry } from '../../../adapters/registry.node.ts'
import type { Manifest } from '../../contract/manifest.ts'
import { kindView } from './kind.ts'

const reachOf = (kind: keyof typeof registry, address: string) => kindView(registry[kind].manifest as Manifest, address).reach

test('platforms call the webhook address of a channel, unless its connection is held open or there is no platform', () => {
  expect((['telegram', 'qq', 'wechat', 'wechat-kf', 'x'] as const).map((kind) => reachOf(kind, 'https://desk.example.com'))).toEqual(
    Array(5).fill('public'),
  )
  expect((['web', 'wechaty'] as const).map((kind) => reachOf(kind, 'https://desk.example.com'))).toEqual([null, null])
})

test('and cannot at an address of one’s own network', () => expect(reachOf('qq', 'http://localhost:3000')).toBe('private'))
