import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createNodeEgress } from '../../src/node/egress.ts'
import { startEgressServer } from '../ports/egress-server.ts'

let server: Awaited<ReturnType<typeof startEgressServer>>
beforeAll(async () => {
  server = await startEgressServer()
})
afterAll(() => server.stop())

describe('what a name stands for', () => {
  const answers =
    (...addresses: string[]): Parameters<typeof createNodeEgress>[1] =>
    (_name, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
  const urlOf = (name: string) => `http://${name}:${new URL(server.base).port}/echo`

  test.each([['127.0.0.1'], ['10.0.0.1', '::ffff:127.0.0.1'], ['::1', 'fd00::1']])('%s is not called', async (...addresses) => {
    const call = createNodeEgress({}, answers(...addresses))(urlOf('shop.example'))
    await expect(call).rejects.toMatchObject({ name: 'EgressFault', code: 'private', sent: false })
  })

  test('is called where it may be, and nowhere else', async () => {
    const egress = createNodeEgress({ allow: ['127.0.0.1'] }, answers('10.0.0.1', '127.0.0.1', '::1'))
    expect(await (await egress(urlOf('shop.example'))).json()).toMatchObject({ headers: { host: new URL(urlOf('shop.example')).host } })
  })

  test('is nothing: never sent', async () => {
    const gone = Object.assign(new Error('nobody'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' })
    const egress = createNodeEgress({}, (_name, _options, callback) => callback(gone, []))
    await expect(egress('https://nothing.example/')).rejects.toMatchObject({ code: 'unreachable', sent: false })
  })

  test('does not concern the relay', async () => {
    const egress = createNodeEgress({ relay: { url: urlOf('relay.internal') } }, answers('10.0.0.1'))
    // The system's own names, not the guarded ones: nobody has heard of it.
    await expect(egress('https://api.example.com/echo')).rejects.toMatchObject({ code: 'unreachable', sent: false })
  })
})
