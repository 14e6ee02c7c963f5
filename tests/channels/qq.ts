import { expect } from 'vitest'
import type { Bot, Profile } from '../../lab/qq/bot.ts'
import type { LabPerson } from '../../lab/qq/person.ts'
import type { ChatView } from '../../lab/screen.ts'
import type { Entry } from '../../lab/journal.ts'
import type { Answer } from '../support/client.ts'
import { until } from '../support/wait.ts'
import * as desk from './desk.ts'
import type { House } from './house.ts'

/** What came over the wire. */
type Wire = Answer['body']

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
  /** What is done on the platform without the hub hearing of it. */
  unheard(what: () => void): void
  /** The chat with the bot, as the phone shows it. */
  chatOf(person: LabPerson): ChatView
  /** Calls of the hub with this bot's token, by the last part of their path; all by default. */
  calls(what?: string): Entry[]
  /** The bodies of messages that were sent and taken. */
  sent(): { [field: string]: Wire }[]
  /** The channel as the admin sees it. */
  shown(): Promise<Wire>
}

export interface QqOptions extends Partial<Pick<Profile, 'menu' | 'keyboards' | 'domains'>> {
  settings?: { [name: string]: unknown }
  environment?: 'production' | 'sandbox'
}

let count = 0

export async function connectQq(house: House, options: QqOptions = {}): Promise<QqChannel> {
  const { lab, agent } = house
  const { settings = {}, environment = 'production', ...profile } = options
  const [appId, secret, name] = [String(102_100_000 + ++count), `secret-of-bot-${count}`, `Acme ${count}`]
  const bot = lab.qq.bot({ appId, secret, name, ...profile })
  const credentials = { appId, appSecret: secret, environment }
  const id = await house.connect({ kind: 'qq', name, credentials, settings: {}, configure: (url) => bot.configure({ url }) }, settings)
  const shown = async (): Promise<Wire> => (await agent.get(`/api/channels/${id}`)).body
  const calls = (what?: string): Entry[] =>
    lab.journal.list({ platform: 'qq', way: 'call', what }).filter((entry) => entry.account === name)
  const unheard = (what: () => void): void => {
    const { target } = bot.hook
    bot.hook.target = undefined
    what()
    bot.hook.target = target
  }
  return {
    id,
    hookUrl: (await shown()).hookUrl,
    bot,
    secret,
    person: (who) => lab.qq.person({ name: who, bot }),
    friend(who) {
      const person = lab.qq.person({ name: who, bot })
      unheard(() => person.start())
      return person
    },
    unheard,
    chatOf: ({ person }) => lab.qq.phones(new Set([person.phone]))[0]!.chats.find(({ title }) => title === name)!,
    calls,
    sent: () => calls('messages').flatMap(({ status, request }) => (status === 200 ? [request as { [field: string]: Wire }] : [])),
    shown,
  }
}

export const statuses = (qq: QqChannel) => qq.calls('messages').map(({ status }) => status)

/** Time passes until nothing of the channel waits to be sent; never while a call is under way. */
export async function drain(house: House, { id }: QqChannel): Promise<void> {
  const open = house.hub.desk.kit.sql.prepare<{ state: string; dueAt: number | null }>(
    'SELECT state, dueAt FROM Segment WHERE open > 0 AND channelId = ?',
  )
  await until(async () => {
    const waiting = open.all(id)
    const due = Math.min(...waiting.map(({ state, dueAt }) => (state === 'sending' ? 0 : (dueAt ?? Infinity))))
    if (due > house.clock.now() && due < Infinity) await house.push(due - house.clock.now())
    return waiting.length === 0
  }, 'nothing to wait')
}

/** A conversation of the bot, as its agent works with it. */
export interface Talk extends desk.Talk {
  /** Sends a text that is shown on the phone; the message. */
  tell(to: LabPerson, text: string): Promise<Wire>
  /** Why such a reply is not taken: the code that the composer is given before, and the API gives then. */
  refusal(text?: string): Promise<string>
}

/** The agent takes the case that waits. */
export async function claim({ agent }: House, { id }: QqChannel): Promise<Talk> {
  const talk = await desk.claim(agent, id)
  return {
    ...talk,
    async tell(to, text) {
      const message = await talk.say(text)
      await to.waitFor(text)
      return message
    },
    async refusal(text = 'one more') {
      const content = [{ type: 'text', text }]
      const { body: preview } = await agent.post(`/api/conversations/${talk.id}/plan`, { content })
      const { status, body } = await talk.reply(content)
      expect({ status, code: body.code }).toEqual({ status: 422, code: preview.refusal?.code })
      return body.code
    },
  }
}
