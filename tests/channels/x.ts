import type { LabAccount } from '../../lab/x/account.ts'
import type { LabPerson } from '../../lab/x/person.ts'
import type { Entry } from '../../lab/journal.ts'
import type { Wire } from '../support/client.ts'
import { type Talk, claim } from './desk.ts'
import { soon } from './flow.ts'
import type { House } from './house.ts'

export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

type SignIn = 'oauth1' | 'oauth2'

export interface XOptions {
  by?: SignIn
  envelope?: 'xaa' | 'aaa' | 'both'
  settings?: { [name: string]: unknown }
}

/** An account on the emulated X with an app of its own, and its channel in the hub. */
export interface XRoom {
  readonly account: LabAccount
  readonly channel: string
  readonly hookUrl: string
  /** What the admin enters: of now, when the tokens have changed meanwhile. */
  credentials(): { [name: string]: string }
  person(name: string, options?: { open?: boolean }): LabPerson
  /** Somebody has written, and an agent has it. */
  meet(name: string, words?: string): Promise<[LabPerson, Talk]>
  /** The hub's calls for this account, by the last fixed part of their path (`messages`, `dm_events`, `token`). */
  calls(what: string): Entry[]
  /** What was delivered to the hub's webhook, by the kind of event. */
  hooks(what: string): Entry[]
  /** The channel as the admin sees it. */
  shown(): Promise<Wire>
  /** Waits until the channel is shown like this. */
  becomes(state: string, code?: string): Promise<Wire>
}

let rooms = 0

export async function openX(house: House, { by = 'oauth1', envelope = 'both', settings = {} }: XOptions = {}): Promise<XRoom> {
  const { lab, agent } = house
  const username = `acme${++rooms}`
  const account = lab.x.account({ name: `Acme ${rooms}`, username, envelope })
  const credentials = (): { [name: string]: string } => {
    const { consumerKey, consumerSecret, accessToken, accessSecret, clientId, clientSecret, refreshToken } = account.credentials
    const app = { apiKey: consumerKey, apiSecret: consumerSecret }
    return by === 'oauth1' ? { ...app, accessToken, accessSecret } : { ...app, clientId, clientSecret: clientSecret!, refreshToken }
  }
  const line = { kind: 'x', name: account.username, credentials: credentials(), settings: {}, configure: async () => {} }
  const channel = await house.connect(line, settings)
  const entries = (way: Entry['way']) => (what: string) =>
    lab.journal.list({ platform: 'x', way, what }).filter((entry) => entry.account === username)
  const shown = async (): Promise<Wire> => (await agent.get(`/api/channels/${channel}`)).body
  const person: XRoom['person'] = (name, options = {}) => lab.x.person({ name, account, ...options })
  return {
    account,
    channel,
    hookUrl: `${house.hub.url}/hooks/${channel}`,
    credentials,
    person,
    async meet(name, words = `I am ${name}`) {
      const one = person(name)
      one.say(words)
      return [one, await claim(agent, channel)]
    },
    calls: entries('call'),
    hooks: entries('hook'),
    shown,
    becomes: (state, code) =>
      soon(
        async () => {
          const { health } = await shown()
          return health.state === state && (code === undefined || health.advice?.code === code) ? health : undefined
        },
        `the light to be ${state} ${code ?? ''}`,
      ),
  }
}

/** Time passes, and what falls due on either side is done before anybody looks. */
export async function pass({ hub, lab, push }: House, ms: number): Promise<void> {
  await hub.desk.idle()
  await push(ms)
  await lab.x.quiet()
  await hub.desk.idle()
}

/** What a customer was told, in order. */
export const told = (person: LabPerson): string[] =>
  person.screen().flatMap(({ mine, text, media }) => (mine ? [] : [text ?? media?.type ?? '']))
