import { expect, test } from 'vitest'
import type { Live, LiveHandler, LiveSession } from '../../src/ports/live.ts'

/** A browser's end of a socket. */
export interface Client {
  send(data: string | ArrayBuffer): void
  /** The next text; waits for it. */
  next(): Promise<string>
  close(): void
  /** Settles with the code that the other side closed with. */
  readonly closed: Promise<number>
}

export interface LiveHouse {
  connect(session: LiveSession): Promise<Client>
  /** Asks for the same address without an upgrade. */
  plain(): Promise<Response>
}

/** A desk for the test: what clients say are orders. Runs beside the `Live` under test. */
export function orders(live: Live): LiveHandler {
  let gone = 0
  return {
    opened: (socket) => socket.send(`hello ${JSON.stringify(socket.session)}`),
    said(socket, text) {
      const [order, rest = ''] = text.split(/ (.*)/s)
      const kind = socket.session.kind
      if (order === 'echo') socket.send(rest)
      if (order === 'session') socket.send(JSON.stringify(socket.session))
      if (order === 'keep') socket.keep(JSON.parse(rest) as LiveSession)
      if (order === 'all') for (const each of live.sockets(kind)) each.send(rest)
      if (order === 'count') socket.send(`${[...live.sockets('console')].length} ${[...live.sockets('visitor')].length} ${gone}`)
      if (order === 'same') socket.send(String([...live.sockets(kind)].includes(socket)))
      if (order === 'backlog') socket.send(typeof socket.backlog)
      if (order === 'close') {
        socket.close(4001, 'asked')
        socket.send('after the end')
        socket.close(4002, 'again')
      }
      if (order === 'throw') throw new Error('asked')
    },
    closed: () => void (gone += 1),
  }
}

/** A client on any standard WebSocket that is or will be open. */
export function clientOf(socket: WebSocket): Client {
  const texts: string[] = []
  const waiting: ((text: string) => void)[] = []
  socket.addEventListener('message', ({ data }: { data: unknown }) => {
    const next = waiting.shift()
    if (next) next(String(data))
    else texts.push(String(data))
  })
  return {
    send: (data) => socket.send(data),
    next: () => {
      const text = texts.shift()
      return text === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(text)
    },
    close: () => socket.close(1000, 'done'),
    closed: new Promise((resolve) => socket.addEventListener('close', ({ code }: { code: number }) => resolve(code))),
  }
}

export const agent = (agentId: string): LiveSession => ({
  kind: 'console',
  agentId,
  role: 'agent',
  proof: { kind: 'session', id: 's' },
  after: 0,
})
const visitor: LiveSession = { kind: 'visitor', channelId: 'c', externalId: 'v', after: 0 }

/** What every `Live` must keep. */
export function liveSuite(withHouse: (body: (house: LiveHouse) => Promise<void>) => Promise<void>): void {
  async function join(house: LiveHouse, session: LiveSession): Promise<Client> {
    const client = await house.connect(session)
    expect(await client.next()).toBe(`hello ${JSON.stringify(session)}`)
    return client
  }
  async function ask(client: Client, order: string): Promise<string> {
    client.send(order)
    return client.next()
  }

  test('only upgrades are accepted', () =>
    withHouse(async (house) => {
      expect((await house.plain()).status).toBe(426)
    }))

  test('text goes both ways, in order, any length up to 64 kB', () =>
    withHouse(async (house) => {
      const client = await join(house, agent('a'))
      const text = '人工 🧑‍💻\n'
      for (const each of [text, '', 'x'.repeat(65_531)]) client.send(`echo ${each}`)
      expect(await client.next()).toBe(text)
      expect(await client.next()).toBe('')
      expect((await client.next()).length).toBe(65_531)
    }))

  test.each([
    ['too large', 'x'.repeat(65_537), 1009],
    ['too large in bytes', '工'.repeat(22_000), 1009],
    ['binary', new ArrayBuffer(4), 1003],
    ['a handler that throws', 'throw', 1011],
  ])('%s closes the socket', (_, data, code) =>
    withHouse(async (house) => {
      const client = await join(house, agent('a'))
      client.send(data)
      expect(await client.closed).toBe(code)
    }),
  )

  test('sockets are found by kind, and are the ones that speak', () =>
    withHouse(async (house) => {
      const [one, two, guest] = [await join(house, agent('a')), await join(house, agent('b')), await join(house, visitor)]
      expect(await ask(one, 'count')).toBe('2 1 0')
      expect(await ask(guest, 'same')).toBe('true')
      expect(await ask(guest, 'backlog')).toBe('number')
      one.send('all news')
      expect([await one.next(), await two.next()]).toEqual(['news', 'news'])
      expect(await ask(guest, 'echo quiet')).toBe('quiet')
    }))

  test('a session is kept as it was changed', () =>
    withHouse(async (house) => {
      const client = await join(house, visitor)
      const changed = { ...visitor, after: 7 }
      client.send(`keep ${JSON.stringify(changed)}`)
      expect(JSON.parse(await ask(client, 'session'))).toEqual(changed)
    }))

  test('closing from either side is told once', () =>
    withHouse(async (house) => {
      const [left, told, stays] = [await join(house, agent('a')), await join(house, agent('b')), await join(house, visitor)]
      told.send('close')
      expect(await told.closed).toBe(4001)
      left.close()
      await left.closed
      await expect.poll(() => ask(stays, 'count')).toBe('0 1 2')
    }))
}
