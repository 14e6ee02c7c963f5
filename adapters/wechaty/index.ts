import type { Adapter } from '../../src/contract/adapter.ts'
import { type Making, WechatyConnection } from './connection.ts'
import { open } from './files.ts'
import { makePuppet, puppetClass } from './load.ts'
import { type Credentials, manifest } from './manifest.ts'
import { recall, send } from './outbound.ts'
import { pause } from './pause.ts'
import { createSetup } from './setup.ts'

/** Unverified: web WeChat repeats what was sent within a second. */
const ECHO_MS = 2000

/** What is not given: the puppet of the package that the credentials name, in real time. */
export function wechatyAdapter(options: Partial<Making> = {}): Adapter<Credentials> {
  const making: Making = { puppet: makePuppet, pause, echoMs: ECHO_MS, ...options }
  return {
    manifest,
    stream: { open: (ctx, link) => WechatyConnection.open(ctx, link, making) },
    setup: createSetup({
      installed: async ({ puppet }) => (options.puppet ? undefined : puppetClass(puppet)),
      statusOf: (connection) => (connection instanceof WechatyConnection ? connection.status : undefined),
    }),
    send,
    media: { open },
    recall,
  }
}

/** Personal WeChat accounts, through the puppets of wechaty: unofficial. */
export const wechaty = wechatyAdapter()
