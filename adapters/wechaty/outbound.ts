import type { ThreadRef } from '../../src/model/events.ts'
import { AdapterFault, type Ctx, type Outgoing, type Sent } from '../../src/contract/adapter.ts'
import { text } from '../../src/contract/read.ts'
import { connectionOf } from './connection.ts'
import { unsureFault } from './faults.ts'
import { toFile } from './files.ts'
import type { Credentials } from './manifest.ts'
import { within } from './pause.ts'

/** Large files take their time; a puppet that has lost its connection may wait for ever. */
const SEND_MS = 120_000

export async function send(ctx: Ctx<Credentials>, { thread, body, open }: Outgoing): Promise<Sent> {
  const { puppet, unnamed } = connectionOf(ctx)
  // The surface has no places: planning makes them text.
  if (body.type === 'location') throw new AdapterFault('content', 'Places are sent as text here.', { certain: true })
  const file = body.type === 'media' ? await toFile(body, await open(body.file)) : null
  const to = thread.externalId
  const sending = unnamed.send(to, body.type === 'text' ? body.text : null)
  try {
    const call = body.type === 'text' ? puppet.messageSendText(to, body.text) : puppet.messageSendFile(to, file as never)
    const told = text(await within(SEND_MS, call))
    const externalId = told ?? (await sending.wait())
    if (told) sending.forget()
    return { state: 'sent', ...(externalId && { externalId }) }
  } catch (error) {
    sending.forget()
    throw unsureFault(error, ctx.credentials)
  }
}

/** Unverified: within two minutes of sending. */
export async function recall(ctx: Ctx<Credentials>, _thread: ThreadRef, externalId: string): Promise<void> {
  const { puppet } = connectionOf(ctx)
  let done = false
  try {
    done = await within(SEND_MS, puppet.messageRecall(externalId))
  } catch (error) {
    throw unsureFault(error, ctx.credentials)
  }
  if (!done) throw new AdapterFault('platform', 'WeChat did not take the message back.', { certain: true })
}
