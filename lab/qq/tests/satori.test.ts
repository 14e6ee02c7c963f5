import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type * as Satori from '@satorijs/core'
import { expect, onTestFinished, test } from 'vitest'
import { picture } from '../../samples/picture.ts'
import { startLab, type Lab } from '../../server.ts'
import type { Bot } from '../bot.ts'
import { appId } from './tools.ts'

// Satori's packages come in two forms that don't know each other; its adapter uses this one.
const require = createRequire(import.meta.url)
const { Context, h, HTTP } = require('@satorijs/core') as typeof Satori
const { QQBot } = require('@satorijs/adapter-qq') as { QQBot: new (...args: never[]) => object }

// 28 characters: Satori appends a secret to itself once, which is right from 16 on.
const secret = 'naOC0ocQE3shWLAfffVLB1rhYPG7'

/** As much of a Koa context as Satori's webhook asks for. */
interface Exchange {
  status: number
  body: unknown
  request: { body: object; header: object }
  get: (name: string) => string | undefined
}

/** Satori's own QQ adapter as the hub of a bot: an independent client for both directions. */
async function satori(lab: Lab, bot: Bot): Promise<Satori.Context> {
  let take: ((exchange: Exchange) => Promise<unknown>) | undefined
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => void chunks.push(chunk))
    incoming.on('end', () => {
      const raw = Buffer.concat(chunks).toString()
      const body = Object.assign(JSON.parse(raw) as object, { [Symbol.for('unparsedBody')]: raw })
      const get = (name: string): string | undefined => incoming.headers[name.toLowerCase()]?.toString()
      const exchange: Exchange = { status: 404, body: '', request: { body, header: incoming.headers }, get }
      void take?.(exchange).then(() => response.writeHead(exchange.status).end(JSON.stringify(exchange.body)))
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const ctx = new Context()
  ctx.plugin(HTTP)
  ctx.on('http/fetch-init', (url) => {
    if (url.hostname.endsWith('.qq.com')) url.href = `${lab.url}/${url.hostname}${url.pathname}${url.search}`
  })
  ctx.provide('server')
  ctx.set('server', { post: (_path: string, run: typeof take) => void (take = run) })
  const config = { id: appId, secret, type: 'public', protocol: 'webhook', path: '/qq', endpoint: 'https://api.sgroup.qq.com/' }
  const plugged = ctx.plugin(QQBot, { ...config, authType: 'bearer', retryWhen: [], manualAcknowledge: false } as never)
  await ctx.start()
  onTestFinished(() => {
    plugged.dispose()
    server.close()
  })
  await bot.configure({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/qq` })
  return ctx
}

test('Satori talks through the emulator: friends, groups, guilds, files and buttons', async () => {
  const lab = await startLab()
  onTestFinished(() => lab.stop())
  const bot = lab.qq.bot({ appId, secret, name: 'Acme' })
  const ctx = await satori(lab, bot)
  expect(ctx.bots.map(({ status }) => status)).toEqual([1, 1])
  const pressed = Promise.withResolvers<string | undefined>()
  const image = `data:image/png;base64,${Buffer.from(picture(30, 20)).toString('base64')}`
  const answers: Record<string, string | ReturnType<typeof h>[]> = {
    picture: [h('img', { src: image })],
    buttons: [h.text('Choose'), h('button', { id: 'yes' }, 'Yes')],
  }
  ctx.on('message', (session) => {
    const text = session.content?.replace(/<at [^>]*>/, '').trim() ?? ''
    void session.bot.sendMessage(session.channelId ?? '', answers[text] ?? `heard ${text}`, session.event.referrer, { session })
  })
  ctx.on('interaction/button', (session) => pressed.resolve(session.event.button?.id))

  const ada = lab.qq.person({ name: 'Ada', bot })
  ada.start()
  ada.say('你好')
  await ada.waitFor('heard 你好')
  ada.say('picture')
  expect((await ada.waitFor(({ mine, media }) => !mine && media !== undefined)).media).toMatchObject({ type: 'photo', width: 30 })
  // It answers with the picture, by the address it came with.
  ada.sendPhoto()
  await ada.waitFor(({ mine, media }) => !mine && media?.width === 800)
  ada.say('buttons')
  await ada.waitFor('Choose')
  ada.press('Yes')
  expect(await pressed.promise).toBe('yes')
  const group = lab.qq.group('Shop', ada, { bots: [bot] })
  group.as(ada).say('@Acme hi')
  await group.as(ada).waitFor('heard hi')
  const there = ada.inGuild()
  there.say('a < b')
  await there.waitFor('heard a')
  lab.qq.faults.set({ hooks: { secret: 'wrong' } })
  ada.say('forged')
  await lab.qq.quiet()
  expect(lab.journal.list({ what: 'C2C_MESSAGE_CREATE' }).at(-1)).toMatchObject({ status: 403, retryIn: 2000 })
})
