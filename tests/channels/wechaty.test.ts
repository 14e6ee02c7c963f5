import { afterEach, expect, test } from 'vitest'
import type { Adapter } from '../../src/contract/adapter.ts'
import { registry } from '../../adapters/registry.node.ts'
import { wechatyAdapter } from '../../adapters/wechaty/index.ts'
import type { Line } from '../../lab/lines.ts'
import type { LabPerson } from '../../lab/wechaty/index.ts'
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts'
import { createTestFolder } from '../support/folder.ts'
import { claimed, connect, soon, talk } from './flow.ts'
import { type House, openHouse } from './house.ts'

let house: House
let acme: LabPerson
let gateway: Gateway | undefined
const folder = createTestFolder()
const wechaty = wechatyAdapter({ puppet: () => house.lab.wechaty.puppet() }) as Adapter

async function open(): Promise<Line> {
  house = await openHouse({ adapters: { ...registry, wechaty } })
  acme = house.lab.wechaty.account({ name: 'Acme' })
  return {
    kind: 'wechaty',
    name: 'Acme by wechaty',
    credentials: { puppet: 'wechaty-puppet-mock' },
    settings: {},
    configure: signIn,
    buttons: false,
    customer(name) {
      const person = house.lab.wechaty.person({ name })
      return {
        name,
        start: () => {},
        say: (text) => person.say(text),
        sendPhoto: () => person.sendPhoto(),
        press: () => {
          throw new Error('There are no buttons in WeChat')
        },
        screen: () => person.screen(),
        waitFor: (wanted, options) => person.waitFor(wanted, options),
      }
    },
  }
}

afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
  await house.stop()
})

const channel = async () => (await house.agent.get('/api/channels')).body.items.find(({ kind }: { kind: string }) => kind === 'wechaty')

/** As the admin does: scans what the channel's page shows. */
async function signIn(): Promise<void> {
  const { state, health } = await soon(async () => ((await channel()).health.advice?.qr ? channel() : undefined), 'a code')
  expect([state, health.advice.code]).toEqual(['broken', 'signed-out'])
  await acme.scan(health.advice.qr)
  await healthy()
}

const healthy = () => soon(async () => (await channel()).health.state === 'ok' || undefined, 'the sign-in')

test('a code is scanned, and a customer and an agent talk', async () => {
  const line = await open()
  await connect(house.agent, line)
  expect(await channel()).toMatchObject({ state: 'live', account: { name: 'Acme' } })
  await talk(house.agent, line)
})

test('signed out on the phone, answers wait for the next code; after a restart none is needed', async () => {
  const line = await open()
  await connect(house.agent, line)
  const ada = house.lab.wechaty.person({ name: 'Ada' })
  ada.say('hello?')
  const talk = await claimed(house.agent, 'hello?')
  await acme.logout()
  await soon(async () => (await channel()).state === 'broken' || undefined, 'the red light')
  await talk.reply([{ type: 'text', text: 'we are here' }])
  await signIn()
  await ada.waitFor('we are here', { timeoutMs: 15_000 })

  await house.restart()
  await healthy()
  expect(house.lab.journal.list({ platform: 'wechaty', what: 'qrcode' })).toHaveLength(2)
  await talk.reply([{ type: 'text', text: 'still here' }])
  await ada.waitFor('still here', { timeoutMs: 15_000 })
  acme.with(ada).say('and by hand')
  const own = await soon(async () => (await talk.messages()).find(({ text }) => text === 'and by hand'), 'the phone’s own words')
  expect(own).toMatchObject({ direction: 'out', state: 'sent' })
  expect((await talk.messages()).map(({ text }) => text)).toEqual(['hello?', 'we are here', 'still here', 'and by hand'])
})

test('the same through a gateway, and the hub needs no puppet', async () => {
  const line = await open()
  const created = await house.agent.post('/api/channels', {
    ...line,
    configure: undefined,
    customer: undefined,
    settings: { gateway: true },
  })
  const { body } = await house.agent.post(`/api/channels/${created.body.id}/enable`)
  const key = body.steps[0].value as string
  gateway = await startGateway({ hub: house.hub.url, key, dataDir: folder.path, adapters: { wechaty }, trace: () => {} })
  await signIn()
  await talk(house.agent, line)
})
