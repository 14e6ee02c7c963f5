import type { Bot, Profile } from '../../lab/qq/bot.ts'
import type { LabPerson } from '../../lab/qq/person.ts'
import type { Entry } from '../../lab/journal.ts'
import { expect } from 'vitest'
import { type Case, claimed, soon } from './flow.ts'
import type { House } from './house.ts'

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

/** A bot of its own on the emulated QQ, and its channel in the hub. */
export interface QqChannel {
  readonly id: string
  readonly hookUrl: string
  readonly bot: Bot
  readonly secret: string
  /** Somebody new, who has not added the bot. */
  person(name: string): LabPerson
  /** Somebody who added the bot before the hub was there: nothing is open to write yet. */
  friend(name: string): LabPerson
  /** Calls of the hub with this bot's token, by the last part of their path; all by default. */
  calls(what?: string): Entry[]
  /** The bodies of messages that were sent and taken. */
  sent(): { [field: string]: any }[]
  /** The channel as the admin sees it. */
  shown(): Promise<any>
}

export interface QqOptions extends Partial<Pick<Profile, 'menu' | 'keyboards' | 'domains'>> {
  settings?: { [name: string]: unknown }
  environment?: 'production' | 'sandbox'
  /** Happens on the platform before the hub is there. */
  before?: (bot: Bot) => void
}

let count = 0

export async function connectQq(house: House, options: QqOptions = {}): Promise<QqChannel> {
  const { lab, agent } = house
  const { settings = {}, environment = 'production', before, ...profile } = options
  const [appId, secret, name] = [String(102_100_000 + ++count), `secret-of-bot-${count}`, `Acme ${count}`]
  const bot = lab.qq.bot({ appId, secret, name, ...profile })
  before?.(bot)
  const credentials = { appId, appSecret: secret, environment }
  const id = await house.connect({ kind: 'qq', name, credentials, settings: {}, configure: (url) => bot.configure({ url }) }, settings)
  const shown = async (): Promise<any> => (await agent.get(`/api/channels/${id}`)).body
  const calls = (what?: string): Entry[] =>
    lab.journal.list({ platform: 'qq', way: 'call', what }).filter((entry) => entry.account === name)
  return {
    id,
    hookUrl: (await shown()).hookUrl,
    bot,
    secret,
    person: (who) => lab.qq.person({ name: who, bot }),
    friend(who) {
      const person = lab.qq.person({ name: who, bot })
      const target = bot.hook.target
      bot.hook.target = undefined
      person.start()
      bot.hook.target = target
      return person
    },
    calls,
    sent: () => calls('messages').flatMap(({ status, request }) => (status === 200 ? [request as { [field: string]: any }] : [])),
    shown,
  }
}

/** A conversation that the agent has claimed, and what agents do in it. */
export interface Talk extends Case {
  /** As the console shows it. */
  view(): Promise<any>
  /** A text that is sent, and shown on the phone; the message. */
  tell(to: LabPerson, text: string): Promise<any>
  /** The message once it is no longer under way. */
  settled(id: string): Promise<any>
  /** Why the hub takes no such reply: the code that the composer is given before, and the API gives. */
  refusal(text?: string): Promise<string>
}

export async function answer(house: House, words: string): Promise<Talk> {
  const { agent } = house
  const talk = await claimed(agent, words)
  const path = `/api/conversations/${talk.id}`
  const settled = (id: string): Promise<any> =>
    soon(async () => (await talk.messages()).find((one) => one.id === id && !['queued', 'sending'].includes(one.state)), 'the message')
  return {
    ...talk,
    settled,
    view: async () => (await agent.get(path)).body,
    async tell(to, text) {
      const { id } = await talk.reply([{ type: 'text', text }])
      await to.waitFor(text)
      const message = await settled(id)
      expect(message).toMatchObject({ state: 'sent' })
      return message
    },
    async refusal(text = 'one more') {
      const content = [{ type: 'text', text }]
      const { body: preview } = await agent.post(`${path}/plan`, { content })
      const { status, body } = await agent.post(`${path}/messages`, { content, key: 'to be refused' })
      expect({ status, code: body.code }).toEqual({ status: 422, code: preview.refusal?.code })
      return body.code
    },
  }
}
