import { expect, test } from 'vitest'
import { clientAddress } from './address.ts'

const of = (peer: string | undefined, forwarded?: string) =>
  clientAddress(peer, new Headers(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }))

test('is the peer, unless that is a proxy of ours', () => {
  expect(of('203.0.113.7')).toBe('203.0.113.7')
  expect(of('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(of('203.0.113.7', '198.51.100.1')).toBe('203.0.113.7')
  for (const proxy of ['127.0.0.1', '::1', '::ffff:10.0.0.3', '172.20.0.2', '192.168.1.1', 'fd00::1', '100.64.0.1']) {
    expect(of(proxy, '198.51.100.1'), proxy).toBe('198.51.100.1')
    expect(of(proxy, 'made up, 198.51.100.1'), proxy).toBe('198.51.100.1')
  }
  expect(of('172.32.0.1', '198.51.100.1')).toBe('172.32.0.1')
})

test('of a visitor with IPv6 is their network, however it is written', () => {
  for (const address of ['2001:db8:1:2:aaaa::1', '2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::']) expect(of(address)).toBe('2001:db8:1:2::/64')
  expect(of('2001:db8::1')).toBe('2001:db8:0:0::/64')
})

test('is nothing where nobody knows', () => {
  expect(of(undefined)).toBe('')
  expect(of('127.0.0.1')).toBe('127.0.0.1')
})
