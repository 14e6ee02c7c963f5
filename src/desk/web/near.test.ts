import { expect, test } from 'vitest'
import { isNear, ourOrigins, reachOf } from './near.ts'

const hostOf = (host: string): string => new URL(`http://${host}/`).hostname

test.each([
  'localhost',
  'a.localhost',
  '127.0.0.1',
  '127.9.9.9',
  '[::1]',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.7.7',
])('%s is near', (host) => expect(isNear(hostOf(host))).toBe(true))
test.each(['[fd00::7]', '[fe80::1]', '[::ffff:192.168.1.1]', '100.64.0.1', '0x7f.1'])('%s is near, however it is written', (host) =>
  expect(isNear(hostOf(host))).toBe(true),
)
test.each([
  '8.8.8.8',
  '172.32.0.1',
  '192.169.0.1',
  '0.0.0.0',
  '[2606:4700::1]',
  '[::ffff:8.8.8.8]',
  'desk',
  'desk.lan',
  'localhost.example',
])('%s is not', (host) => expect(isNear(hostOf(host))).toBe(false))
test('a name that only looks like an address is not', () => {
  for (const host of ['127.0.0.1.example', '192.168.1.1.nip.example', 'notlocalhost'])
    expect([host, isNear(hostOf(host))]).toEqual([host, false])
})

test('the address that one came by is ours where it is near, and the public one speaks plain http', () => {
  expect(ourOrigins('http://localhost:8787', 'http://10.0.0.7:8787/api/setup')).toEqual(['http://localhost:8787', 'http://10.0.0.7:8787'])
  expect(ourOrigins('http://localhost:8787', 'http://desk.lan:8787/api/setup')).toEqual(['http://localhost:8787'])
  expect(ourOrigins('https://desk.example', 'http://10.0.0.7:8787/api/setup')).toEqual(['https://desk.example'])
})

test.each([
  ['https://desk.example.com', 'public'],
  ['http://desk.example.com', 'private'],
  ['https://localhost:8443', 'private'],
  ['https://192.168.1.7', 'private'],
  ['http://127.0.0.1:3000', 'private'],
])('%s is %s for platforms', (address, reach) => expect(reachOf(address)).toBe(reach))
