import type { Context } from 'hono'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { DeskError } from '../errors.ts'
import type { Keepers } from '../web/guard.ts'
import { type Authenticate, keyOf } from './auth.ts'

/** At the API's door: who an agent is, and that no page of another site speaks for them. */
export function agentKeeper({ authenticate, publicUrl }: { authenticate: Authenticate; publicUrl: string }) {
  const ours = (origin: string, c: Context): boolean => origin === new URL(publicUrl).origin || origin === new URL(c.req.url).origin
  const forms = csrf({ origin: ours })

  /** Cookies travel with what pages of other sites can send without asking, forms and WebSockets; API keys do not. */
  async function sameSite(c: Context): Promise<void> {
    if (keyOf(c.req.raw.headers) !== undefined) return
    const origin = c.req.header('origin')
    if (c.req.header('upgrade') !== undefined && origin !== undefined && !ours(origin, c)) throw new HTTPException(403)
    await forms(c, () => Promise.resolve())
  }

  return {
    anyone: sameSite,
    async agent(c) {
      await sameSite(c)
      const caller = await authenticate(c.req.raw.headers)
      if (!caller) throw new DeskError('signed-out', 401, 'Sign in, or send an API key as "Authorization: Bearer".')
      c.set('agent', caller.agent)
      c.set('caller', caller)
      return caller
    },
  } satisfies Partial<Keepers>
}
