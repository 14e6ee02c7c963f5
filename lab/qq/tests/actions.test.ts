import { expect, test } from 'vitest'
import type { Phone } from '../../screen.ts'
import { hub, setUp } from './tools.ts'

test('a developer and a person over HTTP', async () => {
  const { url, post, qq } = await setUp()
  const server = await hub()
  const act = async (name: string, input: object) => (await post(`${url}/lab/qq/actions/${name}`, input)).body
  expect(await act('newAccount', { appId: '42', secret: 'DG5g3B4j9X2KOErG', name: 'Shop' })).toEqual({ result: { appId: '42' } })
  expect(await act('configure', { appId: '42', url: 'http://example.com/' })).toHaveProperty('error')
  await act('configure', { appId: '42', url: server.url })
  const { result } = (await act('newPerson', { name: '小明' })) as { result: { phone: string } }
  const place = { phone: result.phone, chat: 'bot:42' }
  expect(await act('say', { ...place, text: 'too early' })).toHaveProperty('error')
  await act('start', place)
  await act('say', { ...place, text: 'hello' })
  await act('photo', { ...place, caption: 'look' })
  await act('voice', place)
  await act('video', place)
  await act('file', { ...place, data: Buffer.from('x').toString('base64'), name: 'a.txt' })
  await act('location', { ...place, latitude: 1, longitude: 2 })
  await act('link', { ...place, title: 'T', url: 'https://example.com' })
  await act('reject', place)
  await act('block', place)
  await act('joinGuild', { phone: result.phone, appId: '42' })
  await act('say', { phone: result.phone, chat: 'dm:42', text: 'in the guild' })
  const { result: group } = (await act('newGroup', { phone: result.phone, title: 'G' })) as { result: { chat: string } }
  await act('say', { phone: result.phone, chat: group.chat, text: '@Shop hi' })
  await qq.quiet()
  const heard = Object.groupBy(server.hits, ({ payload }) => payload.t)
  expect(Object.fromEntries(Object.entries(heard).map(([t, hits]) => [t, hits!.length]))).toEqual({
    FRIEND_ADD: 1,
    C2C_MESSAGE_CREATE: 7,
    C2C_MSG_REJECT: 1,
    FRIEND_DEL: 1,
    DIRECT_MESSAGE_CREATE: 1,
    GROUP_ADD_ROBOT: 1,
    GROUP_AT_MESSAGE_CREATE: 1,
  })
  const [phone] = ((await (await fetch(`${url}/lab/state`)).json()) as { phones: Phone[] }).phones
  expect(phone!.chats.find(({ id }) => id === 'bot:42')).toMatchObject({ title: 'Shop', blocked: true, fresh: false })
  expect(phone!.chats.map(({ kind }) => kind)).toEqual(['private', 'private', 'group', 'private'])
  expect(phone!.can).toContain('rate')
  expect(phone!.can).not.toContain('configure')
})
