import { describe, expect, test } from 'vitest'
import { type Egress, EgressFault, type EgressOptions } from '../../src/ports/egress.ts'
import type { EgressPlaces } from './egress-server.ts'

interface Seen {
  method: string
  url: string
  headers: Record<string, string>
  body: string
}

/** What every `Egress` must keep. `certain`: the engine tells also of a call that only reads whether it was sent. */
export function egressSuite(
  create: (options?: EgressOptions) => Egress,
  places: () => EgressPlaces,
  { certain }: { certain: boolean },
): void {
  const seen = async (response: Response): Promise<Seen> => (await response.json()) as Seen
  const faultOf = async (call: Promise<unknown>): Promise<EgressFault> => {
    const fault = await call.catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(EgressFault)
    return fault as EgressFault
  }

  test('calls as fetch does, with a length, whatever the body', async () => {
    const { base } = places()
    const egress = create()
    const headers = { authorization: 'Bearer t', 'content-type': 'text/plain' }
    const init = { method: 'POST', headers, body: 'héllo' }
    for (const request of [new URL(`${base}/echo?a=1`), `${base}/echo?a=1`, new Request(`${base}/echo?a=1`, init)]) {
      const got = await seen(await egress(request, request instanceof Request ? undefined : init))
      expect(got).toMatchObject({ method: 'POST', url: '/echo?a=1', headers, body: 'héllo' })
      expect(got.headers['content-length']).toBe('6')
    }
    const form = new FormData()
    form.set('file', new Blob(['bytes']), 'a.txt')
    expect((await seen(await egress(`${base}/echo`, { method: 'POST', body: form }))).body).toContain('filename="a.txt"')
    expect(await seen(await egress(new Request(`${base}/echo`, { headers })))).toMatchObject({ method: 'GET', body: '' })
  })

  test('https goes by way of the relay, the secret with it', async () => {
    const { base } = places()
    const egress = create({ relay: { url: `${base}/`, secret: 's3cret' } })
    const body = JSON.stringify({ x: 1 })
    for (const request of [
      'https://api.example.com:8443/bot/send?x=%2F&y=1',
      new Request('https://api.example.com:8443/bot/send?x=%2F&y=1', { method: 'POST', body }),
    ]) {
      const got = await seen(await egress(request, typeof request === 'string' ? { method: 'POST', body } : undefined))
      expect(got).toMatchObject({ method: 'POST', url: '/api.example.com:8443/bot/send?x=%2F&y=1', body })
      expect(got.headers).toMatchObject({ 'x-relay-secret': 's3cret', 'content-length': String(body.length) })
    }
    const direct = await seen(await egress(`${base}/echo`))
    expect(direct.url).toBe('/echo')
    expect(direct.headers).not.toHaveProperty('x-relay-secret')
  })

  describe('redirects', () => {
    const to = (from: string, url: string, status = 302) => `${from}/to?status=${status}&url=${encodeURIComponent(url)}`
    const secrets = { authorization: 'Bearer t', 'x-api-key': 'k', cookie: 'c=1', accept: 'image/*' }

    test('are followed to the same origin with everything', async () => {
      const { base } = places()
      const got = await seen(await create()(to(base, '/echo?b=2'), { headers: secrets }))
      expect(got).toMatchObject({ url: '/echo?b=2', headers: secrets })
    })

    test('carry no credentials to another origin', async () => {
      const { base, other } = places()
      const { headers } = await seen(await create()(to(base, `${other}/echo`), { headers: secrets }))
      expect(headers).toMatchObject({ accept: 'image/*' })
      for (const name of ['authorization', 'x-api-key', 'cookie']) expect(headers).not.toHaveProperty(name)
    })

    test('go by way of the relay too', async () => {
      const { base } = places()
      const egress = create({ relay: { url: base, secret: 's' } })
      const { url, headers } = await seen(
        await egress(`https://a.example/to?url=${encodeURIComponent('https://b.example/echo')}`, { headers: secrets }),
      )
      expect(url).toBe('/b.example/echo')
      expect(headers).toMatchObject({ 'x-relay-secret': 's' })
      expect(headers).not.toHaveProperty('authorization')
    })

    test('are the answer when the caller says so, when the call writes, or when they lead out of https', async () => {
      const { base } = places()
      const egress = create({ relay: { url: base } })
      expect((await egress(to(base, '/echo'), { redirect: 'manual' })).status).toBe(302)
      expect((await egress(new Request(to(base, '/echo'), { redirect: 'manual' }))).status).toBe(302)
      expect((await egress(to(base, '/echo', 307), { method: 'POST', body: 'x' })).status).toBe(307)
      const down = await egress(to('https://a.example', `${base}/echo`))
      expect([down.status, down.headers.get('location')]).toEqual([302, `${base}/echo`])
      expect((await egress(to(base, 'file:///etc/passwd'))).status).toBe(302)
    })

    test('end after a few', async () => {
      const { base } = places()
      const loop = `${base}/to?url=`
      expect((await create()(`${loop}${encodeURIComponent('?url=')}`)).status).toBe(302)
    })
  })

  describe('faults', () => {
    test('no answer in time is unsure', async () => {
      const fault = await faultOf(create({ timeoutMs: 50 })(`${places().base}/silent`))
      expect(fault).toMatchObject({ code: 'timeout', sent: true })
    })

    test('a slow body is not cut once the headers are here', async () => {
      const response = await create({ timeoutMs: 100 })(`${places().base}/slow`)
      expect(await response.text()).toBe('first last')
    })

    test('a body that stops in the middle breaks, and one that nobody reads holds nothing', async () => {
      const egress = create({ stallMs: 50 })
      const response = await egress(`${places().base}/stall`)
      expect(response.status).toBe(200)
      expect(await faultOf(response.text())).toMatchObject({ code: 'broken', sent: true })
      await (await egress(`${places().base}/stall`)).body?.cancel()
    })

    test('a body that never ends breaks, however regularly it brings something', async () => {
      const egress = create({ stallMs: 1000, bodyMs: 100 })
      const response = await egress(`${places().base}/drip`)
      expect(await faultOf(response.text())).toMatchObject({ code: 'broken', sent: true })
      const flood = await egress(`${places().base}/flood`)
      expect(await faultOf(flood.body!.pipeTo(new WritableStream()))).toMatchObject({ code: 'broken', sent: true })
      // Its time begins when somebody reads.
      const waiting = await egress(`${places().base}/slow`)
      await (await create()(`${places().base}/slow`)).text()
      expect(await waiting.text()).toBe('first last')
    })

    test('a connection that breaks is unsure', async () => {
      expect(await faultOf(create()(`${places().base}/cut`, { method: 'POST', body: 'x' }))).toMatchObject({ code: 'broken', sent: true })
    })

    test('nobody there: never sent, where the engine tells', async () => {
      const code = certain ? 'unreachable' : 'broken'
      const reads = (url: string) => faultOf(create()(url))
      expect(await reads(`${places().nobody}/x`)).toMatchObject({ code, sent: !certain })
      expect(await reads('http://nothing.invalid/x')).toMatchObject({ code, sent: !certain })
      const writes = (url: string, options?: EgressOptions) => faultOf(create(options)(url, { method: 'POST', body: 'x' }))
      const never = { code: 'unreachable', sent: false }
      expect(await writes(`${places().nobody}/x`)).toMatchObject(never)
      expect(await writes('http://nothing.invalid/x')).toMatchObject(never)
      expect(await writes('https://api.example.com/x', { relay: { url: places().nobody } })).toMatchObject(never)
    })

    test('the relay says that it could not connect: never sent; nobody else may say so', async () => {
      const { base } = places()
      const never = { code: 'unreachable', sent: false }
      for (const method of ['GET', 'POST'])
        expect(await faultOf(create({ relay: { url: base } })('https://a.example/not-connected', { method }))).toMatchObject(never)
      expect((await create({ relay: { url: base } })('https://a.example/bad-gateway', { method: 'POST' })).status).toBe(502)
      expect((await create()(`${base}/not-connected`, { method: 'POST' })).status).toBe(502)
    })

    test('what is no address is never sent', async () => {
      for (const url of ['', 'nonsense', 'http://', 'data:,x', 'file:///etc/passwd', 'ftp://x/y'])
        expect(await faultOf(create()(url)), url).toMatchObject({ code: 'unreachable', sent: false })
    })

    test('given up by the caller', async () => {
      const { base } = places()
      expect(await faultOf(create()(`${base}/echo`, { signal: AbortSignal.abort() }))).toMatchObject({ code: 'broken', sent: false })
      const fault = await faultOf(create()(`${base}/silent`, { signal: AbortSignal.timeout(30) }))
      expect(fault).toMatchObject({ code: 'broken', sent: true })
    })
  })
}
