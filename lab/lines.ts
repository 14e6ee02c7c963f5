import type { Bubble } from './screen.ts'
import type { Lab } from './server.ts'

/** A customer with a phone, whatever the platform. What a person does happens at once; what the hub does is waited for. */
export interface Customer {
  readonly name: string
  /** The first contact: starts, follows, becomes a friend. */
  start(): void
  say(text: string): Bubble
  sendPhoto(): Bubble
  /** Presses a button that a bubble carries, by its label. */
  press(label: string, bubble: Bubble): void
  /** The time in which the account may answer is over. Absent where there is none. */
  expire?(): void
  screen(): Bubble[]
  waitFor(wanted: string | ((bubble: Bubble) => boolean), options?: { timeoutMs?: number }): Promise<Bubble>
}

/** An account on one platform: what the admin of the hub enters, and what is done on the platform's own site. */
export interface Line {
  kind: string
  /** How the admin calls the channel. */
  name: string
  credentials: { [name: string]: string }
  settings: { [name: string]: boolean | string }
  /** Enters the hub's address on the platform's site. Rejects when the platform does not like what answers there. */
  configure(hookUrl: string): Promise<void>
  customer(name: string): Customer
  /** Whether a menu arrives as buttons; as numbered text otherwise. */
  buttons: boolean
}

type Gestures = Pick<Customer, 'start' | 'press' | 'expire'>

/** What phones have in common, with what differs. */
const customerOf = (name: string, person: Pick<Customer, 'say' | 'sendPhoto' | 'screen' | 'waitFor'>, gestures: Gestures): Customer => ({
  name,
  say: (text) => person.say(text),
  sendPhoto: () => person.sendPhoto(),
  screen: () => person.screen(),
  waitFor: (wanted, options) => person.waitFor(wanted, options),
  ...gestures,
})

const TOKEN = '7000001:AAdemo-demo-demo-demo-demo-demo-demo'
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

/** One account of a made-up company on each platform that takes webhooks. `suffix` tells several sets apart: digits. */
export function lines(lab: Lab, suffix = ''): Line[] {
  return [telegram(lab, suffix), qq(lab, suffix), wechat(lab, suffix), wechatKf(lab, suffix), x(lab)]
}

function telegram(lab: Lab, suffix: string): Line {
  const botToken = `${suffix}${TOKEN}`
  const bot = lab.telegram.bot(botToken, { name: 'Acme Support', username: `acme${suffix}_support_bot` })
  return {
    kind: 'telegram',
    name: 'Acme on Telegram',
    credentials: { botToken },
    settings: {},
    configure: async () => {},
    buttons: true,
    customer(name) {
      const person = lab.telegram.person({ name, bot })
      return customerOf(name, person, { start: () => void person.start(), press: (label, bubble) => void person.press(label, bubble) })
    },
  }
}

function qq(lab: Lab, suffix: string): Line {
  const [appId, appSecret] = [`${suffix}102000001`, 'naOC0ocQE3shWLAfffVLB1rhYPG7']
  const bot = lab.qq.bot({ appId, secret: appSecret, name: 'Acme 客服', menu: [{ label: '转人工', key: 'human' }] })
  return {
    kind: 'qq',
    name: 'Acme QQ 机器人',
    credentials: { appId, appSecret },
    settings: {},
    configure: (url) => bot.configure({ url }),
    buttons: true,
    customer(name) {
      const person = lab.qq.person({ name, bot })
      return customerOf(name, person, {
        start: () => person.start(),
        press: (label, bubble) => person.press(label, bubble),
        expire: () => person.expire(),
      })
    },
  }
}

function wechat(lab: Lab, suffix: string): Line {
  const [appId, appSecret, token] = [`wxacme${suffix.padStart(12, '0')}`, 'f'.repeat(32), 'acmetoken']
  const menu = [{ type: 'click', name: '人工客服', key: 'HUMAN' }] as const
  const account = lab.wechat.account({ appid: appId, secret: appSecret, name: 'Acme 服务号', type: 'service', menu: [...menu] })
  return {
    kind: 'wechat',
    name: 'Acme 服务号',
    credentials: { appId, appSecret, token, encodingAesKey: AES_KEY, mode: 'secure', accountType: 'service' },
    settings: {},
    configure: (url) => account.configure({ url, token, encodingAesKey: AES_KEY, mode: 'secure' }),
    buttons: true,
    customer(name) {
      const person = lab.wechat.person({ name, account })
      return customerOf(name, person, {
        start: () => person.follow(),
        press: (label, bubble) => void person.press(label, bubble),
        expire: () => person.expire(),
      })
    },
  }
}

function wechatKf(lab: Lab, suffix: string): Line {
  const [corpId, corpSecret, token] = [`wwacme${suffix.padStart(12, '0')}`, 's'.repeat(43), 'kftoken']
  const corp = lab.wechatKf.corp({ corpId, secret: corpSecret })
  const account = corp.openAccount('Acme 微信客服')
  return {
    kind: 'wechat-kf',
    name: 'Acme 微信客服',
    credentials: { corpId, corpSecret, token, encodingAesKey: AES_KEY, openKfId: account.id },
    settings: {},
    configure: (url) => corp.configure({ url, token, encodingAesKey: AES_KEY }),
    buttons: true,
    customer(name) {
      const person = lab.wechatKf.person({ name, account })
      return customerOf(name, person, {
        start: () => person.start(),
        press: (label, bubble) => void person.press(label, bubble),
        expire: () => person.expire(),
      })
    },
  }
}

function x(lab: Lab): Line {
  const account = lab.x.account({ name: 'Acme Support' })
  const { consumerKey, consumerSecret, accessToken, accessSecret } = account.credentials
  return {
    kind: 'x',
    name: 'Acme on X',
    credentials: { apiKey: consumerKey, apiSecret: consumerSecret, accessToken, accessSecret },
    settings: { comments: true },
    configure: async () => {},
    buttons: false,
    customer(name) {
      const person = lab.x.person({ name, account })
      const press = (): void => {
        throw new Error('There are no buttons on X')
      }
      return customerOf(name, person, { start: () => {}, press })
    },
  }
}
