import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Adapter, AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import type { SurfaceKind, ThreadRef } from '../../src/model/events.ts'
import { HOOK_SECRET, HOOK_URL, type Harness, type Play, contextOf } from './harness.ts'

/** What the way out of the house throws (`src/ports/egress.ts`), known by its shape; its words tell too much. */
function egressFault(code: string, sent: boolean, words: string): Error {
  return Object.assign(new Error(words), { name: 'EgressFault', code, sent, cause: new Error(words) })
}

export function faultContract<C>(adapter: Adapter<C>, harness: Harness<C>, play: () => Promise<Play>): void {
  const [surface, thread] = Object.entries(harness.threads)[0] as [SurfaceKind, ThreadRef]
  const secrets = [...harness.secrets, HOOK_SECRET]
  const lines: unknown[] = []
  let platform: Play
  beforeEach(async () => void (platform = await play()))
  afterEach(() => platform.stop())

  let keys = 0
  const send = (ctx: Ctx<C>) => {
    const [key, grant] = [`k${(keys += 1)}`, { lane: 'service', anchor: '1', seq: 1 }]
    return adapter.send(ctx, { key, surface, thread, grant, body: { type: 'text', text: 'hi' }, open: async () => new Blob() })
  }
  const context = (fetch: Ctx['fetch']): Ctx<C> => contextOf(harness, { fetch, lines })
  async function faultOf(action: Promise<unknown>): Promise<AdapterFault> {
    const error = await action.then(
      () => 'nothing was thrown',
      (thrown: unknown) => thrown,
    )
    expectSilence(error, secrets)
    expect(error).toBeInstanceOf(AdapterFault)
    return error as AdapterFault
  }

  /** The first send went well, so that a token is at hand: what fails then is the delivery itself. */
  async function faultOfNext(fetch: Ctx['fetch']): Promise<AdapterFault> {
    let lead = platform.fetch
    const ctx = context((...call) => lead(...call))
    await send(ctx)
    lead = fetch
    return faultOf(send(ctx))
  }

  describe('what goes wrong', () => {
    it('is told as the platform means it', async () => {
      for (const { name, arrange, ...expected } of platform.faults) {
        arrange()
        expect(await faultOf(send(context(platform.fetch))), name).toMatchObject(expected)
      }
      for (const code of ['auth', 'rate', 'content', 'network']) expect(platform.faults.map((fault) => fault.code)).toContain(code)
    })

    it('is over with the next call', async () => {
      for (const { arrange } of platform.faults) {
        arrange()
        await faultOf(send(context(platform.fetch)))
        expect((await send(context(platform.fetch))).state).toMatch(/^(sent|pending)$/)
      }
    })

    it('is never sent twice by the adapter itself', async () => {
      let calls = 0
      const fetch: Ctx['fetch'] = (...call) => {
        calls += 1
        return platform.fetch(...call)
      }
      await send(context(fetch))
      const usual = calls
      for (const fault of platform.faults.filter(({ certain }) => !certain)) {
        calls = 0
        fault.arrange()
        await faultOf(send(context(fetch)))
        expect(calls, fault.name).toBeLessThanOrEqual(usual)
      }
    })

    const lost =
      (code: string, sent: boolean): Ctx['fetch'] =>
      (request) =>
        Promise.reject(egressFault(code, sent, `${request instanceof Request ? request.url : String(request)} ${secrets.join(' ')}`))

    it('is unsure when no answer came, and sure when nothing was sent', async () => {
      const cases = [
        ['timeout', true, false],
        ['broken', true, false],
        ['unreachable', false, true],
        ['timeout', false, true],
      ] as const
      for (const [code, sent, certain] of cases) {
        expect(await faultOfNext(lost(code, sent))).toMatchObject({ code: 'network', certain })
      }
      expect(await faultOfNext(() => Promise.reject(new TypeError(secrets.join(' '))))).toMatchObject({ code: 'network', certain: false })
    })

    it('is sure as long as it was a token that was asked for', async () => {
      if (!platform.expireToken) return
      expect(await faultOf(send(context(lost('timeout', true))))).toMatchObject({ code: 'network', certain: true })
    })

    const page = (words: string) => `<html><h1>${words}</h1></html>`
    it.each([
      ['a page', page('Bad Gateway')],
      ['nothing', ''],
      ['JSON of its own', '{"message":"Service Unavailable","error":"upstream"}'],
    ])('is unsure when something in front of the platform answers with %s: it may have passed the call on', async (_, body) => {
      for (const status of [500, 502, 503, 504, 520]) {
        let calls = 0
        const answer: Ctx['fetch'] = async () => {
          calls += 1
          return new Response(body, { status, ...(body.startsWith('{') && { headers: { 'content-type': 'application/json' } }) })
        }
        expect(await faultOfNext(answer), String(status)).toMatchObject({ certain: false, platformCode: String(status) })
        expect(calls, String(status)).toBe(1)
      }
    })

    it('is unsure when the answer breaks off', async () => {
      const broken = (): Response =>
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode('{"ok":tr'))
              controller.error(new Error(secrets.join(' ')))
            },
          }),
        )
      expect(await faultOfNext(async () => broken())).toMatchObject({ code: 'network', certain: false })
    })

    it('is told in every call, and never with a secret', async () => {
      const calls: ((ctx: Ctx<C>) => Promise<unknown> | undefined)[] = [
        (ctx) => adapter.setup.check(ctx),
        (ctx) => adapter.setup.install(ctx, HOOK_URL),
        (ctx) => adapter.setup.remove(ctx),
        (ctx) => adapter.setup.probe(ctx, HOOK_URL),
        (ctx) => adapter.media?.open(ctx, 'ref'),
        (ctx) => adapter.typing?.(ctx, thread),
        (ctx) => adapter.answerPress?.(ctx, 'answer'),
      ]
      for (const call of calls) {
        for (const { arrange } of platform.faults) {
          arrange()
          const outcome = await Promise.resolve(call(context(platform.fetch))).catch((error: unknown) => error)
          expectSilence(outcome, secrets)
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AdapterFault)
        }
        // A call that made none has left the last fault for the next one.
        await play().then(async (fresh) => {
          await platform.stop()
          platform = fresh
        })
      }
      expectSilence(lines, secrets)
    })

    it('with a token that has run out in the middle is mended, and delivered once', async () => {
      if (!platform.expireToken) return
      const ctx = context(platform.fetch)
      await send(ctx)
      platform.expireToken()
      expect((await send(ctx)).state).toMatch(/^(sent|pending)$/)
      expect(platform.delivered()).toEqual(['hi', 'hi'])
    })

    it('in the credentials is found when they are checked', async () => {
      const refused = platform.faults.find(({ code }) => code === 'auth')!
      refused.arrange()
      expect((await faultOf(adapter.setup.check(context(platform.fetch)))).code).toBe('auth')
      refused.arrange()
      expect((await adapter.setup.probe(context(platform.fetch), HOOK_URL)).state).toBe('broken')
    })
  })
}

/** No secret in anything that could be printed of `value`. */
export function expectSilence(value: unknown, secrets: readonly string[]): void {
  const printed = printable(value)
  for (const secret of secrets) expect(printed.includes(secret), `a secret in: ${printed.replaceAll(secret, '###')}`).toBe(false)
}

function printable(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if (depth > 6) return ''
  const own = Object.getOwnPropertyNames(value).map((name) => printable((value as { [key: string]: unknown })[name], depth + 1))
  const url = value instanceof Response ? value.url : ''
  return [...own, url].join('\n')
}
