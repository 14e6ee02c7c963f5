import { expect, test } from 'vitest'
import type { Phone } from '../../screen.ts'
import { call, connected, dataOf, kindsOf } from './tools.ts'

test('the page can do what a person can, by name', async () => {
  const { url, root, acme, server, x } = await connected([
    'dm.received',
    'dm.sent',
    'dm.read',
    'dm.indicate_typing',
    'chat.received',
    'post.mention.create',
  ])
  const act = async (name: string, input: object): Promise<Record<string, string>> => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }
    const answer = (await (await fetch(`${url}/lab/x/actions/${name}`, init)).json()) as { result?: Record<string, string>; error?: string }
    if (answer.error !== undefined) throw new Error(answer.error)
    await x.quiet()
    return answer.result ?? {}
  }
  const { phone = '' } = await act('newPerson', { name: 'Ada' })
  expect(phone).toMatch(/^x:\d{19}$/)
  const dm = { phone, chat: `dm:${acme.id}` }
  await act('say', { ...dm, text: 'hello' })
  for (const name of ['photo', 'video', 'gif']) await act(name, { ...dm, caption: name })
  await act('typing', dm)
  await act('answer', { account: acme.id, phone, text: 'by hand' })
  await act('read', dm)
  await act('encrypted', { ...dm, text: 'psst' })
  await act('say', { phone, chat: `new:${acme.id}`, text: 'a public word' })
  await act('announce', { account: acme.id, text: 'News' })
  expect(kindsOf(server.hits)).toEqual([
    ...Array.from({ length: 4 }, () => 'dm.received'),
    'dm.indicate_typing',
    'dm.sent',
    'dm.read',
    'chat.received',
    'post.mention.create',
  ])
  const { phones } = (await (await fetch(`${url}/lab/state`)).json()) as { phones: Phone[] }
  const { chats } = phones.find(({ id }) => id === phone)!
  expect(chats.map(({ id, kind }) => [id.split(':')[0], kind])).toEqual([
    ['dm', 'private'],
    ['secret', 'private'],
    ['new', 'group'],
    ['post', 'group'],
    ['post', 'group'],
  ])
  expect(chats[0]!.bubbles.map(({ text, media, state }) => [text, media?.type, state])).toEqual([
    ['hello', undefined, 'delivered'],
    ['photo', 'photo', 'delivered'],
    ['video', 'video', 'delivered'],
    ['gif', 'animation', 'delivered'],
    ['by hand', undefined, undefined],
  ])
  expect(chats[1]).toMatchObject({ notice: expect.stringContaining('encrypted'), bubbles: [{ text: 'psst' }] })
  expect(chats[3]).toMatchObject({ title: 'Post by Ada: @acme a public word' })
  await act('block', dm)
  await expect(act('say', { ...dm, text: 'x' })).rejects.toThrow('unblock it first')
  await act('unblock', dm)
  await act('revoke', { account: acme.id })
  expect((await call(root, 'GET', '/2/users/me', acme.token())).status).toBe(401)
  expect(dataOf(await call(root, 'GET', '/2/activity/subscriptions', acme.credentials.bearer))).toEqual([])
})
