import type { Connection, Setup } from '../../src/contract/adapter.ts'
import type { Credentials } from './manifest.ts'
import type { Status } from './status.ts'

export interface Live {
  /** Throws `AdapterFault` where the puppet of the credentials cannot be had in this process. */
  installed: (credentials: Credentials) => Promise<unknown>
  statusOf: (connection: Connection | undefined) => Status | undefined
}

/** Without `live`, the connection is never held in this process. */
export const createSetup = (live?: Live): Setup<Credentials> => ({
  /** Who it is shows only when a code has been scanned; until then the puppet stands for the account. */
  async check({ credentials, settings, account, connection }) {
    if (settings['gateway'] !== true) await live?.installed(credentials)
    return live?.statusOf(connection)?.account ?? account ?? { externalId: credentials.puppet, name: credentials.puppet }
  },

  install: () =>
    Promise.resolve([
      {
        code: 'scan',
        text: {
          en: 'A code appears on this page within a minute. Scan it with WeChat on the phone of the account (Discover → Scan) and confirm there.',
          zh: '一分钟内本页会出现二维码。用该账号的手机微信“扫一扫”，并在手机上确认登录。',
        },
      },
    ]),

  /** The connection is closed already. Where the puppet leaves its session open, it is ended on the phone. */
  remove: () => Promise.resolve(),

  probe: ({ connection }) =>
    Promise.resolve(live?.statusOf(connection)?.health ?? { state: 'warn', code: 'unreachable', text: 'There is no connection.' }),
})
