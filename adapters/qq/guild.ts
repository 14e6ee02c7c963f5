import { AdapterFault, type Ctx, type Outgoing, type Sent } from '../../src/contract/adapter.ts'
import { call } from './api.ts'
import { numbered } from './keyboard.ts'
import type { Credentials } from './manifest.ts'
import { toGuild } from './markup.ts'
import { fileName } from './names.ts'
import { permitOf } from './permit.ts'
import type { Target } from './place.ts'
import { sentOf } from './sent.ts'

/** A direct message in a guild: an older interface, with text and pictures. Its answers are not counted: a second try is a second message. */
export async function sendDirect(ctx: Ctx<Credentials>, target: Target, out: Outgoing): Promise<Sent> {
  const { msg_seq: _, ...permit }: { [name: string]: unknown } = permitOf(out.grant, target)
  const common = { ...permit, ...(out.replyTo && { message_reference: { message_id: out.replyTo, ignore_get_message_error: true } }) }
  return sentOf(await call(ctx, { method: 'POST', path: `${target.path}/messages`, body: await bodyOf(out, common) }))
}

async function bodyOf({ body, open }: Outgoing, common: object): Promise<object | FormData> {
  if (body.type === 'text') return { content: toGuild(body.buttons ? numbered(body.text, body.buttons) : body.text), ...common }
  if (body.type === 'location' || body.as !== 'image')
    throw new AdapterFault('content', 'Direct messages of QQ channels take text and pictures only.', { certain: true })
  const form = new FormData()
  for (const [name, value] of Object.entries(common)) form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  form.append('file_image', await open(body.file), fileName(body))
  return form
}
