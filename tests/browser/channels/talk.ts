import { expect } from 'vitest'
import type { Line } from '../../../lab/lines.ts'
import { connect } from './admin.ts'
import { type Desk, claim } from './agent.ts'
import { type Person, person } from './person.ts'
import type { Stage } from './stage.ts'

/** How people come to an account on one platform, and what it allows the hub. */
interface Platform {
  line: Omit<Line, 'customer'>
  /** What the page of phones calls it. */
  label: string
  /** The first contact, where there has to be one. */
  start?: string
  /** What the hub says by itself to those who come. */
  greeting?: string
  /** Messages that the agent may send after all this; none: any number. */
  left?: number
  /** At each step: what the console shows then. */
  at?: (step: string) => Promise<unknown>
}

const WORDS = '我的包裹还没到 👩‍🔧 <b>where is it?</b>'
const ANSWER = '马上为您查询。 On it.'
export const QUESTION = '请选择 Please choose'
const OPTIONS = ['退款 Refund', '包裹 Parcel'] as const

/** For `expect.poll`. */
export const soon = { timeout: 10_000, interval: 20 }

/**
 * What every channel must do, by the pages alone: an admin connects it, a customer writes and sends a picture, an agent claims and
 * answers with text, a picture and a question, the phone shows them, and what is chosen there comes back.
 */
export async function talk({ console: page, phones }: Stage, platform: Platform): Promise<{ desk: Desk; ada: Person }> {
  const { line, label, start, greeting, left, at } = platform
  await connect(page, line, { greeting, at })
  const ada = await person(phones, `Ada on ${label}`, label)
  if (start !== undefined) await ada.phone.getByRole('button', { name: start }).click()
  if (greeting !== undefined) await ada.log.getByText(greeting).waitFor()
  await ada.say(WORDS)

  const desk = await claim(page, WORDS)
  await desk.timeline.getByText(WORDS).waitFor()
  await ada.choose('Sample photo', 'Attach')
  await desk.timeline.getByRole('button', { name: /^Enlarge/ }).waitFor()
  if (greeting !== undefined) {
    const automatic = desk.timeline.getByRole('article', { name: /^Automatic message/ })
    await automatic.getByText(greeting).waitFor()
    await automatic.getByText('Automatic', { exact: true }).waitFor()
  }
  if (left === undefined) expect(await desk.timer.count()).toBe(0)
  else await expect.poll(() => desk.timer.innerText(), soon).toMatch(new RegExp(`left to reply · ${left} messages left$`))
  await at?.('claimed')

  await desk.say(ANSWER)
  await ada.log.getByText(ANSWER).waitFor()
  await desk.sendPicture()
  await expect.poll(() => ada.pictures(), soon).toBe(2)
  await desk.ask(QUESTION, OPTIONS)
  await at?.('asking')
  if (!line.buttons) await page.getByText('they become a numbered list').waitFor()
  await desk.send.click()
  await ada.log.getByText(QUESTION).waitFor()
  await at?.('asked')
  if (line.buttons) await ada.log.getByRole('button', { name: OPTIONS[1] }).click()
  else {
    await ada.log.getByText(`2. ${OPTIONS[1]}`).waitFor()
    await ada.say('2')
  }
  const chosen = desk.timeline.getByRole('paragraph').filter({ has: page.getByRole('img', { name: 'Chose' }) })
  await chosen.getByText(OPTIONS[1]).waitFor()
  await at?.('chosen')
  return { desk, ada }
}
