import { expect, it } from 'vitest'
import type { Phone } from '../../screen.ts'
import { encodingAesKey, hub, scene, token, type Scene } from './tools.ts'

async function act({ lab }: Scene, name: string, input: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${lab.url}/lab/wechat/actions/${name}`, { method: 'POST', body: JSON.stringify(input) })
  const { result, error } = (await response.json()) as { result: Record<string, unknown>; error?: string }
  if (error !== undefined) throw new Error(error)
  return result
}

it('everything the page does, over HTTP', async () => {
  const made = await scene()
  const { lab } = made
  const taker = await hub()
  const { appid: chat } = await act(made, 'newAccount', { name: 'Shop' })
  await act(made, 'configure', { appid: chat, url: taker.url, token, encodingAesKey, mode: 'secure' })
  const { phone } = await act(made, 'newPerson', { name: 'Bo' })
  const at = { phone, chat }
  await act(made, 'start', at)
  await act(made, 'say', { ...at, text: 'hi' })
  await act(made, 'photo', { ...at, data: Buffer.from('p').toString('base64'), name: 'p.jpg', mime: 'image/jpeg' })
  await act(made, 'voice', at)
  await act(made, 'video', at)
  await act(made, 'file', at)
  await act(made, 'sticker', at)
  await act(made, 'location', { ...at, latitude: 1, longitude: 2 })
  await act(made, 'link', { ...at, title: 't', url: 'https://x' })
  await act(made, 'scan', { ...at, code: '7' })
  await act(made, 'expire', at)
  await act(made, 'block', at)
  await act(made, 'unblock', at)
  await act(made, 'unfollow', at)
  await act(made, 'follow', { ...at, code: '8' })
  await lab.wechat.quiet()
  const kinds = taker.hits.map((hit) => hit.at('Event') || hit.at('MsgType')).toSorted()
  expect(kinds).toEqual(
    ['SCAN', 'file', 'image', 'link', 'location', 'subscribe', 'subscribe', 'text', 'text', 'unsubscribe', 'video', 'voice'].toSorted(),
  )
  await expect(act(made, 'menu', { ...at, key: 'NONE' })).rejects.toThrow('no entry')
  await expect(act(made, 'press', { ...at, message: 1, data: 'x' })).rejects.toThrow('nothing to press')
  await expect(act(made, 'say', { ...at, chat: 'wx0', text: 'x' })).rejects.toThrow('no account')

  const { phones } = (await (await fetch(`${lab.url}/lab/state`)).json()) as { phones: Phone[] }
  const bo = phones.find((one) => one.id === phone)!
  expect(bo).toMatchObject({ platform: 'wechat', owner: { name: 'Bo' } })
  expect(bo.chats.map((one) => [one.title, one.fresh])).toEqual([
    ['Acme', true],
    ['Shop', false],
  ])
  expect(bo.chats[1]?.bubbles.every((one) => one.mine && one.state === 'delivered')).toBe(true)
  const picture = await fetch(`${lab.url}/lab/wechat/media/${bo.chats[1]?.bubbles[1]?.media?.key}`)
  expect(await picture.text()).toBe('p')
})

it('waits for what the hub does', async () => {
  const { ada, account } = await scene()
  setImmediate(() => void ada.chat.add({ text: 'here you are' }, false))
  expect(await ada.waitFor('you are')).toMatchObject({ author: account.name })
  await expect(ada.waitFor('never', { timeoutMs: 10 })).rejects.toThrow('Nothing on the phone fits')
})
