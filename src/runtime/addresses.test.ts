import { expect, test } from 'vitest'
import { isOpenTo, networks } from './addresses.ts'

const PUBLIC = ['1.1.1.1', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '192.167.1.1', '168.63.129.15', '223.255.255.255']
const PUBLIC6 = ['2606:4700::1111', '2a00::1', '3ffe::1', '64:ff9b::101:101', '::ffff:1.1.1.1']

test.each([...PUBLIC, ...PUBLIC6])('%s is public', (address) => {
  expect(isOpenTo([])(address)).toBe(true)
})

test.each(['127.0.0.1', '64:ff9b::a00:1', '::ffff:10.0.0.1', '::1', 'fe80::1%eth0', 'no address', ''])('%s is not', (address) => {
  expect(isOpenTo([])(address)).toBe(false)
})

test('what is allowed is what lies in the networks, however it is written', () => {
  const may = isOpenTo(['10.0.0.0/8', 'fd00::/8', '192.168.1.7'])
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '192.168.1.7', '1.1.1.1']) expect(may(address), address).toBe(true)
  for (const address of ['11.0.0.0.1', '192.168.1.8', 'fc00::1', '127.0.0.1']) expect(may(address), address).toBe(false)
})

test('networks are addresses, with or without how much of them counts', () => {
  expect(networks.parse(undefined)).toEqual([])
  expect(networks.parse('10.0.0.0/8, ::1 fd00::/8,127.0.0.1,')).toEqual(['10.0.0.0/8', '::1', 'fd00::/8', '127.0.0.1'])
  for (const text of ['10.0.0.0/33', '10', 'localhost', '10.0.0.0/8/8', '0x7f.1', '::1;::2']) {
    expect(networks.safeParse(text).success, text).toBe(false)
  }
})
