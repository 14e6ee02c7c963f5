import { vi } from 'vitest'
import { SqlFault } from '../../src/ports/sql.ts'
import type { Hub } from '../../src/node/hub.ts'
import type { Client, Wire } from '../support/client.ts'
import { soon } from './flow.ts'

/** A conversation that the agent has claimed, as the console works with it. */
export interface Talk {
  id: string
  /** The conversation as it is now: `window`, `canWrite`, `status`. */
  view(): Promise<Wire>
  messages(): Promise<Wire[]>
  /** Sends it; the answer of the API, whatever it is. */
  reply(content: string | object[]): Promise<{ status: number; body: Wire }>
  /** Sends it and waits until it is in one of these states; the message. */
  say(content: string | object[], ...states: string[]): Promise<Wire>
  /** The message once it is in one of these states. */
  becomes(message: { id: string }, ...states: string[]): Promise<Wire>
  retry(message: { id: string }): Promise<Wire>
  act(action: string): Promise<number>
}

let keys = 0

/** The newest conversation of this channel, claimed as soon as the customer has said something in it. */
export async function claim(agent: Client, channel: string): Promise<Talk> {
  const found = await soon(async () => {
    const { body } = await agent.get(`/api/conversations?view=open&channel=${channel}`)
    const waits = (body.items as { id: string; unread: number; status: string }[]).filter(
      ({ status }) => status === 'waiting' || status === 'offered',
    )
    return waits.find(({ unread }) => unread > 0)
  }, 'somebody who waits')
  const talk = talkOf(agent, found.id)
  // Whose console was closed while the clock went on was set away.
  await agent.put('/api/me/presence', { presence: 'available' })
  if ((await talk.act('claim')) !== 200) throw new Error('not claimed')
  return talk
}

export function talkOf(agent: Client, id: string): Talk {
  const path = `/api/conversations/${id}`
  const messages: Talk['messages'] = async () => (await agent.get(`${path}/messages?limit=200`)).body.items
  const becomes: Talk['becomes'] = async (message, ...states) =>
    soon(
      async () => {
        const found = (await messages()).find((one) => one.id === message.id)
        if (states.includes(found.state)) return found
        if (found.state === 'failed') throw new Error(`failed: ${JSON.stringify(found.error)}`)
        return undefined
      },
      `the message to be ${states.join(' or ')}`,
    )
  const reply: Talk['reply'] = (content) =>
    agent.post(`${path}/messages`, {
      content: typeof content === 'string' ? [{ type: 'text', text: content }] : content,
      key: `k${++keys}`,
    })
  return {
    id,
    messages,
    becomes,
    reply,
    view: async () => (await agent.get(path)).body,
    async say(content, ...states) {
      const { status, body } = await reply(content)
      if (status !== 202) throw new Error(`not taken: ${status} ${JSON.stringify(body)}`)
      return becomes(body, ...(states.length > 0 ? states : ['sent']))
    },
    async retry(message) {
      const { status, body } = await agent.post(`/api/messages/${message.id}/retry`)
      if (status !== 202) throw new Error(`not tried again: ${status} ${JSON.stringify(body)}`)
      return body
    },
    act: async (action) => (await agent.post(`${path}/${action}`)).status,
  }
}

/** Stores a file as the agent uploads it; its id. */
export async function upload(agent: Client, bytes: Uint8Array, name: string, type: string): Promise<string> {
  const form = new FormData()
  form.set('file', new File([Uint8Array.from(bytes)], name, { type }))
  return ((await (await agent.fetch('/api/files', { method: 'POST', body: form })).json()) as { id: string }).id
}

/** The bytes of the one medium in a message, once they are here. */
export async function bytesOf(agent: Client, talk: Talk, type: string): Promise<{ part: Wire; bytes: Uint8Array }> {
  const part = await soon(async () => {
    const message = (await talk.messages()).findLast(({ content }) => content.some((one: Wire) => one.type === type))
    if (message?.failedFiles.length > 0) throw new Error('the file could not be had')
    return message?.pendingFiles.length === 0 ? message.content.find((one: Wire) => one.type === type) : undefined
  }, `a ${type}`)
  return { part, bytes: new Uint8Array(await (await agent.fetch(`/api/files/${part.file}`)).arrayBuffer()) }
}

/** What platforms told of this channel, as it is kept. */
export const inbound = ({ desk }: Hub, channel: string): { dedupeKey: string; raw: string | null }[] =>
  desk.kit.sql
    .prepare<{ dedupeKey: string; raw: string | null }>('SELECT dedupeKey, raw FROM Inbound WHERE channelId = ? ORDER BY at, dedupeKey')
    .all(channel)

export interface Database {
  /** Writes again. */
  recover(): void
}

/** The database takes nothing for a while: every command is refused, or waits until it recovers. */
export function stall({ desk }: Hub, how: 'refuses' | 'waits'): Database {
  const { sql } = desk.kit
  const write = sql.commit.bind(sql)
  const { promise, resolve } = Promise.withResolvers<void>()
  const spy = vi
    .spyOn(sql, 'commit')
    .mockImplementation((fn) => (how === 'waits' ? promise.then(() => write(fn)) : Promise.reject(new SqlFault('busy', 'too many wait'))))
  return {
    recover() {
      spy.mockRestore()
      resolve()
    },
  }
}
