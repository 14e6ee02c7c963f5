import type { Ctx } from '../../src/contract/adapter.ts'
import { strangeFault } from '../../src/contract/faults.ts'
import { list, object, text } from '../../src/contract/read.ts'
import { createApi, dataOf } from './api.ts'
import type { Credentials } from './credentials.ts'
import { isRefusal } from './faults.ts'

export interface Hook {
  id: string
  url: string
  valid: boolean
}

/**
 * Those that were registered for this channel, wherever the hub was then: its id is the end of their addresses. Webhooks
 * belong to the app, and are managed in its name.
 */
export async function ownWebhooks(ctx: Ctx<Credentials>): Promise<Hook[]> {
  const answer = await createApi(ctx, 'app').get<unknown>('webhooks')
  return list(dataOf(answer))
    .flatMap((item) => hookOf(item) ?? [])
    .filter(({ url }) => url.endsWith(`/${ctx.channelId}`))
}

/** X asks the address for a response to a challenge before it answers. */
export async function addWebhook(ctx: Ctx<Credentials>, url: string): Promise<Hook> {
  const answer = await createApi(ctx, 'app').post<unknown>('webhooks', { url })
  const hook = hookOf(dataOf(answer))
  if (!hook) throw strangeFault('X', 200)
  return hook
}

/** Has X ask the address anew; false where it does not like the response. */
export async function revalidate(ctx: Ctx<Credentials>, id: string): Promise<boolean> {
  try {
    const answer = await createApi(ctx, 'app').put<unknown>('webhooks/:id', undefined, { params: { id } })
    return object<{ valid: unknown }>(dataOf(answer))?.valid === true
  } catch (error) {
    if (isRefusal(error) && error.code !== 'auth') return false
    throw error
  }
}

export async function removeWebhook(ctx: Ctx<Credentials>, id: string): Promise<void> {
  try {
    await createApi(ctx, 'app').delete('webhooks/:id', {}, { params: { id } })
  } catch (error) {
    if (!isRefusal(error) || error.code === 'auth') throw error
  }
}

function hookOf(value: unknown): Hook | undefined {
  const hook = object<Hook>(value)
  const [id, url] = [text(hook?.id), text(hook?.url)]
  return id && url ? { id, url, valid: hook?.valid === true } : undefined
}
