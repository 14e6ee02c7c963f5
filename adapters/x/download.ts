import { AdapterFault, type Ctx } from '../adapter.ts'
import { strangeFault } from '../faults.ts'
import { fetchAs } from './call.ts'
import { type Credentials, signInOf } from './credentials.ts'
import { lostFault } from './faults.ts'
import { fetchPlan, isMediaAddress } from './media-address.ts'

const gone = (): AdapterFault => new AdapterFault('gone', 'X has no such file any more.', { certain: true })

/** The bytes of a file that hangs on a message or post. */
export async function download(ctx: Ctx<Credentials>, ref: string): Promise<Response> {
  if (!isMediaAddress(ref)) throw gone()
  const { url, isPrivate } = fetchPlan(ref, signInOf(ctx.credentials).by)
  let response: Response
  try {
    response = isPrivate ? await fetchAs(ctx, 'user', url, { method: 'GET' }) : await ctx.fetch(url)
  } catch (error) {
    throw error instanceof AdapterFault ? error : lostFault(error)
  }
  if (!response.ok) {
    await response.body?.cancel()
    if (response.status === 404 || response.status === 410) throw gone()
    if (response.status === 401) throw new AdapterFault('auth', 'X does not let this account have its file.', { certain: true })
    throw strangeFault('X', response.status)
  }
  // Anew, without the address.
  return new Response(response.body, { headers: response.headers })
}
