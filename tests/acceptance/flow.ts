import { expect } from 'vitest'
import type { Lab } from '../../lab/server.ts'
import { HubClient } from './hub-client.ts'

export const OWNER = { email: 'owner@example.com', password: 'correct horse battery' }
const TOKEN = '7000123:AAflow-flow-flow-flow-flow-flow-flow'

/**
 * The spine, whole: a customer writes on Telegram, the console's live log says so, an agent claims and answers, the phone shows
 * it, the case is resolved. The same for every runtime: nothing here knows which one answers at `url`.
 */
export async function spine(url: string, lab: Lab): Promise<void> {
  const hub = new HubClient(url)
  await hub.signIn(OWNER.email, OWNER.password)
  await hub.call('PUT', '/api/me/presence', { presence: 'available' })

  const bot = lab.telegram.bot(TOKEN, { name: 'Acme Support', username: 'acme_bot' })
  const channel = await hub.call<{ id: string; state: string }>('POST', '/api/channels', {
    kind: 'telegram',
    name: 'Acme on Telegram',
    credentials: { botToken: TOKEN },
  })
  expect(channel.state).toBe('draft')
  const enabled = await hub.call<{ state: string; account: { name: string }; steps: unknown[] }>(
    'POST',
    `/api/channels/${channel.id}/enable`,
  )
  expect(enabled).toMatchObject({ state: 'live', account: { name: 'Acme Support' }, steps: [] })

  const live = await hub.live()
  const ada = lab.telegram.person({ name: 'Ada', bot })
  ada.start()
  ada.say('我的帐号被盗了 <b>please help</b>')
  const arrived = await live.until(({ type, data }) => type === 'message.created' && data?.message?.direction === 'in')
  expect(arrived.data?.message?.text).toBe('我的帐号被盗了 <b>please help</b>')
  const id = arrived.data?.conversation?.id ?? ''

  const open = await hub.call<{ items: { id: string; preview: string }[] }>('GET', '/api/conversations?view=open')
  expect(open.items.map((item) => item.id)).toContain(id)
  const early = await hub.fetch('POST', `/api/conversations/${id}/messages`, { text: 'too early', key: 'early' })
  expect(early.status).toBe(409)
  await hub.call('POST', `/api/conversations/${id}/claim`)

  const reply = await hub.call<{ id: string; state: string }>('POST', `/api/conversations/${id}/messages`, {
    text: 'We lock it now. 马上处理。',
    key: 'r1',
  })
  const again = await hub.call<{ id: string }>('POST', `/api/conversations/${id}/messages`, {
    text: 'We lock it now. 马上处理。',
    key: 'r1',
  })
  expect(again.id).toBe(reply.id)
  await ada.waitFor((screen) => JSON.stringify(screen).includes('马上处理'))
  const sent = await live.until(
    ({ type, data }) => type === 'message.updated' && data?.message?.id === reply.id && data.message.state === 'sent',
  )
  expect(sent.data?.message?.text).toContain('马上处理')

  const timeline = await hub.call<{ items: { direction: string; text: string; state: string }[] }>(
    'GET',
    `/api/conversations/${id}/messages`,
  )
  expect(timeline.items.map(({ direction, state }) => [direction, state])).toEqual([
    ['in', 'received'],
    ['out', 'sent'],
  ])
  await hub.call('POST', `/api/conversations/${id}/resolve`)
  const seqs = live.frames.filter(({ seq, type }) => seq !== undefined && type !== 'ready').map(({ seq }) => seq)
  expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => (seqs[0] ?? 0) + index))
  live.close()
}
