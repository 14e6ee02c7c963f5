import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { PICTURE } from '../channels/picture.ts'
import { connect } from './channels/admin.ts'
import { type Desk, claim } from './channels/agent.ts'
import { type Person, person } from './channels/person.ts'
import { type Stage, openStage } from './channels/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 90_000)
afterAll(() => stage.close())
afterEach(() => expect(stage.complaints).toEqual([]))

const shot = (page: 'console' | 'phones', name: string) =>
  process.env['SHOTS'] ? stage[page].screenshot({ path: `/tmp/shots-channels/${name}.png` }) : undefined

const GREETING = '您好，请问有什么可以帮您？ How can we help?'
const OPTIONS = ['退款 Refund', '包裹 Parcel']
const MINUTE = 60_000

interface Kind {
  kind: string
  /** What the page of phones calls it. */
  platform: string
  /** The first contact, where there has to be one. */
  start: string | null
  greets: boolean
}

/** A customer and an agent talk, as everywhere: words and a picture in, words, a picture and a question out, and what was chosen. */
async function talk({ kind, platform, start, greets }: Kind): Promise<{ desk: Desk; ada: Person }> {
  const { console: page, phones, house } = stage
  const line = house.line(kind)
  const name = `Ada on ${platform}`
  await connect(page, line, { ...(greets && { greeting: GREETING }), at: async (step) => void (await shot('console', `${kind}-${step}`)) })
  const ada = await person(phones, name, platform)
  if (start !== null) await ada.phone.getByRole('button', { name: start }).click()
  if (greets) await ada.log.getByText(GREETING).waitFor()
  await ada.say('我的包裹还没到 👩‍🔧 <b>where is it?</b>')
  await ada.choose('Sample photo', 'Attach')
  const desk = await claim(page, name)
  await desk.timeline.getByText('我的包裹还没到 👩‍🔧 <b>where is it?</b>').waitFor()
  const photo = desk.timeline.getByRole('img').first()
  await photo.waitFor()
  if (greets) await desk.timeline.getByRole('article', { name: /Automatic message/ }).getByText(GREETING).waitFor()
  await shot('console', `${kind}-claimed`)

  await desk.say('马上为您查询。 On it.')
  await ada.log.getByText('马上为您查询。 On it.').waitFor()
  await desk.sendPicture()
  await ada.log.locator('img').nth(1).waitFor()
  await desk.ask('请选择 Please choose', OPTIONS)
  await ada.log.getByText('请选择 Please choose').waitFor()
  await shot('phones', `${kind}-asked-phone`)
  if (line.buttons) await ada.log.getByRole('button', { name: OPTIONS[1]! }).click()
  else {
    await ada.log.getByText(`2. ${OPTIONS[1]}`).waitFor()
    await ada.say('2')
  }
  await desk.timeline.getByRole('article').last().getByRole('img', { name: 'Chose' }).waitFor()
  await shot('console', `${kind}-pressed`)
  await shot('phones', `${kind}-pressed-phone`)
  return { desk, ada }
}

test('telegram', async () => {
  await talk({ kind: 'telegram', platform: 'Telegram', start: 'Start', greets: false })
})
test('qq', async () => {
  await talk({ kind: 'qq', platform: 'QQ', start: 'Add the bot', greets: true })
})
test('wechat', async () => {
  await talk({ kind: 'wechat', platform: 'WeChat Official Account', start: 'Follow the account', greets: true })
})
test('wechat-kf', async () => {
  await talk({ kind: 'wechat-kf', platform: 'WeChat customer service', start: 'Open the chat', greets: true })
})
test('x', async () => {
  await talk({ kind: 'x', platform: 'X', start: null, greets: false })
})
