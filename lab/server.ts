import { realClock, type LabClock } from './clock.ts'
import { dispatch } from './dispatch.ts'
import type { Emulator, Kit } from './emulator.ts'
import { front } from './front.ts'
import { Journal } from './journal.ts'
import { Listener } from './listen.ts'
import { Phones } from './phones.ts'
import { Qq, type Options as QqOptions } from './qq/index.ts'
import { Telegram, type Options as TelegramOptions } from './telegram/index.ts'
import { Wechat, type Options as WechatOptions } from './wechat/index.ts'
import { videoHost } from './wechat/media.ts'
import { WechatKf, type Options as WechatKfOptions } from './wechat-kf/index.ts'
import { Wechaty, type Options as WechatyOptions } from './wechaty/index.ts'
import { X, type Options as XOptions } from './x/index.ts'

export interface LabOptions {
  /** Port of the front; 0, the default here, takes any. */
  port?: number
  /** Lab seconds per real second, when no clock is given. */
  speed?: number
  clock?: LabClock
  /** 0 ≤ n < 1; tests bring their own. */
  random?: () => number
  telegram?: Partial<TelegramOptions>
  qq?: Partial<QqOptions>
  wechat?: Partial<WechatOptions>
  wechatKf?: Partial<WechatKfOptions>
  wechaty?: Partial<WechatyOptions>
  x?: Partial<XOptions>
  /** Folder of the built page of phones; `dist/lab` by default. */
  page?: string
}

export interface Lab {
  /** The front: relay for the hub, page of phones, controls. `EGRESS_RELAY` of the hub. */
  url: string
  telegram: Telegram
  qq: Qq
  wechat: Wechat
  wechatKf: WechatKf
  wechaty: Wechaty
  x: X
  journal: Journal
  clock: LabClock
  /** A listener of one platform alone, without the host in the path; it is closed while that platform refuses. */
  direct: (emulator: Emulator) => Promise<string>
  /** The front stops listening: the hub's calls are refused, whatever the platform. `reconnect` takes the same port again. */
  disconnect: () => Promise<void>
  reconnect: () => Promise<void>
  stop: () => Promise<void>
}

/** Starts the lab on loopback. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { port = 0, speed = 1, clock = realClock(speed), random = Math.random } = options
  const journal = new Journal()
  const emulators: Emulator[] = []
  const phones = new Phones(emulators)
  const kit: Kit = { clock, random, journal, changed: (phone) => phones.changed(phone) }
  const telegram = new Telegram(kit, options.telegram)
  emulators.push(telegram)
  const qq = new Qq(kit, options.qq)
  emulators.push(qq)
  const wechat = new Wechat(kit, options.wechat)
  emulators.push(wechat)
  const wechatKf = new WechatKf(kit, options.wechatKf)
  emulators.push(wechatKf)
  const x = new X(kit, options.x)
  emulators.push(x)
  const wechaty = new Wechaty(kit, options.wechaty)
  emulators.push(wechaty)

  const listener = await Listener.open(front(emulators, kit, phones, options.page), port)
  // The hub fetches videos by plain http, which no relay leads here.
  if (options.wechat?.videos === undefined) wechat.options = { videos: `${listener.url}/${videoHost}` }
  const directs = new Map<Emulator, Listener>()
  return {
    url: listener.url,
    telegram,
    qq,
    wechat,
    wechatKf,
    wechaty,
    x,
    journal,
    clock,
    async direct(emulator) {
      const known = directs.get(emulator)
      if (known !== undefined) return known.url
      const own = await Listener.open((request, socket) => dispatch(emulator, request, socket, kit))
      directs.set(emulator, own)
      emulator.faults.onChange(({ down }) => void (down === 'refused' ? own.close() : own.open()))
      return own.url
    },
    disconnect: () => listener.close(),
    reconnect: () => listener.open(),
    async stop() {
      await Promise.all(emulators.map((one) => one.stop()))
      await Promise.all([listener, ...directs.values()].map((one) => one.close()))
    },
  }
}
