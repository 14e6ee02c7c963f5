import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** One POST as it goes over the wire, made before the clock runs. */
export function requestBytes(url: string, headers: Record<string, string>, body: string): Buffer {
  const { host, pathname } = new URL(url)
  const lines = Object.entries({ host, ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`)
}

/** The status of a whole response; undefined while some of it is missing. */
function statusOf(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n')
  if (head === -1) return undefined
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1]
  const whole =
    length === undefined ? !/\r\ntransfer-encoding:/i.test(text) || text.endsWith('0\r\n\r\n') : text.length - head - 4 >= Number(length)
  return whole ? Number(text.slice(9, 12)) : undefined
}

/** A connection that is kept: one request at a time, and no more of HTTP than that takes. */
export class Connection {
  readonly #socket: Socket
  #text = ''
  #answered: ((status: number) => void) | undefined

  constructor(url: string) {
    const { hostname, port } = new URL(url)
    const callback = (bytes: number, buffer: Uint8Array): boolean => {
      this.#text += Buffer.from(buffer.buffer, buffer.byteOffset, bytes).toString('latin1')
      const status = statusOf(this.#text)
      if (status === undefined) return true
      this.#text = ''
      this.#answered?.(status)
      return true
    }
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true, onread: { buffer: Buffer.alloc(16_384), callback } })
    this.#socket.on('error', (error) => {
      throw error
    })
  }

  send(request: Buffer, answered: (status: number) => void): void {
    this.#answered = answered
    this.#socket.write(request)
  }

  close(): void {
    this.#socket.destroy()
  }
}
