import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Person } from '../../../../src/model/events.ts'
import { event, message } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
})
afterEach(() => desk.close())

const writes = (sender: Person) => desk.receive(channel, { ...message('hi', { from: sender.externalId }), sender })
const avatar = () => desk.row('SELECT avatar FROM Identity').avatar

test('what the platform tells of somebody new is kept, and nothing is made up', async () => {
  await writes({
    externalId: 'u1',
    name: 'Ann',
    phone: '+1',
    email: 'a@b.example',
    language: 'de',
    unionId: 'x',
    avatar: 'https://a.example/1',
  })
  await writes({ externalId: 'u2' })
  expect(desk.rows('SELECT name, phone, email, language, unionId FROM Contact ORDER BY id')).toEqual([
    { name: 'Ann', phone: '+1', email: 'a@b.example', language: 'de', unionId: 'x' },
    { name: null, phone: null, email: null, language: null, unionId: null },
  ])
  expect(avatar()).toBe('https://a.example/1')
})

test('who gives a name later has it; who gives none any more keeps it', async () => {
  await writes({ externalId: 'u1' })
  await writes({ externalId: 'u1', name: 'Ann', avatar: 'https://a.example/1' })
  await writes({ externalId: 'u1' })
  expect(desk.rooms.contacts.get(1)).toMatchObject({ name: 'Ann', identities: [{ name: 'Ann' }] })
  await writes({ externalId: 'u1', name: 'Anna' })
  expect(desk.rooms.contacts.get(1).name).toBe('Anna')
  expect(avatar()).toBe('https://a.example/1')
})

test('what the platform tells later of phone, e-mail and language fills what was not known, and no more', async () => {
  const known = () => desk.row('SELECT phone, email, language FROM Contact')
  await writes({ externalId: 'u1' })
  await writes({ externalId: 'u1', language: 'de' })
  expect(known()).toEqual({ phone: null, email: null, language: 'de' })
  const entries = desk.rooms.log.last()
  await writes({ externalId: 'u1', phone: '+1', language: 'fr' })
  expect(known()).toEqual({ phone: '+1', email: null, language: 'de' })
  expect(desk.rooms.log.after(entries, 9).map(({ type }) => type)).toEqual(['contact.updated', 'message.created'])
  await desk.rooms.contacts.change(await desk.owner(), 1, { phone: '+2' })
  await writes({ externalId: 'u1', phone: '+1', email: 'a@b.example' })
  expect(known()).toEqual({ phone: '+2', email: 'a@b.example', language: 'de' })
})

test('of two identities of one contact, a new name of the one is no name of the other', async () => {
  await writes({ externalId: 'u1', name: 'Ann' })
  await writes({ externalId: 'u2', name: 'ann_2' })
  await desk.rooms.people.merge(await desk.owner(), 2, 1)
  await writes({ externalId: 'u2', name: 'ann_3' })
  expect(desk.rooms.contacts.get(1)).toMatchObject({ name: 'Ann', identities: [{ name: 'Ann' }, { name: 'ann_3' }] })
})

test('the same id on another channel is somebody else', async () => {
  const other = await desk.channel()
  await writes({ externalId: 'u1', name: 'Ann' })
  await desk.receive(other, { ...message('hi', { from: 'u1' }), sender: { externalId: 'u1', name: 'Bo' } })
  expect([1, 2].map((id) => desk.rooms.contacts.get(id).name)).toEqual(['Ann', 'Bo'])
})

test('what is new about somebody is told once, and what is not new is not', async () => {
  await writes({ externalId: 'u1', name: 'Ann' })
  const before = desk.rooms.log.last()
  await writes({ externalId: 'u1', name: 'Anna' })
  await writes({ externalId: 'u1', name: 'Anna', phone: '+1' })
  await writes({ externalId: 'u1', name: 'Anna', phone: '+1' })
  const told = desk.rooms.log.after(before, 99).filter(({ type }) => type === 'contact.updated')
  expect(told.map(({ actor, data }) => [actor, JSON.parse(data ?? 'null')])).toEqual([
    ['contact:1', { contactId: '1', action: 'renamed' }],
    ['contact:1', { contactId: '1', action: 'learned' }],
  ])
})

test('somebody who has never written belongs to the contact they were merged into', async () => {
  await writes({ externalId: 'u1' })
  for (const _ of [1, 2]) await desk.receive(channel, event('blocked', { from: 'u2' }, {}))
  await desk.rooms.people.merge(await desk.owner(), 2, 1)
  const conversation = await desk.say(channel, 'I am back', { from: 'u2' })
  expect(desk.rooms.reading.conversation(conversation).contact).toMatchObject({ id: '1', blocked: false })
})
