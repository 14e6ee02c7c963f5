import http from 'node:http'
import https from 'node:https'
import type { LabClock } from '../clock.ts'

/** What a callback address answered, or why it did not. */
export type CallbackAnswer = { status: number; body: string } | { failed: 'refused' | 'closed' | 'timeout' }

export interface CallbackCall {
  method: 'GET' | 'POST'
  /** XML; sent with POST only. */
  body?: string
  /** How long the whole answer may take, lab milliseconds. */
  answerMs: number
  clock: LabClock
}

const unreachable = new Set<unknown>(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH'])

/** One call of a callback address, on a connection of its own. Never rejects; does not follow redirects. */
export function callback(url: URL, { method, body = '', answerMs, clock }: CallbackCall): Promise<CallbackAnswer> {
  const { promise, resolve } = Promise.withResolvers<CallbackAnswer>()
  const { request: open } = url.protocol === 'https:' ? https : http
  const headers = method === 'POST' ? { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) } : {}
  const request = open(url, { method, agent: false, headers })
  const silent = clock.after(answerMs, () => {
    resolve({ failed: 'timeout' })
    request.destroy()
  })
  const failed = (error: Error): void => {
    silent()
    resolve({ failed: 'code' in error && unreachable.has(error.code) ? 'refused' : 'closed' })
  }
  request.on('error', failed)
  request.on('response', (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => void chunks.push(chunk))
    response.on('error', failed)
    response.on('end', () => {
      silent()
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
    })
  })
  request.end(body)
  return promise
}

/**
 * Where a callback address really is: real ones must be http on 80 or https on 443, loopback may be anything, and `hosts` maps
 * origins (`{ 'https://hub.example': 'http://127.0.0.1:8787' }`). Throws for an address that the platform's console would not save.
 */
export function reachable(address: string, hosts: Readonly<Record<string, string>>): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new Error('请输入合法的URL: an address begins with http:// or https://')
  const mapped = hosts[url.origin]
  if (mapped !== undefined) return new URL(url.pathname + url.search, mapped)
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  // The default port of the scheme reads as ''.
  if (!loopback && url.port !== '') throw new Error('URL只支持80和443端口: only ports 80 (http) and 443 (https) are called')
  return url
}
