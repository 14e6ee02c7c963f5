import { expect, test } from 'vitest'
import type { Egress, EgressOptions } from '../../src/ports/egress.ts'
import type { EgressPlaces } from './egress-server.ts'

/** Nobody's customers are there: this machine, its network, what a cloud tells its machines, and other ways to write them. */
const PRIVATE = [
  ['localhost', 'LOCALHOST.', 'a.localhost', '127.0.0.1', '127.8.9.10', '127.1', '127.0.0.1.', '2130706433', '0x7f000001', '0177.0.0.1'],
  ['１２７.0.0.1', '0.0.0.0', '0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '100.127.255.255'],
  ['169.254.169.254', '100.100.100.200', '192.0.0.192', '168.63.129.16', '[fd00:ec2::254]', '[::ffff:169.254.169.254]'],
  ['224.0.0.1', '239.255.255.250', '255.255.255.255', '240.0.0.1', '198.18.0.1', '192.0.2.1', '203.0.113.9'],
  [
    '[::]',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[::ffff:0:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::1]',
  ],
  ['[2002:7f00:1::]', '[2001:0:1::1]', '[2001:db8::1]', '[fe80::1]', '[fec0::1]', '[fc00::1]', '[ff02::1]', '[4000::1]', '[1fff::1]'],
].flat()

/** What every `Egress` refuses, whatever the runtime knows of names. */
export function egressGuardSuite(create: (options?: EgressOptions) => Egress, places: () => EgressPlaces): void {
  const refused = { name: 'EgressFault', code: 'private', sent: false }
  const pathsOf = async (response: Response): Promise<string> => ((await response.json()) as { url: string }).url

  test.each(PRIVATE)('%s is not called', async (host) => {
    const { port } = new URL(places().base)
    await expect(create()(`http://${host}:${port}/echo`)).rejects.toMatchObject(refused)
    await expect(create({ relay: { url: places().base } })(`https://${host}/echo`)).rejects.toMatchObject(refused)
  })

  test('the relay may be on this machine, and nothing else there', async () => {
    const { base, other } = places()
    const egress = create({ relay: { url: base } })
    expect(await pathsOf(await egress('https://api.example.com/echo'))).toBe('/api.example.com/echo')
    expect(await pathsOf(await egress(`${base}/echo`))).toBe('/echo')
    await expect(egress(`${other}/echo`)).rejects.toMatchObject(refused)
  })

  test('nor is it by way of a redirect', async () => {
    const { base, other } = places()
    const to = (from: string, url: string) => `${from}/to?url=${encodeURIComponent(url)}`
    const relayed = create({ relay: { url: base } })
    await expect(relayed(to('https://a.example', 'https://[::1]/echo'))).rejects.toMatchObject(refused)
    await expect(relayed(to(base, `${other}/echo`))).rejects.toMatchObject(refused)
  })

  test('what the operator allows is called', async () => {
    const { base, other } = places()
    const egress = create({ allow: ['10.0.0.0/8', '127.0.0.1'] })
    expect(await pathsOf(await egress(`${base}/to?url=${encodeURIComponent(`${other}/echo`)}`))).toBe('/echo')
    expect((await create({ allow: ['127.0.0.0/8'] })(base.replace('127.0.0.1', 'localhost'))).status).toBe(200)
    await expect(egress('http://169.254.169.254/')).rejects.toMatchObject(refused)
    await expect(egress('http://[::1]/')).rejects.toMatchObject(refused)
  })
}
