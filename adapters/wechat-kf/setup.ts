import { type Account, AdapterFault, type Ctx, type Setup } from '../../src/contract/adapter.ts'
import { list, object, text } from '../../src/contract/read.ts'
import { healthOf } from '../weixin/health.ts'
import { kfApi } from './api.ts'
import type { Credentials } from './manifest.ts'
import { STEPS } from './steps.ts'

/** Most accounts of an answer. Unverified. */
const PAGE = 100

interface Entry {
  open_kfid: string
  name: string
  manage_privilege: boolean
}

export const setup: Setup<Credentials> = {
  check: (ctx) => find(ctx),

  /** Where calls go to is entered by hand: there is no API for it. */
  async install(_ctx, hookUrl) {
    return STEPS.map((step) => (step.code === 'callback' ? { ...step, value: hookUrl } : step))
  },

  /** Calls stop when the address is taken out by hand; until then they are refused. */
  async remove() {},

  probe: (ctx) => healthOf(find(ctx), ADVICE),
}

/** The account among those of the corp, page by page. */
async function find(ctx: Ctx<Credentials>): Promise<Account> {
  const { openKfId } = ctx.credentials
  for (let offset = 0; ; offset += PAGE) {
    const answer = await kfApi(ctx).call<{ account_list: unknown }>({
      path: '/cgi-bin/kf/account/list',
      body: { offset, limit: PAGE },
    })
    const entries = list(answer.account_list).map((entry) => object<Entry>(entry))
    const entry = entries.find((one) => one?.open_kfid === openKfId)
    if (entry) return accountOf(openKfId, entry)
    if (entries.length < PAGE) break
  }
  throw new AdapterFault('auth', `The corp has no customer service account ${openKfId} that this app may see.`, {
    certain: true,
    platformCode: 'no-account',
  })
}

function accountOf(openKfId: string, { name, manage_privilege }: NonNullable<ReturnType<typeof object<Entry>>>): Account {
  // Unverified: whether the app may write for the account, or only see it.
  if (manage_privilege === false) {
    throw new AdapterFault('auth', 'This app may see the account but not write for it.', { certain: true, platformCode: 'no-privilege' })
  }
  return { externalId: openKfId, name: text(name) ?? openKfId }
}

/** The refusals that need something else than new credentials. */
const ADVICE: { [platformCode: string]: string } = {
  'no-account': 'account-missing',
  'no-privilege': 'permission-missing',
  '48002': 'permission-missing',
  '60011': 'permission-missing',
  '60020': 'address-refused',
}
