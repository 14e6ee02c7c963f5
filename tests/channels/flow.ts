import { expect } from 'vitest'
import type { Line } from '../../lab/lines.ts'
import { PICTURE } from './picture.ts'
import { until } from '../support/wait.ts'
import type { Client, Wire } from '../support/client.ts'

/** Polled from outside: nothing here knows which runtime answers. */
export const soon = <T>(look: () => Promise<T | undefined>, what: string): Promise<NonNullable<T>> => until(look, what, 15_000)

/** Creates the channel, switches it on, enters its address on the platform; its id. */
export async function connect(
  agent: Client,
  line: Pick<Line, 'kind' | 'name' | 'credentials' | 'settings' | 'configure'>,
  settings: { [name: string]: unknown } = {},
): Promise<string> {
  const { kind, name, credentials } = line
  const created = await agent.post('/api/channels', { kind, name, credentials, settings: { ...line.settings, ...settings } })
  if (created.status !== 201) throw new Error(`not created: ${JSON.stringify(created.body)}`)
  const enabled = await agent.post(`/api/channels/${created.body.id}/enable`)
  if (enabled.status !== 200) throw new Error(`not enabled: ${JSON.stringify(enabled.body)}`)
  await line.configure(created.body.hookUrl as string)
  return created.body.id as string
}

export interface Case {
  id: string
  messages(): Promise<Wire[]>
  reply(content: unknown): Promise<Wire>
}

/** The conversation that this customer's words have opened, claimed. */
export async function claimed(agent: Client, text: string): Promise<Case> {
  const found = await soon(async () => {
    const { body } = await agent.get('/api/conversations?view=open')
    return (body.items as { id: string; preview: string }[]).find(({ preview }) => preview === text)
  }, `a conversation with "${text}"`)
  const path = `/api/conversations/${found.id}`
  expect((await agent.post(`${path}/claim`)).status).toBe(200)
  let keys = 0
  return {
    id: found.id,
    messages: async () => (await agent.get(`${path}/messages?limit=200`)).body.items,
    async reply(content) {
      const { status, body } = await agent.post(`${path}/messages`, { content, key: `k${++keys}` })
      if (status !== 202) throw new Error(`not taken: ${status} ${JSON.stringify(body)}`)
      return body
    },
  }
}

const MENU = {
  type: 'menu',
  prompt: '请选择 / Please choose',
  options: [
    { id: 'refund', label: '退款 Refund' },
    { id: 'parcel', label: '包裹 Parcel' },
  ],
}

/**
 * What every channel must do, whatever its platform: a customer writes and sends a picture, an agent answers with text, a picture
 * and a menu, the phone shows them, and what the customer chooses comes back.
 */
export async function talk(agent: Client, line: Line, name = 'Ada'): Promise<void> {
  const customer = line.customer(name)
  customer.start()
  const words = `我的帐号被盗了 <b>&amp;</b> 👩‍🔧 ${name}`
  customer.say(words)
  const talk = await claimed(agent, words)
  customer.sendPhoto()
  await soon(async () => {
    const photo = (await talk.messages()).find(({ content }) => content.some(({ type }: { type: string }) => type === 'image'))
    const file = photo?.pendingFiles.length === 0 ? photo.content.find(({ type }: { type: string }) => type === 'image').file : undefined
    return file && (await agent.fetch(`/api/files/${file}`)).status === 200
  }, 'the picture')

  await talk.reply([{ type: 'text', text: '马上处理。 We are on it.' }])
  await customer.waitFor('马上处理。 We are on it.', { timeoutMs: 15_000 })

  const form = new FormData()
  form.set('file', new File([PICTURE], 'label.png', { type: 'image/png' }))
  const file = (await (await agent.fetch('/api/files', { method: 'POST', body: form })).json()) as { id: string }
  await talk.reply([{ type: 'image', file: file.id }])
  await customer.waitFor(({ mine, media }) => !mine && media?.bytes === PICTURE.length, { timeoutMs: 15_000 })

  await talk.reply([MENU])
  const menu = await customer.waitFor(({ mine, text }) => !mine && text?.includes('请选择') === true, { timeoutMs: 15_000 })
  if (line.buttons) {
    expect(menu.buttons?.flat().map(({ label }) => label)).toHaveLength(2)
    customer.press(menu.buttons!.flat()[1]!.label, menu)
  } else {
    expect(menu.text).toContain('2. 包裹 Parcel')
    customer.say('2')
  }
  const pressed = await soon(
    async () => (await talk.messages()).flatMap(({ content }) => content).find(({ type }) => type === 'press'),
    'the choice',
  )
  expect(pressed).toMatchObject({ id: 'parcel' })
  const sent = await soon(async () => {
    const out = (await talk.messages()).filter(({ direction }) => direction === 'out')
    return out.length === 3 && out.every(({ state }) => ['sent', 'delivered', 'read'].includes(state)) ? out : undefined
  }, 'everything sent')
  expect(sent).toHaveLength(3)
}
